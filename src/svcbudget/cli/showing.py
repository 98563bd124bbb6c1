"""How plans are shown, of a file or of a quote: the options, and plans as text in the form asked for."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import click

from svcbudget.cli import options
from svcbudget.cli.options import Command
from svcbudget.cli.render import render
from svcbudget.plan import ProductPlan

PARTS = ("budgets", "gifts", "promises", "cadence")
DELIMITERS = {"csv": ",", "tsv": "\t"}
MANY, SHOWN = 200, 50
ASIDE = {"budget": "budgets", "gift": "gifts", "promise": "promises"}


class Look(NamedTuple):
    """How plans are to be shown."""

    format: str
    parts: Sequence[str]
    explain: bool
    limit: int | None
    start: tuple[int, int] | None
    lang: str | None
    color: str | None
    target: str | None


def read_parts(ctx: click.Context, parameter: click.Parameter, value: str | None) -> Sequence[str]:
    """Read `--show`."""
    parts = [ASIDE.get(part.strip(), part.strip()) for part in value.split(",")] if value else PARTS
    unknown = [part for part in parts if part not in PARTS]
    if unknown:
        raise click.BadParameter(f"{unknown[0]!r} is none of {', '.join(PARTS)}")
    return parts


def read_start(ctx: click.Context, parameter: click.Parameter, value: str | None) -> tuple[int, int] | None:
    """Read `--start`: a calendar month."""
    if value is None:
        return None
    found = re.fullmatch(r"([1-9][0-9]{3})-(0[1-9]|1[0-2])", value)
    if not found:
        raise click.BadParameter(f"{value!r} is not a month; write it as 2026-11")
    return int(found[1]), int(found[2])


def show_options(command: Command) -> Command:
    """Add the options on the form of the result and where it goes."""
    command = options.to_file(command)
    command = click.option(
        "--start",
        callback=read_start,
        metavar="YYYY-MM",
        help="Month of the purchase: the cadence names calendar months.",
    )(command)
    command = click.option("--explain", is_flag=True, help="Tell in words and numbers how each figure came about.")(
        command
    )
    command = click.option(
        "--show",
        callback=read_parts,
        metavar="PARTS",
        help=f"Parts of tables and Markdown: {','.join(PARTS)} [default: all].",
    )(command)
    return options.form(command)


def check_explain(explain: bool, form: str) -> None:
    """Refuse to explain to a machine."""
    if explain and form in ("json", "csv", "tsv"):
        raise click.UsageError(f"--explain is for people: it goes with table, markdown and svg, not with {form}")


def write_plans(plans: Iterable[ProductPlan], look: Look) -> tuple[Iterable[str], str]:
    """Return plans as text in the form asked for, and the encoding it is for."""
    if look.format in DELIMITERS:
        from svcbudget.exports import delimited

        return delimited.write(plans, DELIMITERS[look.format]), "utf-8"
    if look.format == "json":
        from svcbudget.exports import json

        return json.write(plans, look.lang or "en"), "utf-8"
    return _write_for_people(list(plans), look)


def _write_for_people(plans: list[ProductPlan], look: Look) -> tuple[Iterable[str], str]:
    from svcbudget.views.shop import show_shop

    language = look.lang or ("en" if look.format == "markdown" else options.language_for_people(None))
    limit = SHOWN if look.limit is None and len(plans) > MANY else look.limit
    sections = show_shop(plans, language, parts=look.parts, limit=limit or None, start=look.start, explain=look.explain)
    return render(sections, look.format, look.color, "svcbudget", look.target)
