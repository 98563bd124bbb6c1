"""A sign of life on standard error, on a terminal only, for work that takes longer than a second."""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Timer
from typing import TypeVar

Item = TypeVar("Item")
PATIENCE = 1.0
"""Seconds before anything is shown."""


@contextmanager
def watch(what: str, count: int = 0) -> Iterator[Callable[[Iterable[Item]], Iterable[Item]]]:
    """Show what is going on from the second second on; of items passed through it, how many are done."""
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda items: items
        return
    timer = Timer(PATIENCE, lambda: _show(f"{what}…"))
    timer.daemon = True
    timer.start()
    begun = shown = time.monotonic()

    def counted(items: Iterable[Item]) -> Iterator[Item]:
        nonlocal shown
        for n, item in enumerate(items):
            yield item
            if not n % 1000 and time.monotonic() - shown > PATIENCE / 5 and time.monotonic() - begun > PATIENCE:
                shown = time.monotonic()
                _show(f"{what} {n + 1:,} of {count:,}")

    try:
        yield counted
    finally:
        timer.cancel()
        timer.join()
        if time.monotonic() - begun > PATIENCE:
            _show("")


def _show(text: str) -> None:
    sys.stderr.write(f"\r\x1b[K{text}")
    sys.stderr.flush()
