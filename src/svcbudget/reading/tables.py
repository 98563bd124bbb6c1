"""CSV text to the same tree as a pricing file in YAML: a header of keys, then a product a row.

RFC 4180, with commas, or with semicolons or tabs where the header has more of those. Cells lose the spaces
around them; empty cells and blank rows are left out. Must not know which columns there may be, but for
telling CSV from YAML.
"""

import csv
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from svcbudget.findings import Finding, Place
from svcbudget.reading.places import Pages
from svcbudget.reading.tree import REFUSED, Content, Spot
from svcbudget.text import visible

_COLUMNS = frozenset(
    ("name", "sku", "category", "price", "cost", "margin", "profit", "units_per_year", "purchases_per_year")
)
_MOST_FINDINGS = 1000
_SHOWN = 40
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")


class _Stop(Exception):
    """Reading ends here, and a finding says why."""


class _Row(NamedTuple):
    """A row that is not blank: where it begins, and its cells; for a broken row, what the csv module says."""

    line: int
    start: int
    cells: Sequence[str] = ()
    fault: str = ""


class _Table:
    """The rows of a text, and the stretches of their cells."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.line, self.index = 1, 0
        header = re.split(r"[\r\n]", text[:100_000].lstrip("\r\n"))[0]
        self.delimiter = max(",;\t", key=header.count)
        self._cell = re.compile(rf' *((?:"[^"]*(?:""[^"]*)*+(?:"|$))?[^{self.delimiter}\r\n]*)({self.delimiter}?)')

    def _lines(self) -> Iterator[str]:
        for found in _LINE.finditer(self.text):
            self.line += 1
            self.index = found.end()
            yield found[0]

    def rows(self) -> Iterator[_Row]:
        """Yield the rows that are not blank; `line` and `index` are then those of the one that comes next."""
        reader = csv.reader(self._lines(), delimiter=self.delimiter, strict=True, skipinitialspace=True)
        while True:
            line, index = self.line, self.index
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield _Row(line, index, fault=str(error))
                continue
            if any(cells):
                yield _Row(line, index, cells)

    def stretches(self, row: _Row) -> list[tuple[int, int]]:
        """Return the index and length of each cell of a row."""
        found, index, more = [], row.start, True
        while more and (cell := self._cell.match(self.text, index)):
            found.append((cell.start(1), len(cell[1].rstrip(" "))))
            index, more = cell.end(), bool(cell[2])
        return found


def looks_like_csv(text: bytes) -> bool:
    """Tell by the first line, which in CSV is a header with no colon and some column we know."""
    header = re.split(r"[\r\n]", text[:10000].decode(errors="replace").lstrip())[0]
    cells = {cell.strip(' "') for cell in re.split(r"[,;\t]", header)}
    return len(cells) > 1 and ":" not in header and bool(cells & _COLUMNS)


def read(text: bytes, file: str) -> Content:
    """Read clean UTF-8."""
    reading = _Reading(_Table(text.decode()), Pages(text, file))
    return Content(text, reading.tree, reading.lines, reading.whole, reading.findings)


def locate(pages: Pages, spots: Iterable[Spot]) -> dict[Spot, Place]:
    """Return the place of each spot: a value's cell, or its row where it is missing; a key's cell in the header."""
    table = _Table(pages.data.decode())
    rows = table.rows()
    header = next(rows, _Row(1, 0))
    heads = table.stretches(header)
    names = [pages.place(*stretch) for stretch in heads]
    columns = {name.strip(" "): column for column, name in reversed(list(enumerate(header.cells)))}
    top = names[0]
    places: dict[Spot, Place] = {}
    wanted: dict[int, list[tuple[Spot, int | None]]] = {}
    for spot in spots:
        places[spot] = top
        match spot.path:
            case (_, int(number), str(name), *_):
                wanted.setdefault(number, []).append((spot, columns.get(name)))
            case (_, int(number)):
                wanted.setdefault(number, []).append((spot, None))
    for number, row in enumerate(rows if wanted else ()):
        cells = table.stretches(row) if number in wanted else []
        for spot, column in wanted.get(number, ()):
            if column is not None and spot.part == "key":
                places[spot] = names[column]
            else:
                is_there = column is not None and column < len(cells) and cells[column][1]
                places[spot] = pages.place(*cells[column if is_there and column else 0])
    return places


class _Reading:
    """One pass through the rows of a table."""

    def __init__(self, table: _Table, pages: Pages) -> None:
        self.tree: dict[str, list[object]] | None = None
        self.lines: array[int] = array("I")
        self.whole = False
        self.findings: list[Finding] = []
        self._table = table
        self._pages = pages
        self._nameless: list[int] = []  # the columns without a name, as long as nothing stands in them
        try:
            self._read()
            self.whole = True
        except _Stop:
            pass

    def _read(self) -> None:
        rows = self._table.rows()
        header = next(rows, None)
        if header is None:
            return
        names = self._names(header)
        products: list[object] = []
        self.tree = {"products": products}
        for row in rows:
            self.lines.append(row.line)
            products.append(REFUSED)
            if row.fault:
                self._judge(row)
            elif any(row.cells[len(names) :]):
                self._refuse_long(row, len(names))
            else:
                cells = zip(names, row.cells, strict=False)
                products[-1] = {name: text for name, cell in cells if (text := cell.strip(" ")) and name}
                if self._nameless:
                    self._judge_nameless(row)

    def _names(self, header: _Row) -> list[str]:
        """Return the name of each column, an empty one for a column that is not read."""
        if header.fault:
            self._judge(header)
            raise _Stop
        names: list[str] = []
        first: dict[str, int] = {}
        for column, stretch in enumerate(self._table.stretches(header)):
            name = header.cells[column].strip(" ")
            if not name:
                self._nameless.append(column)
            elif first.setdefault(name, column) != column:
                message = f"the column `{visible(name, _SHOWN)}` is given twice, first as column {first[name] + 1}"
                self._fault("SB003", message, "keep one of the two", *stretch)
                name = ""
            names.append(name)
        return names

    def _judge_nameless(self, row: _Row) -> None:
        for column in self._nameless:
            if column < len(row.cells) and row.cells[column].strip(" "):
                self._nameless.remove(column)
                hint = "name the column in the header, or empty it"
                self._fault("SB005", "this column has no name", hint, *self._table.stretches(row)[column])
                return

    def _refuse_long(self, row: _Row, width: int) -> None:
        message = f"this row has {len(row.cells)} cells, the header {width}"
        hint = f"put quotes around a cell that holds `{self._table.delimiter}`"
        self._fault("SB002", message, hint, *self._table.stretches(row)[width])

    def _judge(self, row: _Row) -> None:
        """Explain what the csv module says against a row."""
        if "field larger" in row.fault and self._table.line == row.line + 1:
            message = f"a cell of more than {csv.field_size_limit():,} characters"
            self._fault("SB002", message, "shorten it, or close the quote that it begins with", row.start)
            return
        for index, length in self._table.stretches(row):
            text = self._table.text[index : index + length]
            if not text.startswith('"'):
                continue
            quoted = re.match(r'"[^"]*(?:""[^"]*)*+"', text)
            if not quoted or re.search(r"[\r\n]", quoted[0]):
                hint = "close it on the same line; a quote within quotes is doubled"
                self._fault("SB002", "the quote that opens here is not closed", hint, index)
                raise _Stop
            start = index + quoted.end()
            rest = re.split(rf"[{self._table.delimiter}\r\n]", self._table.text[start : start + _SHOWN])[0]
            if rest:
                hint = 'a quote within quotes is doubled: "a ""b"" c"'
                self._fault("SB002", f"`{visible(rest)}` after the closing quote", hint, start, len(rest))
                return
        self._fault("SB002", "this row cannot be read", None, row.start)

    def _fault(self, code: str, message: str, hint: str | None, index: int, length: int = 1) -> None:
        self.findings.append(Finding(code, message, self._pages.place(index, length), hint))
        if len(self.findings) == _MOST_FINDINGS:
            message = f"more than {_MOST_FINDINGS:,} faults; reading stopped here"
            self.findings.append(Finding(code, message, self.findings[-1].place))
            raise _Stop
