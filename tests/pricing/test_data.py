"""What must hold of the built-in data: catalogues, policy, reasons, categories and currencies."""

import re
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest
import yaml

DATA = files("svcbudget") / "data"
FILES = ("cny", "western", "categories", "reasons", "currencies")
SETS = ("cny", "western")
CATEGORIES = ("clothing", "restaurant", "hotel", "car", "home", "shop", "general")
OCCASIONS = ("complaint", "birthday", "festival", "wedding", "new-baby", "moving", "promotion")
CAR_KIT = ("car-tissues", "water", "data-cable", "car-cleaner", "rubbish-bags", "phone-holder", "umbrella")
OBLIGATIONS = (
    "greeting",
    "glass-of-water",
    "patient-explanation",
    "fitting-and-ironing",
    "insurance-papers",
    "hand-over-photo",
)
CHANNELS = {"cny": {"shop", "wechat", "phone", "post", "home"}, "western": {"shop", "message", "phone", "post", "home"}}
NEEDED = {"id", "name", "cost", "minutes", "at", "owner", "channel", "source"}


def text(name: str) -> str:
    """Return a data file as written."""
    return (DATA / f"{name}.yaml").read_text(encoding="utf-8")


@cache
def load(name: str) -> dict[str, Any]:
    """Return a data file with every scalar as text."""
    data: dict[str, Any] = yaml.load(text(name), Loader=yaml.BaseLoader)
    return data


def entries(name: str) -> list[dict[str, Any]]:
    """Return the entries of a catalogue."""
    gifts: list[dict[str, Any]] = load(name)["gifts"]
    return gifts


def suited(name: str, category: str, moment: str, *, gesture: bool) -> list[dict[str, Any]]:
    """Return the gifts or gestures for a category at a moment; `general` has only the entries for everything."""
    return [
        entry
        for entry in entries(name)
        if "obligation" not in entry
        and ("for" not in entry or category in entry["for"])
        and moment in entry["at"]
        and (Decimal(entry["cost"]) == 0) is gesture
    ]


# The form of the files


@pytest.mark.parametrize("name", FILES)
def test_files_are_plain_yaml(name: str) -> None:
    """No anchors, aliases or tags, no duplicate keys, no comment behind a value, lines of 120 characters at most."""
    written = text(name)
    marks = (yaml.AliasToken, yaml.AnchorToken, yaml.TagToken)
    assert not [token for token in yaml.scan(written) if isinstance(token, marks)]
    nodes = [yaml.compose(written, Loader=yaml.BaseLoader)]
    for node in nodes:
        if isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value]
            assert len(keys) == len(set(keys))
            nodes += [value for _, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            nodes += node.value
    lines = written.splitlines()
    assert not [line for line in lines if " #" in line and not line.lstrip().startswith("#")]
    assert max(map(len, lines)) <= 120


# The catalogues


@pytest.mark.parametrize("name", SETS)
def test_catalogues_have_the_promised_size_and_unique_ids(name: str) -> None:
    """Between 50 and 65 entries, each with an id of its own in lower case with hyphens."""
    ids = [entry["id"] for entry in entries(name)]
    assert 50 <= len(ids) <= 65
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", each) for each in ids)


@pytest.mark.parametrize("name", SETS)
def test_entries_are_complete(name: str) -> None:
    """Every entry says what it is, what it costs, whose it is, where it happens and where it comes from."""
    for entry in entries(name):
        assert NEEDED <= entry.keys() <= NEEDED | {"worth", "for", "repeats", "repeat_worth", "obligation"}, entry["id"]
        assert ("worth" in entry) is not ("obligation" in entry), entry["id"]
        assert entry["owner"] in {"sales", "delivery", "care", "after-sales"}, entry["id"]
        assert entry["channel"] in CHANNELS[name], entry["id"]
        assert entry["source"].startswith(("essay 003: ", "essay 000: ", "ours", "in place of ")), entry["id"]
        assert entry["at"] and set(entry["at"]) <= {"purchase", "calendar", *OCCASIONS}, entry["id"]
        assert set(entry.get("for", ["general"])) <= set(CATEGORIES), entry["id"]


@pytest.mark.parametrize("name", SETS)
def test_numbers_are_plain_decimals(name: str) -> None:
    """Money has two decimals, minutes at most one, repeats are whole and never the default 4, shares are per cent."""
    for entry in entries(name):
        assert all(re.fullmatch(r"\d{1,3}\.\d\d", entry[key]) for key in ("cost", "worth") if key in entry), entry["id"]
        assert re.fullmatch(r"\d{1,2}(\.\d)?", entry["minutes"]), entry["id"]
        assert entry.get("repeats", "1") in {"1", "2", "12"}, entry["id"]
        assert re.fullmatch(r"\d\d%", entry.get("repeat_worth", "50%")), entry["id"]
        assert "repeats" not in entry or "calendar" in entry["at"], entry["id"]


@pytest.mark.parametrize("name", SETS)
def test_names_are_short_and_in_both_languages(name: str) -> None:
    """English in 24 characters with one capital to begin, Chinese in 10, and no two entries of one name."""
    for entry in entries(name):
        assert entry["name"].keys() == {"en", "zh"}
        assert re.fullmatch(r"[A-Z][A-Za-z -]{2,23}", entry["name"]["en"]), entry["id"]
        assert re.fullmatch(r"[\u4e00-\u9fff]{2,10}", entry["name"]["zh"]), entry["id"]
    for language in ("en", "zh"):
        names = [entry["name"][language].casefold() for entry in entries(name)]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", SETS)
def test_worth_is_never_below_cost_and_gestures_take_time(name: str) -> None:
    """Nobody is advised to give what is felt as less than it costs; attention is worth something and takes minutes."""
    for entry in entries(name):
        if "obligation" not in entry:
            assert Decimal(entry["worth"]) >= Decimal(entry["cost"]), entry["id"]
            assert Decimal(entry["worth"]) > 0, entry["id"]
            assert Decimal(entry["minutes"]) > 0, entry["id"]


@pytest.mark.parametrize("name", SETS)
def test_heavy_gifts_are_worth_less_for_the_money(name: str) -> None:
    """Of the gifts on the calendar for every trade, a dearer one is worth more, but less for each coin it costs."""
    gifts = [(Decimal(e["cost"]), Decimal(e["worth"])) for e in suited(name, "general", "calendar", gesture=False)]
    for (cost, worth), (dearer, more) in pairwise(sorted(gifts)):
        assert more > worth
        assert more / dearer < worth / cost


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("category", CATEGORIES)
def test_every_trade_finds_something(name: str, category: str) -> None:
    """Five gifts at purchase, four on the calendar for small budgets and large ones, four gestures on the calendar."""
    assert len(suited(name, category, "purchase", gesture=False)) >= 5
    costs = [Decimal(entry["cost"]) for entry in suited(name, category, "calendar", gesture=False)]
    assert len(costs) >= 4
    assert min(costs) <= 5
    assert 150 <= max(costs) <= 200
    assert len(suited(name, category, "calendar", gesture=True)) >= 4


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("category", [category for category in CATEGORIES if category != "general"])
def test_every_trade_has_entries_of_its_own(name: str, category: str) -> None:
    """Two at least are meant for it, duties not counted."""
    own = [entry for entry in entries(name) if category in entry.get("for", []) and "obligation" not in entry]
    assert len(own) >= 2


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("occasion", OCCASIONS)
def test_every_occasion_has_a_gift_and_a_gesture(name: str, occasion: str) -> None:
    """Among the entries for every trade, so that no product goes without."""
    assert suited(name, "general", occasion, gesture=False)
    assert suited(name, "general", occasion, gesture=True)


@pytest.mark.parametrize("name", SETS)
def test_obligations_are_marked(name: str) -> None:
    """The duties that essay 003 names, and nothing else."""
    assert tuple(entry["id"] for entry in entries(name) if entry.get("obligation") == "true") == OBLIGATIONS
    assert {entry.get("obligation") for entry in entries(name)} == {None, "true"}


@pytest.mark.parametrize("name", SETS)
def test_the_essays_limits_hold(name: str) -> None:
    """The car kit of seven costs less than 100, a fruit box at most 50, each of the dress's small things at most 10."""
    costs = {entry["id"]: Decimal(entry["cost"]) for entry in entries(name)}
    assert sum(costs[part] for part in CAR_KIT) < 100
    assert costs["fruit-box"] <= 50
    assert max(costs[each] for each in ("wet-wipes", "hair-tie", "pocket-mirror", "socks")) <= 10


def test_the_four_free_dishes_cost_about_thirty_a_day() -> None:
    """1,200,000 a year over 365 days and 30 a guest are 110 guests a day; at 0.27 each that is 29.70."""
    costs = {entry["id"]: Decimal(entry["cost"]) for entry in entries("cny")}
    dishes = sum(costs[dish] for dish in ("pickled-radish", "peanuts", "millet-porridge", "egg-soup"))
    assert dishes == Decimal("0.27")
    assert 110 * dishes == Decimal("29.70")


def test_shared_ids_mean_the_same() -> None:
    """What has one id in both catalogues suits the same trades and moments, in the same hands."""
    western = {entry["id"]: entry for entry in entries("western")}
    shared = [entry for entry in entries("cny") if entry["id"] in western]
    assert len(shared) >= 50
    for entry in shared:
        other = western[entry["id"]]
        assert [entry.get(key) for key in ("for", "at", "repeats", "owner", "obligation")] == [
            other.get(key) for key in ("for", "at", "repeats", "owner", "obligation")
        ], entry["id"]


# Policy and reasons


def test_both_sets_have_one_policy() -> None:
    """The same digits in CNY as in USD, EUR and GBP, and each currency in one set only."""
    assert load("cny")["policy"] == load("western")["policy"]
    assert load("cny")["currencies"] == ["CNY"]
    assert load("western")["currencies"] == ["USD", "EUR", "GBP"]


def test_occasions_stand_in_order_of_importance() -> None:
    """The policy knows exactly the occasions that the catalogues serve."""
    assert tuple(occasion["name"] for occasion in load("cny")["policy"]["occasions"]) == OCCASIONS


def test_every_policy_key_has_a_reason() -> None:
    """Each has one sentence in both languages, and says whether an essay or our judgement gave the number."""
    keys = set()
    for key, value in load("cny")["policy"].items():
        keys |= {f"{key}.{part}" for part in value} if isinstance(value, dict) else {key}
    reasons = load("reasons")
    assert reasons.keys() == keys
    for key, reason in reasons.items():
        assert reason.keys() == {"why", "source"}, key
        assert reason["source"].startswith(("essay 003: ", "ours: ")), key
        assert re.fullmatch(r"[A-Z][^.]+\.", reason["why"]["en"]), key
        assert re.fullmatch("[^。]*[\u4e00-\u9fff]。", reason["why"]["zh"]), key


# Categories


def test_categories_answer_to_one_name_each() -> None:
    """The categories of the catalogues, each with names in both languages, and no name for two of them."""
    categories = load("categories")
    assert tuple(categories) == CATEGORIES
    names = []
    for key, category in categories.items():
        assert category.keys() == {"en", "zh", "also"}
        assert len(category["also"]) >= 8
        names += sorted({name.casefold() for name in (key, category["en"], category["zh"], *category["also"])})
    assert len(set(names)) == len(names)
