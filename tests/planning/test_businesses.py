"""What businesses as they are get suggested: held to what someone who knows their trade would want, and never want."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from svcbudget import api
from svcbudget.planning.plan import ProductPlan
from svcbudget.planning.trade import may_give
from svcbudget.pricing import builtin

BUSINESSES: dict[str, dict[str, Any]] = {
    business["name"]: business
    for business in yaml.load(
        (Path(__file__).parent / "businesses.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
    )
}
WAGE = Fraction(30)
"""What an hour costs."""
WELL_USED_UPTO = Decimal(3000)
"""The annual profit up to which no more than a third of a budget may be without a use."""
A_MONTH = 2
"""How many gifts of one kind may be dated in a month."""

every_business = pytest.mark.parametrize("name", BUSINESSES)


@cache
def plan(name: str) -> ProductPlan:
    business = BUSINESSES[name]
    return api.quote(
        currency=business["currency"],
        category=business["category"],
        price=business["price"],
        cost=business["cost"],
        purchases_per_year=business["purchases"],
    )


def suggested(planned: ProductPlan) -> Iterator[str]:
    """Yield the id of everything that is suggested, given or done, on whatever occasion."""
    programme = planned.programme
    yield from (line.gift.id for line in programme.gifts)
    yield from (touch.gift.id for touch in programme.cadence)
    yield from (gift.id for gift in (*programme.visit, *programme.need))
    for line in planned.occasions:
        yield from (gift.id for gift in (line.gesture, line.gift) if gift)


@every_business
def test_what_belongs_to_the_trade_is_suggested(name: str) -> None:
    found = set(suggested(plan(name)))
    for wanted in BUSINESSES[name]["has"]:
        any_of = {wanted} if isinstance(wanted, str) else set(wanted)
        assert any_of & found, f"{wanted} is missing among {sorted(found)}"


@every_business
def test_what_its_customers_would_find_absurd_is_not(name: str) -> None:
    assert not set(BUSINESSES[name]["never"]) & set(suggested(plan(name)))


@pytest.mark.parametrize("key", ["has", "never"])
def test_the_list_names_entries_of_the_catalogue_of_its_currency(key: str) -> None:
    """Otherwise what must never be there could not be there for being misspelt."""
    known = {gift.id for currency in ("CNY", "USD") for gift in builtin.standard(currency)[1]}
    for business in BUSINESSES.values():
        named = {each for wanted in business[key] for each in ([wanted] if isinstance(wanted, str) else wanted)}
        assert named <= known, business["name"]


def test_the_businesses_cover_the_trades() -> None:
    assert len(BUSINESSES) >= 43
    met = {builtin.find_category(business["category"]) for business in BUSINESSES.values()}
    assert builtin.categories().keys() - met <= {"regulated", "general"}


@every_business
def test_nothing_costs_more_in_a_year_than_it_is_felt_to_be_worth(name: str) -> None:
    planned = plan(name)
    for line in planned.programme.gifts:
        assert line.year_cost <= line.worth, line.gift.id
    for answer in planned.occasions:
        assert answer.gift is None or answer.gift.felt_worth * 100 >= answer.unit_cost, answer.gift.id


@every_business
def test_the_time_it_takes_costs_less_than_the_budget(name: str) -> None:
    planned = plan(name)
    if planned.budget:
        assert Fraction(planned.programme.minutes) * WAGE / 60 <= Fraction(planned.budget)


@every_business
def test_nothing_is_dated_that_an_occasion_or_a_need_must_bring(name: str) -> None:
    first = 1
    for touch in plan(name).programme.cadence:
        if touch.month:
            at = {"calendar", "follow-up"} if touch.month == first else {"calendar"}
            assert at & set(touch.gift.at), touch.gift.id


@every_business
def test_no_kind_of_gift_comes_more_than_twice_in_a_month(name: str) -> None:
    dated = Counter((touch.month, touch.gift.id) for touch in plan(name).programme.cadence if touch.kind == "gift")
    assert max(dated.values(), default=0) <= A_MONTH


@every_business
def test_a_complaint_gets_a_call_or_a_visit_from_the_one_in_charge(name: str) -> None:
    """Whatever the customer is worth; a gift stands beside it, and never instead."""
    complaint = next(line for line in plan(name).occasions if line.occasion == "complaint")
    assert complaint.gesture is not None
    assert complaint.gesture.id in {"owner-call", "doctor-call", "owner-comes"}


@every_business
def test_at_most_a_third_of_a_small_budget_has_no_use(name: str) -> None:
    planned = plan(name)
    gives = may_give(BUSINESSES[name]["category"], planned.document.policy)
    if gives and planned.budget and planned.annual_profit <= WELL_USED_UPTO:
        assert Fraction(planned.moments.unassigned, 100) <= Fraction(planned.budget) / 3


def test_a_loss_gets_a_word_and_nothing_else_on_a_date() -> None:
    """Two minutes at most for eggs that are sold below their cost."""
    eggs = plan("eggs at a loss")
    assert not eggs.programme.gifts
    assert len(eggs.programme.cadence) <= 1
    assert eggs.programme.minutes <= 2


@pytest.mark.parametrize("category", builtin.categories())
def test_nothing_to_have_at_hand_on_a_loss_takes_more_than_two_minutes(category: str) -> None:
    """Whoever costs more than they bring is met kindly, but nobody runs errands or drives home for them."""
    loss = api.quote(category=category, price="10", cost="12", purchases_per_year="12")
    for gift in (*loss.programme.visit, *loss.programme.need):
        assert gift.minutes <= 2, gift.id


@every_business
def test_what_comes_with_each_so_many_purchases_comes_at_least_once_a_year(name: str) -> None:
    for line in plan(name).programme.gifts:
        assert line.at != "purchase" or line.gift.every == 1 or line.times >= 1, line.gift.id
