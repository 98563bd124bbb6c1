"""Gifts for a customer's own occasions: from the money for moments and the heaviest gift to one answer for each.

Costs, worths and money are in minor units (cents). Plain values in and out; knows no file and no currency.
"""

from bisect import bisect_right
from collections.abc import Sequence, Set
from fractions import Fraction
from math import ceil, lcm
from typing import NamedTuple

MOST_ANSWERS = 20_000
"""How many answers are remembered before it starts afresh."""


class Candidate(NamedTuple):
    """A gift that suits an occasion, by its place in the catalogue."""

    which: int
    cost: Fraction
    worth: Fraction
    is_service: bool = False


class Occasion(NamedTuple):
    """An occasion, how often a year a customer is expected to have it, and what would suit it, in catalogue order."""

    per_year: Fraction
    gifts: Sequence[Candidate]


class Answers(NamedTuple):
    """For each occasion the index of its gift, or None; and what all of them are expected to cost in a year."""

    gifts: tuple[int | None, ...]
    cost: Fraction


class _Shelved(NamedTuple):
    which: int
    weight: int
    expected: int


class Occasions:
    """Occasions in order of importance: prepared once, answered for thousands of products."""

    def __init__(self, occasions: Sequence[Occasion]) -> None:
        """Leave out what costs or is worth nothing, or is worth less than it costs."""
        expected = [gift.cost * occasion.per_year for occasion in occasions for gift in occasion.gifts]
        self._scale = lcm(*(cost.denominator for cost in expected))
        self._shelves = [
            [
                _Shelved(
                    gift.which,
                    0 if gift.is_service else ceil(gift.cost),
                    int(gift.cost * occasion.per_year * self._scale),
                )
                for gift in sorted(occasion.gifts, key=lambda gift: (-gift.worth, gift.cost))
                if 0 < gift.cost <= gift.worth
            ]
            for occasion in occasions
        ]
        self._weights = sorted({gift.weight for shelf in self._shelves for gift in shelf})
        self._forget()

    def choose(self, *, money: int, heaviest: int, calendar: Set[int]) -> Answers:
        """Return for each occasion the gift of highest worth that can be had.

        It costs no more than `heaviest`, is not on the customer's `calendar`, and what it is expected to cost in a
        year is no more than what the occasions before have left of the money. Ties: lower cost, then catalogue order.
        """
        light = bisect_right(self._weights, heaviest)
        starts, known = self._known.setdefault((light, frozenset(calendar)), ([], []))
        place = bisect_right(starts, money) - 1
        if place >= 0:
            end, answers = known[place]
            if end is None or money < end:
                return answers
        if self._held >= MOST_ANSWERS:
            self._forget()
            return self.choose(money=money, heaviest=heaviest, calendar=calendar)
        least, end, answers = self._work_out(money, heaviest, calendar)
        starts.insert(place + 1, least)
        known.insert(place + 1, (end, answers))
        self._held += 1
        return answers

    def _work_out(self, money: int, heaviest: int, calendar: Set[int]) -> tuple[int, int | None, Answers]:
        """Return the answers, and the money from which and up to which they are the same; None: however much."""
        spent, least, end = 0, 0, None
        answers: list[int | None] = []
        for shelf in self._shelves:
            answer = None
            for gift in shelf:
                if gift.weight > heaviest or gift.which in calendar:
                    continue
                needed = -(-(spent + gift.expected) // self._scale)
                if needed <= money:
                    least = max(least, needed)
                    spent += gift.expected
                    answer = gift.which
                    break
                end = needed if end is None else min(end, needed)
            answers.append(answer)
        return least, end, Answers(tuple(answers), Fraction(spent, self._scale))

    def _forget(self) -> None:
        self._known: dict[tuple[int, frozenset[int]], tuple[list[int], list[tuple[int | None, Answers]]]] = {}
        self._held = 0
