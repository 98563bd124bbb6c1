"""`svcbudget accrue`: what sales put aside for service, by period and product."""

from collections.abc import Iterator, Sequence
from typing import Any

import click

from svcbudget.books.accruals import Accrual
from svcbudget.cli import options, output, say
from svcbudget.cli.input_books import FORMS, Call, read_books, selling
from svcbudget.cli.output_rows import check_choice, choosing, write_rows
from svcbudget.money import plain_count
from svcbudget.showing.exports.record import amount

FIELDS = ("period", "sku", "channel", "name", "currency", "quantity", "standard", "reserve", "accrued")
"""The fields of a row, one for each period and product that was sold."""


@click.command("accrue", short_help="What sales put aside for service, by period and product.")
@selling()
@options.in_form(FORMS)
@choosing
@options.to_file
@options.reading
@options.showing
def command(
    files: tuple[str, ...], sales: tuple[str, ...], by: str, columns: dict[str, str], form: str,
    fields: Sequence[str] | None, header: bool, get: str | None, target: str | None, currency: str | None,
    max_size: int, lang: str | None, color: str | None,
) -> int:  # fmt: skip
    """What sales put aside for service, by period and product.

    PRICING are pricing files; of several with valid_from each sale uses the one that holds on its day. SALES have the
    columns date, sku, quantity, and if known price, channel and customer; below nought a quantity is a return.
    """
    check_choice(FIELDS, form, fields=fields, header=header, get=get)
    books, code = read_books(Call(files, sales, by, columns, max_size, currency, color))
    if books is None:
        return code
    from svcbudget.books.accruals import accrue

    accruals = accrue(books.sales.sums, books.sales.tariffs.wares)
    encoding = "utf-8"
    if form in FORMS[1:] or get is not None:
        parts = write_rows(
            FIELDS,
            _rows(accruals),
            form,
            fields=fields,
            header=header,
            get=get,
            one_by="--by year",
        )
    else:
        from svcbudget.cli.output_sections import render
        from svcbudget.showing.accruals import show_accruals

        if not accruals:
            say("there are no sales")
        section = show_accruals(accruals, lang or options.language_for_people(None))
        parts, encoding = render(section, form, color, "svcbudget", target)
    output.write(parts, target, books.opened, encoding=encoding)
    return 0


def _rows(accruals: Sequence[Accrual]) -> Iterator[list[Any]]:
    for line in accruals:
        amounts = (amount(units, line.digits) for units in (line.standard, line.reserve, line.accrued))
        quantity = plain_count(line.quantity)
        yield [line.period, line.sku, line.channel, line.name, line.currency, quantity, *amounts]
