"""What each trade finds in the built-in catalogues."""

import re
from decimal import Decimal

import pytest
from catalogues import DATA, SETS, TRADES, cost, entries, occasions, suited

from svcbudget.pricing import builtin

CATALOGUE = sorted(path.name.removesuffix(".yaml") for path in (DATA / "catalogue").iterdir())
FILES = ["policy", "categories", "reasons", "currencies", *(f"catalogue/{trade}" for trade in CATALOGUE)]
GIVING = [trade for trade in TRADES if not builtin.categories()[trade].regulated]
PLANNED_FOR = (
    *("clothing", "restaurant", "drinks", "bakery", "hotel", "car", "home", "shop", "beauty", "medical", "fitness"),
    *("jewellery", "repair", "property", "family", "pets", "b2b", "wedding", "regulated", "mourning"),
)
CHANNELS = {"CNY": {"shop", "wechat", "phone", "post", "home"}, "USD": {"shop", "message", "phone", "post", "home"}}
KEYS = {
    *("id", "name", "cost", "worth", "minutes", "for", "not_for", "at", "every", "repeats", "repeat_worth"),
    *("owner", "channel", "kind", "obligation", "source", "western", "only"),
}
NEEDED = {"id", "name", "cost", "minutes", "at", "owner", "channel", "source"}
OBLIGATIONS = {
    *("greeting", "glass-of-water", "patient-explanation", "fitting-and-ironing", "insurance-papers"),
    "hand-over-photo",
}
LONGEST_FOLLOW_UP = Decimal(4)
IN_PERSON = {"owner-call", "doctor-call", "owner-comes"}
"""What answers a complaint: the one in charge, in every trade."""


@pytest.mark.parametrize("trade", TRADES)
@pytest.mark.parametrize("currency", SETS)
def test_every_trade_has_a_follow_up_that_takes_little_time(currency: str, trade: str) -> None:
    best = max(suited(currency, trade, "follow-up", gesture=True), key=lambda entry: Decimal(entry["worth"]))
    assert Decimal(best["minutes"]) <= LONGEST_FOLLOW_UP


@pytest.mark.parametrize("trade", [trade for trade in TRADES if trade != "mourning"])
@pytest.mark.parametrize("currency", SETS)
def test_every_trade_has_a_short_gesture_for_the_calendar(currency: str, trade: str) -> None:
    """So that a thin budget pays for the time; nobody who mourns is written to on a schedule."""
    assert [entry for entry in suited(currency, trade, "calendar", gesture=True) if Decimal(entry["minutes"]) <= 1]


@pytest.mark.parametrize("trade", TRADES)
@pytest.mark.parametrize("currency", SETS)
def test_every_trade_has_gestures_for_a_visit_and_for_need(currency: str, trade: str) -> None:
    assert suited(currency, trade, "visit", gesture=True)
    assert suited(currency, trade, "need", gesture=True)


@pytest.mark.parametrize("trade", GIVING)
@pytest.mark.parametrize("currency", SETS)
def test_every_trade_that_may_give_has_gifts(currency: str, trade: str) -> None:
    """At purchase, or on the calendar where things are used at a desk; most of both, and the first for little money."""
    at_purchase = suited(currency, trade, "purchase", gesture=False)
    on_calendar = suited(currency, trade, "calendar", gesture=False)
    assert at_purchase
    assert on_calendar or trade == "mourning"
    assert len(at_purchase) + len(on_calendar) >= 5
    assert min(cost(entry) for entry in (*at_purchase, *on_calendar)) <= 9


@pytest.mark.parametrize("category", builtin.categories())
@pytest.mark.parametrize("currency", SETS)
def test_every_occasion_is_answered_with_a_gesture(currency: str, category: str) -> None:
    for occasion in occasions(category):
        assert suited(currency, category, occasion, gesture=True), occasion


@pytest.mark.parametrize("category", builtin.categories())
@pytest.mark.parametrize("currency", SETS)
def test_a_complaint_is_answered_by_the_one_in_charge_before_all_else(currency: str, category: str) -> None:
    answers = suited(currency, category, "complaint", gesture=True)
    best = max(answers, key=lambda entry: Decimal(entry["worth"]))
    assert best["id"] in IN_PERSON
    assert [entry["id"] for entry in answers if entry["worth"] == best["worth"]] == [best["id"]]


@pytest.mark.parametrize("currency", SETS)
def test_obligations_are_marked(currency: str) -> None:
    """The duties that essay 003 names, and nothing else."""
    assert {entry["id"] for entry in entries(currency) if entry.get("obligation") == "true"} == OBLIGATIONS
    assert {entry.get("obligation") for entry in entries(currency)} == {None, "true"}


@pytest.mark.parametrize("currency", SETS)
def test_festival_boxes_come_at_festivals_only(currency: str) -> None:
    boxes = [entry for entry in entries(currency) if re.match("festival-|large-hamper", entry["id"])]
    assert len(boxes) >= 5
    assert all(entry["at"] == ["festival"] for entry in boxes)


@pytest.mark.parametrize("currency", SETS)
def test_no_one_is_given_alcohol_or_tobacco_but_the_host_of_a_dinner(currency: str) -> None:
    """Two beers on the table of a regular who hosts, as essay 000 has it; never one more of what a wine shop sells."""
    wine = {entry["id"] for entry in entries(currency, "wine")}
    assert not wine & {"on-the-house", "two-beers"}
    beers = next(entry for entry in entries(currency) if entry["id"] == "two-beers")
    assert (beers["for"], beers["at"]) == (["restaurant"], ["hosting"])
