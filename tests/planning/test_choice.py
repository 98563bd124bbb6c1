"""The gifts for one budget: by hand, and against every choice there is on small catalogues."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from math import ceil
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from svcbudget.planning.choice import Choice, Menu, Offer, worth_of

KEEPS = Fraction(4, 5)


def offer(
    cost: int | Fraction,
    worth: int | Fraction,
    *,
    repeat_worth: Fraction = KEEPS,
    repeats: int = 4,
    at: str = "calendar purchase",
) -> Offer:
    return Offer(Fraction(cost), Fraction(worth), repeat_worth, repeats, "calendar" in at, "purchase" in at)


FRUIT_BOX = offer(5000, 5000, at="calendar")
WIPES = offer(300, 600, at="purchase")


def choose(
    offers: Sequence[Offer],
    standard: int,
    heaviest: int,
    gifts: int = 4,
    items: int = 6,
    purchases: Fraction = Fraction(1),
) -> tuple[Choice, str]:
    return Menu(offers).choose(standard=standard, heaviest=heaviest, gifts=gifts, items=items, purchases=purchases)


def test_a_fruit_box_of_50_comes_each_quarter_out_of_a_budget_of_300() -> None:
    """Essay 003: a fruit box within 50 each quarter, so about 200 of the 203.33 for the standard programme."""
    choice, limit = choose([FRUIT_BOX], standard=20333, heaviest=7500)
    assert choice.calendar == ((0, 4),)
    assert choice.purchase == ()
    assert choice.cost == 20000
    assert choice.worth == Fraction("14760")  # 50 + 40 + 32 + 25.60
    assert limit == "budget"  # 3.33 are left, and one more would cost 50


def test_a_thin_profit_gives_one_small_thing_at_purchase() -> None:
    """Wipes of cost 3 and worth 6 fit the dress's budget of 10; a fruit box is heavier than 10."""
    choice, limit = choose([FRUIT_BOX, WIPES], standard=1000, heaviest=1000, gifts=1, items=1)
    assert (choice.calendar, choice.purchase) == ((), (1,))
    assert choice.cost == 300
    assert choice.worth == 600
    assert limit == "heaviest-gift"


@pytest.mark.parametrize(
    ("purchases", "cost", "worth"),
    [
        (Fraction(1, 5), 60, 600),  # one every five years: a fifth of the cost a year, worth what one is worth
        (Fraction(5, 2), 750, 1464),  # 600 + 480 + 384
        (Fraction(3), 900, 1464),
    ],
)
def test_an_item_at_purchase_is_paid_at_every_purchase(purchases: Fraction, cost: int, worth: int) -> None:
    choice, _ = choose([WIPES], standard=1000, heaviest=1000, purchases=purchases)
    assert choice.purchase == (0,)
    assert choice.cost == cost
    assert choice.worth == worth


def test_the_same_entry_may_stand_on_the_calendar_and_at_purchase() -> None:
    choice, _ = choose([offer(100, 200, repeats=1)], standard=200, heaviest=100)
    assert (choice.calendar, choice.purchase) == (((0, 1),), (0,))
    assert choice.worth == 400


@pytest.mark.parametrize(
    ("offers", "standard", "heaviest", "gifts", "items", "limit"),
    [
        ([], 1000, 1000, 4, 6, "nothing-suitable"),
        ([offer(0, 100), offer(100, 0)], 1000, 1000, 4, 6, "nothing-suitable"),
        ([], 0, 0, 4, 6, "nothing-suitable"),
        ([WIPES], 0, 1000, 4, 6, "budget"),
        ([WIPES], -1, 1000, 4, 6, "budget"),
        ([WIPES], 299, 1000, 4, 6, "budget"),
        ([WIPES], 300, 1000, 4, 6, "budget"),
        ([WIPES], 1000, 299, 4, 6, "heaviest-gift"),
        ([WIPES], 1000, 1000, 4, 0, "number-of-gifts"),
        ([FRUIT_BOX], 99999, 5000, 3, 6, "number-of-gifts"),
        ([FRUIT_BOX], 19999, 5000, 3, 6, "budget"),  # three cost 15000, and a fourth does not fit
        ([FRUIT_BOX, WIPES], 20000, 5000, 4, 0, "budget"),
        ([offer(Fraction(601, 2), 600, at="purchase")], 1000, 300, 4, 6, "heaviest-gift"),  # 300.5 cents
        ([offer(300, 600, repeat_worth=Fraction(0), at="calendar")], 9999, 300, 4, 6, "number-of-gifts"),
        ([offer(300, 600, repeats=0, at="calendar")], 9999, 300, 4, 6, "nothing-suitable"),
        ([offer(300, 600, at="")], 9999, 300, 4, 6, "nothing-suitable"),
    ],
)
def test_the_limit_is_what_prevents_the_next_gift(
    offers: list[Offer], standard: int, heaviest: int, gifts: int, items: int, limit: str
) -> None:
    assert choose(offers, standard, heaviest, gifts, items)[1] == limit


def test_ties_go_to_the_lower_cost() -> None:
    choice, _ = choose([offer(200, 300), offer(100, 300)], standard=250, heaviest=250, gifts=1, items=0)
    assert choice.calendar == ((1, 1),)


def test_then_to_fewer_kinds() -> None:
    """One entry twice, before two entries once each and before one on the calendar and at purchase."""
    same = [offer(50, 50, repeat_worth=Fraction(1), repeats=times) for times in (1, 1, 2)]
    choice, _ = choose(same, standard=100, heaviest=50)
    assert (choice.calendar, choice.purchase) == (((2, 2),), ())


def test_then_to_catalogue_order_and_of_one_entry_to_the_calendar() -> None:
    same = [offer(100, 100, at="purchase"), offer(100, 100), offer(100, 100)]
    assert choose(same, standard=100, heaviest=100)[0].purchase == (0,)
    assert choose(same[1:], standard=100, heaviest=100)[0].calendar == ((0, 1),)


def test_worth_is_exact_for_as_many_purchases_as_there_can_be() -> None:
    """Ten a day keep 80% of the worth of the one before: all 3660 together come to nearly five times the first."""
    daily = offer(1, 100, at="purchase")
    choice, _ = choose([daily], standard=3660, heaviest=1, purchases=Fraction(3660))
    assert choice.cost == 3660
    assert 0 < 500 - choice.worth < Fraction(1, 10**300)


def test_worth_of_counts_a_part_of_a_time_as_a_whole_one() -> None:
    assert worth_of(WIPES, 0) == 0
    assert worth_of(WIPES, Fraction(1, 5)) == 600
    assert worth_of(WIPES, Fraction(5, 2)) == 1464
    assert worth_of(offer(1, 100, repeat_worth=Fraction(1)), 7) == 700
    assert worth_of(offer(1, 100, repeat_worth=Fraction(0)), 7) == 100


def test_equal_answers_are_the_same_object() -> None:
    menu = Menu([FRUIT_BOX, WIPES])
    one, _ = menu.choose(standard=20333, heaviest=7500, gifts=4, items=6, purchases=Fraction(1))
    other, _ = menu.choose(standard=29999, heaviest=9999, gifts=4, items=6, purchases=Fraction(1))
    assert one is other


shares = st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(1, 2), KEEPS, Fraction(1)])
amounts = st.integers(0, 8) | st.fractions(0, 8, max_denominator=7)
purchase_counts = st.sampled_from([Fraction(1), Fraction(1, 5), Fraction(2), Fraction(5, 2), Fraction(3)])


@st.composite
def catalogues(draw: st.DrawFn, most: int = 4) -> list[Offer]:
    """Draw offers with small numbers, so that ties abound; worth is often cost, and the share of repeats shared."""
    shared = draw(shares)
    found = []
    for _ in range(draw(st.integers(0, most))):
        cost = draw(amounts)
        worth = draw(st.just(cost) | amounts)
        ratio = draw(st.just(shared) | shares)
        found.append(
            Offer(
                Fraction(cost), Fraction(worth), ratio, draw(st.integers(0, 2)), *draw(st.tuples(*[st.booleans()] * 2))
            )
        )
    return found


limits = st.fixed_dictionaries(
    {
        "standard": st.integers(-1, 40),
        "heaviest": st.integers(0, 9),
        "gifts": st.integers(0, 4),
        "items": st.integers(0, 3),
        "purchases": purchase_counts,
    }
)


def try_all(
    offers: Sequence[Offer], standard: int, heaviest: int, gifts: int, items: int, purchases: Fraction
) -> tuple[Fraction, Fraction, int, tuple[int, ...]]:
    """Return worth, cost and kinds, the latter two below zero, and the counts of the best of all choices."""
    most = []
    for entry in offers:
        light = 0 < entry.cost <= heaviest
        most += [entry.repeats if entry.calendar and light else 0, int(entry.purchase and light)]
    found = []
    for counts in product(*(range(count + 1) for count in most)):
        lines = list(zip(offers, counts[::2], counts[1::2], strict=True))
        cost = sum((entry.cost * (times + purchases * given) for entry, times, given in lines), Fraction(0))
        if cost <= max(standard, 0) and sum(counts[::2]) <= gifts and sum(counts[1::2]) <= items:
            worth = sum(
                (felt(entry, times) + felt(entry, given * ceil(purchases)) for entry, times, given in lines),
                Fraction(0),
            )
            found.append((worth, -cost, -sum(count > 0 for count in counts), counts))
    return max(found)


def felt(entry: Offer, times: int) -> Fraction:
    """Return what an entry is worth so many times a year: each further one the share of the one before."""
    return entry.worth * sum(entry.repeat_worth**k for k in range(times))


def as_tried(choice: Choice, offers: Sequence[Offer]) -> tuple[Fraction, Fraction, int, tuple[int, ...]]:
    times = dict(choice.calendar)
    counts = tuple(count for i in range(len(offers)) for count in (times.get(i, 0), int(i in choice.purchase)))
    return choice.worth, -choice.cost, -sum(count > 0 for count in counts), counts


@settings(max_examples=200)
@drawn(catalogues(), limits)
def test_no_other_choice_is_better(offers: list[Offer], limit: dict[str, Any]) -> None:
    """Worth, cost, kinds and catalogue order are those of the best of all choices there are."""
    choice, _ = choose(offers, **limit)
    assert choice.proven
    assert as_tried(choice, offers) == try_all(offers, **limit)


@settings(max_examples=200)
@drawn(catalogues(most=8), limits)
def test_the_limit_agrees_with_every_next_gift(offers: list[Offer], limit: dict[str, Any]) -> None:
    """A next gift is one that repeats and worth allow; where none is, one more of what is given."""
    choice, reason = choose(offers, **limit)
    times, given = dict(choice.calendar), choice.purchase
    useful = [(i, entry) for i, entry in enumerate(offers) if entry.cost and entry.worth]
    lines = [
        (entry.cost, entry.cost, times.get(i, 0) < entry.repeats and (entry.repeat_worth or not times.get(i)))
        for i, entry in useful
        if entry.calendar and entry.repeats
    ] + [(entry.cost, entry.cost * limit["purchases"], i not in given) for i, entry in useful if entry.purchase]
    further = [line for line in lines if line[2]] or lines
    light = [cost for weight, cost, _ in further if weight <= limit["heaviest"]]
    if not lines:
        assert reason == "nothing-suitable"
    elif limit["standard"] <= 0:
        assert reason == "budget"
    elif not light:
        assert reason == "heaviest-gift"
    else:
        fits = min(light) <= limit["standard"] - choice.cost
        assert reason == ("number-of-gifts" if fits else "budget")


@settings(max_examples=50)
@drawn(catalogues(most=8), st.lists(limits, min_size=2, max_size=20))
def test_answers_do_not_hang_on_what_was_asked_before(offers: list[Offer], asked: list[dict[str, Any]]) -> None:
    """A menu asked many times and a fresh one give the same answer."""
    used = Menu(offers)
    for limit in asked:
        old, new = used.choose(**limit), Menu(offers).choose(**limit)
        assert old[1] == new[1]
        assert as_tried(old[0], offers) == as_tried(new[0], offers)


@settings(max_examples=50)
@drawn(catalogues(most=8), limits)
def test_more_budget_never_means_less_worth(offers: list[Offer], limit: dict[str, Any]) -> None:
    menu = Menu(offers)
    worths = [menu.choose(**{**limit, "standard": standard})[0].worth for standard in range(-1, 41)]
    assert worths == sorted(worths)
