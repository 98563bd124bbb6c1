"""A CSV file becomes the same tree as a pricing file in YAML, and its cells have places."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svcbudget.findings import Finding, Place
from svcbudget.reading.source import REFUSED, Kind, Source, Spot, read

HEADER = "name,sku,price\n"


def read_csv(text: str) -> tuple[Source, list[Finding]]:
    return read(text.encode(), "shop.csv")


def products(text: str) -> object:
    """Read a text that nothing is wrong with."""
    source, findings = read_csv(text)
    assert findings == []
    assert source.whole
    assert isinstance(source.tree, dict)
    assert list(source.tree) == ["products"]
    return source.tree["products"]


def places(findings: list[Finding]) -> list[tuple[str, int, int]]:
    return [(finding.code, finding.place.line, finding.place.column) for finding in findings]


def test_each_row_is_a_product_and_cells_are_text() -> None:
    assert products("name,sku,price\n茶,007,1.10\nNO,1e3,~\n") == [
        {"name": "茶", "sku": "007", "price": "1.10"},
        {"name": "NO", "sku": "1e3", "price": "~"},
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_header_shows_the_delimiter_and_any_line_end_will_do(delimiter: str, line_end: str) -> None:
    text = "\ufeff" + 'name,price\n茶,1\n"a\n,;b",2\n'
    found = products(text.replace(",", delimiter).replace("\n", line_end))
    assert found == [{"name": "茶", "price": "1"}, {"name": f"a{line_end}{delimiter};b", "price": "2"}]


def test_quotes_are_those_of_rfc_4180() -> None:
    assert products('name,price\n"a ""b"", c",1\n5" disk,2\n"",3\n') == [
        {"name": 'a "b", c', "price": "1"},
        {"name": '5" disk', "price": "2"},
        {"price": "3"},
    ]


def test_empty_cells_missing_cells_and_blank_rows_are_left_out() -> None:
    text = "\n" + HEADER + "a,,1\n\n,,\nb\n"
    assert products(text) == [{"name": "a", "price": "1"}, {"name": "b"}]
    assert list(read_csv(text)[0].lines) == [3, 6]


def test_spaces_around_cells_do_not_count() -> None:
    assert products(' name , price\na , 1\n b, "c, d"\n') == [
        {"name": "a", "price": "1"},
        {"name": "b", "price": "c, d"},
    ]


@pytest.mark.parametrize(("text", "tree"), [("", None), ("\n\n", None), ("name,price\n", {"products": []})])
def test_without_rows_there_are_no_products(text: str, tree: object) -> None:
    source, findings = read_csv(text)
    assert (source.tree, source.whole, findings) == (tree, True, [])


FAULTS = [
    ("a,b,1,2\n", [("SB002", 2, 7)], [REFUSED], "this row has 4 cells, the header 3"),
    ("a,b,1,\nc\n", [], [{"name": "a", "sku": "b", "price": "1"}, {"name": "c"}], ""),
    ('"a"b,c,1\nd\n', [("SB002", 2, 4)], [REFUSED, {"name": "d"}], "`b` after the closing quote"),
    ('"a" ,c,1\nd\n', [("SB002", 2, 4)], [REFUSED, {"name": "d"}], "` ` after the closing quote"),
    ('a,"b,1\nc,d,2\n', [("SB002", 2, 3)], [REFUSED], "the quote that opens here is not closed"),
    ('a,"b,1\nc,"d",2\n', [("SB002", 2, 3)], [REFUSED], "the quote that opens here is not closed"),
    ("a\n" + "x" * 131_073 + "\nb\n", [("SB002", 3, 1)], [{"name": "a"}, REFUSED, {"name": "b"}], "131,072 characters"),
    ('a\n"' + "x\n" * 70_000, [("SB002", 3, 1)], [{"name": "a"}, REFUSED], "the quote that opens here is not closed"),
]


@pytest.mark.parametrize(("text", "expected", "rows", "message"), FAULTS)
def test_a_row_that_cannot_be_read_is_refused(
    text: str, expected: list[tuple[str, int, int]], rows: list[object], message: str
) -> None:
    source, findings = read_csv(HEADER + text)
    assert places(findings) == expected
    assert source.tree == {"products": rows}
    assert len(source.lines) == len(rows)
    assert all(message in finding.message for finding in findings)


def test_after_an_open_quote_nothing_is_read() -> None:
    assert not read_csv(HEADER + 'a,"b,1\nc\n')[0].whole


def test_a_column_given_twice_is_read_once() -> None:
    source, findings = read_csv("name,price, name\na,1,b\n")
    assert places(findings) == [("SB003", 1, 13)]
    assert findings[0].message == "the column `name` is given twice, first as column 1"
    assert source.tree == {"products": [{"name": "a", "price": "1"}]}


def test_a_column_without_a_name_may_hold_nothing() -> None:
    source, findings = read_csv("name,,price,\na,,1,\nb,x,2,\nc,y,3,\n")
    assert places(findings) == [("SB005", 3, 3)]
    assert source.tree == {"products": [{"name": name, "price": str(i)} for i, name in enumerate("abc", 1)]}


def test_a_broken_header_ends_the_reading() -> None:
    source, findings = read_csv('"name"x,price\na,1\n')
    assert places(findings) == [("SB002", 1, 7)]
    assert (source.tree, source.whole) == (None, False)


def test_a_flood_of_faults_ends_the_reading() -> None:
    source, findings = read_csv("name\n" + "a,b\n" * 3000)
    assert len(findings) == 1001
    assert not source.whole


TABLE = 'name,pirce,note\n茶,1,"two\nlines"\n\n"a ""b""", 20 ,\n'


@pytest.mark.parametrize(
    ("path", "key", "expected"),
    [
        ((), False, (1, 1, "name")),
        (("products",), False, (1, 1, "name")),
        (("currency",), True, (1, 1, "name")),
        (("products", 0), False, (2, 1, "茶")),
        (("products", 0, "name"), False, (2, 1, "茶")),
        (("products", 0, "pirce"), True, (1, 6, "pirce")),
        (("products", 0, "note"), False, (2, 5, '"two')),
        (("products", 1, "name"), False, (5, 1, '"a ""b"""')),
        (("products", 1, "pirce"), False, (5, 12, "20")),
        (("products", 1, "note"), False, (5, 1, '"a ""b"""')),
        (("products", 1, "cost", "car"), False, (5, 1, '"a ""b"""')),
        (("products", 7, "name"), False, (1, 1, "name")),
    ],
)
def test_cells_have_places_and_what_is_missing_has_that_of_its_row(
    path: tuple[str | int, ...], key: bool, expected: tuple[int, int, str]
) -> None:
    spot = Spot(path, "key" if key else "value")
    place = read_csv(TABLE)[0].locate([spot])[spot]
    assert (place.line, place.column, place.text[place.caret : place.caret + place.length]) == expected


def test_an_empty_table_has_a_place() -> None:
    assert read_csv("")[0].locate([Spot(())]) == {Spot(()): Place("shop.csv")}


@pytest.mark.parametrize(
    ("file", "text", "kind"),
    [
        ("shop.CSV", "a: 1\n", "csv"),
        ("shop.tsv", "name\tprice\n", "csv"),
        ("shop.yaml", "name,price\n", "yaml"),
        ("<stdin>", "name,price\na,1\n", "csv"),
        ("<stdin>", '\n"sku";"cost"\n', "csv"),
        ("<stdin>", "currency: CNY\n", "yaml"),
        ("<stdin>", '{"name": "a", "price": 1}\n', "yaml"),
        ("<stdin>", "Tea, green\n", "yaml"),
        ("<stdin>", "", "yaml"),
    ],
)
def test_the_kind_is_told_from_the_name_or_else_from_the_first_line(file: str, text: str, kind: Kind) -> None:
    assert read(text.encode(), file)[0].kind == kind
    assert read(text.encode(), file, "csv")[0].kind == "csv"


CELLS = st.text(alphabet=' ab茶,;"\n', max_size=6).map(lambda text: text.strip(" "))


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5), st.sampled_from(["\n", "\r\n"]))
def test_what_a_csv_writer_wrote_is_read_and_found_again(rows: list[list[str]], line_end: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator=line_end).writerows([["name", "note"], *rows])
    text = file.getvalue()
    written = [dict(zip(["name", "note"], row, strict=True)) for row in rows if any(row)]
    assert products(text) == [{key: cell for key, cell in row.items() if cell} for row in written]
    cells = {Spot(("products", i, key)): cell for i, row in enumerate(written) for key, cell in row.items() if cell}
    for spot, place in read_csv(text)[0].locate(cells).items():
        quoted = '"' + cells[spot].replace('"', '""') + '"'
        assert place.text[place.caret : place.caret + place.length] in (cells[spot], quoted.split("\n")[0])


@given(st.text(alphabet=' ab,;\t"\n\r', max_size=40))
def test_no_marks_in_any_order_make_reading_raise(text: str) -> None:
    source, _ = read_csv("name,sku\n" + text)
    source.locate([Spot(("products", i, "sku")) for i in range(5)])
    read_csv(text)[0].locate([Spot(("products", 0, "a"), "key")])
