"""From what a shop promises its customers to what that costs: a customer and year, of the budget or the reserve.

Exact until the totals are rounded, once; the lines are split so that they add up. Knows no policy but the
expected occasions, and no output.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from svcbudget.money import round_ratio, split
from svcbudget.planning.budget import MICRO, Budget, find_profit
from svcbudget.planning.trade import expect, find_occasions
from svcbudget.pricing import builtin
from svcbudget.pricing.document import Document
from svcbudget.pricing.model import Gift, Occasion, Product, Promise

MOST_COSTED = 20_000
"""How many different services are remembered before it starts afresh."""


def landed_cost(cost: Decimal | Fraction, minutes: Decimal, wage: Decimal | None) -> Fraction:
    """Return what a gift costs with its minutes at a wage per hour; a gesture, which costs no money, nothing."""
    landed = Fraction(cost)
    return landed + Fraction(minutes) * Fraction(wage) / 60 if cost and wage else landed


def own_cost(product: Product) -> Fraction:
    """Return what one more of the product costs the shop, nothing where that is not known."""
    profit = find_profit(product)
    return Fraction(profit.cost, profit.over * MICRO) if profit.cost and profit.cost > 0 else Fraction(0)


class Kept(NamedTuple):
    """One promise as it is kept: what is given, how often a year, and what that costs.

    `unit_cost` and `year_cost` are in minor units of the currency, per customer; the latter add up to the totals.
    """

    promise: Promise
    gift: Gift
    times: Fraction
    """Expected times per customer and year."""
    minutes: Fraction
    """Each time."""
    money: Fraction
    """What the gift itself costs each time, without anyone's time; exact, in minor units."""
    unit_cost: int
    year_cost: int
    owner: str | None

    @property
    def is_personal(self) -> bool:
        """Whether it answers an occasion, and so is paid from the reserve."""
        return self.promise.on is not None

    @property
    def with_time(self) -> str:
        """Say for a message that the cost is not the gift's alone, where it is not."""
        return ", the time it takes included" if self.unit_cost > self.money else ""

    @property
    def when(self) -> str:
        """`purchase`, `calendar` or the name of the occasion."""
        return self.promise.on or ("purchase" if self.promise.at else "calendar")


class Promised(NamedTuple):
    """All that is promised with one product; amounts in minor units, per customer and year."""

    kept: Sequence[Kept]
    standard: int
    """The cost of what is given at purchase and on the calendar."""
    personal: int
    """The expected cost of what answers occasions."""
    minutes: Fraction

    @property
    def cost(self) -> int:
        """The cost of all of it."""
        return self.standard + self.personal

    def money_for_moments(self, budget: Budget) -> int:
        """Return what there is for occasions: the reserve, with what the programme leaves of the standard budget."""
        return budget.reserve + max(budget.standard - self.standard, 0)


class Book:
    """The catalogue and the expected occasions of a document, made ready to cost the promises of its products."""

    def __init__(self, document: Document) -> None:
        """Take the document whose products' promises are to be costed."""
        self.document = document
        self.wage = document.staff.wage_per_hour
        self.per_unit: int = 10**document.digits
        self._costed: dict[object, Promised] = {}

    @cached_property
    def gifts(self) -> Mapping[str, Gift]:
        """The catalogue by id."""
        return {gift.id: gift for gift in self.document.gifts}

    @cached_property
    def occasions(self) -> Mapping[str, Occasion]:
        """Every occasion that the policy knows, or a trade that is built in; the policy's beat those."""
        of_trades = [occasion for trade in builtin.categories().values() for occasion in trade.more]
        return {occasion.name: occasion for occasion in (*of_trades, *self.document.policy.occasions)}

    def expected(self, name: str, product: Product) -> Fraction:
        """Return how often a year a customer of a product has an occasion."""
        own = find_occasions(self.document.policy, product.category)
        occasion = next((occasion for occasion in own if occasion.name == name), self.occasions[name])
        return expect(occasion, product.purchases)

    def cost(self, product: Product) -> Promised:
        """Cost the promises of a product. The total and its personal part are rounded once, half away from zero."""
        service = product.service or ()
        own = own_cost(product) if any(self.gifts[promise.gift].is_own for promise in service) else None
        key = (product.purchases_per_year, product.category, own, *service)
        costed = self._costed.get(key)
        if costed is None:
            if len(self._costed) >= MOST_COSTED:
                self._costed.clear()
            costed = self._costed[key] = self._cost([self._keep(promise, product, own) for promise in service])
        return costed

    def _cost(self, exact: Sequence[tuple[Kept, Fraction]]) -> Promised:
        costs = [cost * kept.times for kept, cost in exact]
        personal_costs = [cost * kept.is_personal for (kept, _), cost in zip(exact, costs, strict=True)]
        total, personal = (round_ratio(*Fraction(sum(part)).as_integer_ratio()) for part in (costs, personal_costs))
        shares = split(personal, personal_costs)
        standard_costs = [cost - part for cost, part in zip(costs, personal_costs, strict=True)]
        if any(standard_costs):
            shares = [a + b for a, b in zip(shares, split(total - personal, standard_costs), strict=True)]
        kept_so = [kept._replace(year_cost=share) for (kept, _), share in zip(exact, shares, strict=True)]
        minutes = sum((kept.minutes * kept.times for kept in kept_so), Fraction(0))
        return Promised(kept_so, total - personal, personal, minutes)

    def _keep(self, promise: Promise, product: Product, own: Fraction | None) -> tuple[Kept, Fraction]:
        """Return a promise as it is kept, its year cost still open, and what it costs each time, exactly."""
        gift = self.gifts[promise.gift]
        if promise.on:
            times = self.expected(promise.on, product)
        else:
            times = product.purchases / gift.every if promise.at else promise.every or Fraction(0)
        cost: Decimal | Fraction = own or Fraction(0) if isinstance(gift.cost, str) else gift.cost
        cost = cost if promise.cost is None else promise.cost
        minutes = gift.minutes if promise.minutes is None else promise.minutes
        landed = landed_cost(cost, minutes, self.wage) * self.per_unit
        unit = round_ratio(landed.numerator, landed.denominator)
        owner = promise.owner or gift.owner
        return Kept(promise, gift, times, Fraction(minutes), Fraction(cost) * self.per_unit, unit, 0, owner), landed
