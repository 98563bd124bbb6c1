"""`svcbudget explain`: the manual of one rule of `check`."""

import click

from svcbudget.cli import options, output
from svcbudget.findings import KINDS

MOST_COLUMNS = 100
"""Longer lines are hard to read."""


@click.command("explain", short_help="The manual of one rule of check.")
@click.argument("rule", required=False, metavar="[CODE]")
@options.to_file
@options.colouring
def command(rule: str | None, target: str | None, color: str | None) -> None:
    """The manual of one rule of check: what it finds, why it matters, how to mend it.

    CODE is a code such as SB203, or its name, heavy-gift. Without it all rules are listed.
    """
    from svcbudget.checking.rules import manual, page

    if rule is None:
        names = max(len(kind.name) for kind in KINDS.values())
        lines = [
            f"{code}  {kind.name:{names}}  {kind.severity:7}  {manual(code).splitlines()[0]}\n"
            for code, kind in KINDS.items()
        ]
        output.write(lines, target)
        return

    code = next((code for code, kind in KINDS.items() if rule.upper() == code or rule.lower() == kind.name), None)
    if code is None:
        from svcbudget.guess import nearest
        from svcbudget.text import visible

        near = nearest(rule, [*KINDS, *(kind.name for kind in KINDS.values())])
        hint = f"did you mean {near}?" if near else "svcbudget explain lists them all"
        raise click.UsageError(f"{visible(rule, 40)} is no rule; {hint}")
    screen = options.look_at_screen(color, target)
    text = page(code) if screen.width is None else _draw(page(code), screen)
    output.write([text], target, encoding=screen.encoding)


def _draw(text: str, screen: options.Screen) -> str:
    """Lay Markdown out for a terminal, in its own sixteen colours."""
    import io

    from rich.console import Console
    from rich.markdown import Markdown
    from rich.theme import Theme

    console = Console(
        file=io.StringIO(),
        width=min(screen.width or options.COLUMNS, MOST_COLUMNS),
        force_terminal=screen.colour,
        color_system="standard" if screen.colour else None,
        theme=Theme({"markdown.code": "cyan"}),
    )
    console.print(Markdown(text, code_theme="ansi_dark", hyperlinks=False))
    drawn: str = console.file.getvalue()  # type: ignore[attr-defined]
    return drawn
