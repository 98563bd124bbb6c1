"""Whatever names and notes say, each program reads the entries that we wrote, no more, no fewer, and our balances."""

import json
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest
from accounting import WRITERS, Balances, balances, codes, each_tool, tags
from hypothesis import given, settings
from hypothesis import strategies as st

from svcbudget.books.accruals import Accrual
from svcbudget.books.entries import Chart, Entry, from_accruals, from_spending
from svcbudget.books.spending import Spending
from svcbudget.money import from_minor
from svcbudget.pricing.model import Accounts

pytestmark = pytest.mark.slow

DIGITS = {"JPY": 0, "CNY": 2, "KWD": 3}
ACCOUNTS = {currency: Accounts() for currency in DIGITS} | {"KWD": Accounts(cash="Assets:B银行:KWD-1")}
CHARTS = {currency: Chart(DIGITS[currency], accounts) for currency, accounts in ACCOUNTS.items()}
FORGERY = "\n2026-01-01 * forged\n    Assets:Cash  1 CNY\n    Expenses:Service\n\n"
PIECES = (
    *(";", "|", ")", "(", '"', "\\", "*", "!", " ", "  ", "\t", ":", ",", "{", "}", "@", "=", "~", "#", "%", "'", "/*"),
    *(
        "[2020-01-01]",
        "[=2020-01-01]",
        "; date:2020-01-01",
        ", date:2020-01-01",
        "::",
        ":tag:",
        "^link",
        "#tag",
        "${x}",
    ),
    *(
        "\r\n",
        "\x00",
        "\x85",
        "\u2028",
        "\u202e",
        "\ud800",
        "\u3000",
        "🎁",
        "连衣裙",
        "שלום",
        "é",
        "end comment",
        '"""',
    ),
    *(FORGERY, FORGERY.replace("\n", "\r"), "x" * 200, "🎁" * 200, "\u202e" * 200),
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), min_size=1, max_size=8).map("".join)
UNITS = st.integers(-3, 3) | st.integers(-(10**12), 10**12)
ACCRUALS = st.builds(
    lambda period, sku, channel, name, currency, standard, reserve: Accrual(
        period, sku, channel, None, name, currency, DIGITS[currency], Decimal(1), standard, reserve
    ),
    st.sampled_from(("2026-11-05", "2026-W47", "2026-11", "2026-Q4", "2026")),
    TEXTS,
    st.none() | TEXTS,
    TEXTS,
    st.sampled_from(tuple(DIGITS)),
    UNITS,
    UNITS,
)
SPENDING = st.builds(
    Spending,
    st.integers(0, 400).map(lambda days: date(2026, 1, 1) + timedelta(days)),
    UNITS,
    st.sampled_from(tuple(DIGITS)),
    *[st.none() | TEXTS] * 6,
    st.just("spend.csv"),
    st.integers(1, 99),
)
MANY_ACCRUALS = st.lists(ACCRUALS, max_size=12, unique_by=lambda line: (line.period, line.sku, line.channel, line[5]))
MANY_PAYMENTS = st.lists(SPENDING, max_size=12).map(lambda rows: rows + rows[:2])  # some of them twice


def expected(accruals: list[Accrual], payments: list[Spending]) -> Balances:
    """Work out what must stand on each account, by hand as it were."""
    found: Counter[tuple[str, str]] = Counter()
    for line in accruals:
        chart = ACCOUNTS[line.currency]
        found[chart.expense, line.currency] += line.accrued
        found[chart.standard, line.currency] -= line.standard
        found[chart.personal, line.currency] -= line.reserve
    for row in payments:
        chart = ACCOUNTS[row.currency]
        found[chart.personal if row.occasion else chart.standard, row.currency] += row.amount
        found[chart.cash, row.currency] -= row.amount
    return {(account, code): from_minor(units, DIGITS[code]) for (account, code), units in found.items() if units}


def book(accruals: list[Accrual], payments: list[Spending]) -> list[Entry]:
    return [*from_accruals(accruals, CHARTS), *from_spending(payments, CHARTS)]


@each_tool
@settings(max_examples=25, deadline=None)
@given(accruals=MANY_ACCRUALS, payments=MANY_PAYMENTS)
def test_programs_read_our_entries_and_our_balances(
    tool: str, accruals: list[Accrual], payments: list[Spending]
) -> None:
    entries = book(accruals, payments)
    journal = "".join(WRITERS[tool].write(entries, CHARTS))
    assert balances(tool, journal) == expected(accruals, payments)
    assert codes(tool, journal) == sorted((entry.day, entry.code) for entry in entries)


@given(accruals=MANY_ACCRUALS, payments=MANY_PAYMENTS)
def test_debits_equal_credits_and_no_two_entries_bear_one_code(
    accruals: list[Accrual], payments: list[Spending]
) -> None:
    entries = book(accruals, payments)
    assert all(sum(posting.units for posting in entry.postings) == 0 for entry in entries)
    assert all(posting.units for entry in entries for posting in entry.postings)
    assert len({entry.code for entry in entries}) == len(entries)


@pytest.mark.parametrize(
    ("sku", "channel", "code"),
    [
        ("DRESS-01", None, "svc-2026-11-CNY-DRESS-01"),
        ("a.b_c-D", None, "svc-2026-11-CNY-a.b_c-D"),
        ("DRESS-01", "web", "svc-2026-11-CNY-DRESS-01-web/"),
        ("DRESS-01-web", None, "svc-2026-11-CNY-DRESS-01-web"),
        ("连衣裙 (M)", None, "svc-2026-11-CNY-M/"),
        ("连衣裙", None, "svc-2026-11-CNY-/"),
        ("x" * 65, None, f"svc-2026-11-CNY-{'x' * 40}/"),
    ],
)
def test_a_code_holds_a_plain_sku_or_a_digest(sku: str, channel: str | None, code: str) -> None:
    """A digest is of the sku and the channel as the JSON of a list: that may never change, or all is booked again."""
    (entry,) = book([Accrual("2026-11", sku, channel, None, "", "CNY", 2, Decimal(1), 5, 0)], [])
    digest = sha256(json.dumps([sku, channel]).encode()).hexdigest()[:12]
    assert entry.code == (code + digest if code.endswith("/") else code)


@given(accruals=MANY_ACCRUALS, payments=MANY_PAYMENTS, random=st.randoms())
def test_the_order_of_rows_does_not_matter(accruals: list[Accrual], payments: list[Spending], random: Any) -> None:
    moved = random.sample(payments, len(payments))
    before, after = (sorted(book(accruals, rows), key=lambda entry: entry.code) for rows in (payments, moved))
    assert before == after


@each_tool
def test_every_sign_comes_back_as_itself_or_as_its_twin(tool: str) -> None:
    """A comma ends a tag in hledger, a bracket begins a date in ledger; nothing is special between quotation marks."""
    sku, note = 'a;b|c)d(e"f\\g,h:i{j}k@l=m[2020-01-01]n', "*!  x\ty\nz"
    row = Spending(date(2026, 11, 5), 100, "CNY", sku, None, None, None, None, note, "", 1)
    accrual = Accrual("2026-11", sku, "::web:", None, sku, "CNY", 2, Decimal(1), 5, 5)
    twins = {"hledger": ";|,", "ledger": ";[]", "beancount": ""}[tool]
    shown = sku.translate({ord(sign): chr(ord(sign) + 0xFEE0) for sign in twins})
    entries = book([accrual], [row])
    found = tags(tool, "".join(WRITERS[tool].write(entries, CHARTS)))
    assert found[entries[0].code] == {"period": "2026-11", "sku": shown, "channel": "::web:"}
    assert found[entries[1].code] == {"sku": shown, "note": r"*! x\x09y\x0az"}
