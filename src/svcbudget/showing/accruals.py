"""The books for people: what was put aside, by period, with the products and the sums."""

from collections.abc import Sequence
from itertools import groupby

from svcbudget.books.accruals import Accrual
from svcbudget.money import plain_count
from svcbudget.showing.budgets import money
from svcbudget.showing.section import Column, Row, Section
from svcbudget.showing.words import word


def show_accruals(accruals: Sequence[Accrual], language: str) -> list[Section]:
    """Show accruals, a table for each currency."""
    by_currency: dict[str, list[Accrual]] = {}
    for line in accruals:
        by_currency.setdefault(line.currency, []).append(line)
    return [_show_currency(currency, lines, language) for currency, lines in by_currency.items()]


def _show_currency(currency: str, lines: Sequence[Accrual], language: str) -> Section:
    columns = [
        Column(f"{word('period', language)} / {word('product', language)}", least=14),
        Column(word("quantity", language), "number", keep=6),
        Column(word("standard", language), "amount", keep=7),
        Column(word("reserve", language), "amount", keep=7),
        Column(word("accrued", language), "amount"),
    ]
    rows = []
    for period, group in groupby(lines, key=lambda line: line.period):
        sold = list(group)
        rows.append(Row([[(period, "strong")], "", *_amounts(sold, "strong")]))
        for line in sold:
            name = f"  {line.name} ({line.channel})" if line.channel else f"  {line.name}"
            rows.append(Row([name, plain_count(line.quantity), *_amounts([line])]))
        rows[-1] = rows[-1]._replace(ends=True)
    if lines:
        rows.append(Row([[(word("sum", language), "strong")], "", *_amounts(lines, "strong")]))
    return Section(f"{word('accrued-by-sales', language)} · {currency}", columns, rows)


def _amounts(lines: Sequence[Accrual], style: str = "") -> list[list[tuple[str, str]]]:
    digits = lines[0].digits
    sums = (sum(getattr(line, part) for line in lines) for part in ("standard", "reserve", "accrued"))
    return [[(money(amount, digits), style)] for amount in sums]
