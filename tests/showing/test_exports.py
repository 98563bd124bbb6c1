"""Plans for other programs: each form parses by its own rules, says the same, and no name can break it."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from checkout import EXAMPLES, GOLDEN_SHOP
from markdown_it import MarkdownIt
from program import printed, run

import svcbudget
from svcbudget.showing.exports.record import SCALARS
from svcbudget.showing.forms.rows import FORMULA_STARTS

SCHEMA = json.loads((Path(svcbudget.__file__).parent / "data" / "plan.schema.json").read_text("utf-8"))
SVG = "{http://www.w3.org/2000/svg}"
Golden = Callable[[str, str], None]

# The promise of section JSON in docs/output.md, in its order.
HEAD = [
    "file",
    "line",
    "sku",
    "name",
    "category",
    "currency",
    "price",
    "net_price",
    "cost",
    "profit",
    "margin",
    "purchases_per_year",
    "units_per_year",
    "customers",
    "annual_profit",
    "floor",
    "budget",
    "ceiling",
    "rate",
    "basis",
    "standard",
    "reserve",
    "heaviest_gift",
    "tier",
    "year_budget",
]
LISTS = {
    "gifts": ["gift", "name", "at", "months", "times", "unit_cost", "year_cost", "worth", "every", "kind"],
    "occasions": [
        *("occasion", "gift", "name", "kind", "unit_cost", "approval"),
        *("gesture", "gesture_name", "per_year"),
    ],
    "cadence": ["month", "touch", "name", "kind"],
}
TAIL = ["spent", "left", "worth", "limit", "longest_silence", "minutes", "channel"]
LINE = ["gift", "name", "at", "times", "unit_cost", "year_cost", "minutes", "owner", "channel"]
COSTS = ["cost", "standard", "reserve", "left", "over"]
PROMISES = [
    *("lines", *COSTS, "standard_left", "standard_over", "reserve_left", "reserve_over"),
    *("minutes", "highest_price_cut"),
]
PROMISED = ["promised", "promised_standard", "promised_reserve", "promised_left", "promised_over"]
ADDED = ["heaviest_at_purchase", "tier_at_purchase", "unassigned", "labour", "cost_to_serve"]
GESTURES = ["visit", "need"]
TOTALS = ["currency", "products", "annual_profit", "year_budget", "year_standard", "year_reserve"]
NUMBERS = {"line", "month", "months", "longest_silence", "products", "every"}

NASTY = [
    "<script>alert(1)</script>",
    "a | b || c",
    "`code` ```",
    "[link](https://example.com) ![image](x.png)",
    "*bold* _it_ ~~no~~ **",
    "<!-- comment",
    "&amp; &lt;b&gt;",
    "\\| \\",
    "# heading #",
    "- item",
    "1. item",
    "=SUM(A1)",
    "+1",
    "@user",
    "＝1+1",
    "$x$",
    "a,b;c",
    'say "hi"',
    "</text></svg>",
    "---",
]
NASTY_SHOP = "currency: CNY\nproducts:\n" + "".join(
    f"  - {{name: {name}, channel: {name}, sku: '-{i}', price: {100 * i + 61}, cost: 60}}\n"
    for i, name in enumerate(map(json.dumps, NASTY))
)


def plan(*arguments: str | Path, **more: Any) -> str:
    """Return what `plan` writes."""
    return printed("plan", *arguments, **more)


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a pricing file whose names try to break every format."""
    file = tmp_path_factory.mktemp("nasty") / "nasty.yaml"
    file.write_text(NASTY_SHOP, "utf-8")
    return file


@pytest.fixture(scope="module")
def document() -> Any:
    """Return the golden shop's plan."""
    return json.loads(plan(GOLDEN_SHOP, "--format", "json"))


def test_json_holds_the_fields_in_the_order_promised(document: Any) -> None:
    assert list(document) == ["format", "products", "totals"]
    assert document["format"] == "svcbudget.plan/1"
    assert len(document["products"]) == 5
    for product in document["products"]:
        assert list(product) == [*HEAD, *LISTS, *TAIL, "promises", *ADDED, *GESTURES]
        for name, fields in LISTS.items():
            assert all(list(item) == fields for item in product[name])
        if product["promises"]:
            assert list(product["promises"]) == PROMISES
            assert all(list(line) == LINE for line in product["promises"]["lines"])
        for name in GESTURES:
            assert all(list(item) == ["gift", "name", "minutes"] for item in product[name])
    assert [list(totals) for totals in document["totals"]] == [TOTALS]


def leaves(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Go through the single values of a JSON document with their names."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, name)
    else:
        yield name, value


def test_json_numbers_are_whole_and_few_all_else_is_text_or_null(document: Any) -> None:
    for name, value in leaves(document):
        assert type(value) is int if name in NUMBERS else value is None or type(value) is str, name


def test_a_dress_by_hand(document: Any) -> None:
    """Of 100 less 60 a quarter is 10; socks at 5 and a sachet at 4 leave 1; 480 customers take 4800.

    Four touches stand in months 1, 5, 8 and 12: 11 thirds of a month apart, rounded half up.
    """
    elsewhere = ("occasions", "cadence", "promises")
    dress = {name: value for name, value in document["products"][0].items() if name not in elsewhere}
    assert dress == {
        **{"file": str(GOLDEN_SHOP), "line": 33, "sku": "DRESS-01", "name": "连衣裙", "category": "clothing"},
        **{"currency": "CNY", "price": "100.00", "net_price": "100.00", "cost": "60.00", "profit": "40.00"},
        **{"margin": "0.4000", "purchases_per_year": "1", "units_per_year": "480", "customers": "480"},
        **{"annual_profit": "40.00", "floor": "2.00", "budget": "10.00", "ceiling": "10.00", "rate": "0.2500"},
        **{"basis": "small-ticket", "standard": "10.00", "reserve": "0.00", "heaviest_gift": "10.00"},
        **{"tier": "light", "year_budget": "4800.00", "spent": "9.00", "left": "1.00", "worth": "21.00"},
        **{"limit": "budget", "longest_silence": 4, "minutes": "13.5", "channel": None},
        **{"heaviest_at_purchase": None, "tier_at_purchase": None, "unassigned": "1.00"},
        **{"labour": None, "cost_to_serve": None, "visit": [], "need": []},
        "gifts": [
            {
                **{"gift": "socks", "name": "Pair of socks", "at": "purchase", "months": [0], "times": "1"},
                **{"unit_cost": "5.00", "year_cost": "5.00", "worth": "11.00", "every": 1, "kind": "gift"},
            },
            {
                **{"gift": "sachet", "name": "Sachet", "at": "calendar", "months": [12], "times": "1"},
                **{"unit_cost": "4.00", "year_cost": "4.00", "worth": "10.00", "every": 1, "kind": "gift"},
            },
        ],
    }


@pytest.mark.parametrize("name", ["golden", *sorted(file.name for file in EXAMPLES.glob("*.yaml"))])
def test_json_keeps_to_its_schema(name: str) -> None:
    file = GOLDEN_SHOP if name == "golden" else EXAMPLES / name
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(plan(file, "--format", "json")))


@pytest.mark.parametrize(("form", "delimiter", "line_end"), [("csv", ",", "\r\n"), ("tsv", "\t", "\n")])
def test_delimited_text_says_what_json_says(form: str, delimiter: str, line_end: str, document: Any) -> None:
    text = plan(GOLDEN_SHOP, "--format", form)
    assert text.endswith(line_end)
    assert text.count("\n") == text.count(line_end) == 6
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
    assert list(rows[0]) == [*HEAD, *TAIL, *PROMISED, *ADDED] == list(SCALARS)
    for row, product in zip(rows, document["products"], strict=True):
        promises = product["promises"] or dict.fromkeys(COSTS)
        fields = product | {name: promises[cost] for name, cost in zip(PROMISED, COSTS, strict=True)}
        for name, cell in row.items():
            value = "" if fields[name] is None else str(fields[name])
            assert cell == ("'" + value if name == "name" and value.startswith("=") else value)


def test_a_loss_stays_a_number_in_delimited_text() -> None:
    (row,) = csv.DictReader(run("quote", "--price", "50", "--cost", "60", "-f", "csv").stdout.splitlines())
    assert (row["profit"], row["annual_profit"], row["rate"]) == ("-10.00", "-10.00", "")


@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_no_text_runs_as_a_formula_and_every_name_comes_back(form: str, delimiter: str, nasty: Path) -> None:
    text = plan(nasty.name, "--format", form, cwd=nasty.parent)
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
    assert [row["name"].removeprefix("'") for row in rows] == NASTY
    for row in rows:
        assert re.fullmatch("-[0-9]+", row["sku"])  # a number, which is run as itself
        for name in ("file", "name", "category", "tier", "channel"):
            assert not row[name].startswith(tuple(FORMULA_STARTS))


@pytest.mark.parametrize("command", ["gifts", "policy"])
def test_no_text_of_a_catalogue_or_policy_runs_as_a_formula(command: str) -> None:
    rows = list(csv.reader(io.StringIO(run(command, GOLDEN_SHOP, "--format", "csv").stdout, newline="")))
    assert len({len(row) for row in rows}) == 1
    assert not any(cell.startswith(tuple(FORMULA_STARTS)) for row in rows for cell in row)


def test_markdown_shows_every_name_as_typed_and_makes_nothing_of_it(nasty: Path) -> None:
    text = plan(nasty, "--format", "markdown", "--explain")
    page = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text)
    assert set(re.findall(r"<(\w+)", page)) <= {"h2", "p", "table", "thead", "tbody", "tr", "th", "td", "strong", "br"}
    cells = [re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", page)]
    shown = {ElementTree.fromstring(f"<a>{cell}</a>").text or "" for cell in cells}
    assert {f"{name} ({name})" for name in NASTY} - shown == set()


def test_markdown_has_a_line_for_every_row_and_equally_many_cells_in_it(nasty: Path) -> None:
    lines = plan(nasty, "--format", "markdown", "--show", "all").splitlines()
    headings = [i for i, line in enumerate(lines) if line.startswith("## ")]
    assert len(headings) == 4
    for start in headings:
        table = lines[start + 2 :]
        table = table[: table.index("")] if "" in table else table
        assert len({len(re.findall(r"(?<!\\)\|", line.replace("\\\\", ""))) for line in table}) == 1
        assert all(line.startswith("| ") and line.endswith(" |") for line in table)
    assert len(lines[headings[0] + 4 : lines.index("", headings[0] + 2)]) == len(NASTY)


def test_svg_is_well_formed_shows_every_name_and_needs_nothing_from_elsewhere(nasty: Path) -> None:
    text = plan(nasty, "--format", "svg", COLUMNS="200")
    assert not re.search(r"@import|url\(|href|<script", text)
    shown: dict[str, list[str]] = {}
    for element in ElementTree.fromstring(text).iter(f"{SVG}text"):
        shown.setdefault(element.attrib["y"], []).append(element.text or "")
    lines = [" ".join(words) for words in shown.values()]
    for name in NASTY:
        assert any(line.startswith(" ".join(name.split())) for line in lines), name


def test_words_of_a_picture_stand_where_their_cells_are() -> None:
    """A cell is 12 wide and a Chinese character takes two; the edge is 20 and a border takes 2 cells."""
    text = run("quote", "--profit", "40", "--name", "连衣裙", "-f", "svg", "--show", "budgets", COLUMNS="120").stdout
    assert re.findall(r'<text x="(\d+)" y="\d+" textLength="(\d+)">连衣裙</text>', text) == [("44", "72")]


@pytest.mark.parametrize("form", ["table", "json", "csv", "tsv", "markdown", "svg"])
def test_the_same_input_gives_the_same_bytes(form: str) -> None:
    """Other forms than tables are UTF-8 whatever standard output's encoding."""
    encoding = "utf-8" if form == "table" else "ascii"
    first = plan(GOLDEN_SHOP, "--format", form, PYTHONHASHSEED="1")
    assert plan(GOLDEN_SHOP, "--format", form, PYTHONHASHSEED="2", PYTHONIOENCODING=encoding) == first
    assert "连衣裙" in first
