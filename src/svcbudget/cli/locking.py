"""One writer at a time for a file that several runs change: the others wait for their turn, and in the end give up.

It is the folder of the file that is locked, so nothing stays behind whatever ends a run. Where a folder cannot be
locked, as on Windows and on some network drives, a file beside it stands for the lock as long as it is there.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from errno import EBUSY
from pathlib import Path

PATIENCE = 30.0
"""Seconds that a run waits for its turn."""
PAUSE = 0.02


class Busy(OSError):
    """Another run did not come to an end with the file."""


@contextmanager
def sole_writer(file: str) -> Iterator[None]:
    """Keep other runs from writing a file meanwhile. Raises Busy, and OSError where its folder cannot be used."""
    target = Path(os.path.realpath(file))
    if target.exists() and not target.is_file():
        yield  # a device or a pipe has nothing in it that could be lost
        return
    try:
        release = _lock(target.parent) or _mark(target.with_name(f"{target.name}.lock"))
    except OSError as wrong:
        wrong.filename = file
        raise
    try:
        yield
    finally:
        release()


def _lock(folder: Path) -> Callable[[], None] | None:
    """Lock a folder. Returns what unlocks it, as does the end of the run; None where no such thing can be locked."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock

        handle = os.open(folder, os.O_RDONLY)
    except (ImportError, PermissionError):
        return None

    def is_mine() -> bool:
        try:
            flock(handle, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            return False
        return True

    try:
        _wait(is_mine, "try again once it is done")
    except Busy:
        os.close(handle)
        raise
    except OSError:
        os.close(handle)
        return None
    return lambda: os.close(handle)


def _mark(marker: Path) -> Callable[[], None]:
    """Put a file beside the one to be written, as only one run can. Returns what takes it away."""

    def is_mine() -> bool:
        try:
            os.close(os.open(marker, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        except FileExistsError:
            return False
        return True

    def take_away() -> None:
        with suppress(FileNotFoundError):
            marker.unlink()

    _wait(is_mine, f"try again once it is done; where none runs, delete {marker.name}")
    return take_away


def _wait(is_mine: Callable[[], bool], hint: str) -> None:
    """Wait for one's turn. Raises Busy."""
    end = time.monotonic() + PATIENCE
    while not is_mine():
        if time.monotonic() > end:
            raise Busy(EBUSY, f"another run is writing it, and was not done within {PATIENCE:g} seconds: {hint}")
        time.sleep(PAUSE)
