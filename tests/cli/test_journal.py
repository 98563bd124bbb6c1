"""`svcbudget journal`: sales and spending as journals that hledger, ledger and beancount accept, with our balances."""

import csv
import io
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from accounting import ask, balances, codes, each_tool, load, tags
from checkout import EXAMPLES
from program import printed, run

from tools import needs

pytestmark = pytest.mark.slow

CLOTHES, COFFEE = EXAMPLES / "clothing-shop.yaml", EXAMPLES / "coffee-roaster-usd.yaml"
# Under the default policy of CNY 20000 - 17000 puts 300.00 aside, 203.33 standard and 96.67 personal; 100 - 60 puts
# 10.00 aside, all of it standard.
SHOP = """currency: CNY
products:
  - {name: 连衣裙, sku: DRESS-01, price: 100.00, cost: 60.00, units_per_year: 480}
  - {name: Piano, sku: PIANO, price: 20000, cost: 17000, units_per_year: 7}
"""
SALES = """date,sku,quantity
2026-10-03,DRESS-01,2
2026-10-20,PIANO,1
2026-11-02,DRESS-01,-1
2026-11-05,PIANO,1
2026-11-07,PIANO,-1
"""
SPEND = """date,amount,sku,gift,occasion,customer,role,note
2026-10-05,6.00,DRESS-01,wet-wipes,,,sales,
2026-10-05,6.00,DRESS-01,wet-wipes,,,sales,
2026-11-12,45.00,PIANO,,birthday,Ms Li,owner,flowers
2026-11-13,-1.50,,,,,,
"""
EXPENSE, CASH = "Expenses:Service", "Assets:Cash"
STANDARD, PERSONAL = "Liabilities:Service:Standard", "Liabilities:Service:Personal"
ACCRUALS = ["svc-2026-10-CNY-DRESS-01", "svc-2026-10-CNY-PIANO", "svc-2026-11-CNY-DRESS-01"]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    for name, text in (("shop.yaml", SHOP), ("sales.csv", SALES), ("spend.csv", SPEND)):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def journal(shop: Path, tool: str, *more: str | Path) -> str:
    return printed("journal", "shop.yaml", "--sales", "sales.csv", "--format", tool, *more, cwd=shop)


@each_tool
def test_what_is_put_aside_and_spent_stands_on_the_accounts(tool: str, shop: Path) -> None:
    """October: 2 x 10.00, and 300.00; November: -10.00, the piano comes back. Spent: 12.00 - 1.50 and 45.00."""
    assert balances(tool, journal(shop, tool, "--spend", "spend.csv")) == {
        (EXPENSE, "CNY"): Decimal("310.00"),  # 20.00 + 300.00 - 10.00
        (STANDARD, "CNY"): Decimal("-202.83"),  # -(20.00 + 203.33 - 10.00) + 10.50
        (PERSONAL, "CNY"): Decimal("-51.67"),  # -96.67 + 45.00
        (CASH, "CNY"): Decimal("-55.50"),
    }


@each_tool
def test_an_entry_stands_on_the_last_day_of_its_period_or_the_day_of_its_payment(tool: str, shop: Path) -> None:
    found = codes(tool, journal(shop, tool, "--spend", "spend.csv"))
    days = [date(2026, 10, 5)] * 2 + [date(2026, 10, 31)] * 2 + [date(2026, 11, day) for day in (12, 13, 30)]
    assert [day for day, _ in found] == days
    assert [code for _, code in found if code.startswith("svc-")] == ACCRUALS
    assert [code[:15] for _, code in found if code.startswith("svp-")] == [
        *["svp-2026-10-05-"] * 2, "svp-2026-11-12-", "svp-2026-11-13-",
    ]  # fmt: skip


@each_tool
def test_tags_say_what_an_entry_is_about(tool: str, shop: Path) -> None:
    found = list(tags(tool, journal(shop, tool, "--spend", "spend.csv")).values())
    assert {"period": "2026-10", "sku": "PIANO"} in found
    about = {"sku": "PIANO", "occasion": "birthday", "customer": "Ms Li", "role": "owner", "note": "flowers"}
    assert about in found


@each_tool
def test_a_sale_and_its_return_in_one_period_leave_no_entry(tool: str, shop: Path) -> None:
    (shop / "sales.csv").write_text("date,sku,quantity\n2026-11-05,PIANO,1\n2026-11-07,PIANO,-1\n")
    assert not list(codes(tool, journal(shop, tool)))


@each_tool
def test_since_leaves_out_what_is_dated_before(tool: str, shop: Path) -> None:
    text = journal(shop, tool, "--spend", "spend.csv", "--since", "2026-11-12")
    assert [day.day for day, _ in codes(tool, text)] == [12, 13, 30]
    everything = journal(shop, tool, "--spend", "spend.csv", "--no-declarations")
    bare = journal(shop, tool, "--spend", "spend.csv", "--no-declarations", "--since", "2026-11-12")
    assert everything.endswith(bare)
    balances(tool, text)


@each_tool
def test_a_second_month_without_declarations_goes_behind_the_first(tool: str, shop: Path) -> None:
    (shop / "october.csv").write_text("".join(SALES.splitlines(keepends=True)[:3]), "utf-8")
    first = printed("journal", "shop.yaml", "--sales", "october.csv", "--format", tool, cwd=shop)
    second = journal(shop, tool, "--since", "2026-11-01", "--no-declarations")
    assert balances(tool, first + second) == balances(tool, journal(shop, tool))


@pytest.mark.parametrize("tool", ["hledger", "ledger", "beancount"])
def test_the_order_of_rows_and_a_second_run_change_no_byte(tool: str, shop: Path) -> None:
    before = journal(shop, tool, "--spend", "spend.csv")
    assert journal(shop, tool, "--spend", "spend.csv") == before
    for name, text in (("sales.csv", SALES), ("spend.csv", SPEND)):
        header, *rows = text.splitlines(keepends=True)
        (shop / name).write_text("".join([header, *reversed(rows)]), "utf-8")
    assert journal(shop, tool, "--spend", "spend.csv") == before


@each_tool
def test_balances_are_what_accrue_says_in_two_currencies(tool: str, tmp_path: Path) -> None:
    rows = [("DRESS-01", 3), ("COAT-05", 7), ("QIPAO-06", 1), ("JEANS-03", 11)]
    with (tmp_path / "sales.csv").open("w", encoding="utf-8") as file:
        print("date,sku,quantity", file=file)
        for month in range(1, 13):
            for sku, quantity in rows:
                print(f"2026-{month:02}-{month:02},{sku},{quantity * month}", file=file)
    with (tmp_path / "dollars.csv").open("w", encoding="utf-8") as file:
        print("date,sku,quantity", file=file)
        for product in csv.DictReader(io.StringIO(printed("plan", COFFEE, "--format", "csv"))):
            print(f"2026-02-03,{product['sku']},5", file=file)
    call = (CLOTHES, COFFEE, "--sales", tmp_path / "sales.csv", "--sales", tmp_path / "dollars.csv")
    expected: Counter[tuple[str, str]] = Counter()
    for line in csv.DictReader(io.StringIO(printed("accrue", *call, "--by", "quarter", "--format", "csv"))):
        for account, amount in (
            (EXPENSE, Decimal(line["accrued"])),
            (STANDARD, -Decimal(line["standard"])),
            (PERSONAL, -Decimal(line["reserve"])),
        ):
            expected[account, line["currency"]] += amount  # type: ignore[assignment]
    assert {currency for _, currency in expected} == {"CNY", "USD"}
    assert balances(tool, printed("journal", *call, "--by", "quarter", "--format", tool)) == expected


@each_tool
def test_accounts_come_from_the_file_and_flags_beat_it(tool: str, shop: Path) -> None:
    accounts = "accounts: {expense: Expenses:Gifts, cash: Assets:Bank:X-1}\n"
    (shop / "shop.yaml").write_text(accounts + SHOP, "utf-8")
    text = journal(shop, tool, "--spend", "spend.csv", "--account", "cash=Assets:Till", "--account", f"personal={CASH}")
    assert {account for account, _ in balances(tool, text)} == {"Expenses:Gifts", STANDARD, CASH, "Assets:Till"}


@pytest.mark.parametrize("tool", [pytest.param(name, marks=needs(name)) for name in ("hledger", "ledger")])
def test_hledger_and_ledger_take_accounts_of_any_name(tool: str, shop: Path) -> None:
    given = ("--account", "expense=费用:服务", "--account", "standard=2000:2_1")
    found = balances(tool, journal(shop, tool, *given))
    assert {account for account, _ in found} == {"费用:服务", "2000:2_1", PERSONAL}


@pytest.mark.parametrize(
    ("account", "message"),
    [
        ("Gifts:Given", "beancount refuses the account Gifts:Given; begin it with Assets, Liabilities, "),
        ("Expenses:费用", "beancount refuses 费用 in the account Expenses:费用; begin each part with a capital"),
        ("Expenses:A_B", "beancount refuses A_B in the account"),
    ],
)  # fmt: skip
def test_beancount_is_given_no_account_that_it_refuses(account: str, message: str, shop: Path) -> None:
    call = ("journal", "shop.yaml", "--sales", "sales.csv", "--format", "beancount", "--account", f"expense={account}")
    done = run(*call, cwd=shop)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_ledger_is_given_no_date_that_it_refuses(shop: Path) -> None:
    (shop / "sales.csv").write_text("date,sku,quantity\n1399-12-31,PIANO,1\n", "utf-8")
    done = run("journal", "shop.yaml", "--sales", "sales.csv", "--format", "ledger", cwd=shop)
    assert (done.returncode, done.stdout) == (2, "")
    assert "ledger knows no dates before 1400: 1399-12-31" in done.stderr


def test_files_that_do_not_agree_on_an_account_need_a_flag(shop: Path) -> None:
    other = "valid_from: 2026-11-01\naccounts: {cash: Assets:Till}\n" + SHOP
    (shop / "later.yaml").write_text(other, "utf-8")
    call = ("journal", "shop.yaml", "later.yaml", "--sales", "sales.csv", "--spend", "spend.csv", "-f", "hledger")
    done = run(*call, cwd=shop)
    assert (done.returncode, done.stdout) == (2, "")
    assert "the pricing files in CNY have two accounts for cash: Assets:Cash and Assets:Till; choose one" in done.stderr
    assert "account Assets:Till\n" in printed(*call, "--account", "cash=Assets:Till", cwd=shop)


def test_rows_that_cannot_be_used_are_all_told_and_nothing_is_written(shop: Path) -> None:
    (shop / "sales.csv").write_text(SALES + "2026-11-31,PIANO,1\n", "utf-8")
    (shop / "spend.csv").write_text(SPEND + "2026-11-01,1x,,,,,,\n", "utf-8")
    call = ("--sales", "sales.csv", "--spend", "spend.csv", "--format", "hledger", "-o", "out.journal")
    done = run("journal", "shop.yaml", *call, cwd=shop)
    assert (done.returncode, done.stdout) == (1, "")
    assert "sales.csv:7:" in done.stderr
    assert "spend.csv:6:" in done.stderr
    assert not (shop / "out.journal").exists()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ((), "Missing option '--format'"),
        (("-f", "hledger"), "nothing to write; give --sales, --spend or --budget"),
        (("-f", "hledger", "--year", "2026", "--spend", "spend.csv"), "--year goes with --budget"),
        (("-f", "hledger", "--budget", "--sales", "sales.csv"), "--budget is written alone"),
        (("-f", "ledger", "--budget"), "--budget is written for hledger and beancount"),
        (("-f", "hledger", "--spend", "spend.csv", "--since", "1/1/26"), "'--since': 1/1/26 is not a date; write year"),
        (("-f", "hledger", "--budget", "--account", "bank=A:B"), "the roles are expense, standard, personal, cash"),
        (("-f", "hledger", "--budget", "--account", "cash=a"), "is no account; write parts of letters"),
        (("-f", "hledger", "--sales", "-", "--spend", "-"), "only one of the files can be standard input"),
        (("-f", "hledger", "--spend", "spend.csv", "--spend-columns", "x=y"), "--spend-columns: there is no column x"),
    ],
)
def test_a_call_that_makes_no_sense_is_refused(call: tuple[str, ...], message: str, shop: Path) -> None:
    done = run("journal", "shop.yaml", *call, cwd=shop)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in " ".join(done.stderr.split())


def test_sales_are_read_from_standard_input_under_other_names_of_columns(shop: Path) -> None:
    typed = SALES.replace("date,sku", "Tag,Artikel").encode()
    call = ("journal", "shop.yaml", "--sales", "-", "--columns", "date=Tag,sku=Artikel", "--format", "ledger")
    assert printed(*call, cwd=shop, stdin=typed) == journal(shop, "ledger")


def test_bean_check_accepts_the_file(shop: Path) -> None:
    journal(shop, "beancount", "--spend", "spend.csv", "-o", "service.beancount")
    assert ask("bean-check", str(shop / "service.beancount"), journal="") == ""


def test_beancount_learns_the_decimals_of_each_currency(shop: Path) -> None:
    (commodity,) = [each for each in load(journal(shop, "beancount")) if type(each).__name__ == "Commodity"]
    assert (commodity.currency, commodity.meta["precision"]) == ("CNY", Decimal(2))
