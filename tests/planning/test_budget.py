"""What of a product's profit goes into service, to the cent: by hand, and against the rule written straight down."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svcbudget.money import from_minor, parse_amount
from svcbudget.planning.budget import MICRO, Budget, Rule, find_profit
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


def row(budget: Budget, digits: int = 2) -> str:
    """Write annual profit, budget, standard, reserve, heaviest gift and tier as the design does."""
    amounts = (budget.annual_profit, budget.budget, budget.standard, budget.reserve, budget.heaviest)
    return " ".join([*(str(from_minor(amount, digits)) for amount in amounts), budget.tier.name])


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        # the worked table of the design
        ("price=100 cost=60", "40.00 10.00 10.00 0.00 10.00 light"),
        ("price=20000 cost=17000", "3000.00 300.00 203.33 96.67 75.00 key"),
        ("price=158000 cost=150000", "8000.00 800.00 536.67 263.33 200.00 key"),
        ("price=1000000 cost=900000", "100000.00 5500.00 3670.00 1830.00 200.00 key"),
        ("price=30 cost=15 purchases_per_year=100", "1500.00 150.00 103.33 46.67 37.50 regular"),
        ("price=5 cost=4", "1.00 0.25 0.25 0.00 10.00 light"),
        # tax: 113 ÷ 1.13 = 100; 100 ÷ 1.13 = 88.495575…
        ("price=113 cost=60 tax_included=13%", "40.00 10.00 10.00 0.00 10.00 light"),
        ("price=100 cost=60 tax_included=13%", "28.50 7.12 7.12 0.00 10.00 light"),
        # margin: of the net price; a third of 100 is 33.333…, a quarter of that 8.333…
        ("price=100 margin=40%", "40.00 10.00 10.00 0.00 10.00 light"),
        ("price=113 margin=40% tax_included=13%", "40.00 10.00 10.00 0.00 10.00 light"),
        ("price=100 margin=1/3", "33.33 8.33 8.33 0.00 10.00 light"),
        ("price=100 margin=0%", "0.00 0.00 0.00 0.00 0.00 light"),
        # profit, with a price or without
        ("profit=3000", "3000.00 300.00 203.33 96.67 75.00 key"),
        ("price=20000 profit=3000 tax_included=13%", "3000.00 300.00 203.33 96.67 75.00 key"),
        # once in five years: 8000 × 0.2 = 1600
        ("price=158000 cost=150000 purchases_per_year=0.2", "1600.00 160.00 110.00 50.00 40.00 regular"),
        # a band's edge belongs to the band below; 1000.005 goes up
        ("profit=10000", "10000.00 1000.00 670.00 330.00 200.00 key"),
        ("profit=10000.1", "10000.10 1000.01 670.01 330.00 200.00 key"),
        ("profit=20000", "20000.00 1500.00 1003.33 496.67 200.00 key"),
        # a tier's edge belongs to the tier above, whatever the profit is rounded to
        ("profit=199.999999", "200.00 20.00 16.67 3.33 10.00 light"),
        ("profit=200", "200.00 20.00 16.67 3.33 10.00 regular"),
        ("profit=2999.999999", "3000.00 300.00 203.33 96.67 75.00 regular"),
        # a budget of nothing allows no gift; half a cent is a cent
        ("profit=0.01", "0.01 0.00 0.00 0.00 0.00 light"),
        ("profit=0.02", "0.02 0.01 0.01 0.00 10.00 light"),
        # no profit, and a loss, rounded away from nought
        ("profit=0", "0.00 0.00 0.00 0.00 0.00 light"),
        ("price=60 cost=100", "-40.00 0.00 0.00 0.00 0.00 light"),
        ("price=1 cost=1.005", "-0.01 0.00 0.00 0.00 0.00 light"),
        # as many digits as can be typed
        (
            "profit=987654321012345.678901",
            "987654321012345.68 49382716051117.28 32921810700748.19 16460905350369.09 200.00 key",
        ),
    ],
)
def test_a_product_worked_out_by_hand(typed: str, expected: str) -> None:
    assert row(figures(dict(pair.split("=") for pair in typed.split()))) == expected


@pytest.mark.parametrize(("price", "tax"), [("158000", "0%"), ("178540", "13%")])
def test_parts_of_a_cost_are_amounts_and_shares_of_the_net_price(price: str, tax: str) -> None:
    """The profit is 158000 - 146000 - 800 - 1580 = 9620, the reserve (962 - 10) ÷ 3 = 317.333…"""
    cost = {"car": "146000", "preparation": "800", "commission": "1%"}
    budget = figures({"price": price, "tax_included": tax, "cost": cost})
    assert row(budget) == "9620.00 962.00 644.67 317.33 200.00 key"


@pytest.mark.parametrize(
    ("profit", "basis", "least", "most"),
    [
        ("40", "small-ticket", 200, 1000),
        ("99.999999", "small-ticket", 500, 1000),
        ("100", "bands", 500, 1000),
        ("100000", "bands", 500000, 1000000),
        ("0.1", "small-ticket", 1, 3),
        ("0.01", "small-ticket", 0, 0),
        ("0", "loss", 0, 0),
    ],
)
def test_floor_ceiling_and_basis_in_cents(profit: str, basis: str, least: int, most: int) -> None:
    budget = figures({"profit": profit})
    assert (budget.basis, budget.floor, budget.ceiling) == (basis, least, most)


@pytest.mark.parametrize(
    ("digits", "profit", "expected"),
    [
        (0, "6", "6 2 2 0 10 light"),
        (0, "3000", "3000 300 203 97 75 key"),
        (3, "3000", "3000.000 300.000 203.333 96.667 75.000 key"),
    ],
)
def test_amounts_have_the_digits_of_the_currency(digits: int, profit: str, expected: str) -> None:
    assert row(figures({"profit": profit}, digits=digits), digits) == expected


def test_an_exact_half_goes_up_in_every_figure() -> None:
    """The reserve is half of 0.01, and the heaviest gift a quarter of 40.02."""
    halves = replace(DEFAULT, reserve=Fraction(1, 2))
    assert row(figures({"profit": "100.10"}, halves)) == "100.10 10.01 10.00 0.01 10.00 light"
    assert row(figures({"profit": "400.20"}, halves)) == "400.20 40.02 25.01 15.01 10.01 regular"
    assert figures({"profit": "0.30"}, halves).floor == 2


def test_net_price_cost_and_profit_are_exact_ratios() -> None:
    """Of 113 the tax of 13% leaves 100; a commission of 1/3 of that and 20 leave 46.666…, twice in five years."""
    cost = {"goods": "20", "commission": "1/3"}
    profit = find_profit(product({"price": "113", "tax_included": "13%", "cost": cost, "purchases_per_year": "0.4"}))
    parts = (profit.net_price, profit.cost, profit.profit, profit.annual)
    exact = [Fraction(part or 0, profit.over * MICRO) for part in parts]
    assert exact == [100, Fraction(160, 3), Fraction(140, 3), Fraction(56, 3)]


def test_price_and_cost_are_unknown_where_only_the_profit_is_given() -> None:
    profit = find_profit(product({"profit": "5", "purchases_per_year": "2"}))
    assert (profit.net_price, profit.cost) == (None, None)


def test_the_precision_that_a_caller_sets_for_decimals_changes_nothing() -> None:
    typed = {"price": "1234567.89", "cost": {"goods": "234567.891234", "fee": "1/7"}, "purchases_per_year": "0.333333"}
    exact = figures(typed)
    with localcontext() as context:
        context.prec = 2
        assert figures(typed) == exact


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
