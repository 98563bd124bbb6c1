"""From tables of spending to rows with exact amounts, and what cannot be used."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_sales import SHOP, document

from svcbudget.books.spending import Spending, SpendingReader
from svcbudget.pricing.document import Document

HEAD = "date,amount"
CNY = document(SHOP)
YEN = CNY._replace(currency="JPY", digits=0)


def read(rows: Sequence[str], *shops: Document, header: str = HEAD, **more: Any) -> SpendingReader:
    """Read rows of spending under pricing files."""
    reader = SpendingReader(shops or (CNY,), **more)
    reader.read([f"{header}\n", *(f"{row}\n" for row in rows)], "spend.csv")
    return reader


def spent(rows: Sequence[str], *shops: Document, **more: Any) -> list[Spending]:
    reader = read(rows, *shops, **more)
    assert reader.findings == []
    return reader.rows


def faults(rows: Sequence[str], *shops: Document, **more: Any) -> list[tuple[int, str, str]]:
    found = read(rows, *shops, **more).findings
    return [(finding.place.line, finding.code, finding.message) for finding in found]


def movements(rows: Sequence[Spending]) -> list[tuple[date, int, str]]:
    return [(row.day, row.amount, row.currency) for row in rows]


def test_every_column_is_kept_and_an_empty_cell_is_nothing() -> None:
    header = "date,amount,sku,gift,occasion,customer,role,note"
    rows = ["2026-11-02,40.00,DRESS,fruit-box,birthday,Ann,staff,with love", "2026-11-03,1,,,,,,"]
    assert spent(rows, header=header) == [
        Spending(date(2026, 11, 2), 4000, "CNY", "DRESS", "fruit-box", "birthday", "Ann", "staff", "with love",
                 "spend.csv", 2),
        Spending(date(2026, 11, 3), 100, "CNY", None, None, None, None, None, None, "spend.csv", 3),
    ]  # fmt: skip


def test_columns_go_by_their_chinese_names_or_by_those_given() -> None:
    row = spent(["2026-11-02;40;水果"], header="日期;金额;礼品")[0]
    assert (row.amount, row.gift) == (4000, "水果")
    row = spent(["40,2026-11-02"], header="Betrag,Datum", called={"date": "Datum", "amount": "Betrag"})[0]
    assert (row.day, row.amount) == (date(2026, 11, 2), 4000)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        *(("40", 4000), ("40.0", 4000), ("40.000", 4000), ("-40.00", -4000), ("0", 0), ("0.01", 1)),
        *(
            ("CNY 40.00", 4000),
            ("40.00 CNY", 4000),
            ("CNY -40.00", -4000),
            ("-CNY 40.00", -4000),
            ("-40.00 CNY", -4000),
        ),
        *(("   40.00 CNY", 4000), ("CNY40.00", 4000), ("RMB 40", 4000), ("40 元", 4000)),
        *(('"CNY 1,234.50"', 123450), ('"1,234.50 CNY"', 123450), ('"-1,234,567"', -123456700)),
    ],
)
def test_an_amount_may_have_a_sign_a_currency_and_thousands_apart(typed: str, amount: int) -> None:
    assert movements(spent([f"2026-11-02,{typed}"])) == [(date(2026, 11, 2), amount, "CNY")]


@pytest.mark.parametrize(
    ("row", "code", "message"),
    [
        ("2026-02-29,1", "SB007", "date: 2026-02-29 is no day of the calendar"),
        ("29.11.2026,1", "SB007", "date: 29.11.2026 is not a date"),
        (",1", "SB007", "date: is empty"),
        ("2026-11-02,", "SB007", "amount: is empty"),
        ("2026-11-02,forty", "SB007", "amount: forty is not an amount"),
        ("2026-11-02,1e3", "SB007", "amount: 1e3 is not an amount"),
        ("2026-11-02,--1", "SB007", "amount: --1 is not an amount"),
        ('2026-11-02,"4,5"', "SB007", "amount: 4,5 is not an amount"),
        ('2026-11-02,"1,234"', "SB007", "amount: 1,234 is not an amount"),
        ('2026-11-02,"1.234,50"', "SB007", "amount: 1.234,50 is not an amount"),
        ("2026-11-02,1.005", "SB007", "amount: 1.005 has more decimals than CNY has: 2"),
        ("2026-11-02,EUR 4", "SB011", "no pricing file is in EUR"),
        ("2026-11-02,CNY 4 EUR", "SB007", "amount: two currencies"),
        ('2026-11-02,"CNY 4, EUR 5"', "SB007", 'amount: CNY 4, EUR 5 is not an amount'),
        ("2026-11-02", "SB006", "the row has too few cells"),
        ('2026-11-02,"4', "SB002", "the row is no CSV: unexpected end of data"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_used_is_named_with_its_value(row: str, code: str, message: str) -> None:
    assert faults(["2026-11-01,1", row]) == [(3, code, message)]


def test_all_faults_are_told_at_once_and_the_other_rows_are_kept() -> None:
    reader = read(["2026-11-02,x", "2026-11-03,1", "2026-11-04,y"])
    assert [finding.place.line for finding in reader.findings] == [2, 4]
    assert len(reader.rows) == 1


def test_a_thousand_faults_are_kept_and_the_others_counted() -> None:
    reader = read(["2026-11-02,x"] * 1003)
    assert (len(reader.findings), reader.unshown) == (1000, 3)


def test_a_missing_column_names_those_that_there_are_and_the_option() -> None:
    (finding,) = read([], header="day,sum").findings
    assert finding.message == "column date and column amount missing"
    assert finding.hint == "the columns are day, sum; name another with --spend-columns date=NAME"


def test_a_thousands_comma_stands_alone_where_the_currency_has_no_decimals() -> None:
    assert movements(spent(['2026-11-02,"1,234"'], YEN)) == [(date(2026, 11, 2), 1234, "JPY")]


def test_the_currency_comes_from_the_files_where_all_have_one() -> None:
    assert spent(["2026-11-02,5"], YEN)[0].currency == "JPY"
    assert faults(["2026-11-02,5"], CNY, YEN) == [(2, "SB007", "amount: currency missing")]
    both = spent(["2026-11-02,5,JPY", "2026-11-02,5,CNY"], CNY, YEN, header="date,amount,currency")
    assert [(row.amount, row.currency) for row in both] == [(5, "JPY"), (500, "CNY")]


def test_text_that_is_not_utf_8_is_told_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "spend.csv").write_bytes(b"date,amount,note\n2026-11-02,1,ok\n" + "2026-11-03,1,礼".encode("gbk"))
    reader = SpendingReader([CNY])
    with (tmp_path / "spend.csv").open(encoding="utf-8", newline="") as lines:
        reader.read(lines, "spend.csv")
    assert [finding.code for finding in reader.findings] == ["SB001"]


@given(st.lists(st.text(max_size=30), max_size=6), st.text(max_size=30))
def test_no_text_makes_reading_fail(rows: list[str], header: str) -> None:
    for first in (header, "date,amount,account", HEAD):
        read(rows, header=first)


@given(st.permutations([f"2026-11-{day:02},{day}.50" for day in range(1, 8)]))
def test_each_row_says_the_same_wherever_it_stands(rows: list[str]) -> None:
    assert sorted(movements(spent(rows))) == [(date(2026, 11, day), day * 100 + 50, "CNY") for day in range(1, 8)]


def test_rows_say_which_line_of_the_register_they_are() -> None:
    header = '"txnidx","date","code","description","account","amount","total"'
    rows = [
        '"1","2026-11-30","svc-2026-11","x","Liabilities:Service:Standard","CNY -9","0"',
        '"2","2026-12-01","","y","Liabilities:Service:Standard","CNY 9","0"',
    ]
    assert json.dumps([row.line for row in spent(rows, header=header)]) == "[3]"


def test_a_row_with_more_cells_than_the_header_is_refused() -> None:
    assert faults(["2026-11-05,1,234.50"], header="date,amount") == [
        (2, "SB002", "the row has more cells than the header")
    ]


@pytest.mark.parametrize("amount", ["¥12.50", "￥12.50", "12.50 元", "-¥12.50"])
def test_a_sign_means_the_only_currency_of_the_files_that_it_may_mean(amount: str) -> None:
    (row,) = spent([f"2026-11-05,{amount}"], header="date,amount")
    assert (abs(row.amount), row.currency) == (1250, "CNY")


def test_a_row_with_three_faults_shows_three_each_with_what_would_mend_it() -> None:
    found = read(["2026-11-31,4o.00,XXX"], header="date,amount,currency").findings
    assert [(finding.code, finding.message, finding.values) for finding in found] == [
        ("SB007", "date: 2026-11-31 is no day of the calendar", ("2026-11-31",)),
        ("SB011", "no pricing file is in XXX", ("XXX",)),
        ("SB007", "amount: 4o.00 is not an amount", ("4o.00",)),
    ]
    assert all(finding.hint for finding in found)
