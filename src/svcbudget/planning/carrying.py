"""From what promises cost to the profit that carries them, and to how far a price may fall until it no longer does.

A ceiling carries promises that cost no more. Knows the policy and one product's profit, and no output.
"""

from collections.abc import Mapping
from fractions import Fraction

from svcbudget.planning.budget import MICRO, Profit
from svcbudget.pricing.model import Policy, Product

HALF = Fraction(1, 2)
"""Of a minor unit: from there on amounts are rounded up."""


def least_annual_profit(policy: Policy, cost: int, digits: int) -> Fraction | None:
    """Return the least annual profit whose ceiling is `cost`; None where no profit has such a ceiling.

    Both are in minor units of a currency with so many `digits`, per customer; `cost` is above nought, and the answer
    exact.
    """
    least, small = cost - HALF, policy.small_ticket
    enough = [least / policy.ceiling] if policy.ceiling else []
    if small.share and least <= Fraction(small.amount) * 10**digits:
        enough.append(least / small.share)
    return min(enough, default=None)


def highest_price_cut(product: Product, profit: Profit, policy: Policy, cost: int, digits: int) -> Fraction | None:
    """Return the share of its price by which a product may become cheaper and still carry promises of `cost`.

    What the product costs stays as it is, but for the parts that are a share of the net price. `cost` is in minor
    units, per customer and year; one of nought is carried by any price. The answer is exact, nought where the ceiling
    is too low already, and None where no price is known.
    """
    if not profit.net_price:
        return None
    if not cost:
        return Fraction(1)
    least = least_annual_profit(policy, cost, digits)
    if least is None:
        return Fraction(0)
    spare = Fraction(profit.annual, profit.over) - least * (MICRO // 10**digits)
    if spare <= 0:
        return Fraction(0)
    parts = product.cost.values() if isinstance(product.cost, Mapping) else ()
    share = sum((part for part in parts if isinstance(part, Fraction)), Fraction(0))
    whole = (
        Fraction(profit.net_price, profit.over) * (1 - share) * product.purchases
    )  # what a cut by all of it would take
    return min(Fraction(1), Fraction(spare, whole))
