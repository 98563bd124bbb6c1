"""`svcbudget plan` with its options, what the environment changes, and the help of every command."""

import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from checkout import GOLDEN_SHOP
from program import printed, run

import svcbudget
from svcbudget.cli import COMMANDS

HEADINGS = {"budgets": "Service budgets", "gifts": "Suggested gifts", "cadence": "Cadence"}
SHOP = """currency: CNY
products:
  - {name: Dress, sku: DRESS-01, price: 100.00, cost: 60.00, units_per_year: 480}
  - {name: Coat, sku: COAT-02, price: 20000, cost: 17000}
"""
DOLLARS = """currency: USD
products: [{name: Beans, sku: BEANS, price: 20.00, cost: 8.00, units_per_year: 1000}]
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Return a folder with a pricing file, and one in dollars."""
    (tmp_path / "shop.yaml").write_text(SHOP, "utf-8")
    (tmp_path / "dollars.yaml").write_text(DOLLARS, "utf-8")
    return tmp_path


def planned(*arguments: str | Path, **more: Any) -> Any:
    """Return the JSON of a `plan`."""
    return json.loads(printed("plan", *arguments, "--format", "json", **more))


def test_only_some_products_by_sku_or_name(shop: Path) -> None:
    assert [product["sku"] for product in planned("shop.yaml", "--only", "COAT-02", cwd=shop)["products"]] == [
        "COAT-02"
    ]
    both = planned("shop.yaml", "dollars.yaml", "--only", "BEANS", "--only", "Dress", cwd=shop)
    assert [product["sku"] for product in both["products"]] == ["DRESS-01", "BEANS"]
    assert [totals["products"] for totals in both["totals"]] == [1, 1]


def test_an_unknown_sku_is_a_call_at_fault_and_the_nearest_is_suggested(shop: Path) -> None:
    done = run("plan", "shop.yaml", "--only", "DRESS-1", cwd=shop)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no product has the sku DRESS-1; did you mean DRESS-01?" in done.stderr


@pytest.mark.parametrize(
    ("parts", "form"),
    [
        ("budgets", "table"),
        ("gifts", "table"),
        ("cadence,budgets", "table"),
        ("budget, gift", "table"),
        ("cadence", "markdown"),
    ],
)
def test_only_the_parts_asked_for_are_shown(parts: str, form: str, shop: Path) -> None:
    text = printed("plan", "shop.yaml", "--show", parts, "--format", form, cwd=shop)
    assert {part for part, heading in HEADINGS.items() if heading in text} == {
        part for part in HEADINGS if part.rstrip("s") in parts
    }


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a pricing file of 201 products, the last of which earn most."""
    file = tmp_path_factory.mktemp("many") / "many.yaml"
    lines = "".join(f"  - {{name: P{i}, price: {i + 2}, cost: 1, units_per_year: 1}}\n" for i in range(201))
    file.write_text(f"currency: CNY\nproducts:\n{lines}", "utf-8")
    return file


@pytest.mark.parametrize(
    ("arguments", "shown"), [((), 50), (("--limit", "3"), 3), (("--limit", "all"), 201), (("--limit", "500"), 201)]
)
def test_a_long_table_shows_the_products_of_most_profit_and_the_sums_of_all(
    arguments: tuple[str, ...], shown: int, many: Path
) -> None:
    text = printed("plan", many, "--show", "budgets", *arguments)
    assert re.findall(r"^│ (P\d+)", text, re.MULTILINE) == (
        [f"P{i}" for i in range(201)] if shown == 201 else [f"P{200 - i}" for i in range(shown)]
    )
    note = f"{shown} of 201 products shown, those with the most annual profit first; --limit all shows every one"
    assert (note in text) == (shown < 201)
    assert "201 products: of 20,301.00 CNY profit a year" in text


def test_machine_forms_hold_every_product_whatever_the_limit(many: Path) -> None:
    assert printed("plan", many, "--limit", "3", "--format", "csv").count("\n") == 202


def test_a_start_names_calendar_months(shop: Path) -> None:
    """A purchase in November: the touches of months 1, 5, 8 and 12 come in December, April, July and November."""
    text = printed("plan", "shop.yaml", "--only", "DRESS-01", "--show", "cadence", "--start", "2026-11", cwd=shop)
    assert "Cadence from 2026-11" in text
    assert re.findall(r"\d{4}-\d\d(?=:)", text) == ["2026-11", "2026-12", "2027-04", "2027-07", "2027-11"]
    assert "11    2     5     8     11" in text


@pytest.mark.parametrize(
    ("language", "title", "line"),
    [
        ("en", "How it came about: Dress", "25% of 40.00 = 10.00, at most 10.00"),
        ("zh", "计算过程：Dress", "40.00 的 25% = 10.00，不超过 10.00"),
    ],
)
def test_an_explanation_tells_how_each_figure_came_about(language: str, title: str, line: str, shop: Path) -> None:
    text = printed("plan", "shop.yaml", "--explain", "--lang", language, "--only", "Dress", cwd=shop)
    assert title in text
    assert line in text
    assert "10.00 × 480 = 4,800.00" in text


def test_currencies_are_never_mixed(shop: Path) -> None:
    totals = planned("shop.yaml", "dollars.yaml", cwd=shop)["totals"]
    assert [(sums["currency"], sums["products"], sums["year_budget"]) for sums in totals] == [
        ("CNY", 2, "4800.00"),
        ("USD", 1, "3000.00"),
    ]
    text = printed("plan", "shop.yaml", "dollars.yaml", "--show", "budgets", cwd=shop)
    assert "Service budgets · CNY" in text
    assert "Service budgets · USD" in text


def test_two_files_of_a_currency_may_have_policies_of_their_own(shop: Path) -> None:
    """An occasion that only one of them knows is shown for its products, and so are gifts that cost more there."""
    for name, cost, occasion in (("one", "1.00", "birthday"), ("two", "2.00", "shown")):
        (shop / f"{name}.yaml").write_text(
            f"currency: CNY\ncatalogue: none\nproducts: [{{name: {name}, price: 100, cost: 60}}]\n"
            f"gifts: [{{id: card, cost: {cost}, at: [calendar]}}, {{id: call, cost: 0, at: [{occasion}]}}]\n"
            f"policy: {{occasions: [{{name: {occasion}, per_year: 1}}]}}\n"
        )
    text = printed("plan", "one.yaml", "two.yaml", "--show", "gifts", cwd=shop)
    assert re.findall(r"^│ +card +│ once a year +│ +(\S+)", text, re.MULTILINE) == ["1.00", "2.00"]
    assert re.findall(r"^│ (birthday|shown) +│ call +│ gesture │ (\w+)", text, re.MULTILINE) == [
        ("birthday", "one"),
        ("shown", "two"),
    ]


def test_standard_input_and_files_elsewhere_are_read_alike(shop: Path) -> None:
    (shop / "elsewhere").mkdir()
    here = planned("shop.yaml", cwd=shop)
    for other, name in (
        (planned("../shop.yaml", cwd=shop / "elsewhere"), "../shop.yaml"),
        (planned("-", cwd=shop, stdin=SHOP.encode()), "<stdin>"),
    ):
        assert {product.pop("file") for product in other["products"]} == {name}
        assert other["products"] == [
            {key: value for key, value in product.items() if key != "file"} for product in here["products"]
        ]


def test_a_csv_file_needs_a_currency(tmp_path: Path) -> None:
    (tmp_path / "shop.csv").write_text("name,price,cost\nDress,100.00,60.00\n")
    done = run("plan", "shop.csv", cwd=tmp_path)
    assert done.returncode == 2
    assert "give it with --currency CNY" in done.stderr
    assert planned("shop.csv", "--currency", "EUR", cwd=tmp_path)["products"][0]["budget"] == "10.00"
    assert planned("shop.csv", cwd=tmp_path, SVCBUDGET_CURRENCY="GBP")["totals"][0]["currency"] == "GBP"


def test_flags_beat_the_environment_beats_the_file(shop: Path) -> None:
    def currency(*arguments: str, **environment: str) -> object:
        return planned("dollars.yaml", *arguments, cwd=shop, **environment)["products"][0]["currency"]

    assert currency() == "USD"
    assert currency(SVCBUDGET_CURRENCY="EUR") == "EUR"
    assert currency("--currency", "GBP", SVCBUDGET_CURRENCY="EUR") == "GBP"


def test_form_and_language_come_from_the_environment_too(shop: Path) -> None:
    both = {"SVCBUDGET_FORMAT": "csv", "SVCBUDGET_LANG": "zh"}
    assert printed("plan", "shop.yaml", cwd=shop, **both).startswith("file,line,")
    assert "服务计划" in printed("plan", "shop.yaml", "--format", "table", cwd=shop, **both)
    assert "Service plan" in printed("plan", "shop.yaml", "--format", "table", "--lang", "en", cwd=shop, **both)
    assert run("plan", "shop.yaml", cwd=shop, SVCBUDGET_FORMAT="excel").returncode == 2


@pytest.mark.parametrize(
    ("locale", "heading"),
    [
        ({"LC_ALL": "zh_CN.UTF-8"}, "服务计划"),
        ({"LC_ALL": "", "LANG": "zh_TW"}, "服务计划"),
        ({"LANG": "zh"}, "Service plan"),
    ],
)
def test_the_locale_chooses_the_language_of_tables(locale: dict[str, Any], heading: str) -> None:
    assert heading in printed("plan", GOLDEN_SHOP, PYTHONIOENCODING="utf-8", **locale)


@pytest.mark.parametrize("arguments", ["plan --format json", "plan --format markdown", "gifts --format csv"])
def test_what_a_script_reads_does_not_hang_on_the_locale(arguments: str) -> None:
    assert "Fruit box" in printed(*arguments.split(), GOLDEN_SHOP, LC_ALL="zh_CN.UTF-8")
    assert "水果礼盒" in printed(*arguments.split(), GOLDEN_SHOP, "--lang", "zh")


def test_the_version_is_that_of_the_package() -> None:
    assert printed("--version") == f"svcbudget {svcbudget.__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_agrees_with_the_list_of_commands(name: str) -> None:
    command = import_module(f"svcbudget.cli.commands.{name}").command
    assert COMMANDS[name] == command.short_help
    assert re.search(rf"^  {name} +{re.escape(COMMANDS[name])}$", printed("--help"), re.MULTILINE)
    text = printed(name, "--help", COLUMNS="80")
    assert text.startswith(f"Usage: svcbudget {name} ")
    assert all(option.help for option in command.params if option.param_type_name == "option")
    assert printed(name, "-h", COLUMNS="80") == text
