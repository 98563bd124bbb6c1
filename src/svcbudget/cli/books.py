"""What the commands of the books share: pricing files, sales by period, and the forms of the result."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import click

from svcbudget.books.periods import PERIODS
from svcbudget.cli import DATA_AT_FAULT, options
from svcbudget.cli.options import Command
from svcbudget.cli.progress import watch

FORMS = ("table", "csv", "tsv", "json", "jsonl", "markdown")


class Books(NamedTuple):
    """What was read: the prices, the sums of sales, and every file that was opened."""

    tariffs: Any
    sums: Any
    opened: Sequence[str]


def read_columns(ctx: click.Context, parameter: click.Parameter, value: str | None) -> dict[str, str]:
    """Read `--columns` and its like: the names that a table has for our columns."""
    called: dict[str, str] = {}
    for pair in value.split(",") if value else ():
        name, _, given = pair.partition("=")
        if not name.strip() or not given.strip():
            raise click.BadParameter(f"{pair!r} is not COLUMN=NAME, such as date=Datum")
        called[name.strip()] = given.strip()
    return called


def selling(command: Command) -> Command:
    """Add the pricing files, the sales and the period."""
    command = click.option(
        "--columns",
        callback=read_columns,
        metavar="COLUMN=NAME,…",
        help="Names of the columns date, sku, quantity, price, channel, customer in SALES.",
    )(command)
    command = click.option(
        "--by", type=click.Choice(PERIODS), default="month", show_default=True, help="Length of a period."
    )(command)
    command = click.option(
        "--sales",
        multiple=True,
        required=True,
        type=click.Path(readable=False),
        metavar="FILE",
        help="Table of sales, CSV; - reads standard input. May be given several times.",
    )(command)
    return click.argument("files", nargs=-1, required=True, type=click.Path(readable=False), metavar="PRICING...")(
        command
    )


def in_form(forms: Sequence[str] = FORMS) -> Callable[[Command], Command]:
    """Add the option on the form of the result."""
    return click.option(
        "--format",
        "-f",
        "form",
        type=click.Choice(forms),
        default=forms[0],
        show_default=True,
        help="Form of the result.",
    )


def read_books(
    files: Sequence[str], sales: Sequence[str], by: str, called: dict[str, str], *, max_size: int,
    currency: str | None, color: str | None, by_customer: bool = False,
) -> tuple[Books | None, int]:  # fmt: skip
    """Read pricing files and sales; None and an exit code where they cannot be used: all that is wrong is told."""
    from svcbudget.books.sales import KNOWN, SalesReader
    from svcbudget.books.tariffs import Tariffs
    from svcbudget.cli.files import Reader
    from svcbudget.cli.tables import read_sales

    unknown = [name for name in called if name not in KNOWN]
    if unknown:
        raise click.UsageError(f"--columns: there is no column {unknown[0]}; there are {', '.join(KNOWN)}")
    if [*files, *sales].count("-") > 1:
        raise click.UsageError("only one of the files can be standard input")
    reader = Reader(max_size=max_size, currency=currency, colour=options.colour_of_messages(color))
    with watch("reading"):
        documents = reader.read_all(files)
        if reader.code:
            return None, reader.code
        table = SalesReader(Tariffs(documents), by, called=called, by_customer=by_customer)
        opened = read_sales(sales, table)
    if table.findings:
        tell(reader, table.findings, table.unshown)
        return None, DATA_AT_FAULT
    return Books(table.tariffs, table.sums, [*reader.opened, *opened]), 0


def tell(reader: Any, findings: Sequence[Any], unshown: int) -> None:
    """Tell what is wrong with rows, and how many more there are."""
    from svcbudget.cli import say

    reader.tell(findings)
    if unshown:
        say(f"and {unshown} more rows that cannot be used")
