"""When in the year a customer hears from the shop: from counts of touches, gifts and gestures to a schedule.

Months count from the purchase, month 0, to the anniversary, month 12. Plain values in and out; knows no money
beyond which gift is worth more.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal

YEAR = 12
"""Months of a year."""


@dataclass(frozen=True, slots=True)
class Touch:
    """One moment in which the customer hears from the shop; `index` is the gift's or the gesture's."""

    month: int
    kind: Literal["gift", "gesture"]
    index: int


def months(touches: int) -> tuple[int, ...]:
    """Return the months of so many touches a year, evenly spread and rounded half up."""
    return tuple((2 * YEAR * k + touches) // (2 * touches) for k in range(1, touches + 1))


def schedule(
    touches: int, gifts: Sequence[tuple[int, Fraction, int]], gestures: Sequence[tuple[int, int]]
) -> tuple[Touch, ...]:
    """Return the touches of a year in order.

    `gifts` holds index, worth and times of each calendar gift in catalogue order. They are evenly spread, the last
    on the anniversary. `gestures` holds index and most times a year of each gesture, the best first; they take the
    other slots in turn, and a slot for which none is left stays empty. Raises ValueError for more gifts than touches.
    """
    given = sum(times for _, _, times in gifts)
    if given > touches:
        raise ValueError(f"{given} gifts in {touches} touches")
    gift_slots = {-(-k * touches // given) for k in range(1, given + 1)}
    next_gift, next_gesture = iter(_arrange(gifts)), _take_turns(gestures)
    year = []
    for slot, month in enumerate(months(touches), 1):
        if slot in gift_slots:
            year.append(Touch(month, "gift", next(next_gift)))
        elif (gesture := next(next_gesture, None)) is not None:
            year.append(Touch(month, "gesture", gesture))
    return tuple(year)


def longest_silence(touches: Iterable[Touch]) -> int:
    """Return the months of the longest stretch without a touch, from the purchase to its anniversary."""
    heard = [0, *sorted(touch.month for touch in touches), YEAR]
    return max(after - before for before, after in pairwise(heard))


def appeal(worth: Fraction, minutes: Fraction) -> tuple[bool, Fraction, Fraction]:
    """Return what gestures are sorted by: worth per minute, one that takes no time first, then worth."""
    return bool(minutes), -worth / minutes if minutes else Fraction(0), -worth


def _arrange(gifts: Sequence[tuple[int, Fraction, int]]) -> list[int]:
    """Put gifts in ascending order of worth, but the same one twice running as seldom as can be.

    Made from the last backwards, each time with the gift of most worth, then the first of the catalogue, that adds no
    needless repetition.
    """
    left = {index: times for index, _, times in sorted(gifts, key=lambda gift: -gift[1]) if times}
    order: list[int] = []
    while left:
        following = order[-1] if order else None
        least = _repetitions(left, following)
        for index in left:
            rest = {other: times - (other == index) for other, times in left.items()}
            if (index == following) + _repetitions(rest, index) == least:
                order.append(index)
                left = {other: times for other, times in rest.items() if times}
                break
    return order[::-1]


def _repetitions(left: Mapping[int, int], following: int | None) -> int:
    """Return how often at least a gift comes twice running where these are given, and then the `following` one."""
    # All of a kind but the first need another before them, and so does the following one.
    total = sum(left.values())
    return max(0, *(2 * times - total - (index != following) for index, times in left.items()))


def _take_turns(gestures: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Yield gestures in turn, starting over at the end, each at most as many times as it may be repeated."""
    for turn in range(max((repeats for _, repeats in gestures), default=0)):
        yield from (index for index, repeats in gestures if repeats > turn)
