"""`svcbudget journal`: what sales put aside and what was spent, or the year's budget, as a journal."""

from collections.abc import Sequence
from datetime import date
from importlib import import_module
from typing import Any

import click

from svcbudget.books.entries import ROLES, Charts, Unwritable, choose_accounts
from svcbudget.cli import DATA_AT_FAULT, options, output, say
from svcbudget.cli.input_books import Books, Call, read_books, selling, spending
from svcbudget.plural import choose_form
from svcbudget.pricing.typed import read_account, read_date

WRITTEN = ("hledger", "ledger", "beancount")


def read_accounts(ctx: click.Context, parameter: click.Parameter, values: Sequence[str]) -> dict[str, str]:
    """Read `--account` as often as it is given: the account of each role."""
    given: dict[str, str] = {}
    for value in values:
        role, _, account = value.partition("=")
        if role not in ROLES:
            raise click.BadParameter(f"{value!r} is not ROLE=ACCOUNT; the roles are {', '.join(ROLES)}")
        given[role] = options.read_as(read_account, account)
    return given


def read_since(ctx: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """Read `--since`: a day of the calendar."""
    return None if value is None else options.read_as(read_date, value)


@click.command("journal", short_help="Sales and spending as a journal for hledger, ledger or beancount.")
@selling(required=False)
@spending(required=False)
@click.option("--budget", is_flag=True, help="Write the budget of a year instead, by month; hledger and beancount.")
@click.option(
    "--year", type=click.IntRange(1400, 9998), metavar="YYYY", help="The year of the budget [default: this year]."
)
@click.option("--format", "-f", "form", type=click.Choice(WRITTEN), required=True, help="For which program.")
@click.option("--since", callback=read_since, metavar="DATE", help="Only entries dated on or after DATE.")
@click.option(
    "--account",
    "given",
    multiple=True,
    callback=read_accounts,
    metavar="ROLE=ACCOUNT",
    help="Account of expense, standard, personal or cash; beats the file's. May be given several times.",
)
@click.option(
    "--no-declarations",
    "declared",
    is_flag=True,
    callback=lambda ctx, parameter, is_given: not is_given,
    help="Only the entries, for a journal that declares accounts and currencies itself.",
)
@options.to_file
@options.reading
@options.showing
def command(
    files: tuple[str, ...], sales: tuple[str, ...], by: str, columns: dict[str, str], spend: tuple[str, ...],
    spend_columns: dict[str, str], budget: bool, year: int | None, form: str, since: date | None,
    given: dict[str, str], declared: bool, target: str | None, currency: str | None, max_size: int, lang: str | None,
    color: str | None,
) -> int:  # fmt: skip
    """Sales and spending as a journal for hledger, ledger or beancount.

    What sales put aside is an expense owed to the reserves for service, an entry for each period and product on the
    last day of the period; spending takes from the reserves, an entry for each payment. With --budget it is the plan's
    year instead, from units_per_year.

    \b
    svcbudget journal shop.yaml --sales sales.csv --spend spend.csv --format hledger -o service.journal
    svcbudget journal shop.yaml --budget --year 2027 --format beancount
    """
    _check_call(sales, spend, form, since, budget=budget, year=year)
    call = Call(files, sales, by, columns, max_size, currency, color, spend, spend_columns)
    books, code = read_books(call)
    if books is None:
        return code
    if books.spending.is_ours:
        raise click.UsageError("SPEND is the register of a journal by svcbudget: its payments are booked already")
    writer = import_module(f"svcbudget.books.{form}")
    try:
        charts = choose_accounts(books.documents, given)
        if budget:
            items = _plan(books.documents, charts, year or date.today().year)
            parts = writer.write_budget(items, charts, declared=declared)
        else:
            items = _book(books, charts, since)
            parts = writer.write(items, charts, declared=declared)
    except Unwritable as wrong:
        raise click.UsageError(str(wrong)) from None
    if budget and not items:
        return DATA_AT_FAULT
    output.write(parts, target, books.opened)
    return 0


def _check_call(
    sales: Sequence[str], spend: Sequence[str], form: str, since: date | None, *, budget: bool, year: int | None
) -> None:
    """Refuse options that do not go together. Raises UsageError."""
    if not budget:
        if year:
            raise click.UsageError("--year goes with --budget")
        if not (sales or spend):
            raise click.UsageError("nothing to write; give --sales, --spend or --budget")
    elif sales or spend or since:
        raise click.UsageError("--budget is written alone, without --sales, --spend and --since")
    elif form == "ledger":
        raise click.UsageError("--budget is written for hledger and beancount")


def _book(books: Books, charts: Charts, since: date | None) -> list[Any]:
    """Return the entries on or after a day, by date: accruals in the order of the products, then payments."""
    from svcbudget.books.accruals import accrue
    from svcbudget.books.entries import from_accruals, from_spending

    accruals = accrue(books.sales.sums, books.sales.tariffs.wares)
    entries = [*from_accruals(accruals, charts), *from_spending(books.spending.rows, charts)]
    entries.sort(key=lambda entry: entry.day)
    return [entry for entry in entries if since is None or entry.day >= since]


def _plan(documents: Sequence[Any], charts: Charts, year: int) -> list[Any]:
    """Return the budget of a year, and say what is not in it."""
    from svcbudget.books.budgets import plan_year

    products = [product for document in documents for product in document.products]
    unknown = sum(product.units_per_year is None for product in products)
    if unknown == len(products):
        say("Error: no product has units_per_year, so there is no budget of the year")
        return []
    if unknown:
        of_all = f"of {len(products)} products"
        one = f"1 {of_all} has no units_per_year and is not in the budget"
        say(choose_form((one, f"{unknown} {of_all} have no units_per_year and are not in the budget"), unknown))
    budgets = plan_year(documents, charts, year)
    if not budgets:
        say(f"Error: no pricing file holds on the first day of any month of {year}")
    return budgets
