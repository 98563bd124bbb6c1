"""Who reads a long text: one alone, or several at once, a part each. How they are set to work is handed in."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple


class Hands(NamedTuple):
    """What sets several to work."""

    how_many: Callable[[int, int], int]
    """Returns into how many parts an amount of work is best cut, none of them smaller than a least one."""
    do_all: Callable[[Sequence[Callable[[], Any]]], list[Any]]
    """Does all works and returns their results, which are plain data: lists, dicts, texts, numbers, bytes, None."""


ALONE = Hands(lambda amount, least: 1, lambda works: [work() for work in works])
"""One alone, who does one work after the other."""
