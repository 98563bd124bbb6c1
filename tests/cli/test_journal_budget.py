"""`svcbudget journal --budget`: hledger and Fava show the plan's figures of the year, to the cent."""

import csv
import io
import json
from datetime import date
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import pytest
from accounting import ask, load
from checkout import EXAMPLES
from program import printed, run

from tools import needs

pytestmark = pytest.mark.slow

SHOPS = sorted(EXAMPLES.glob("*.yaml"))
EXPENSE = "Expenses:Service"
STANDARD, PERSONAL = "Liabilities:Service:Standard", "Liabilities:Service:Personal"
PIANO = "  - {name: Piano, price: 20000, cost: COST, units_per_year: 12}\n"
each_example = pytest.mark.parametrize("file", SHOPS, ids=lambda file: file.stem)

Figures = dict[str, Decimal]


def plan(*files: Path) -> Figures:
    """Return what the plan puts aside in a year, by account."""
    (totals,) = json.loads(printed("plan", *files, "--format", "json"))["totals"]
    names = {EXPENSE: "year_budget", STANDARD: "year_standard", PERSONAL: "year_reserve"}
    return {account: Decimal(totals[name]) * (1 if account == EXPENSE else -1) for account, name in names.items()}


def budget(form: str, *files: Path, year: int = 2027) -> str:
    done = run("journal", *files, "--budget", "--year", str(year), "--format", form)
    assert done.returncode == 0
    return done.stdout


def ask_hledger(journal: str, months: str) -> Figures:
    """Return what hledger shows as the goals of its budget report."""
    ask("hledger", "-f", "-", "check", "--strict", journal=journal)
    words = ("bal", "--budget", "--strict", "-N", "-p", f"every 12 months {months}", "-O", "csv", "--flat")
    rows = csv.DictReader(io.StringIO(ask("hledger", "-f", "-", *words, journal=journal)))
    return {row["Account"]: Decimal(row["budget"].split()[0]) for row in rows}


def ask_fava(journal: str, start: date, stop: date) -> Figures:
    """Return what Fava's own reader makes of the directives."""
    fava = import_module("fava.core.budgets")
    budgets, errors = fava.parse_budgets([each for each in load(journal) if type(each).__name__ == "Custom"])
    assert errors == []
    goals = {account: fava.calculate_budget(budgets, account, start, stop) for account in budgets}
    return {account: round(goal, 6) for account, each in goals.items() for goal in each.values()}


@needs("hledger")
@each_example
def test_hledger_shows_the_figures_of_the_plan(file: Path) -> None:
    found = ask_hledger(budget("hledger", file), "from 2027-01-01 to 2028-01-01")
    assert {account: found.get(account, 0) for account in (EXPENSE, STANDARD, PERSONAL)} == plan(file)


@each_example
def test_fava_reads_the_figures_of_the_plan(file: Path) -> None:
    assert ask_fava(budget("beancount", file), date(2027, 1, 1), date(2028, 1, 1)) == plan(file)


@pytest.fixture
def changing(tmp_path: Path) -> tuple[Path, Path]:
    """Return files that hold from the start, and from 2027-07-02 on.

    Under the default policy 20000 - 17000 puts 300.00 aside, 203.33 standard and 96.67 personal; 20000 - 16000 puts
    400.00 aside, 270.00 and 130.00. Twelve of them are sold in a year.
    """
    before, after = tmp_path / "before.yaml", tmp_path / "after.yaml"
    before.write_text("currency: CNY\nproducts:\n" + PIANO.replace("COST", "17000"), "utf-8")
    after.write_text("currency: CNY\nvalid_from: 2027-07-02\nproducts:\n" + PIANO.replace("COST", "16000"), "utf-8")
    return before, after


def test_a_month_belongs_to_the_file_that_holds_on_its_first_day(changing: tuple[Path, Path]) -> None:
    text = budget("hledger", *changing)
    assert text.split("\n\n", 1)[1] == (
        "~ monthly from 2027-01-01 to 2027-08-01\n"
        "    Expenses:Service               300.00 CNY\n"
        "    Liabilities:Service:Standard  -203.33 CNY\n"
        "    Liabilities:Service:Personal   -96.67 CNY\n\n"
        "~ monthly from 2027-08-01 to 2028-01-01\n"
        "    Expenses:Service               400.00 CNY\n"
        "    Liabilities:Service:Standard  -270.00 CNY\n"
        "    Liabilities:Service:Personal  -130.00 CNY\n\n"
    )


@needs("hledger")
def test_before_any_file_holds_nothing_is_planned(changing: tuple[Path, Path]) -> None:
    """August to December: 5 x 400.00."""
    months = "from 2027-01-01 to 2028-01-01"
    assert ask_hledger(budget("hledger", changing[1]), months)[EXPENSE] == Decimal("2000.00")
    found = ask_fava(budget("beancount", changing[1]), date(2027, 1, 1), date(2028, 1, 1))
    assert found == {EXPENSE: Decimal(2000), STANDARD: Decimal(-1350), PERSONAL: Decimal(-650)}
    done = run("journal", changing[1], "--budget", "--year", "2026", "--format", "hledger")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Error: no pricing file holds on the first day of any month of 2026\n"


def test_what_is_too_little_for_every_month_ends_in_fava_too(tmp_path: Path) -> None:
    """A profit of 0.30 puts 0.08 aside (25%, half up): a cent in each of eight months and none in the last four."""
    file = tmp_path / "shop.yaml"
    file.write_text("currency: CNY\nproducts: [{name: pin, profit: 0.30, units_per_year: 1}]\n", "utf-8")
    text = budget("beancount", file)
    assert ask_fava(text, date(2027, 1, 1), date(2027, 9, 1))[EXPENSE] == Decimal("0.08")
    assert ask_fava(text, date(2027, 9, 1), date(2028, 1, 1))[EXPENSE] == 0


def test_products_without_units_are_told(tmp_path: Path) -> None:
    file = tmp_path / "shop.yaml"
    head, pin = "currency: CNY\nproducts:\n", "  - {name: pin, profit: 3}\n"
    file.write_text(head + PIANO.replace("COST", "17000") + pin, "utf-8")
    done = run("journal", file, "--budget", "--year", "2027", "--format", "hledger")
    assert done.returncode == 0
    assert "300.00 CNY" in done.stdout
    assert done.stderr == "1 of 2 products has no units_per_year and is not in the budget\n"
    file.write_text(head + pin, "utf-8")
    done = run("journal", file, "--budget", "--format", "hledger")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Error: no product has units_per_year, so there is no budget of the year\n"
