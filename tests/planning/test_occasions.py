"""What answers a customer's own occasions: by hand, and against the rule written straight down."""

from collections.abc import Sequence, Set
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from svcbudget.planning.occasions import Answers, Candidate, Occasion, Occasions

CAKE, FLOWERS, PRAM, VISIT = range(4)
BIRTHDAY = Occasion(
    Fraction(1),
    (Candidate(CAKE, Fraction(6000), Fraction(9000)), Candidate(FLOWERS, Fraction(3000), Fraction(5000))),
)
NEW_BABY = Occasion(Fraction("0.05"), (Candidate(PRAM, Fraction(15000), Fraction(15000)),))


def gifts(
    occasions: Occasions, money: int, heaviest: int = 20000, calendar: Set[int] = frozenset()
) -> tuple[int | None, ...]:
    return occasions.choose(money=money, heaviest=heaviest, calendar=calendar).gifts


def test_each_occasion_gets_the_gift_of_most_worth_that_the_money_for_moments_carries() -> None:
    """A birthday cake takes 60.00 of the 96.67; a pram of 150 for one customer in twenty takes 7.50 of the rest."""
    occasions = Occasions([BIRTHDAY, NEW_BABY])
    assert occasions.choose(money=9667, heaviest=20000, calendar=set()) == Answers((CAKE, PRAM), Fraction(6750))
    assert gifts(occasions, 6749) == (CAKE, None)
    assert gifts(occasions, 5999) == (FLOWERS, PRAM)
    assert gifts(occasions, 0, 0) == (None, None)


def test_no_gift_is_heavier_than_the_heaviest_but_a_service_may_be() -> None:
    visit = Candidate(VISIT, Fraction(8000), Fraction(20000), is_service=True)
    assert gifts(Occasions([BIRTHDAY, NEW_BABY]), 99999, 5999) == (FLOWERS, None)
    assert gifts(Occasions([Occasion(Fraction(1), (*BIRTHDAY.gifts, visit))]), 99999, 5999) == (VISIT,)


def test_what_the_calendar_brings_is_no_surprise_on_a_birthday() -> None:
    assert gifts(Occasions([BIRTHDAY]), 99999, calendar={CAKE}) == (FLOWERS,)
    assert gifts(Occasions([BIRTHDAY]), 99999, calendar={CAKE, FLOWERS}) == (None,)


def test_nothing_is_given_that_is_worth_less_than_it_costs() -> None:
    assert gifts(Occasions([Occasion(Fraction(1), (Candidate(0, Fraction(500), Fraction(499)),))]), 9999) == (None,)


def test_of_equal_worth_the_lower_cost_is_given_and_then_the_first_of_the_catalogue() -> None:
    same = tuple(Candidate(i, Fraction(cost), Fraction(500)) for i, cost in enumerate((300, 200, 200)))
    assert gifts(Occasions([Occasion(Fraction(1), same)]), 900, 900) == (1,)


costs = st.integers(0, 9) | st.fractions(0, 9, max_denominator=6)
occasions = st.builds(
    lambda per_year, entries: Occasion(
        per_year,
        [Candidate(i, Fraction(cost), Fraction(worth), heavy) for i, (cost, worth, heavy) in enumerate(entries)],
    ),
    st.sampled_from([Fraction(0), Fraction("0.03"), Fraction("0.2"), Fraction(1), Fraction(2)]),
    st.lists(st.tuples(costs, costs, st.booleans()), max_size=6),
)


def answer(asked: Sequence[Occasion], money: int, heaviest: int, calendar: Set[int]) -> object:
    left = Fraction(money)
    found = []
    for occasion in asked:
        fitting = [
            (-gift.worth, gift.cost, gift.which)
            for gift in occasion.gifts
            if 0 < gift.cost <= gift.worth
            and (gift.is_service or gift.cost <= heaviest)
            and gift.which not in calendar
            and gift.cost * occasion.per_year <= left
        ]
        if fitting:
            left -= min(fitting)[1] * occasion.per_year
        found.append(min(fitting)[2] if fitting else None)
    return tuple(found), money - left


@given(
    st.lists(occasions, max_size=4),
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 10), st.sets(st.integers(0, 5))), min_size=1, max_size=12),
)
def test_the_answers_are_those_of_the_rule_whatever_was_asked_before(
    asked: list[Occasion], questions: list[tuple[int, int, set[int]]]
) -> None:
    answers = Occasions(asked)
    for money, heaviest, calendar in questions:
        found = answers.choose(money=money, heaviest=heaviest, calendar=calendar)
        assert found == answer(asked, money, heaviest, calendar)
