"""Catalogue entries as the choice of gifts sees them, and what they are worth when they are given again and again.

Costs and worths are in minor units (cents), exact. Plain values in and out; knows no file, no currency, no category.
"""

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from math import floor, lcm
from typing import NamedTuple

FINEST = 1 << 4096
"""Worths are exact as fractions of at most this denominator; finer ones are cut there, some 1200 decimals down."""
MOST_REPEATS = 53
"""One more than the gifts that a policy may allow on the calendar: what may be given more often never is."""


class Offer(NamedTuple):
    """One catalogue entry as the choice sees it; cost and worth in minor units.

    Each further one of the kind in a year is worth `repeat_worth` (0 to 1) of the one before. At most `repeats` a year
    go on the calendar; at purchase it comes with each `every`-th purchase, if at least once a year. A service is never
    too heavy. One that `is_own` is one more of the product: its cost and worth come on top, with the product.
    """

    cost: Fraction
    worth: Fraction
    repeat_worth: Fraction
    repeats: int
    calendar: bool
    purchase: bool
    every: int = 1
    is_service: bool = False
    is_own: bool = False

    def with_product(self, cost: Fraction, worth: Fraction) -> "Offer":
        """Return an own offer as it is for a product that costs and is worth so much."""
        whole = self.cost + cost if self.cost else cost
        return self._replace(cost=whole, worth=self.worth + worth if self.worth else worth, is_own=False)

    def worthwhile_repeats(self, most: int) -> int:
        """Return how many of them, at most `most` a year, are each worth what they cost."""
        worth = self.worth
        for times in range(most):
            if worth < self.cost or not worth:
                return times
            worth *= self.repeat_worth
        return most

    def suits_purchases(self, purchases: Fraction) -> bool:
        """Tell whether it comes round for so many purchases a year, and is then worth at least what it costs.

        With each purchase it does, however seldom that is; with each tenth only for who buys ten times a year.
        """
        times = purchases / self.every
        if self.every > 1 and times < 1:
            return False
        growth, scale = growth_of(self.repeat_worth, times)
        return self.worth * growth >= times * self.cost * scale

    def worth_of(self, times: Fraction) -> Fraction:
        """Return what it is worth so many times a year; a part of a time counts for that part of the next one."""
        growth, scale = growth_of(self.repeat_worth, times)
        return self.worth * growth / scale


@lru_cache(maxsize=4096)
def growth_of(ratio: Fraction, times: Fraction) -> tuple[int, int]:
    """Return 1 + ratio + ratio² + … to so many terms, the last one in part, as numerator and denominator."""
    p, q = ratio.as_integer_ratio()
    terms = floor(times)
    whole = Fraction(terms) if p == q else Fraction(q**terms - p**terms, (q - p) * q ** max(terms - 1, 0))
    growth, scale = (whole + (times - terms) * ratio**terms).as_integer_ratio()
    return (growth, scale) if scale <= FINEST else (growth * FINEST // scale, FINEST)


def common_scale(scales: Iterable[int]) -> int:
    """Return the least common multiple, or FINEST where it is finer."""
    common = 1
    for scale in set(scales):
        common = lcm(common, scale)
        if common > FINEST:
            return FINEST
    return common
