"""The plan as values: for each product the budget, the suggested gifts, the occasions and the cadence; and their sums.

Amounts are whole numbers of minor units of the currency, per customer and year; properties give the main ones as
decimals. What the shop promises is costed when it is asked for: most of a large shop's products promise nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from svcbudget.money import from_minor, round_ratio
from svcbudget.planning.budget import MICRO, Budget, Profit
from svcbudget.planning.carrying import highest_price_cut
from svcbudget.planning.promises import Book, Promised
from svcbudget.pricing.document import Document
from svcbudget.pricing.model import Gift, Product


class GiftLine(NamedTuple):
    """One suggested gift: what, when, how often a year; amounts in minor units, per customer and year."""

    gift: Gift
    at: str
    months: tuple[int, ...]
    times: Fraction
    unit_cost: int
    year_cost: int
    worth: int


class OccasionLine(NamedTuple):
    """What answers an occasion: a gesture, and a gift too where there is money for it, each None where there is none.

    `per_year` is how often it is expected, `unit_cost` the gift's in minor units, `approval` who may decide on it
    without asking: None is the owner.
    """

    occasion: str
    per_year: Fraction
    gesture: Gift | None
    gift: Gift | None
    unit_cost: int
    approval: str | None

    @property
    def kind(self) -> str | None:
        """`gift` where there is one, else `gesture`, or None where the catalogue has nothing for it."""
        return "gift" if self.gift else "gesture" if self.gesture else None


class Moments(NamedTuple):
    """The answers to all occasions, and what of the money for moments they are not expected to take."""

    lines: tuple[OccasionLine, ...]
    unassigned: int


class TouchLine(NamedTuple):
    """One touch of the cadence: the months after the purchase, what, and whether it costs money."""

    month: int
    gift: Gift
    kind: str


class Programme(NamedTuple):
    """Gifts and cadence of a product: amounts in minor units, `minutes` per customer and year.

    `visit` are gestures while the customer is there, `need` those for when the need arises.
    """

    gifts: tuple[GiftLine, ...]
    cadence: tuple[TouchLine, ...]
    visit: tuple[Gift, ...]
    need: tuple[Gift, ...]
    spent: int
    worth: int
    longest_silence: int
    minutes: Decimal
    labour: int | None
    """What these minutes cost, where a wage is known."""
    cost_to_serve: int | None
    """What is spent, with the wages of all that is given; those of gifts are part of what is spent already."""
    proven: bool
    """False where so many choices hardly differ that a better one could not be ruled out."""
    on_calendar: Set[int]
    """The gifts of the calendar by their places among what suits the category."""


class ProductPlan(NamedTuple):
    """All that is suggested for one product."""

    document: Document
    line: int
    product: Product
    profit: Profit
    figures: Budget
    programme: Programme
    limit: str
    answer: Callable[[Budget], Moments]
    book: Book

    @property
    def title(self) -> str:
        """The name of the product, with the channel where it is sold by one."""
        name, channel = self.product.name, self.product.channel
        return f"{name} ({channel})" if channel else name

    @property
    def currency(self) -> str:
        """The currency of its amounts."""
        return self.document.currency

    @property
    def digits(self) -> int:
        """The decimals of its amounts."""
        return self.document.digits

    @property
    def annual_profit(self) -> Decimal:
        """What one customer brings in a year."""
        return from_minor(self.figures.annual_profit, self.digits)

    @property
    def floor(self) -> Decimal:
        """The least of the profit that ought to go into service."""
        return from_minor(self.figures.floor, self.digits)

    @property
    def budget(self) -> Decimal:
        """What may be spent on serving one customer in a year."""
        return from_minor(self.figures.budget, self.digits)

    @property
    def ceiling(self) -> Decimal:
        """The most of the profit that ought to go into service."""
        return from_minor(self.figures.ceiling, self.digits)

    @property
    def standard(self) -> Decimal:
        """The part of the budget for the standard programme."""
        return from_minor(self.figures.standard, self.digits)

    @property
    def reserve(self) -> Decimal:
        """The part of the budget kept for personal occasions."""
        return from_minor(self.figures.reserve, self.digits)

    @property
    def heaviest_gift(self) -> Decimal:
        """The most that one gift may cost."""
        return from_minor(self.figures.heaviest, self.digits)

    @property
    def spent(self) -> Decimal:
        """What the suggested gifts cost."""
        return from_minor(self.programme.spent, self.digits)

    @property
    def left(self) -> Decimal:
        """What they leave of the standard budget."""
        return from_minor(self.figures.standard - self.programme.spent, self.digits)

    @property
    def moments(self) -> Moments:
        """What each occasion is answered with, and what that leaves; worked out when it is asked for."""
        return self.answer(self.figures)

    @property
    def occasions(self) -> tuple[OccasionLine, ...]:
        """What each occasion is answered with; worked out when it is asked for."""
        return self.moments.lines

    @property
    def unassigned(self) -> Decimal:
        """What is left of the budget after the gifts and the expected cost of the occasions: it need not be spent."""
        return from_minor(self.moments.unassigned, self.digits)

    @property
    def promised(self) -> Promised | None:
        """What the shop promises with it today, None where that is nothing; worked out when it is asked for."""
        return self.book.cost(self.product) if self.product.service else None

    def highest_price_cut(self, promised: Promised) -> Fraction | None:
        """Return the share of the price by which it may fall while the ceiling carries what is promised.

        Exact; nought where it does not do so now, None where no price is known.
        """
        return highest_price_cut(self.product, self.profit, self.document.policy, promised.cost, self.digits)

    @property
    def customers(self) -> Fraction | None:
        """How many customers buy it in a year, where the units are known."""
        shop = self._shop()
        return None if shop is None else Fraction(*shop)

    def for_shop(self, amount: int, over: int = 1) -> int | None:
        """Return an amount per customer (a ratio) for all customers of a year, rounded; None without units."""
        shop = self._shop()
        return None if shop is None else round_ratio(amount * shop[0], over * shop[1])

    def _shop(self) -> tuple[int, int] | None:
        """Return the customers of a year as a ratio: units over purchases, both in millionths."""
        units, purchases = self.product.units_per_year, self.product.purchases_per_year
        if units is None:
            return None
        return int(units * MICRO), MICRO if purchases is None else int(purchases * MICRO)

    @property
    def shop_profit(self) -> int | None:
        """The annual profit of all customers: the profit of one sale × units a year, in minor units."""
        return self.for_shop(self.profit.annual, self.profit.over * (MICRO // 10**self.digits))


@dataclass(slots=True)
class Totals:
    """Sums over the products of one currency, in minor units; None while no product's units are `known`."""

    currency: str
    digits: int
    products: int = 0
    known: int = 0
    annual_profit: int | None = None
    year_budget: int | None = None
    year_standard: int | None = None
    year_reserve: int | None = None

    def add(self, plan: ProductPlan) -> None:
        """Count one product in; the reserve is what the standard leaves of the budget, so that the parts add up."""
        self.products += 1
        budget, standard, profit = (
            plan.for_shop(plan.figures.budget),
            plan.for_shop(plan.figures.standard),
            plan.shop_profit,
        )
        if budget is None or standard is None or profit is None:
            return
        self.known += 1
        self.annual_profit = (self.annual_profit or 0) + profit
        self.year_budget = (self.year_budget or 0) + budget
        self.year_standard = (self.year_standard or 0) + standard
        self.year_reserve = (self.year_reserve or 0) + budget - standard

    def join(self, other: "Totals") -> None:
        """Count in what others have added up."""
        self.products += other.products
        if not other.known:
            return
        self.known += other.known
        for name in ("annual_profit", "year_budget", "year_standard", "year_reserve"):
            setattr(self, name, (getattr(self, name) or 0) + getattr(other, name))


def sum_up(plans: Iterable[ProductPlan]) -> list[Totals]:
    """Add up the plans by currency, in the order in which the currencies come."""
    totals: dict[str, Totals] = {}
    for _ in counting(plans, totals):
        pass
    return list(totals.values())


def counting(plans: Iterable[ProductPlan], totals: dict[str, Totals]) -> Iterator[ProductPlan]:
    """Let plans pass, and add up what has passed by currency."""
    for plan in plans:
        totals.setdefault(plan.currency, Totals(plan.currency, plan.digits)).add(plan)
        yield plan


def join(parts: Iterable[Totals]) -> list[Totals]:
    """Add up totals that were added up apart, in the order in which the currencies come."""
    totals: dict[str, Totals] = {}
    for part in parts:
        totals.setdefault(part.currency, Totals(part.currency, part.digits)).join(part)
    return list(totals.values())
