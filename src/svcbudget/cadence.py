"""When in the year the touches come: from gifts and gestures to months after the purchase.

Month 0 is the purchase and 12 its anniversary. Works on indices of gifts and gestures; knows no catalogue.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

YEAR = 12

Kind = Literal["gift", "gesture"]


@dataclass(frozen=True, slots=True)
class Touch:
    """One touch: the month after the purchase, and which gift or gesture."""

    month: int
    kind: Kind
    index: int


def months(touches: int) -> tuple[int, ...]:
    """Return the months of so many touches a year, 12·k/T rounded half up."""
    return tuple((2 * YEAR * k + touches) // (2 * touches) for k in range(1, touches + 1))


def appeal(worth: Fraction, minutes: Fraction) -> tuple[bool, Fraction]:
    """Return the key that sorts gestures by worth per minute, the best first; those of no minutes before all others."""
    return (True, -worth / minutes) if minutes else (False, -worth)


def schedule(
    touches: int, gifts: Sequence[tuple[int, Fraction, int]], gestures: Sequence[tuple[int, int]]
) -> tuple[Touch, ...]:
    """Lay calendar gifts (index, worth of one, times) and gestures (index, most times) over the touches of a year.

    The gifts come evenly and in ascending worth, so that the best comes on the anniversary; the gestures, given best first,
    take turns in the other slots, and a slot for which none is left stays empty. Raises ValueError where there are more
    gifts than touches.
    """
    order = arrange(gifts)
    if len(order) > touches:
        raise ValueError(f"{len(order)} gifts are more than {touches} touches")
    slots = {-(-k * touches // len(order)): gift for k, gift in enumerate(order, 1)}
    left = [times for _, times in gestures]
    turn = 0
    found = []
    for slot, month in enumerate(months(touches), 1):
        if slot in slots:
            found.append(Touch(month, "gift", slots[slot]))
            continue
        free = [(turn + step) % len(gestures) for step in range(len(gestures)) if left[(turn + step) % len(gestures)]]
        if free:
            left[free[0]] -= 1
            turn = free[0] + 1
            found.append(Touch(month, "gesture", gestures[free[0]][0]))
    return tuple(found)


def arrange(gifts: Sequence[tuple[int, Fraction, int]]) -> list[int]:
    """Put gifts (index, worth of one, times) in ascending order of worth, the same one not twice running where that can be avoided.

    Built from the last one backwards: always the one of most worth that leaves the rest as few equal neighbours as can be.
    """
    ranked = sorted((gift for gift in gifts if gift[2] > 0), key=lambda gift: (-gift[1], gift[0]))
    left = {index: times for index, _, times in ranked}
    order: list[int] = []
    while any(left.values()):
        after = order[-1] if order else None
        order.append(min((index for index in left if left[index]), key=lambda index: _repeats(left, index, after)))
        left[order[-1]] -= 1
    return order[::-1]


def _repeats(left: dict[int, int], index: int, after: int | None) -> int:
    """Return how few equal neighbours there can be where `index` is taken next to `after`."""
    rest = {**left, index: left[index] - 1}
    others = sum(rest.values())
    # What is left goes around the others one by one; the one just taken has one place fewer to go to.
    crowded = max((2 * times - others - (1 if other != index else 0) for other, times in rest.items()), default=0)
    return max(0, crowded) + (index == after)


def longest_silence(touches: Sequence[Touch]) -> int:
    """Return the most months between two touches, the purchase and its anniversary counted in."""
    points = sorted({0, YEAR, *(touch.month for touch in touches)})
    return max(after - before for before, after in zip(points, points[1:], strict=False))
