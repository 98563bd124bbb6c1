"""The law on numbers: how amounts and shares are typed, the one rounding, and splits that add up.

Amounts are typed as plain decimals and held as `Decimal`; shares are held as `Fraction`, so that a third is a third.
Sums are made exactly and rounded once, half away from zero, to the currency's minor unit. No binary
floating point comes near money.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache
from math import lcm

from svcbudget.text import code_point, first_hidden, first_unsafe, is_blank, visible

WHOLE_DIGITS = 16
"""Most digits of an amount before the point."""
DECIMALS = 6
"""Most digits of an amount after the point."""

AMOUNT = rf"(?:0|[1-9][0-9]{{0,{WHOLE_DIGITS - 1}}})(?:\.[0-9]{{1,{DECIMALS}}})?"
"""The form of an amount as a regular expression; also in the JSON Schema."""
SHARE_DECIMALS = 9
"""Most digits of a share after the point where it is written without `%`."""
SHARE = (
    rf"(?:100(?:\.0{{1,{DECIMALS}}})?|(?:0|[1-9][0-9]?)(?:\.[0-9]{{1,{DECIMALS}}})?)%"
    rf"|0(?:\.[0-9]{{1,{SHARE_DECIMALS}}})?|1(?:\.0{{1,{SHARE_DECIMALS}}})?"
    r"|(?:0|[1-9][0-9]{0,5})/[1-9][0-9]{0,5}"
)
"""The form of a share; its value must be 0 to 1 as well."""

_is_amount = re.compile(AMOUNT).fullmatch
_is_share = re.compile(SHARE).fullmatch
# Exact whatever the caller has set for its own decimals, and for sums over millions of customers.
_exact = Context(prec=100)


class Misread(ValueError):
    """A value as typed that cannot be what it stands for: `message` says why, `hint` what to type instead."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Misreads(ValueError):
    """Several parts of one value that cannot be what they stand for, by their keys."""

    def __init__(self, parts: dict[str, Misread]) -> None:
        super().__init__(", ".join(parts))
        self.parts = parts


def parse_amount(value: object) -> Decimal:
    """Read an amount of money, or another plain decimal, as typed.

    Raises Misread for anything but ASCII digits with an optional point: at most 16 digits before it and 6 after.
    """
    if isinstance(value, str) and _is_amount(value):
        return Decimal(value)
    raise _misread_amount(value)


@lru_cache(maxsize=256)
def parse_share(value: str) -> Fraction:
    """Read a share of a whole, 0 to 1, as typed: `12.5%`, `0.125` or `1/8`. Raises Misread."""
    if _is_share(value) and (share := _ratio(value)) <= 1:
        return share
    raise _misread_share(value)


def round_ratio(numerator: int, denominator: int) -> int:
    """Round a ratio to a whole number, half away from zero. `denominator` is positive."""
    half = denominator // 2
    return (numerator + half) // denominator if numerator >= 0 else -((half - numerator) // denominator)


def round_to(amount: Fraction, digits: int) -> Decimal:
    """Round an exact amount to `digits` decimals, half away from zero."""
    return from_minor(round_ratio(amount.numerator * 10**digits, amount.denominator), digits)


def from_minor(units: int, digits: int) -> Decimal:
    """Turn a count of minor units (cents) into an amount with `digits` decimals."""
    return _exact.scaleb(Decimal(units), -digits)


def split(total: int, weights: Sequence[Fraction | int]) -> list[int]:
    """Split a whole number by weights into whole numbers that add up to it (largest remainder, earlier first).

    Each part is within one of its exact share. All weights nought: all parts nought, unless `total` is not.
    """
    scale = lcm(*(weight.denominator for weight in weights))
    shares = [total * weight.numerator * (scale // weight.denominator) for weight in weights]
    whole = sum(weight.numerator * (scale // weight.denominator) for weight in weights)
    if not whole:
        if total:
            raise ValueError("nothing to split by")
        return [0] * len(weights)
    return apportion(shares, whole, total)


def apportion(shares: Sequence[int], over: int, total: int | None = None) -> list[int]:
    """Round exact shares (ratios over one whole number, of either sign) so that they add up to their rounded sum.

    By largest remainder: each is within one of its share, and of equal remainders the earlier is rounded up. `total` is
    another whole number to add up to, not further from the sum than there are shares.
    """
    parts = [share // over for share in shares]
    missing = (round_ratio(sum(shares), over) if total is None else total) - sum(parts)
    if missing:
        for i in sorted(range(len(parts)), key=lambda i: (-(shares[i] % over), i))[:missing]:
            parts[i] += 1
    return parts


def plain(amount: Decimal, digits: int) -> str:
    """Write an amount in full with at least `digits` decimals and no needless zeros beyond them."""
    text = f"{amount:f}"
    whole, _, decimals = text.partition(".")
    decimals = decimals.rstrip("0").ljust(digits, "0")
    return f"{whole}.{decimals}" if decimals else whole


def plain_share(share: Fraction) -> str:
    """Write a share in per cent where that has an end within six decimals, otherwise as a fraction."""
    per_cent = share * 100
    return f"{plain_count(per_cent)}%" if 10**DECIMALS % per_cent.denominator == 0 else str(share)


def plain_count(count: Decimal | Fraction) -> str:
    """Write a count exactly, or to six decimals where it has no end, without needless zeros."""
    if isinstance(count, Fraction):
        count = round_to(count, DECIMALS)
    return plain(count, 0)


def misread_kind(value: object, what: str, form: str) -> Misread:
    """Say that a field holds nothing, or another kind of value, where `what` is expected."""
    if value is None:
        return Misread("is empty", form)
    kinds: dict[type, str] = {dict: "a mapping", list: "a list", str: "a single value"}
    return Misread(f"{what} is expected here, not {kinds.get(type(value), type(value).__name__)}", form)


_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_CURRENCY = r"(?:(?:US|HK)?[$¥￥€£]|元|圆|块|CNY|RMB|USD|EUR|GBP|yuan)"
_SEPARATED = r"[0-9]{1,3}(?:[,' ][0-9]{2,3})*[,' ][0-9]{3}(?:\.[0-9]+)?|[0-9]+(?:_[0-9]+)+(?:\.[0-9]+)?"
_DOTTED = r"[0-9]{1,3}(?:[.' ][0-9]{3})+,[0-9]+|[0-9]+,[0-9]{1,2}"
_SCALES = {"k": 3, "千": 3, "万": 4, "亿": 8}
_FORM = "type plain digits with a point, such as 1234.50"
_BOUND = f"at most {WHOLE_DIGITS} digits stand before the point and {DECIMALS} after it"
_SHARE_FORM = "write 12.5%, 0.125 or 1/8"
_LONGEST = 40
"""Most characters of a value that a message shows or that is looked at for a hint."""

# Forms that people type for an amount: how to write it instead, and what brings it nearer to what is meant; or why it
# is no amount, and None where nobody can tell what is meant. Several may apply one after the other.
_SLIPS: Sequence[tuple[str, str, Callable[[str], str] | None]] = (
    (r"[+-]?\.?(?:inf|infinity|s?nan)", "an amount is finite; leave the key out where it is not known", None),
    (r".*(?:\$[{(]|\{\{|%\().*", "placeholders are not filled in here; put the number itself", None),
    (r"-.*[0-9].*", "an amount here is never negative", None),
    (r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?", "a time of day is no amount; the decimal mark is a point", None),
    (r"[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}.*", "a date is no amount", None),
    (r"0[xob][0-9a-f_]+", "write it in decimal digits", None),
    (r".*%", "an amount of money stands here, not a share", None),
    (r"([\"']).*\1", "without quotation marks", lambda text: text[1:-1].strip()),
    (rf"{_CURRENCY}.*[0-9].*", "without the currency", lambda text: _cut(rf"^{_CURRENCY}\s*", text)),
    (rf".*[0-9].*{_CURRENCY}", "without the currency", lambda text: _cut(rf"\s*{_CURRENCY}$", text)),
    (r"\+.*", "without the sign", lambda text: text[1:].strip()),
    (_SEPARATED, "without separators", lambda text: _cut("[,_' ]", text)),
    (_DOTTED, "with a decimal point", lambda text: _cut("[.' ]", text).replace(",", ".")),
    (r"[0-9]{1,3}(?:\.[0-9]{3}){2,}", "without separators", lambda text: text.replace(".", "")),
    (r"[0-9]+(?: +\.|\. +)[0-9]+", "without the space", lambda text: text.replace(" ", "")),
    # An exponent of three digits is never worked out: it could take all memory.
    (r"[0-9]+\.?[0-9]*e[+-]?[0-9]{1,2}", "without an exponent", lambda text: plain(Decimal(text), 0)),
    (r"[0-9]+\.?[0-9]*e[+-]?[0-9]+", "write it in full, without an exponent", None),
    (rf"{_NUMBER} *[k千万亿]", "in full", lambda text: _scale(text[:-1], _SCALES[text[-1].lower()])),
    (r"0[0-9]+\.?[0-9]*", "without the leading zero, octal to some readers", lambda text: _cut("^0+(?=[0-9])", text)),
    (r"\.[0-9]+", "with a digit before the point", lambda text: "0" + text),
    (r"[0-9]+\.", "without the point", lambda text: text[:-1]),
    (_NUMBER, _BOUND, None),
)
# Signs of other keyboards and scripts, and what they stand for in a number.
_SIGNS = dict(zip("．。٫，٬％／：＋−－–“”„‘’", '...,,%/:+---"""\'\'', strict=True))


def _misread_amount(value: object) -> Misread:
    """Say what keeps `value` from being an amount, and what to type instead."""
    if not isinstance(value, str):
        return misread_kind(value, "an amount", _FORM)
    if is_blank(value):
        return Misread("is blank" if value else "is empty", _FORM)
    return Misread(f"{visible(value, _LONGEST)} is not an amount", _amount_hint(value))


def _amount_hint(typed: str) -> str:
    """Say why `typed` is no amount, with the amount that is meant where one can tell."""
    if len(typed) > _LONGEST:
        return _BOUND
    text, odd = _in_ascii(typed)
    hows = [f"without {odd}"] if odd else []
    for _ in _SLIPS:  # each round takes one slip away
        if _is_amount(text):
            return f"write it {hows[0] if hows else 'without the space around it'}: {text}"
        how, mend = next((slip[1:] for slip in _SLIPS if _matches(slip[0], text)), (_FORM, None))
        if mend is None:
            return how
        hows.append(how)
        text = mend(text)
    return _FORM


def _misread_share(value: str) -> Misread:
    """Say what keeps `value` from being a share, and what to type instead."""
    if is_blank(value):
        return Misread("is blank" if value else "is empty", _SHARE_FORM)
    shown = visible(value, _LONGEST)
    if len(value) > _LONGEST:
        return Misread(f"{shown} is not a share", _SHARE_FORM)
    text, odd = _in_ascii(value)
    text = _cut(r"[ +]|^0+(?=[0-9])", text.replace(",", "."))
    fault, hint = _judge_share("0" + text if text.startswith(".") else text)
    return Misread(f"{shown} {fault}", f"it holds {odd}; {hint}" if odd else hint)


def _judge_share(text: str) -> tuple[str, str]:
    """Say what is wrong with a share in ASCII, and what to type instead."""
    if text.startswith("-"):
        return "is less than nothing", "a share lies between 0 and 1"
    if _is_share(text) and _ratio(text) <= 1:
        return "is not a share", f"write {text}"
    if _is_share(text + "%"):
        return "is ambiguous as a share", f"write {text}% (or {_scale(text, -2)})"
    if _matches(r"[0-9]+/0+", text):
        return "divides by nought", _SHARE_FORM
    if not (_is_share(text) or _matches(f"{_NUMBER}%?", text)):
        return "is not a share", _SHARE_FORM
    if _ratio(text) > 1:
        return "is more than the whole", "a share lies between 0 and 1, or 0% and 100%"
    return "is not a share", f"at most {DECIMALS} digits stand after the point with %, {SHARE_DECIMALS} without"


def _ratio(share: str) -> Fraction:
    return Fraction(share[:-1]) / 100 if share.endswith("%") else Fraction(share)


def _in_ascii(typed: str) -> tuple[str, str]:
    """Return a number typed in any script in ASCII, and the name of the first character that was none."""
    text = "".join(map(_ascii_character, typed)).strip()
    odd = next((one for one in typed if _ascii_character(one) != one), None)
    return text, f"{code_point(odd)} {unicodedata.name(odd, '')}".strip() if odd else ""


def _ascii_character(character: str) -> str:
    """Return what a digit, sign or space of another script stands for in a number, any other character as it is."""
    if character.isascii():
        return character
    if character.isdecimal():
        return str(int(character))
    if first_unsafe(character) or first_hidden(character):
        return ""
    return " " if character.isspace() else _SIGNS.get(character, character)


def _scale(number: str, digits: int) -> str:
    return plain(_exact.scaleb(Decimal(number.strip()), digits), 0)


def _matches(form: str, text: str) -> bool:
    return re.fullmatch(form, text, re.IGNORECASE | re.DOTALL) is not None


def _cut(pattern: str, text: str) -> str:
    return re.sub(pattern, "", text, flags=re.IGNORECASE)
