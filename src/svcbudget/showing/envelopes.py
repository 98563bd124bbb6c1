"""The envelopes for people: what each period had for service, what was spent and what is left, with bars."""

from collections.abc import Iterator, Mapping, Sequence

from svcbudget.books.envelope import SHARED, Envelope, Group, Remark, sum_up
from svcbudget.money import plain, round_ratio
from svcbudget.showing.budgets import money, percent
from svcbudget.showing.section import Cell, Column, Row, Section, without_empty_columns
from svcbudget.showing.words import name_of, word
from svcbudget.text import visible

BAR = 10
"""The cells of a bar."""


def show_envelopes(
    lists: Sequence[Sequence[Envelope]],
    remarks: Sequence[Remark],
    language: str,
    *,
    group: str | None,
    names: Mapping[Group, str],
    signs: str = "█░",
) -> list[Section]:
    """Show the envelopes of each period, a table for each currency, and what deserves a look below.

    Periods and groups are shown in the order in which they come.
    `signs` are those for what is used and what is left in a bar.
    """
    by_currency: dict[str, list[Sequence[Envelope]]] = {}
    for rows in lists:
        by_currency.setdefault(rows[0].currency, []).append(rows)
    sections = [_show_currency(currency, own, language, group, names, signs) for currency, own in by_currency.items()]
    return [*sections, _show_remarks(remarks, language)] if remarks else sections


def _show_currency(
    currency: str,
    lists: Sequence[Sequence[Envelope]],
    language: str,
    group: str | None,
    names: Mapping[Group, str],
    signs: str,
) -> Section:
    period = word("period", language)
    columns = [
        Column(f"{period} / {word(group, language)}" if group else period, least=10),
        # Two lines leave room for the bars on a screen of 80 cells.
        Column(word("carried-over", language).replace(" ", "\n"), "amount", keep=6),
        Column(word("accrued", language), "amount", keep=7),
        Column(word("spent", language), "amount", keep=8),
        Column(word("remains", language), "amount"),
        Column(word("given-up", language), "amount", keep=3),
        Column(word("used", language), "number", keep=5),
        Column("", keep=1, least=BAR),
    ]
    rows: list[Row] = []
    for envelopes in lists:
        whole = sum_up(envelopes)
        rows.append(_row([(whole.period, "strong")], whole, signs, is_held=True))
        if group:
            rows += _rows(envelopes, language, group, names, signs)
            rows[-1] = rows[-1]._replace(ends=True)
    if len(lists) > 1:
        rows[-1] = rows[-1]._replace(ends=True)
        rows.append(_sum([sum_up(envelopes) for envelopes in lists], language))
    return without_empty_columns(Section(f"{word('envelope', language)} · {currency}", columns, rows))


def _rows(
    envelopes: Sequence[Envelope], language: str, group: str, names: Mapping[Group, str], signs: str
) -> Iterator[Row]:
    """Return the rows of groups with anything in them."""
    for envelope in envelopes:
        if not any((envelope.opening, envelope.accrued, envelope.spent)):
            continue
        if envelope.group is None:
            name = word("in-common" if group in SHARED else "not-attributed", language)
        elif group == "occasion":
            name = name_of(envelope.group, language)
        else:
            name = names.get((envelope.group, envelope.channel), envelope.group)
        is_held = envelope.group is not None and group not in SHARED
        label = visible(f"{name} ({envelope.channel})" if envelope.channel else name)
        yield _row([(f"  {label}", "" if envelope.group else "quiet")], envelope, signs, is_held=is_held)


def _row(label: Cell, envelope: Envelope, signs: str, *, is_held: bool) -> Row:
    """Return one row; red, and with a bar, only where it `is_held` to what is put aside for it by itself."""
    digits = envelope.digits
    amounts = [money(amount, digits) for amount in (envelope.opening, envelope.accrued, envelope.spent)]
    style = "strong warn" if envelope.left < 0 else "strong good" if envelope.left else ""
    left: Cell = [(money(envelope.left, digits), style if is_held else "")]
    given_up = money(envelope.given_up, digits) if envelope.given_up else ""
    used = percent(envelope.spent, envelope.available) if is_held else ""
    return Row([label, *amounts, left, given_up, used, _bar(envelope, signs) if is_held else ""])


def _bar(envelope: Envelope, signs: str) -> Cell:
    """Draw the share used; any spending takes a cell, and only one that leaves nothing takes all."""
    full = BAR if envelope.left < 0 else 0
    if not full and envelope.available > 0 and envelope.spent > 0:
        cells = round_ratio(envelope.spent * BAR, envelope.available)
        full = BAR if not envelope.left else min(max(cells, 1), BAR - 1)
    style = "warn" if envelope.left < 0 else "good"
    return [(signs[0] * full, style), (signs[1] * (BAR - full), "quiet")]


def _sum(wholes: Sequence[Envelope], language: str) -> Row:
    """Add up the periods: from what opened the first to what is left of the last, in whatever order they come."""
    first, *_, last = sorted(wholes, key=lambda whole: whole.period)
    accrued, spent, given_up = (sum(getattr(one, name) for one in wholes) for name in ("accrued", "spent", "given_up"))
    figures = (first.opening, accrued, spent, last.left, given_up)
    amounts: list[Cell] = [[(money(amount, first.digits), "strong")] for amount in figures]
    if not given_up:
        amounts[-1] = ""
    return Row([[(word("sum", language), "strong")], *amounts, "", ""])


def _show_remarks(remarks: Sequence[Remark], language: str) -> Section:
    columns = [
        Column(word("date", language)),
        Column(word("amount", language), "amount"),
        Column(word("remark", language), least=16),
        Column(word("where", language), keep=2, least=8),
    ]
    rows = []
    for one in remarks:
        paid = one.spending
        why, where = explain_remark(one, language), f"{paid.file}:{paid.line}"
        rows.append(Row([str(paid.day), money(paid.amount, one.digits), why, where]))
    return Section(word("worth-a-look", language), columns, rows)


def explain_remark(remark: Remark, language: str) -> str:
    """Say why a payment deserves a look."""
    bound = "" if remark.bound is None else plain(remark.bound, remark.digits)
    name = visible(name_of(remark.name, language) if remark.bound is not None else remark.name, 40)
    return word(remark.why, language, name=name, bound=bound, currency=remark.spending.currency)
