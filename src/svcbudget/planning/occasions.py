"""Gifts for a customer's own occasions: from the reserve and the heaviest gift to one answer for each occasion.

Costs, worths and the reserve are in minor units (cents). Plain values in and out; knows no file and no currency.
"""

from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction
from math import ceil, lcm
from typing import NamedTuple


class Occasion(NamedTuple):
    """An occasion, how often a year a customer has it, and what would suit it.

    `gifts` holds index, cost and worth of each gift in catalogue order, `gesture` the index of the best gesture.
    """

    per_year: Fraction
    gifts: Sequence[tuple[int, Fraction, Fraction]]
    gesture: int | None


class _Shelf(NamedTuple):
    """The gifts of one occasion that may be the best that can be had, by ascending cost and worth."""

    weights: list[int]
    expected: list[int]
    gifts: list[int]
    gesture: int | None


class Occasions:
    """Occasions in order of importance: prepared once, answered for thousands of products."""

    def __init__(self, occasions: Sequence[Occasion]) -> None:
        """Leave out every gift for which a better one costs no more, and what costs or is worth nothing."""
        costs = [cost * occasion.per_year for occasion in occasions for _, cost, _ in occasion.gifts]
        self._scale = lcm(*(cost.denominator for cost in costs))
        self._shelves = []
        for occasion in occasions:
            paid = [gift for gift in occasion.gifts if gift[1] > 0 and gift[2] > 0]
            best: list[tuple[int, Fraction]] = []
            for i, cost, _ in sorted(paid, key=lambda gift: (-gift[2], gift[1])):
                if not best or cost < best[-1][1]:
                    best.append((i, cost))
            best.reverse()
            expected = [int(cost * occasion.per_year * self._scale) for _, cost in best]
            weights = [ceil(cost) for _, cost in best]
            self._shelves.append(_Shelf(weights, expected, [i for i, _ in best], occasion.gesture))

    def choose(self, *, reserve: int, heaviest: int) -> tuple[int | None, ...]:
        """Return for each occasion the index of the gift of highest worth, or of the gesture, or None.

        A gift costs no more than `heaviest`, and what it is expected to cost in a year no more than what the
        occasions before have left of the reserve. Ties: lower cost, then catalogue order.
        """
        left = reserve * self._scale
        answers = []
        for shelf in self._shelves:
            fitting = min(bisect_right(shelf.weights, heaviest), bisect_right(shelf.expected, left))
            if fitting:
                left -= shelf.expected[fitting - 1]
            answers.append(shelf.gifts[fitting - 1] if fitting else shelf.gesture)
        return tuple(answers)
