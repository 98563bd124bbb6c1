"""How each kind of field is read from what a person typed."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svcbudget.money import Misread, Misreads
from svcbudget.pricing import typed

Read = Callable[[object], object]

EVERY_READER = [
    typed.read_text,
    typed.read_share,
    typed.read_part,
    typed.read_cost,
    typed.read_authority,
    typed.read_purchases,
    typed.read_whole,
    typed.read_period,
    typed.read_purchase_moment,
    typed.read_flag,
    typed.read_id,
    typed.read_currency,
    typed.read_file_name,
    typed.read_names,
]


def refused(read: Read, value: object) -> Misread:
    """Return the refusal of `value`, which there must be."""
    with pytest.raises(Misread) as caught:
        read(value)
    return caught.value


@pytest.mark.parametrize(
    "text",
    [
        "连衣裙",
        "NO",
        "007",
        "12:30",
        "1e3",
        "2024-01-01",
        "{{ name }}",
        "a\u00a0b",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 family",
        "❤️",
        "葛\U000e0100飾",
        "می\u200cخواهم",
        "x" * 200,
    ],
)
def test_a_name_is_exactly_what_was_typed(text: str) -> None:
    assert typed.read_text(text) is text


@pytest.mark.parametrize(
    ("text", "named", "hint"),
    [
        ("a\x00b", "U+0000", "take \\x00 out"),
        ("a\x1b[2J", "U+001B", "take \\x1b out"),
        ("a\x7f", "U+007F", "take \\x7f out"),
        ("a\x85b", "U+0085", "take \\x85 out"),
        ("a\nb", "U+000A", "take \\x0a out"),
        ("a\tb", "U+0009", "take \\x09 out"),
        ("a\u2028b", "U+2028", "take \\u2028 out"),
        ("a\u202eb", "U+202E", "take \\u202e out"),
        ("a\u2066b", "U+2066", "take \\u2066 out"),
        ("a\u200fb", "U+200F", "take \\u200f out"),
        ("\ufeffa", "U+FEFF", "take \\ufeff out"),
        ("a\ufffe", "U+FFFE", "take \\ufffe out"),
        ("a\ufdd0", "U+FDD0", "take \\ufdd0 out"),
        ("a\U0010ffff", "U+10FFFF", "take \\U0010ffff out"),
        ("a\ud800", "U+D800", "take \\ud800 out"),
    ],
)
def test_a_name_holds_nothing_that_changes_how_it_is_shown(text: str, named: str, hint: str) -> None:
    misread = refused(typed.read_text, text)
    assert misread.message == f"holds {named}, a control, line-break, bidirectional or invalid character"
    assert misread.hint == hint


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("a\u200bb", "U+200B"),
        ("a\u2060b", "U+2060"),
        ("a\u00adb", "U+00AD"),
        ("a\u3164b", "U+3164"),
        ("a\U000e0041", "U+E0041"),
        ("\U0001f468\u200d\U0001f469\u200b", "U+200B"),
    ],
)
def test_a_name_holds_nothing_that_cannot_be_seen_and_joins_nothing(text: str, named: str) -> None:
    assert refused(typed.read_text, text).message == f"holds {named}, a character that cannot be seen"


@pytest.mark.parametrize("text", [" ", "\u3000", "\u00a0 ", "\u200d", "\ufe0f\u200c", "\u2060", "\u3164"])
def test_a_name_of_which_nothing_can_be_seen_is_blank(text: str) -> None:
    assert refused(typed.read_text, text).message == "is blank: nothing of it can be seen"


def test_a_name_has_at_most_200_characters() -> None:
    assert refused(typed.read_text, "礼" * 201).message == "is 201 characters long, more than 200"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("", "is empty"),
        (None, "is empty"),
        ([], "text is expected here, not a list"),
        ({}, "text is expected here, not a mapping"),
    ],
)
def test_a_name_is_one_text(value: object, message: str) -> None:
    assert refused(typed.read_text, value).message == message


def test_the_parts_of_a_cost_are_amounts_or_shares() -> None:
    given = {"car": "146000", "preparation": "800.50", "commission": "1%", "duty": "1/8"}
    parts = {
        "car": Decimal(146000),
        "preparation": Decimal("800.50"),
        "commission": Fraction(1, 100),
        "duty": Fraction(1, 8),
    }
    assert typed.read_cost(given) == parts
    assert typed.read_cost("60.00") == Decimal("60.00")


def test_every_part_at_fault_is_reported() -> None:
    with pytest.raises(Misreads) as caught:
        typed.read_cost({"car": "1,000", "preparation": "800", "commission": "1 %", "duty": "１％"})
    hints = {name: misread.hint for name, misread in caught.value.parts.items()}
    assert hints == {
        "car": "write it without separators: 1000",
        "commission": "write 1%",
        "duty": "it holds U+FF11 FULLWIDTH DIGIT ONE; write 1%",
    }


def test_a_key_at_fault_is_told_from_the_value_under_it() -> None:
    with pytest.raises(Misreads) as caught:
        typed.read_names({"english": "Box", "zh": ""})
    language, name = caught.value.parts["english"], caught.value.parts["zh"]
    assert isinstance(language, typed.MisreadKey)
    assert (language.message, language.hint) == ("is not a language", "write en or zh")
    assert not isinstance(name, typed.MisreadKey)
    assert name.message == "is empty"


def test_a_cost_without_parts_is_empty() -> None:
    misread = refused(typed.read_cost, {})
    assert (misread.message, misread.hint) == ("is empty", "name the parts of the cost: {goods: 50.00, commission: 1%}")


@pytest.mark.parametrize("text", ["0.000001", "0.2", "1", "3660"])
def test_purchases_a_year_are_above_nought_and_at_most_ten_a_day(text: str) -> None:
    assert typed.read_purchases(text) == Decimal(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("0", "0 purchases a year are no business"),
        ("0.0", "0.0 purchases a year are no business"),
        ("3660.000001", "3660.000001 purchases a year are more than 3660, ten a day"),
        ("-1", "-1 is not an amount"),
    ],
)
def test_other_purchases_are_refused(text: str, message: str) -> None:
    assert refused(typed.read_purchases, text).message == message


def test_a_whole_number_is_plain_digits_up_to_9999() -> None:
    assert [typed.read_whole(text) for text in ("0", "7", "9999")] == [0, 7, 9999]
    for text in ("10000", "1.0", "007", "-1", "many", "9" * 5000):
        assert refused(typed.read_whole, text).message.endswith(" is not a whole number from 0 to 9999")


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("week", Fraction(52)),
        ("month", Fraction(12)),
        ("quarter", Fraction(4)),
        ("half-year", Fraction(2)),
        ("year", Fraction(1)),
        ("1 day", Fraction(365)),
        ("90 days", Fraction(365, 90)),
        ("2 weeks", Fraction(26)),
        ("5 months", Fraction(12, 5)),
        ("3 years", Fraction(1, 3)),
    ],
)
def test_a_period_is_a_number_of_times_a_year(text: str, times: Fraction) -> None:
    assert typed.read_period(text) == times


@pytest.mark.parametrize("text", ["0 days", "day", "weekly", "2 quarters", "10000 days", "1.5 months", " year", ""])
def test_other_periods_are_refused_with_the_known_ones(text: str) -> None:
    hint = "write one of week, month, quarter, half-year, year, or N days, N weeks, N months, N years"
    assert refused(typed.read_period, text).hint == hint


@pytest.mark.parametrize(
    ("read", "value", "message", "hint"),
    [
        (typed.read_currency, "cny", "cny is not a currency code", "write CNY"),
        (typed.read_currency, " CNY", " CNY is not a currency code", "write CNY"),
        (
            typed.read_currency,
            "￥",
            "￥ is not a currency code",
            "write an ISO 4217 code of three letters, such as CNY",
        ),
        (typed.read_currency, None, "is empty", "write an ISO 4217 code of three letters, such as CNY"),
        (typed.read_flag, "yes", "yes is neither true nor false", "write true or false"),
        (
            typed.read_purchase_moment,
            "birthday",
            "birthday is not purchase",
            "write at: purchase, on: and an occasion, or every: and a period",
        ),
        (
            typed.read_id,
            "fruit box",
            "fruit box is no identifier",
            "write fruit-box",
        ),
        (
            typed.read_file_name,
            "a\x00b",
            "a\\x00b is not a file name",
            "write a path relative to this file, such as ../policy.yaml",
        ),
        (typed.read_names, {}, "is empty", "type a name"),
        (
            typed.read_authority,
            "50",
            "a mapping of roles to amounts is expected here, not a single value",
            "write {staff: 50, manager: 200}",
        ),
    ],
)
def test_other_kinds_say_what_they_are_not_and_what_to_type(read: Read, value: object, message: str, hint: str) -> None:
    misread = refused(read, value)
    assert (misread.message, misread.hint) == (message, hint)


def test_what_is_right_comes_through() -> None:
    assert typed.read_currency("CNY") == "CNY"
    assert (typed.read_flag("true"), typed.read_flag("false")) == (True, False)
    assert typed.read_id("水果-礼盒_1.0") == "水果-礼盒_1.0"
    assert typed.read_names("Fruit box") == {"": "Fruit box"}
    assert typed.read_names({"en": "Fruit box", "zh": "水果礼盒"}) == {"en": "Fruit box", "zh": "水果礼盒"}
    assert typed.read_authority({"staff": "50"}) == {"staff": Decimal(50)}
    assert typed.read_share("1/3") == Fraction(1, 3)
    assert typed.read_file_name("../policy.yaml") == "../policy.yaml"


TYPED: st.SearchStrategy[object] = st.recursive(
    st.none() | st.text(max_size=60), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=4
)


@pytest.mark.parametrize("read", EVERY_READER, ids=lambda read: read.__name__)
@given(value=TYPED)
def test_nothing_that_can_be_typed_makes_a_reader_fail_otherwise(read: Read, value: object) -> None:
    try:
        read(value)
    except (Misread, Misreads) as misread:
        for part in misread.parts.values() if isinstance(misread, Misreads) else [misread]:
            assert len(part.message) < 150
