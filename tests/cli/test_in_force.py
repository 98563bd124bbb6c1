"""`svcbudget gifts`, `policy` and `schema`: what is in force, from where it comes, and what may be typed."""

import csv
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from checkout import EXAMPLES, GOLDEN_SHOP
from program import printed, run

SHOP = """currency: CNY
extends: policies/house.yaml
products:
  - {name: Dress, price: 100.00, cost: 60.00}
gifts:
  - {id: ribbon, name: {en: Ribbon, zh: 丝带}, cost: 1.00, at: [purchase]}
policy: {reserve: 30%}
"""
HOUSE = """policy:
  reserve: 20%
  heaviest_gift: {share: 20%}
gifts:
  - {id: ribbon, cost: 2.00, at: [purchase]}
  - {id: bow, cost: 3.00, at: [purchase]}
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Return a folder with a pricing file that extends another."""
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "house.yaml").write_text(HOUSE, "utf-8")
    (tmp_path / "shop.yaml").write_text(SHOP, "utf-8")
    return tmp_path


@pytest.mark.parametrize("command", ["gifts", "policy"])
@pytest.mark.parametrize("form", ["table", "json", "csv", "tsv", "markdown", "svg"])
def test_what_is_in_force_is_shown_in_every_form_with_its_origin(command: str, form: str, shop: Path) -> None:
    text = printed(command, "shop.yaml", "--format", form, cwd=shop, COLUMNS="200")
    assert all(place in text for place in ("built-in", "shop.yaml:", "policies/house.yaml:"))


@pytest.mark.parametrize("command", ["gifts", "policy"])
def test_without_a_file_all_is_built_in(command: str) -> None:
    assert {row["from"] for row in json.loads(printed(command, "-f", "json"))[command]} == {"built-in"}


def test_each_gift_says_where_it_comes_from(shop: Path) -> None:
    gifts = {gift["gift"]: gift for gift in json.loads(printed("gifts", "shop.yaml", "-f", "json", cwd=shop))["gifts"]}
    assert (gifts["ribbon"]["from"], gifts["ribbon"]["cost"]) == ("shop.yaml:6", "1.00")
    assert (gifts["bow"]["from"], gifts["bow"]["cost"]) == ("policies/house.yaml:6", "3.00")
    assert gifts["fruit-box"]["from"] == "built-in"


def test_each_number_of_the_policy_says_where_it_comes_from_and_why(shop: Path) -> None:
    rows = {row["key"]: row for row in json.loads(printed("policy", "shop.yaml", "-f", "json", cwd=shop))["policy"]}
    assert (rows["reserve"]["value"], rows["reserve"]["from"]) == ("30%", "shop.yaml:7")
    assert (rows["heaviest_gift.share"]["value"], rows["heaviest_gift.share"]["from"]) == (
        "20%",
        "policies/house.yaml:3",
    )
    assert rows["heaviest_gift.at_most"]["from"] == rows["floor"]["from"] == "built-in"
    assert rows["floor"]["why"]
    assert rows["reserve"]["why"] is None


def test_the_catalogue_of_a_category_is_the_same_in_any_of_its_names() -> None:
    english, chinese = (printed("gifts", "--category", name, "-f", "csv") for name in ("clothing", "服装"))
    assert english == chinese
    assert len(english.splitlines()) < len(printed("gifts", "-f", "csv").splitlines())


def test_flags_and_obligations_of_gifts_are_written_for_machines() -> None:
    (parking,) = [
        row
        for row in csv.DictReader(printed("gifts", GOLDEN_SHOP, "-f", "csv").splitlines())
        if row["gift"] == "parking"
    ]
    assert (parking["obligation"], parking["at"], parking["for"], parking["owner"]) == ("true", "purchase", "", "")


@pytest.fixture(scope="module")
def schema() -> Any:
    """Return the schema of pricing files."""
    return json.loads(printed("schema"))


def test_both_schemas_are_json_schema(schema: Any) -> None:
    for each in (schema, json.loads(printed("schema", "plan"))):
        jsonschema.Draft202012Validator.check_schema(each)


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.yaml")), ids=lambda file: file.name)
def test_every_example_keeps_to_the_schema_of_pricing_files(file: Path, schema: Any) -> None:
    """An editor checks each scalar as text, as svcbudget does."""
    data = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)
    jsonschema.Draft202012Validator(schema).validate(data)


@pytest.mark.parametrize(
    "text",
    [
        "currency: CNY\nproducts: [{name: a, pirce: 2, cost: 1}]",
        "currency: CNY\nproducts: [{name: a, price: '1,000', cost: 1}]",
        "currency: yuan\nproducts: [{name: a, price: 2, cost: 1}]",
        "currency: CNY\nproducts: [{name: a, price: 2, cost: 1}]\npolicy: {flor: 5%}",
        "currency: CNY\nproducts: [{name: a, price: 2, margin: 12.5}]",
    ],
)
def test_a_typo_does_not_keep_to_the_schema(text: str, schema: Any) -> None:
    data = yaml.load(text, Loader=yaml.BaseLoader)
    assert not jsonschema.Draft202012Validator(schema).is_valid(data)


@pytest.mark.parametrize(
    ("only", "keys"),
    [
        ("heaviest_gift", ["heaviest_gift.share", "heaviest_gift.at_least", "heaviest_gift.at_most"]),
        ("authority.staff", ["authority.staff"]),
        ("bands", ["bands.1", "bands.2"]),
        ("bands.2", ["bands.2"]),
        ("floor", ["floor"]),
    ],
)
def test_a_key_shows_all_that_stands_below_it(only: str, keys: list[str]) -> None:
    shown = printed("policy", "--only", only, "-f", "csv", "--no-header", "--fields", "key")
    assert shown.split() == keys


def test_a_mistyped_group_names_the_near_one() -> None:
    done = run("policy", "--only", "ocasions")
    assert (done.returncode, "there is no key ocasions; did you mean occasions?" in done.stderr) == (2, True)
