"""From sums of sales to accruals: what each period and product puts aside, in minor units that add up.

Within each period and currency the exact sum is rounded once, half away from zero, and shared out by largest
remainder, to products and then to the standard part and the reserve. So no period depends on another.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from math import lcm
from typing import NamedTuple

from svcbudget.books.sales import Key
from svcbudget.books.tariffs import Ware
from svcbudget.money import DECIMALS, apportion, from_minor
from svcbudget.planning.budget import MICRO


class Accrual(NamedTuple):
    """What the sales of a product in a period put aside for service; amounts in minor units."""

    period: str
    sku: str
    channel: str | None
    customer: str | None
    name: str
    currency: str
    digits: int
    quantity: Decimal
    standard: int
    reserve: int

    @property
    def accrued(self) -> int:
        """Both parts together."""
        return self.standard + self.reserve


class _Line:
    """The sums of one line before they are rounded: parts of a minor unit, of which there are `over` in one."""

    def __init__(self, ware: Ware) -> None:
        self.ware = ware
        self.quantity = self.standard = self.reserve = 0
        self.over = 1

    def add(self, ware: Ware, sums: Sequence[int]) -> None:
        """Add what the sales of a ware come to; of several files the last one gives the name."""
        purchases = ware.purchases
        over, times = purchases.numerator * MICRO, purchases.denominator
        if over != self.over:
            common = lcm(over, self.over)
            self.standard *= common // self.over
            self.reserve *= common // self.over
            times *= common // over
            self.over = common
        self.quantity += sums[0]
        self.standard += sums[1] * times
        self.reserve += sums[2] * times
        if ware.position > self.ware.position:
            self.ware = ware


def accrue(sums: Mapping[Key, Sequence[int]], wares: Sequence[Ware]) -> list[Accrual]:
    """Round sums of sales, by period, then in the order of the products, then by customer."""
    lines: defaultdict[tuple[str, str], dict[tuple[int, str | None], _Line]] = defaultdict(dict)
    first = {ware.key: ware.position for ware in reversed(wares)}
    places = [first[ware.key] for ware in wares]
    for (period, position, customer), parts in sums.items():
        ware = wares[position]
        alike, key = lines[period, ware.currency], (places[position], customer)
        line = alike.get(key) or alike.setdefault(key, _Line(ware))
        line.add(ware, parts)
    accruals: list[Accrual] = []
    for (period, _), alike in sorted(lines.items()):
        keys = sorted(alike, key=lambda key: (key[0], key[1] or ""))
        accruals += _round(period, [(key[1], alike[key]) for key in keys])
    return accruals


def _round(period: str, lines: Sequence[tuple[str | None, _Line]]) -> Iterator[Accrual]:
    """Round the lines of a period and currency so that they add up to its rounded sum."""
    over = lcm(*{line.over for _, line in lines})
    exact = [(line.standard + line.reserve) * (over // line.over) for _, line in lines]
    amounts = apportion(exact, over)
    for (customer, line), amount in zip(lines, amounts, strict=True):
        ware, product = line.ware, line.ware.product
        standard, reserve = apportion([line.standard, line.reserve], line.over, amount)
        about = (product.sku, product.channel, customer, product.name, ware.currency, ware.digits)
        yield Accrual(period, *about, from_minor(line.quantity, DECIMALS), standard, reserve)
