"""How findings look to a person at a terminal."""

import pytest

from svcbudget.findings import Finding, Place
from svcbudget.formats import text

PRICE = Finding(
    "SB007",
    "price: 1,000 is not an amount",
    Place("shop.yaml", 12, 24, "  - {name: 连衣裙, price: 1,000}", 23, 5),
    "write it without separators: 1000",
)


def written(*findings: Finding, colour: bool = False) -> str:
    return "".join(text.write(findings, colour=colour))


def place(line: str, marked: str) -> Place:
    """Return the place of `marked` in the first line of a file."""
    caret = line.index(marked)
    return Place("shop.yaml", 1, caret + 1, line, caret, len(marked))


def test_a_finding_shows_its_line_with_carets_and_the_fix() -> None:
    """Each Chinese character is two cells wide, so the carets stand three cells further right than characters count."""
    assert written(PRICE) == (
        "shop.yaml:12:24: error[SB007] price: 1,000 is not an amount\n"
        "  12 |   - {name: 连衣裙, price: 1,000}\n"
        "     |                           ^^^^^\n"
        "  hint: write it without separators: 1000\n"
    )


def test_carets_are_as_wide_as_what_they_mark() -> None:
    finding = Finding("SB009", "name 连衣裙 is that of shop.yaml:1 already", place("- name: 连衣裙", "连衣裙"))
    assert written(finding) == (
        "shop.yaml:1:9: error[SB009] name 连衣裙 is that of shop.yaml:1 already\n"
        "  1 | - name: 连衣裙\n"
        "    |         ^^^^^^\n"
    )


def test_a_tab_is_shown_as_one_blank_so_that_the_caret_stays_in_its_place() -> None:
    finding = Finding("SB002", "a tab stands between key and value", place("price:\t100", "\t"), "use a space")
    assert written(finding) == (
        "shop.yaml:1:7: error[SB002] a tab stands between key and value\n"
        "  1 | price: 100\n"
        "    |       ^\n"
        "  hint: use a space\n"
    )


def test_nothing_from_a_file_acts_on_the_terminal() -> None:
    line = "name: \x1b[2J\u202eDress"
    finding = Finding("SB007", "name holds \x1b", Place("a\x07.yaml", 3, 7, line, 6, 1), "take \x1b out")
    assert written(finding) == (
        "a\\x07.yaml:3:7: error[SB007] name holds \\x1b\n"
        "  3 | name: \\x1b[2J\\u202eDress\n"
        "    |       ^^^^\n"
        "  hint: take \\x1b out\n"
    )


def test_a_place_at_the_end_of_a_line_has_one_caret_behind_it() -> None:
    finding = Finding("SB006", "price is empty", Place("shop.yaml", 1, 7, "price:", 6, 1), "write price: 100.00")
    assert written(finding).splitlines()[2] == "    |       ^"


def test_a_finding_about_a_whole_file_shows_no_line() -> None:
    finding = Finding("SB008", "nothing to calculate", Place("empty.yaml"))
    assert written(finding) == "empty.yaml:1:1: error[SB008] nothing to calculate\n"


@pytest.mark.parametrize(
    ("code", "severity"), [("SB007", "\x1b[1;31merror\x1b[0m"), ("SB012", "\x1b[1;33mwarning\x1b[0m")]
)
def test_colour_marks_the_severity_and_nothing_else(code: str, severity: str) -> None:
    finding = Finding(code, "price is cut", Place("shop.yaml", 2, 3))
    assert written(finding, colour=True) == f"shop.yaml:2:3: {severity}[{code}] price is cut\n"


def test_findings_follow_one_another_in_the_order_given() -> None:
    assert written(PRICE, PRICE) == written(PRICE) * 2
    assert written() == ""
