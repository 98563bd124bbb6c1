"""Products before they are values: defaults filled in, skus made, and what several fields or products show together.

Works on the text data of the file, and fills in what is left out there.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from svcbudget.findings import Fault, Path
from svcbudget.guess import nearest
from svcbudget.pricing.model import Product
from svcbudget.pricing.validation import Defaults, PricingFile, known_keys, validate
from svcbudget.reading.source import REFUSED, Source
from svcbudget.text import looks_like, visible

COST_KEYS = ("cost", "margin", "profit")


@dataclass(slots=True)
class Register:
    """The products met so far in a run, by what they look like: where each stands."""

    skus: dict[str, tuple[str, int]] = field(default_factory=dict)
    names: dict[str, tuple[str, int, bool]] = field(default_factory=dict)
    waiting: list[tuple[str, tuple[str, int]]] | None = field(default_factory=list)
    """Names of products with a sku, until the first product without one: only with that can they be mistaken."""

    later: dict[str, "Register"] = field(default_factory=dict)
    """Those of files that hold from a day on: the same product stands in each of them."""

    def since(self, day: object) -> "Register":
        """Return the register of the files that hold from a day on."""
        return self.later.setdefault(day, Register()) if isinstance(day, str) else self

    def find_name(self, name: str, here: tuple[str, int], *, has_sku: bool) -> tuple[str, int] | None:
        """Return where a product stands that this may be mistaken for: it looks the same, and one has no sku."""
        if self.waiting is not None:
            if has_sku:
                self.waiting.append((name, here))
                return None
            for before, there in self.waiting:
                self.names.setdefault(looks_like(before), (*there, True))
            self.waiting = None
        entry = (*here, has_sku)
        same = self.names.setdefault(looks_like(name), entry)
        return None if same is entry or (same[2] and has_sku) else same[:2]


def judge_products(
    source: Source, layers: Sequence[dict[str, Any]], register: Register, *, needed: bool
) -> Iterator[Fault]:
    """Fill in the defaults of all layers and the skus; yield what several fields or products together show wrong."""
    products = layers[-1].get("products")
    if needed and "products" not in layers[-1]:
        yield Fault(
            "SB006",
            "products is missing",
            ("products",),
            "write products: and under it a list, each item beginning with - name: (what others extend is read then)",
        )
    elif needed and (products is None or products == []):
        yield Fault(
            "SB008",
            "products is empty: nothing to calculate",
            ("products",),
            "write a product a row below the header"
            if source.kind == "csv"
            else "indent the products below it, each beginning with - name:",
        )
    if not isinstance(products, list):
        return
    if source.kind == "csv" and _has_no_header(products):
        hint = "begin with a line such as name,sku,category,price,cost"
        yield Fault("SB006", "the first line names no column that is known", (), hint)
        layers[-1]["products"] = REFUSED
        return
    defaults = _merge_defaults(layers)
    taken = {product["sku"] for product in products if type(product) is dict and isinstance(product.get("sku"), str)}
    for i, product in enumerate(products):
        if type(product) is not dict:
            continue
        sku = product.get("sku")
        if defaults:
            _fill_in(product, defaults)
        price, cost = product.get("price"), product.get("cost")
        if price is None or cost is None or "margin" in product or "profit" in product:
            yield from _judge_amounts(i, product)
        name = product.get("name")
        if sku is None:
            product["sku"] = name if isinstance(name, str) and name not in taken else _make_sku(i + 1, taken)
        fault = _find_same((source.file, source.lines[i]), i, product, sku, register)
        if fault:
            yield fault


def _has_no_header(rows: Sequence[Any]) -> bool:
    """Tell whether no column of a table is one we know, or nearly."""
    known = known_keys(Product)
    columns = next((row for row in rows if isinstance(row, dict) and row), {})
    return bool(columns) and not any(nearest(column, known) for column in columns)


def _make_sku(position: int, taken: Set[str]) -> str:
    """Make a sku of a product's position that no other product has typed."""
    sku = f"#{position}"
    while sku in taken:
        sku = f"#{sku}"
    return sku


def _merge_defaults(layers: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Merge the defaults of all layers, later over earlier; what is wrong with one is judged where it stands."""
    defaults: dict[str, Any] = {}
    for layer in layers:
        if layer is layers[-1] and layer.get("tax_included") is not None:
            defaults["tax_included"] = layer["tax_included"]
        own = layer.get("defaults")
        if not isinstance(own, dict):
            continue
        ways = [key for key in COST_KEYS if own.get(key) is not None]
        if ways:
            defaults = {key: value for key, value in defaults.items() if key not in COST_KEYS}
        defaults |= {key: value for key, value in own.items() if value is not None and key not in ways[1:]}
    for fault in validate(PricingFile, {"defaults": defaults})[1]:
        defaults[str(fault.path[1])] = REFUSED
    known = known_keys(Defaults)
    return {key: value for key, value in defaults.items() if key in known}


def judge_defaults(layer: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield a fault where defaults give several of cost, margin and profit."""
    defaults = layer.get("defaults")
    given = [key for key in COST_KEYS if isinstance(defaults, dict) and defaults.get(key) is not None]
    if len(given) > 1:
        yield _together(("defaults",), given, "")


def _fill_in(product: dict[str, Any], defaults: Mapping[str, Any]) -> None:
    """Give a product the defaults it does not set itself; cost, margin and profit stand for each other."""
    has_cost = any(product.get(key) is not None for key in COST_KEYS)
    for key, value in defaults.items():
        if product.get(key) is None and not (has_cost and key in COST_KEYS):
            product[key] = value


def _judge_amounts(i: int, product: Mapping[str, Any]) -> Iterator[Fault]:
    """Judge whether price, cost, margin and profit together say what one sale brings."""
    given = [key for key in COST_KEYS if product.get(key) is not None]
    path: Path = ("products", i)
    name = f" of {visible(product['name'], 40)}" if isinstance(product.get("name"), str) else ""
    if len(given) > 1:
        yield _together(path, given, name)
    elif not given:
        empty = next((key for key in COST_KEYS if key in product), None)
        state = f"{empty}{name} is empty" if empty else f"cost{name} is missing"
        yield Fault("SB006", state, (*path, empty or "cost"), "write cost: 60.00 (or margin: 40%, or profit: 40.00)")
    if product.get("price") is None and given != ["profit"]:
        state = "is empty" if "price" in product else "is missing"
        hint = "write price: 100.00 (it may be left out only where profit is given)"
        yield Fault("SB006", f"price{name} {state}", (*path, "price"), hint)


def _together(path: Path, given: Sequence[str], name: str) -> Fault:
    hint = "keep exactly one of cost, margin and profit"
    return Fault("SB007", f"{' and '.join(given)}{name} are given together", (*path, given[1]), hint, on_key=True)


def _find_same(
    here: tuple[str, int], i: int, product: Mapping[str, Any], sku: object, register: Register
) -> Fault | None:
    """Find a product before this one that looks the same on its channel: by sku, or by name where one has no sku."""
    name, channel = product.get("name"), product.get("channel")
    on = f" on {visible(channel, 40)}" if isinstance(channel, str) else ""
    if isinstance(sku, str):
        first = register.skus.setdefault(looks_like(sku + on), here)
        if first is not here:
            message = f"sku {visible(sku, 40)}{on} is that of {first[0]}:{first[1]} already, or looks the same"
            hint = "give each product a sku of its own, or the same product another channel"
            return Fault("SB009", message, ("products", i, "sku"), hint)
    if isinstance(name, str):
        same = register.find_name(name + on, here, has_sku=sku is not None)
        if same:
            message = f"name {visible(name, 40)}{on} is that of {same[0]}:{same[1]} already, or looks the same"
            return Fault("SB009", message, ("products", i, "name"), "rename one, or give both a sku")
    return None
