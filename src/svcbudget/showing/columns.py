"""Rows of named cells for people: a section with a column for each field, under the name that scripts know it by."""

import re
from collections.abc import Iterable, Sequence

from svcbudget.showing.forms import rows as forms
from svcbudget.showing.section import STAYS, Column, Row, Section

_number = re.compile(r"-?[0-9]+(?:\.[0-9]+)?").fullmatch


def show_rows(names: Sequence[str], rows: Iterable[forms.Row], notes: Sequence[str] = ()) -> Section:
    """Show all of the rows; numbers stand to the right, and where there is no room for them in a further table."""
    texts = [[forms.cell_text(cell) for cell in row] for row in rows]
    columns = []
    for i, name in enumerate(names):
        cells = [text for row in texts if (text := row[i])]
        is_number = bool(cells) and all(map(_number, cells))
        columns.append(Column(name, "amount", keep=STAYS - 1) if is_number else Column(name))
    return Section("", columns, [Row(row) for row in texts], notes)
