"""The shape of what a person reads: sections, columns, rows and cells."""

from collections.abc import Sequence
from typing import NamedTuple

Span = tuple[str, str]
"""A piece of text and what it is: strong, quiet, good, warn, gift, gesture, purchase or nothing."""
Cell = str | Sequence[Span]


class Column(NamedTuple):
    """One column: its heading, whether it holds numbers, and how long it stays when space is short (0 first to go)."""

    heading: str
    numeric: bool = False
    keep: int = 9
    least: int = 0
    """Cells it needs at least."""


class Row(NamedTuple):
    """One row; `ends` where a line under it parts it from the next."""

    cells: Sequence[Cell]
    ends: bool = False


class Section(NamedTuple):
    """A titled table with notes under it."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    notes: Sequence[str] = ()


def plain_text(cell: Cell) -> str:
    """Return a cell without what its pieces are."""
    return cell if isinstance(cell, str) else "".join(text for text, _ in cell)


def without_empty_columns(section: Section) -> Section:
    """Leave out columns that say nothing in any row."""
    if not section.rows:
        return section
    full = [i for i in range(len(section.columns)) if any(plain_text(row.cells[i]) for row in section.rows)]
    rows = [Row([row.cells[i] for i in full], row.ends) for row in section.rows]
    return Section(section.title, [section.columns[i] for i in full], rows, section.notes)
