"""`svcbudget plan`: budgets, suggested gifts and cadence for whole pricing files."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING

import click

from svcbudget.cli import options, output
from svcbudget.cli.input_files import check_name, find_files, on_a_day, take_in_force
from svcbudget.cli.output_plans import (
    MANY,
    SHOWN,
    Look,
    check_look,
    is_rows,
    show_options,
    sort_plans,
    tell_unknown,
    write_plans,
)
from svcbudget.cli.progress import watch
from svcbudget.planning.plan import ProductPlan
from svcbudget.planning.planner import Planner

if TYPE_CHECKING:
    from svcbudget.showing.forms.order import Order

WORTH_A_PROCESS = 10_000
"""So many products at least are worth a process of their own where rows are written."""


def read_limit(ctx: click.Context, parameter: click.Parameter, value: str | None) -> int | None:
    """Read `--limit`: a number, or nought for all; None where it is not given."""
    if value is None:
        return None
    if value == "all":
        return 0
    if value.isdecimal() and int(value):
        return int(value)
    raise click.BadParameter(f"{value!r} is neither a number above 0 nor all")


@click.command("plan", short_help="Budgets, suggested gifts and cadence for pricing files.")
@click.argument("files", nargs=-1, required=True, type=click.Path(readable=False), metavar="FILE...")
@click.option("--only", multiple=True, metavar="SKU", help="Only this product; may be given several times.")
@click.option(
    "--limit",
    callback=read_limit,
    metavar="N|all",
    help=f"Products in tables [default: {SHOWN} where there are more than {MANY}; what fits a screen without --show].",
)
@show_options
@on_a_day
@options.naming
@options.reading
@options.showing
def command(
    files: tuple[str, ...], form: str, show: Sequence[str] | None, only: tuple[str, ...], explain: bool,
    limit: int | None, start: tuple[int, int] | None, fields: Sequence[str] | None, sort: "Order", header: bool,
    get: str | None, target: str | None, currency: str | None, max_size: int, lang: str | None, color: str | None,
    called: str | None, day: date | None,
) -> int:  # fmt: skip
    """Budgets, suggested gifts and cadence for pricing files.

    FILE is YAML or CSV, a pattern such as 'prices/*.yaml', or a folder with all its pricing files; - reads standard
    input. Amounts are per customer and year.
    """
    from svcbudget.cli.input_pricing import Reader  # pydantic is worth its import for a file only

    look = Look(form, show, explain, limit, start, lang, color, target, fields, header, get, sort)
    check_look(look)
    names = find_files(files, currency)
    check_name(called, names)
    colour = options.colour_of_messages(color)
    reader = Reader(max_size=max_size, currency=currency, colour=colour, called=called)
    with watch("reading"):
        documents = reader.read_all(names)
    if reader.code:
        return reader.code
    documents = take_in_force(documents, day)
    for document in documents:
        tell_unknown(document)
    planners = [Planner(document) for document in documents]
    count = len(only) or sum(len(document.products) for document in documents)
    with watch("planning", count) as watched:
        if is_rows(look) and not only:
            parts, encoding = _write_rows(planners, count, look, watched), "utf-8"
        else:
            plans = _select(planners, only) if only else chain.from_iterable(planners)
            parts, encoding = write_plans(watched(plans), look)
        output.write(parts, target, reader.opened, encoding=encoding)
    return 0


def _write_rows(
    planners: Sequence[Planner], count: int, look: Look, watched: Callable[..., Iterable[ProductPlan]]
) -> Iterable[output.Part]:
    """Write so many plans as rows, on as many processors as there are and as are worth it."""
    from svcbudget.cli.output_shares import write_shares
    from svcbudget.cli.parallel import count_shares, cut

    plan_range: Callable[[int, int], Iterable[ProductPlan]] = partial(_plan_range, planners)
    if look.sort:
        ordered = sort_plans(plan_range(0, count), look.sort)
        plan_range = partial(islice, ordered)
    first, *others = cut(count, count_shares(count, WORTH_A_PROCESS))
    shares = [partial(plan_range, *stretch) for stretch in others]
    whole: list[Callable[[], Iterable[ProductPlan]]] = [lambda: watched(plan_range(*first), 1 + len(others)), *shares]
    return write_shares(whole, look.choice, look.lang or "en")


def _plan_range(planners: Sequence[Planner], start: int, stop: int) -> Iterator[ProductPlan]:
    """Plan the products from `start` up to `stop`, counted through all documents."""
    for planner in planners:
        products = len(planner.document.products)
        yield from planner.plan_range(max(start, 0), max(min(stop, products), 0))
        start, stop = start - products, stop - products


def _select(planners: Sequence[Planner], only: Sequence[str]) -> list[ProductPlan]:
    """Plan only the products with these skus."""
    wanted = dict.fromkeys(only, False)
    plans = []
    for planner in planners:
        for product, line in zip(planner.document.products, planner.document.lines, strict=True):
            if product.sku in wanted or product.name in wanted:
                wanted[product.sku if product.sku in wanted else product.name] = True
                plans.append(planner.plan(product, line))
    missing = [sku for sku, found in wanted.items() if not found]
    if missing:
        from svcbudget.guess import suggest

        skus = [product.sku for planner in planners for product in planner.document.products]
        raise click.UsageError(f"no product has the sku {missing[0]}; {suggest(missing[0], skus, 'there are')}")
    return plans
