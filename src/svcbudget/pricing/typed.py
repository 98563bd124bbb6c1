"""How each kind of field is read from the text a person typed: one function a kind.

Each returns the exact value or raises Misread with a message and a hint.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from typing import Literal, TypeVar

from svcbudget.findings import FIXED, KINDS, Severity
from svcbudget.money import Misread, Misreads, misread_kind, parse_amount, parse_share
from svcbudget.text import code_point, escape, first_deceiving, first_unsafe, is_blank, is_ordinary, visible

NAME_LENGTH = 200
"""Most characters of a name, sku, category and the like."""
MOST_PURCHASES = 3660
"""Most purchases a year: ten a day."""
MOST_WHOLE = 9999
"""The largest whole number."""
ID = r"[\w.-]+"
WHOLE = r"0|[1-9][0-9]{0,3}"
MOST_EVERY = 366
"""The longest row of purchases of which the last one brings a gift."""
OWN: Literal["own"] = "own"
"""The cost of a gift that is one more of the product itself."""
PERIODS = {"week": 52, "month": 12, "quarter": 4, "half-year": 2, "year": 1}
"""The named periods of a promise and how many there are in a year."""
UNITS = {"day": 365, "week": 52, "month": 12, "year": 1}
"""What a period may be counted in, and how many there are in a year."""
ALSO_CALLED = {
    **dict.fromkeys(("RMB", "CNH", "YUAN", "元", "人民币"), "CNY"),
    **{"YEN": "JPY", "円": "JPY", "EURO": "EUR", "€": "EUR", "£": "GBP", "US$": "USD"},
}
"""What people write for a currency, and the code that is meant."""
_PART = r"[^\W_][\w-]*(?: [\w-]+)*"
ACCOUNT = rf"{_PART}(?::{_PART})+"
DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
PERIOD = rf"{'|'.join(PERIODS)}|[1-9][0-9]{{0,3}} (?:{'|'.join(UNITS)})s?"
_T = TypeVar("_T")


class MisreadKey(Misread):
    """A key, not the value under it, that cannot be what it stands for."""


def read_text(value: object) -> str:
    """Read a name: visible text of at most 200 characters on one line, without control or bidirectional characters."""
    if not isinstance(value, str):
        raise misread_kind(value, "text", "type a name")
    if is_ordinary(value) and len(value) <= NAME_LENGTH:
        return value
    unsafe = first_unsafe(value)
    if unsafe:
        kind = "a control, line-break, bidirectional or invalid character"
        raise Misread(f"holds {code_point(unsafe)}, {kind}", f"take {escape(unsafe)} out")
    if is_blank(value):
        raise Misread("is blank: nothing of it can be seen" if value else "is empty", "type a name")
    deceiving = None if value.isascii() else first_deceiving(value)
    if deceiving:
        raise Misread(f"holds {code_point(deceiving)}, a character that cannot be seen", "take it out")
    if len(value) > NAME_LENGTH:
        raise Misread(f"is {len(value)} characters long, more than {NAME_LENGTH}", "shorten it")
    return value


def read_share(value: object) -> Fraction:
    """Read a share of a whole: `12.5%`, `0.125` or `1/8`."""
    if isinstance(value, str):
        return parse_share(value)
    raise misread_kind(value, "a share", "write 12.5%, 0.125 or 1/8")


def read_part(value: object) -> Decimal | Fraction:
    """Read a part of a cost: an amount, or a share of the net price written with `%` or as a fraction."""
    if isinstance(value, str) and (value.endswith(("%", "％")) or "/" in value):
        return parse_share(value)
    return parse_amount(value)


def read_cost(value: object) -> Decimal | dict[str, Decimal | Fraction]:
    """Read a cost: one amount, or named parts of it. Raises Misreads for the parts at fault."""
    if isinstance(value, dict):
        if not value:
            raise Misread("is empty", "name the parts of the cost: {goods: 50.00, commission: 1%}")
        return _read_each(value, read_part)
    return parse_amount(value)


def read_gift_cost(value: object) -> Decimal | Literal["own"]:
    """Read what a gift costs: an amount, or `own`, which is what the product itself costs."""
    return OWN if value == OWN else parse_amount(value)


def read_every(value: object) -> int:
    """Read with which of a customer's purchases a gift comes: 1 for each, 10 for each tenth, at most 366."""
    if isinstance(value, str) and re.fullmatch(WHOLE, value) and 1 <= int(value) <= MOST_EVERY:
        return int(value)
    raise _unlike(
        value, f"is not a whole number from 1 to {MOST_EVERY}", "write 1 for each purchase, 10 for each tenth"
    )


def read_authority(value: object) -> dict[str, Decimal]:
    """Read the most that each role may spend. Raises Misreads for the roles at fault."""
    if not isinstance(value, dict):
        raise misread_kind(value, "a mapping of roles to amounts", "write {staff: 50, manager: 200}")
    return _read_each(value, parse_amount)


def read_purchases(value: object) -> Decimal:
    """Read how often one customer buys in a year: more than 0, at most 3660."""
    times = parse_amount(value)
    if not times:
        raise Misread(f"{value} purchases a year are no business", "write 0.2 for once in five years")
    if times > MOST_PURCHASES:
        raise Misread(
            f"{value} purchases a year are more than {MOST_PURCHASES}, ten a day",
            "write the purchases of one customer, not of all",
        )
    return times


def read_whole(value: object) -> int:
    """Read a whole number from 0 to 9999."""
    if isinstance(value, str) and re.fullmatch(WHOLE, value):
        return int(value)
    raise _unlike(value, f"is not a whole number from 0 to {MOST_WHOLE}", "write plain digits, such as 4")


def read_period(value: object) -> Fraction:
    """Read a period as times a year: one by name, or `N days`, weeks, months or years."""
    if isinstance(value, str) and re.fullmatch(PERIOD, value):
        count, _, unit = value.rpartition(" ")
        return Fraction(UNITS[unit.removesuffix("s")], int(count)) if count else Fraction(PERIODS[unit])
    known = ", ".join(PERIODS)
    raise _unlike(value, "is not a period", f"write one of {known}, or N days, N weeks, N months, N years")


def read_purchase_moment(value: object) -> str:
    """Read the only value of `at:` in a promise."""
    if value == "purchase":
        return "purchase"
    raise _unlike(value, "is not purchase", "write at: purchase, on: and an occasion, or every: and a period")


def read_choice(value: object, choices: tuple[str, ...]) -> str:
    """Read one of a few words."""
    if isinstance(value, str) and value in choices:
        return value
    raise _unlike(value, "is not known here", f"write {' or '.join(choices)}")


def read_flag(value: object) -> bool:
    """Read `true` or `false`."""
    if value in ("true", "false"):
        return value == "true"
    raise _unlike(value, "is neither true nor false", "write true or false")


def read_date(value: object) -> date:
    """Read a day of the calendar: `2027-03-31`."""
    if isinstance(value, str) and re.fullmatch(DATE, value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise Misread(f"{value} is no day of the calendar", "write one such as 2027-03-31") from None
    raise _unlike(value, "is not a date", "write year, month and day: 2027-03-31")


def read_account(value: object) -> str:
    """Read the name of an account, in a form that hledger, ledger and beancount all take."""
    if isinstance(value, str) and re.fullmatch(ACCOUNT, value):
        return value
    raise _unlike(
        value,
        "is no account",
        "write parts of letters and digits with : between them, such as Liabilities:Service",
    )


def read_rule(value: object) -> str:
    """Read the code of a check rule whose findings may be set aside."""
    if value in FIXED:
        raise Misread(f"{value} is always an error: such a file cannot be used", "mend the file")
    if isinstance(value, str) and value in KINDS:
        return value
    typed, by_name = str(value), {kind.name: code for code, kind in KINDS.items()}
    close = [by_name[name] for name in get_close_matches(typed.lower(), by_name, 1)]
    meant = typed.upper() if typed.upper() in KINDS else next(iter(close), "one such as SB203")
    raise _unlike(value, "is no code of a rule", f"write {meant}")


def read_ignored(value: object) -> str:
    """Read the code of a rule on products: only of these a product may say that a finding is accepted."""
    code = read_rule(value)
    if code < "SB100" or code == "SB407":
        raise Misread(f"{code} is no finding of a product", "mend the file, or leave it out with --ignore")
    return code


def read_severity(value: object) -> Severity:
    """Read how much a finding weighs."""
    return Severity(read_choice(value, tuple(Severity)))


def read_severities(value: object) -> dict[str, Severity]:
    """Read a severity for each code. Raises Misreads for the codes and the severities at fault."""
    if not isinstance(value, dict):
        raise misread_kind(value, "a mapping of codes to severities", "write {SB203: error}")
    return _read_each(value, read_severity, read_rule)


def read_id(value: object) -> str:
    """Read an identifier: letters, digits, `-`, `_` and `.`, of any script, without spaces."""
    text = read_text(value)
    if not re.fullmatch(ID, text):
        whole = "-".join(text.split())
        form = f"write {whole}" if re.fullmatch(ID, whole) else "use letters, digits and hyphens, such as fruit-box"
        raise Misread(f"{shown(value)} is no identifier", form)
    return text


def read_currency(value: object) -> str:
    """Read the form of an ISO 4217 code; whether there is such a currency is judged where the list is."""
    if isinstance(value, str) and re.fullmatch(r"[A-Z]{3}", value):
        return value
    code = unicodedata.normalize("NFKC", value).strip().upper() if isinstance(value, str) else ""
    code = ALSO_CALLED.get(code, code)
    is_code = re.fullmatch(r"[A-Z]{3}", code)
    hint = f"write {code}" if is_code else "write an ISO 4217 code of three letters, such as CNY"
    raise _unlike(value, "is not a currency code", hint)


def read_file_name(value: object) -> str:
    """Read the name of a file: text without control characters."""
    if isinstance(value, str) and value and not first_unsafe(value):
        return value
    raise _unlike(value, "is not a file name", "write a path relative to this file, such as ../policy.yaml")


def read_names(value: object) -> dict[str, str]:
    """Read a name in one language (kept under ``) or in several: `{en: Fruit box, zh: 水果礼盒}`."""
    if not isinstance(value, dict):
        return {"": read_text(value)}
    if not value:
        raise Misread("is empty", "type a name")
    return _read_each(value, read_text, _read_language)


def _read_language(key: str) -> str:
    if not re.fullmatch(r"[a-z]{2}", key):
        raise Misread("is not a language", "write en or zh")
    return key


def shown(value: object) -> str:
    """Write a typed value for a message: made visible, cut short."""
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    return visible(str(value), 40)


def _unlike(value: object, fault: str, hint: str) -> Misread:
    return Misread("is empty" if value is None or value == "" else f"{shown(value)} {fault}", hint)


def _read_each(
    value: dict[str, object], read: Callable[[object], _T], read_key: Callable[[str], str] = read_text
) -> dict[str, _T]:
    parts: dict[str, _T] = {}
    wrong: dict[str, Misread] = {}
    for key, part in value.items():
        try:
            read_key(key)
        except Misread as misread:
            wrong[key] = MisreadKey(misread.message, misread.hint)
            continue
        try:
            parts[key] = read(part)
        except Misread as misread:
            wrong[key] = misread
    if wrong:
        raise Misreads(wrong)
    return parts
