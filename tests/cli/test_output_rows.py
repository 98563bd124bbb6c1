"""The options of scripts, on every command that writes rows: which fields, without a header, one bare value."""

import csv
import io
import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from checkout import DOCS

from svcbudget.checking.formats import json as check_json
from svcbudget.cli import main
from svcbudget.cli.commands import gifts, policy
from svcbudget.showing.exports.lists import FIELDS as PLAN_FIELDS
from svcbudget.showing.exports.record import PROMISED, SCALARS

DELIMITERS = {"csv": ",", "tsv": "\t"}
SHOP = """currency: CNY
products:
  - {name: Dress, sku: D-1, price: 50.00, cost: 60.00}
  - {name: Coat, sku: C-1, price: 900.00, cost: 600.00}
policy: {least_margin: 40%}
gifts:
  - {id: ribbon, cost: 1.00, at: [purchase, calendar], obligation: true}
"""

# Names that scripts rely on: a change here breaks somebody's books. Only what is added at the end does no harm.
PLAN = """file line sku name category currency price net_price cost profit margin purchases_per_year units_per_year
    customers annual_profit floor budget ceiling rate basis standard reserve heaviest_gift tier year_budget spent left
    worth limit longest_silence minutes channel promised promised_standard promised_reserve promised_left promised_over
    heaviest_at_purchase tier_at_purchase unassigned labour cost_to_serve
"""
COMMANDS = {
    "plan shop.yaml": PLAN,
    "quote --profit 40": PLAN,
    "gifts shop.yaml": """gift name cost worth minutes for at repeats owner channel obligation from source not_for every
    kind""",
    "policy shop.yaml": "key value from why source",
    "check shop.yaml --fail-on never": """file line column end_column code name severity product message hint
    fingerprint suppressed related""",
}
Call = Callable[[str], str]

every_command = pytest.mark.parametrize(
    ("command", "names"), [(command, names.split()) for command, names in COMMANDS.items()], ids=COMMANDS
)
every_delimited = pytest.mark.parametrize("form", DELIMITERS)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Any:
    """Return what calls svcbudget, for there are many calls in this very process, next to a pricing file.

    It gives the exit code, what was printed and what was said.
    """
    (tmp_path / "shop.yaml").write_text(SHOP, "utf-8")
    monkeypatch.chdir(tmp_path)

    def call(line: str) -> tuple[int, str, str]:
        code = main(shlex.split(line))
        return code, *capfd.readouterr()

    return call


@pytest.fixture
def printed(run: Any) -> Call:
    """Return what gives what a call prints; it must succeed and say nothing else."""

    def call(line: str) -> str:
        code, out, err = run(line)
        assert (code, err) == (0, "")
        return str(out)

    return call


def read(text: str, form: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=DELIMITERS[form], strict=True))


def records(command: str, text: str) -> list[dict[str, Any]]:
    """Return the records of a JSON document."""
    name = command.split(maxsplit=1)[0]
    return list(json.loads(text)[{"check": "findings", "gifts": "gifts", "policy": "policy"}.get(name, "products")])


def known(command: str, names: list[str]) -> list[str]:
    """Return the fields that a command has in JSON."""
    return list(PLAN_FIELDS) if command.startswith(("plan", "quote")) else names


# Which fields there are.


@every_delimited
@every_command
def test_the_fields_of_delimited_text_are_those_promised(
    command: str, names: list[str], form: str, printed: Call
) -> None:
    rows = read(printed(f"{command} -f {form}"), form)
    assert rows[0] == names
    assert len(rows) > 1


@every_command
def test_json_and_json_lines_hold_the_same_records_a_line_each(command: str, names: list[str], printed: Call) -> None:
    found = records(command, printed(f"{command} -f json"))
    lines = printed(f"{command} -f jsonl")
    assert lines.endswith("\n")
    assert [json.loads(line) for line in lines.splitlines()] == found
    assert all(list(record) == known(command, names) for record in found)


def test_every_field_is_on_the_output_page() -> None:
    section = (DOCS / "output.md").read_text("utf-8").split("\n## For scripts\n")[1].split("\n## ")[0]
    for heading, names in {"gifts": gifts.FIELDS, "policy": policy.FIELDS, "check": check_json.FIELDS}.items():
        table = section.split(f"\n### The fields of `{heading}`\n")[1].split("\n### ")[0]
        cells = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
        assert [name for cell in cells for name in re.findall(r"`(\w+)`", cell)] == list(names)
    page = (DOCS / "output.md").read_text("utf-8")
    assert [name for name in (*SCALARS, *PROMISED) if f"`{name}`" not in page] == []


# --fields


@every_delimited
@every_command
def test_chosen_fields_come_in_the_order_asked_for(command: str, names: list[str], form: str, printed: Call) -> None:
    chosen = names[:3][::-1]
    whole = read(printed(f"{command} -f {form}"), form)
    assert read(printed(f"{command} -f {form} --fields {','.join(chosen)}"), form) == [row[2::-1] for row in whole]


@pytest.mark.parametrize("form", ["json", "jsonl"])
@every_command
def test_objects_hold_the_chosen_fields_alone(command: str, names: list[str], form: str, printed: Call) -> None:
    all_names = known(command, names)
    chosen = [all_names[-1], all_names[0]]
    whole = records(command, printed(f"{command} -f json"))
    text = printed(f"{command} -f {form} --fields ' {chosen[0]} , {chosen[1]}'")
    found = records(command, text) if form == "json" else [json.loads(line) for line in text.splitlines()]
    assert [list(record.items()) for record in found] == [[(name, record[name]) for name in chosen] for record in whole]


def test_a_plan_has_its_lists_in_json_only(run: Any, printed: Call) -> None:
    (coat,) = records("plan", printed("plan shop.yaml --only C-1 -f json --fields gifts,spent"))
    assert coat["gifts"]
    for form in DELIMITERS:
        code, out, err = run(f"plan shop.yaml -f {form} --fields sku,gifts")
        assert (code, out) == (2, "")
        assert "gifts is a list: it is in --format json and jsonl alone" in err
    assert "gifts is a list" in run("plan shop.yaml --sort gifts")[2]


def test_chosen_fields_are_a_table_of_these_columns_for_people_too(printed: Call) -> None:
    assert printed("plan shop.yaml --fields sku,profit") == (
        "╭─────┬────────╮\n│ sku │ profit │\n├─────┼────────┤\n│ D-1 │ -10.00 │\n│ C-1 │ 300.00 │\n╰─────┴────────╯\n"
    )
    assert "╭──────┬" in printed("gifts shop.yaml --only ribbon --fields cost,gift")
    assert ">C-1</text>" in printed("plan shop.yaml -f svg --fields sku")


def test_a_chosen_form_of_markdown_is_a_bare_table(printed: Call) -> None:
    assert printed("plan shop.yaml -f markdown --fields sku,profit") == (
        "| sku | profit |\n| --- | --- |\n| D-1 | -10.00 |\n| C-1 | 300.00 |\n"
    )


@every_command
def test_an_unknown_field_is_a_call_at_fault_which_names_the_three_nearest(
    command: str, names: list[str], run: Any
) -> None:
    typo = names[2] + "s"
    for asked in (f"--get {typo}", f"-f csv --fields {names[0]},{typo}"):
        code, out, err = run(f"{command} {asked}")
        assert (code, out) == (2, "")
        assert re.search(rf"there is no field {typo}; did you mean {names[2]}, \w+ or \w+\?", err)


def test_a_field_is_refused_before_a_file_is_read(run: Any) -> None:
    for command in ("plan", "check", "gifts", "policy"):
        assert "there is no field x;" in run(f"{command} nowhere.yaml --get x")[2]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            "check -f sarif --fields code",
            "--fields goes with csv, tsv, json and jsonl, not with sarif; add --format csv",
        ),
        ("check -f sarif --sort code", "--sort goes with csv, tsv, json and jsonl, not with sarif"),
        ("plan -f csv --fields sku,sku", "sku stands there twice"),
        ("plan -f csv --fields sku,,name", "'sku,,name' are not names between commas"),
        ("plan -f csv --fields ''", "'' are not names between commas"),
        ("plan -f json --no-header", "--no-header goes with csv and tsv, not with json"),
        ("plan -f csv --fields sku --get sku", "--get is one value, --fields are several; give one of them"),
    ],
)
def test_what_says_nothing_is_a_call_at_fault(call: str, message: str, run: Any) -> None:
    code, out, err = run(f"{call} shop.yaml")
    assert (code, out) == (2, "")
    assert message in err


# --no-header


@every_delimited
@every_command
def test_without_a_header_all_else_is_as_it_was(command: str, names: list[str], form: str, printed: Call) -> None:
    whole = printed(f"{command} -f {form}")
    assert printed(f"{command} -f {form} --no-header") == whole.partition("\n")[2]


# --get


@pytest.mark.parametrize(
    ("call", "value"),
    [
        ("plan shop.yaml --only C-1 --get annual_profit", "300.00"),
        ("plan shop.yaml --only D-1 --get profit", "-10.00"),
        ("plan shop.yaml --only D-1 --get category", ""),
        ("plan shop.yaml --only D-1 --get name -f json", "Dress"),
        ("quote --profit 3000 --get budget", "300.00"),
        ("gifts shop.yaml --only ribbon --get cost", "1.00"),
        ("gifts shop.yaml --only ribbon --get at", "purchase; calendar"),
        ("gifts shop.yaml --only ribbon --get obligation", "true"),
        ("policy shop.yaml --only floor --get value", "5%"),
        ("policy shop.yaml --only floor --get from", "built-in"),
        ("check shop.yaml --select SB101 --fail-on never --get product", "D-1"),
        ("check shop.yaml --select SB101 --fail-on never --get suppressed", ""),
    ],
)
def test_one_value_comes_bare(call: str, value: str, printed: Call) -> None:
    assert printed(call) == f"{value}\n"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("plan shop.yaml --get budget", "there are several; narrow them down with --only SKU"),
        ("plan shop.yaml --only C-1 --only D-1 --get budget", "there are several; narrow them down with --only SKU"),
        ("gifts --get cost", "there are several; narrow them down with --only GIFT"),
        ("policy --get value", "there are several; narrow them down with --only KEY"),
        ("check shop.yaml --get code", "there are several; narrow them down with --select CODE"),
        ("check shop.yaml --select SB201 --get code", "--get is for one row, and there is none"),
        ("gifts --only fruit-bx --get cost", "there is no gift fruit-bx; did you mean fruit-box?"),
        ("policy --only flor --get value", "there is no key flor; did you mean floor?"),
    ],
)
def test_where_a_value_is_not_that_of_one_row_how_to_choose_one_is_told(call: str, message: str, run: Any) -> None:
    code, out, err = run(call)
    assert (code, out) == (2, "")
    assert message in err


def test_what_is_in_force_can_be_chosen_in_every_form(printed: Call) -> None:
    assert "ribbon" in printed("gifts shop.yaml --only ribbon")
    rows = read(printed("policy --only floor --only reserve -f csv --fields key --no-header"), "csv")
    assert sorted(rows) == [["floor"], ["reserve"]]


def test_findings_are_written_to_several_files_in_one_run(printed: Call, tmp_path: Path) -> None:
    printed("check shop.yaml --select SB101 --fail-on never --report csv=a.csv --report jsonl=b.jsonl")
    (row,) = csv.DictReader(io.StringIO((tmp_path / "a.csv").read_bytes().decode(), newline=""))
    (line,) = (tmp_path / "b.jsonl").read_text("utf-8").splitlines()
    assert (row["code"], row["line"], row["suppressed"]) == ("SB101", "3", "")
    assert json.loads(line)["code"] == "SB101"


# In a shell.
