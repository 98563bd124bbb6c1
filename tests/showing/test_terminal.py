"""Tables at every width, in every encoding and with every kind of name: no amount is cut, no name acts."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from checkout import GOLDEN_SHOP
from hypothesis import given
from hypothesis import strategies as st
from program import run, show
from rich.cells import cell_len

from svcbudget.showing.forms import terminal
from svcbudget.showing.section import BREAK, Column, Row, Section

FIGURES = (
    "annual_profit",
    "floor",
    "budget",
    "ceiling",
    "standard",
    "reserve",
    "heaviest_gift",
    "year_budget",
    "spent",
)
NAMES = [
    "连衣裙",
    "a family: 👨‍👩‍👧‍👦",
    "cafe\u0301 cre\u0300me",
    "[/] [bold]not bold[/bold]",
    "[link=https://example.com]no link[/link]",
    "C:\\shop\\new",
    "x" * 200,
    "很长的名字" * 40,
    "many short words " * 11 + "end",
    ":smile: & <b> 'quoted' \"twice\"",
]
NAMED_SHOP = "currency: CNY\nproducts:\n" + "".join(
    f"  - {{name: {json.dumps(name, ensure_ascii=False)}, sku: s{i}, price: {i + 2}00, cost: 60, units_per_year: 7}}\n"
    for i, name in enumerate(NAMES)
)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Return a folder with a pricing file full of unusual names."""
    (tmp_path / "names.yaml").write_text(NAMED_SHOP, "utf-8")
    return tmp_path


def tables_of(text: str) -> list[list[str]]:
    """Return the lines of each table of a text, borders included; there must be some."""
    found = re.findall(r"^[╭+].*?^[╰+][─┴╯+-]+$(?!\n[|│├])", text, re.DOTALL | re.MULTILINE)
    assert found
    return [lines.split("\n") for lines in found]


def in_words(amount: str) -> str:
    return f"{Decimal(amount):,}"


def amounts_of(plans: Any) -> set[str]:
    """Return all amounts of a plan that the tables show to the cent, as they show them.

    Worth is a guess and shown in whole units.
    """
    found = {product[name] for product in plans["products"] for name in FIGURES if product[name] is not None}
    for product in plans["products"]:
        found |= {gift[name] for gift in product["gifts"] for name in ("unit_cost", "year_cost")}
        found |= {line["unit_cost"] for line in product["occasions"] if line["kind"] == "gift"}
        if promises := product["promises"]:
            found |= {line[name] for line in promises["lines"] for name in ("unit_cost", "year_cost")}
            found |= {promises[name] for name in ("cost", "standard", "reserve") if Decimal(promises[name])}
            found |= {
                promises[name] for name in promises if name.endswith(("left", "over")) and Decimal(promises[name])
            }
    for totals in plans["totals"]:
        found |= {totals[name] for name in ("annual_profit", "year_budget", "year_standard", "year_reserve")}
    return {in_words(amount) for amount in found}


@pytest.fixture(scope="module")
def golden_amounts() -> set[str]:
    """Return the amounts of the golden shop."""
    return amounts_of(json.loads(run("plan", GOLDEN_SHOP, "--format", "json").stdout))


@pytest.mark.parametrize("columns", [24, 40, 60, 80, 100, 120, 200])
def test_no_line_is_wider_than_the_screen_and_no_amount_is_lost(columns: int, golden_amounts: set[str]) -> None:
    """On the narrowest screen a range of two amounts may stand on two lines, and so may a long one."""
    text = run("plan", GOLDEN_SHOP, "--show", "all", COLUMNS=str(columns)).stdout
    assert max(map(cell_len, text.split("\n"))) <= columns
    if columns == 24:
        golden_amounts = {amount for amount in golden_amounts if len(amount) <= 6}
    assert golden_amounts - set(re.findall(r"(?<![\d,.])-?[\d,]+\.\d\d", text)) == set()


@pytest.mark.parametrize("columns", [60, 120])
def test_at_a_terminal_tables_are_as_wide_as_it_is_at_most(columns: int) -> None:
    text = show("plan", GOLDEN_SHOP, "--show", "all", "--color", "never", columns=columns)
    assert text == run("plan", GOLDEN_SHOP, "--show", "all", COLUMNS=str(columns)).stdout


def test_away_from_a_terminal_tables_are_as_wide_as_they_need(shop: Path) -> None:
    text = run("plan", "names.yaml", "--show", "budgets", cwd=shop).stdout
    assert all(name in text for name in NAMES)
    assert max(map(cell_len, text.split("\n"))) > 400


@pytest.mark.parametrize("columns", [24, 60, 120, 600])
@pytest.mark.parametrize("parts", [(), ("--show", "all")])
def test_every_line_of_a_table_is_equally_wide_whatever_the_names(
    columns: int, parts: tuple[str, ...], shop: Path
) -> None:
    text = run("plan", "names.yaml", *parts, cwd=shop, COLUMNS=str(columns)).stdout
    for lines in tables_of(text):
        assert len({cell_len(line) for line in lines}) == 1


def test_names_are_shown_as_typed_and_no_escape_sequence_is_made_of_them(shop: Path) -> None:
    plain = run("plan", "names.yaml", cwd=shop).stdout
    coloured = run("plan", "names.yaml", "--color", "always", cwd=shop).stdout
    assert all(name in plain for name in NAMES)
    assert "\x1b" not in plain
    assert set(re.findall(r"\x1b[^m]*m?", coloured)) <= set(re.findall(r"\x1b\[[0-9;]+m", coloured))


@pytest.mark.parametrize(
    ("encoding", "borders"),
    [("ascii", "+|"), ("latin-1", "+|"), ("cp437", "+|"), ("gbk", "╭│"), ("utf-16", "╭│"), ("utf-8", "╭│")],
)
def test_any_encoding_of_standard_output_will_do(encoding: str, borders: str, golden_amounts: set[str]) -> None:
    done = run("plan", GOLDEN_SHOP, "--show", "all", encoding=encoding, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr.strip("\ufeff")) == (0, "")
    assert golden_amounts - set(re.findall(r"(?<![\d,.])-?[\d,]+\.\d\d", done.stdout)) == set()
    assert all(sign in done.stdout for sign in borders)
    for lines in tables_of(done.stdout):
        assert len({cell_len(line) for line in lines}) == 1


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk"])
def test_what_an_encoding_lacks_is_written_out(encoding: str) -> None:
    text = run("plan", GOLDEN_SHOP, "--show", "all", "--explain", encoding=encoding, PYTHONIOENCODING=encoding).stdout
    dress, strip, less = {
        "ascii": (r"\u8fde\u8863\u88d9", "# o . . . o . . o . . . @", "100.00 - 60.00"),
        "latin-1": (r"\u8fde\u8863\u88d9", "# o · · · o · · o · · · @", "100.00 - 60.00"),
        "gbk": ("连衣裙", "◆ ○ · · · ○ · · ○ · · · ●", "100.00 - 60.00"),
    }[encoding]
    assert dress in text
    assert strip in text
    assert less in text


@pytest.mark.parametrize("locale", ["C", "POSIX", "zh_CN.GBK", "nonsense"])
def test_any_locale_will_do(locale: str) -> None:
    done = run("plan", GOLDEN_SHOP, "--lang", "en", LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (done.returncode, done.stderr) == (0, "")
    assert "18,934.20" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "environment", "coloured"),
    [
        ("", {}, False),
        ("", {"FORCE_COLOR": "1"}, True),
        ("", {"FORCE_COLOR": "0"}, False),
        ("", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("--color always", {"NO_COLOR": "1"}, True),
        ("--color never", {"FORCE_COLOR": "1"}, False),
        ("", {"SVCBUDGET_COLOR": "always", "NO_COLOR": "1"}, True),
        ("--format markdown --color always", {"FORCE_COLOR": "1"}, False),
        ("--format json --color always", {"FORCE_COLOR": "1"}, False),
        ("--format csv --color always", {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_away_from_a_terminal(arguments: str, environment: dict[str, Any], coloured: bool) -> None:
    done = run("quote", "--profit", "40", *arguments.split(), **environment)
    assert ("\x1b[" in done.stdout) == coloured


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "0"}, False),
        ({"TERM": "dumb"}, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True),
    ],
)
def test_colour_at_a_terminal(environment: dict[str, Any], coloured: bool) -> None:
    text = show("quote", "--profit", "40", columns=60, **environment)
    assert ("\x1b[" in text) == coloured
    assert max(cell_len(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in text.split("\n")) <= 60


def test_a_file_is_coloured_only_where_that_is_asked_for_by_flag(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    run("quote", "--profit", "40", "-o", file, FORCE_COLOR="1")
    assert "\x1b" not in file.read_text("utf-8")
    run("quote", "--profit", "40", "-o", file, "--color", "always")
    assert "\x1b" in file.read_text("utf-8")


def test_findings_are_coloured_by_the_same_rules() -> None:
    wrong = b"currency: CNY\nproducts: [{name: a, price: x, cost: 1}]"
    assert "\x1b" not in run("plan", "-", stdin=wrong).stderr
    assert "\x1b[1;31merror" in run("plan", "-", stdin=wrong, FORCE_COLOR="1").stderr
    assert "\x1b" not in run("plan", "-", "--color", "never", stdin=wrong, FORCE_COLOR="1").stderr


def drawn(columns: list[Column], cells: list[str], width: int) -> list[str]:
    """Return the lines of a table of one row."""
    return terminal.draw([Section("title", columns, [Row(cells)])], width=width, colour=False).split("\n")[1:-1]


def test_amounts_without_room_move_into_a_further_table_and_lesser_texts_go() -> None:
    columns = [Column("name"), Column("note", keep=1), Column("first", "amount"), Column("second", "amount", keep=2)]
    assert drawn(columns, ["tea", "green", "1,000.00", "2,000.00"], 28) == [
        "╭──────┬──────────╮",
        "│ name │    first │",
        "├──────┼──────────┤",
        "│ tea  │ 1,000.00 │",
        "╰──────┴──────────╯",
        "╭──────┬───────┬──────────╮",
        "│ name │ note  │   second │",
        "├──────┼───────┼──────────┤",
        "│ tea  │ green │ 2,000.00 │",
        "╰──────┴───────┴──────────╯",
    ]


def test_a_cell_breaks_between_its_pieces_before_it_breaks_in_them() -> None:
    assert drawn([Column("id"), Column("year")], ["tea", BREAK.join(("3: a card", "6: a call"))], 24)[3:-1] == [
        "│ tea │ 3: a card      │",
        "│     │ 6: a call      │",
    ]


@given(
    st.lists(st.integers(1, 300), min_size=1, max_size=8),
    st.lists(st.sampled_from(["text", "number", "amount"]), min_size=8, max_size=8),
    st.lists(st.integers(1, 9), min_size=8, max_size=8),
    st.integers(24, 250),
)
def test_columns_are_shared_out_such_that_every_amount_is_shown_once_within_the_width(
    wide: list[int], kinds: list[Any], keeps: list[int], width: int
) -> None:
    columns = [Column("", kind, keep) for _, kind, keep in zip(wide, kinds, keeps, strict=False)]
    least = [cells if column.numeric else min(cells, 12) for cells, column in zip(wide, columns, strict=True)]
    shown = terminal.split_columns(columns, least, width)
    beside = [i for table in shown for i in table[1:]]
    assert all(table[0] == 0 for table in shown)
    assert sorted(beside) == sorted(set(beside))
    assert {i for i, column in enumerate(columns) if i and column.kind == "amount"} <= set(beside)
    for table in shown:
        parts = [columns[i] for i in table], [wide[i] for i in table], [least[i] for i in table]
        room = width - 3 * len(table) - 1
        widths = terminal.share_room(*parts, room)
        assert sum(widths) <= max(room, len(table))
        assert all(1 <= given <= asked for given, asked in zip(widths, parts[1], strict=True))
