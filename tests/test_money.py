"""How amounts and shares are read from text, rounded, split and written."""

import ast
import re
import sys
from collections.abc import Callable
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svcbudget import money
from svcbudget.money import (
    Misread,
    from_minor,
    parse_amount,
    parse_share,
    plain,
    plain_count,
    plain_share,
    round_ratio,
    round_to,
    split,
)

NUMBERISH = st.text(alphabet="0123456789.,eE+-_%/ '\"¥元万xk:１٣−“\u00a0\u200b", max_size=50)
"""Text made of what people type around numbers: it reaches every hint."""

BOUND = "at most 16 digits stand before the point and 6 after it"
FORM = "type plain digits with a point, such as 1234.50"
OCTAL = "write it without the leading zero, octal to some readers"
NOT_FINITE = "an amount is finite; leave the key out where it is not known"
NEGATIVE = "an amount here is never negative"
PLACEHOLDER = "placeholders are not filled in here; put the number itself"
DATE = "a date is no amount"
SHARE_FORM = "write 12.5%, 0.125 or 1/8"
RANGE = "a share lies between 0 and 1, or 0% and 100%"


def refused(read: Callable[[Any], object], text: object) -> Misread:
    """Return the refusal of `text`, which there must be."""
    with pytest.raises(Misread) as caught:
        read(text)
    return caught.value


@pytest.mark.parametrize("text", ["0", "5", "0.5", "100.00", "1234.50", "0.000001", "9999999999999999.999999"])
def test_an_amount_is_exactly_what_was_typed(text: str) -> None:
    amount = parse_amount(text)
    assert str(amount) == text
    assert type(amount) is Decimal


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        # other ways of setting digits apart
        ("1,234.50", "write it without separators: 1234.50"),
        ("1_000", "write it without separators: 1000"),
        ("1 234.50", "write it without separators: 1234.50"),
        ("1'234.50", "write it without separators: 1234.50"),
        ("12,34,567.00", "write it without separators: 1234567.00"),
        ("1.234.567", "write it without separators: 1234567"),
        ("1.234,50", "write it with a decimal point: 1234.50"),
        ("12,5", "write it with a decimal point: 12.5"),
        ("100 .00", "write it without the space: 100.00"),
        (" 100 ", "write it without the space around it: 100"),
        ("100\n", "write it without the space around it: 100"),
        # money signs and words
        ("¥100", "write it without the currency: 100"),
        ("￥100", "write it without the currency: 100"),
        ("100元", "write it without the currency: 100"),
        ("CNY 99.90", "write it without the currency: 99.90"),
        # numbers written short
        ("1e3", "write it without an exponent: 1000"),
        ("1.0e+3", "write it without an exponent: 1000"),
        ("15.8万", "write it in full: 158000"),
        ("10k", "write it in full: 10000"),
        # a character too many or too few
        ("010", f"{OCTAL}: 10"),
        ("08.50", f"{OCTAL}: 8.50"),
        ("00", f"{OCTAL}: 0"),
        ("+5", "write it without the sign: 5"),
        (".5", "write it with a digit before the point: 0.5"),
        ("5.", "write it without the point: 5"),
        ("'100'", "write it without quotation marks: 100"),
        ("+010", "write it without the sign: 10"),
        # other scripts and keyboards
        ("１００", "write it without U+FF11 FULLWIDTH DIGIT ONE: 100"),
        ("٣٠", "write it without U+0663 ARABIC-INDIC DIGIT THREE: 30"),
        ("１，２３４．５０", "write it without U+FF11 FULLWIDTH DIGIT ONE: 1234.50"),
        ("“100.00”", "write it without U+201C LEFT DOUBLE QUOTATION MARK: 100.00"),
        ("1\u00a0234,50", "write it without U+00A0 NO-BREAK SPACE: 1234.50"),
        ("100\u200b", "write it without U+200B ZERO WIDTH SPACE: 100"),
        ("\u202e100", "write it without U+202E RIGHT-TO-LEFT OVERRIDE: 100"),
    ],
)
def test_a_refused_amount_is_answered_with_the_right_form(text: str, hint: str) -> None:
    assert refused(parse_amount, text).hint == hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("-5", NEGATIVE),
        ("−5", NEGATIVE),
        ("¥-5", NEGATIVE),
        (".inf", NOT_FINITE),
        ("NaN", NOT_FINITE),
        ("sNaN", NOT_FINITE),
        ("12:30", "a time of day is no amount; the decimal mark is a point"),
        ("2024-01-01", DATE),
        ("2024年1月1日", DATE),
        ("0x64", "write it in decimal digits"),
        ("${PRICE}", PLACEHOLDER),
        ("{{ price }}", PLACEHOLDER),
        ("50%", "an amount of money stands here, not a share"),
        ("1e999999", "write it in full, without an exponent"),
        ("1e99", BOUND),
        ("12345678901234567", BOUND),
        ("1.1234567", BOUND),
        ("9" * 5000, BOUND),
        ("yes", FORM),
        ("=", FORM),
        ("5 MIO", FORM),
        ("1234,567", FORM),
        ("10²", FORM),
        ("", FORM),
        (" \u3000", FORM),
        (None, FORM),
        ({"amount": "5"}, FORM),
    ],
)
def test_no_number_is_guessed_where_nobody_can_tell_what_is_meant(text: object, hint: str) -> None:
    assert refused(parse_amount, text).hint == hint


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("¥100", "¥100 is not an amount"),
        ("1\x1b[31m", "1\\x1b[31m is not an amount"),
        ("7" * 5000, "7" * 39 + "… is not an amount"),
        (None, "is empty"),
        ("\u200b ", "is blank"),
        ({}, "an amount is expected here, not a mapping"),
        ([], "an amount is expected here, not a list"),
        (5, "an amount is expected here, not int"),
    ],
)
def test_a_refusal_shows_the_value_made_visible_and_cut_short(value: object, message: str) -> None:
    assert refused(parse_amount, value).message == message


@given(st.text() | NUMBERISH)
def test_no_text_makes_the_reading_of_an_amount_fail_otherwise(text: str) -> None:
    try:
        amount = parse_amount(text)
    except Misread as misread:
        proposed = re.search(r": ([0-9.]+)$", misread.hint or "")
        if proposed:
            parse_amount(proposed[1])
    else:
        assert f"{amount:f}" == text


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("12.5%", Fraction(1, 8)),
        ("0.125", Fraction(1, 8)),
        ("1/8", Fraction(1, 8)),
        ("1/3", Fraction(1, 3)),
        ("33.333333%", Fraction(33333333, 10**8)),
        ("0", Fraction(0)),
        ("0%", Fraction(0)),
        ("1", Fraction(1)),
        ("1.0", Fraction(1)),
        ("100%", Fraction(1)),
    ],
)
def test_a_share_is_exactly_what_was_typed(text: str, share: Fraction) -> None:
    assert parse_share(text) == share


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("12.5", "12.5 is ambiguous as a share", "write 12.5% (or 0.125)"),
        ("2", "2 is ambiguous as a share", "write 2% (or 0.02)"),
        ("12,5", "12,5 is ambiguous as a share", "write 12.5% (or 0.125)"),
        ("101%", "101% is more than the whole", RANGE),
        ("3/2", "3/2 is more than the whole", RANGE),
        ("3 / 2", "3 / 2 is more than the whole", RANGE),
        ("1/0", "1/0 divides by nought", SHARE_FORM),
        ("-5%", "-5% is less than nothing", "a share lies between 0 and 1"),
        ("5 %", "5 % is not a share", "write 5%"),
        ("1 / 3", "1 / 3 is not a share", "write 1/3"),
        ("05%", "05% is not a share", "write 5%"),
        (".5", ".5 is not a share", "write 0.5"),
        ("５％", "５％ is not a share", "it holds U+FF15 FULLWIDTH DIGIT FIVE; write 5%"),
        ("0.1234567891", "0.1234567891 is not a share", "at most 6 digits stand after the point with %, 9 without"),
        ("half", "half is not a share", SHARE_FORM),
        ("1e-1", "1e-1 is not a share", SHARE_FORM),
        ("9" * 5000, "9" * 39 + "… is not a share", SHARE_FORM),
        ("", "is empty", SHARE_FORM),
        (" ", "is blank", SHARE_FORM),
    ],
)
def test_a_refused_share_says_why_and_what_to_type(text: str, message: str, hint: str) -> None:
    misread = refused(parse_share, text)
    assert (misread.message, misread.hint) == (message, hint)


@given(st.text() | NUMBERISH)
def test_no_text_makes_the_reading_of_a_share_fail_otherwise(text: str) -> None:
    try:
        assert 0 <= parse_share(text) <= 1
    except Misread as misread:
        proposed = re.fullmatch(r"(?:.*; )?write ([0-9.%/]+)(?: \(or ([0-9.]+)\))?", misread.hint or "")
        if proposed:
            assert parse_share(proposed[2] or proposed[1]) == parse_share(proposed[1])


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [(5, 2, 3), (-5, 2, -3), (7, 3, 2), (8, 3, 3), (-7, 3, -2), (1, 2, 1), (-1, 2, -1), (499, 1000, 0), (0, 7, 0)],
)
def test_a_ratio_is_rounded_half_away_from_nought(numerator: int, denominator: int, rounded: int) -> None:
    assert round_ratio(numerator, denominator) == rounded


@given(st.integers(), st.integers(min_value=1))
def test_rounding_goes_to_the_nearest_and_is_even_handed(numerator: int, denominator: int) -> None:
    rounded = round_ratio(numerator, denominator)
    assert abs(2 * numerator - 2 * rounded * denominator) <= denominator
    assert round_ratio(-numerator, denominator) == -rounded


def test_amounts_are_rounded_to_the_digits_of_their_currency() -> None:
    assert str(round_to(Fraction(2, 3), 2)) == "0.67"
    assert str(round_to(Fraction(1, 200), 2)) == "0.01"
    assert str(round_to(Fraction(5, 2), 0)) == "3"


def test_no_digit_is_lost_whatever_precision_the_caller_has_set() -> None:
    units = 12345678901234567890123456789012345
    with localcontext() as context:
        context.prec = 3
        assert str(from_minor(units, 2)) == "123456789012345678901234567890123.45"
        assert refused(parse_share, "12.3456").hint == "write 12.3456% (or 0.123456)"
    assert plain_count(Fraction(10**40, 3)) == "3" * 40 + ".333333"


def test_a_whole_is_split_by_largest_remainder() -> None:
    assert split(100, [1, 1, 1]) == [34, 33, 33]
    assert split(10, [Fraction(1, 3), Fraction(2, 3)]) == [3, 7]
    assert split(5, [0, 1]) == [0, 5]
    assert split(0, [0, 0]) == [0, 0]
    with pytest.raises(ValueError, match="nothing to split by"):
        split(1, [0, 0])


@given(st.integers(0, 10**12), st.lists(st.fractions(min_value=0, max_value=1000), min_size=1, max_size=8))
def test_the_parts_add_up_and_each_is_within_one_of_its_share(total: int, weights: list[Fraction]) -> None:
    whole = sum(weights)
    parts = split(total if whole else 0, weights)
    assert sum(parts) == (total if whole else 0)
    for part, weight in zip(parts, weights, strict=True):
        assert not whole or abs(part - total * weight / whole) < 1


def test_amounts_counts_and_shares_are_written_plainly() -> None:
    assert plain(Decimal("1234.500000"), 2) == "1234.50"
    assert plain(Decimal("0.125"), 2) == "0.125"
    assert plain(Decimal("1E+3"), 0) == "1000"
    assert plain_count(Decimal("0.20")) == "0.2"
    assert plain_count(Fraction(1, 3)) == "0.333333"
    assert [plain_share(Fraction(*share)) for share in ((1, 8), (1, 3), (1, 1))] == ["12.5%", "1/3", "100%"]


@pytest.mark.parametrize("module", ["money", "planning.budget", "pricing.policy_faults", "pricing.typed"])
def test_no_binary_floating_point_comes_near_money(module: str) -> None:
    tree = ast.parse(
        Path(money.__file__).parent.joinpath(*module.split(".")).with_suffix(".py").read_text(encoding="utf-8")
    )
    for node in ast.walk(tree):
        assert not (isinstance(node, ast.Name) and node.id == "float")
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float))


def test_a_number_too_long_for_python_to_read_is_refused_like_any_other() -> None:
    digits = "9" * (sys.get_int_max_str_digits() + 1)
    for text in (digits, f"{digits}%", f"1/{digits}", f"1e{digits}"):
        refused(parse_amount, text)
        refused(parse_share, text)
