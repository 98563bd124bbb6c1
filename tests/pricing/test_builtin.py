"""The short way to the built-in data gives what the way of the users' files gives."""

from typing import Any

import pytest
import yaml

from svcbudget.pricing import builtin
from svcbudget.pricing.model import Gift, Policy
from svcbudget.pricing.policy_faults import judge_policy
from svcbudget.pricing.validation import validate
from svcbudget.reading import source

FILES = ("cny", "western", "categories", "currencies", "reasons")


@pytest.mark.parametrize("name", FILES)
def test_the_loader_of_the_users_files_finds_no_fault_and_reads_the_same(name: str) -> None:
    data = builtin.read_data(f"{name}.yaml")
    read, findings = source.read(data, f"{name}.yaml", "yaml")
    assert not findings
    assert read.tree == yaml.load(data, yaml.BaseLoader)


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


def test_other_currencies_get_no_amounts_but_gestures() -> None:
    raw = builtin.raw("JPY")
    assert {float(gift["cost"]) for gift in raw["gifts"]} == {0}
    assert "bands" not in raw["policy"]
    assert "amount" not in raw["policy"]["small_ticket"]
