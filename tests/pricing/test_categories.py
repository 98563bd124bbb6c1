"""What must hold of the built-in policy, its reasons, and the categories."""

import re
from decimal import Decimal

import pytest
from catalogues import DATA, TRADES, load, occasions

from svcbudget.pricing import builtin
from svcbudget.text import looks_like

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
