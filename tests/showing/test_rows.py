"""Rows of named cells in every form: each is read again by its own rules, and no text of the user's breaks it."""

import csv
import io
import json
from collections.abc import Iterator

import pytest
import reports
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from reports import HOSTILE

from svcbudget.checking.formats import json as findings_json
from svcbudget.checking.formats import rows as findings
from svcbudget.showing.forms.rows import (
    DELIMITERS,
    FORMS,
    FORMULA_STARTS,
    ROWS_AT_ONCE,
    Row,
    UnknownField,
    choose,
    write,
)
from svcbudget.text import visible

NAMES = ("sku", "line", "left")
ROWS: list[Row] = [("D-1", 3, "-10.00"), ("C-1", 4, None)]

every_delimited = pytest.mark.parametrize("form", DELIMITERS)
every_hostile = pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
cells = st.none() | st.integers() | st.text(st.characters(), max_size=5) | st.text('=+-@\t\r\n," 1.＝', max_size=4)


def written(rows: list[Row], form: str, *, header: bool = True, names: tuple[str, ...] = NAMES) -> str:
    return "".join(write(names, rows, form, header=header))


def read(text: str, form: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=DELIMITERS[form], strict=True))


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("csv", "sku,line,left\r\nD-1,3,-10.00\r\nC-1,4,\r\n"),
        ("tsv", "sku\tline\tleft\nD-1\t3\t-10.00\nC-1\t4\t\n"),
        ("json", '[\n{"sku": "D-1", "line": 3, "left": "-10.00"},\n{"sku": "C-1", "line": 4, "left": null}\n]\n'),
        ("jsonl", '{"sku": "D-1", "line": 3, "left": "-10.00"}\n{"sku": "C-1", "line": 4, "left": null}\n'),
        ("markdown", "| sku | line | left |\n| --- | --- | --- |\n| D-1 | 3 | -10.00 |\n| C-1 | 4 |  |\n"),
    ],
)
def test_rows_are_written_in_every_form(form: str, text: str) -> None:
    assert written(ROWS, form) == text


@pytest.mark.parametrize(
    ("form", "text"),
    [("csv", "sku,line,left\r\n"), ("tsv", "sku\tline\tleft\n"), ("json", "[]\n"), ("jsonl", "")],
)
def test_no_rows_are_no_rows_in_every_form(form: str, text: str) -> None:
    assert written([], form) == text


@every_delimited
def test_a_header_can_be_left_out(form: str) -> None:
    assert read(written(ROWS, form, header=False), form) == read(written(ROWS, form), form)[1:]


@every_delimited
def test_yes_no_and_several_texts_are_written_in_one_cell(form: str) -> None:
    assert read(written([(True, False, ["a", "b"])], form), form)[1] == ["true", "false", "a; b"]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1+1", "'-1+1"),
        ("-", "'-"),
        ("-1.", "'-1."),
        ("-1\n", "'-1\n"),
        ("-１", "'-１"),
        ("\tx", "'\tx"),
        ("＝1", "'＝1"),
        ("-1", "-1"),
        ("-10.00", "-10.00"),
        ("a=1", "a=1"),
    ],
)
@every_delimited
def test_only_what_a_spreadsheet_would_run_is_defused_wherever_it_stands(cell: str, shown: str, form: str) -> None:
    for i in range(3):
        row = ["x", "x", "x"]
        row[i] = cell
        assert read(written([row], form), form)[1] == [shown if n == i else "x" for n in range(3)]


@given(st.lists(st.tuples(cells, cells, cells)))
@every_delimited
def test_any_cell_comes_back_from_delimited_text(form: str, rows: list[Row]) -> None:
    text = written(rows, form)
    back = read(text, form)
    assert back[0] == list(NAMES)
    typed = ["" if cell is None else str(cell) for row in rows for cell in row]
    for cell, found in zip(typed, [cell for row in back[1:] for cell in row], strict=True):
        assert found in (cell, f"'{cell}")
        assert not found.startswith(tuple(FORMULA_STARTS)) or found.removeprefix("-").replace(".", "", 1).isdecimal()


@given(st.lists(st.tuples(cells)))
@every_delimited
def test_a_row_of_one_empty_cell_is_still_a_row(form: str, rows: list[Row]) -> None:
    back = list(csv.DictReader(io.StringIO(written(rows, form, names=("a",)), newline=""), delimiter=DELIMITERS[form]))
    assert len(back) == len(rows)


@given(st.lists(st.tuples(cells, cells, cells)))
def test_any_cell_comes_back_from_json_as_it_was(rows: list[Row]) -> None:
    expected = [dict(zip(NAMES, row, strict=True)) for row in rows]
    assert json.loads(written(rows, "json")) == expected
    text = written(rows, "jsonl")
    assert [json.loads(line) for line in text.splitlines()] == expected


@every_hostile
@pytest.mark.parametrize("form", FORMS)
def test_a_hostile_text_stays_in_its_cell(form: str, name: str) -> None:
    rows: list[Row] = [(name, 1, name), (name, 2, None)]
    text = written(rows, form)
    if form in DELIMITERS:
        defused = f"'{name}" if name.startswith("=") else name
        assert read(text, form)[1:] == [[defused, "1", defused], [defused, "2", ""]]
    elif form == "markdown":
        page = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text)
        assert (page.count("<tr>"), page.count("<td>"), page.count("<a "), page.count("<b>")) == (3, 6, 0, 0)
    else:
        listed = json.loads(text) if form == "json" else [json.loads(line) for line in text.splitlines()]
        assert [list(record.values()) for record in listed] == [list(row) for row in rows]


@pytest.mark.parametrize("form", FORMS)
def test_rows_are_written_as_they_come(form: str) -> None:
    """What has been read when the first rows are out is a block at most."""
    taken = 0

    def rows() -> Iterator[Row]:
        nonlocal taken
        for taken in range(1, 10 * ROWS_AT_ONCE):
            yield ("a", taken, None)

    pieces = write(NAMES, rows(), form)
    for _ in range(3):
        next(pieces)
    assert taken <= 2 * ROWS_AT_ONCE


def test_fields_are_found_by_their_names_in_the_order_asked_for() -> None:
    assert choose(NAMES, ["left", "sku"]) == [2, 0]


def test_an_unknown_field_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UnknownField) as refused:
        choose(NAMES, ["sku", "lines"])
    assert (refused.value.name, refused.value.known) == ("lines", NAMES)


# Findings as rows.


def test_a_finding_that_is_set_aside_says_why() -> None:
    one = reports.report([reports.finding(suppression=reports.IGNORED), reports.finding(line=9)])
    column = list(findings_json.FIELDS).index("suppressed")
    assert [row[column] for row in findings.make_rows(one)] == ["agreed with the owner until spring", None]


@every_hostile
def test_hostile_names_in_findings_stay_in_their_cells_as_they_are_seen(name: str) -> None:
    report = reports.hostile(name)
    lines = "".join(findings.write(report)).splitlines()
    assert [json.loads(line)["hint"] for line in lines] == [visible(name)] * 9 + [None]
    assert [row[9] for row in findings.make_rows(report)] == [visible(name)] * 9 + [None]
