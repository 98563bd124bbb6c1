"""Plans as CSV and TSV: RFC 4180, UTF-8, one row a product, header always."""

from collections.abc import Iterable, Iterator
from itertools import islice

from svcbudget.exports.record import NAMES, SCALARS, Scalar, scalars
from svcbudget.plan import ProductPlan

FORMULA_STARTS = "=+-@\t\r＝＋－＠"
"""What makes a spreadsheet run a cell as a formula, in its full-width forms too."""
ROWS_AT_ONCE = 1000
TEXTS = [SCALARS.index(name) for name in NAMES]


def write(plans: Iterable[ProductPlan], delimiter: str = ",", *, header: bool = True) -> Iterator[str]:
    """Write plans as delimited text, a thousand rows at a time."""
    end = "\r\n" if delimiter == "," else "\n"
    if header:
        yield delimiter.join(SCALARS) + end
    rows = iter(plans)
    while block := [_write_row(scalars(plan), delimiter) for plan in islice(rows, ROWS_AT_ONCE)]:
        yield end.join(block) + end


def _write_row(row: list[Scalar], delimiter: str) -> str:
    # The csv module looks at each of 37 cells for what needs quotes; only texts of the user's can.
    for i in TEXTS:
        text = row[i]
        if text:
            row[i] = quote(defuse(str(text)), delimiter)
    return delimiter.join(["" if cell is None else str(cell) for cell in row])


def defuse(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula."""
    return f"'{text}" if text[:1] and text[0] in FORMULA_STARTS else text


def quote(text: str, delimiter: str) -> str:
    """Put a cell into quotes where RFC 4180 asks for them."""
    if '"' in text or delimiter in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text
