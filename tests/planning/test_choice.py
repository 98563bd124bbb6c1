"""The gifts for one budget: by hand, and against every choice there is on small catalogues."""

from fractions import Fraction

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from menus import (
    Own,
    as_sold,
    as_tried,
    catalogues,
    choose,
    comes_round,
    drawn_limits,
    felt,
    limits,
    offer,
    owns,
    try_all,
)

from svcbudget.planning.choice import Menu
from svcbudget.planning.limits import Limits
from svcbudget.planning.offers import Offer, growth_of

FRUIT_BOX = offer(5000, 8000, at="calendar")
WIPES = offer(300, 600, at="purchase")


def test_a_fruit_box_of_50_worth_80_comes_each_quarter_out_of_a_budget_of_300() -> None:
    """Essay 003: a fruit box within 50 each quarter, so about 200 of the 203.33 for the standard programme."""
    choice, limit = choose([FRUIT_BOX._replace(repeat_worth=Fraction(1))], 20333, 7500)
    assert (choice.calendar, choice.purchase) == (((0, 4),), ())
    assert [choice.cost, choice.worth] == [20000, 32000]
    assert limit == "budget"  # 3.33 are left, and one more would cost 50


def test_nothing_comes_so_often_that_the_last_is_worth_less_than_it_costs() -> None:
    """Worth 80, 64, 51.20 and then 40.96: the fourth box would cost 50."""
    choice, limit = choose([FRUIT_BOX], 20333, 7500)
    assert choice.calendar == ((0, 3),)
    assert [choice.cost, choice.worth] == [15000, 19520]
    assert limit == "not-worth-its-cost"


@pytest.mark.parametrize(("purchases", "is_given"), [(1, True), (2, True), (3, True), (4, False), (100, False)])
def test_an_item_is_given_at_all_purchases_or_at_none(purchases: int, is_given: bool) -> None:
    """Each further one keeps half of the worth: 6, 9, 10.50 for 3, 6, 9, and then 11.25 for 12."""
    halved = WIPES._replace(repeat_worth=Fraction(1, 2))
    choice, limit = choose([halved], 99999, 1000, purchases=Fraction(purchases))
    assert choice.purchase == ((0,) if is_given else ())
    assert limit == ("number-of-gifts" if is_given else "not-worth-its-cost")


@pytest.mark.parametrize(
    ("purchases", "every", "cost", "worth"),
    [
        (Fraction(1, 5), 1, 60, 120),  # one every five years: a fifth of the cost a year, and of the worth
        (Fraction(5, 2), 1, 750, 1272),  # 6 + 4.80, and half of 3.84
        (Fraction(3), 1, 900, 1464),
        (Fraction(40), 10, 1200, Fraction("1771.2")),  # four a year: 6 + 4.80 + 3.84 + 3.072
        (Fraction(10), 10, 300, 600),  # once a year
        (Fraction(12), 10, 360, 696),  # 6, and a fifth of 4.80
    ],
)
def test_an_item_comes_with_each_of_so_many_purchases_and_a_part_of_one_counts_in_part(
    purchases: Fraction, every: int, cost: int, worth: int | Fraction
) -> None:
    choice, _ = choose([WIPES._replace(every=every)], 10000, 1000, purchases=purchases)
    assert choice.purchase == (0,)
    assert [choice.cost, choice.worth] == [cost, worth]


@pytest.mark.parametrize("purchases", [Fraction(1), Fraction(99, 10)])
def test_what_comes_with_each_tenth_purchase_is_not_for_who_buys_less_often(purchases: Fraction) -> None:
    """Who buys once a year would wait ten years for a tenth of a topping."""
    choice, limit = choose([offer(100, 300, at="purchase", every=10)], 10000, 1000, purchases=purchases)
    assert (choice.purchase, limit) == ((), "not-worth-its-cost")


def test_the_same_entry_may_stand_on_the_calendar_and_at_purchase() -> None:
    choice, _ = choose([offer(100, 200, repeats=1)], 200, 100)
    assert (choice.calendar, choice.purchase) == (((0, 1),), (0,))
    assert choice.worth == 400


def test_a_service_is_never_too_heavy() -> None:
    """A visit of 200 out of a budget in which no gift may cost more than 15."""
    visit = offer(20000, 40000, at="calendar", is_service=True)
    assert choose([visit], 30000, 1500, gifts=1)[0].calendar == ((0, 1),)
    assert choose([visit._replace(is_service=False)], 30000, 1500, gifts=1)[0].calendar == ()


def test_items_at_purchase_have_a_heaviest_of_their_own() -> None:
    """A holder of 20 at the hand-over of a car, where the year's budget allows 15."""
    both = offer(2000, 4000, repeats=1)
    choice, _ = choose([both], 9999, 1500, heaviest_item=10000, purchases=Fraction(1, 5))
    assert (choice.calendar, choice.purchase) == ((), (0,))
    assert choice.cost == 400


def test_one_on_the_house_costs_what_the_product_does_and_is_worth_its_price() -> None:
    """A cup of milk tea, cost 11, price 16, bought 40 times: the tenth is free, four times a year."""
    on_the_house = offer(0, 0, at="purchase", every=10, is_own=True)
    choice, limit = choose(
        [on_the_house, WIPES], 5000, 1500, items=2, purchases=Fraction(40), own=(Fraction(1100), Fraction(1600))
    )
    assert choice.purchase == (0,)
    assert choice.cost == 4400
    assert choice.worth == 1600 + 1280 + 1024 + Fraction("819.2")  # of 80% each: 47.23 for 44.00
    assert limit == "not-worth-its-cost"  # forty packs of wipes for 120.00 are worth 30.00
    assert choose([on_the_house], 5000, 1500, purchases=Fraction(40))[0].purchase == ()
    assert choose([on_the_house], 5000, 1000, purchases=Fraction(40), own=(Fraction(1100), Fraction(1600)))[1] == (
        "heaviest-gift"
    )


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
        ([WIPES._replace(worth=Fraction(299))], 1000, 1000, 4, 6, "not-worth-its-cost"),
        ([WIPES._replace(worth=Fraction(299)), offer(2000, 3000)], 1000, 1000, 4, 6, "heaviest-gift"),
        ([FRUIT_BOX], 99999, 5000, 2, 6, "number-of-gifts"),
        ([FRUIT_BOX], 14999, 5000, 3, 6, "budget"),  # two cost 10000, and a third does not fit
        ([FRUIT_BOX, WIPES], 15000, 5000, 4, 0, "budget"),
        ([offer(Fraction(601, 2), 600, at="purchase")], 1000, 300, 4, 6, "heaviest-gift"),  # 300.5 cents
        ([offer(300, 600, repeat_worth=Fraction(0), at="calendar")], 9999, 300, 4, 6, "not-worth-its-cost"),
        ([offer(300, 600, repeats=0, at="calendar")], 9999, 300, 4, 6, "nothing-suitable"),
        ([offer(300, 600, at="")], 9999, 300, 4, 6, "nothing-suitable"),
    ],
)
def test_the_limit_is_what_prevents_the_next_gift(
    offers: list[Offer], standard: int, heaviest: int, gifts: int, items: int, limit: str
) -> None:
    assert choose(offers, standard, heaviest, gifts, items)[1] == limit


def test_ties_go_to_the_lower_cost() -> None:
    choice, _ = choose([offer(200, 300), offer(100, 300)], 250, 250, gifts=1, items=0)
    assert choice.calendar == ((1, 1),)


def test_then_to_fewer_kinds() -> None:
    """One entry twice, before two entries once each and before one on the calendar and at purchase."""
    same = [offer(50, 50, repeat_worth=Fraction(1), repeats=times) for times in (1, 1, 2)]
    choice, _ = choose(same, 100, 50)
    assert (choice.calendar, choice.purchase) == (((2, 2),), ())


def test_then_to_catalogue_order_and_of_one_entry_to_the_calendar() -> None:
    same = [offer(100, 100, at="purchase"), offer(100, 100), offer(100, 100)]
    assert choose(same, 100, 100)[0].purchase == (0,)
    assert choose(same[1:], 100, 100)[0].calendar == ((0, 1),)


def test_worth_is_exact_for_as_many_purchases_as_there_can_be() -> None:
    """Ten a day keep 80% of the worth of the one before: all 3660 together come to nearly five times the first."""
    daily = offer(1, 1000, at="purchase")
    choice, _ = choose([daily], 3660, 1, purchases=Fraction(3660))
    assert choice.cost == 3660
    assert 0 < 5000 - choice.worth < Fraction(1, 10**300)


@drawn(st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(4, 5), Fraction(1)]), st.fractions(0, 9))
def test_the_growth_is_that_of_the_rule(ratio: Fraction, times: Fraction) -> None:
    entry = offer(1, 1, repeat_worth=ratio)
    assert Fraction(*growth_of(ratio, times)) == entry.worth_of(times) == felt(entry, times)


def test_equal_answers_are_the_same_object() -> None:
    menu = Menu([FRUIT_BOX, WIPES])
    assert menu.choose(limits(20333, 7500))[0] is menu.choose(limits(29999, 9999))[0]


@settings(max_examples=300)
@drawn(catalogues(), drawn_limits)
def test_no_other_choice_is_better(offers: list[Offer], asked: Limits) -> None:
    """Worth, cost, kinds and catalogue order are those of the best of all choices there are."""
    choice, _ = Menu(offers).choose(asked)
    assert choice.proven
    assert as_tried(choice, offers) == try_all(offers, asked)


@settings(max_examples=200)
@drawn(catalogues(own=True), drawn_limits, st.none() | owns)
def test_nor_where_one_more_of_the_product_may_be_given(offers: list[Offer], asked: Limits, own: Own | None) -> None:
    choice, _ = Menu(offers).choose(asked, own)
    assert as_tried(choice, offers) == try_all(as_sold(offers, own), asked)


@settings(max_examples=200)
@drawn(catalogues(most=8, own=True), drawn_limits, st.none() | owns)
def test_the_limit_agrees_with_every_next_gift(offers: list[Offer], asked: Limits, own: Own | None) -> None:
    """A next gift is one that repeats allow; where none is, one more of what is given."""
    choice, reason = Menu(offers).choose(asked, own)
    times = dict(choice.calendar)
    lines = []
    for i, entry in enumerate(as_sold(offers, own)):
        if not (entry.cost and entry.worth):
            continue
        if entry.calendar and entry.repeats:
            count = times.get(i, 0)
            most = entry.repeats if entry.repeat_worth else min(entry.repeats, 1)
            is_good = entry.worth * entry.repeat_worth**count >= entry.cost
            lines.append((count < most, is_good, entry.is_service or entry.cost <= asked.heaviest, entry.cost))
        if entry.purchase:
            often = asked.purchases / entry.every
            is_good = comes_round(entry, often) and felt(entry, often) >= often * entry.cost
            is_light = entry.is_service or entry.cost <= asked.heaviest_item
            lines.append((i not in choice.purchase, is_good, is_light, often * entry.cost))
    good = [line for line in [line for line in lines if line[0]] or lines if line[1]]
    light = [cost for _, _, is_light, cost in good if is_light]
    if not lines:
        assert reason == "nothing-suitable"
    elif asked.standard <= 0:
        assert reason == "budget"
    elif not good:
        assert reason == "not-worth-its-cost"
    elif not light:
        assert reason == "heaviest-gift"
    else:
        assert reason == ("number-of-gifts" if min(light) <= asked.standard - choice.cost else "budget")


@settings(max_examples=50)
@drawn(catalogues(most=8, own=True), st.lists(st.tuples(drawn_limits, st.none() | owns), min_size=2, max_size=20))
def test_answers_do_not_hang_on_what_was_asked_before(
    offers: list[Offer], questions: list[tuple[Limits, Own | None]]
) -> None:
    """A menu asked many times and a fresh one give the same answer."""
    used = Menu(offers)
    for asked, own in questions:
        old, new = used.choose(asked, own), Menu(offers).choose(asked, own)
        assert old[1] == new[1]
        assert as_tried(old[0], offers) == as_tried(new[0], offers)


@settings(max_examples=50)
@drawn(catalogues(most=8), drawn_limits)
def test_more_budget_never_means_less_worth(offers: list[Offer], asked: Limits) -> None:
    menu = Menu(offers)
    worths = [menu.choose(asked._replace(standard=standard))[0].worth for standard in range(-1, 41)]
    assert worths == sorted(worths)
