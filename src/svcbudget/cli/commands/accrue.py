"""`svcbudget accrue`: what sales put aside for service, by period and product."""

from collections.abc import Iterable, Iterator, Sequence

import click

from svcbudget.books.accruals import Accrual
from svcbudget.cli import options, output, say
from svcbudget.cli.input_books import Call, read_books, selling
from svcbudget.cli.output_rows import Choice, check_choice, choosing, write_rows
from svcbudget.cli.output_sections import render
from svcbudget.money import plain_count
from svcbudget.showing.accruals import show_accruals
from svcbudget.showing.exports.record import amount
from svcbudget.showing.forms.json import write_document
from svcbudget.showing.forms.order import Order, arrange
from svcbudget.showing.forms.rows import Row

FORMAT = "svcbudget.accrue/1"
FIELDS = ("period", "sku", "channel", "name", "currency", "quantity", "standard", "reserve", "accrued")
"""The fields of a row, one for each period and product that was sold."""


@click.command("accrue", short_help="What sales put aside for service, by period and product.")
@selling()
@options.in_form(options.FORMATS)
@choosing
@options.to_file
@options.reading
@options.showing
def command(
    files: tuple[str, ...], sales: tuple[str, ...], by: str, columns: dict[str, str], form: str,
    fields: Sequence[str] | None, sort: Order, header: bool, get: str | None, target: str | None,
    currency: str | None, max_size: int, lang: str | None, color: str | None,
) -> int:  # fmt: skip
    """What sales put aside for service, by period and product.

    PRICING are pricing files; of several with valid_from each sale uses the one that holds on its day. SALES have the
    columns date, sku, quantity, and if known price, channel and customer; below nought a quantity is a return.
    """
    choice = Choice(form, fields, header, get, sort)
    check_choice(choice, FIELDS)
    books, code = read_books(Call(files, sales, by, columns, max_size, currency, color))
    if books is None:
        return code
    from svcbudget.books.accruals import accrue

    accruals = accrue(books.sales.sums, books.sales.tariffs.wares)
    if choice.is_rows:

        def document(records: Iterator[str]) -> Iterator[str]:
            members = {"by": by, "accruals": records, "totals": list(_sum_up(accruals))}
            return write_document(FORMAT, members.items())

        rows = map(_row, accruals)
        parts, encoding = write_rows(
            FIELDS, rows, choice, one_by="--by year", document=document, color=color, target=target
        )
    else:
        if not accruals:
            say("there are no sales")
        ordered = arrange(accruals, _row, FIELDS, by_period(sort)) if sort else accruals
        language = lang or ("en" if form == "markdown" else options.language_for_people(None))
        parts, encoding = render(show_accruals(ordered, language), form, color, "svcbudget", target)
    output.write(parts, target, books.opened, encoding=encoding)
    return 0


def by_period(order: Order) -> Order:
    """Return the order of a table that tells of one period after the other: the periods come first."""
    periods = [(name, falls) for name, falls in order if name == "period"] or [("period", False)]
    return [*periods, *((name, falls) for name, falls in order if name != "period")]


def _row(line: Accrual) -> Row:
    amounts = (amount(units, line.digits) for units in (line.standard, line.reserve, line.accrued))
    return [line.period, line.sku, line.channel, line.name, line.currency, plain_count(line.quantity), *amounts]


def _sum_up(accruals: Iterable[Accrual]) -> Iterator[dict[str, str | None]]:
    """Add up the accruals of each currency."""
    by_currency: dict[str, list[Accrual]] = {}
    for line in accruals:
        by_currency.setdefault(line.currency, []).append(line)
    for currency, lines in by_currency.items():
        sums = {name: sum(getattr(line, name) for line in lines) for name in ("standard", "reserve", "accrued")}
        yield {"currency": currency, **{name: amount(units, lines[0].digits) for name, units in sums.items()}}
