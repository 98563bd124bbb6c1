"""Tables of sales and spending in: opened, read a line at a time, a large one by two processes at once."""

import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from svcbudget.books.sales import SalesReader
from svcbudget.books.spending import SpendingReader
from svcbudget.cli.parallel import make_halves
from svcbudget.findings import Finding, Place
from svcbudget.opening import open_file
from svcbudget.pricing.loading import STDIN

WORTH_HALVING = 4 << 20
"""From so many bytes on two processes read a table."""
BLOCK = 1 << 20


class _Stretch(io.RawIOBase):
    """The bytes of a file from one offset up to another."""

    def __init__(self, file: BinaryIO, start: int, stop: int) -> None:
        super().__init__()
        file.seek(start)
        self.file = file
        self.left = stop - start

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        block = self.file.read(min(len(buffer), self.left))
        buffer[: len(block)] = block
        self.left -= len(block)
        return len(block)


def read_tables(names: Iterable[str], reader: SalesReader | SpendingReader) -> None:
    """Read all tables of sales or of spending; `-` is standard input. Raises OSError."""
    for name in names:
        if name == "-":
            if sys.stdin is None:
                raise OSError("standard input is closed")
            with _text(sys.stdin.buffer) as lines:
                reader.read(lines, STDIN)
            continue
        with open_file(name) as file:
            middle = _find_middle(file) if isinstance(reader, SalesReader) else None
            if middle is not None and isinstance(reader, SalesReader):
                _read_halves(name, middle, reader)
            else:
                with _text(file) as lines:
                    reader.read(lines, name)
        if any(finding.place.file == name for finding in reader.findings) and Path(name).is_file():
            with Path(name).open(encoding="utf-8-sig", errors="replace", newline="") as lines:
                reader.show_lines(lines, name)


@contextmanager
def _text(file: BinaryIO | io.RawIOBase) -> Iterator[io.TextIOWrapper]:
    """Read bytes as text, and leave the file open for whoever opened it."""
    buffered = io.BufferedReader(file, BLOCK) if isinstance(file, io.RawIOBase) else file
    text = io.TextIOWrapper(buffered, "utf-8-sig", newline="")
    try:
        yield text
    finally:
        text.detach()


def _find_middle(file: BinaryIO) -> int | None:
    """Return where the second half of a large table begins; None where it is small or the place is within a row."""
    size = os.fstat(file.fileno()).st_size  # nought where it is no regular file
    if size < WORTH_HALVING:
        return None
    quotes = done = 0
    while done < size // 2:
        block = file.read(BLOCK)
        quotes += block.count(b'"')
        done += len(block)
    line = file.readline()
    middle = done + len(line)
    file.seek(0)
    # After an even number of quotation marks a line end is the end of a row.
    return middle if not (quotes + line.count(b'"')) % 2 and middle < size else None


def _read_halves(name: str, middle: int, reader: SalesReader) -> None:
    """Read a table from both its beginning and its middle; the findings of the second half are numbered on."""
    size = Path(name).stat().st_size
    lines = 0
    with Path(name).open("rb") as file, _text(_Stretch(file, 0, middle)) as text:
        header = text.readline()
    if not reader.read_header(header, name):
        return

    def first() -> Iterator[str]:
        nonlocal lines
        with Path(name).open("rb") as file, _text(_Stretch(file, 0, middle)) as text:
            rows = iter(text)
            next(rows)
            lines = reader.read_rows(rows, name, 1)
        yield ""

    def second() -> Iterator[str]:
        child = reader.fresh()
        with Path(name).open("rb") as file, _text(_Stretch(file, middle, size)) as rows:
            child.read_rows(rows, name, 0)
        sums = [[*key, list(parts)] for key, parts in child.sums.items()]
        yield json.dumps([sums, child.findings, list(child.more.items())])

    sums, findings, more = json.loads("".join(make_halves(first, second)))
    for *key, parts in sums:
        reader.add(tuple(key), parts)
    for typed in findings:
        finding = Finding(*typed)
        place = Place(*finding.place)
        moved = place._replace(line=place.line + lines)
        reader.complain(finding._replace(place=moved, values=tuple(finding.values)))
    reader.more.update({tuple(kind): count for kind, count in more})
