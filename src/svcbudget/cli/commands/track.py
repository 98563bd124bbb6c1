"""`svcbudget track`: what was put aside for service and spent, by period, and how much is left."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

import click

from svcbudget.books.envelope import GROUPS, Envelope, Group, Remark, TooLong, find_overdrawn, remark, sum_up, track
from svcbudget.cli import DATA_AT_FAULT, options, output, say
from svcbudget.cli.input_books import Call, read_books, selling, spending
from svcbudget.cli.output_rows import Choice, check_choice, choosing, write_rows
from svcbudget.cli.output_sections import render
from svcbudget.money import Misread, parse_amount, plain, plain_share, round_ratio
from svcbudget.showing.envelopes import explain_remark, show_envelopes
from svcbudget.showing.exports.record import amount
from svcbudget.showing.forms.json import dump, write_document
from svcbudget.showing.forms.order import Order, arrange
from svcbudget.showing.forms.rows import Row
from svcbudget.text import visible

FORMAT = "svcbudget.track/1"
FIELDS = (
    *("period", "group", "channel", "name", "currency", "opening", "accrued", "spent", "left", "used", "given_up"),
    "closing",
)
"""The fields of a row, one for each period and group."""
BARS = "█░"
PLAIN_BARS = "#."
MOST_TOLD = 20
"""How many periods above the bound are told one by one."""


def read_rollover(ctx: click.Context, parameter: click.Parameter, value: str) -> Decimal | None:
    """Read `--rollover`: the most that a period leaves to the next; None: all of it."""
    if value in ("keep", "reset"):
        return None if value == "keep" else Decimal(0)
    kind, _, typed = value.partition("=")
    if kind != "cap":
        raise click.BadParameter(f"{value!r} is none of keep, reset and cap=AMOUNT")
    try:
        return parse_amount(typed)
    except Misread as wrong:
        raise click.BadParameter(f"cap: {wrong.message}; {wrong.hint}") from None


def read_bound(ctx: click.Context, parameter: click.Parameter, value: str | None) -> Fraction | None:
    """Read `--fail-over`: per cent, also above 100%."""
    if value is None:
        return None
    found = re.fullmatch(r"([0-9]{1,6}(?:\.[0-9]{1,6})?)%", value)
    if not found:
        raise click.BadParameter(f"{value!r} is no share; write it as 100%")
    return Fraction(found[1]) / 100


@click.command("track", short_help="What was put aside and spent by period, and how much is left.")
@selling()
@spending()
@click.option("--group", type=click.Choice(GROUPS), help="Tell these apart [default: the whole shop].")
@click.option(
    "--rollover",
    callback=read_rollover,
    default="keep",
    show_default=True,
    metavar="keep|reset|cap=AMOUNT",
    help="What the rest of a period becomes: it opens the next, is given up, or opens it up to AMOUNT.",
)
@click.option(
    "--fail-over", "bound", callback=read_bound, metavar="SHARE", help="Exit 1 where more is used, such as 100%."
)
@options.in_form(options.FORMATS)
@choosing
@options.to_file
@options.reading
@options.showing
def command(
    files: tuple[str, ...], sales: tuple[str, ...], by: str, columns: dict[str, str], spend: tuple[str, ...],
    spend_columns: dict[str, str], group: str | None, rollover: Decimal | None, bound: Fraction | None, form: str,
    fields: Sequence[str] | None, sort: Order, header: bool, get: str | None, target: str | None,
    currency: str | None, max_size: int, lang: str | None, color: str | None,
) -> int:  # fmt: skip
    """What was put aside for service and spent, by period, and how much is left.

    Sales put aside, as accrue tells; SPEND takes from it: a table with the columns date and amount, and if known sku,
    gift, occasion, customer, role and note; or what hledger register -O csv and bean-query -f csv print. What is left
    opens the next period; overspending always does.

    \b
    svcbudget track shop.yaml --sales sales.csv --spend spend.csv
    svcbudget track shop.yaml --sales sales.csv --spend spend.csv --group product --fail-over 100%
    """
    choice = Choice(form, fields, header, get, sort)
    check_choice(choice, FIELDS)
    call = Call(
        files, sales, by, columns, max_size, currency, color, spend, spend_columns, by_customer=group == "customer"
    )
    books, code = read_books(call)
    if books is None:
        return code
    from svcbudget.books.accruals import accrue

    documents, payments, wares = books.documents, books.spending.rows, books.sales.tariffs.wares
    accruals = accrue(books.sales.sums, wares)
    try:
        lists = list(track(accruals, payments, wares, by, group=group, most=rollover))
    except TooLong as wrong:
        raise click.UsageError(f"{wrong}; look for a wrong date, or take a longer period with --by") from None
    remarks = list(remark(payments, documents))
    if choice.is_rows:
        row = partial(_row, _name(group, documents, wares, lang or "en"))

        def document(records: Iterator[str]) -> Iterator[str]:
            """Put the envelopes, one a line so that a diff shows what changed, between what is said of all."""
            about = {"by": by, "group": group, "rollover": _write_rollover(rollover)}
            members = {**about, "envelopes": records, "remarks": map(dump, map(_record, remarks))}
            return write_document(FORMAT, members.items())

        parts, encoding = write_rows(
            FIELDS,
            (row(envelope) for envelopes in lists for envelope in envelopes),
            choice,
            one_by="--by year",
            document=document,
            color=color,
            target=target,
        )
        if form != "json" or get is not None:
            for one in remarks:
                say(f"note: {one.spending.file}:{one.spending.line}: {explain_remark(one, 'en')}")
    else:
        language = lang or ("en" if form == "markdown" else options.language_for_people(None))
        names = _name(group, documents, wares, language)
        signs = _choose_signs(options.look_at_screen(color, target).encoding if form == "table" else "utf-8")
        shown = _arrange(lists, partial(_row, names), sort, group) if sort else lists
        sections = show_envelopes(shown, remarks, language, group=group, names=names, signs=signs)
        parts, encoding = render(sections, form, color, "svcbudget", target)
    output.write(parts, target, books.opened, encoding=encoding)
    return 0 if bound is None else _hold(lists, group, bound)


def _name(group: str | None, documents: Sequence[Any], wares: Sequence[Any], language: str) -> Mapping[Group, str]:
    """Return the names of products or gifts; of several files the last one gives it."""
    if group == "product":
        return {(ware.product.sku, ware.product.channel): ware.product.name for ware in wares}
    if group == "gift":
        return {(gift.id, None): gift.title(language) for document in documents for gift in document.gifts}
    return {}


def _arrange(
    lists: Sequence[Sequence[Envelope]], row: Callable[[Envelope], Row], order: Order, group: str | None
) -> list[Sequence[Envelope]]:
    """Put the envelopes of each period in order, and the periods: where there are groups they follow one another."""
    of_periods = [(name, falls) for name, falls in order if name == "period"] if group else order
    periods = arrange(lists, lambda envelopes: row(sum_up(envelopes)), FIELDS, of_periods)
    return [arrange(envelopes, row, FIELDS, order) for envelopes in periods]


def _row(names: Mapping[Group, str], one: Envelope) -> Row:
    used = one.used
    share = None if used is None else amount(round_ratio(used.numerator * 10_000, used.denominator), 4)
    amounts = (one.opening, one.accrued, one.spent, one.left, one.given_up, one.closing)
    opening, accrued, spent, left, given_up, closing = (amount(units, one.digits) for units in amounts)
    about = (one.period, one.group, one.channel, names.get((one.group, one.channel)), one.currency)
    return [*about, opening, accrued, spent, left, share, given_up, closing]


def _record(one: Remark) -> dict[str, Any]:
    paid = one.spending
    place = {"file": paid.file, "line": paid.line, "date": str(paid.day), "amount": amount(paid.amount, one.digits)}
    return place | {"currency": paid.currency, "why": one.why, "name": one.name, "message": explain_remark(one, "en")}


def _write_rollover(most: Decimal | None) -> str:
    return "keep" if most is None else f"cap={plain(most, 0)}" if most else "reset"


def _choose_signs(encoding: str) -> str:
    """Return the signs of the bars that an encoding has."""
    try:
        BARS.encode(encoding)
    except (UnicodeError, LookupError):
        return PLAIN_BARS
    return BARS


def _hold(lists: Iterable[Sequence[Envelope]], group: str | None, bound: Fraction) -> int:
    """Tell which envelopes used more than a share of what there was, and return the exit code."""
    over = [one for envelopes in lists for one in find_overdrawn(envelopes, group, bound)]
    for one in over[:MOST_TOLD]:
        whose = "" if one.group is None else f" {visible(one.group, 40)}"
        whose += f" ({visible(one.channel, 40)})" if one.channel else ""
        spent, available, left = (amount(units, one.digits) for units in (one.spent, one.available, one.left))
        figures = f"{spent} spent of {available} {one.currency}, {left} left"
        say(f"more than {plain_share(bound)} used: {one.period}{whose}: {figures}")
    if len(over) > MOST_TOLD:
        say(f"and in {len(over) - MOST_TOLD} more")
    return DATA_AT_FAULT if over else 0
