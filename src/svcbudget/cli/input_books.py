"""What the commands of the books share: pricing files, sales and spending by period, and the forms of the result."""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

from svcbudget.books.periods import PERIODS
from svcbudget.cli import DATA_AT_FAULT, options
from svcbudget.cli.options import Command
from svcbudget.cli.progress import watch

if TYPE_CHECKING:
    from svcbudget.books.sales import SalesReader
    from svcbudget.books.spending import SpendingReader
    from svcbudget.pricing.document import Document


class Call(NamedTuple):
    """What a command of the books was called with."""

    files: Sequence[str]
    sales: Sequence[str]
    by: str
    columns: Mapping[str, str]
    max_size: int
    currency: str | None
    color: str | None
    spend: Sequence[str] = ()
    spend_columns: Mapping[str, str] = {}
    by_customer: bool = False


class Books(NamedTuple):
    """What was read: the pricing files, the sums of sales, the spending, and every file that was opened."""

    documents: "Sequence[Document]"
    sales: "SalesReader"
    spending: "SpendingReader"
    opened: Sequence[str]


def read_columns(ctx: click.Context, parameter: click.Parameter, value: str | None) -> dict[str, str]:
    """Read `--columns` and its like: the names that a table has for our columns."""
    called: dict[str, str] = {}
    for pair in value.split(",") if value else ():
        name, _, given = pair.partition("=")
        if not name.strip() or not given.strip():
            raise click.BadParameter(f"{pair!r} is not COLUMN=NAME, such as date=Datum")
        if name.strip() in called:
            raise click.BadParameter(f"{name.strip()} is named twice")
        called[name.strip()] = given.strip()
    return called


def selling(*, required: bool = True) -> Callable[[Command], Command]:
    """Add the pricing files, the sales and the period; `required`: there must be sales."""

    def decorate(command: Command) -> Command:
        command = _columns("--columns", "date, sku, quantity, price, channel, customer in SALES")(command)
        command = click.option(
            "--by", type=click.Choice(PERIODS), default="month", show_default=True, help="Length of a period."
        )(command)
        command = _tables("--sales", "Table of sales", required=required)(command)
        return click.argument("files", nargs=-1, required=True, type=click.Path(readable=False), metavar="PRICING...")(
            command
        )

    return decorate


def spending(*, required: bool = True) -> Callable[[Command], Command]:
    """Add the tables of spending."""

    def decorate(command: Command) -> Command:
        about = "date, amount, sku, gift, occasion, customer, role, note, currency in SPEND"
        command = _columns("--spend-columns", about)(command)
        return _tables("--spend", "Table of spending, or the register of a journal", required=required)(command)

    return decorate


def _columns(name: str, which: str) -> Callable[[Command], Command]:
    text = f"Names of the columns {which}."
    return click.option(name, callback=read_columns, metavar="COLUMN=NAME,…", help=text)


def _tables(name: str, what: str, *, required: bool) -> Callable[[Command], Command]:
    text = f"{what}, CSV; - reads standard input. May be given several times."
    kind = click.Path(readable=False)
    return click.option(name, multiple=True, required=required, type=kind, metavar="FILE", help=text)


def check_tables(names: Sequence[str]) -> None:
    """Refuse a table that is named twice: it would count twice. Raises UsageError."""
    met: set[str] = set()
    for name in names:
        place = os.path.realpath(name)
        if place in met and name != "-":
            raise click.UsageError(f"{name} is named twice: its rows would count twice")
        met.add(place)


def read_books(call: Call) -> tuple[Books | None, int]:
    """Read pricing files, sales and spending; None and an exit code where any cannot be used: all is told."""
    from svcbudget.books.sales import KNOWN, SalesReader
    from svcbudget.books.spending import KNOWN as SPENT
    from svcbudget.books.spending import SpendingReader
    from svcbudget.books.tariffs import Tariffs
    from svcbudget.cli.input_pricing import Reader
    from svcbudget.cli.input_tables import read_tables

    for option, called, known in (("--columns", call.columns, KNOWN), ("--spend-columns", call.spend_columns, SPENT)):
        unknown = [name for name in called if name not in known]
        if unknown:
            raise click.UsageError(f"{option}: there is no column {unknown[0]}; there are {', '.join(known)}")
    if [*call.files, *call.sales, *call.spend].count("-") > 1:
        raise click.UsageError("only one of the files can be standard input")
    check_tables([*call.sales, *call.spend])
    reader = Reader(max_size=call.max_size, currency=call.currency, colour=options.colour_of_messages(call.color))
    with watch("reading"):
        documents = reader.read_all(call.files)
        if reader.code:
            return None, reader.code
        sold = SalesReader(Tariffs(documents), call.by, called=call.columns, by_customer=call.by_customer)
        paid = SpendingReader(documents, called=call.spend_columns)
        sold.keeps_all = paid.keeps_all = options.wants_all_errors()
        read_tables(call.sales, sold)
        read_tables(call.spend, paid)
    reader.tell([*sold.findings, *paid.findings], sold.more + paid.more)
    if sold.findings or paid.findings:
        return None, DATA_AT_FAULT
    return Books(documents, sold, paid, [*reader.opened, *call.sales, *call.spend]), 0
