"""Rows of named cells as CSV, TSV, JSON, JSON Lines or a Markdown table: the one place that writes any of them.

It knows neither what the rows speak of nor where they go. What is not known is None: an empty cell, or null.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from operator import itemgetter

from svcbudget.showing.forms.markdown import escape, write_row

Cell = str | int | Sequence[str] | None
"""A text, a number, yes or no, several texts, or nothing."""
Row = Sequence[Cell]

FORMS = ("csv", "tsv", "json", "jsonl", "markdown")
DELIMITERS = {"csv": ",", "tsv": "\t"}
FORMULA_STARTS = "=+-@\t\r＝＋－＠"
"""What makes a spreadsheet run a cell as a formula, in its full-width forms too."""
NUMBER = r"[0-9]+(?:\.[0-9]+)?"
ROWS_AT_ONCE = 1000
_negative = re.compile(f"-{NUMBER}")
_line_ends = re.compile("[\x85\u2028\u2029]")


class UnknownField(Exception):
    """A field was asked for by a name that there is not. `known` are those that there are."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        """Take the name asked for and the known ones."""
        super().__init__(name)
        self.name, self.known = name, known


def choose(names: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """Return where the wanted fields stand among all. Raises UnknownField."""
    places = {name: place for place, name in enumerate(names)}
    for name in wanted:
        if name not in places:
            raise UnknownField(name, names)
    return [places[name] for name in wanted]


def picker(places: Sequence[int]) -> Callable[[Row], Row]:
    """Return what takes the cells at these places out of a row, in this order."""
    # Not itemgetter where it is one place: it would return the cell, not a row of it.
    return itemgetter(*places) if len(places) > 1 else lambda row: (row[places[0]],)


def write(names: Sequence[str], rows: Iterable[Row], form: str, *, header: bool = True) -> Iterator[str]:
    """Write rows in one of FORMS, as they come; `header` matters to CSV and TSV only."""
    if form in DELIMITERS:
        return _write_delimited(names, rows, DELIMITERS[form], header=header)
    if form == "markdown":
        return _write_markdown(names, rows)
    records = (dict(zip(names, row, strict=True)) for row in rows)
    return write_json(records) if form == "json" else write_lines(records)


def write_json(records: Iterable[object]) -> Iterator[str]:
    """Write a JSON list, one item a line, so that a diff shows what changed."""
    yield "["
    yield from write_members(records)
    yield "]\n"


def write_members(records: Iterable[object]) -> Iterator[str]:
    """Write what stands between the brackets of a JSON list, an item a line; nothing where there is none."""
    between, end = "\n", ""
    for record in records:
        yield between + _dump(record)
        between, end = ",\n", "\n"
    yield end


def write_lines(records: Iterable[object]) -> Iterator[str]:
    """Write JSON Lines; what some readers take for the end of a line is escaped."""
    for record in records:
        yield _line_ends.sub(lambda found: f"\\u{ord(found[0]):04x}", _dump(record)) + "\n"


def _dump(record: object) -> str:
    return json.dumps(record, ensure_ascii=False)


def _write_markdown(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    yield write_row([escape(name) for name in names])
    yield write_row(["---"] * len(names))
    for row in rows:
        yield write_row([escape(cell_text(cell)) for cell in row])


def _write_delimited(names: Sequence[str], rows: Iterable[Row], delimiter: str, *, header: bool) -> Iterator[str]:
    """Write delimited text as RFC 4180 has it, a thousand rows at a time; TSV lines end in a line feed alone."""
    end = "\r\n" if delimiter == "," else "\n"
    starts = re.escape(FORMULA_STARTS.replace(delimiter, "").replace("-", ""))
    runs = re.compile(f"{delimiter}(?:[{starts}]|-(?!{NUMBER}(?:{delimiter}|$)))").search
    if header:
        yield delimiter.join(names) + end
    each = iter(rows)
    while block := [_write_row(row, delimiter, runs) for row in islice(each, ROWS_AT_ONCE)]:
        yield end.join(block) + end


def _write_row(row: Row, delimiter: str, runs: Callable[[str], object]) -> str:
    cells = [cell if isinstance(cell, str) else "" if cell is None else cell_text(cell) for cell in row]
    line = delimiter.join(cells)
    # One look at the whole line is cheaper than one at each of 37 cells, most of which cannot need anything.
    is_plain = line.count(delimiter) == len(cells) - 1 and not ('"' in line or "\n" in line or "\r" in line)
    if not is_plain or runs(delimiter + line):
        line = delimiter.join([quote(defuse(cell), delimiter) for cell in cells])
    return line or '""'  # readers pass over an empty line, which one empty cell would be


def cell_text(cell: Cell) -> str:
    """Return a cell as one text: `true` or `false`, several texts between `; `, an empty one for None."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return str(cell) if isinstance(cell, int) else "; ".join(cell)


def defuse(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula; `-10.00` is a number and stays one."""
    return f"'{text}" if text[:1] and text[0] in FORMULA_STARTS and not _negative.fullmatch(text) else text


def quote(text: str, delimiter: str) -> str:
    """Put a cell into quotes where RFC 4180 asks for them."""
    if '"' in text or delimiter in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text
