"""What `check` is told beforehand: which rules to hold to, from what on to fail, and which findings are known."""

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches

import click

from svcbudget.checking.selection import means
from svcbudget.cli import options
from svcbudget.cli.options import Command
from svcbudget.findings import KINDS
from svcbudget.pricing.typed import read_date

FAIL_ON = ("error", "warning", "note", "never")


def read_terms(ctx: click.Context, parameter: click.Parameter, value: Sequence[str]) -> list[str]:
    """Read `--select` and `--ignore`: codes, beginnings of codes, or names."""
    terms = [term.strip() for typed in value for term in typed.split(",")]
    for term in terms:
        if not term or not any(means(term, code) for code in KINDS):
            names = [*KINDS, *(kind.name for kind in KINDS.values())]
            near = next(iter(get_close_matches(term, names, 1)), None)
            hint = f"did you mean {near}?" if near else "write a code such as SB203, its beginning, or its name"
            raise click.BadParameter(f"{term!r} means no rule; {hint}")
    return terms


def read_day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> date:
    """Read `--today`; the clock's day where it is not given."""
    return date.today() if value is None else options.read_as(read_date, value)


def judging(command: Command) -> Command:
    """Add the options on which rules to hold to and which findings count."""
    for option in (
        click.option("--today", callback=read_day, metavar="YYYY-MM-DD", envvar="SVCBUDGET_TODAY",
                     help="Day by which an ignore has ended [default: today]."),
        click.option("--exit-zero", is_flag=True, help="Exit with 0 where it would be 1, whatever is found."),
        click.option("--fail-on", type=click.Choice(FAIL_ON), default="error", show_default=True,
                     envvar="SVCBUDGET_FAIL_ON", help="Exit with 1 from this severity on."),
        click.option("--write-baseline", "renews", is_flag=True,
                     help="Write all that is found now to the file of --baseline."),
        click.option("--root", type=click.Path(exists=True, file_okay=False), metavar="DIR", envvar="SVCBUDGET_ROOT",
                     help="Folder from which hosts (github, gitlab, junit, sarif) know the files "
                     "[default: the root of their repository]."),
        click.option("--baseline", "baseline_file", metavar="FILE", envvar="SVCBUDGET_BASELINE",
                     help="Set aside the findings that FILE knows."),
        click.option("--ignore", multiple=True, callback=read_terms, metavar="RULES",
                     help="Leave out these rules."),
        click.option("--select", multiple=True, callback=read_terms, metavar="RULES",
                     help="Only these rules: codes, beginnings of codes such as SB2, or names."),
    ):  # fmt: skip
        command = option(command)
    return command
