"""The registers that real programs print of real journals, read as they are: the same spending, the same envelopes."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from accounting import ask
from program import printed, run
from test_sales import SHOP, document
from test_spending import faults, movements, spent
from tracking import CALL, GROUPS, track

from svcbudget.books.spending import ABOUT
from svcbudget.pricing.document import Document
from tools import needs

pytestmark = pytest.mark.slow

with_hledger = needs("hledger")


def register(text: str, *shops: Document) -> list[tuple[date, int, str]]:
    return movements(spent(text.splitlines()[1:], *shops, header=text.splitlines()[0]))


SPENT = """date,amount,sku,gift,occasion,customer,role,note
2026-11-05,40.00,DRESS,fruit-box,birthday,Ann,staff,"fruit for ""Ann"", with a card"
2026-11-20,1234.50,,,,,,a party | of many
2026-12-03,-4.00,DRESS,,,,,the shop took one back
2026-12-03,-4.00,DRESS,,,,,the shop took one back
2026-12-04,2.00,DRESS,,,,,svc-2026-12 service put aside
"""
SOLD = "date,sku,quantity,customer\n2026-11-02,DRESS,3,Ann\n2026-11-02,CAR,1,Bo\n2026-12-04,DRESS,-1,Ann\n"
PAYMENTS = spent(SPENT.splitlines()[1:], header=SPENT.splitlines()[0])


def write_own_journal(folder: Path, tool: str) -> str:
    """Return our journal of sales, with more returns than sales in December, and of spending."""
    for name, text in (("shop.yaml", SHOP), ("sales.csv", SOLD), ("spend.csv", SPENT)):
        (folder / name).write_text(text, "utf-8")
    return printed("journal", *CALL[1:], "--format", tool, cwd=folder)


@with_hledger
@pytest.mark.parametrize("accounts", [["Liabilities:Service"], [], ["Liabilities", "Expenses"]], ids=" ".join)
def test_the_register_of_our_own_journal_in_hledger_is_the_spending(tmp_path: Path, accounts: list[str]) -> None:
    """Accruals are left out by their code, also the one of December, 10.00 the other way round for a return."""
    journal = write_own_journal(tmp_path, "hledger")
    text = ask("hledger", "-f", "-", "register", "-O", "csv", *accounts, journal=journal)
    assert sorted(register(text)) == sorted(movements(PAYMENTS))


def query(words: str, journal: str, folder: Path) -> str:
    """Return what bean-query prints on a journal."""
    (folder / "a.beancount").write_text(journal, "utf-8")
    command = [sys.executable, "-m", "beanquery", "-f", "csv", str(folder / "a.beancount"), words]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize(
    "words",
    [
        "SELECT date, account, links, narration, position WHERE account ~ 'Liabilities:Service'",
        "SELECT date, links, account, number, currency",
        "SELECT date, account, payee, narration, position",
    ],
)
def test_the_register_of_our_own_journal_in_bean_query_is_the_spending(tmp_path: Path, words: str) -> None:
    text = query(words, write_own_journal(tmp_path, "beancount"), tmp_path)
    assert sorted(register(text)) == sorted(movements(PAYMENTS))


def test_the_metadata_of_our_journal_come_back_where_they_are_asked_for(tmp_path: Path) -> None:
    words = "SELECT date, account, links, position, " + ", ".join(f"any_meta('{name}') AS {name}" for name in ABOUT)
    journal = write_own_journal(tmp_path, "beancount")
    text = query(f"{words} WHERE account ~ 'Liabilities:Service'", journal, tmp_path)
    rows = spent(text.splitlines()[1:], header=text.splitlines()[0])
    assert sorted(repr(row[:-2]) for row in rows) == sorted(repr(row[:-2]) for row in PAYMENTS)


FOREIGN = """
2026-11-01 * (77) what November put aside
  expenses:service           CNY 90.00
  liabilities:service:standard
2026-11-05 * a box of fruit
  liabilities:service:standard:shop   CNY 40.00
  assets:bank
2026-11-20 * the party, "a great one"
  expenses:service:gifts            CNY 1234.50
  assets:bank
2026-11-21 * the party gave something back
  expenses:service:gifts            CNY -34.50
  assets:bank
"""


@with_hledger
def test_in_a_journal_of_others_debits_of_the_reserve_are_spending_and_credits_accruals() -> None:
    text = ask("hledger", "-f", "-", "register", "liabilities", "-O", "csv", journal=FOREIGN)
    assert register(text) == [(date(2026, 11, 5), 4000, "CNY")]


@with_hledger
def test_of_an_expense_account_what_is_below_nought_is_money_back() -> None:
    text = ask("hledger", "-f", "-", "register", "expenses:service:gifts", "-O", "csv", journal=FOREIGN)
    assert register(text) == [(date(2026, 11, 20), 123450, "CNY"), (date(2026, 11, 21), -3450, "CNY")]
    assert spent(text.splitlines()[1:], header=text.splitlines()[0])[0].note == 'the party, "a great one"'


@with_hledger
def test_thousands_set_apart_by_hledger_are_read() -> None:
    journal = "commodity CNY 1,000.00\n" + FOREIGN
    text = ask("hledger", "-f", "-", "register", "expenses:service:gifts", "-O", "csv", journal=journal)
    assert register(text)[0] == (date(2026, 11, 20), 123450, "CNY")


@with_hledger
def test_a_register_of_no_account_of_service_is_refused() -> None:
    text = ask("hledger", "-f", "-", "register", "assets", "-O", "csv", journal=FOREIGN)
    (line, code, message), *more = faults(text.splitlines()[1:], header=text.splitlines()[0])
    assert (line, code, message, more) == (1, "SB008", "no account of this register is one of service", [])


@with_hledger
def test_accounts_of_the_pricing_file_tell_which_is_the_reserve() -> None:
    named = SHOP + "accounts: {standard: Liabilities:Gifts, expense: Costs:Gifts}\n"
    journal = FOREIGN.replace("liabilities:service:standard", "liabilities:gifts")
    text = ask("hledger", "-f", "-", "register", "liabilities", "-O", "csv", journal=journal)
    assert register(text, document(named)) == [(date(2026, 11, 5), 4000, "CNY")]


@with_hledger
def test_the_register_that_hledger_prints_of_our_journal_gives_the_same_envelope(tmp_path: Path) -> None:
    journal = write_own_journal(tmp_path, "hledger")
    text = ask("hledger", "-f", "-", "register", "Liabilities:Service", "-O", "csv", journal=journal)
    expected = track(tmp_path)
    (tmp_path / "spend.csv").write_text(text, "utf-8")
    assert track(tmp_path) == expected


@pytest.mark.parametrize("group", GROUPS)
def test_the_register_that_bean_query_prints_of_our_journal_gives_the_same_envelopes(
    tmp_path: Path, group: str
) -> None:
    journal = write_own_journal(tmp_path, "beancount")
    metadata = ", ".join(f"any_meta('{name}') AS {name}" for name in ("sku", "gift", "occasion", "customer"))
    words = f"SELECT date, account, links, narration, position, {metadata}"
    expected = track(tmp_path, "--group", group)
    (tmp_path / "spend.csv").write_text(query(words, journal, tmp_path), "utf-8")
    assert track(tmp_path, "--group", group) == expected


@with_hledger
def test_a_register_that_sums_up_its_periods_is_refused() -> None:
    text = ask("hledger", "-f", "-", "register", "expenses:service:gifts", "-M", "-O", "csv", journal=FOREIGN)
    lines = text.splitlines()
    assert {message for _, _, message in faults(lines[1:], header=lines[0])} == {
        "the register sums up its transactions"
    }


@needs("hledger")
def test_what_our_journal_has_booked_is_not_booked_again(tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text(SHOP, "utf-8")
    (tmp_path / "spend.csv").write_text("date,amount\n2026-11-05,12.50\n", "utf-8")
    booked = run("journal", "shop.yaml", "--spend", "spend.csv", "-f", "hledger", cwd=tmp_path).stdout
    register = ask("hledger", "-f", "-", "register", "Liabilities:Service", "-O", "csv", journal=booked)
    (tmp_path / "register.csv").write_text(register, "utf-8")
    done = run("journal", "shop.yaml", "--spend", "register.csv", "-f", "hledger", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "its payments are booked already" in done.stderr
