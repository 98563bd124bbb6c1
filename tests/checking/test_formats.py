"""Findings for other programs: each form parses by its own rules, and no text of the user's breaks it."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
import reports
import xmlschema
from checkout import TESTS
from hypothesis import given
from hypothesis import strategies as st
from reports import HOSTILE, finding, report

import svcbudget
from svcbudget.checking.formats import github, gitlab, junit, rows
from svcbudget.checking.formats import json as json_format
from svcbudget.checking.report import Report
from svcbudget.findings import KINDS, Severity
from svcbudget.text import first_unsafe, visible

SCHEMA = json.loads((Path(svcbudget.__file__).parent / "data" / "check.schema.json").read_text("utf-8"))
XSD = xmlschema.XMLSchema(TESTS / "schemas" / "junit.xsd")
PLAIN = {"well": reports.all_well, "every-kind": reports.every_kind, "mixed": reports.mixed}

every_format = pytest.mark.parametrize(
    "module", [json_format, github, gitlab, junit], ids=lambda module: module.__name__
)
every_report = pytest.mark.parametrize("build", PLAIN.values(), ids=PLAIN)
every_hostile = pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)


def as_json(of: Report) -> Any:
    document = json.loads("".join(json_format.write(of)))
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    return document


def as_gitlab(of: Report) -> Any:
    return json.loads("".join(gitlab.write(of)))


def as_junit(of: Report) -> ElementTree.Element:
    text = "".join(junit.write(of))
    XSD.validate(text)
    return ElementTree.fromstring(text)


# Every format.


@every_format
@every_hostile
def test_what_cannot_be_seen_or_encoded_is_written_out(module: Any, name: str) -> None:
    text = "".join(module.write(reports.hostile(name)))
    assert first_unsafe(text.replace("\n", "")) is None
    assert text.encode("utf-8").decode("utf-8") == text


@every_format
@every_report
def test_the_same_report_makes_the_same_text(module: Any, build: Callable[[], Report]) -> None:
    assert list(module.write(build())) == list(module.write(build()))


@every_format
def test_thirty_thousand_findings_are_written_piece_by_piece(module: Any) -> None:
    pieces = [len(piece) for piece in module.write(reports.large())]
    assert max(pieces) < 100_000  # characters
    assert sum(pieces) > 50 * max(pieces)


@given(st.text(st.characters(), min_size=1))
def test_any_text_can_be_read_again(name: str) -> None:
    hostile = reports.hostile(name)
    assert as_json(hostile)["summary"]["suppressed"] == 6
    assert len(as_gitlab(hostile)) == 6
    assert as_junit(hostile).get("errors") == "2"


# JSON.


@every_report
def test_json_keeps_its_promise(build: Callable[[], Report]) -> None:
    as_json(build())


def test_json_says_all_there_is_about_a_finding() -> None:
    """A value of 6 characters at column 12 ends before column 18."""
    one = report([finding("SB203", weight=Severity.ERROR, suppression=reports.IGNORED)])
    assert list(as_json(one)["findings"][0].items()) == [
        ("file", "shop.yaml"),
        ("line", 7),
        ("column", 12),
        ("end_column", 18),
        ("code", "SB203"),
        ("name", "heavy-gift"),
        ("severity", "error"),
        ("product", "DRESS-01"),
        ("message", "Dress: service costs 12.00 a year, ceiling 10.00"),
        ("hint", "a box of at most 42.00 fits"),
        ("fingerprint", one.fingerprints[0]),
        ("suppressed", {"kind": "ignore", "reason": "agreed with the owner until spring"}),
        ("related", []),
    ]


def test_json_says_where_else_to_look() -> None:
    first = as_json(reports.mixed())["findings"][0]
    assert first["related"] == [
        {"file": "shop.yaml", "line": 4, "column": 12, "end_column": 18, "what": "a higher price would carry it"},
        {"file": "../policy.yaml", "line": 2, "column": 3, "end_column": 10, "what": "the default that holds for it"},
    ]


def test_a_row_has_the_second_places_as_texts() -> None:
    first = next(iter(rows.make_rows(reports.mixed())))
    assert first[-1] == [
        "shop.yaml:4:12 a higher price would carry it",
        "../policy.yaml:2:3 the default that holds for it",
    ]


def test_json_counts_what_it_holds() -> None:
    document = as_json(reports.mixed())
    assert document["summary"] == {
        "errors": 5, "warnings": 1, "notes": 1, "suppressed": 2, "stale": 2, "failures": 1, "files": 4, "products": 3,
    }  # fmt: skip
    assert len(document["findings"]) == 5 + 1 + 1 + 2
    assert document["failures"] == [{"file": "gone.yaml", "message": "no such file"}]
    assert document["stale"][1] == {"file": "shop.yaml", "product": None, "code": "SB407", "values": ["old-gift"]}


def test_json_names_files_as_the_call_does_and_gitlab_as_the_repository_does() -> None:
    document = as_json(reports.mixed())
    assert document["files"] == ["shop.yaml", "well.yaml", "/tmp/x/empty.yaml", "gone.yaml"]
    assert [found["file"] for found in document["findings"][-2:]] == ["../policy.yaml", "/tmp/x/empty.yaml"]
    listed = as_gitlab(reports.mixed())
    assert [found["location"]["path"] for found in listed[-2:]] == ["policy.yaml", "sub dir/empty.yaml"]


def test_json_has_a_line_for_each_finding() -> None:
    lines = "".join(json_format.write(reports.every_kind())).splitlines()
    assert [json.loads(line.rstrip(","))["code"] for line in lines[1:-1]] == list(KINDS)


@every_hostile
def test_json_holds_hostile_texts_as_they_are_seen(name: str) -> None:
    document = as_json(reports.hostile(name))
    assert [found["hint"] for found in document["findings"]] == [visible(name)] * 9 + [None]
    assert document["files"][0] == document["failures"][0]["file"] == document["stale"][0]["product"] == visible(name)


# GitLab.


def test_gitlab_is_an_empty_list_when_all_is_well() -> None:
    assert as_gitlab(reports.all_well()) == []


def test_gitlab_says_what_is_wrong_and_what_to_do() -> None:
    one = report([finding()])
    assert as_gitlab(one) == [
        {
            "description": "Dress: service costs 12.00 a year, ceiling 10.00 (hint: a box of at most 42.00 fits)",
            "check_name": "SB201 over-ceiling",
            "fingerprint": one.fingerprints[0],
            "severity": "major",
            "location": {"path": "shop.yaml", "lines": {"begin": 7}},
        }
    ]


def test_gitlab_shows_what_counts_and_blocks_where_a_file_cannot_be_opened() -> None:
    listed = as_gitlab(reports.mixed())
    assert Counter(one["severity"] for one in listed) == {"blocker": 1, "major": 5, "minor": 1, "info": 1}
    assert listed[0]["location"] == {"path": "gone.yaml", "lines": {"begin": 1}}
    assert listed[0]["description"] == "no such file"


def test_gitlab_hears_where_else_to_look() -> None:
    degradation = as_gitlab(reports.mixed())[1]
    assert degradation["location"] == {"path": "shop.yaml", "lines": {"begin": 7}}
    assert degradation["other_locations"] == [
        {"path": "shop.yaml", "lines": {"begin": 4, "end": 4}},
        {"path": "policy.yaml", "lines": {"begin": 2, "end": 2}},
    ]


def test_gitlab_fingerprints_are_unique_and_survive_moved_lines() -> None:
    def fingerprints(of: Report) -> list[str]:
        return [one["fingerprint"] for one in as_gitlab(of)]

    before = reports.mixed()
    moved = [found._replace(place=found.place._replace(line=found.place.line + 40)) for found in before.findings]
    after = report(moved, files=before.files, paths=before.paths, failures=before.failures)
    assert fingerprints(after) == fingerprints(before)
    assert len(set(fingerprints(before))) == len(fingerprints(before)) == 8


@every_hostile
def test_gitlab_holds_hostile_texts_as_they_are_seen(name: str) -> None:
    listed = as_gitlab(reports.hostile(name))
    shown = visible(name)
    assert [one["description"] for one in listed[2:5]] == [f"{shown}: {shown} (hint: {shown})"] * 3
    assert len({one["fingerprint"] for one in listed}) == len(listed) == 2 + 3 + 1


# JUnit.


def outcomes(root: ElementTree.Element) -> Counter[str]:
    return Counter(child.tag for case in root.iter("testcase") for child in case)


@every_report
def test_junit_has_a_case_that_passes_for_each_file_without_findings(build: Callable[[], Report]) -> None:
    of = build()
    suites = {suite.get("name"): suite for suite in as_junit(of)}
    told_of = {of.path(found.place.file) for found in of.findings} | {failure.file for failure in of.failures}
    for path in map(of.path, of.files):
        names = [case.get("name") for case in suites[path]]
        assert (names == ["nothing found"]) == (path not in told_of)


def test_junit_fails_for_errors_only() -> None:
    """One warning, one note and two entries of the baseline pass; the file without findings says nothing."""
    assert outcomes(as_junit(reports.mixed())) == {"failure": 5, "system-out": 2 + 2, "skipped": 2, "error": 1}


@every_report
def test_junit_counts_tie_out(build: Callable[[], Report]) -> None:
    root = as_junit(build())
    for part in (root, *root):
        found = outcomes(part)
        assert part.get("tests") == str(len(list(part.iter("testcase"))))
        assert part.get("failures") == str(found["failure"])
        assert part.get("errors") == str(found["error"])
        assert part.get("skipped", str(found["skipped"])) == str(found["skipped"])


def test_junit_tells_where_it_is_and_what_to_do() -> None:
    [[case]] = as_junit(report([finding(file="prices/shop.yaml")], files=["prices/shop.yaml"]))
    assert case.attrib == {
        "classname": "prices.shop_yaml",
        "name": "SB201 over-ceiling: DRESS-01",
        "file": "prices/shop.yaml",
        "line": "7",
    }
    assert case[0].attrib == {"type": "SB201", "message": "Dress: service costs 12.00 a year, ceiling 10.00"}
    assert case[0].text == (
        "prices/shop.yaml:7:12: error[SB201] Dress: service costs 12.00 a year, ceiling 10.00\n"
        "  7 |     price: 100.00  # net\n"
        "  hint: a box of at most 42.00 fits"
    )


def test_junit_tells_where_else_to_look() -> None:
    failure = next(as_junit(reports.mixed()).iter("failure"))
    assert str(failure.text).splitlines()[-2:] == [
        "  see shop.yaml:4:12: price: 100.00 (a higher price would carry it)",
        "  see policy.yaml:2:3: service: (the default that holds for it)",
    ]


def test_junit_names_stay_when_lines_move_and_are_numbered_where_they_are_alike() -> None:
    alike = [finding(line=3), finding(line=5), finding(line=8, product="DRESS-01 (2)")]
    names = [case.get("name") for case in as_junit(report(alike)).iter("testcase")]
    start = "SB201 over-ceiling"
    assert names == [f"{start}: DRESS-01", f"{start} (2): DRESS-01", f"{start}: DRESS-01 (2)"]


@every_hostile
def test_junit_holds_hostile_texts_as_they_are_seen(name: str) -> None:
    root = as_junit(reports.hostile(name))
    shown = visible(name).replace("[[ATTACHMENT", "[\\x5bATTACHMENT")
    assert {suite.get("name") for suite in root} == {shown, f"{shown}.yaml"}
    assert outcomes(root) == {"error": 2, "failure": 2, "skipped": 6, "system-out": 2 + 2}
    assert [skipped.get("message") for skipped in root.iter("skipped")][::2] == [shown] * 3
    assert all(f"\n  hint: {shown}" in (skipped.text or "") for skipped in root.iter("skipped"))
    assert all(f"\n  see {shown}:3:11: " in (skipped.text or "") for skipped in root.iter("skipped"))
