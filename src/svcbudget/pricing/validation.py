"""From text data to values through pydantic, and from what pydantic refuses to findings in our own words.

The only room that imports pydantic. Knows key paths, not files; where a key stands is the source's matter.
"""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from re import fullmatch
from typing import Annotated, Any, ClassVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from svcbudget.findings import Fault, Path
from svcbudget.guess import suggest
from svcbudget.money import Misread, Misreads
from svcbudget.pricing import fields, typed
from svcbudget.pricing.model import (
    STRICT,
    Accounts,
    Band,
    Gift,
    HeaviestGift,
    Ignore,
    Occasion,
    Policy,
    Product,
    Promise,
    Share,
    SmallTicket,
    Staff,
    Text,
    Tier,
)
from svcbudget.reading.source import REFUSED
from svcbudget.text import code_point, first_hidden, first_unsafe, reveal, visible


@dataclass(frozen=True, slots=True)
class Defaults:
    """Values for every product that does not set them."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    category: Text | None = None
    price: Annotated[Any, fields.AMOUNT_READS] | None = None
    cost: Annotated[Any, fields.COST_READS] | None = None
    margin: Share | None = None
    profit: Annotated[Any, fields.AMOUNT_READS] | None = None
    tax_included: Share | None = None
    units_per_year: Annotated[Any, fields.AMOUNT_READS] | None = None
    purchases_per_year: Annotated[Any, fields.PURCHASES_READS] | None = None
    service: list[Promise] | None = None
    channel: Text | None = None


@dataclass(frozen=True, slots=True)
class PricingFile:
    """The top level of a pricing file; policy and staff are validated once all layers are merged."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    currency: Annotated[str, fields.CURRENCY_READS] | None = None
    tax_included: Share | None = None
    defaults: Defaults | None = None
    products: list[Product] | None = None
    gifts: list[Gift] | None = None
    catalogue: Annotated[str, fields.CATALOGUE_READS] | None = None
    policy: dict[str, Any] | None = None
    staff: dict[str, Any] | None = None
    accounts: dict[str, Any] | None = None
    valid_from: Annotated[date, fields.DATE_READS] | None = None
    extends: Annotated[str, fields.FILE_READS] | None = None


MODELS: Mapping[str, type] = {
    "products": Product,
    "defaults": Defaults,
    "service": Promise,
    "ignore": Ignore,
    "gifts": Gift,
    "policy": Policy,
    "bands": Band,
    "small_ticket": SmallTicket,
    "heaviest_gift": HeaviestGift,
    "tiers": Tier,
    "occasions": Occasion,
    "staff": Staff,
    "accounts": Accounts,
}
"""The model of the mappings under a key."""

FORMS = {
    "price": "price: 100.00",
    "cost": "cost: 60.00 (or margin: 40%, or profit: 40.00)",
    "name": "name: Dress",
    "currency": "currency: CNY",
    "products": "products, then a list of them, each beginning with - name:",
    "at": "at: [purchase, calendar] or the name of an occasion",
    "id": "id: fruit-box",
    "code": "code: SB203",
    "reason": "reason: and why the finding is accepted",
    "gift": "gift: followed by an id that `svcbudget gifts` lists",
}
"""What to type for a key that is missing."""


@cache
def adapter(model: type) -> TypeAdapter[Any]:
    """Return the validator of a model, made once."""
    return TypeAdapter(model)


def validate(model: type, data: object, at: Path = ()) -> tuple[Any, list[Fault]]:
    """Turn text data into a value of `model`; None and the faults where it cannot be."""
    try:
        return adapter(model).validate_python(data), []
    except ValidationError as refused:
        faults: list[Fault] = []
        for error in refused.errors(include_url=False):
            faults += _explain(error, model, at)
        return None, faults


def pricing_schema() -> dict[str, Any]:
    """Return the JSON Schema of a pricing file."""
    schema = adapter(PricingFile).json_schema(by_alias=True)
    policy = adapter(Policy).json_schema(by_alias=True)
    definitions = schema.setdefault("$defs", {})
    definitions |= policy.pop("$defs", {})
    definitions |= {"Policy": {**policy, "required": []}, "Staff": adapter(Staff).json_schema(by_alias=True)}
    definitions |= {"Accounts": adapter(Accounts).json_schema(by_alias=True)}
    for name in ("SmallTicket", "HeaviestGift"):
        definitions[name].pop("required")
    definitions["Policy"].pop("required")
    definitions["Product"]["required"] = ["name"]
    schema["properties"] |= {"policy": {"$ref": "#/$defs/Policy"}, "staff": {"$ref": "#/$defs/Staff"}}
    schema["properties"] |= {"accounts": {"$ref": "#/$defs/Accounts"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "svcbudget pricing file",
        "required": ["currency", "products"],
    }


def known_keys(model: type) -> list[str]:
    """Return the keys of a mapping as they are typed."""
    return [field.name.rstrip("_") for field in dataclasses.fields(model)]


def _explain(error: ErrorDetails, model: type, at: Path) -> Iterator[Fault]:
    """Say one refusal of pydantic's in our words; a value already reported says nothing more."""
    path, kind, value = at + tuple(error["loc"]), error["type"], error["input"]
    if value is REFUSED:
        return
    key = _label(path)
    if kind in ("missing", "missing_argument"):
        yield Fault("SB006", f"{key} is missing", path, _form(path))
    elif kind == "unexpected_keyword_argument":
        yield _unknown_key(path, _model_at(model, path[len(at) :]), value)
    elif kind == "value_error":
        misread = error["ctx"]["error"]
        if isinstance(misread, Misreads):
            for part, inner in misread.parts.items():
                if value.get(part) is not REFUSED:
                    yield _wrong((*path, part), inner, value.get(part))
        elif isinstance(misread, Misread):
            yield _wrong(path, misread, value)
        else:
            raise misread
    elif value is None:
        yield Fault(
            "SB006",
            f"{key} is empty" if isinstance(path[-1], str) else "empty list item",
            path,
            _form(path) or "fill it in or take it out",
        )
    elif kind == "list_type":
        is_word = path[-1] in ("at", "for") and isinstance(value, str)
        hint = f"write [{visible(value, 40)}]" if is_word else 'begin each item with "- "'
        yield Fault("SB007", f"{key} must be a list", path, hint)
    else:
        yield Fault(
            "SB007", f"{key} must be a mapping of keys and values, not {_kind(value)}", path, _mapping_hint(value)
        )


def _wrong(path: Path, misread: Misread, value: object) -> Fault:
    on_key = isinstance(misread, typed.MisreadKey)
    code, message = "SB006" if value is None and not on_key else "SB007", misread.message
    if message.startswith(("is ", "holds ")):
        message = f"{_label(path)} {message}"
    elif not on_key:  # what is wrong with a key names it already
        message = f"{_label(path)}: {message}"
    return Fault(code, message, path, misread.hint, on_key)


def _unknown_key(path: Path, model: type | None, value: object) -> Fault:
    key = str(path[-1])
    odd = first_unsafe(key) or first_hidden(key)
    shown = f'"{reveal(key)[:40]}"' if key != key.strip() or odd or not key else visible(key, 40)
    if odd:
        shown += f" with the character {code_point(odd)}, which cannot be seen,"
    elif key != key.strip():
        shown += " with a space at its end"
    bare = "".join(character for character in key if not (first_unsafe(character) or first_hidden(character)))
    hint = _suggest(bare, model)
    if value is None and fullmatch("[0-9.]+", key):
        hint = "a comma within { } begins another key; write a number without separators"
    return Fault("SB005", f"unknown key {shown}".rstrip(","), path, hint, on_key=True)


@lru_cache(1000)
def _suggest(key: str, model: type | None) -> str:
    """Return the key that was meant; the same unknown one may stand in every product."""
    return suggest(key, known_keys(model) if model else [], "known keys")


def _model_at(model: type, path: Path) -> type | None:
    """Return the model of the mapping in which the last key of `path` stands."""
    found: type | None = model
    for step in path[:-1]:
        if isinstance(step, str):
            found = MODELS.get(step)
    return found


def without_echoes(faults: Sequence[Fault]) -> list[Fault]:
    """Drop what only repeats another fault: `x is missing` beside a key that was meant to be x, a bad name's sku."""
    meant = {(fault.path[:-1], fault.hint) for fault in faults if fault.code == "SB005"}
    names = {fault.path[:-1] for fault in faults if fault.path[-1:] == ("name",)}
    misread = {fault.path for fault in faults if fault.code in ("SB006", "SB007")}
    return [
        fault
        for fault in faults
        if not (fault.code == "SB006" and fault.path and (fault.path[:-1], f"did you mean {fault.path[-1]}?") in meant)
        and not (fault.path[-1:] == ("sku",) and fault.path[:-1] in names and fault.code == "SB007")
        and not (fault.code == "SB010" and fault.path in misread)
    ]


def _label(path: Path) -> str:
    """Name a key in a message: itself, under a policy with its parent."""
    if not path:
        return "the file"
    if isinstance(path[-1], int):
        return f"item {path[-1] + 1} of {path[-2]}" if len(path) > 1 else f"item {path[-1] + 1}"
    return visible(str(path[-1]), 40) or '""'


def _form(path: Path) -> str | None:
    form = FORMS.get(str(path[-1])) if path else None
    return f"write {form}" if form else None


def _kind(value: object) -> str:
    return "a list" if isinstance(value, list) else "a single value"


def _mapping_hint(value: object) -> str | None:
    if isinstance(value, str) and "：" in value:
        return f"：is {code_point('：')}; a key ends with the ASCII colon and a space"
    return f"write key: value, one a line{', without - or brackets' if isinstance(value, list) else ''}"
