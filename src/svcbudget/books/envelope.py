"""From accruals and spending to the envelope of each period: carried over, put aside, spent and left.

Amounts are whole minor units, so that every grouping adds up to the whole shop. Knows no file but by name, and opens
none.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from svcbudget.books.accruals import Accrual
from svcbudget.books.periods import last_day, name_period
from svcbudget.books.spending import Spending
from svcbudget.books.tariffs import Ware
from svcbudget.money import from_minor, split
from svcbudget.pricing.document import Document
from svcbudget.pricing.in_force import Versions

GROUPS = ("product", "gift", "occasion", "customer")
SHARED = ("gift", "occasion")
"""The groups for none of which anything is put aside alone: all of it stands in the row without a group."""
MOST_PERIODS = 10_000

Group = tuple[str | None, str | None]
"""The sku, gift, occasion or customer, and the channel of a product; both None for what has no group, or for all."""


class TooLong(ValueError):
    """There are more periods between the first day and the last than anybody reads."""


class Envelope(NamedTuple):
    """The service money of a period, of the whole shop or of one group; amounts in minor units."""

    period: str
    currency: str
    digits: int
    group: str | None
    channel: str | None
    opening: int
    accrued: int
    spent: int
    given_up: int = 0

    @property
    def available(self) -> int:
        """What there was to spend."""
        return self.opening + self.accrued

    @property
    def left(self) -> int:
        """What is left at the end of the period, below nought where more was spent than there was."""
        return self.available - self.spent

    @property
    def closing(self) -> int:
        """What opens the next period."""
        return self.left - self.given_up

    @property
    def used(self) -> Fraction | None:
        """The share spent of what there was; None where there was nothing."""
        return Fraction(self.spent, self.available) if self.available > 0 else None

    def exceeds(self, share: Fraction) -> bool:
        """Tell whether more was used than this share of what there was."""
        return self.spent > share * self.available


class Remark(NamedTuple):
    """Why a payment deserves a look: it is for something unknown, or above the authority of its role."""

    why: str
    name: str
    spending: Spending
    digits: int
    bound: Decimal | None = None


def track(
    accruals: Iterable[Accrual],
    spending: Iterable[Spending],
    wares: Sequence[Ware],
    by: str,
    *,
    group: str | None = None,
    most: Decimal | None = None,
) -> Iterator[list[Envelope]]:
    """Return the envelopes of each period and currency: of each group, and last of what belongs to none.

    Every period from the first to the last is there. `most` is the amount that a period leaves to the next at most;
    None: all. What is given up for that is found for the whole shop and shared by the groups that have something left,
    so that a group's rest first stands for what others have overspent. Raises TooLong.
    """
    digits = {ware.currency: ware.digits for ware in wares}
    moves = _sum_up(accruals, spending, wares, by, group)
    rank: dict[Group, int] = {(ware.product.sku, ware.product.channel): ware.position for ware in reversed(wares)}

    def order(one: Group) -> tuple[bool, int, str, str]:
        place = rank.get(one, len(wares)) if group == "product" else 0
        return one == (None, None), place, one[0] or "", one[1] or ""

    periods = list_periods({period for period, _ in moves}, by)
    return _carry(periods, moves, digits, order, most)


def _carry(
    periods: Sequence[str],
    moves: Mapping[tuple[str, str], Mapping[Group, Sequence[int]]],
    digits: Mapping[str, int],
    order: Callable[[Group], tuple[bool, int, str, str]],
    most: Decimal | None,
) -> Iterator[list[Envelope]]:
    """Go through the periods, each opened by what the one before it left."""
    openings: dict[str, dict[Group, int]] = {currency: {} for currency in digits}
    for period in periods:
        for currency, opening in sorted(openings.items()):
            moved = moves.get((period, currency), {})
            rows = [
                Envelope(period, currency, digits[currency], *one, opening.get(one, 0), *moved.get(one, (0, 0)))
                for one in sorted(opening.keys() | moved.keys(), key=order)
            ]
            if most is not None:
                rows = _give_up(rows, int(most.scaleb(digits[currency])))
            openings[currency] = {(row.group, row.channel): row.closing for row in rows}
            if rows:
                yield rows


def _give_up(rows: Sequence[Envelope], most: int) -> list[Envelope]:
    """Let go of what the whole shop has left above a bound: each row in proportion to what it has left."""
    above = sum(row.left for row in rows) - most
    if above <= 0:
        return list(rows)
    parts = split(above, [max(0, row.left) for row in rows])
    return [row._replace(given_up=part) for row, part in zip(rows, parts, strict=True)]


def sum_up(rows: Sequence[Envelope]) -> Envelope:
    """Add up the envelopes of one period and currency to that of the whole shop."""
    opening, accrued, spent, given_up = (
        sum(getattr(row, name) for row in rows) for name in ("opening", "accrued", "spent", "given_up")
    )
    period, currency, digits, *_ = rows[0]
    return Envelope(period, currency, digits, None, None, opening, accrued, spent, given_up)


def find_overdrawn(rows: Sequence[Envelope], group: str | None, share: Fraction) -> Iterator[Envelope]:
    """Yield those of one period and currency that used more than a share of what there was, the whole shop first.

    A group is held to it by itself only where something is put aside for it by itself.
    """
    alone = [row for row in rows if row.group is not None] if group and group not in SHARED else []
    return (row for row in (sum_up(rows), *alone) if row.exceeds(share))


def list_periods(names: Iterable[str], by: str) -> list[str]:
    """Return every period from the first to the last of `names`. Raises TooLong where they are more than 10,000."""
    names = sorted(names)
    periods = names[:1]
    while periods and periods[-1] != names[-1]:
        if len(periods) == MOST_PERIODS:
            raise TooLong(f"from {names[0]} to {names[-1]} there are more than {MOST_PERIODS} periods")
        periods.append(name_period(last_day(periods[-1]) + timedelta(1), by))
    return periods


def _sum_up(
    accruals: Iterable[Accrual], spending: Iterable[Spending], wares: Sequence[Ware], by: str, group: str | None
) -> Mapping[tuple[str, str], Mapping[Group, Sequence[int]]]:
    """Add up what each group put aside and spent, by period and currency."""
    channels: defaultdict[tuple[str, str], set[str | None]] = defaultdict(set)
    for ware in wares:
        channels[ware.product.sku, ware.currency].add(ware.product.channel)
    moves: defaultdict[tuple[str, str], defaultdict[Group, list[int]]] = defaultdict(
        lambda: defaultdict(lambda: [0, 0])
    )
    for line in accruals:
        where: Group = (None, None)
        if group == "product":
            where = line.sku, line.channel
        elif group == "customer":
            where = line.customer, None
        moves[line.period, line.currency][where][0] += line.accrued
    for paid in spending:
        where = (None, None)
        if group == "product" and paid.sku is not None:
            # Of a product on several channels nobody knows for which it was.
            alike = channels.get((paid.sku, paid.currency), ())
            where = paid.sku, next(iter(alike)) if len(alike) == 1 else None
        elif group and group != "product":
            where = getattr(paid, group), None
        moves[name_period(paid.day, by), paid.currency][where][1] += paid.amount
    return moves


def remark(spending: Iterable[Spending], documents: Sequence[Document]) -> Iterator[Remark]:
    """Yield what deserves a look: spending on what no pricing file knows, or above its role's authority on the day."""
    known = {
        "sku": {product.sku for document in documents for product in document.products},
        "gift": {gift.id for document in documents for gift in document.gifts},
        "occasion": {occasion.name for document in documents for occasion in document.policy.occasions},
    }
    currencies = dict.fromkeys(document.currency for document in documents)
    times = {code: Versions([one for one in documents if one.currency == code]) for code in currencies}
    for paid in sorted(spending, key=lambda paid: (paid.day, paid.file, paid.line)):
        alike = times[paid.currency]
        digits = alike.documents[0].digits
        for what, names in known.items():
            name = getattr(paid, what)
            if name is not None and name not in names:
                yield Remark(f"unknown-{what}", name, paid, digits)
        if paid.role is None:
            continue
        hold = alike.holding(alike.number_on(paid.day) or 0)  # before any does, the first ones
        bounds = [each.policy.authority.get(paid.role) for each in hold]
        bound = max((bound for bound in bounds if bound is not None), default=None)
        if bound is None:
            yield Remark("unknown-role", paid.role, paid, digits)
        elif from_minor(paid.amount, digits) > bound:
            yield Remark("over-authority", paid.role, paid, digits, bound)
