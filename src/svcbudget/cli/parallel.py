"""Two halves of one long text made at the same time, on systems that can fork; one after the other elsewhere.

The second half is made by a child process, which inherits all that was read. Should the child fail for any reason, its
half is made here after all, so that a fault shows where it can be reported.
"""

import os
import signal
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import IO, NoReturn

Half = Callable[[], Iterable[str]]
BLOCK = 1 << 20


def make_halves(first: Half, second: Half) -> Iterator[str]:
    """Return the text of the first half and then that of the second."""
    begun = _begin(second) if hasattr(os, "fork") and threading.active_count() == 1 and _processors() > 1 else None
    if begun is None:
        yield from first()
        yield from second()
        return
    child, file = begun
    with file:
        try:
            yield from first()
            _, status = os.waitpid(child, 0)
            child = 0
            if status:
                yield from second()
                return
            file.seek(0)
            while block := file.read(BLOCK):
                yield block
        finally:
            if child:
                with suppress(OSError):
                    os.kill(child, signal.SIGKILL)
                    os.waitpid(child, 0)


def _begin(half: Half) -> tuple[int, IO[str]] | None:
    """Let a child make a half and return it with its file; None where there is no room for a file or a process."""
    try:
        file = tempfile.TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115 - it outlives this
        child = os.fork()
    except OSError:
        return None
    if not child:
        _write_and_exit(half, file)
    return child, file


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _write_and_exit(half: Half, file: IO[str]) -> NoReturn:
    """Write a half to `file` and end this process without a word, as a child must."""
    status = 1
    try:
        file.writelines(half())
        file.flush()
        status = 0
    finally:
        os._exit(status)
