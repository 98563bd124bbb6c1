"""What of a product's profit goes into service, against the rule written straight down."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from budgets import DEFAULT, ODD
from hypothesis import given
from hypothesis import strategies as st

from svcbudget.planning.budget import Budget, Rule, find_profit
from svcbudget.pricing.model import Band, HeaviestGift, Policy, Product, SmallTicket

AMOUNTS = st.decimals(0, 10**7, places=6) | st.decimals(0, 500, places=2) | st.just(Decimal(10000))
SHARES = st.fractions(0, 1, max_denominator=999)
PROFITS = st.builds(
    Product,
    name=st.just("n"),
    sku=st.just("s"),
    price=AMOUNTS,
    cost=AMOUNTS | st.dictionaries(st.text(max_size=3), AMOUNTS | SHARES, min_size=1, max_size=3),
    tax_included=st.none() | SHARES,
    purchases_per_year=st.none() | st.decimals("0.000001", 3660, places=6),
) | st.builds(Product, name=st.just("n"), sku=st.just("s"), price=AMOUNTS, margin=SHARES)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """Draw a policy that agrees with itself."""
    least, most = sorted((draw(SHARES), draw(SHARES)))
    edges = sorted(draw(st.sets(st.decimals("0.000001", 10**5, places=6), max_size=2)))
    rates = [draw(st.fractions(least, most, max_denominator=10**4) | st.just(least)) for _ in range(len(edges) + 1)]
    light, heavy = sorted((draw(AMOUNTS), draw(AMOUNTS)))
    return replace(
        DEFAULT,
        floor=least,
        ceiling=most,
        bands=[Band(rate, edge) for rate, edge in zip(rates, [*edges, None], strict=True)],
        small_ticket=SmallTicket(draw(AMOUNTS), draw(SHARES)),
        reserve=draw(SHARES),
        heaviest_gift=HeaviestGift(draw(SHARES), light, heavy),
    )


POLICIES = st.just(DEFAULT) | st.just(ODD) | policies()


def straight_profit(product: Product) -> Fraction:
    """Return the annual profit as the design words it."""
    assert product.price is not None
    net = Fraction(product.price) / (1 + (product.tax_included or 0))
    if product.margin is not None:
        profit = net * product.margin
    else:
        parts = [product.cost] if isinstance(product.cost, Decimal) else list((product.cost or {}).values())
        profit = net - sum(Fraction(part) if isinstance(part, Decimal) else part * net for part in parts)
    return profit * Fraction(product.purchases_per_year or 1)


def straight(policy: Policy, digits: int, profit: Fraction, sale: Fraction | None = None) -> Budget:
    """Return the budget as the design words it, one sentence a line; `sale` is the profit of one."""

    def rounded(amount: Fraction) -> int:
        half_up = int(abs(amount) * 10**digits + Fraction(1, 2))
        return half_up if amount >= 0 else -half_up

    if profit <= 0:
        return Budget(rounded(profit), 0, 0, 0, 0, 0, 0, "loss", policy.tiers[0], 0, policy.tiers[0])
    small, heavy = Fraction(policy.small_ticket.amount), policy.heaviest_gift
    edges = [Fraction(0), *(profit if band.upto is None else Fraction(band.upto) for band in policy.bands)]
    parts = [max(Fraction(0), min(profit, high) - low) for low, high in pairwise(edges)]
    by_bands = sum((band.rate * part for band, part in zip(policy.bands, parts, strict=True)), Fraction(0))
    allowance = min(policy.small_ticket.share * profit, small)
    budget = rounded(max(by_bands, allowance))
    money = Fraction(budget, 10**digits)
    reserve = rounded(policy.reserve * max(Fraction(0), money - small))
    heaviest = min(Fraction(heavy.at_most), max(Fraction(heavy.at_least), heavy.share * money))
    tier = [tier for tier in policy.tiers if profit >= tier.from_][-1]
    at_purchase = straight(policy, digits, sale) if sale and sale > profit else None
    return Budget(
        rounded(profit),
        floor=rounded(policy.floor * profit),
        budget=budget,
        ceiling=rounded(max(policy.ceiling * profit, allowance)),
        standard=budget - reserve,
        reserve=reserve,
        heaviest=rounded(heaviest) if budget else 0,
        basis="small-ticket" if allowance > by_bands else "bands",
        tier=tier,
        heaviest_at_purchase=at_purchase.heaviest if at_purchase else rounded(heaviest) if budget else 0,
        tier_at_purchase=at_purchase.tier if at_purchase else tier,
    )


@given(POLICIES, st.sampled_from([0, 2, 3, 4]), PROFITS)
def test_every_figure_is_that_of_the_rule_written_straight_down(policy: Policy, digits: int, product: Product) -> None:
    annual = straight_profit(product)
    expected = straight(policy, digits, annual, annual / Fraction(product.purchases_per_year or 1))
    assert Rule(policy, digits).allow(find_profit(product)) == expected


@given(POLICIES, PROFITS)
def test_the_parts_add_up_and_the_budget_lies_between_floor_and_ceiling(policy: Policy, product: Product) -> None:
    budget = Rule(policy, 2).allow(find_profit(product))
    assert budget.standard + budget.reserve == budget.budget
    assert min(budget.standard, budget.reserve) >= 0
    assert 0 <= budget.floor <= budget.budget <= budget.ceiling


@given(POLICIES, AMOUNTS, AMOUNTS)
def test_more_profit_never_means_less_budget(policy: Policy, one: Decimal, other: Decimal) -> None:
    rule = Rule(policy, 2)
    less, more = (rule.allow(find_profit(Product("n", "s", profit=profit))) for profit in sorted((one, other)))
    assert less.budget <= more.budget


@given(POLICIES, st.decimals(1, 10**6, places=2).map(lambda net: net * 4), st.fractions(0, 1, max_denominator=50))
def test_the_same_profit_means_the_same_budget_however_typed(policy: Policy, net: Decimal, share: Fraction) -> None:
    """The net price is typed with and without a tax of 25%, the cost in full, in parts and as a margin."""
    rule = Rule(policy, 2)
    ways: list[dict[str, Any]] = [
        {"price": net, "margin": 1 - share},
        {"price": net, "cost": {"goods": share}},
        {"price": net, "cost": {"goods": share / 2, "fee": share / 2, "gift": Decimal(0)}},
        {"price": net * Decimal("1.25"), "tax_included": Fraction(1, 4), "margin": 1 - share},
        {"price": net / 4, "margin": 1 - share, "purchases_per_year": Decimal(4)},
    ]
    assert len({rule.allow(find_profit(Product("n", "s", **way))) for way in ways}) == 1
    cost = (net * 3 / 4).quantize(Decimal("0.01"))
    ways = [{"price": net, "cost": cost}, {"profit": net - cost}, {"price": net, "profit": net - cost}]
    assert len({rule.allow(find_profit(Product("n", "s", **way))) for way in ways}) == 1
