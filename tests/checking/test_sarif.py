"""SARIF, judged by a JSON reader and by the validator of those who read it most."""

import json
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import reports
from reports import FILE, LINE, finding, report

from svcbudget.checking.formats import sarif
from svcbudget.checking.report import Report
from svcbudget.findings import KINDS, Severity
from svcbudget.text import first_unsafe
from tools import SARIF, find, needs

pytestmark = pytest.mark.slow

PATIENCE = 300


def write(report: Report) -> str:
    return "".join(sarif.write(report, "1.2.3"))


def run_of(report: Report) -> Any:
    (run,) = json.loads(write(report))["runs"]
    return run


def result_of(**changes: Any) -> Any:
    (result,) = run_of(report([finding(**changes)]))["results"]
    return result


def notifications_of(report: Report) -> Any:
    return run_of(report)["invocations"][0]["toolExecutionNotifications"]


def hostile() -> Report:
    """Join the reports of all hostile names."""
    parts = [reports.hostile(name) for name in reports.HOSTILE.values()]
    return report(
        [each for part in parts for each in part.findings],
        failures=[failure for part in parts for failure in part.failures],
        stale=[entry for part in parts for entry in part.stale],
    )


def texts(value: Any) -> Iterator[str]:
    """Yield every text of a JSON value but the manuals, which are ours and hold lines."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for key in value if isinstance(value, dict) else range(len(value)):
            if key != "help":
                yield from texts(value[key])


@needs(SARIF)
@pytest.mark.parametrize("kind", ["Sarif", "Ghas"])
def test_the_validator_has_neither_error_nor_warning(kind: str, tmp_path: Path) -> None:
    parts = {
        "well": reports.all_well(),
        "mixed": reports.mixed(),
        "every": reports.every_kind(),
        "ends": report([finding(column=len(LINE) + 1, caret=len(LINE)), finding(caret=0, column=1, length=99)]),
        "hostile": hostile(),
    }
    logs = {name: write(each) for name, each in parts.items()}
    # Of 25,000 results alike a hundred are judged: all of them take the validator a minute.
    large = json.loads(write(reports.large()))
    del large["runs"][0]["results"][100:]
    logs["large"] = json.dumps(large)
    # The judge is awake: this one is wrong by both kinds of rules.
    logs["wrong"] = logs["mixed"].replace('"startLine"', '"line"')
    for name, log in logs.items():
        (tmp_path / f"{name}.sarif").write_text(log, encoding="utf-8")
    options = ["--rule-kind", kind, "--output", "judgement.json"]
    done = subprocess.run(
        [str(find(SARIF)), "validate", *(f"{name}.sarif" for name in logs), *options],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (judgement,) = json.loads((tmp_path / "judgement.json").read_text(encoding="utf-8-sig"))["runs"]
    judged = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].rpartition("/")[2]
        for result in judgement["results"]
    }
    assert judged == {"wrong.sarif"}, done.stdout[:5000]
    assert f"{len(logs)} files scanned" in done.stdout


def test_a_run_that_found_nothing_has_no_results_and_all_rules() -> None:
    run = run_of(reports.all_well())
    assert run["results"] == []
    assert run["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("svcbudget", "1.2.3")
    assert [rule["id"] for rule in driver["rules"]] == list(KINDS)


def test_each_result_finds_its_rule_by_index() -> None:
    run = run_of(reports.every_kind())
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == list(KINDS)
    assert [rules[result["ruleIndex"]]["defaultConfiguration"]["level"] for result in run["results"]] == [
        result["level"] for result in run["results"]
    ]


def test_a_rule_carries_its_name_its_manual_and_its_family() -> None:
    rules = {rule["id"]: rule for rule in run_of(reports.all_well())["tool"]["driver"]["rules"]}
    heavy = rules["SB203"]
    assert heavy["name"] == "HeavyGift"
    assert heavy["help"]["markdown"].startswith(heavy["shortDescription"]["text"])
    assert heavy["fullDescription"]["text"].startswith(heavy["shortDescription"]["text"])
    assert heavy["properties"]["tags"] == ["pricing", "costs"]
    assert all(len(rule["fullDescription"]["text"]) <= 1000 for rule in rules.values())


def test_a_result_has_the_severity_of_the_policy() -> None:
    assert result_of(code="SB203", weight=Severity.ERROR)["level"] == "error"
    assert result_of(code="SB203")["level"] == "warning"


def test_a_result_says_what_is_wrong_and_what_to_do_as_sentences() -> None:
    assert result_of(hint="raise it")["message"]["text"] == (
        "Dress: service costs 12.00 a year, ceiling 10.00. raise it."
    )
    assert result_of(message="too low", hint=None)["message"]["text"] == "too low."


def test_nothing_in_a_message_is_a_placeholder_or_a_link() -> None:
    assert result_of(message="{0} [x](https://example.com)", hint=None)["message"]["text"] == (
        "{{0}} [x\\](https://example.com)."
    )


def test_a_finding_keeps_its_fingerprint_when_its_line_moves() -> None:
    assert result_of(line=7)["partialFingerprints"] == result_of(line=90, column=3)["partialFingerprints"]
    assert result_of()["partialFingerprints"] != result_of(values=("13.00", "10.00"))["partialFingerprints"]


def test_no_two_results_have_the_same_fingerprint() -> None:
    results = run_of(reports.mixed())["results"]
    assert len({result["partialFingerprints"][sarif.FINGERPRINT] for result in results}) == len(results)


def test_a_result_names_its_product() -> None:
    (location,) = result_of(product="DRESS-01 (web)")["locations"]
    assert location["logicalLocations"] == [{"name": "DRESS-01 (web)", "kind": "object"}]
    assert "logicalLocations" not in result_of(product=None)["locations"][0]


def test_what_is_set_aside_says_by_what_and_why() -> None:
    (ignored,) = result_of(suppression=reports.IGNORED)["suppressions"]
    assert ignored == {"kind": "inSource", "status": "accepted", "justification": reports.IGNORED.reason}
    (known,) = result_of(suppression=reports.KNOWN)["suppressions"]
    assert known == {"kind": "external", "status": "accepted", "justification": "known to baseline.json"}
    assert result_of()["suppressions"] == []


def test_a_file_that_cannot_be_opened_fails_the_run_and_is_notified() -> None:
    run = run_of(reports.mixed())
    assert run["invocations"][0]["executionSuccessful"] is False
    notification = notifications_of(reports.mixed())[0]
    assert (notification["level"], notification["message"]["text"]) == ("error", "no such file.")
    (location,) = notification["locations"]
    assert location["physicalLocation"]["artifactLocation"] == {"uri": "gone.yaml", "uriBaseId": "SRCROOT"}
    assert run["tool"]["driver"]["notifications"][notification["descriptor"]["index"]]["id"] == "unopened-file"


def test_what_the_baseline_knows_and_nobody_finds_is_notified() -> None:
    *_, first, second = notifications_of(reports.mixed())
    assert [(each["level"], each["message"]["text"]) for each in (first, second)] == [
        ("note", f"{FILE}: SB204 of DRESS-01 at 9.00, 8.00 is in the baseline and found no more."),
        ("note", f"{FILE}: SB407 at old-gift is in the baseline and found no more."),
    ]


def test_of_too_many_findings_the_worst_are_kept_in_their_order() -> None:
    # A third each of errors, warnings and notes: of the 10,000 notes the first 5,000 stay.
    large = reports.large(30_000)
    run = run_of(large)
    levels = [result["level"] for result in run["results"]]
    assert [levels.count(level) for level in ("error", "warning", "note")] == [10_000, 10_000, 5_000]
    lines = [result["locations"][0]["physicalLocation"]["region"]["startLine"] for result in run["results"]]
    assert lines == sorted(lines)
    left_out = sarif.left_out(large)
    assert left_out
    assert "5000 of 30000" in left_out
    (notification,) = notifications_of(large)
    assert (notification["level"], notification["message"]["text"]) == ("warning", left_out + ".")


def test_of_too_many_findings_those_set_aside_go_first() -> None:
    aside = finding("SB201", suppression=reports.KNOWN)
    results = run_of(report([aside] + [finding("SB403")] * sarif.MOST))["results"]
    assert {result["level"] for result in results} == {"note"}


def test_as_many_findings_as_may_be_are_all_written() -> None:
    most = reports.large(sarif.MOST)
    assert sarif.left_out(most) is None
    assert len(run_of(most)["results"]) == sarif.MOST


def test_nothing_of_a_hostile_name_comes_through_but_what_can_be_seen() -> None:
    written = write(hostile())
    assert all(first_unsafe(text) is None for text in texts(json.loads(written)))
    assert {character for character in written if unicodedata.category(character) == "Cc"} == {"\n"}
    written.encode()


@pytest.mark.parametrize("name", reports.HOSTILE.values(), ids=reports.HOSTILE)
def test_a_hostile_name_neither_adds_nor_hides_a_result(name: str) -> None:
    each = reports.hostile(name)
    results = run_of(each)["results"]
    assert [result["ruleId"] for result in results] == [finding.code for finding in each.findings]
    uri = results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(uri) == name.encode(errors="surrogatepass").decode(errors="replace").replace("\ufffd" * 3, "\ufffd")
