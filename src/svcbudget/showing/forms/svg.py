"""Drawn lines as an SVG picture that follows the reader's light or dark theme and needs no font of its own.

Every word stands at the place of its cell, and lines are drawn as strokes, so that columns are straight in any font.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from svcbudget.showing.section import Piece

CELL, LINE, SIZE, EDGE = 12, 26, 20, 20
"""The width of a cell, the height of a line, the size of letters and the edge around all, in units of the picture."""
BASELINE = 20
COLOURS = {
    "page": ("#ffffff", "#0d1117"),
    "text": ("#1f2328", "#e6edf3"),
    "dim": ("#6e7781", "#8b949e"),
    "green": ("#1a7f37", "#56d364"),
    "cyan": ("#0e6f7d", "#5cc8d7"),
    "magenta": ("#8250df", "#d2a8ff"),
    "red": ("#cf222e", "#ff7b72"),
}
"""What each is filled with on a light page and on a dark one."""
FONTS = "ui-monospace,SFMono-Regular,Menlo,Consolas,DejaVu Sans Mono,Noto Sans Mono CJK SC,monospace"
ARMS = dict(zip("│╭╮╰╯├┤┬┴┼", ("ud", "rd", "ld", "ru", "lu", "udr", "udl", "lrd", "lru", "lrud"), strict=True))
"""Where the strokes of a border sign go from its middle; `─` goes all the way."""
STROKES = {"u": f"v-{LINE // 2}", "d": f"v{LINE // 2}", "l": f"h-{CELL // 2}", "r": f"h{CELL // 2}"}


def write(lines: Iterable[Sequence[Piece]], title: str) -> Iterator[str]:
    """Write drawn lines as an SVG document."""
    drawn = list(lines)
    width = 2 * EDGE + CELL * max((piece.at + piece.cells for line in drawn for piece in line), default=1)
    height = 2 * EDGE + LINE * len(drawn)
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
    yield f' font-family="{FONTS}" font-size="{SIZE}">\n<title>{escape(title)}</title>\n<style>\n'
    yield f".bold{{font-weight:bold}}\n{_rules(0)}@media (prefers-color-scheme:dark){{\n{_rules(1)}}}\n</style>\n"
    yield f'<rect class="page" width="{width}" height="{height}" rx="8"/>\n'
    for n, line in enumerate(drawn):
        top = EDGE + n * LINE
        for is_border, pieces in groupby(line, key=_is_border):
            if is_border:
                strokes = "".join(_strokes(piece, top + LINE // 2) for piece in pieces)
                yield f'<path class="border" d="{strokes}"/>\n'
            else:
                yield "".join(_word(piece, top + BASELINE) for piece in pieces)
    yield "</svg>\n"


def _rules(theme: int) -> str:
    rules = [f"{'' if name == 'text' else '.'}{name}{{fill:{colours[theme]}}}\n" for name, colours in COLOURS.items()]
    return "".join(rules) + f".border{{fill:none;stroke:{COLOURS['dim'][theme]}}}\n"


def _word(piece: Piece, y: int) -> str:
    styles = f' class="{piece.styles}"' if piece.styles else ""
    length = f' textLength="{piece.cells * CELL}"'
    return f'<text x="{EDGE + piece.at * CELL}" y="{y}"{length}{styles}>{escape(piece.text)}</text>\n'


def _is_border(piece: Piece) -> bool:
    return all(sign in ARMS or sign == "─" for sign in piece.text)


def _strokes(piece: Piece, y: int) -> str:
    """Return the path of border signs around the height `y`."""
    path = []
    x = EDGE + piece.at * CELL
    for sign, run in groupby(piece.text):
        count = len(list(run))
        if sign == "─":
            path.append(f"M{x} {y}h{count * CELL}")
        else:
            middles = range(x + CELL // 2, x + CELL * count, CELL)
            path += [f"M{middle} {y}{STROKES[arm]}" for middle in middles for arm in ARMS[sign]]
        x += count * CELL
    return "".join(path)
