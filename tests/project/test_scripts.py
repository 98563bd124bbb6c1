"""The scripts in examples/scripts, and the page on month-end, carried out for real beside a copy of their data."""

import csv
import io
import re
import shutil
from pathlib import Path

import pytest
from closing import CLOSE, NOVEMBER, OCTOBER, Run, append, look, posted, told
from repositories import SEARCHED

from tools import needs

pytestmark = pytest.mark.slow


@needs("hledger")
def test_months_are_booked_one_after_the_other(close: Run, desk: Path) -> None:
    """October puts 543.00 aside and spends 86.00; November 846.00 and 180.50."""
    assert told(close("2026-10")) == (0, ["no findings (1 file, 3 products)", "457.00 CNY"])
    assert posted(desk) == OCTOBER
    october = (desk / "data" / "service.journal").read_bytes()
    assert told(close("2026-11")) == (0, ["no findings (1 file, 3 products)", "1122.50 CNY"])
    assert posted(desk) == sorted(OCTOBER + NOVEMBER)
    assert (desk / "data" / "service.journal").read_bytes().startswith(october)


@needs("hledger")
def test_hledger_has_as_much_left_as_the_script_says(close: Run, call: Run, desk: Path) -> None:
    close("2026-10")
    left = close("2026-11").stdout.split()[-2]
    call("hledger", "-f", "data/main.journal", "check", "--strict").check_returncode()
    found = call("hledger", "-f", "data/main.journal", "balance", "Liabilities:Service", "-O", "csv").stdout
    assert [*csv.reader(io.StringIO(found))][-1] == ["total", f"-{left} CNY"]


def test_a_closed_month_is_written_as_csv(close: Run, desk: Path) -> None:
    close("2026-10")
    with (desk / "data" / "accruals-2026-10.csv").open(encoding="utf-8") as table:
        rows = [(row["period"], row["sku"], row["accrued"]) for row in csv.DictReader(table)]
    assert rows == [("2026-10", "TEA-SET", "323.00"), ("2026-10", "TEA-100", "60.00"), ("2026-10", "TABLE", "160.00")]


def test_all_months_of_one_journal_are_what_svcbudget_writes_at_once(close: Run, call: Run, desk: Path) -> None:
    close("2026-10")
    close("2026-11")
    sales = ("--sales", "data/sales-2026-10.csv", "--sales", "data/sales-2026-11.csv")
    whole = call("svcbudget", "journal", "data/shop.yaml", *sales, "--spend", "data/spend.csv", "-f", "hledger")
    assert (desk / "data" / "service.journal").read_text("utf-8") == whole.stdout


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"LC_ALL": "", "LANG": "zh_CN.UTF-8"}])
def test_a_second_run_changes_no_byte_in_any_locale(close: Run, desk: Path, locale: dict[str, str]) -> None:
    file = desk / "data" / "shop.yaml"
    file.write_text(file.read_text("utf-8").replace("Tea", "茶"), "utf-8")
    close("2026-10")
    first = close("2026-11")
    before = look(desk / "data")
    again = close("2026-11", **locale)
    assert told(first) == told(again) == (0, ["no findings (1 file, 3 products)", "1122.50 CNY"])
    assert look(desk / "data") == before


def test_a_journal_that_went_through_an_editor_is_still_recognised(close: Run, desk: Path) -> None:
    """Line ends of Windows, no blank lines, a remark, and no line end at the end."""
    journal = desk / "data" / "service.journal"
    close("2026-10")
    text = journal.read_text("utf-8").replace("\n\n", "\n").replace("Tea set", "Set of tea  ; the old name")
    journal.write_bytes(text.rstrip("\n").replace("\n", "\r\n").encode())
    assert told(close("2026-11"))[0] == 0
    before = journal.read_bytes()
    assert told(close("2026-11"))[0] == 0
    assert journal.read_bytes() == before
    assert before.count(b"(svc-2026-10-CNY-TEA-SET)") == before.count(b"(svc-2026-11-CNY-TEA-SET)") == 1


@pytest.mark.parametrize(
    ("file", "row", "code", "message"),
    [
        ("sales-2026-11.csv", "2026-11-31,TABLE,1,", 1, "sales-2026-11.csv:6:1: error[SB007] date: "),
        ("sales-2026-11.csv", "2026-11-30,CHAIR,1,", 1, "error[SB010] sku CHAIR is in no pricing file"),
        ("spend.csv", "2026-11-30,ten,,,,,,", 1, "spend.csv:5:12: error[SB007] amount: "),
        ("shop.yaml", "  - {name: Cup, price: 10, cost: 12}", 1, "error[SB101]"),
        ("shop.yaml", "  - {name: Cup", 1, "shop.yaml:8"),
        ("sales-2026-10.csv", "2026-10-31,TABLE,1,", 1, "svc-2026-10-CNY-TABLE is posted with another "),
        ("spend.csv", "2026-10-31,5.00,,,,,,", 1, " is of a month before, and is not posted"),
    ],
)
def test_whatever_is_wrong_leaves_every_file_as_it_was(
    close: Run, desk: Path, file: str, row: str, code: int, message: str
) -> None:
    close("2026-10")
    append(desk / "data" / file, row)
    before = look(desk / "data")
    done = close("2026-11")
    assert (done.returncode, message in done.stdout) == (code, True), done.stdout
    assert look(desk / "data") == before


def test_a_payment_that_is_posted_and_in_no_table_any_more_is_told(close: Run, desk: Path) -> None:
    close("2026-10")
    table = desk / "data" / "spend.csv"
    table.write_text(table.read_text("utf-8").replace("86.00", "68.00"))
    before = look(desk / "data")
    done = close("2026-10")
    assert (done.returncode, re.sub("svp-2026-10-20-[0-9a-f]{12}", "svp", done.stdout).splitlines()[-2:]) == (
        1,
        [
            "month-end-close: svp is posted, and is in no table",
            "month-end-close: nothing is booked; close the months before first, and date in 2026-10 what came late",
        ],
    )
    assert look(desk / "data") == before


def test_a_month_is_not_closed_before_the_one_before(close: Run, desk: Path) -> None:
    before = look(desk / "data")
    done = close("2026-11")
    assert (done.returncode, "svc-2026-10-CNY-TABLE is of a month before" in done.stdout) == (1, True)
    assert look(desk / "data") == before


def test_a_month_before_may_be_closed_again_after_later_ones(close: Run, desk: Path) -> None:
    close("2026-10")
    close("2026-11")
    before = look(desk / "data")
    assert told(close("2026-10")) == (0, ["no findings (1 file, 3 products)", "457.00 CNY"])
    assert look(desk / "data") == before


@needs("hledger")
def test_a_closed_month_is_closed_anew_once_its_entries_are_taken_out(close: Run, desk: Path) -> None:
    """One table more at the price of the file puts 190.00 aside."""
    close("2026-10")
    close("2026-11")
    append(desk / "data" / "sales-2026-10.csv", "2026-10-31,TABLE,1,")
    assert told(close("2026-10"))[0] == 1
    journal = desk / "data" / "service.journal"
    entries = journal.read_text("utf-8").split("\n\n")
    journal.write_text("\n\n".join(entry for entry in entries if not entry.startswith("2026-10-31")), "utf-8")
    assert told(close("2026-10"))[1][-1] == "647.00 CNY"
    assert told(close("2026-11"))[1][-1] == "1312.50 CNY"
    assert posted(desk) == sorted(OCTOBER + NOVEMBER)


def test_a_month_without_anything_has_left_what_the_one_before_had(close: Run) -> None:
    close("2026-10")
    close("2026-11")
    assert told(close("2026-12")) == (0, ["no findings (1 file, 3 products)", "1122.50 CNY"])


def test_overspending_is_told_by_a_code_of_its_own_once_the_month_is_closed(close: Run, desk: Path) -> None:
    append(desk / "data" / "spend.csv", "2026-10-30,457.01,,,,,,a feast")
    done = close("2026-10")
    assert told(done)[0] == 4
    last = "month-end-close: 2026-10 is closed, but more was spent than there was"
    assert sorted(told(done)[1][1:]) == ["-0.01 CNY", last]
    assert (desk / "data" / "service.journal").read_text("utf-8").count("svp-2026-10-30-") == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["2026-11"], "usage: "),
        (["-q"], "usage: "),
        (["-p", "shop.yaml", "-s", "s.csv", "-x", "x.csv", "-j", "j", "-a", "a", "2026-13"], "2026-13 is no month"),
        (["-p", "shop.yaml", "-s", "none.csv", "-x", "x.csv", "-j", "j", "-a", "a", "2026-11"], "no file none.csv"),
        (["-p", "shop.yaml", "-s", "-", "-x", "spend.csv", "-j", "j", "-a", "a", "2026-11"], "no file -"),
        (["-p", "shop.yaml", "-s", "spend.csv", "-x", "spend.csv", "-j", "./spend.csv", "-a", "a", "2026-11"], "input"),
        (["-p", "shop.yaml", "-s", "spend.csv", "-x", "spend.csv", "-j", "j", "-a", "j", "2026-11"], "both"),
    ],
)
def test_a_call_that_makes_no_sense_is_refused(call: Run, desk: Path, words: list[str], message: str) -> None:
    before = look(desk / "data")
    done = call(desk / CLOSE, *words, folder=desk / "data")
    assert (done.returncode, message in done.stdout) == (2, True), done.stdout
    assert look(desk / "data") == before


def test_the_script_is_clean_under_shellcheck(call: Run) -> None:
    if not shutil.which("shellcheck", path=SEARCHED):
        pytest.skip("needs shellcheck")
    assert told(call("shellcheck", CLOSE)) == (0, [])
