"""The short way to the built-in data gives what the way of the users' files gives."""

from importlib.resources import files
from typing import Any

import pytest
import yaml

from svcbudget.pricing import builtin
from svcbudget.pricing.model import Gift, Policy
from svcbudget.pricing.policy_faults import judge_policy
from svcbudget.pricing.typed import OWN
from svcbudget.pricing.validation import validate
from svcbudget.reading import source

FILES = (
    *("policy", "categories", "currencies", "reasons"),
    *(f"catalogue/{name}" for name in ("general", *sorted(builtin.categories().keys() - {builtin.GENERAL}))),
)


@pytest.mark.parametrize("name", FILES)
def test_the_loader_of_the_users_files_finds_no_fault_and_reads_the_same(name: str) -> None:
    data = builtin.read_data(f"{name}.yaml")
    read, findings = source.read(data, f"{name}.yaml", "yaml")
    assert not findings
    assert read.tree == yaml.load(data, yaml.BaseLoader)


def test_the_package_holds_no_other_catalogue() -> None:
    """A misspelt file would be read by no one."""
    held = {f"catalogue/{path.name}" for path in (files("svcbudget") / "data" / "catalogue").iterdir()}
    assert held == {f"{name}.yaml" for name in FILES if name.startswith("catalogue/")}


@pytest.mark.parametrize("currency", builtin.SETS)
def test_the_default_policy_is_valid_and_made_the_same(currency: str) -> None:
    policy, faults = validate(Policy, builtin.raw(currency)["policy"])
    assert not faults
    assert policy == builtin.standard(currency)[0]
    assert not list(judge_policy(policy))


@pytest.mark.parametrize("currency", builtin.SETS)
def test_the_catalogue_is_valid_and_made_the_same(currency: str) -> None:
    entries: list[dict[str, Any]] = builtin.raw(currency)["gifts"]
    made = builtin.standard(currency)[1]
    for entry, gift in zip(entries, made, strict=True):
        assert validate(Gift, entry) == (gift, [])


@pytest.mark.parametrize("category", builtin.categories())
def test_of_one_category_are_read_those_entries_that_may_suit_it(category: str) -> None:
    """Its own file and the general one: all that suits it, in the order of the whole catalogue."""
    whole, part = builtin.standard("CNY")[1], builtin.standard("CNY", category)[1]
    suiting = [gift for gift in whole if gift.suits(category, builtin.find_category)]
    assert suiting == [gift for gift in part if gift.suits(category, builtin.find_category)]


def test_entries_that_name_no_trade_suit_the_trade_of_their_file() -> None:
    seams = next(gift for gift in builtin.standard("CNY")[1] if gift.id == "socks")
    assert seams.for_ == ["clothing"]


def test_the_sets_differ_where_an_entry_says_so() -> None:
    """Radish is Chinese, bread Western; what is in both costs and is called what it does there."""
    chinese, western = ({gift.id: gift for gift in builtin.standard(currency)[1]} for currency in ("CNY", "EUR"))
    assert {"pickled-radish"} == {"pickled-radish", "bread"} & chinese.keys()
    assert {"bread"} == {"pickled-radish", "bread"} & western.keys()
    assert chinese["fruit-box"].cost != western["fruit-box"].cost
    assert (chinese["sachet"].title("en"), western["sachet"].title("en")) == ("Wardrobe sachet", "Lavender sachet")


def test_other_currencies_get_no_amounts_but_gestures() -> None:
    """One more of the product itself costs what it costs in any currency."""
    raw = builtin.raw("JPY")
    assert {gift["cost"] for gift in raw["gifts"] if gift["cost"] != OWN} == {"0.00"}
    assert any(gift["cost"] == OWN for gift in raw["gifts"])
    assert "bands" not in raw["policy"]
    assert "amount" not in raw["policy"]["small_ticket"]
