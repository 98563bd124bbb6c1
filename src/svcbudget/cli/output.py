"""Results out: to standard output, or whole into a file or not at all."""

import sys
from collections.abc import Iterable, Sequence

Part = str | bytes
"""A piece of a result: text, or text that is encoded already."""


def encode(part: Part, encoding: str = "utf-8") -> bytes:
    """Return a piece of a result as bytes; what the encoding lacks is written out as `\\u8fde`."""
    return part if isinstance(part, bytes) else part.encode(encoding, "backslashreplace")


def write(parts: Iterable[Part], path: str | None, inputs: Sequence[str] = (), *, encoding: str = "utf-8") -> None:
    """Write text to standard output, or to `path`, which is replaced only once all of it is written.

    Raises UsageError where `path` is one of the inputs, OSError where not everything could be written.
    """
    encoded = (encode(part, encoding) for part in parts)
    if path in (None, "-"):
        _write_to_stdout(encoded)
        return
    from svcbudget.cli.output_file import write_file  # what it needs takes as long to load as a quote to work out

    assert path is not None
    write_file(encoded, path, inputs)


def _write_to_stdout(parts: Iterable[bytes]) -> None:
    try:
        sys.stdout.buffer.writelines(parts)
        sys.stdout.buffer.flush()
    except OSError as wrong:
        wrong.filename = "standard output"
        raise
