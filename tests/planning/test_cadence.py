"""When the touches come: by hand, and against every order there is."""

from fractions import Fraction
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svcbudget.planning.cadence import Gesture, Touch, appeal, count_touches, longest_silence, months, schedule

BOX, TEA, CARD, CALL, VISIT = range(5)
ONCE = Fraction(1)


def gift(month: int, index: int) -> Touch:
    return Touch(month, "gift", index)


def gesture(month: int, index: int) -> Touch:
    return Touch(month, "gesture", index)


def may(which: int, repeats: int = 99, minutes: int = 0) -> Gesture:
    return Gesture(which, repeats, Fraction(minutes))


def order(touches: tuple[Touch, ...]) -> list[int]:
    return [touch.index for touch in touches]


@pytest.mark.parametrize(
    ("touches", "gifts", "purchases", "expected"),
    [
        (12, 4, Fraction(1), 12),
        (12, 4, Fraction(1, 5), 12),
        (12, 4, Fraction(3), 10),  # the second and the third visit are touches already
        (12, 4, Fraction(5, 2), 10),  # half a visit is one
        (12, 4, Fraction(100), 4),  # every gift has its day all the same
        (12, 0, Fraction(100), 1),
    ],
)
def test_each_visit_but_the_first_takes_the_place_of_a_touch(
    touches: int, gifts: int, purchases: Fraction, expected: int
) -> None:
    assert count_touches(touches, gifts, purchases) == expected


@pytest.mark.parametrize(
    ("touches", "expected"),
    [
        (2, (1, 12)),
        (3, (1, 7, 12)),  # 6.5 is rounded up
        (4, (1, 5, 8, 12)),  # 4.67, 8.33
        (6, (1, 3, 5, 8, 10, 12)),  # 3.2, 5.4, 7.6, 9.8
        (12, tuple(range(1, 13))),
        (18, (1, 2, 2, 3, 4, 4, 5, 6, 6, 7, 7, 8, 9, 9, 10, 11, 11, 12)),
    ],
)
def test_touches_are_spread_from_the_first_month_to_the_twelfth(touches: int, expected: tuple[int, ...]) -> None:
    assert months(touches) == expected


def test_a_single_gift_comes_on_the_anniversary_and_a_single_gesture_in_the_first_month() -> None:
    assert schedule(1, [(BOX, Fraction(50), 1)], [may(CARD)]) == (gift(12, BOX),)
    assert schedule(1, [], [may(CARD)]) == (gesture(1, CARD),)


def test_a_key_customer_gets_a_fruit_box_each_quarter_and_gestures_between() -> None:
    """Essay 003's quarterly box among twelve touches, two gestures in turn, four times each."""
    year = schedule(12, [(BOX, Fraction(50), 4)], [may(CARD, 4), may(CALL, 4)])
    assert [touch for touch in year if touch.kind == "gift"] == [gift(month, BOX) for month in (3, 6, 9, 12)]
    assert [touch.index for touch in year if touch.kind == "gesture"] == [CARD, CALL] * 4
    assert longest_silence(year, ONCE) == 1


def test_the_best_gift_comes_on_the_anniversary() -> None:
    year = schedule(6, [(BOX, Fraction(50), 1), (TEA, Fraction(20), 1)], [may(CARD)])
    assert year == (
        gesture(1, CARD),
        gesture(3, CARD),
        gift(5, TEA),
        gesture(8, CARD),
        gesture(10, CARD),
        gift(12, BOX),
    )


def test_the_first_touch_follows_up_unless_it_is_a_gift() -> None:
    assert order(schedule(3, [], [may(CARD)], [may(CALL), may(VISIT)])) == [CALL, CARD, CARD]
    assert order(schedule(2, [(BOX, Fraction(50), 2)], [may(CARD)], [may(CALL)])) == [BOX, BOX]
    assert order(schedule(2, [], [may(CARD)], [may(CALL, minutes=9), may(VISIT)], Fraction(5))) == [VISIT, CARD]


def test_gestures_take_no_more_minutes_than_there_are() -> None:
    """Of ten minutes a follow-up takes 4 and a card 3; what takes 9 never fits, and another 3 fit once more."""
    year = schedule(6, [], [may(VISIT, minutes=9), may(CARD, minutes=3)], [may(CALL, minutes=4)], Fraction(10))
    assert order(year) == [CALL, CARD, CARD]
    assert schedule(6, [], [may(CARD, minutes=1)], (), Fraction(-3)) == ()


def test_the_same_gift_comes_twice_running_only_where_it_must() -> None:
    assert order(schedule(4, [(BOX, Fraction(50), 2), (TEA, Fraction(20), 2)], [])) == [TEA, BOX, TEA, BOX]
    assert order(schedule(4, [(BOX, Fraction(50), 3), (TEA, Fraction(20), 1)], [])) == [BOX, TEA, BOX, BOX]
    assert order(schedule(3, [(BOX, Fraction(50), 1), (TEA, Fraction(20), 2)], [])) == [TEA, BOX, TEA]


def test_nor_does_a_gesture_where_there_are_two() -> None:
    assert order(schedule(4, [], [may(CARD), may(CALL)], [may(CARD)])) == [CARD, CALL, CARD, CALL]


def test_more_gifts_than_touches_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="5 gifts in 4 touches"):
        schedule(4, [(BOX, Fraction(50), 5)], [])


def test_a_slot_for_which_no_gesture_is_left_stays_empty() -> None:
    assert schedule(4, [], [may(CARD, 2), may(CALL, 1)]) == (gesture(1, CARD), gesture(5, CALL), gesture(8, CARD))


@pytest.mark.parametrize(
    ("touches", "purchases", "silence"),
    [
        ((), ONCE, 12),
        ((12,), ONCE, 12),
        ((5,), ONCE, 7),
        ((3, 7, 12), ONCE, 5),
        ((), Fraction(2), 6),
        ((2, 8), Fraction(2), 4),
        ((), Fraction(5, 2), 5),  # visits at 0, 4.8 and 9.6
        ((), Fraction(7), 2),  # 12 ÷ 7 is nearly two
        ((), Fraction(12), 1),
        ((), Fraction(3660), 1),
        ((1,), Fraction(1, 5), 11),
    ],
)
def test_silence_is_the_widest_gap_between_visits_and_touches(
    touches: tuple[int, ...], purchases: Fraction, silence: int
) -> None:
    assert longest_silence([gesture(month, CARD) for month in touches], purchases) == silence


def test_gestures_go_by_worth_per_minute_and_those_of_no_minutes_before_all() -> None:
    asked = [(CARD, 10, 5), (CALL, 30, 10), (VISIT, 1, 0), (TEA, 2, 0), (BOX, 6, 2)]
    ranked = sorted(asked, key=lambda one: appeal(Fraction(one[1]), Fraction(one[2])))
    assert [index for index, _, _ in ranked] == [TEA, VISIT, CALL, BOX, CARD]  # 30/10 and 6/2 are as good: more worth


gifts = st.lists(st.tuples(st.integers(1, 3).map(Fraction), st.integers(0, 3)), max_size=4)
gestures = st.lists(st.builds(Gesture, st.just(0), st.integers(0, 6), st.integers(0, 3).map(Fraction)), max_size=4).map(
    lambda drawn: [one._replace(which=i) for i, one in enumerate(drawn)]
)


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


@given(st.integers(1, 30), gifts, gestures, st.none() | st.integers(-2, 30).map(Fraction))
def test_a_year_holds_every_gift_and_no_gesture_too_often_or_for_too_long(
    touches: int, drawn: list[tuple[Fraction, int]], may_come: list[Gesture], minutes: Fraction | None
) -> None:
    kinds = [(index, worth, times) for index, (worth, times) in enumerate(drawn)]
    count = sum(times for _, _, times in kinds)
    if count > touches:
        return
    year = schedule(touches, kinds, may_come, (), minutes)
    for index, _, times in kinds:
        assert sum(touch.kind == "gift" and touch.index == index for touch in year) == times
    came = [touch.index for touch in year if touch.kind == "gesture"]
    taken = sum(may_come[index].minutes for index in came)
    fits = [one for one in may_come if minutes is None or taken + one.minutes <= minutes]
    for one in may_come:
        assert came.count(one.which) <= one.repeats
    assert minutes is None or not came or taken <= minutes
    # Whatever slot stays empty, nothing was left for it.
    assert len(year) == touches or all(came.count(one.which) == one.repeats for one in fits)
    assert list(year) == sorted(year, key=lambda touch: touch.month)
    if count:
        assert (year[-1].kind, year[-1].month) == ("gift", 12)
    assert 1 <= longest_silence(year, ONCE) <= 12
