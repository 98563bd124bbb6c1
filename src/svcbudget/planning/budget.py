"""From the profit of one product to the money that goes into serving its customer.

Whole numbers only: amounts come in millionths (as finely as they may be typed), an annual profit as a
ratio of two whole numbers, every share as so many parts of one common whole. So each sum is exact and is
rounded once, half away from zero, to the minor unit. Knows nothing of gifts, files or output.
"""

from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from svcbudget.money import round_ratio
from svcbudget.pricing.model import Policy, Product, Tier

MICRO = 1_000_000
"""An amount is typed to at most six decimals; in millionths it is whole."""


# Named tuples: both are made once a product, and a frozen dataclass takes three times as long to make.
class Profit(NamedTuple):
    """What one sale and one customer's year bring, as ratios over one whole number, in millionths of the currency.

    `net_price` is None where only the profit is known.
    """

    net_price: int | None
    cost: int | None
    profit: int
    annual: int
    over: int


class Budget(NamedTuple):
    """The yearly service money for one customer of one product, in minor units of the currency."""

    annual_profit: int
    floor: int
    budget: int
    ceiling: int
    standard: int
    reserve: int
    heaviest: int
    basis: str
    tier: Tier
    heaviest_at_purchase: int
    """As `heaviest`, where a customer buys less than once a year measured by that one sale."""
    tier_at_purchase: Tier


def find_profit(product: Product) -> Profit:
    """Work out the profit of one sale, net of tax and cost, and of one customer's year.

    The product has a price, with a cost, a margin or a profit, or a profit alone.
    """
    net: int | None = None
    spent: int | None = None
    over = 1
    if product.price is None:
        assert product.profit is not None  # held by `document`
        profit = _micro(product.profit)
    else:
        net = _micro(product.price)
        if product.tax_included:
            tax = product.tax_included
            net, over = net * tax.denominator, tax.denominator + tax.numerator
        net, spent, over = _find_cost(product, net, over)
        profit = net - spent
    if product.purchases_per_year is None:
        return Profit(net, spent, profit, profit, over)
    times = _micro(product.purchases_per_year)
    net, spent = (None if part is None else part * MICRO for part in (net, spent))
    return Profit(net, spent, profit * MICRO, profit * times, over * MICRO)


def _find_cost(product: Product, net: int, over: int) -> tuple[int, int, int]:
    """Work out the cost of one sale. Returns net price and cost, and what both are over."""
    cost = product.cost
    if isinstance(cost, Decimal):
        return net, _micro(cost) * over, over
    if cost is not None:
        total = Fraction(0)
        for part in cost.values():
            total += _micro(part) * over if isinstance(part, Decimal) else part * net
        return net * total.denominator, total.numerator, over * total.denominator
    if product.margin is not None:
        margin = product.margin
        return net * margin.denominator, net * (margin.denominator - margin.numerator), over * margin.denominator
    assert product.profit is not None  # held by `document`
    return net, net - _micro(product.profit) * over, over


def _micro(amount: Decimal) -> int:
    """Turn an amount into millionths, exactly whatever the precision set for decimals."""
    numerator, denominator = amount.as_integer_ratio()
    return numerator * MICRO // denominator


class Rule:
    """A policy made ready to be applied to thousands of products."""

    def __init__(self, policy: Policy, digits: int) -> None:
        """Bring all shares to one whole and all amounts to millionths; `digits` are the currency's decimals."""
        small, heavy = policy.small_ticket, policy.heaviest_gift
        shares = [policy.floor, policy.ceiling, small.share, policy.reserve, heavy.share]
        shares += [band.rate for band in policy.bands]
        whole = lcm(*(share.denominator for share in shares))
        self.floor, self.ceiling, self.small_share, self.reserve, self.heavy_share, *rates = (
            int(share * whole) for share in shares
        )
        self.unit = MICRO // 10**digits
        """Millionths in one minor unit."""
        self.base = whole * self.unit
        """What a share of millionths is divided by to give minor units."""
        self.small = _micro(small.amount)
        self.most_small = self.small * whole
        self.least_heavy, self.most_heavy = _micro(heavy.at_least) * whole, _micro(heavy.at_most) * whole
        self.tiers = [(_micro(tier.from_), tier) for tier in reversed(policy.tiers)]
        self.bands: list[tuple[int | None, int, int]] = []
        """Of each band its upper edge, its rate, and what the bands below bring beyond that rate."""
        low = beyond = rate_below = 0
        for band, rate in zip(policy.bands, rates, strict=True):
            beyond += (rate_below - rate) * low
            high = None if band.upto is None else _micro(band.upto)
            self.bands.append((high, rate, beyond))
            low, rate_below = high or low, rate

    def by_bands(self, annual: int, over: int) -> int:
        """Add up the bands of an annual profit above nought."""
        for high, rate, beyond in self.bands:
            if high is None or annual <= high * over:
                return rate * annual + beyond * over
        raise ValueError("the last band has an end")

    def allow(self, profit: Profit) -> Budget:
        """Apply the policy to one product's profit. A loss gets nothing but gestures."""
        annual, over = profit.annual, profit.over
        rounded = round_ratio(annual, over * self.unit)
        tier = self.find_tier(annual, over)
        if annual <= 0:
            return Budget(rounded, 0, 0, 0, 0, 0, 0, "loss", tier, 0, tier)
        base = self.base * over
        by_bands = self.by_bands(annual, over)
        allowance = min(self.small_share * annual, self.most_small * over)
        budget = round_ratio(max(by_bands, allowance), base)
        spendable = budget * self.unit
        reserve = 0
        if spendable > self.small:
            reserve = round_ratio(self.reserve * (spendable - self.small), self.base)
        heaviest = heaviest_at_purchase = self.find_heaviest(budget)
        tier_at_purchase = tier
        if profit.profit > annual:
            sale = max(
                self.by_bands(profit.profit, over), min(self.small_share * profit.profit, self.most_small * over)
            )
            heaviest_at_purchase = self.find_heaviest(round_ratio(sale, base))
            tier_at_purchase = self.find_tier(profit.profit, over)
        return Budget(
            rounded,
            round_ratio(self.floor * annual, base),
            budget,
            round_ratio(max(self.ceiling * annual, allowance), base),
            budget - reserve,
            reserve,
            heaviest,
            "small-ticket" if allowance > by_bands else "bands",
            tier,
            heaviest_at_purchase,
            tier_at_purchase,
        )

    def find_heaviest(self, budget: int) -> int:
        """Return the most that one gift may cost out of a budget, both in minor units."""
        share = self.heavy_share * budget * self.unit
        return round_ratio(min(self.most_heavy, max(self.least_heavy, share)), self.base) if budget else 0

    def find_tier(self, annual: int, over: int) -> Tier:
        """Find the highest tier that an annual profit reaches."""
        for start, tier in self.tiers:
            if annual >= start * over:
                return tier
        return self.tiers[-1][1]
