"""Results into a file: put in its place whole, in one step, or not at all."""

import os
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import click


def write_file(parts: Iterable[bytes], path: str, inputs: Sequence[str]) -> None:
    """Write to `path`, which is replaced only once all of it is written.

    Raises UsageError where `path` is one of the inputs, OSError where not everything could be written.
    """
    if any(_is_same(path, name) for name in inputs):
        raise click.UsageError(f"{path} is an input, and none is ever overwritten")
    try:
        if Path(path).exists() and not Path(path).is_file():
            with Path(path).open("wb") as special:  # a device or a pipe cannot be replaced
                special.writelines(parts)
        else:
            _replace(Path(os.path.realpath(path)), parts)
    except OSError as wrong:
        wrong.filename = path
        wrong.filename2 = None
        raise


def _is_same(path: str, name: str) -> bool:
    """Tell whether two names are of one file, through whatever links; `-` is standard input."""
    try:
        return os.path.samestat(os.fstat(0) if name == "-" else Path(name).stat(), Path(path).stat())
    except OSError:
        return False


def _replace(target: Path, parts: Iterable[bytes]) -> None:
    """Write beside the target and put it in its place in one step; on any failure the old one stays."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:30]}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
