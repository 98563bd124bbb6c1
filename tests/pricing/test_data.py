"""What must hold of the built-in data: catalogues, policy, reasons, categories and currencies."""

import itertools
import re
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
import yaml

from svcbudget.pricing import builtin
from svcbudget.pricing.references import FREE_MOMENTS, MOMENTS
from svcbudget.text import looks_like

DATA = files("svcbudget") / "data"
CATALOGUE = sorted(path.name.removesuffix(".yaml") for path in (DATA / "catalogue").iterdir())
FILES = ["policy", "categories", "reasons", "currencies", *(f"catalogue/{trade}" for trade in CATALOGUE)]
SETS = ("CNY", "USD")
"""A currency of each set."""
GENERAL = "general"
TRADES = [trade for trade in builtin.categories() if trade != GENERAL]
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


# What each trade finds


@pytest.mark.parametrize("trade", TRADES)
@pytest.mark.parametrize("currency", SETS)
def test_every_trade_has_a_follow_up_that_takes_little_time(currency: str, trade: str) -> None:
    best = max(suited(currency, trade, "follow-up", gesture=True), key=lambda entry: Decimal(entry["worth"]))
    assert Decimal(best["minutes"]) <= LONGEST_FOLLOW_UP


@pytest.mark.parametrize("trade", [trade for trade in TRADES if trade != "mourning"])
@pytest.mark.parametrize("currency", SETS)
def test_every_trade_has_a_short_gesture_for_the_calendar(currency: str, trade: str) -> None:
    """So that a thin budget pays for the time; nobody who mourns is written to on a schedule."""
    assert [entry for entry in suited(currency, trade, "calendar", gesture=True) if Decimal(entry["minutes"]) <= 1]


@pytest.mark.parametrize("trade", TRADES)
@pytest.mark.parametrize("currency", SETS)
def test_every_trade_has_gestures_for_a_visit_and_for_need(currency: str, trade: str) -> None:
    assert suited(currency, trade, "visit", gesture=True)
    assert suited(currency, trade, "need", gesture=True)


@pytest.mark.parametrize("trade", GIVING)
@pytest.mark.parametrize("currency", SETS)
def test_every_trade_that_may_give_has_gifts(currency: str, trade: str) -> None:
    """At purchase, or on the calendar where things are used at a desk; most of both, and the first for little money."""
    at_purchase = suited(currency, trade, "purchase", gesture=False)
    on_calendar = suited(currency, trade, "calendar", gesture=False)
    assert at_purchase
    assert on_calendar or trade == "mourning"
    assert len(at_purchase) + len(on_calendar) >= 5
    assert min(cost(entry) for entry in (*at_purchase, *on_calendar)) <= 9


@pytest.mark.parametrize("category", builtin.categories())
@pytest.mark.parametrize("currency", SETS)
def test_every_occasion_is_answered_with_a_gesture(currency: str, category: str) -> None:
    for occasion in occasions(category):
        assert suited(currency, category, occasion, gesture=True), occasion


@pytest.mark.parametrize("category", builtin.categories())
@pytest.mark.parametrize("currency", SETS)
def test_a_complaint_is_answered_by_the_one_in_charge_before_all_else(currency: str, category: str) -> None:
    answers = suited(currency, category, "complaint", gesture=True)
    best = max(answers, key=lambda entry: Decimal(entry["worth"]))
    assert best["id"] in IN_PERSON
    assert [entry["id"] for entry in answers if entry["worth"] == best["worth"]] == [best["id"]]


@pytest.mark.parametrize("currency", SETS)
def test_obligations_are_marked(currency: str) -> None:
    """The duties that essay 003 names, and nothing else."""
    assert {entry["id"] for entry in entries(currency) if entry.get("obligation") == "true"} == OBLIGATIONS
    assert {entry.get("obligation") for entry in entries(currency)} == {None, "true"}


@pytest.mark.parametrize("currency", SETS)
def test_festival_boxes_come_at_festivals_only(currency: str) -> None:
    boxes = [entry for entry in entries(currency) if re.match("festival-|large-hamper", entry["id"])]
    assert len(boxes) >= 5
    assert all(entry["at"] == ["festival"] for entry in boxes)


@pytest.mark.parametrize("currency", SETS)
def test_no_one_is_given_alcohol_or_tobacco_but_the_host_of_a_dinner(currency: str) -> None:
    """Two beers on the table of a regular who hosts, as essay 000 has it; never one more of what a wine shop sells."""
    wine = {entry["id"] for entry in entries(currency, "wine")}
    assert not wine & {"on-the-house", "two-beers"}
    beers = next(entry for entry in entries(currency) if entry["id"] == "two-beers")
    assert (beers["for"], beers["at"]) == (["restaurant"], ["hosting"])


# Policy and reasons


def test_every_policy_key_has_a_reason() -> None:
    """Each has one sentence in both languages, and says whether an essay or our judgement gave the number."""
    keys = set()
    for key, value in load("policy").items():
        keys |= {f"{key}.{part}" for part in value} if isinstance(value, dict) else {key}
    reasons = load("reasons")
    assert reasons.keys() == keys
    for key, reason in reasons.items():
        assert reason.keys() == {"why", "source"}, key
        assert reason["source"]["en"].startswith(("essay 003: ", "ours: ")), key
        assert re.match("文章003：|我们定的：", reason["source"]["zh"]), key
        assert re.fullmatch(r"[A-Z][^.]+\.", reason["why"]["en"]), key
        assert re.fullmatch("[^。]*[\u4e00-\u9fff]。", reason["why"]["zh"]), key


# Categories


def test_categories_answer_to_one_name_each() -> None:
    """Names in both languages, others enough to be found by in either, and no name for two of them."""
    met: dict[str, str] = {}
    for key, category in load("categories").items():
        assert {"en", "zh", "also"} <= category.keys() <= {"en", "zh", "also", "general", "regulated", "occasions"}
        assert len(category["also"]) >= 9, key
        chinese = [name for name in category["also"] if re.search("[\u4e00-\u9fff]", name)]
        assert 4 <= len(chinese) < len(category["also"]), key
        for name in {looks_like(name) for name in (key, category["en"], category["zh"], *category["also"])}:
            assert met.setdefault(name, key) == key, name


@pytest.mark.parametrize(
    ("typed", "category"),
    [
        *(("奶茶", "drinks"), ("café", "drinks"), ("bar", "drinks"), ("bakery", "bakery"), ("蛋糕店", "bakery")),
        *(("火锅", "restaurant"), ("烧烤", "restaurant"), ("小吃店", "restaurant")),
        *(("理发", "beauty"), ("美甲", "beauty"), ("Nail Salon", "beauty"), ("barber", "beauty")),
        *(("牙科", "medical"), ("dentist", "medical"), ("诊所", "clinic"), ("4S", "car"), ("汽修", "car")),
        *(("健身", "fitness"), ("瑜伽", "fitness"), ("珠宝", "jewellery"), ("眼镜", "glasses"), ("手机", "repair")),
        *(("中介", "property"), ("物业", "property"), ("母婴", "family"), ("幼儿园", "school"), ("宠物", "pets")),
        *(("工业品", "b2b"), ("批发", "b2b"), ("SaaS", "software"), ("摄影", "wedding"), ("烟酒", "wine")),
        *(
            ("保险", "insurance"),
            ("药店", "pharmacy"),
            ("白事", "mourning"),
            ("florist", "flowers"),
            ("空调", "appliances"),
        ),
    ],
)
def test_what_a_shopkeeper_types_is_found(typed: str, category: str) -> None:
    assert builtin.find_category(typed) == category


def test_trades_change_only_occasions_that_there_are() -> None:
    built_in = {occasion["name"] for occasion in load("policy")["occasions"]}
    for category in builtin.categories().values():
        assert {*category.without, *category.at_visit} <= built_in, category.id
        assert not set(category.without) & set(category.at_visit), category.id
        assert "complaint" in occasions(category.id), category.id
        names = occasions(category.id)
        assert len(names) == len(set(names)), category.id


def test_who_may_not_give_and_who_gets_nothing_general_is_said() -> None:
    categories = builtin.categories()
    assert {name for name, each in categories.items() if each.regulated} == {"insurance", "pharmacy", "regulated"}
    assert {name for name, each in categories.items() if each.own_only} == {"medical", "clinic", "mourning"}
