"""What must hold of the built-in catalogues: their form, and every entry."""

import itertools
import re
from decimal import Decimal

import pytest
import yaml
from catalogues import DATA, GENERAL, SETS, TRADES, cost, entries, load, occasions, text

from svcbudget.pricing import builtin
from svcbudget.pricing.references import FREE_MOMENTS, MOMENTS

CATALOGUE = sorted(path.name.removesuffix(".yaml") for path in (DATA / "catalogue").iterdir())
FILES = ["policy", "categories", "reasons", "currencies", *(f"catalogue/{trade}" for trade in CATALOGUE)]
GIVING = [trade for trade in TRADES if not builtin.categories()[trade].regulated]
PLANNED_FOR = (
    *("clothing", "restaurant", "drinks", "bakery", "hotel", "car", "home", "shop", "beauty", "medical", "fitness"),
    *("jewellery", "repair", "property", "family", "pets", "b2b", "wedding", "regulated", "mourning"),
)
CHANNELS = {"CNY": {"shop", "wechat", "phone", "post", "home"}, "USD": {"shop", "message", "phone", "post", "home"}}
KEYS = {
    *("id", "name", "cost", "worth", "minutes", "for", "not_for", "at", "every", "repeats", "repeat_worth"),
    *("owner", "channel", "kind", "obligation", "source", "western", "only"),
}
NEEDED = {"id", "name", "cost", "minutes", "at", "owner", "channel", "source"}
OBLIGATIONS = {
    *("greeting", "glass-of-water", "patient-explanation", "fitting-and-ironing", "insurance-papers"),
    "hand-over-photo",
}
LONGEST_FOLLOW_UP = Decimal(4)
IN_PERSON = {"owner-call", "doctor-call", "owner-comes"}
"""What answers a complaint: the one in charge, in every trade."""


# The form of the files


@pytest.mark.parametrize("name", FILES)
def test_files_are_plain_yaml(name: str) -> None:
    """No anchors, aliases or tags, no duplicate keys, no comment behind a value, lines of at most 200 characters."""
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
    assert max(map(len, lines)) <= 200


# The catalogue


def test_every_category_has_a_file_and_those_that_were_planned_are_there() -> None:
    assert set(CATALOGUE) == set(builtin.categories())
    assert set(PLANNED_FOR) <= set(TRADES)


@pytest.mark.parametrize("trade", CATALOGUE)
def test_entries_are_complete(trade: str) -> None:
    """Every entry says what it is, what it costs, whose it is, where it happens and where it comes from."""
    for entry in load(f"catalogue/{trade}"):
        assert NEEDED <= entry.keys() <= KEYS, entry["id"]
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", entry["id"])
        assert ("worth" in entry) is not (entry["cost"] == "own" or "obligation" in entry), entry["id"]
        assert entry["owner"] in {"sales", "delivery", "care", "after-sales"}, entry["id"]
        assert entry.get("only", "cny") in {"cny", "western"}, entry["id"]
        assert not ("only" in entry and "western" in entry), entry["id"]
        assert entry.get("western", {}).keys() <= {"name", "cost", "worth", "channel", "source"}, entry["id"]


@pytest.mark.parametrize("trade", CATALOGUE)
def test_what_differs_in_the_west_does_differ(trade: str) -> None:
    for entry in load(f"catalogue/{trade}"):
        for key, value in entry.get("western", {}).items():
            assert value != entry[key], (entry["id"], key)


def test_no_id_is_used_twice() -> None:
    """Also where two entries are of different sets: files of users name them without a set."""
    ids = [entry["id"] for trade in CATALOGUE for entry in load(f"catalogue/{trade}")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("trade", TRADES)
def test_what_suits_several_trades_stands_in_the_general_file_only(trade: str) -> None:
    """A trade's own file is read for that trade alone."""
    assert not [entry["id"] for entry in load(f"catalogue/{trade}") if {"for", "not_for"} & entry.keys()]


def test_entries_name_trades_that_there_are_and_no_trade_twice() -> None:
    for entry in load("catalogue/general"):
        for key in ("for", "not_for"):
            named = entry.get(key, [])
            assert set(named) <= set(builtin.categories()), entry["id"]
            assert len(named) == len(set(named)), entry["id"]
        assert not {"for", "not_for"} <= entry.keys(), entry["id"]


@pytest.mark.parametrize("trade", TRADES)
@pytest.mark.parametrize("currency", SETS)
def test_every_trade_has_at_least_six_entries_of_its_own(currency: str, trade: str) -> None:
    """Duties not counted, in either set."""
    own = {entry["id"] for entry in load(f"catalogue/{trade}") if "obligation" not in entry}
    assert len([entry for entry in entries(currency, trade) if entry["id"] in own]) >= 6


@pytest.mark.parametrize("currency", SETS)
def test_numbers_are_plain_decimals(currency: str) -> None:
    """Money has two decimals, minutes are at least half of a tenth, counts are whole and never what they are anyway."""
    for entry in entries(currency):
        amounts = [entry[key] for key in ("cost", "worth") if entry.get(key, "own") != "own"]
        assert all(re.fullmatch(r"\d{1,3}\.\d\d", amount) for amount in amounts), entry["id"]
        assert re.fullmatch(r"\d{1,2}(\.\d{1,2})?", entry["minutes"]), entry["id"]
        assert Decimal(entry["minutes"]) > 0, entry["id"]
        assert re.fullmatch(r"\d{1,2}%", entry.get("repeat_worth", "50%")), entry["id"]
        assert entry.get("repeats", "1") in {"1", "2", "3", "4", "12"}, entry["id"]
        assert 1 < int(entry.get("every", "2")) <= 20, entry["id"]
        assert entry.get("kind", "service") == "service", entry["id"]


@pytest.mark.parametrize("currency", SETS)
def test_repeats_and_every_say_something_only_where_they_count(currency: str) -> None:
    for entry in entries(currency):
        assert "repeats" not in entry or "calendar" in entry["at"], entry["id"]
        assert "every" not in entry or "purchase" in entry["at"], entry["id"]
        assert "kind" not in entry or cost(entry), entry["id"]


@pytest.mark.parametrize("currency", SETS)
def test_entries_come_at_moments_that_there_are_and_gestures_alone_at_those_for_gestures(currency: str) -> None:
    """What costs money has its place in the plan: at purchase, on the calendar, on an occasion."""
    known = {*MOMENTS, *(name for category in builtin.categories() for name in occasions(category))}
    for entry in entries(currency):
        assert entry["at"], entry["id"]
        assert set(entry["at"]) <= known, entry["id"]
        assert len(entry["at"]) == len(set(entry["at"])), entry["id"]
        if "obligation" not in entry:
            free = not cost(entry)
            assert free or not set(FREE_MOMENTS) & set(entry["at"]), entry["id"]
            assert not (free and "purchase" in entry["at"]), entry["id"]


@pytest.mark.parametrize("currency", SETS)
def test_channels_are_those_of_the_place(currency: str) -> None:
    assert {entry["channel"] for entry in entries(currency)} <= CHANNELS[currency]


@pytest.mark.parametrize("currency", SETS)
def test_names_are_short_and_in_both_languages(currency: str) -> None:
    """English in 34 characters with one capital to begin, Chinese in 14; no two entries of one trade of one name."""
    for entry in entries(currency):
        assert entry["name"].keys() == {"en", "zh"}
        assert re.fullmatch(r"[A-Z][A-Za-z ,:'-]{2,33}", entry["name"]["en"]), entry["id"]
        assert re.fullmatch(r"[\u4e00-\u9fffTU＋（）、]{2,14}", entry["name"]["zh"]), entry["id"]
    for category in builtin.categories():
        for language in ("en", "zh"):
            names = [entry["name"][language].casefold() for entry in entries(currency, category)]
            assert len(set(names)) == len(names), category


@pytest.mark.parametrize("currency", SETS)
def test_sources_say_in_both_languages_whose_idea_it_is_and_whose_numbers(currency: str) -> None:
    for entry in entries(currency):
        source = entry["source"]
        assert source.keys() == {"en", "zh"}, entry["id"]
        assert re.match(r"essay 00[0-4]: |ours, after essay 00[0-4]: |ours(, after trade custom)?: ", source["en"])
        assert re.match(r"文章00[0-4]：|仿文章00[0-4]：|本行惯例：|我们的想法：", source["zh"])
        assert source["en"].count("; ") == source["zh"].count("；") == 1, entry["id"]
        says_cost = bool(cost(entry)) and entry["cost"] != "own"
        assert ("cost" in source["en"].rpartition("; ")[2]) is says_cost, entry["id"]
        assert ("成本" in source["zh"].rpartition("；")[2]) is says_cost, entry["id"]
        assert not re.search("[a-z]{3}", source["zh"]), entry["id"]


@pytest.mark.parametrize("currency", SETS)
def test_worth_is_never_below_cost(currency: str) -> None:
    """Nobody is advised to give what is felt as less than it costs; and attention is worth something."""
    for entry in entries(currency):
        if "worth" in entry:
            assert Decimal(entry["worth"]) >= cost(entry), entry["id"]
            assert Decimal(entry["worth"]) > 0, entry["id"]


@pytest.mark.parametrize("currency", SETS)
def test_what_lasts_is_not_given_twice_in_a_year(currency: str) -> None:
    """What is worth nothing a second time comes with two purchases where its worth is twice its cost."""
    for entry in entries(currency):
        if entry.get("repeat_worth") == "0%" and "purchase" in entry["at"] and "kind" not in entry:
            assert Decimal(entry["worth"]) < 2 * cost(entry), entry["id"]


@pytest.mark.parametrize("currency", SETS)
def test_heavy_gifts_are_worth_less_for_the_money(currency: str) -> None:
    """Of the presents by post for every trade a dearer one is worth more, but less for each coin it costs."""
    posted = [entry for entry in entries(currency, GENERAL) if entry["channel"] == "post" and "calendar" in entry["at"]]
    ladder = sorted((cost(entry), Decimal(entry["worth"])) for entry in posted)
    assert len(ladder) >= 4
    for (price, worth), (dearer, more) in itertools.pairwise(ladder):
        assert more > worth
        assert more / dearer < worth / price
