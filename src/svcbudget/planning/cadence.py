"""When in the year a customer hears from the shop: from counts of touches, gifts and gestures to a schedule.

Months count from the purchase, month 0, to the anniversary, month 12. Plain values in and out; knows no money
beyond which gift is worth more.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil
from typing import Literal, NamedTuple

YEAR = 12
"""Months of a year."""


@dataclass(frozen=True, slots=True)
class Touch:
    """One moment in which the customer hears from the shop; `index` is the gift's or the gesture's."""

    month: int
    kind: Literal["gift", "gesture"]
    index: int


class Gesture(NamedTuple):
    """What costs attention only: which it is, how often a year it may come, and the minutes it takes each time."""

    which: int
    repeats: int
    minutes: Fraction


def count_touches(touches: int, gifts: int, purchases: Fraction) -> int:
    """Return how many touches are scheduled: visits are touches, so each but the first takes the place of one."""
    return max(gifts, touches - (ceil(purchases) - 1), 1)


def months(touches: int) -> tuple[int, ...]:
    """Return the months of two or more touches: from the first to the twelfth, evenly spread and rounded half up."""
    between = touches - 1
    return tuple(1 + (2 * (YEAR - 1) * k + between) // (2 * between) for k in range(touches))


def schedule(
    touches: int,
    gifts: Sequence[tuple[int, Fraction, int]],
    gestures: Sequence[Gesture],
    follow_ups: Sequence[Gesture] = (),
    minutes: Fraction | None = None,
) -> tuple[Touch, ...]:
    """Return the touches of a year in order.

    `gifts` holds index, worth and times of each calendar gift in catalogue order. They are evenly spread, the last
    on the anniversary. A first touch that is no gift takes the first of `follow_ups`, the others take `gestures` in
    turn, as long as all of them together take no more than `minutes`; a touch for which none is left is left out.
    Raises ValueError for more gifts than touches.
    """
    given = sum(times for _, _, times in gifts)
    if given > touches:
        raise ValueError(f"{given} gifts in {touches} touches")
    gift_slots = {-(-k * touches // given) for k in range(1, given + 1)}
    next_gift = iter(_arrange(gifts))
    turn = _Turn(gestures, minutes)
    year: list[Touch] = []
    for slot, month in enumerate((YEAR if given else 1,) if touches == 1 else months(touches), 1):
        if slot in gift_slots:
            year.append(Touch(month, "gift", next(next_gift)))
            turn.pause()
        elif (gesture := turn.take(follow_ups if slot == 1 else ())) is not None:
            year.append(Touch(month, "gesture", gesture))
    return tuple(year)


class _Turn:
    """Gestures that take turns: each as often as it may be repeated, as long as the minutes last."""

    def __init__(self, gestures: Sequence[Gesture], minutes: Fraction | None) -> None:
        self.waiting = list(gestures)
        self.left = minutes
        self.used: Counter[int] = Counter()
        self.last: int | None = None

    def pause(self) -> None:
        """Let something else come between."""
        self.last = None

    def take(self, first: Sequence[Gesture]) -> int | None:
        """Return one of these or else the next in turn, not the same twice running where there are two."""
        fitting = [gesture for gesture in first if self._fits(gesture)][:1]
        fitting = fitting or [gesture for gesture in self.waiting if self._fits(gesture)]
        if not fitting:
            return None
        taken = next((gesture for gesture in fitting if gesture.which != self.last), fitting[0])
        if taken in self.waiting:
            self.waiting.remove(taken)
            self.waiting.append(taken)
        self.used[taken.which] += 1
        self.last = taken.which
        if self.left is not None:
            self.left -= taken.minutes
        return taken.which

    def _fits(self, gesture: Gesture) -> bool:
        return self.used[gesture.which] < gesture.repeats and (self.left is None or gesture.minutes <= self.left)


def longest_silence(touches: Iterable[Touch], purchases: Fraction) -> int:
    """Return the months, rounded up, of the longest stretch without a touch or a visit, from purchase to anniversary.

    Visits are evenly spread over the year, the first of them the purchase.
    """
    if purchases >= YEAR:
        return 1
    # In months times the purchases over their denominator, so that all are whole.
    times, part = purchases.as_integer_ratio()
    visits = range(0, YEAR * times, YEAR * part)
    heard = sorted({*visits, *(touch.month * times for touch in touches), YEAR * times})
    widest: int = max(after - before for before, after in pairwise(heard))
    return -(-widest // times)


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
