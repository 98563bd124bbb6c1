"""How typed text is made visible, and when two names look the same."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svcbudget.text import (
    code_point,
    escape,
    first_deceiving,
    first_hidden,
    first_unsafe,
    is_blank,
    looks_like,
    visible,
)

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("连衣裙 Dress", "连衣裙 Dress"),
        ("\x1b[2J", "\\x1b[2J"),
        ("a\tb\r\n", "a\\x09b\\x0d\\x0a"),
        ("\x85", "\\x85"),
        ("price\u202e00.1", "price\\u202e00.1"),
        ("\u2028\ufeff\ud800", "\\u2028\\ufeff\\ud800"),
        ("\ufdd0\uffff\U0001fffe\U0010ffff", "\\ufdd0\\uffff\\U0001fffe\\U0010ffff"),
        (FAMILY, FAMILY),
        ("a\u00a0b\u3000c", "a\u00a0b\u3000c"),
    ],
)
def test_what_would_act_on_a_terminal_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_long_text_is_cut_after_it_was_made_visible() -> None:
    assert visible("x" * 40, 40) == "x" * 40
    assert visible("x" * 41, 40) == "x" * 39 + "…"
    assert visible("\x1b" * 40, 10) == "\\x1b\\x1b\\…"
    assert visible("礼" * 1_000_000, 3) == "礼礼…"


@given(st.text(), st.none() | st.integers(1, 50))
def test_nothing_visible_is_unsafe_or_too_long(text: str, most: int | None) -> None:
    shown = visible(text, most)
    assert first_unsafe(shown) is None
    assert most is None or len(shown) <= most


@given(st.characters())
def test_every_control_surrogate_and_line_end_is_unsafe(character: str) -> None:
    if unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} or ord(character) & 0xFFFE == 0xFFFE:
        assert first_unsafe(character) == character


def test_characters_are_named_as_standards_do() -> None:
    assert [code_point(character) for character in "\n\u202e\U000e0001"] == ["U+000A", "U+202E", "U+E0001"]
    assert [escape(character) for character in "\n\u202e\U000e0001"] == ["\\x0a", "\\u202e", "\\U000e0001"]


def test_joiners_are_hidden_but_deceive_nobody() -> None:
    assert first_hidden(FAMILY) == "\u200d"
    assert first_deceiving(FAMILY) is None
    assert first_deceiving(FAMILY + "\u200b") == "\u200b"
    assert first_hidden("Dress") is None


@pytest.mark.parametrize(
    "text", ["", " ", "\u3000", "\u00a0\t", "\u200b", "\u200d\ufe0f", "\u3164", "\u2800", "\U000e0041"]
)
def test_text_of_which_nothing_can_be_seen_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["x", " 礼 ", FAMILY, "\u200b-", "."])
def test_text_of_which_something_can_be_seen_is_not_blank(text: str) -> None:
    assert not is_blank(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dress", "DRESS"),
        ("Dress  red", " dress red "),
        ("café", "cafe\u0301"),
        ("cafe\u200b\u0301", "café"),
        ("ＤＲＥＳＳ　１", "dress 1"),
        ("ﾄﾞﾚｽ", "ドレス"),
        ("连衣裙\u00a0红", "连衣裙 红"),
        ("straße", "STRASSE"),
        ("sku\u200d-1", "sku-1"),
        ("\ufe0f连衣裙", "连衣裙"),
        ("㎏", "kg"),
    ],
)
def test_names_that_look_the_same_are_equal_in_one_form(one: str, other: str) -> None:
    assert looks_like(one) == looks_like(other)


@pytest.mark.parametrize(("one", "other"), [("连衣裙", "连衣裙1"), ("a b", "ab"), ("café", "cafe"), ("l", "1")])
def test_names_that_differ_to_the_eye_stay_different(one: str, other: str) -> None:
    assert looks_like(one) != looks_like(other)


@given(st.text())
def test_composed_or_decomposed_makes_no_difference(text: str) -> None:
    assert looks_like(unicodedata.normalize("NFC", text)) == looks_like(unicodedata.normalize("NFD", text))


@given(st.text(alphabet=st.characters(max_codepoint=0x7F)))
def test_the_short_way_for_plain_ascii_gives_the_same(text: str) -> None:
    assert looks_like(text) == looks_like(text + "é").removesuffix("é").rstrip()
