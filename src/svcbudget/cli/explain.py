"""`svcbudget explain`: the manual of one rule of `check`."""

import click

from svcbudget.cli import options, output
from svcbudget.findings import KINDS


@click.command("explain", short_help="The manual of one rule of check.")
@click.argument("rule", metavar="CODE")
@options.to_file
@options.showing
def command(rule: str, target: str | None, lang: str | None, color: str | None) -> None:
    """The manual of one rule of check: what it finds, why it matters, how to mend it.

    CODE is a code such as SB203, or its name, heavy-gift.
    """
    from svcbudget.rules import page

    code = next((code for code, kind in KINDS.items() if rule.upper() == code or rule.lower() == kind.name), None)
    if code is None:
        from svcbudget.validation import suggest

        known = [*KINDS, *(kind.name for kind in KINDS.values())]
        raise click.UsageError(f"{rule} is no rule; {suggest(rule, known, 'there are')}")
    output.write([page(code)], target)
