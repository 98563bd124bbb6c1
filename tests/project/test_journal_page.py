"""The page on the journal shows what its own commands write."""

import re
import shlex
from pathlib import Path

import pytest
from accounting import WRITERS, balances, each_tool
from checkout import DOCS
from program import PROGRAM, shell

from svcbudget.books.entries import ROLES

pytestmark = pytest.mark.slow

PAGE = DOCS / "journal.md"
TEXT = PAGE.read_text("utf-8")
SHOWN = ("service.hledger", "service.ledger", "service.beancount", "budget.hledger", "budget.beancount")
"""The files whose text stands on the page, in its order."""


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)


def carry_out(script: str, folder: Path) -> None:
    """Run a script of the page beside the pricing file of the page."""
    (folder / "boutique.yaml").write_text(blocks("yaml")[0], "utf-8")
    done = shell(f'set -e\nsvcbudget() {{ {shlex.join(PROGRAM)} "$@"; }}\n{script}', cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("page")
    carry_out(blocks("sh")[0], folder)
    return {name: (folder / name).read_text("utf-8") for name in SHOWN}


def test_the_journals_on_the_page_are_what_its_commands_write(written: dict[str, str]) -> None:
    shown = re.findall(r"^```(?:hledger|ledger|beancount)\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
    assert shown == [text.rstrip("\n") + "\n" for text in written.values()]


@each_tool
def test_programs_accept_the_journal_with_the_budget(tool: str, written: dict[str, str]) -> None:
    journal, budget = written[f"service.{tool}"], written.get(f"budget.{tool}", "")
    assert balances(tool, journal)
    if tool == "hledger":
        assert balances(tool, journal + budget) == balances(tool, journal)


def test_months_on_the_page_go_into_one_file(tmp_path: Path) -> None:
    """DRESS-01 puts 10.00 aside: 2 + 5 + 1 are sold."""
    carry_out(blocks("sh")[1], tmp_path)
    found = balances("beancount", (tmp_path / "books.beancount").read_text("utf-8"))
    assert {account: str(number) for (account, _), number in found.items()} == {
        "Expenses:Service": "80.00",
        "Liabilities:Service:Standard": "-80.00",
    }


def test_the_page_names_every_role_of_an_account() -> None:
    keys = re.findall(r"^  (\w+): ", blocks("yaml")[1], re.MULTILINE)
    assert tuple(keys) == ROLES


def test_the_page_speaks_of_every_program() -> None:
    assert [tool for tool in WRITERS if f"For {tool}:" not in TEXT] == []
