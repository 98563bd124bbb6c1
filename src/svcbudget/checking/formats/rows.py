"""Findings as rows: CSV and TSV for spreadsheets, JSON Lines for scripts, with the fields that JSON has.

Files that could not be read and stale entries of a baseline are no rows; they stand in JSON.
"""

from collections.abc import Iterator, Sequence

from svcbudget.checking.formats.json import FIELDS, records
from svcbudget.checking.report import Report
from svcbudget.showing.forms.json import dump, write_lines
from svcbudget.showing.forms.rows import Row


def write(report: Report, fields: Sequence[str] = FIELDS) -> Iterator[str]:
    """Write a report as JSON Lines."""
    return write_lines(map(dump, records(report, fields)))


def make_rows(report: Report) -> Iterator[Row]:
    """Return the fields of each finding; `suppressed` is the reason alone, and each second place a text."""
    for record in records(report):
        suppressed = record["suppressed"]
        related = [f"{one['file']}:{one['line']}:{one['column']} {one['what']}" for one in record["related"]]
        yield list((record | {"suppressed": suppressed and suppressed["reason"], "related": related}).values())
