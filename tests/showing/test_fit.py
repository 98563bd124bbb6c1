"""Cells that stay on one line: the longest of their forms that fits, and what one column leaves the others may have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from svcbudget.showing.forms import markdown, terminal
from svcbudget.showing.section import Column, Fit, Row, Section

FORMS = ["socks at each purchase, sachet once a year", "socks at each purchase +1", "socks +1"]
COLUMNS = [Column("Name", least=6), Column("Budget", "amount"), Column("Gifts", keep=7, least=8)]


def drawn(*cells: Fit, width: int, encoding: str = "utf-8") -> list[str]:
    """Return the lines of the body of a table with a name, a budget and gifts, without borders."""
    name, gifts = cells
    section = Section("", COLUMNS, [Row([name, "10.00", gifts])])
    lines = terminal.draw([section], width=width, colour=False, encoding=encoding).splitlines()
    return [line.strip("│| ").replace("│", "|") for line in lines[3:-1]]


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (200, "tea | 10.00 | " + FORMS[0]),
        (62, "tea | 10.00 | " + FORMS[0]),
        (61, "tea | 10.00 | " + FORMS[1]),
        (45, "tea | 10.00 | " + FORMS[1]),
        (44, "tea | 10.00 | " + FORMS[2]),
        (28, "tea | 10.00 | " + FORMS[2]),
    ],
)
def test_the_first_form_that_fits_is_shown(width: int, shown: str) -> None:
    """Three borders beside the outer ones and six blanks take 10 cells, `Name` 4, `Budget` 6: 20 beside the gifts."""
    (line,) = drawn(Fit(["tea"]), Fit(FORMS), width=width)
    assert " ".join(line.split()) == shown


def test_the_last_form_is_cut_with_an_ellipsis_whatever_the_encoding() -> None:
    assert drawn(Fit(["Winter coat, grey"]), Fit(["tea"]), width=34) == ["Winter coat,… |  10.00 | tea"]
    assert drawn(Fit(["Winter coat, grey"]), Fit(["tea"]), width=34, encoding="ascii") == [
        "Winter coat,~ |  10.00 | tea"
    ]
    # Half a Chinese character is none: a cell stays empty.
    assert drawn(Fit(["羊毛大衣灰色"]), Fit(["tea"]), width=31) == ["羊毛大衣…  |  10.00 | tea"]


def test_what_shorter_forms_leave_goes_to_the_others() -> None:
    """The gifts would like 42 cells and get 12, but their last form takes 8: the name has the other 4."""
    name = "Winter coat, grey"
    (line,) = drawn(Fit([name]), Fit(FORMS), width=41)
    assert " ".join(line.split()) == f"{name} | 10.00 | socks +1"


def test_a_document_has_the_longest_form() -> None:
    text = "".join(markdown.write([Section("", COLUMNS, [Row([Fit(["tea"], "strong"), "10.00", Fit(FORMS)])])]))
    assert text.splitlines()[-1] == f"| tea | 10.00 | {FORMS[0]} |"


def test_a_section_may_be_a_few_lines_without_title_and_table() -> None:
    sections = [Section("", (), (), ["one", "two"]), Section("Title", (), (), ["three"])]
    assert terminal.draw(sections, width=80, colour=False) == "one\ntwo\n\nTitle\nthree\n"
    assert "".join(markdown.write(sections)) == "one\n\ntwo\n\n## Title\n\nthree\n"


@given(
    st.lists(st.text("abc 连衣裙", min_size=1, max_size=60).filter(str.strip), min_size=1, max_size=4),
    st.text("abc 连衣裙", min_size=1, max_size=60).filter(str.strip),
    st.integers(24, 120),
)
def test_each_stays_on_one_line_within_the_width(forms: list[str], name: str, width: int) -> None:
    section = Section("", COLUMNS, [Row([Fit([name]), "10.00", Fit(forms)])])
    lines = terminal.draw([section], width=width, colour=False).splitlines()
    assert len(lines) == 5
    assert len({cell_len(line) for line in lines}) == 1
    assert cell_len(lines[0]) <= width
    assert "10.00" in lines[3]
