"""Whatever a file holds, reading it ends in findings or in plans that add up and can be written in every form."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

import svcbudget
from svcbudget import tables
from svcbudget.document import Document
from svcbudget.exports import delimited, markdown
from svcbudget.exports import json as json_export
from svcbudget.findings import Severity
from svcbudget.formats import text
from svcbudget.loading import load
from svcbudget.plan import ProductPlan
from svcbudget.planner import Planner
from svcbudget.views.shop import show_shop

SCHEMA = json.loads((Path(svcbudget.__file__).parent / "data" / "plan.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def put_through(data: bytes, name: str = "shop.yaml") -> Document | None:
    """Read a file, write its findings, or plan it, hold the plans to their promises and write them in every form."""

    def open_bytes(asked: str) -> bytes:
        if asked != name:
            raise FileNotFoundError(2, "No such file or directory", asked)
        return data

    document, findings = load(name, open_bytes, currency="CNY" if name.endswith("csv") else None)
    assert (document is None) == any(finding.severity is Severity.ERROR for finding in findings)
    places = [finding.place for finding in findings]
    assert all(place.line >= 1 and place.column >= 1 and place.caret <= len(place.text) for place in places)
    assert places == sorted(places, key=lambda place: (place.line, place.column))
    assert not CONTROL.search("".join(text.write(findings)))
    event("findings" if document is None else "plans")
    if document is not None:
        plans = list(Planner(document))
        for plan in plans:
            judge(plan)
        write(plans)
    return document


def judge(plan: ProductPlan) -> None:
    """Hold a plan to what must be true of any."""
    figures, programme = plan.figures, plan.programme
    assert figures.standard + figures.reserve == figures.budget >= 0
    assert min(figures.standard, figures.reserve) >= 0
    assert sum(line.year_cost for line in programme.gifts) == programme.spent <= figures.standard
    assert sum(line.worth for line in programme.gifts) == programme.worth
    assert all(0 < line.unit_cost <= figures.heaviest for line in programme.gifts)
    assert len([line for line in programme.gifts if line.at == "purchase"]) <= figures.tier.items_at_purchase
    assert sum(line.times for line in programme.gifts if line.at == "calendar") <= figures.tier.gifts
    assert [touch.month for touch in programme.cadence] == sorted(touch.month for touch in programme.cadence)
    assert all(0 <= touch.month <= 12 for touch in programme.cadence)
    if figures.annual_profit <= 0:
        assert (figures.budget, programme.gifts) == (0, ())


def write(plans: list[ProductPlan]) -> None:
    """Write plans in every form."""
    exported = json.loads("".join(json_export.write(plans, "zh")))
    VALIDATOR.validate(exported)
    for product in exported["products"]:
        assert Decimal(product["spent"]) + Decimal(product["left"]) == Decimal(product["standard"])
    assert "".join(delimited.write(plans)).count("\r\n") == len(plans) + 1
    assert "".join(delimited.write(plans, "\t")).count("\n") == len(plans) + 1
    sections = show_shop(plans, "en", explain=True)
    shown = "".join(markdown.write(sections)) + tables.draw(sections, width=80, colour=False)
    shown += tables.draw(sections, width=None, colour=False, encoding="ascii")
    assert not CONTROL.search(shown)


def from_parts(*parts: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(parts) | st.text(max_size=3), max_size=30).map("".join)


TEXTS = from_parts(
    *" \n:-?[]{},#&*!|>'\"%@`\\~\t\r",
    *("\n  ", "\n    ", "\n  - ", ": ", "- ", "{{ x }}", "---\n", "...\n", "<<: ", "*a", "&a ", "!x ", "null", "010", "1,0"),
    *("currency: CNY\n", "products:\n", "  - name: a\n", "    price: 2\n", "    cost: 1\n", "policy:\n", "name", "gifts: "),
    *("name,price,cost\n", '"a', "a;b", "\ufeff", "\u2028", "\u202e", "\x1b[2J", "１", "：", "\ufffd", "\U0001f600", "e\u0301"),
).map(lambda text: text.encode(errors="surrogatepass"))

ODD = st.sampled_from(
    [None, "", " ", "010", "1,000", "12:30", "１００", "-1", "+1", "1e9", "nan", "0", "1", "12", "150%", "1/0", "1/3", "0.5", "99"]
    + ["purchase", "birthday", "fruit-box", "x" * 201, "a\nb", "\u202e", "\x00", "{{ x }}", "*a", "yes", "\ud800", "~", "=1+1"]
    + [True, 1.5, 10**20, float("inf"), [], {}, [None], [[]], {"": None}, {"en": "a", "zh": "b"}]
)
KEYS = (
    *("currency", "products", "defaults", "policy", "gifts", "staff", "extends", "catalogue", "tax_included", "name", "sku"),
    *("price", "cost", "margin", "profit", "units_per_year", "purchases_per_year", "service", "category", "gift", "at", "on"),
    *("every", "floor", "ceiling", "bands", "tiers", "occasions", "authority", "small_ticket", "id", "for", "pirce", "价格", ""),
)
TREES = st.recursive(
    ODD | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=3), inner, max_size=5),
    max_leaves=20,
)

AMOUNTS = st.decimals(0, 10**7, places=2) | st.decimals(0, 100, places=6) | st.integers(0, 10**15).map(Decimal)
SHARES = st.integers(0, 100).map("{}%".format) | st.sampled_from(["1/3", "0.125", "0"])


def plain(amounts: st.SearchStrategy[Decimal]) -> st.SearchStrategy[str]:
    return amounts.map("{:f}".format)


PRODUCTS = st.fixed_dictionaries(
    {},
    optional={
        "category": st.sampled_from(["clothing", "餐饮", "hotel", "car", "bicycles", "=1+1", "[/]"]),
        "tax_included": SHARES,
        "units_per_year": plain(AMOUNTS),
        "purchases_per_year": plain(st.decimals("0.01", 3660, places=2)),
        "service": st.just([{"gift": "fruit-box", "every": "6 weeks"}, {"gift": "birthday-card", "on": "birthday"}]),
    },
).flatmap(lambda rest: st.one_of(
    st.builds(lambda price, cost: {"price": price, "cost": cost, **rest}, plain(AMOUNTS), plain(AMOUNTS)),
    st.builds(lambda price, share: {"price": price, "margin": share, **rest}, plain(AMOUNTS), SHARES),
    st.builds(lambda profit: {"profit": profit, **rest}, plain(AMOUNTS)),
    st.builds(lambda price, part, share: {"price": price, "cost": {"a": part, "b": share}, **rest}, plain(AMOUNTS), plain(AMOUNTS), SHARES.filter(lambda share: share[-1] == "%")),
))
GIFTS = st.fixed_dictionaries(
    {
        "cost": plain(st.decimals(0, 300, places=2)),
        "at": st.lists(st.sampled_from(["purchase", "calendar", "birthday", "complaint"]), min_size=1, unique=True),
    },
    optional={
        "worth": plain(st.decimals(0, 500, places=2)),
        "minutes": plain(st.decimals(0, 90, places=1)),
        "repeats": st.sampled_from(["0", "1", "12", "9999"]),
        "repeat_worth": SHARES,
        "obligation": st.sampled_from(["true", "false"]),
        "name": st.sampled_from(["茶", {"en": "Tea", "zh": "茶"}, "| `a` <b>"]),
    },
)
POLICIES = st.fixed_dictionaries(
    {},
    optional={
        "reserve": SHARES,
        "repeat_worth": SHARES,
        "small_ticket": st.fixed_dictionaries({"amount": plain(st.decimals(0, 500, places=2)), "share": SHARES}),
        "heaviest_gift": st.fixed_dictionaries({"share": SHARES, "at_least": st.just("3"), "at_most": st.just("60.5")}),
        "occasions": st.just([{"name": "birthday", "per_year": "1"}, {"name": "complaint", "per_year": "0.25"}]),
        "authority": st.just({"staff": "20.5", "owner": "1000"}),
        "most_touches_per_month": st.just("3"),
        "tiers": st.builds(
            lambda touches, gifts, items: [
                {"name": "all", "from": "0", "touches": touches, "gifts": str(min(gifts, int(touches))), "items_at_purchase": items, "longest_silence": "3"}
            ],
            st.sampled_from(["1", "7", "12", "24"]), st.integers(0, 8), st.sampled_from(["0", "1", "6"]),
        ),
    },
)
SHOPS = st.builds(
    lambda currency, products, gifts, policy, staff, catalogue: {
        "currency": currency,
        "catalogue": catalogue,
        "policy": policy,
        "staff": staff,
        "gifts": [{"id": f"own-{i}", **gift} for i, gift in enumerate(gifts)] + [{"id": "fruit-box", "cost": "45", "at": ["calendar"]}, {"id": "birthday-card", "cost": "0", "at": ["birthday"]}],
        "products": [{"name": f"product {i}", **product} for i, product in enumerate(products)],
    },
    st.sampled_from(["CNY", "USD"]),
    st.lists(PRODUCTS, min_size=1, max_size=4),
    st.lists(GIFTS, max_size=4),
    POLICIES,
    st.sampled_from([{}, {"wage_per_hour": "33.33"}]),
    st.sampled_from(["default", "none"]),
)


def dump(tree: Any, form: str) -> bytes:
    """Write a tree as JSON, or as YAML in lines or in brackets."""
    if form == "json":
        return json.dumps(tree, ensure_ascii=False).encode(errors="surrogatepass")
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, default_flow_style=form == "flow").encode(errors="surrogatepass")


FORMS = st.sampled_from(["json", "flow", "block"])


@st.composite
def spoilt_shops(draw: st.DrawFn) -> bytes:
    """Draw a good file of which some keys and values are replaced, moved or taken out."""
    tree: Any = draw(SHOPS)
    for _ in range(draw(st.integers(1, 3))):
        node = tree
        while True:
            steps = list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else []
            if not steps:
                break
            step = draw(st.sampled_from(steps))
            if isinstance(node[step], dict | list) and node[step] and draw(st.integers(0, 4)):
                node = node[step]
                continue
            value = node.pop(step)
            how = draw(st.integers(0, 3))
            if how and isinstance(node, dict):
                node[draw(st.sampled_from(KEYS)) if how == 1 else step] = draw(TREES) if how > 1 else value
            elif how:
                node.insert(step, draw(TREES))
            break
    return dump(tree, draw(FORMS))


@st.composite
def damaged_shops(draw: st.DrawFn) -> bytes:
    """Draw a good file in which bytes were changed, lost or put in."""
    data = dump(draw(SHOPS), draw(FORMS))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = start + draw(st.sampled_from([0, 1, 2, 30]))
        data = data[:start] + draw(st.binary(max_size=3) | st.sampled_from([b"\n", b" ", b"\t", b"\xff", b"\0", b": "])) + data[end:]
    return data


FILES = {
    "text": TEXTS,
    "tree": st.builds(dump, TREES, FORMS),
    "spoilt": spoilt_shops(),
    "damaged": damaged_shops(),
}
OFTEN = pytest.mark.parametrize("examples", [60, pytest.param(1500, marks=pytest.mark.slow)])
SETTINGS = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@OFTEN
@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("name", ["shop.yaml", "shop.csv"])
def test_no_file_brings_more_than_findings(kind: str, name: str, examples: int) -> None:
    if name == "shop.csv" and kind != "text":
        return
    settings(SETTINGS, max_examples=examples)(given(FILES[kind])(lambda data: put_through(data, name) and None))()


@OFTEN
def test_every_file_that_keeps_the_rules_becomes_plans_that_add_up(examples: int) -> None:
    @settings(SETTINGS, max_examples=examples)
    @given(SHOPS, FORMS)
    def check(tree: Any, form: str) -> None:
        assert put_through(dump(tree, form)) is not None

    check()
