"""Sections as text in the form asked for: a table for this screen or a file, Markdown or a picture."""

from collections.abc import Iterable, Sequence

from svcbudget.cli import options
from svcbudget.showing.section import Section

WIDEST_PICTURE = 160
"""A picture is as wide as what it shows, up to so many columns, where no other width is asked for."""


def render(
    sections: Sequence[Section], form: str, color: str | None, title: str, target: str | None
) -> tuple[Iterable[str], str]:
    """Return sections as text for standard output or for the file `target`, and the encoding it is for."""
    if form == "markdown":
        from svcbudget.showing.forms import markdown

        return markdown.write(sections), "utf-8"
    from svcbudget.showing.forms import terminal

    if form == "svg":
        from svcbudget.showing.forms import svg

        width = options.width_asked_for() or WIDEST_PICTURE
        return svg.write(terminal.draw_pieces(sections, width=width), title), "utf-8"
    screen = options.look_at_screen(color, target)
    return [
        terminal.draw(sections, width=screen.width, colour=screen.colour, encoding=screen.encoding)
    ], screen.encoding
