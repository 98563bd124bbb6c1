"""What may be typed in each kind of field: the function that reads it, and its JSON Schema for editors.

`Reads` ties both to a field's type, so that the model says in one place what a key holds; pydantic finds it there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from svcbudget.findings import FIXED, KINDS, Severity
from svcbudget.money import AMOUNT, SHARE, parse_amount
from svcbudget.pricing.typed import (
    MOST_EVERY,
    MOST_PURCHASES,
    NAME_LENGTH,
    OWN,
    PERIOD,
    WHOLE,
    read_account,
    read_authority,
    read_choice,
    read_cost,
    read_currency,
    read_date,
    read_every,
    read_file_name,
    read_flag,
    read_gift_cost,
    read_id,
    read_ignored,
    read_names,
    read_period,
    read_purchase_moment,
    read_purchases,
    read_severities,
    read_share,
    read_text,
    read_whole,
)


@dataclass(frozen=True, slots=True, eq=False)
class Reads:
    """A field's reading function and the JSON Schema of what may be typed there."""

    read: Callable[[object], object]
    schema: Mapping[str, Any]

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> Any:
        from pydantic_core import core_schema  # noqa: PLC0415 - only a user's file is worth the import

        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, _schema: object, _handler: object) -> dict[str, Any]:
        return dict(self.schema)


def _scalar(pattern: str, **more: object) -> dict[str, Any]:
    return {"type": ["string", "number"], "pattern": f"^(?:{pattern})$", **more}


AMOUNT_READS = Reads(parse_amount, _scalar(AMOUNT, description="an amount in plain decimal digits, such as 1234.50"))
SHARE_READS = Reads(read_share, _scalar(SHARE, description="a share: 12.5%, 0.125 or 1/8"))
_PART = _scalar(f"{AMOUNT}|{SHARE}", description="an amount, or a share of the net price such as 1%")
COST_READS = Reads(
    read_cost,
    {"anyOf": [_scalar(AMOUNT), {"type": "object", "minProperties": 1, "additionalProperties": _PART}]},
)
GIFT_COST_READS = Reads(
    read_gift_cost, {"anyOf": [_scalar(AMOUNT), {"const": OWN, "description": "what the product itself costs"}]}
)
EVERY_READS = Reads(
    read_every,
    {
        "type": ["string", "integer"],
        "pattern": f"^(?:{WHOLE})$",
        "description": f"1 with each purchase, 10 with each tenth; at most {MOST_EVERY}",
    },
)
AUTHORITY_READS = Reads(read_authority, {"type": "object", "additionalProperties": _scalar(AMOUNT)})
PURCHASES_READS = Reads(
    read_purchases,
    _scalar(AMOUNT, description=f"purchases of one customer in a year, above 0, at most {MOST_PURCHASES}"),
)
WHOLE_READS = Reads(read_whole, {"type": ["string", "integer"], "pattern": f"^(?:{WHOLE})$"})
_TEXT = ["string", "number", "boolean"]
TEXT_READS = Reads(read_text, {"type": _TEXT, "minLength": 1, "maxLength": NAME_LENGTH})
ID_READS = Reads(read_id, {"type": ["string", "number"], "pattern": r"^[^\s]+$"})
NAMES_READS = Reads(
    read_names,
    {"anyOf": [{"type": _TEXT}, {"type": "object", "additionalProperties": {"type": "string"}}]},
)
PERIOD_READS = Reads(read_period, {"type": "string", "pattern": f"^(?:{PERIOD})$"})
PURCHASE_READS = Reads(read_purchase_moment, {"const": "purchase"})
FLAG_READS = Reads(read_flag, {"type": "boolean"})
ACCOUNT_READS = Reads(read_account, {"type": "string"})
DATE_READS = Reads(read_date, {"type": "string", "format": "date"})
_RULES = [code for code in KINDS if code not in FIXED]
IGNORED_READS = Reads(read_ignored, {"enum": [code for code in _RULES if "SB100" < code < "SB407"]})
SEVERITY_READS = Reads(
    read_severities,
    {"type": "object", "propertyNames": {"enum": _RULES}, "additionalProperties": {"enum": list(Severity)}},
)
CURRENCY_READS = Reads(read_currency, {"type": "string", "pattern": "^[A-Z]{3}$", "description": "ISO 4217"})


def _one_of(*words: str) -> Reads:
    return Reads(lambda value: read_choice(value, words), {"enum": [*words]})


CATALOGUE_READS = _one_of("default", "none")
KIND_READS = _one_of("gift", "service")
REGULATED_READS = _one_of("gestures", "allow")

FILE_READS = Reads(read_file_name, {"type": "string", "minLength": 1})
