"""How plans are shown, of a file or of a quote: the options, and plans as text in the form asked for."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import click

from svcbudget.cli import options, say
from svcbudget.cli.options import Command
from svcbudget.cli.output_rows import check_choice, choosing, write_rows
from svcbudget.cli.output_sections import render
from svcbudget.planning.plan import ProductPlan
from svcbudget.planning.trade import explain_unknown, find_unknown
from svcbudget.pricing.document import Document
from svcbudget.showing.exports.record import SCALARS, scalars

PARTS = ("budgets", "gifts", "promises", "cadence")
ALL = "all"
MACHINES = ("json", "jsonl", "csv", "tsv")
MANY, SHOWN = 200, 50
ASIDE = {"budget": "budgets", "gift": "gifts", "promise": "promises"}


class Look(NamedTuple):
    """How plans are to be shown; without `parts` on one screen that sums them up."""

    format: str
    parts: Sequence[str] | None
    explain: bool
    limit: int | None
    start: tuple[int, int] | None
    lang: str | None
    color: str | None
    target: str | None
    fields: Sequence[str] | None = None
    header: bool = True
    get: str | None = None


def read_parts(ctx: click.Context, parameter: click.Parameter, value: str | None) -> Sequence[str] | None:
    """Read `--show`: some parts or all of them; None where it is not given."""
    if not value:
        return None
    parts = [ASIDE.get(part.strip(), part.strip()) for part in value.split(",")]
    unknown = [part for part in parts if part not in (*PARTS, ALL)]
    if unknown:
        raise click.BadParameter(f"{unknown[0]!r} is none of {', '.join(PARTS)}, {ALL}")
    return PARTS if ALL in parts else parts


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
    command = choosing(options.to_file(command))
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
        help=f"Parts of tables, Markdown and svg: {','.join(PARTS)} or {ALL} [default: one screen that sums them up].",
    )(command)
    return options.form(command)


def check_look(look: Look) -> None:
    """Refuse to explain to a machine, and fields that a plan does not have in this form."""
    form = look.format
    if look.explain and form in MACHINES:
        raise click.UsageError(f"--explain is for people: it goes with table, markdown and svg, not with {form}")
    names: Sequence[str] = SCALARS
    if form in ("json", "jsonl") and look.get is None:
        from svcbudget.showing.exports.json import FIELDS

        names = FIELDS
    check_choice(names, form, fields=look.fields, header=look.header, get=look.get)


def tell_unknown(document: Document) -> None:
    """Say on standard error which categories are not known: their products are planned without their trade."""
    for i, category in find_unknown(document):
        message, hint = explain_unknown(category)
        place = f"{document.file}:{document.lines[i]}: " if document.file else ""
        say(f"note: {place}{message}; {hint}")


def write_plans(plans: Iterable[ProductPlan], look: Look) -> tuple[Iterable[str], str]:
    """Return plans as text in the form asked for, and the encoding it is for.

    Raises UsageError where one value is to be had of several plans.
    """
    form, fields, get = look.format, look.fields, look.get
    if get is None and form in ("json", "jsonl"):
        from svcbudget.showing.exports import json

        write = json.write if form == "json" else json.write_lines
        return write(plans, look.lang or "en", fields or json.FIELDS), "utf-8"
    if get is not None or fields is not None or form in MACHINES:
        rows = map(scalars, plans)
        return write_rows(SCALARS, rows, form, fields=fields, header=look.header, get=get), "utf-8"
    return _write_for_people(list(plans), look)


def _write_for_people(plans: list[ProductPlan], look: Look) -> tuple[Iterable[str], str]:
    language = look.lang or ("en" if look.format == "markdown" else options.language_for_people(None))
    limit = SHOWN if look.limit is None and len(plans) > MANY else look.limit
    if look.parts is None:
        return _write_first_screen(plans, look, language, limit or None)
    from svcbudget.showing.shop import show_shop

    sections = show_shop(plans, language, parts=look.parts, limit=limit or None, start=look.start, explain=look.explain)
    return render(sections, look.format, look.color, "svcbudget", look.target)


def _write_first_screen(
    plans: list[ProductPlan], look: Look, language: str, limit: int | None
) -> tuple[Iterable[str], str]:
    from svcbudget.cli.output_screen import render_screen
    from svcbudget.showing.first_screen import FirstScreen

    hints = look.format != "markdown"  # whoever reads that is at no command line
    screen = FirstScreen(plans, language, start=look.start, explain=look.explain, hints=hints)
    is_fitted = look.limit is None and not look.explain
    return render_screen(screen.lay_out, look.format, look.color, look.target, limit, len(plans) if is_fitted else None)
