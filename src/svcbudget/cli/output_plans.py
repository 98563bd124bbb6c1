"""How plans are shown, of a file or of a quote: the options, and plans as text in the form asked for."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

from svcbudget.cli import options, say
from svcbudget.cli.options import Command
from svcbudget.cli.output import Part
from svcbudget.cli.output_rows import ROWS, Choice, check_choice, choosing, write_rows
from svcbudget.cli.output_sections import render
from svcbudget.planning.plan import ProductPlan
from svcbudget.planning.trade import explain_unknown, find_unknown
from svcbudget.pricing.document import Document
from svcbudget.showing.exports.lists import FIELDS, LISTS
from svcbudget.showing.exports.record import SCALARS, scalars

if TYPE_CHECKING:
    from svcbudget.showing.forms.order import Order
    from svcbudget.showing.shop import Few

PARTS = ("budgets", "gifts", "promises", "cadence")
ALL = "all"
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
    sort: "Order" = ()

    @property
    def choice(self) -> Choice:
        """What of the rows is asked for."""
        return Choice(self.format, self.fields, self.header, self.get, self.sort)


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
    if look.explain and form in ROWS:
        raise click.UsageError(f"--explain is for people: it goes with table, markdown and svg, not with {form}")
    if look.explain and look.fields is not None:
        raise click.UsageError("--fields makes a table of these alone: --explain has no place in it")
    check_choice(look.choice, SCALARS, FIELDS, LISTS)


def tell_unknown(document: Document) -> None:
    """Say on standard error which categories are not known: their products are planned without their trade."""
    for i, category in find_unknown(document):
        message, hint = explain_unknown(category)
        place = f"{document.file}:{document.lines[i]}: " if document.file else ""
        say(f"note: {place}{message}; {hint}")


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

        return write_shares([lambda: plans], look.choice, look.lang or "en"), "utf-8"
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
    if look.parts is None:
        return _write_first_screen(plans, look, language, few)
    sections = show_shop(plans, language, parts=look.parts, few=few, start=look.start, explain=look.explain)
    return render(sections, look.format, look.color, "svcbudget", look.target)


def _write_first_screen(plans: list[ProductPlan], look: Look, language: str, few: "Few") -> tuple[Iterable[Part], str]:
    from svcbudget.cli.output_screen import render_screen
    from svcbudget.showing.first_screen import FirstScreen

    hints = look.format != "markdown"  # whoever reads that is at no command line
    is_sorted = few.sorted_by is not None
    screen = FirstScreen(plans, language, start=look.start, explain=look.explain, hints=hints, is_sorted=is_sorted)
    shown = len(plans) if look.limit is None and not look.explain else None
    return render_screen(screen.lay_out, look.format, look.color, look.target, few.limit, shown)
