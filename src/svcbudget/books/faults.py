"""What is wrong with the rows of a table: every fault at its line, as a finding; very many are only counted."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import ParamSpec, TypeVar

from svcbudget.findings import Finding, Likeness, Place

MOST_FINDINGS = 1000
OTHERS: Likeness = ("", "", "")
"""The kind of what is like nothing before it, once there are very many kinds."""
SURPLUS = "put a cell that holds the separator in double quotes; a decimal mark is a point"
WIDEST = 160
"""The most characters of a line that a finding shows."""

Given = ParamSpec("Given")
Read = TypeVar("Read")


class RowFault(ValueError):
    """A cell of a row that cannot be used: its text, and what is wrong."""

    def __init__(self, typed: str, message: str, hint: str | None = None, code: str = "SB007") -> None:
        super().__init__(message)
        self.typed = typed
        self.message = message
        self.hint = hint
        self.code = code


class Attempts:
    """Reads the cells of one row each by itself, so that all that is wrong with it is told at once."""

    def __init__(self) -> None:
        """Begin without faults."""
        self.faults: list[RowFault | IndexError] = []

    def read(self, reader: Callable[Given, Read], *given: Given.args, **more: Given.kwargs) -> Read | None:
        """Return what a cell is read as; None where that fails, which is kept."""
        try:
            return reader(*given, **more)
        except (RowFault, IndexError) as wrong:
            self.faults.append(wrong)
            return None


class NoColumn(ValueError):
    """A column that is needed is not in the header."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class TableReader:
    """What readers of tables have in common: the findings on rows that cannot be used."""

    def __init__(self) -> None:
        """Begin without any."""
        self.findings: list[Finding] = []
        self.more: Counter[Likeness] = Counter()
        """How many more there are than findings, by kind."""
        self.keeps_all = False
        """Whether all are kept, however many."""
        self._kinds: set[Likeness] = set()

    def complain(self, finding: Finding) -> None:
        """Keep a finding, or where there are very many only count it, unless it is the first of its kind."""
        kind = finding.alike
        is_new = kind not in self._kinds and len(self._kinds) < MOST_FINDINGS
        if is_new:
            self._kinds.add(kind)
        if is_new or self.keeps_all or len(self.findings) < MOST_FINDINGS:
            self.findings.append(finding)
        else:
            self.more[kind if kind in self._kinds else OTHERS] += 1

    @property
    def unshown(self) -> int:
        """How many more rows cannot be used than there are findings."""
        return self.more.total()

    def complain_of_header(self, file: str, header: str, wrong: Exception) -> None:
        """Say what is wrong with the first line."""
        if isinstance(wrong, NoColumn):
            place = Place(file, text=header.rstrip("\r\n")[:WIDEST])
            self.complain(Finding("SB006", wrong.message, place, wrong.hint))
        else:
            self.complain_of_row(file, 1, wrong)

    def complain_of_row(self, file: str, line: int, wrong: Exception) -> None:
        """Say what is wrong with a row: what was raised when it was read."""
        typed: tuple[str, ...] = ()
        if isinstance(wrong, RowFault):
            code, message, hint, typed = wrong.code, wrong.message, wrong.hint, (wrong.typed,)
        elif isinstance(wrong, UnicodeDecodeError):
            code, message, hint = "SB001", "this is not UTF-8", "save the table as CSV in UTF-8"
        elif isinstance(wrong, IndexError):
            code, message, hint = "SB006", "the row has too few cells", "fill it up, or take it out"
        elif isinstance(wrong, csv.Error):
            code, message, hint = "SB002", f"the row is no CSV: {wrong}", "look for a quotation mark that is not closed"
        else:
            raise wrong
        self.complain(Finding(code, message, Place(file, line), hint, values=typed))

    def show_lines(self, lines: Iterable[str], file: str) -> None:
        """Give the findings on rows of a file the text of their line, from a second reading of it."""
        wanted = {finding.place.line for finding in self.findings if finding.place.file == file}
        texts = {number: line.rstrip("\r\n")[:WIDEST] for number, line in enumerate(lines, 1) if number in wanted}
        self.findings = [_show(one, texts) if one.place.file == file else one for one in self.findings]


def _show(finding: Finding, texts: Mapping[int, str]) -> Finding:
    text, (typed, *_) = texts.get(finding.place.line, ""), finding.values or ("",)
    cell = re.search(rf'(?:^|[,;\t])\s*"?({re.escape(typed)})"?\s*(?=[,;\t]|$)', text) if typed else None
    caret = cell.start(1) if cell else max(0, text.find(typed))
    place = finding.place._replace(text=text, caret=caret, column=caret + 1, length=max(1, len(typed)))
    return finding._replace(place=place)
