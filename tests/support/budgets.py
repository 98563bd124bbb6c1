"""Policies, products and their budgets, as short as tests want to write them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from svcbudget.money import parse_amount
from svcbudget.planning.budget import Budget, Rule, find_profit
from svcbudget.pricing import typed
from svcbudget.pricing.model import Band, HeaviestGift, Policy, Product, SmallTicket, Tier


def tier(name: str, start: str) -> Tier:
    return Tier(name, Decimal(start), touches=4, gifts=1, items_at_purchase=1, longest_silence=6)


DEFAULT = Policy(
    floor=Fraction(1, 20),
    ceiling=Fraction(1, 10),
    bands=[Band(Fraction(1, 10), Decimal(10000)), Band(Fraction(1, 20))],
    small_ticket=SmallTicket(Decimal(10), Fraction(1, 4)),
    reserve=Fraction(1, 3),
    heaviest_gift=HeaviestGift(Fraction(1, 4), Decimal(10), Decimal(200)),
    tiers=[tier("light", "0"), tier("regular", "200"), tier("key", "3000")],
    repeat_worth=Fraction(4, 5),
    most_touches_per_month=2,
    occasions=[],
    authority={},
)
ODD = replace(
    DEFAULT,
    floor=Fraction(3, 47),
    ceiling=Fraction(5, 37),
    bands=[Band(Fraction(5, 38), Decimal("33.333333")), Band(Fraction(2, 19), Decimal(777)), Band(Fraction(4, 61))],
    small_ticket=SmallTicket(Decimal("7.77"), Fraction(2, 7)),
    reserve=Fraction(3, 11),
    heaviest_gift=HeaviestGift(Fraction(3, 13), Decimal("6.666666"), Decimal("77.7")),
    tiers=[tier("light", "0"), tier("regular", "12.345678"), tier("key", "999.999999")],
)

READERS: dict[str, Callable[[object], Any]] = {
    "margin": typed.read_share,
    "tax_included": typed.read_share,
    "cost": typed.read_cost,
    "purchases_per_year": typed.read_purchases,
}


def product(typed: Mapping[str, object]) -> Product:
    """Make a product from what is typed under its keys."""
    return Product("n", "s", **{key: READERS.get(key, parse_amount)(value) for key, value in typed.items()})


def figures(typed: Mapping[str, object], policy: Policy = DEFAULT, digits: int = 2) -> Budget:
    return Rule(policy, digits).allow(find_profit(product(typed)))
