"""The first screen of plans as text: at a terminal no more of it than can be seen at once."""

from collections.abc import Callable, Iterable, Sequence

from svcbudget.cli import options
from svcbudget.cli.output_sections import render
from svcbudget.showing.section import Section

LINES = 24
"""The lines of the smallest screen in use; the next prompt takes one of them."""


def render_screen(
    lay_out: Callable[[int | None], Sequence[Section]],
    form: str,
    color: str | None,
    target: str | None,
    limit: int | None,
    products: int | None,
) -> tuple[Iterable[str], str]:
    """Return what is laid out of at most `limit` products, as `render` does.

    With the number of `products` given, a table on a terminal gets as many of them as leave room for all else.
    """
    if products is None or form != "table" or not options.look_at_screen(color, target).is_terminal:
        return render(lay_out(limit), form, color, "svcbudget", target)
    shown = min(products, LINES)
    while True:
        parts, encoding = render(lay_out(shown), form, color, "svcbudget", target)
        text = "".join(parts)
        over = text.count("\n") + 1 - LINES
        if over <= 0 or shown == 1:
            return [text], encoding
        shown = max(1, shown - over)
