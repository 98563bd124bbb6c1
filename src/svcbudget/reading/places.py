"""Where things stand in a text: the character that a parser counted to, made the place that a person is shown.

Knows no file format.
"""

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import NamedTuple

from svcbudget.findings import Place

WIDTH = 160
"""The most characters of a line that a place shows."""
_BEFORE = 60  # of these, at least so many may stand before the spot
_PAGE = 4096  # bytes
_LINE_END = re.compile(rb"\r\n?|\n")


class _Pages(NamedTuple):
    """For each page of a text, what stands before it: bytes, characters, line breaks, and where its line begins."""

    offsets: list[int]
    indexes: list[int]
    breaks: list[int]
    line_starts: list[int]


class Pages:
    """A text in UTF-8 of which any part can be had by its character index, though it is never decoded whole.

    A line ends with LF, CR or CR LF.
    """

    def __init__(self, data: bytes, file: str) -> None:
        """Take the text; it is divided into pages of some kilobytes when it is first asked for anything."""
        self.data = data
        self.file = file
        self._last = (-1, "")

    @cached_property
    def _pages(self) -> _Pages:
        pages = _Pages([0], [0], [0], [0])
        while (end := self._end(pages.offsets[-1])) < len(self.data):
            text = self.data[pages.offsets[-1] : end].decode()
            last = _last_break(text, len(text))
            pages.line_starts.append(pages.indexes[-1] + last + 1 if last >= 0 else pages.line_starts[-1])
            pages.breaks.append(pages.breaks[-1] + _breaks(text, len(text)))
            pages.indexes.append(pages.indexes[-1] + len(text))
            pages.offsets.append(end)
        return pages

    def _end(self, offset: int) -> int:
        """Return where the page that begins at `offset` ends: between two characters, not within CR LF."""
        end = offset + _PAGE
        while end < len(self.data) and (self.data[end] & 0xC0 == 0x80 or self.data[end - 1 : end + 1] == b"\r\n"):
            end += 1
        return end

    def _read(self, number: int) -> str:
        if self._last[0] != number:
            offset = self._pages.offsets[number]
            self._last = number, self.data[offset : self._end(offset)].decode()
        return self._last[1]

    def index(self, offset: int) -> int:
        """Return how many characters stand before the byte `offset`."""
        number = bisect_right(self._pages.offsets, offset) - 1
        return self._pages.indexes[number] + len(self.data[self._pages.offsets[number] : offset].decode())

    def line(self, number: int) -> tuple[int, int]:
        """Return the offsets of the first byte of a line, counted from 1, and of its end, which is left out."""
        page = max(0, bisect_left(self._pages.breaks, number - 1) - 1)
        offset = self._pages.offsets[page]
        for _ in range(number - 1 - self._pages.breaks[page]):
            found = _LINE_END.search(self.data, offset)
            offset = found.end() if found else len(self.data)
        found = _LINE_END.search(self.data, offset)
        return offset, found.start() if found else len(self.data)

    def text(self, start: int, stop: int) -> str:
        """Return the characters from `start` up to, not including, `stop`; fewer where the text ends."""
        indexes = self._pages.indexes
        number = bisect_right(indexes, start) - 1
        parts = []
        while start < stop and number < len(indexes):
            text = self._read(number)
            parts.append(text[start - indexes[number] : stop - indexes[number]])
            start = indexes[number] + len(text)
            number += 1
        return "".join(parts)

    def line_end(self, start: int, most: int = WIDTH) -> str:
        """Return what is left of the line from `start` on, at most `most` characters."""
        return self.text(start, start + most).partition("\n")[0].partition("\r")[0]

    def place(self, index: int, length: int = 1) -> Place:
        """Return the place of the `length` characters from `index` on, as far as they stand in one line."""
        number = bisect_right(self._pages.indexes, index) - 1
        text, at = self._read(number), index - self._pages.indexes[number]
        line = self._pages.breaks[number] + _breaks(text, at) + 1
        last = _last_break(text, at)
        line_start = index - at + last + 1 if last >= 0 else self._pages.line_starts[number]
        after = self.line_end(index)
        before = self.text(max(line_start, index - WIDTH), index)[-max(_BEFORE, WIDTH - len(after)) :]
        after = after[: WIDTH - len(before)]
        return Place(
            file=self.file,
            line=line,
            column=index - line_start + 1,
            text=before + after,
            caret=len(before),
            length=max(1, min(length, len(after))),
        )


def _breaks(text: str, end: int) -> int:
    return text.count("\n", 0, end) + text.count("\r", 0, end) - text.count("\r\n", 0, end)


def _last_break(text: str, end: int) -> int:
    return max(text.rfind("\n", 0, end), text.rfind("\r", 0, end))
