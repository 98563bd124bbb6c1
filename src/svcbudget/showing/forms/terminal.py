"""Sections drawn as Rich tables, as text for a terminal or in pieces for a picture.

Width, colour and encoding are arguments. Text of the user's reaches Rich only as `Text`, made visible first. Where
space is short, lesser columns go and names fold; amounts move into a further table, and none is ever cut.
"""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from svcbudget.showing.section import BREAK, NARROWEST, STAYS, WIDEST, Cell, Column, Fit, Piece, Section
from svcbudget.text import visible

STYLES = {
    "strong": "bold",
    "quiet": "dim",
    "good": "green",
    "warn": "red",
    "gift": "bold green",
    "gesture": "cyan",
    "purchase": "bold magenta",
}
"""The sixteen standard colours only, so that light and dark terminals keep their own."""
BORDERS = "╭─┬╮│├┼┤╰┴╯"
PLAIN_SIGNS = dict(zip("◆●○·–—×−÷≈…“”‘’\u00a0", "#@o.--x-/~~\"\"'' ", strict=True))
"""What stands for a sign that an encoding lacks."""
LONG_WORD = 12
"""From so many cells on a word may be folded."""
FOLDED = 4
"""Cells that a text keeps at least in the narrowest table."""
PADDING = 3
"""Cells that a column takes beside its text."""

Lines = list[list[Text]]
"""The lines of a cell, each in pieces that are better kept whole."""
Read = Callable[[Cell], Lines]


def draw(sections: Sequence[Section], *, width: int | None, colour: bool, encoding: str = "utf-8") -> str:
    """Draw sections as text of at most `width` cells; None: as wide as they need."""
    console = _console(WIDEST if width is None else width, colour=colour)
    for part in _parts(sections, console.width, encoding):
        console.print(part)
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return text if colour else "".join(f"{line.rstrip()}\n" for line in text.split("\n")[:-1])


def draw_pieces(sections: Sequence[Section], *, width: int) -> Iterator[list[Piece]]:
    """Draw sections line by line as words that know their places."""
    console = _console(width, colour=True)
    for part in _parts(sections, console.width, "utf-8"):
        for line in console.render_lines(part, pad=False):
            yield list(_pieces(line))


def _console(width: int, *, colour: bool) -> Console:
    """Return a console of which nothing hangs on the environment; with its height given, not on TERM either."""
    return Console(
        file=io.StringIO(),
        width=min(max(width, NARROWEST), WIDEST),
        height=100,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        highlight=False,
        emoji=False,
        markup=False,
    )


def _parts(sections: Sequence[Section], width: int, encoding: str) -> Iterator[Text | Table]:
    """Go through what is drawn, from top to bottom."""
    plain = str.maketrans({sign: other for sign, other in PLAIN_SIGNS.items() if not _can_show(sign, encoding)})
    lines = box.ROUNDED if _can_show(BORDERS, encoding) else box.ASCII2

    def read(cell: Cell) -> Lines:
        return _read(cell, plain, encoding)

    for n, section in enumerate(sections):
        if n:
            yield Text()
        if section.title:
            yield _flow(read([(section.title, "strong")]), width)
        if section.columns:
            yield from _tables(section, width, read, lines)
        for note in section.notes:
            yield _flow(read(note), width)


def _tables(section: Section, width: int, read: Read, lines: box.Box) -> Iterator[Table]:
    """Draw a section as one table, or as several where its amounts do not stand side by side."""
    heading = [read(column.heading) for column in section.columns]
    body = [[_Drawn(cell, read) for cell in row.cells] for row in section.rows]
    wide, least = [], []
    for i, column in enumerate(section.columns):
        cells = [row[i] for row in body]
        natural = max([_breadth(heading[i]), *(_breadth(cell.forms[0]) for cell in cells)])
        wide.append(min(natural, column.most or natural))
        words = max([_longest_word(heading[i]), *(cell.longest_word for cell in cells)])
        least.append(min(wide[-1], max(column.least, wide[-1] if column.numeric else words)))
    for shown in split_columns(section.columns, least, width):
        columns = [section.columns[i] for i in shown]
        room = width - PADDING * len(shown) - 1
        wishes, bounds = [wide[i] for i in shown], [least[i] for i in shown]
        widths = share_room(columns, wishes, bounds, room)
        # What the forms of one column leave of its width, the others may have.
        for n, i in enumerate(shown):
            used = max([_breadth(heading[i]), *(row[i].use(widths[n]) for row in body)])
            if used < widths[n]:
                wishes[n], bounds[n] = used, min(used, bounds[n])
                widths = share_room(columns, wishes, bounds, room)
        table = Table(box=lines, header_style="bold", border_style="dim")
        for column, i, n in zip(columns, shown, widths, strict=True):
            justify: Literal["left", "right"] = "right" if column.numeric else "left"
            table.add_column(_flow(heading[i], n), justify=justify, width=n, overflow="fold")
        for row, texts in zip(section.rows, body, strict=True):
            table.add_row(*(texts[i].draw(n) for i, n in zip(shown, widths, strict=True)), end_section=row.ends)
        yield table


class _Drawn:
    """A cell of a table, read: in one form that is folded where it must, or in those of which one fits."""

    def __init__(self, cell: Cell, read: Read) -> None:
        self.read = read
        self.fits = isinstance(cell, Fit)
        self.forms = [read([(form, cell.style)]) for form in cell.forms] if isinstance(cell, Fit) else [read(cell)]

    @property
    def longest_word(self) -> int:
        """The cells of the longest word that should stay whole; a cell that may be cut has none."""
        return 0 if self.fits else _longest_word(self.forms[0])

    def use(self, width: int) -> int:
        """Return how many cells it takes of a width."""
        return min(width, _breadth(self._choose(width))) if self.fits else width

    def _choose(self, width: int) -> Lines:
        return next((form for form in self.forms if _breadth(form) <= width), self.forms[-1])

    def draw(self, width: int) -> Text:
        """Return what is shown of it at a width."""
        text = _flow(self._choose(width), width)
        if self.fits and text.cell_len > width:
            text.truncate(width - 1, overflow="crop")
            text.rstrip()
            text.append_text(self.read("…")[0][0])
        return text


def split_columns(columns: Sequence[Column], least: Sequence[int], width: int) -> list[list[int]]:
    """Return the columns of each table that a section needs at a width; the first column stands in all of them.

    `least` holds the cells that each column needs. Columns without amounts are left out where there is no room.
    """
    tables: list[list[int]] = []
    rest = list(range(1, len(columns)))
    while True:
        shown = [0, *rest]
        rest = []
        while len(shown) > 1 and sum(least[i] + PADDING for i in shown) + 1 > width:
            first = min(shown[1:], key=lambda i: (columns[i].keep, -i))
            if columns[first].keep >= STAYS or (tables and len(shown) == 2):
                break
            shown.remove(first)
            rest.append(first)
        tables.append(shown)
        if not any(columns[i].kind == "amount" for i in rest):
            return tables
        rest.sort()


def share_room(columns: Sequence[Column], wide: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Return the width of each column: as `wide` as it likes, or narrowed, the widest first, until all fit in the room.

    Texts are narrowed first to the `least` that keeps their words whole, then to what their columns ask for, then
    further; numbers only when nothing else is left.
    """
    asked = [max(column.least, FOLDED) for column in columns]
    floors = [least]
    for bounds in (asked, [FOLDED] * len(columns)):
        floors.append(
            [full if c.numeric else min(full, low) for c, full, low in zip(columns, least, bounds, strict=True)]
        )
    widths = list(wide)
    for floor in (*floors, [1] * len(columns)):
        while sum(widths) > room and (movable := [i for i, cells in enumerate(widths) if cells > floor[i]]):
            widths[max(movable, key=widths.__getitem__)] -= 1
    return widths


def _read(cell: Cell, plain: dict[int, str], encoding: str) -> Lines:
    """Turn a cell into text fit to be shown: nothing hidden in it, and only characters that the encoding has."""
    lines: Lines = [[Text()]]
    for piece, kind in [(cell, "")] if isinstance(cell, str) else cell:
        style = " ".join(STYLES[name] for name in kind.split()) or None
        for i, line in enumerate(piece.split("\n")):
            if i:
                lines.append([Text()])
            for j, part in enumerate(line.split(BREAK)):
                if j:
                    lines[-1].append(Text())
                shown = visible(part).translate(plain).encode(encoding, "backslashreplace").decode(encoding)
                lines[-1][-1].append(shown, style)
    return lines


def _flow(lines: Lines, width: int) -> Text:
    """Put the pieces of a cell side by side where they fit; what does not fit alone is left to be folded."""
    shown: list[Text] = []
    for pieces in lines:
        shown.append(pieces[0])
        for piece in pieces[1:]:
            if shown[-1].cell_len + 2 + piece.cell_len > width:
                shown.append(piece)
            else:
                shown[-1] = Text("  ").join([shown[-1], piece])
    return Text("\n").join(shown)


def _breadth(lines: Lines) -> int:
    """Return the cells of the longest line, not folded."""
    return max(sum(piece.cell_len + 2 for piece in pieces) - 2 for pieces in lines)


def _longest_word(lines: Lines) -> int:
    """Return the cells of the longest word, of a very long one those that are better not folded."""
    words = [word for pieces in lines for piece in pieces for word in piece.plain.split()]
    return min(LONG_WORD, max(map(cell_len, words), default=0))


def _pieces(line: Sequence[Segment]) -> Iterator[Piece]:
    """Cut a drawn line into words."""
    at = 0
    for text, style, _ in line:
        for word in re.finditer(r"\S+", text):
            yield Piece(at + cell_len(text[: word.start()]), word[0], cell_len(word[0]), _style_names(style))
        at += cell_len(text)


def _style_names(style: Style | None) -> str:
    if style is None:
        return ""
    colour = style.color.name if style.color else ""
    return " ".join(name for name in ("bold" if style.bold else "", "dim" if style.dim else "", colour) if name)


def _can_show(signs: str, encoding: str) -> bool:
    try:
        signs.encode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True
