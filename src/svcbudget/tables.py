"""Sections drawn as Rich tables, for a terminal or as a picture.

Width, colour and encoding are arguments. Text of the user's reaches Rich only as `Text`, made visible first. Where
space is short, columns give way in their order and names fold; an amount is never cut.
"""

import io
from collections.abc import Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from svcbudget.text import visible
from svcbudget.views.section import Cell, Column, Row, Section, plain_text

STYLES = {
    "strong": "bold",
    "quiet": "dim",
    "good": "green",
    "warn": "yellow",
    "gift": "bold green",
    "gesture": "cyan",
    "purchase": "bold magenta",
}
"""The sixteen standard colours only, so that light and dark terminals keep their own."""
PLAIN_SIGNS = str.maketrans(
    {"◆": "#", "●": "@", "○": "o", "·": ".", "–": "-", "—": "-", "×": "x", "…": "~", "\u00a0": " ", "“": '"', "”": '"'}
)
NARROWEST = 24
WIDE_OPEN = 1000
LONG_WORD = 12
"""From so many characters on a word may be folded."""


def draw(sections: Sequence[Section], *, width: int | None, colour: bool, encoding: str = "utf-8") -> str:
    """Draw sections as text of at most `width` cells; None: as wide as they need."""
    room = WIDE_OPEN if width is None else max(width, NARROWEST)
    unicode = _can_show("─│◆●○·–×", encoding)
    file = io.StringIO()
    console = Console(
        file=file,
        width=room,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        highlight=False,
        emoji=False,
        markup=False,
    )
    _print(console, sections, room if width is not None else None, unicode=unicode, encoding=encoding)
    return file.getvalue() if colour else _trim(file.getvalue())


def draw_svg(sections: Sequence[Section], *, width: int, title: str) -> str:
    """Draw sections as an SVG picture of a terminal."""
    console = Console(
        file=io.StringIO(),
        width=width,
        record=True,
        force_terminal=True,
        color_system="truecolor",
        highlight=False,
        emoji=False,
        markup=False,
    )
    _print(console, sections, width, unicode=True, encoding="utf-8")
    return console.export_svg(title=title, unique_id="svcbudget")


def _print(console: Console, sections: Sequence[Section], width: int | None, *, unicode: bool, encoding: str) -> None:
    for n, section in enumerate(sections):
        if n:
            console.print()
        fitted = _fit(section, width) if width is not None else section
        console.print(_table(fitted, unicode=unicode, encoding=encoding))
        for note in section.notes:
            console.print(_text(note, unicode=unicode, encoding=encoding))


def _table(section: Section, *, unicode: bool, encoding: str) -> Table:
    def text(cell: Cell, style: str = "") -> Text:
        return _text(cell, unicode=unicode, encoding=encoding, style=style)

    table = Table(
        title=text(section.title, "bold"),
        title_justify="left",
        box=box.ROUNDED if unicode else box.ASCII,
        header_style="bold",
        border_style="dim",
    )
    for column in section.columns:
        table.add_column(
            text(column.heading),
            justify="right" if column.numeric else "left",
            no_wrap=column.numeric,
            min_width=column.least or None,
            overflow="fold",
        )
    for row in section.rows:
        table.add_row(*(text(cell) for cell in row.cells), end_section=row.ends)
    return table


def _fit(section: Section, width: int) -> Section:
    """Leave out the columns that are first to go until the rest fits with names folded."""
    columns = list(range(len(section.columns)))
    while len(columns) > 1 and _least_width(section, columns) > width:
        first = min(columns, key=lambda i: (section.columns[i].keep, -i))
        if section.columns[first].keep >= 9:
            break
        columns.remove(first)
    rows = [Row([row.cells[i] for i in columns], row.ends) for row in section.rows]
    return Section(section.title, [section.columns[i] for i in columns], rows, section.notes)


def _least_width(section: Section, columns: Sequence[int]) -> int:
    """Return the cells a table needs: its numbers whole, its texts folded, borders and padding."""
    total = 1
    for i in columns:
        column: Column = section.columns[i]
        texts = (
            [column.heading, *(plain_text(row.cells[i]) for row in section.rows)]
            if column.numeric
            else _words(section, i)
        )
        total += 3 + max(column.least, *(cell_len(text) for text in texts))
    return total


def _words(section: Section, i: int) -> list[str]:
    """Return what of a text column is better not folded: its words, the first cells of long ones."""
    texts = [section.columns[i].heading, *(plain_text(row.cells[i]) for row in section.rows)]
    return [word[:LONG_WORD] for text in texts for word in text.split()] or [""]


def _text(cell: Cell, *, unicode: bool, encoding: str, style: str = "") -> Text:
    text = Text(style=style)
    for piece, kind in [(cell, "")] if isinstance(cell, str) else cell:
        text.append(
            _show(piece, unicode=unicode, encoding=encoding), " ".join(STYLES[name] for name in kind.split()) or None
        )
    return text


def _show(text: str, *, unicode: bool, encoding: str) -> str:
    """Make text fit to be shown: nothing hidden in it, and only characters that the encoding has."""
    lines = text.split("\n")
    shown = "\n".join(visible(line) for line in lines)
    if not unicode:
        shown = shown.translate(PLAIN_SIGNS)
    return (
        shown
        if encoding.lower().replace("-", "") == "utf8"
        else shown.encode(encoding, "backslashreplace").decode(encoding)
    )


def _can_show(signs: str, encoding: str) -> bool:
    try:
        signs.encode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True


def _trim(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())
