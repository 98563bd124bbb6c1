"""With libyaml or without it, a file gets the same answer: the same tree, findings and places."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from svcbudget.findings import Finding, Place
from svcbudget.reading.source import Spot, read
from svcbudget.reading.yaml.events import HAS_LIBYAML

SHOP = """\
# shop
currency: CNY
defaults: {category: clothing, "x": 'y'}
products:
  - name: "连衣裙 #1"   # c
    price: 100.00
    cost: {car: 146000, prep: [1, 2], commission: 1%}
    service:
      - {gift: wet-wipes, at: purchase}
    note: >
      folded
      text
  - name: it's
    sku: 'a''b'
    price:
policy:
- a
-
  b: "x\\u4e00"
"""
# What people type where it does not belong, and what the two parsers are known to read differently.
SNIPPETS = (
    *" \n\t:-?[]{},#&*!|>'\"%@`\\a1：",
    *("\n  ", "\n    ", "\n- ", "\n\n", "\r", "\r\n", ": ", "- ", "- - ", "? ", " #1", " # 2", "#", "''", "~", "null"),
    *("---\n", "\n...\n", "%YAML 1.1\n", "%TAG ! x\n", "<<: ", "*a", "&a ", "*a :"),
    *("!x ", "!!str ", "!<y>", "! ", "!a%20"),
    *("{{ x }}", "{% if %}", "${X}", "|\n", "|2-\n", ">+\n", "\t# c", "price：1", "price: 1", "price:1", "[?", "{?"),
    *("\\ud800", "\\x4", "\\U00110000", "\\/", "\x00", "\u2028", "\x85", "\ufeff", "\ufffd", "x" * 1030),
)

Answer = tuple[object, list[int], bool, list[Finding], dict[Spot, Place]]


def answer(text: str, *, pure: bool) -> Answer:
    """Read a text and locate all there is in it, and something that is not there in each mapping."""
    source, findings = read(text.encode(), "shop.yaml", pure=pure)
    return source.tree, list(source.lines), source.whole, findings, source.locate(spots(source.tree), pure=pure)


def spots(tree: object, path: tuple[str | int, ...] = ()) -> list[Spot]:
    found = [Spot(path), Spot(path, "key")]
    steps = [*tree, "missing"] if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else []
    for step in steps:
        inner = tree[step] if step != "missing" else None  # type: ignore[index]
        found += spots(inner, (*path, step))
    return found


@st.composite
def damaged_shops(draw: st.DrawFn) -> str:
    """Draw a realistic file in which something was typed, lost, or moved."""
    text = SHOP
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 0, 0, 1, 2, 5, 20, 1000])))
        moved = draw(st.booleans()) and end - start <= 20
        typed = text[start:end] if moved else draw(st.sampled_from(SNIPPETS))
        text = text[:start] + text[end:]
        at = draw(st.integers(0, len(text))) if moved else start
        text = text[:at] + typed + text[at:]
    return text


pytestmark = pytest.mark.skipif(not HAS_LIBYAML, reason="PyYAML was built without libyaml")


@given(damaged_shops())
@example(SHOP)
def test_both_parsers_agree_on_a_damaged_file(text: str) -> None:
    assert answer(text, pure=False) == answer(text, pure=True)


@given(st.lists(st.sampled_from(SNIPPETS), max_size=12).map("".join))
@example("[1, ?]\n")
@example("{? }")
@example("{a:[1]}")
@example("{a?b: c}")
@example("a: b\tc\n")
@example("a:\n\tb: c\n")
@example("a: |\n\tb\n")
@example("a: 1\n%YAML 1.1\n---\nb: 2\n")
@example("a: [\n%FOO\n]\n")
@example("[x")
@example("- ! a")
@example("!!!str a")
def test_both_parsers_agree_on_marks_in_any_order(text: str) -> None:
    assert answer(text, pure=False) == answer(text, pure=True)
