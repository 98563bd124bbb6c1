"""Results into a file: put in its place whole, in one step, or not at all."""

import os
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import click


def write_file(parts: Iterable[str], path: str, inputs: Sequence[str], encoding: str) -> None:
    """Write text to `path`, which is replaced only once all of it is written.

    Raises UsageError where `path` is one of the inputs, OSError where not everything could be written.
    """
    target = Path(os.path.realpath(path))
    for name in inputs:
        if name != "-" and target.exists() and Path(name).exists() and target.samefile(name):
            raise click.UsageError(f"{path} is an input; -o never overwrites one")
    if target.exists() and not target.is_file():
        with target.open("wb") as special:  # a device or a pipe cannot be replaced
            special.writelines(part.encode(encoding) for part in parts)
        return
    try:
        _replace(target, parts, encoding)
    except OSError as wrong:
        wrong.filename = path
        wrong.filename2 = None
        raise


def _replace(target: Path, parts: Iterable[str], encoding: str) -> None:
    """Write beside the target and put it in its place in one step; on any failure the old one stays."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(part.encode(encoding) for part in parts)
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
