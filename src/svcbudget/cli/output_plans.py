"""How plans are shown, of a file or of a quote: the options, and plans as text in the form asked for."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

from svcbudget.cli import options
from svcbudget.cli.options import Command
from svcbudget.cli.output import Part
from svcbudget.cli.output_rows import ROWS, Choice, check_choice, choosing, write_rows
from svcbudget.cli.output_sections import render
from svcbudget.planning.plan import ProductPlan
from svcbudget.showing.exports.record import SCALARS, scalars

if TYPE_CHECKING:
    from svcbudget.showing.forms.order import Order

PARTS = ("budgets", "gifts", "promises", "cadence")
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
    fields: Sequence[str] | None = None
    header: bool = True
    get: str | None = None
    sort: "Order" = ()

    @property
    def choice(self) -> Choice:
        """What of the rows is asked for."""
        return Choice(self.format, self.fields, self.header, self.get, self.sort)


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
        help=f"Parts of tables and Markdown: {','.join(PARTS)} [default: all].",
    )(command)
    return options.form(command)


def check_look(look: Look) -> None:
    """Refuse to explain to a machine, and fields that a plan does not have in this form."""
    form = look.format
    if look.explain and form in ROWS:
        raise click.UsageError(f"--explain is for people: it goes with table, markdown and svg, not with {form}")
    if look.explain and look.fields is not None:
        raise click.UsageError("--fields makes a table of these alone: --explain has no place in it")
    names: Sequence[str] = SCALARS
    if form in ("json", "jsonl") and look.get is None:
        from svcbudget.showing.exports.lists import FIELDS

        names = FIELDS
    check_choice(look.choice, names, SCALARS)


def write_plans(plans: Iterable[ProductPlan], look: Look) -> tuple[Iterable[Part], str]:
    """Return plans as text in the form asked for, and the encoding it is for.

    Raises UsageError where one value is to be had of several plans.
    """
    if look.sort:
        plans = sort_plans(plans, look.sort)
    if look.get is not None:
        return write_rows(SCALARS, map(scalars, plans), look.choice)
    if is_rows(look):
        from svcbudget.cli.output_shares import write_shares

        return write_shares([lambda: plans], look), "utf-8"
    return _write_for_people(list(plans), look)


def is_rows(look: Look) -> bool:
    """Tell whether a result is rows of all products."""
    return look.get is None and (look.format in ROWS or (look.fields is not None and look.format == "markdown"))


def sort_plans(plans: Iterable[ProductPlan], order: "Order") -> list[ProductPlan]:
    """Return plans in the order of their single-valued fields."""
    from svcbudget.showing.forms.order import arrange

    return arrange(plans, scalars, SCALARS, order)


def _write_for_people(plans: list[ProductPlan], look: Look) -> tuple[Iterable[Part], str]:
    from svcbudget.showing.shop import Few, show_shop

    language = look.lang or ("en" if look.format == "markdown" else options.language_for_people(None))
    limit = SHOWN if look.limit is None and len(plans) > MANY else look.limit or None
    few = Few(limit, look.sort[0][0] if look.sort else None)
    if look.fields is not None:
        shown, notes = few.choose(plans, language)
        choice = look.choice._replace(sort=())
        return write_rows(SCALARS, map(scalars, shown), choice, color=look.color, target=look.target, notes=notes)
    sections = show_shop(plans, language, parts=look.parts, few=few, start=look.start, explain=look.explain)
    return render(sections, look.format, look.color, "svcbudget", look.target)
