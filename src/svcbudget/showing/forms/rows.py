"""Rows of named cells as CSV, TSV, JSON, JSON Lines or a Markdown table: the one place that writes any of them.

It knows neither what the rows speak of nor where they go. What is not known is None: an empty cell, or null.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from operator import itemgetter

from svcbudget.showing.forms import json
from svcbudget.showing.forms.json import Written
from svcbudget.showing.forms.markdown import escape, write_row

Cell = str | int | Sequence[str] | Written | None
"""A text, a number, yes or no, several texts, nothing; or an object for JSON alone."""
Row = Sequence[Cell]

FORMS = ("csv", "tsv", "json", "jsonl", "markdown")
DELIMITERS = {"csv": ",", "tsv": "\t"}
FORMULA_STARTS = "=+-@\t\r＝＋－＠"
"""What makes a spreadsheet run a cell as a formula, in its full-width forms too."""
NUMBER = r"[0-9]+(?:\.[0-9]+)?"
ROWS_AT_ONCE = 1000
_negative = re.compile(f"-{NUMBER}")


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


def pick(
    names: Sequence[str], rows: Iterable[Row], wanted: Sequence[str] | None
) -> tuple[Sequence[str], Iterable[Row]]:
    """Return the names and rows of the wanted fields, in that order; all where None. Raises UnknownField."""
    if wanted is None or wanted == names:
        return names, rows
    places = choose(names, wanted)
    # Not itemgetter where it is one place: it would return the cell, not a row of it.
    return wanted, map(itemgetter(*places) if len(places) > 1 else lambda row: (row[places[0]],), rows)


def write(names: Sequence[str], rows: Iterable[Row], form: str, *, header: bool = True) -> Iterator[str]:
    """Write rows in one of FORMS, as they come; without `header` to be put behind others, or where none is wanted."""
    if form in DELIMITERS:
        return _write_delimited(names, rows, DELIMITERS[form], header=header)
    if form == "markdown":
        return _write_markdown(names, rows, header=header)
    if form == "jsonl":
        return json.write_lines(make_records(names, rows))
    return chain(json.write_list(make_records(names, rows)), "\n")


def make_records(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Return each row as the text of a JSON object."""
    whole = "{" + ", ".join(json.quote(name).replace("%", "%%") + ": %s" for name in names) + "}"
    dump, quote = json.dump, json.quote
    for row in rows:
        # Nearly all cells are texts, and there are many.
        yield whole % tuple([quote(cell) if cell.__class__ is str else dump(cell) for cell in row])


def _write_markdown(names: Sequence[str], rows: Iterable[Row], *, header: bool) -> Iterator[str]:
    if header:
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
