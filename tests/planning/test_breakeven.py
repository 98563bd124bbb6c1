"""How many more customers pay for a budget, as a person would say it: worked by hand, and held to its meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svcbudget.planning.breakeven import find_break_even


@pytest.mark.parametrize(
    ("annual", "budget", "more", "served"),
    [
        (10000, 1000, 1, 9),  # a new customer brings 90.00 beyond their own 10.00: nine times 10.00
        (4000, 1000, 1, 3),
        (25188, 2519, 1, 8),  # 226.69 a new one; nine served would cost 226.71, two cents more
        (25190, 2519, 1, 9),  # 226.71: just enough for nine
        (2000, 1000, 1, 1),
        (1999, 1000, 2, 1),  # 9.99 a new one is a cent too little for one served
        (4000, 3000, 3, 1),
        (4000, 3001, 4, 1),  # three new ones bring 29.97
        (2, 1, 1, 1),
        (1001, 1000, 1000, 1),
    ],
)
def test_the_whole_numbers_that_pay(annual: int, budget: int, more: int, served: int) -> None:
    assert find_break_even(annual, budget) == (more, served)


@pytest.mark.parametrize(("annual", "budget"), [(1000, 1000), (999, 1000)])
def test_where_nothing_is_left_no_number_of_customers_pays(annual: int, budget: int) -> None:
    assert find_break_even(annual, budget) is None


@given(st.integers(1, 10**12), st.integers(1, 10**12))
def test_what_is_said_pays_and_nothing_better_does(annual: int, budget: int) -> None:
    left = annual - budget
    found = find_break_even(annual, budget)
    if found is None:
        assert left <= 0
        return
    more, served = found
    assert more * left >= served * budget
    assert min(more, served) == 1
    if more == 1:
        assert left < (served + 1) * budget, "one more customer pays for yet another one served"
    else:
        assert (more - 1) * left < budget, "fewer would do"
