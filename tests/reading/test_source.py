"""A YAML file becomes plain text data, and every key path in it has a place; both parsers are held to it."""

import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svcbudget.findings import Place
from svcbudget.reading.source import REFUSED, Source, Spot, read

SHOP = """\
currency: CNY
defaults: {category: clothing}
products:
  - name: 连衣裙
    price: 100.00
    cost:
      goods: 50.00
      commission: 1%
  - name: 茶
    price:
    service:
      - {gift: wet-wipes, at: purchase}
  -
"""


@pytest.fixture(params=[False, True], ids=["libyaml", "pure"])
def pure(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def read_yaml(text: str, *, pure: bool = False) -> Source:
    """Read a text that nothing is wrong with."""
    source, findings = read(text.encode(), "shop.yaml", pure=pure)
    assert findings == []
    assert source.whole
    return source


def place(source: Source, *path: str | int, key: bool = False, pure: bool = False) -> Place:
    spot = Spot(path, "key" if key else "value")
    return source.locate([spot], pure=pure)[spot]


def stretch(place: Place) -> tuple[int, int, str]:
    """Return line, column, and the characters that are pointed at."""
    return place.line, place.column, place.text[place.caret : place.caret + place.length]


def test_scalars_stay_the_text_that_was_typed(pure: bool) -> None:
    text = "a: 007\nb: NO\nc: 12:30\nd: 1.10\ne: .nan\nf: 2020-01-01\ng: 0x10\nh: 'it''s'\ni: \"\\u4e00\"\nj: Null\n"
    assert read_yaml(text, pure=pure).tree == {
        "a": "007",
        "b": "NO",
        "c": "12:30",
        "d": "1.10",
        "e": ".nan",
        "f": "2020-01-01",
        "g": "0x10",
        "h": "it's",
        "i": "一",
        "j": "Null",
    }


def test_only_nothing_null_and_tilde_without_quotes_are_none(pure: bool) -> None:
    tree = read_yaml("a:\nb: null\nc: ~\nd: ''\ne: 'null'\nf: \"~\"\ng: [~, null]\n", pure=pure).tree
    assert tree == {"a": None, "b": None, "c": None, "d": "", "e": "null", "f": "~", "g": [None, None]}


@pytest.mark.parametrize(
    ("text", "tree"),
    [("", None), ("# nothing\n", None), ("~\n", None), ("- a\n", ["a"]), ("a\n", "a"), ("---\n", None), ("{}\n", {})],
)
def test_a_file_that_is_no_mapping_is_left_to_the_next_stage(text: str, tree: object, pure: bool) -> None:
    assert read_yaml(text, pure=pure).tree == tree


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_any_line_end_and_a_byte_order_mark_are_fine(line_end: str, mark: str, pure: bool) -> None:
    source = read_yaml(mark + SHOP.replace("\n", line_end), pure=pure)
    assert source.tree == read_yaml(SHOP).tree
    assert stretch(place(source, "products", 0, "cost", "commission", pure=pure)) == (8, 19, "1%")
    assert stretch(place(source, "currency", pure=pure)) == (1, 11, "CNY")


def test_the_line_of_each_product_is_known(pure: bool) -> None:
    assert list(read_yaml(SHOP, pure=pure).lines) == [4, 9, 13]
    assert list(read_yaml('{"products": [{"name": "a"}, {"name": "b"},\n{"name": "c"}]}', pure=pure).lines) == [1, 1, 2]
    assert list(read_yaml("policy: {products: [a, b]}\n", pure=pure).lines) == []


@pytest.mark.parametrize(
    ("path", "key", "expected"),
    [
        (("currency",), False, (1, 11, "CNY")),
        (("currency",), True, (1, 1, "currency")),
        (("defaults",), False, (2, 11, "{")),
        (("defaults", "category"), True, (2, 12, "category")),
        (("defaults", "category"), False, (2, 22, "clothing")),
        (("products",), True, (3, 1, "products")),
        (("products",), False, (4, 3, "-")),
        (("products", 0), False, (4, 5, "n")),
        (("products", 0, "cost", "goods"), False, (7, 14, "50.00")),
        (("products", 1, "service", 0, "at"), False, (12, 31, "purchase")),
    ],
)
def test_keys_values_and_items_have_places(
    path: tuple[str | int, ...], key: bool, expected: tuple[int, int, str], pure: bool
) -> None:
    assert stretch(place(read_yaml(SHOP), *path, key=key, pure=pure)) == expected


def test_an_empty_value_is_placed_at_its_key_and_an_empty_item_at_its_dash(pure: bool) -> None:
    source = read_yaml(SHOP)
    assert stretch(place(source, "products", 1, "price", pure=pure)) == (10, 5, "price")
    assert stretch(place(source, "products", 2, pure=pure)) == (13, 3, "-")


def test_what_is_missing_is_placed_where_the_mapping_or_list_around_it_begins(pure: bool) -> None:
    source = read_yaml(SHOP)
    assert stretch(place(source, "products", 1, "cost", pure=pure)) == (9, 5, "n")
    assert stretch(place(source, "products", 0, "cost", "car", "wheels", pure=pure)) == (7, 7, "g")
    assert stretch(place(source, "products", 9, "name", pure=pure)) == (4, 3, "-")
    assert stretch(place(source, "policy", "floor", key=True, pure=pure)) == (1, 1, "c")
    assert stretch(place(source, "products", 1, "price", "x", pure=pure)) == (10, 5, "price")


def test_the_root_of_an_empty_file_has_a_place_too(pure: bool) -> None:
    assert place(read_yaml(""), pure=pure) == Place("shop.yaml")
    assert stretch(place(read_yaml("# x\n"), "products", pure=pure)) == (1, 1, "#")


def test_a_place_shows_the_whole_line_if_it_is_short_and_else_a_window_around_the_spot() -> None:
    source = read_yaml(SHOP)
    assert place(source, "currency") == Place("shop.yaml", 1, 11, "currency: CNY", 10, 3)
    long = read_yaml('{"a": "' + "x" * 500 + '", "价": 9, "b": "' + "y" * 500 + '"}')
    found = place(long, "价")
    assert (found.line, found.column, found.length) == (1, 516, 1)
    assert found.text[found.caret - 5 : found.caret + 3] == '"价": 9, '
    assert len(found.text) == 160


def test_a_value_of_several_lines_is_pointed_at_as_far_as_its_first_line_goes(pure: bool) -> None:
    source = read_yaml("a: one\n  two\nb: 2\n", pure=pure)
    assert source.tree == {"a": "one two", "b": "2"}
    assert stretch(place(source, "a", pure=pure)) == (1, 4, "one")


def test_places_are_right_far_down_a_file_with_characters_of_every_width() -> None:
    lines = [f"  - name: a{'é茶🍵' * (i % 7)} {i}\n" for i in range(3000)]
    source = read_yaml("products:\n" + "".join(lines))
    for i in (0, 1234, 2999):
        found = place(source, "products", i, "name")
        assert found.line == i + 2
        assert found.text == lines[i].rstrip("\n")
        assert found.text[found.caret :] == found.text[10:]


def test_the_collector_is_left_as_it_was() -> None:
    assert gc.isenabled()
    read(b"a: [", "shop.yaml")
    assert gc.isenabled()


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("- " * 30000 + "x", 1, 65),
        ("x: " + "[" * 1000 + "]" * 1000, 1, 35),
        ("".join(" " * i + "a:\n" for i in range(1100)), 33, 33),
        ("{" * 33 + "a: 1" + "}" * 33, 1, 33),
    ],
    ids=["dashes", "brackets", "block mappings", "braces"],
)
def test_nesting_deeper_than_32_ends_the_reading(text: str, line: int, column: int, pure: bool) -> None:
    source, findings = read(text.encode(), "shop.yaml", pure=pure)
    finding = findings[-1]
    assert (finding.code, finding.message) == ("SB004", "nested deeper than 32")
    assert (finding.place.line, finding.place.column) == (line, column)
    assert not source.whole


def test_32_levels_are_read(pure: bool) -> None:
    tree = read_yaml("[" * 32 + "]" * 32, pure=pure).tree
    for _ in range(31):
        assert isinstance(tree, list)
        (tree,) = tree
    assert tree == []


def test_a_bomb_of_aliases_costs_nothing(pure: bool) -> None:
    bomb = "x0: &x0 [a]\n" + "".join(f"x{i}: &x{i} [*x{i - 1}, *x{i - 1}, *x{i - 1}]\n" for i in range(1, 60))
    source, findings = read(bomb.encode(), "shop.yaml", pure=pure)
    assert source.tree == {"x0": ["a"], **{f"x{i}": [REFUSED] * 3 for i in range(1, 60)}}
    assert len(findings) == 60 + 59 * 3


def test_a_value_of_a_megabyte_is_read(pure: bool) -> None:
    name = "x" * 1_000_000
    source = read_yaml(f"products:\n  - {{name: {name}, price: 1}}\n", pure=pure)
    assert source.tree == {"products": [{"name": name, "price": "1"}]}
    assert len(place(source, "products", 0, "name", pure=pure).text) == 160


def test_a_flood_of_faults_ends_the_reading(pure: bool) -> None:
    source, findings = read(b"a: 1\n" * 3000, "shop.yaml", pure=pure)
    assert len(findings) == 1001
    assert findings[-1].message == "more than 1,000 faults; reading stopped here"
    assert not source.whole


@given(st.text(alphabet=st.characters(codec="utf-8")), st.booleans())
def test_no_text_makes_reading_raise(text: str, pure: bool) -> None:
    source, _ = read(text.encode(), "-", pure=pure)
    source.locate([Spot(()), Spot(("products", 0, "name"), "key")], pure=pure)


@given(st.text(alphabet=" \n\t:-?[]{},#&*!|>'\"%@`\\a1.：{}\r"), st.booleans())
def test_no_marks_in_any_order_make_reading_raise(text: str, pure: bool) -> None:
    read(text.encode(), "shop.yaml", pure=pure)


@given(st.binary())
def test_no_bytes_make_reading_raise(data: bytes) -> None:
    read(data, "shop.yaml")
    read(data, "shop.csv")
