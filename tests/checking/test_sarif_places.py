"""Places in SARIF: the stretch and the line around it, the file by its address, and what else there is to see."""

import json
from typing import Any

import pytest
import reports
from reports import LINE, finding, report

from svcbudget.checking.formats import sarif
from svcbudget.checking.report import Report


def run_of(of: Report) -> Any:
    (run,) = json.loads("".join(sarif.write(of, "1.2.3")))["runs"]
    return run


def place_of(**changes: Any) -> Any:
    (result,) = run_of(report([finding(**changes)]))["results"]
    return result["locations"][0]["physicalLocation"]


def test_a_result_marks_its_stretch_and_shows_the_line_around() -> None:
    # `    price: 100.00  # net`: the amount is the 6 characters from column 12 on, the line has 24.
    place = place_of()
    assert place["region"] == {"startLine": 7, "startColumn": 12, "endColumn": 18, "snippet": {"text": "100.00"}}
    assert place["contextRegion"] == {"startLine": 7, "startColumn": 1, "endColumn": 25, "snippet": {"text": LINE}}


def test_a_result_leads_to_the_places_that_have_to_do_with_it() -> None:
    first, *others = run_of(reports.mixed())["results"]
    assert not any("relatedLocations" in other for other in others)
    price, policy = first["relatedLocations"]
    assert (price["id"], price["message"]["text"]) == (1, "a higher price would carry it.")
    assert price["physicalLocation"]["artifactLocation"] == {"uri": "shop.yaml", "uriBaseId": "SRCROOT"}
    assert price["physicalLocation"]["region"] == {
        "startLine": 4, "startColumn": 12, "endColumn": 18, "snippet": {"text": "100.00"},
    }  # fmt: skip
    assert (policy["id"], policy["physicalLocation"]["region"]["startLine"]) == (2, 2)
    assert policy["physicalLocation"]["artifactLocation"]["uri"] == "policy.yaml"


def test_columns_count_characters() -> None:
    assert run_of(reports.all_well())["columnKind"] == "unicodeCodePoints"
    place = place_of(text="👗: 连衣裙", caret=3, column=4, length=3)
    assert place["region"] == {"startLine": 7, "startColumn": 4, "endColumn": 7, "snippet": {"text": "连衣裙"}}


def test_of_a_long_line_the_part_that_is_known_is_shown_at_its_columns() -> None:
    around = place_of(text="x" * 160, column=1000, caret=60, length=5)["contextRegion"]
    assert (around["startColumn"], around["endColumn"]) == (940, 1100)


def test_a_stretch_at_the_end_of_a_line_is_empty() -> None:
    place = place_of(text="name:", column=6, caret=5)
    assert place["region"] == {"startLine": 7, "startColumn": 6, "endColumn": 6}


def test_a_place_without_text_is_a_line() -> None:
    assert place_of(text="", column=1, caret=0)["region"] == {"startLine": 7, "startColumn": 1}


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("shop.yaml", "shop.yaml"),
        ("my shops/north #1.yaml", "my%20shops/north%20%231.yaml"),
        ("why?/100%.yaml", "why%3F/100%25.yaml"),
        ("店铺/a.yaml", "%E5%BA%97%E9%93%BA/a.yaml"),
        ("c:d.yaml", "c%3Ad.yaml"),
        ("a\\b\n.yaml", "a%5Cb%0A.yaml"),
        ("no-utf8-\udcff.yaml", "no-utf8-%FF.yaml"),
        ("half-\ud800.yaml", "half-%EF%BF%BD.yaml"),
    ],
)
def test_a_file_is_named_relative_to_where_the_check_began(path: str, uri: str) -> None:
    assert place_of(file=path)["artifactLocation"] == {"uri": uri, "uriBaseId": "SRCROOT"}


def test_a_file_outside_is_named_by_a_file_uri() -> None:
    elsewhere = report([finding(file="../up.yaml")], paths={"../up.yaml": "/srv/all shops/up.yaml"})
    (result,) = run_of(elsewhere)["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "file:///srv/all%20shops/up.yaml"}
