"""How findings look to a person at a terminal."""

import pytest
import reports

from svcbudget.checking.formats import text
from svcbudget.checking.report import Failure, Report
from svcbudget.findings import Finding, Place, Related
from svcbudget.text import first_unsafe

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


def test_where_else_to_look_is_said_in_a_line_of_its_own() -> None:
    assert written(PRICE._replace(related=(reports.PRICE, reports.POLICY))).splitlines()[3:] == [
        "  hint: write it without separators: 1000",
        "  see shop.yaml:4:12: price: 100.00 (a higher price would carry it)",
        "  see ../policy.yaml:2:3: service: (the default that holds for it)",
    ]


def test_of_a_long_line_that_is_only_referred_to_the_value_is_shown() -> None:
    line = "- {name: 连衣裙, " + "note: x, " * 10 + "price: 100.00}"
    related = Related("a higher price would carry it", place(line, "100.00"))
    *_, last = written(PRICE._replace(related=(related,))).splitlines()
    assert last == f"  see shop.yaml:1:{line.index('100.00') + 1}: 100.00 (a higher price would carry it)"


def test_findings_follow_one_another_in_the_order_given() -> None:
    assert written(PRICE, PRICE) == written(PRICE) * 2
    assert written() == ""


def written_report(report: Report) -> str:
    return "".join(text.write_report(report))


@pytest.mark.parametrize("name", reports.HOSTILE.values(), ids=reports.HOSTILE)
def test_no_hostile_text_reaches_the_terminal_or_gives_a_runner_orders(name: str) -> None:
    lines = written_report(reports.hostile(name)).splitlines()
    assert not any(first_unsafe(line) or "##[" in line or line.lstrip().startswith("::") for line in lines)


def test_what_is_set_aside_takes_two_lines_and_does_not_count() -> None:
    ignored = reports.finding(suppression=reports.IGNORED)
    assert written_report(reports.report([ignored])) == (
        "shop.yaml:7:12: set aside: error[SB201] Dress: service costs 12.00 a year, ceiling 10.00\n"
        "  ignore: agreed with the owner until spring\n"
        "no findings; 1 set aside (1 file, 3 products)\n"
    )


def test_the_summary_counts_each_severity_what_is_stale_and_what_was_not_read() -> None:
    found = [reports.finding(), reports.finding("SB203"), reports.finding("SB203"), reports.finding("SB403")]
    stale = [("shop.yaml", "DRESS-01", "SB203", ("box", "80.00"))]
    failures = [Failure("no.yaml", "cannot read no.yaml")]
    *_, told, hint, summary = written_report(reports.report(found, stale=stale, failures=failures)).splitlines()
    assert told == "shop.yaml DRESS-01 SB203 box, 80.00: known to the baseline, but found no more"
    assert hint == "  hint: --write-baseline takes out of the baseline what is found no more"
    assert summary == (
        "1 error, 2 warnings, 1 note; 1 of the baseline found no more; 1 file not read (1 file, 3 products)"
    )
