"""What answers a customer's own occasions: by hand, and against the rule written straight down."""

from collections.abc import Sequence
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from svcbudget.planning.occasions import Occasion, Occasions

CARD, CAKE, FLOWERS, PRAM, CALL = range(5)
BIRTHDAY = Occasion(
    Fraction(1), ((CAKE, Fraction(6000), Fraction(9000)), (FLOWERS, Fraction(3000), Fraction(5000))), CARD
)
NEW_BABY = Occasion(Fraction("0.05"), ((PRAM, Fraction(15000), Fraction(15000)),), CALL)


def test_each_occasion_gets_the_gift_of_most_worth_that_the_reserve_carries() -> None:
    """A birthday cake takes 60.00 of the 96.67; a pram of 150 for one customer in twenty takes 7.50 of the rest."""
    occasions = Occasions([BIRTHDAY, NEW_BABY])
    assert occasions.choose(reserve=9667, heaviest=20000) == (CAKE, PRAM)
    assert occasions.choose(reserve=6749, heaviest=20000) == (CAKE, CALL)
    assert occasions.choose(reserve=5999, heaviest=20000) == (FLOWERS, PRAM)


def test_no_gift_is_heavier_than_the_heaviest() -> None:
    assert Occasions([BIRTHDAY, NEW_BABY]).choose(reserve=99999, heaviest=5999) == (FLOWERS, CALL)


def test_without_a_reserve_gestures_answer_and_else_nothing() -> None:
    occasions = Occasions([BIRTHDAY, Occasion(Fraction(1), (), None)])
    assert occasions.choose(reserve=0, heaviest=0) == (CARD, None)


def test_of_equal_worth_the_lower_cost_is_given_and_then_the_first_of_the_catalogue() -> None:
    gifts = tuple((i, Fraction(cost), Fraction(500)) for i, cost in enumerate((300, 200, 200)))
    assert Occasions([Occasion(Fraction(1), gifts, None)]).choose(reserve=900, heaviest=900) == (1,)


costs = st.integers(0, 9) | st.fractions(0, 9, max_denominator=6)
occasions = st.builds(
    lambda per_year, gifts, gesture: Occasion(
        per_year, [(i, Fraction(cost), Fraction(worth)) for i, (cost, worth) in enumerate(gifts)], gesture
    ),
    st.sampled_from([Fraction(0), Fraction("0.03"), Fraction("0.2"), Fraction(1), Fraction(2)]),
    st.lists(st.tuples(costs, costs), max_size=6),
    st.none() | st.just(99),
)


def answer(asked: Sequence[Occasion], reserve: int, heaviest: int) -> tuple[int | None, ...]:
    left = Fraction(reserve)
    found = []
    for occasion in asked:
        fitting = [
            (-worth, cost, i)
            for i, cost, worth in occasion.gifts
            if worth and 0 < cost <= heaviest and cost * occasion.per_year <= left
        ]
        if fitting:
            left -= min(fitting)[1] * occasion.per_year
        found.append(min(fitting)[2] if fitting else occasion.gesture)
    return tuple(found)


@given(st.lists(occasions, max_size=4), st.integers(0, 20), st.integers(0, 10))
def test_the_answers_are_those_of_the_rule(asked: list[Occasion], reserve: int, heaviest: int) -> None:
    assert Occasions(asked).choose(reserve=reserve, heaviest=heaviest) == answer(asked, reserve, heaviest)
