"""What tables and exports of a small shop look like, whole, in files that a reader can open."""

from collections.abc import Callable
from typing import Any

import pytest
from checkout import GOLDEN_SHOP
from program import run

Golden = Callable[[str, str], None]


@pytest.mark.pinned
@pytest.mark.parametrize(
    ("name", "arguments", "environment"),
    [
        ("plan.en.80.txt", "plan shop.yaml --show all", {"COLUMNS": "80"}),
        ("plan.en.120.txt", "plan shop.yaml --show all", {"COLUMNS": "120"}),
        ("plan.zh.80.txt", "plan shop.yaml --show all --lang zh", {"COLUMNS": "80"}),
        ("plan.ascii.80.txt", "plan shop.yaml --show all", {"COLUMNS": "80", "PYTHONIOENCODING": "ascii"}),
        ("explain.en.txt", "plan shop.yaml --show budgets --explain", {}),
        ("explain.zh.txt", "plan shop.yaml --show budgets --explain --lang zh", {}),
        ("gifts.en.120.txt", "gifts shop.yaml", {"COLUMNS": "120"}),
        ("gifts.zh.120.txt", "gifts shop.yaml --lang zh", {"COLUMNS": "120"}),
        ("policy.en.80.txt", "policy shop.yaml", {"COLUMNS": "80"}),
        ("policy.zh.80.txt", "policy shop.yaml --lang zh", {"COLUMNS": "80"}),
    ],
)
def test_tables_look_as_they_did(name: str, arguments: str, environment: dict[str, Any], golden: Golden) -> None:
    golden(name, run(*arguments.split(), cwd=GOLDEN_SHOP.parent, **environment).stdout)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("plan.json", "plan shop.yaml --format json"),
        ("plan.csv", "plan shop.yaml --format csv"),
        ("plan.md", "plan shop.yaml --format markdown --show all"),
        ("plan.svg", "plan shop.yaml --format svg --show budgets"),
        ("gifts.json", "gifts shop.yaml --format json"),
        ("policy.csv", "policy shop.yaml --format csv"),
    ],
)
def test_exports_are_what_they_were(name: str, arguments: str, golden: Golden) -> None:
    golden(name, run(*arguments.split(), cwd=GOLDEN_SHOP.parent).stdout)
