"""What answers the moments of a single customer's life: for each occasion a gift that the reserve carries, or a gesture.

Works on costs and worths in minor units; knows no catalogue.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Candidate:
    """A gift that suits an occasion: its position in the catalogue, landed cost and worth."""

    index: int
    cost: Fraction
    worth: Fraction


@dataclass(frozen=True, slots=True)
class Expected:
    """An occasion: how often a year it is expected, the gifts that suit it, and the gesture for want of one."""

    per_year: Fraction
    gifts: Sequence[Candidate]
    gesture: int | None


def answer(occasions: Sequence[Expected], *, reserve: int, heaviest: int) -> tuple[int | None, ...]:
    """Return what each occasion, in order, is answered with: an index of the catalogue, or None.

    It is the gift of most worth (then the cheapest, then catalogue order) that weighs no more than `heaviest` and whose
    expected cost is within what the occasions before it have left of the reserve; else the gesture.
    """
    left = Fraction(reserve)
    found: list[int | None] = []
    for occasion in occasions:
        fitting = [gift for gift in occasion.gifts if gift.cost <= heaviest and gift.cost * occasion.per_year <= left]
        if fitting:
            best = min(fitting, key=lambda gift: (-gift.worth, gift.cost, gift.index))
            left -= best.cost * occasion.per_year
            found.append(best.index)
        else:
            found.append(occasion.gesture)
    return tuple(found)
