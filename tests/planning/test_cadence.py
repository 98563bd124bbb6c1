"""When the touches come: by hand, and against every order there is."""

from fractions import Fraction
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svcbudget.planning.cadence import Touch, appeal, longest_silence, months, schedule

BOX, TEA, CARD, CALL, VISIT = range(5)


def gift(month: int, index: int) -> Touch:
    return Touch(month, "gift", index)


def gesture(month: int, index: int) -> Touch:
    return Touch(month, "gesture", index)


def order(touches: tuple[Touch, ...]) -> list[int]:
    return [touch.index for touch in touches]


@pytest.mark.parametrize(
    ("touches", "expected"),
    [
        (0, ()),
        (1, (12,)),
        (4, (3, 6, 9, 12)),
        (5, (2, 5, 7, 10, 12)),  # 2.4, 4.8, 7.2, 9.6
        (8, (2, 3, 5, 6, 8, 9, 11, 12)),  # 1.5, 4.5, 7.5 and 10.5 are rounded up
        (12, tuple(range(1, 13))),
    ],
)
def test_touches_are_spread_evenly_and_rounded_half_up(touches: int, expected: tuple[int, ...]) -> None:
    assert months(touches) == expected


def test_a_key_customer_gets_a_fruit_box_each_quarter_and_gestures_between() -> None:
    """Essay 003's quarterly box among twelve touches, two gestures in turn, four times each."""
    year = schedule(12, [(BOX, Fraction(50), 4)], [(CARD, 4), (CALL, 4)])
    assert [touch for touch in year if touch.kind == "gift"] == [gift(month, BOX) for month in (3, 6, 9, 12)]
    assert [touch.index for touch in year if touch.kind == "gesture"] == [CARD, CALL] * 4
    assert longest_silence(year) == 1


def test_the_best_gift_comes_on_the_anniversary() -> None:
    year = schedule(6, [(BOX, Fraction(50), 1), (TEA, Fraction(20), 1)], [(CARD, 9)])
    assert year == (
        gesture(2, CARD),
        gesture(4, CARD),
        gift(6, TEA),
        gesture(8, CARD),
        gesture(10, CARD),
        gift(12, BOX),
    )


def test_the_same_gift_comes_twice_running_only_where_it_must() -> None:
    assert order(schedule(4, [(BOX, Fraction(50), 2), (TEA, Fraction(20), 2)], [])) == [TEA, BOX, TEA, BOX]
    assert order(schedule(4, [(BOX, Fraction(50), 3), (TEA, Fraction(20), 1)], [])) == [BOX, TEA, BOX, BOX]
    assert order(schedule(3, [(BOX, Fraction(50), 1), (TEA, Fraction(20), 2)], [])) == [TEA, BOX, TEA]


def test_more_gifts_than_touches_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="5 gifts in 4 touches"):
        schedule(4, [(BOX, Fraction(50), 5)], [])


def test_a_slot_for_which_no_gesture_is_left_stays_empty() -> None:
    assert schedule(4, [], [(CARD, 2), (CALL, 1)]) == (gesture(3, CARD), gesture(6, CALL), gesture(9, CARD))


def test_silence_counts_from_the_purchase_to_its_anniversary() -> None:
    assert longest_silence(()) == 12
    assert longest_silence([gift(12, BOX)]) == 12
    assert longest_silence([gift(5, BOX)]) == 7
    assert longest_silence([gesture(3, CARD), gift(7, BOX), gift(12, BOX)]) == 5


def test_gestures_go_by_worth_per_minute_and_those_of_no_minutes_before_all() -> None:
    asked = [(CARD, 10, 5), (CALL, 30, 10), (VISIT, 1, 0), (TEA, 2, 0), (BOX, 6, 2)]
    ranked = sorted(asked, key=lambda one: appeal(Fraction(one[1]), Fraction(one[2])))
    assert [index for index, _, _ in ranked] == [TEA, VISIT, CALL, BOX, CARD]  # 30/10 and 6/2 are as good: more worth


gifts = st.lists(st.tuples(st.integers(1, 3).map(Fraction), st.integers(0, 3)), max_size=4)


@given(gifts)
def test_no_order_of_gifts_is_nearer_to_ascending_with_as_few_repetitions(drawn: list[tuple[Fraction, int]]) -> None:
    """Among the orders of fewest equal neighbours it is the one that, read backwards, has most worth first."""
    given_times = [index for index, (_, times) in enumerate(drawn) for _ in range(times)][:7]
    kinds = [(index, worth, given_times.count(index)) for index, (worth, _) in enumerate(drawn)]
    expected = min(
        permutations(given_times),
        key=lambda one: (sum(a == b for a, b in pairwise(one)), [(-drawn[i][0], i) for i in reversed(one)]),
    )
    assert order(schedule(12, kinds, [])) == list(expected)


@given(st.integers(0, 30), gifts, st.lists(st.integers(0, 6), max_size=4))
def test_a_year_holds_every_gift_and_no_gesture_too_often(
    touches: int, drawn: list[tuple[Fraction, int]], repeats: list[int]
) -> None:
    kinds = [(index, worth, times) for index, (worth, times) in enumerate(drawn)]
    count = sum(times for _, _, times in kinds)
    if count > touches:
        return
    year = schedule(touches, kinds, list(enumerate(repeats)))
    for index, _, times in kinds:
        assert sum(touch.kind == "gift" and touch.index == index for touch in year) == times
    for index, most in enumerate(repeats):
        assert sum(touch.kind == "gesture" and touch.index == index for touch in year) <= most
    assert len(year) == min(touches, count + sum(repeats))
    assert list(year) == sorted(year, key=lambda touch: touch.month)
    if count:
        assert year[-1].kind == "gift"
        assert year[-1].month == 12
    assert 1 <= longest_silence(year) <= 12
