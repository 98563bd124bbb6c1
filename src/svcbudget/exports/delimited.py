"""Plans as CSV and TSV: RFC 4180, UTF-8, one row a product, header always."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice

from svcbudget.exports.record import NAMES, SCALARS, Scalar, scalars
from svcbudget.plan import ProductPlan

FORMULA_STARTS = "=+-@\t\r＝＋－＠"
"""What makes a spreadsheet run a cell as a formula, in its full-width forms too."""
ROWS_AT_ONCE = 1000


def write(plans: Iterable[ProductPlan], delimiter: str = ",", *, header: bool = True) -> Iterator[str]:
    """Write plans as delimited text, a thousand rows at a time."""
    if header:
        yield _join([SCALARS], delimiter)
    names = [SCALARS.index(name) for name in NAMES]
    rows = iter(plans)
    while block := [defuse(scalars(plan), names) for plan in islice(rows, ROWS_AT_ONCE)]:
        yield _join(block, delimiter)


def defuse(row: list[Scalar], names: list[int]) -> list[Scalar]:
    """Put an apostrophe before a text cell that a spreadsheet would run as a formula."""
    for i in names:
        text = row[i]
        if text and isinstance(text, str) and text[0] in FORMULA_STARTS:
            row[i] = "'" + text
    return row


def _join(rows: Iterable[Iterable[Scalar]], delimiter: str) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n" if delimiter == "," else "\n").writerows(rows)
    return buffer.getvalue()
