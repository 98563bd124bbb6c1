"""A sign of life on standard error, on a terminal only, for work that takes longer than a second."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

Item = TypeVar("Item")
PATIENCE = 1.0
"""Seconds before anything is shown."""


@contextmanager
def watch(what: str, count: int = 0) -> Iterator[Callable[..., Iterable[Item]]]:
    """Show what is going on from the second second on; of items passed through it, how many are done.

    Where these are one of several shares made at the same time, `shares` says of how many.
    """
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda items, shares=1: items
        return
    begun = shown = time.monotonic()

    def counted(items: Iterable[Item], shares: int = 1) -> Iterator[Item]:
        nonlocal shown
        for n, item in enumerate(items):
            yield item
            if not n % 1000 and time.monotonic() - shown > PATIENCE / 5 and time.monotonic() - begun > PATIENCE:
                shown = time.monotonic()
                _show(f"{what} {min((n + 1) * shares, count):,} of {count:,}")

    try:
        with _alarm(lambda: _show(f"{what}…")):
            yield counted
    finally:
        if time.monotonic() - begun > PATIENCE:
            _show("")


@contextmanager
def _alarm(ring: Callable[[], None]) -> Iterator[None]:
    """Ring once after a while: by a signal where there are such, as a process with threads can not well be forked."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        timer = threading.Timer(PATIENCE, ring)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()
        return
    before = signal.signal(signal.SIGALRM, lambda number, frame: ring())
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _show(text: str) -> None:
    """Write at once, past what is being written: the alarm may ring amid that."""
    with suppress(OSError):
        os.write(sys.stderr.fileno(), f"\r\x1b[K{text}".encode(sys.stderr.encoding or "utf-8", "replace"))
