"""The shape of what a person reads: sections, columns, rows and cells."""

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple, TypeVar

Span = tuple[str, str]
"""A piece of text and what it is: strong, quiet, good, warn, gift, gesture, purchase or nothing."""


class Fit(NamedTuple):
    """A cell that stays on one line: the first of its forms that fits is shown, else the last, cut with an ellipsis."""

    forms: Sequence[str]
    style: str = ""


Cell = str | Fit | Sequence[Span]
BREAK = "\t"
"""What parts the pieces of a cell that are better kept whole: two blanks, or the end of a line."""
STAYS = 9
NARROWEST, WIDEST = 24, 1000
"""The cells of a line that sections are drawn with, at the least and at the most."""

Item = TypeVar("Item")


class Piece(NamedTuple):
    """A word of a drawn line: the cell it begins at, how many it takes, and in what styles."""

    at: int
    text: str
    cells: int
    styles: str


class Column(NamedTuple):
    """One column: its heading, what it holds, and how it behaves when space is short.

    Numbers stand to the right and are folded last. The columns of the lowest `keep` go first, amounts into a further
    table; those of `STAYS` never go.
    """

    heading: str
    kind: Literal["text", "number", "amount"] = "text"
    keep: int = STAYS
    least: int = 0
    """Cells it needs at least."""
    most: int = 0
    """Cells from which on it is folded however wide the screen; 0 for no such bound."""

    @property
    def numeric(self) -> bool:
        """Whether it holds numbers."""
        return self.kind != "text"


class Row(NamedTuple):
    """One row; `ends` where a line under it parts it from the next."""

    cells: Sequence[Cell]
    ends: bool = False


class Section(NamedTuple):
    """A titled table with notes under it; without a title, or without columns, the rest alone."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    notes: Sequence[Cell] = ()


def plain_text(cell: Cell) -> str:
    """Return a cell without what its pieces are, in its longest form."""
    if isinstance(cell, Fit):
        return cell.forms[0]
    return (cell if isinstance(cell, str) else "".join(text for text, _ in cell)).replace(BREAK, "  ")


def without_empty_columns(section: Section) -> Section:
    """Leave out columns that say nothing in any row."""
    if not section.rows:
        return section
    full = [i for i in range(len(section.columns)) if any(plain_text(row.cells[i]) for row in section.rows)]
    rows = [Row([row.cells[i] for i in full], row.ends) for row in section.rows]
    return Section(section.title, [section.columns[i] for i in full], rows, section.notes)


def alike(items: Iterable[Item], key: Callable[[Item], object]) -> list[list[Item]]:
    """Put items with the same key together, in the order in which the first of each comes."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(repr(key(item)), []).append(item)
    return list(groups.values())
