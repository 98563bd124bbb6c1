"""Tables of sales and spending in: opened, read a line at a time, a large one by several processes at once."""

import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from svcbudget.books.sales import SalesReader
from svcbudget.books.spending import SpendingReader
from svcbudget.cli.parallel import count_shares, cut, do_all
from svcbudget.findings import Finding, Place
from svcbudget.opening import open_file
from svcbudget.pricing.loading import STDIN

WORTH_A_PROCESS = 2 << 20
"""So many bytes of a table at least are worth a process of their own."""
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
            stretches = _find_stretches(file) if isinstance(reader, SalesReader) else []
            if len(stretches) > 1 and isinstance(reader, SalesReader):
                _read_stretches(name, stretches, reader)
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


def _find_stretches(file: BinaryIO) -> list[tuple[int, int]]:
    """Return where the parts of a table start and end, of whole rows each: as many as are worth a process."""
    size = os.fstat(file.fileno()).st_size  # nought where it is no regular file
    starts, quotes, done = [0], 0, 0
    for start, _ in cut(size, count_shares(size, WORTH_A_PROCESS))[1:]:
        while done < start:
            block = file.read(min(BLOCK, start - done))
            if not block:
                break
            quotes += block.count(b'"')
            done += len(block)
        line = file.readline()
        quotes += line.count(b'"')
        done += len(line)
        # After an even number of quotation marks a line end is the end of a row.
        if not quotes % 2 and done < size:
            starts.append(done)
    file.seek(0)
    return list(zip(starts, [*starts[1:], size], strict=True))


def _read_stretches(name: str, stretches: Sequence[tuple[int, int]], reader: SalesReader) -> None:
    """Read the parts of a table at the same time; the findings of each are numbered on from the one before."""
    with Path(name).open("rb") as file, _text(_Stretch(file, *stretches[0])) as text:
        header = text.readline()
    if not reader.read_header(header, name):
        return

    def read_first() -> int:
        with Path(name).open("rb") as file, _text(_Stretch(file, *stretches[0])) as rows:
            next(rows)
            return reader.read_rows(rows, name, 1)

    def read_other(start: int, stop: int) -> Any:
        part = reader.fresh()
        with Path(name).open("rb") as file, _text(_Stretch(file, start, stop)) as rows:
            lines = part.read_rows(rows, name, 0)
        sums = [[*key, list(parts)] for key, parts in part.sums.items()]
        findings = [(one.code, one.message, one.place.line, one.hint, one.values) for one in part.findings]
        return lines, sums, findings, list(part.more.items())

    before, *others = do_all([read_first, *(partial(read_other, *stretch) for stretch in stretches[1:])])
    for lines, sums, findings, more in others:
        for *key, parts in sums:
            reader.add(tuple(key), parts)
        for code, message, line, hint, values in findings:
            reader.complain(Finding(code, message, Place(name, before + line), hint, values=values))
        reader.more.update({tuple(kind): count for kind, count in more})
        before += lines
