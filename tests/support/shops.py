"""Pricing files drawn by Hypothesis: such that keep the rules, such that nearly do, and text of any kind."""

import json
from typing import Any

import yaml
from hypothesis import strategies as st

PIECES = (
    *" \n:-?[]{},#&*!|>'\"%@`\\~\t\r",
    *("\n  ", "\n    ", "\n  - ", ": ", "- ", "---\n", "...\n", "<<: ", "*a", "&a ", "!x ", "{{ x }}"),
    *("currency: CNY\n", "products:\n", "  - name: a\n", "    price: 2\n", "    cost: 1\n", "gifts: "),
    *("name,price,cost\n", '"a', "a;b", "null", "010", "1,0", "\ufeff", "\u2028", "\u202e", "\x1b[2J", "１", "："),
)
VALUES: tuple[object, ...] = (
    *(None, "", " ", "010", "1,000", "12:30", "１００", "-1", "+1", "1e9", "nan", "0", "1", "12", "150%", "1/0"),
    *("1/3", "0.5", "99", "purchase", "birthday", "x" * 201, "a\nb", "\u202e", "\x00", "{{ x }}", "*a", "\ud800"),
    *(True, 1.5, 10**20, float("inf"), [], {}, [None], [[]], {"": None}, {"en": "a", "zh": "b"}),
)
KNOWN = (
    *("currency", "products", "defaults", "policy", "gifts", "staff", "extends", "catalogue", "tax_included"),
    *("name", "sku", "price", "cost", "margin", "profit", "units_per_year", "purchases_per_year", "service"),
    *("category", "gift", "at", "on", "every", "floor", "ceiling", "bands", "tiers", "occasions", "authority"),
    *("small_ticket", "id", "for", "pirce", "价格", ""),
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=30).map(
    lambda parts: "".join(parts).encode(errors="surrogatepass")
)
KEYS = st.sampled_from(KNOWN)
TREES = st.recursive(
    st.sampled_from(VALUES) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(max_size=3), inner, max_size=5),
    max_leaves=20,
)

AMOUNTS = (st.decimals(0, 10**7, places=2) | st.decimals(0, 100, places=6) | st.integers(0, 10**15)).map("{:f}".format)
SMALL = st.decimals(0, 300, places=2).map("{:f}".format)
SHARES = st.integers(0, 100).map("{}%".format)
COSTS = AMOUNTS | st.fixed_dictionaries({"goods": AMOUNTS, "fee": SHARES})
PRODUCTS = st.fixed_dictionaries(
    {},
    optional={
        "category": st.sampled_from(("clothing", "餐饮", "hotel", "car", "bicycles", "=1+1", "[/]")),
        "tax_included": SHARES,
        "units_per_year": AMOUNTS,
        "purchases_per_year": st.decimals("0.01", 3660, places=2).map(str),
        "service": st.just([{"gift": "fruit", "every": "6 weeks"}, {"gift": "card", "on": "birthday"}]),
    },
)
PROFITS = st.one_of(
    st.fixed_dictionaries({"price": AMOUNTS, "cost": COSTS}),
    st.fixed_dictionaries({"price": AMOUNTS, "margin": SHARES | st.just("1/3")}),
    st.fixed_dictionaries({"profit": AMOUNTS}),
)
MOMENTS = st.sampled_from(("purchase", "calendar", "birthday", "complaint"))
GIFTS = st.fixed_dictionaries(
    {"cost": SMALL, "at": st.lists(MOMENTS, min_size=1, unique=True)},
    optional={
        "worth": SMALL,
        "minutes": SMALL,
        "repeats": st.sampled_from(("0", "1", "12", "9999")),
        "repeat_worth": SHARES,
        "obligation": st.sampled_from(("true", "false")),
        "name": st.sampled_from(("茶", {"en": "Tea", "zh": "茶"}, "| `a` <b>")),
    },
)
TIERS = st.builds(
    lambda touches, gifts, items: [
        {"name": "all", "from": 0, "touches": touches, "gifts": gifts, "items_at_purchase": items, "longest_silence": 3}
    ],
    st.integers(8, 24),
    st.integers(0, 8),
    st.integers(0, 6),
)
POLICIES = st.fixed_dictionaries(
    {},
    optional={
        "reserve": SHARES,
        "repeat_worth": SHARES,
        "small_ticket": st.fixed_dictionaries({"amount": SMALL, "share": SHARES}),
        "heaviest_gift": st.fixed_dictionaries({"share": SHARES, "at_least": st.just("3"), "at_most": st.just("60.5")}),
        "occasions": st.just([{"name": "birthday", "per_year": 1}, {"name": "complaint", "per_year": "0.25"}]),
        "authority": st.just({"staff": "20.5", "owner": "1000"}),
        "tiers": TIERS,
    },
)


@st.composite
def shops(draw: st.DrawFn) -> dict[str, Any]:
    """Draw what a file holds that keeps the rules; no two parts of it are one object."""
    promised = [{"id": "fruit", "cost": 45, "at": ["calendar"]}, {"id": "card", "cost": 0, "at": ["birthday"]}]
    own = draw(st.lists(GIFTS, max_size=4))
    products = draw(st.lists(st.builds(dict.__or__, PRODUCTS, PROFITS), min_size=1, max_size=4))
    shop = {
        "currency": draw(st.sampled_from(("CNY", "USD"))),
        "catalogue": draw(st.sampled_from(("default", "none"))),
        "policy": draw(POLICIES),
        "staff": draw(st.sampled_from(({}, {"wage_per_hour": "33.33"}))),
        "gifts": promised + [{"id": f"own-{i}", **gift} for i, gift in enumerate(own)],
        "products": [{"name": f"product {i}", **product} for i, product in enumerate(products)],
    }
    return json.loads(json.dumps(shop))  # type: ignore[no-any-return]


def dump(tree: Any, form: str) -> bytes:
    """Write a tree as JSON, or as YAML in lines or in brackets."""
    if form == "json":
        written = json.dumps(tree, ensure_ascii=False)
    else:
        written = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, default_flow_style=form == "flow")
    return written.encode(errors="surrogatepass")


FORMS = st.sampled_from(("json", "flow", "block"))


@st.composite
def spoilt_shops(draw: st.DrawFn) -> bytes:
    """Draw a file of which some keys and values are replaced, moved or taken out."""
    tree = draw(shops())
    for _ in range(draw(st.integers(1, 3))):
        node: Any = tree
        while isinstance(node, dict | list) and node:
            step = draw(st.sampled_from(list(node) if isinstance(node, dict) else range(len(node))))
            if isinstance(node[step], dict | list) and draw(st.integers(0, 4)):
                node = node[step]
                continue
            value = node.pop(step)
            if isinstance(node, dict):
                node |= draw(st.sampled_from(({}, {step: draw(TREES)}, {draw(KEYS): value})))
            else:
                node += draw(st.lists(TREES, max_size=1))
            break
    return dump(tree, draw(FORMS))


@st.composite
def damaged_shops(draw: st.DrawFn) -> bytes:
    """Draw a file in which bytes were changed, lost or put in."""
    data = dump(draw(shops()), draw(FORMS))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = start + draw(st.sampled_from((0, 1, 2, 30)))
        typed = draw(st.binary(max_size=3) | st.sampled_from((b"\n", b" ", b"\t", b"\xff", b"\0", b": ")))
        data = data[:start] + typed + data[end:]
    return data


ANY_FILE = {
    "text": ("shop.yaml", TEXTS),
    "table": ("shop.csv", TEXTS),
    "tree": ("shop.yaml", st.builds(dump, TREES, FORMS)),
    "spoilt": ("shop.yaml", spoilt_shops()),
    "damaged": ("shop.yaml", damaged_shops()),
}
"""The name and the bytes of files that need not keep any rule."""
GOOD_FILES = st.builds(dump, shops(), FORMS)
"""The bytes of files that keep the rules."""
