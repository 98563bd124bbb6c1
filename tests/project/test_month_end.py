"""The Makefile in examples/scripts, and the page on month-end, carried out for real beside a copy of their data."""

import csv
import io
import os
import re
import shutil
from pathlib import Path

import pytest
from checkout import TESTS
from closing import CLOSE, PAGE, SCRIPTS, Run, append, look, told

from tools import needs

pytestmark = pytest.mark.slow


@needs("hledger")
def test_make_books_a_month_again_only_when_a_table_changed(call: Run, desk: Path) -> None:
    for month in ("2026-10", "2026-11"):
        assert told(call("make", "close", f"MONTH={month}", LC_ALL="C"))[0] == 0
    before = look(desk / "data")
    check = "hledger -f data/main.journal check --strict"
    assert told(call("make", "close", "MONTH=2026-11")) == (0, [check])
    changed = (desk / "data" / "sales-2026-11.csv").stat().st_mtime
    os.utime(desk / "data" / "accruals-2026-11.csv", (changed - 1, changed - 1))
    code, lines = told(call("make", "close", "MONTH=2026-11"))
    assert (code, lines[0].split()[0], lines[-2:]) == (0, f"./{CLOSE}", ["1122.50 CNY", check])
    assert look(desk / "data") == before


@needs("hledger")
def test_make_fails_where_the_script_does_and_books_on_where_it_only_warns(call: Run, desk: Path) -> None:
    before = look(desk / "data")
    assert told(call("make", "close", "MONTH=2026-11"))[0] == 2
    assert told(call("make", "close"))[1][0] == "say which month: make close MONTH=2026-11"
    assert look(desk / "data") == before
    append(desk / "data" / "spend.csv", "2026-10-30,457.01,,,,,,a feast")
    assert told(call("make", "close", "MONTH=2026-10"))[0] == 0


@needs("hledger")
def test_make_reports_what_hledger_and_svcbudget_have_left(call: Run) -> None:
    call("make", "close", "MONTH=2026-10")
    call("make", "close", "MONTH=2026-11")
    code, lines = told(call("make", "report"))
    text = "\n".join(lines)
    assert (code, "-457.00 CNY  -1122.50 CNY" in text, "│ 1,122.50 │" in text) == (0, True, True)


@needs("hledger")
def test_the_commands_of_the_page_print_what_it_says(call: Run, desk: Path, request: pytest.FixtureRequest) -> None:
    """The first block is carried out beside the data, the second above a fresh copy of it; blanks at line ends go."""
    folders = iter([desk / "data", shutil.copytree(SCRIPTS, desk / "fresh")])

    def tell(block: re.Match[str]) -> str:
        text, folder = "", next(folders)
        for command in re.findall(r"^\$ (.*)$", block[1], re.MULTILINE):
            done = call("bash", "-c", command, folder=folder)
            assert done.returncode == 0, done.stdout
            printed = re.sub(" +$", "", done.stdout, flags=re.MULTILINE)  # hledger fills up its columns
            text += f"$ {command}\n{printed}"
        return f"```console\n{text}```"

    page = PAGE.read_text("utf-8")
    retold = re.sub(r"^```console\n(.*?)^```$", tell, page, flags=re.DOTALL | re.MULTILINE)
    if request.config.getoption("--renew"):
        PAGE.write_text(retold, "utf-8")
    else:
        assert retold == page


def test_three_months_may_differ_from_their_quarter(call: Run, desk: Path) -> None:
    """Green tea puts 1.50 aside: a hundredth of it 0.015, which is 0.02 in each month; three of them are 0.045."""
    (desk / "sales.csv").write_text("date,sku,quantity\n" + "".join(f"2026-0{m}-01,TEA-100,0.01\n" for m in "123"))
    words = ("svcbudget", "accrue", "data/shop.yaml", "--sales", "sales.csv", "--format", "csv", "--no-header")
    assert told(call(*words, "--fields", "accrued"))[1] == ["0.02", "0.02", "0.02"]
    assert told(call(*words, "--fields", "accrued", "--by", "quarter"))[1] == ["0.05"]


def test_a_return_is_worked_out_by_the_file_in_force_on_its_day_or_by_its_own_price(call: Run, desk: Path) -> None:
    """A tea set puts 19.00 aside; from November on it costs 20.00 less and earns 170.00, of which 17.00 are put aside.

    At the price of its sale it reverses 19.00 in November too.
    """
    file = desk / "data" / "shop.yaml"
    later = (
        file.read_text("utf-8").replace("480.00", "460.00").replace("accounts:", "valid_from: 2026-11-01\naccounts:")
    )
    (desk / "later.yaml").write_text(later)
    rows = ["2026-10-02,TEA-SET,1,", "2026-11-02,TEA-SET,-1,", "2026-12-02,TEA-SET,-1,480.00"]
    (desk / "sales.csv").write_text("\n".join(["date,sku,quantity,price", *rows]))
    words = ("svcbudget", "accrue", file, "later.yaml", "--sales", "sales.csv", "--format", "csv", "--no-header")
    assert told(call(*words, "--fields", "accrued"))[1] == ["19.00", "-17.00", "-19.00"]


def test_a_price_changed_without_a_new_date_is_told_where_it_changes_a_closed_month(close: Run, desk: Path) -> None:
    close("2026-10")
    file = desk / "data" / "shop.yaml"
    file.write_text(file.read_text("utf-8").replace("480.00", "460.00"))
    before = look(desk / "data")
    done = close("2026-11")
    assert (done.returncode, "svc-2026-10-CNY-TEA-SET is posted with another" in done.stdout) == (1, True)
    assert look(desk / "data") == before


@needs("hledger")
def test_the_tenth_line_of_the_page_leaves_a_journal_that_hledger_accepts(call: Run, desk: Path) -> None:
    """A table sold at the price of the file puts 190.00 aside."""
    lines = re.findall(r"^\$ (.*)$", PAGE.read_text("utf-8"), re.MULTILINE)[:10]
    call("bash", "-c", "\n".join(["set -e", *lines, lines[4]]), folder=desk / "data").check_returncode()
    found = call("hledger", "-f", "data/main.journal", "balance", "Expenses", "-O", "csv").stdout
    assert [*csv.reader(io.StringIO(found))][-1] == ["total", "1579.00 CNY"]


def test_the_page_names_tests_that_there_are() -> None:
    named = set(re.findall(r"`(test_\w+\.py)`", PAGE.read_text("utf-8")))
    assert [name for name in sorted(named) if not any(TESTS.rglob(name))] == []
    assert Path(__file__).name in named
