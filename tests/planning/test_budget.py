"""What of a product's profit goes into service, to the cent, worked out by hand."""

from dataclasses import replace
from decimal import localcontext
from fractions import Fraction

import pytest
from budgets import DEFAULT, figures, product

from svcbudget.money import from_minor
from svcbudget.planning.budget import MICRO, Budget, find_profit


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
