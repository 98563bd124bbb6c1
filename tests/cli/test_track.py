"""`svcbudget track` as its user runs it: every form, every grouping, the exit codes, hostile names."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from checkout import DOCS
from markdown_it import MarkdownIt
from program import printed, run, show
from reports import HOSTILE
from tracking import CALL, GROUPS, track

from svcbudget.text import first_unsafe

SHOP = """currency: CNY
products:
  - {name: 连衣裙, sku: DRESS, price: 100.00, cost: 60.00}
  - {name: 轿车, sku: CAR, price: 158000, cost: 150000}
"""
SALES = """date,sku,quantity,customer
2026-11-02,DRESS,3,Ann
2026-11-20,CAR,1,Bo
2026-12-09,DRESS,-1,Ann
2027-02-14,DRESS,9,
"""
SPEND = """date,amount,sku,gift,occasion,customer,role,note
2026-11-05,8.00,DRESS,wet-wipes,,Ann,staff,
2026-11-24,160.00,CAR,fruit-box,birthday,Bo,staff,
2026-12-20,700.00,CAR,,,Bo,,a weekend
2026-12-28,-12.50,,,,,,deposit back
2027-02-15,6.00,BELT,unicorn,,,boss,
"""
FIELDS = [
    *("period", "group", "channel", "name", "currency", "opening", "accrued", "spent", "left", "used", "given_up"),
    "closing",
]
REMARKS = [
    "above 50.00 CNY, the authority of staff",
    "sku BELT is in no pricing file",
    "gift unicorn is not in the catalogue",
    "role boss has no authority in the policy",
]
FORMS = ("csv", "tsv", "json", "jsonl", "markdown")
Golden = Callable[[str, str], None]
Record = dict[str, Any]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Return a folder with a pricing file, sales and spending."""
    for name, text in (("shop.yaml", SHOP), ("sales.csv", SALES), ("spend.csv", SPEND)):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def bare(form: str) -> tuple[str, ...]:
    """Return the options by which Markdown, as the other forms do, holds rows of every field."""
    return ("--fields", ",".join(FIELDS)) if form == "markdown" else ()


def parse(text: str, form: str) -> list[Record]:
    """Read the envelopes of any form with a parser of its own."""
    if form in ("csv", "tsv"):
        return list(csv.DictReader(io.StringIO(text, newline=""), delimiter="," if form == "csv" else "\t"))
    if form == "markdown":
        cells = [item.content for item in MarkdownIt("commonmark").enable("table").parse(text) if item.type == "inline"]
        names = [name.replace("\\_", "_") for name in cells[: len(FIELDS)]]
        rows = [cells[i : i + len(FIELDS)] for i in range(len(FIELDS), len(cells), len(FIELDS))]
        return [dict(zip(names, row, strict=True)) for row in rows]
    return json.loads(text)["envelopes"] if form == "json" else list(map(json.loads, text.splitlines()))


def test_each_period_is_a_row_from_the_first_to_the_last(shop: Path) -> None:
    """November: 30.00 for three dresses and 800.00 for the car, 168.00 spent. December: one dress comes back, 687.50
    spent of 652.00: -35.50 carried through January. February: 90.00 more, 6.00 spent.
    """
    done = run(*CALL, "-f", "csv", cwd=shop)
    assert done.stdout.splitlines() == [
        ",".join(FIELDS),
        "2026-11,,,,CNY,0.00,830.00,168.00,662.00,0.2024,0.00,662.00",
        "2026-12,,,,CNY,662.00,-10.00,687.50,-35.50,1.0544,0.00,-35.50",
        "2027-01,,,,CNY,-35.50,0.00,0.00,-35.50,,0.00,-35.50",
        "2027-02,,,,CNY,-35.50,90.00,6.00,48.50,0.1101,0.00,48.50",
    ]
    notes = [f"spend.csv:{line}: {message}" for line, message in zip((3, 6, 6, 6), REMARKS, strict=True)]
    assert done.stderr.splitlines() == [f"note: {note}" for note in notes]


@pytest.mark.parametrize("rollover", ["keep", "reset", "cap=100.00"])
@pytest.mark.parametrize("group", GROUPS)
def test_every_grouping_ties_out_to_the_whole_in_every_form(shop: Path, group: str, rollover: str) -> None:
    names = ("opening", "accrued", "spent", "left", "given_up", "closing")

    def sums(records: Iterable[Record]) -> dict[str, list[Decimal]]:
        found: dict[str, list[Decimal]] = {}
        for record in records:
            line = found.setdefault(record["period"], [Decimal(0)] * len(names))
            found[record["period"]] = [a + Decimal(record[name]) for a, name in zip(line, names, strict=True)]
        return found

    whole = sums(parse(track(shop, "--rollover", rollover), "csv"))
    for form in FORMS if (group, rollover) == ("product", "reset") else ("json",):
        text = track(shop, "--rollover", rollover, "--group", group, *bare(form), form=form)
        assert sums(parse(text, form)) == whole, form


def test_products_stand_in_the_order_of_the_files_and_what_names_none_last(shop: Path) -> None:
    rows = parse(track(shop, "--group", "product", "--by", "year"), "csv")
    assert [(row["period"], row["group"], row["name"], row["left"]) for row in rows] == [
        *(("2026", "DRESS", "连衣裙", "12.00"), ("2026", "CAR", "轿车", "-60.00"), ("2026", "", "", "12.50")),
        *(("2027", "DRESS", "连衣裙", "102.00"), ("2027", "CAR", "轿车", "-60.00")),
        *(("2027", "BELT", "", "-6.00"), ("2027", "", "", "12.50")),
    ]


def test_json_says_how_it_was_made_and_holds_the_remarks(shop: Path) -> None:
    document = json.loads(printed(*CALL, "-f", "json", "--by", "quarter", "--rollover", "cap=5", cwd=shop))
    assert list(document) == ["format", "by", "group", "rollover", "envelopes", "remarks"]
    assert [*document.values()][:4] == ["svcbudget.track/1", "quarter", None, "cap=5"]
    assert [list(row) for row in document["envelopes"]] == [FIELDS, FIELDS]
    assert [one["message"] for one in document["remarks"]] == REMARKS
    assert document["remarks"][0] == {
        **{"file": "spend.csv", "line": 3, "date": "2026-11-24", "amount": "160.00", "currency": "CNY"},
        **{"why": "over-authority", "name": "staff", "message": REMARKS[0]},
    }


def test_fields_can_be_chosen_and_one_value_taken(shop: Path) -> None:
    assert track(shop, "--fields", "left,period", "--no-header").splitlines()[-1] == "48.50,2027-02"
    (shop / "spend.csv").write_text(SPEND.split("2027", maxsplit=1)[0], "utf-8")
    (shop / "sales.csv").write_text(SALES.split("2027", maxsplit=1)[0], "utf-8")
    assert track(shop, "--by", "year", "--get", "left") == "-35.50\n"
    document = json.loads(track(shop, "--fields", "period,left", form="json"))
    assert document["envelopes"][0] == {"period": "2026-11", "left": "662.00"}
    done = run(*CALL, "-f", "csv", "--fields", "rest", cwd=shop)
    assert done.returncode == 2
    assert "there is no field rest; did you mean left, spent or accrued?" in done.stderr


@pytest.mark.parametrize("form", ["table", *FORMS])
def test_more_than_the_share_allowed_exits_1_after_all_is_written(shop: Path, form: str) -> None:
    done = run(*CALL, "--fail-over", "105.4%", "-f", form, cwd=shop)
    assert done.returncode == 1
    assert done.stdout == run(*CALL, "-f", form, cwd=shop).stdout


def test_the_periods_above_the_bound_are_told(shop: Path) -> None:
    done = run(*CALL, "--fail-over", "100%", "-f", "json", cwd=shop)
    assert done.stderr.splitlines() == [
        "more than 100% used: 2026-12: 687.50 spent of 652.00 CNY, -35.50 left",
        "more than 100% used: 2027-01: 0.00 spent of -35.50 CNY, -35.50 left",
    ]
    done = run(*CALL, "--fail-over", "100%", "-f", "json", "--group", "product", "--by", "year", cwd=shop)
    assert done.stderr.splitlines() == [
        "more than 100% used: 2026: 855.50 spent of 820.00 CNY, -35.50 left",
        "more than 100% used: 2026 CAR: 860.00 spent of 800.00 CNY, -60.00 left",
        "more than 100% used: 2027 CAR: 0.00 spent of -60.00 CNY, -60.00 left",
        "more than 100% used: 2027 BELT: 6.00 spent of 0.00 CNY, -6.00 left",
    ]


def test_exactly_the_share_allowed_exits_0(shop: Path) -> None:
    (shop / "sales.csv").write_text("date,sku,quantity\n2026-11-02,DRESS,3\n", "utf-8")
    (shop / "spend.csv").write_text("date,amount\n2026-11-02,30.00\n", "utf-8")
    assert run(*CALL, "--fail-over", "100%", cwd=shop).returncode == 0
    assert run(*CALL, "--fail-over", "99.99%", cwd=shop).returncode == 1


@pytest.mark.parametrize(
    "words",
    [
        *("--fail-over 100", "--fail-over 1/2", "--fail-over -5%", "--group shop", "--spend-columns when=Tag"),
        *("--rollover forget", "--rollover cap", "--rollover cap=-1", "--rollover cap=1e3"),
    ],
)
def test_options_that_make_no_sense_are_refused(shop: Path, words: str) -> None:
    done = run(*CALL, *words.split(), cwd=shop)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Error:" in done.stderr


def test_a_wrong_year_is_named(shop: Path) -> None:
    (shop / "spend.csv").write_text("date,amount\n0206-11-02,30.00\n", "utf-8")
    done = run(*CALL, "--by", "day", cwd=shop)
    assert done.returncode == 2
    assert "from 0206-11-02 to 2027-02-14 there are more than 10000 periods" in done.stderr


def test_faults_of_sales_and_spending_are_told_together_and_nothing_is_written(shop: Path) -> None:
    (shop / "out.csv").write_text("old", "utf-8")
    (shop / "sales.csv").write_text(SALES + "2026-11-31,DRESS,1,\n", "utf-8")
    (shop / "spend.csv").write_text("date,amount\n2026-11-02,EUR 5\n2026-11-03,five\n", "utf-8")
    done = run(*CALL, "-f", "csv", "-o", "out.csv", cwd=shop)
    assert (done.returncode, done.stdout, (shop / "out.csv").read_text("utf-8")) == (1, "", "old")
    assert done.stderr == (
        "sales.csv:6:1: error[SB007] date: 2026-11-31 is no day of the calendar\n"
        "  6 | 2026-11-31,DRESS,1,\n"
        "    | ^^^^^^^^^^\n"
        "  hint: write one such as 2027-03-31\n"
        "spend.csv:2:12: error[SB011] no pricing file is in EUR\n"
        "  2 | 2026-11-02,EUR 5\n"
        "    |            ^^^\n"
        "  hint: the pricing files have CNY\n"
        "spend.csv:3:12: error[SB007] amount: five is not an amount\n"
        "  3 | 2026-11-03,five\n"
        "    |            ^^^^\n"
        "  hint: write plain digits, such as 40.00, and -40.00 for money back\n"
    )


def test_only_one_table_is_standard_input(shop: Path) -> None:
    stdin = SPEND.encode()
    call = ("track", "shop.yaml", "--sales", "sales.csv", "--spend", "-", "-f", "csv")
    assert run(*call, stdin=stdin, cwd=shop).stdout == track(shop)
    assert run("track", "shop.yaml", "--sales", "-", "--spend", "-", cwd=shop).returncode == 2
    assert run("track", "shop.yaml", "--sales", "sales.csv", cwd=shop).returncode == 2


def test_the_order_of_rows_does_not_change_a_byte_of_the_figures(shop: Path) -> None:
    before = [track(shop, "--group", group) for group in ("product", "customer")]
    for name, text in (("sales.csv", SALES), ("spend.csv", SPEND)):
        head, *rows = text.splitlines()
        (shop / name).write_text("\n".join([head, *reversed(rows)]), "utf-8")
    assert [track(shop, "--group", group) for group in ("product", "customer")] == before


@pytest.mark.parametrize("group", [None, *GROUPS])
def test_a_table_stands_on_a_terminal_of_80_cells_with_its_bars(shop: Path, group: str | None, golden: Golden) -> None:
    text = show(*CALL, *(("--group", group) if group else ()), cwd=shop, NO_COLOR="1")
    assert "█" in text
    if group in (None, "product"):
        golden(f"track.{group or 'shop'}.en.80.txt", text)


def test_the_table_speaks_chinese(shop: Path, golden: Golden) -> None:
    golden("track.gift.zh.120.txt", show(*CALL, "--group", "gift", "--lang", "zh", columns=120, cwd=shop, NO_COLOR="1"))


def test_what_is_overspent_is_red_and_what_is_left_green(shop: Path) -> None:
    text = show(*CALL, cwd=shop)
    assert "\x1b[1;31m-35.50" in text
    assert "\x1b[1;32m662.00" in text


def test_bars_are_drawn_with_what_the_encoding_has(shop: Path) -> None:
    for encoding in ("ascii", "gbk"):
        done = run(*CALL, "--rollover", "reset", cwd=shop, encoding=encoding, PYTHONIOENCODING=encoding)
        assert "##........" in done.stdout
        assert "\\u" not in done.stdout


@pytest.mark.parametrize("columns", [24, 60, 120])
def test_no_digit_of_an_amount_is_lost_in_a_narrow_table(shop: Path, columns: int) -> None:
    text = printed(*CALL, "--group", "product", cwd=shop, COLUMNS=str(columns))
    assert max(map(len, text.splitlines())) <= columns
    cells = {cell.strip() for line in text.splitlines() for cell in line.split("│")}
    assert {"662.00", "-35.50", "830.00", "687.50", "48.50"} <= cells


@pytest.mark.parametrize("group", ["gift", "customer"])
def test_no_hostile_name_breaks_a_form(shop: Path, group: str) -> None:
    names = [name.strip() for what, name in HOSTILE.items() if what != "surrogate"]  # which no UTF-8 holds
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(["date", "amount", "gift", "occasion", "customer", "role", "note"])
    writer.writerows(["2026-11-05", f"{i}.00", *[name] * 5] for i, name in enumerate(names, 1))
    (shop / "spend.csv").write_bytes(table.getvalue().encode())
    amounts = {f"{i}.00" for i in range(1, len(names) + 1)}
    for form in FORMS:
        done = run(*CALL, "--group", group, "--format", form, *bare(form), cwd=shop)
        rows = parse(done.stdout, form)
        assert {row["spent"] for row in rows if row["period"] == "2026-11"} - {"0.00"} == amounts, form
        if form in ("json", "jsonl"):
            assert set(names) <= {row["group"] for row in rows}
        assert not any(first_unsafe(line) or line.startswith("::") for line in done.stderr.split("\n"))
    ElementTree.fromstring(printed(*CALL, "--group", group, "-f", "svg", cwd=shop))
    done = run(*CALL, "--group", group, "--fail-over", "100%", cwd=shop)
    assert not any(first_unsafe(line) or line.startswith("::") for line in (done.stdout + done.stderr).split("\n"))


def test_the_page_shows_what_is_printed_and_every_field(tmp_path: Path) -> None:
    page = (DOCS / "track.md").read_text("utf-8")
    files = re.findall(r"cat > (\S+) <<'END'\n(.*?)END\n", page, re.DOTALL)
    (pricing,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    for name, text in [("dresses.yaml", pricing), *files]:
        (tmp_path / name).write_text(text, "utf-8")
    text = printed("track", "dresses.yaml", "--sales", "sales.csv", "--spend", "spend.csv", cwd=tmp_path)
    assert f"```text\n{text}```" in page
    fields = page.split("Every row has these fields")[1]
    assert re.findall(r"^\| `(\w+)` \|", fields, re.MULTILINE) == FIELDS
