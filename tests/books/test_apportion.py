"""How exact shares are rounded so that they add up: the sharing out of the books."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svcbudget import money


@pytest.mark.parametrize(
    ("shares", "over", "parts"),
    [
        ([], 1, []),
        ([1, 1, 1], 3, [1, 0, 0]),  # a third each: one in all, and of equal remainders the first
        ([5, 5], 10, [1, 0]),  # two halves are one
        ([15, 25], 10, [2, 2]),  # 1.5 and 2.5 are 4: the first of equal remainders is rounded up
        ([-15, 15], 10, [-1, 1]),  # -1.5 and 1.5 are 0
        ([-1], 2, [-1]),  # half away from nought
        ([1], 2, [1]),
        ([7233, 3267], 1000, [7, 4]),  # 10.5 are 11: .267 has the larger remainder
    ],
)
def test_shares_of_either_sign_are_rounded_so_that_they_add_up_to_their_rounded_sum(
    shares: list[int], over: int, parts: list[int]
) -> None:
    assert money.apportion(shares, over) == parts


@given(st.lists(st.integers(-(10**9), 10**9), max_size=20), st.integers(1, 10**6))
def test_each_of_the_shares_is_within_one_of_what_it_is_exactly(shares: list[int], over: int) -> None:
    parts = money.apportion(shares, over)
    assert sum(parts) == money.round_ratio(sum(shares), over)
    assert all(abs(part * over - share) < over for part, share in zip(parts, shares, strict=True))
