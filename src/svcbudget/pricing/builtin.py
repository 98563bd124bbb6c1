"""What the package brings along: default policies, catalogues, categories, currencies and the reasons.

The data is ours: tests hold that the loader of the users' files reads the same from it and finds no fault. So it is
read and turned into values the short way; its text goes to `assembly`, which validates it with what the user
overrides.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache
from pkgutil import get_data
from typing import Any, NamedTuple

import yaml

from svcbudget.money import parse_amount
from svcbudget.pricing import typed
from svcbudget.pricing.model import Band, Gift, HeaviestGift, Occasion, Policy, SmallTicket, Tier
from svcbudget.pricing.typed import OWN
from svcbudget.text import looks_like

SETS = {"CNY": "cny", "USD": "western", "EUR": "western", "GBP": "western"}
"""The currencies with built-in amounts, and the set of the catalogue that holds them."""
GENERAL = "general"
"""The category that gets only the entries that suit everything."""


class Category(NamedTuple):
    """A built-in category, the names it answers to, and what is different in its trade."""

    id: str
    names: Mapping[str, str]
    also: tuple[str, ...]
    own_only: bool
    """Whether it gets the entries of its own trade alone, none of the general ones."""
    regulated: bool
    """Whether law or custom keeps it from giving, so that it gets gestures only."""
    without: tuple[str, ...]
    """The occasions of the built-in policy that its customers are not asked about."""
    at_visit: tuple[str, ...]
    """Those that matter only where a visit falls on their day."""
    more: tuple[Occasion, ...]
    """Occasions of its own, after those of the policy."""


@cache
def raw(currency: str, category: str | None = None) -> Mapping[str, Any]:
    """Return the built-in policy and gifts for `currency` as text, not to be changed; others get no amounts.

    With `category`, the id of one, the gifts are only those of its own file and those for several trades.
    """
    policy = _load("policy")
    trades = [GENERAL, *categories()] if category is None else [GENERAL, category]
    entries = [entry for trade in dict.fromkeys(trades) for entry in _entries(trade)]
    western = SETS.get(currency, "western") == "western"
    gifts = [_for_set(entry, "western" if western else "cny") for entry in entries]
    data = {"policy": policy, "gifts": [gift for gift in gifts if gift]}
    return data if currency in SETS else _without_amounts(data)


def _entries(trade: str) -> list[dict[str, Any]]:
    """Return the catalogue entries in the file of a trade, which are for that trade unless they say more."""
    own = {} if trade == GENERAL else {"for": [trade]}
    try:
        return [own | entry for entry in _load(f"catalogue/{trade}")]
    except OSError:  # a category of the users' own
        return []


def _for_set(entry: dict[str, Any], name: str) -> dict[str, Any] | None:
    """Return an entry as the set of that name has it; None where it is not in it."""
    if entry.get("only", name) != name:
        return None
    different = entry.get("western", {}) if name == "western" else {}
    return _without(entry, "only", "western") | different


@cache
def standard(currency: str, category: str | None = None) -> tuple[Policy, tuple[Gift, ...]]:
    """Return the default policy and catalogue of one of the built-in currencies, of a category's where one is named."""
    only = None if category is None else find_category(category)
    return make_policy(raw(currency, only)["policy"]), gifts(currency, only)


@cache
def gifts(currency: str, category: str | None = None) -> tuple[Gift, ...]:
    """Return the built-in catalogue for a currency, of one category by its id or of all."""
    return tuple(make_gift(entry) for entry in raw(currency, category)["gifts"])


def make_policy(raw: Mapping[str, Any]) -> Policy:
    """Turn a built-in policy's text into values."""
    share, amount, whole = typed.read_share, parse_amount, typed.read_whole
    heavy = raw["heaviest_gift"]
    return Policy(
        floor=share(raw["floor"]),
        ceiling=share(raw["ceiling"]),
        bands=[Band(share(band["rate"]), amount(band["upto"]) if "upto" in band else None) for band in raw["bands"]],
        small_ticket=SmallTicket(amount(raw["small_ticket"]["amount"]), share(raw["small_ticket"]["share"])),
        reserve=share(raw["reserve"]),
        heaviest_gift=HeaviestGift(share(heavy["share"]), amount(heavy["at_least"]), amount(heavy["at_most"])),
        tiers=[
            Tier(
                tier["name"],
                amount(tier["from"]),
                *(whole(tier[key]) for key in ("touches", "gifts", "items_at_purchase", "longest_silence", "minutes")),
            )
            for tier in raw["tiers"]
        ],
        repeat_worth=share(raw["repeat_worth"]),
        most_touches_per_month=whole(raw["most_touches_per_month"]),
        occasions=[make_occasion(occasion) for occasion in raw["occasions"]],
        authority={role: amount(most) for role, most in raw["authority"].items()},
    )


@cache
def occasions() -> list[Occasion]:
    """Return the occasions of the default policy."""
    return [make_occasion(occasion) for occasion in _load("policy")["occasions"]]


@cache
def tiers() -> list[Tier]:
    """Return the tiers of the default policy."""
    return make_policy(_load("policy")).tiers


def make_occasion(raw: Mapping[str, Any]) -> Occasion:
    """Turn a built-in occasion's text into a value."""
    return Occasion(raw["name"], parse_amount(raw["per_year"]), raw.get("at_visit") == "true")


def make_gift(raw: Mapping[str, Any]) -> Gift:
    """Turn a built-in catalogue entry's text into a value."""
    return Gift(
        id=raw["id"],
        cost=typed.read_gift_cost(raw["cost"]),
        at=raw["at"],
        name=raw["name"],
        worth=Decimal(raw["worth"]) if "worth" in raw else None,
        minutes=Decimal(raw.get("minutes", "0")),
        for_=raw.get("for"),
        not_for=raw.get("not_for"),
        every=int(raw.get("every", "1")),
        repeats=int(raw.get("repeats", "4")),
        repeat_worth=typed.read_share(raw["repeat_worth"]) if "repeat_worth" in raw else None,
        owner=raw.get("owner"),
        channel=raw.get("channel"),
        obligation=raw.get("obligation") == "true",
        kind=raw.get("kind", "gift"),
        source=raw.get("source"),
    )


@cache
def categories() -> Mapping[str, Category]:
    """Return the built-in categories by id."""
    return {name: _make_category(name, entry) for name, entry in _load("categories").items()}


def _make_category(name: str, entry: Mapping[str, Any]) -> Category:
    occasions = entry.get("occasions", {})
    return Category(
        name,
        {"en": entry["en"], "zh": entry["zh"]},
        tuple(entry.get("also", ())),
        entry.get("general") == "false",
        entry.get("regulated") == "true",
        tuple(occasions.get("without", ())),
        tuple(occasions.get("at_visit", ())),
        tuple(make_occasion(occasion) for occasion in occasions.get("more", ())),
    )


@cache
def _category_names() -> Mapping[str, str]:
    return {
        looks_like(name): category.id
        for category in categories().values()
        for name in (category.id, *category.names.values(), *category.also)
    }


@lru_cache(maxsize=4096)
def find_category(name: str | None) -> str:
    """Return the built-in id that a category's name stands for, or the name itself in a form fit to compare."""
    if name is None:
        return GENERAL
    plain = looks_like(name)
    return _category_names().get(plain, plain)


@cache
def currency_digits() -> Mapping[str, int]:
    """Return the minor-unit digits of every ISO 4217 currency."""
    return {code: int(digits) for digits, codes in _load("currencies")["digits"].items() for code in codes}


def digits(currency: str) -> int:
    """Return the minor-unit digits of one currency of ISO 4217."""
    return 2 if currency in SETS else currency_digits()[currency]


@cache
def reasons() -> Mapping[str, Any]:
    """Return why each default of the policy is what it is, by its dotted key."""
    return _load("reasons")  # type: ignore[no-any-return]


def read_data(name: str) -> bytes:
    """Return a file of the package's data."""
    data = get_data("svcbudget", f"data/{name}")
    assert data is not None, name
    return data


def _load(name: str) -> Any:
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return yaml.load(read_data(f"{name}.yaml"), loader)


def _without_amounts(data: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out of a built-in set all that is an amount of money: what remains serves any currency."""
    policy = _without(data["policy"], "bands", "tiers", "authority")
    policy["small_ticket"] = _without(policy["small_ticket"], "amount")
    policy["heaviest_gift"] = _without(policy["heaviest_gift"], "at_least", "at_most")
    free = [gift for gift in data["gifts"] if gift["cost"] == OWN or not Decimal(gift["cost"])]
    return {"policy": policy, "gifts": free}


def _without(mapping: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if key not in keys}
