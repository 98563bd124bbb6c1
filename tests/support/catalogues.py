"""The built-in data as tests judge it: what the files hold as text, and what of it suits a category."""

from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from svcbudget.pricing import builtin

DATA = files("svcbudget") / "data"
SETS = ("CNY", "USD")
"""A currency of each set."""
GENERAL = "general"
TRADES = [trade for trade in builtin.categories() if trade != GENERAL]


def text(name: str) -> str:
    """Return a data file as written."""
    return (DATA / f"{name}.yaml").read_text(encoding="utf-8")


@cache
def load(name: str) -> Any:
    """Return a data file with every scalar as text."""
    return yaml.load(text(name), Loader=yaml.BaseLoader)


@cache
def entries(currency: str, category: str | None = None) -> list[dict[str, Any]]:
    """Return the entries of a catalogue as text, those of one set; of one category those that suit it."""
    gifts: list[dict[str, Any]] = builtin.raw(currency)["gifts"] if category is None else entries(currency)
    if category is None:
        return gifts
    own_only = builtin.categories()[category].own_only
    return [
        entry
        for entry in gifts
        if (category in entry["for"] if "for" in entry else not own_only) and category not in entry.get("not_for", ())
    ]


def cost(entry: dict[str, Any]) -> Decimal:
    """Return what an entry costs; one more of the product always costs something."""
    return Decimal(1) if entry["cost"] == "own" else Decimal(entry["cost"])


def suited(currency: str, category: str, moment: str, *, gesture: bool) -> list[dict[str, Any]]:
    """Return the gifts or the gestures of a category at a moment, duties left out."""
    return [
        entry
        for entry in entries(currency, category)
        if moment in entry["at"] and "obligation" not in entry and (not cost(entry)) is gesture
    ]


def occasions(category: str) -> list[str]:
    """Return the occasions that a category's customers are asked about."""
    trade = builtin.categories()[category]
    return [
        *(occasion["name"] for occasion in load("policy")["occasions"] if occasion["name"] not in trade.without),
        *(occasion.name for occasion in trade.more),
    ]
