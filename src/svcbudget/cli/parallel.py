"""Shares of one long work done at the same time, each by a process of its own, on systems that can fork.

Elsewhere, and where there is one processor, they are done one after the other. A share writes text, piece by piece, and
may return a result of plain data. The first is done by this very process; the others by children, which inherit
all that was read. Should a child fail for any reason, its share is done here after all, so that a fault shows where it
can be reported.
"""

import marshal
import os
import signal
import tempfile
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import IO, Any, NoReturn

from svcbudget.cli.output import encode
from svcbudget.reading.hands import Hands

Share = Callable[[], Generator[str, None, Any]]
"""What writes text piece by piece and returns what else has come of it."""
BLOCK = 1 << 20


@dataclass(slots=True)
class _Child:
    """A process at work, where its text goes, and where its result."""

    process: int
    text: IO[bytes]
    result: IO[bytes]

    def is_done(self) -> bool:
        """Wait for its end and tell whether all went well."""
        _, status = os.waitpid(self.process, 0)
        self.process = 0
        return not status

    def stop(self) -> None:
        """End it, should it still be at work."""
        if self.process:
            with suppress(OSError):
                os.kill(self.process, signal.SIGKILL)
                os.waitpid(self.process, 0)


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def count_shares(amount: int, least: int) -> int:
    """Return into how many shares an amount of work is best cut, none of them smaller than `least`."""
    can_fork = hasattr(os, "fork") and threading.active_count() == 1
    return max(1, min(processors(), amount // least)) if can_fork else 1


def cut(amount: int, shares: int) -> list[tuple[int, int]]:
    """Cut the numbers below `amount` into so many stretches of nearly the same length, as starts and ends."""
    ends = [amount * n // shares for n in range(shares + 1)]
    return list(pairwise(ends))


def do_shares(shares: Sequence[Share]) -> Generator[str | bytes, None, list[Any]]:
    """Hand out the text of all shares in their order, and return their results."""
    first, *others = shares
    with ExitStack() as end:
        children = [_begin(share, end) for share in others]
        results = [(yield from first())]
        for share, child in zip(others, children, strict=True):
            if child is None or not child.is_done():
                results.append((yield from share()))
                continue
            child.text.seek(0)
            while block := child.text.read(BLOCK):
                yield block
            child.result.seek(0)
            results.append(marshal.load(child.result))
        return results


def do_all(works: Sequence[Callable[[], Any]]) -> list[Any]:
    """Do works that write no text, and return their results."""

    def share(work: Callable[[], Any]) -> Generator[str, None, Any]:
        yield from ()
        return work()

    shares = do_shares([partial(share, work) for work in works])
    while True:
        try:
            next(shares)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]


HANDS = Hands(count_shares, do_all)
"""As many processes as there are processors."""


def _begin(share: Share, end: ExitStack) -> _Child | None:
    """Let a child do a share, until the `end` at the latest; None where there is no room for its files or for it."""
    try:
        text, result = (end.enter_context(tempfile.TemporaryFile()) for _ in range(2))  # noqa: SIM115 - until the end
        process = os.fork()
    except OSError:
        return None
    if not process:
        _do_and_exit(share, text, result)
    child = _Child(process, text, result)
    end.callback(child.stop)
    return child


def _do_and_exit(share: Share, text: IO[bytes], result: IO[bytes]) -> NoReturn:
    """Do a share and end this process without a word, as a child must."""
    status = 1
    try:
        work = share()
        try:
            while True:
                text.write(encode(next(work)))
        except StopIteration as end:
            marshal.dump(end.value, result)
        text.flush()
        result.flush()
        status = 0
    finally:
        os._exit(status)
