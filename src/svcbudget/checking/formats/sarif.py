"""A report as SARIF 2.1.0, for code scanning: one run, one result a line.

Results name rules, rules carry their manuals. Knows no host but through the limits that hosts set.
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from svcbudget.checking.report import Report
from svcbudget.checking.rules import FAMILIES, manual
from svcbudget.findings import FIXED, KINDS, Finding, Place
from svcbudget.plural import choose_form
from svcbudget.text import visible

MOST = 25_000  # GitHub code scanning takes as many results a run, and other hosts read what it takes
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "SRCROOT"
FINGERPRINT = "svcbudgetFinding/v1"
LONGEST_DESCRIPTION = 1000  # characters, a limit of GitHub too

# Validators ask for an address of the tool. This one needs no host: it opens as the text that it holds.
ABOUT = "data:text/plain," + quote("svcbudget explain CODE prints the manual of a rule")

NOTIFICATIONS = {
    "unopened-file": "A file could not be opened.",
    "unjudged-file": "A file has errors, so it was not held to the rules.",
    "results-left-out": "There are more findings than SARIF readers take.",
    "stale-baseline": "An entry of the baseline is found no more.",
}
RULE_INDEX = {code: index for index, code in enumerate(KINDS)}
NOTIFICATION_INDEX = {name: index for index, name in enumerate(NOTIFICATIONS)}


def write(report: Report, version: str) -> Iterator[str]:
    """Write a report; `version` is svcbudget's own, such as `1.2.3`."""
    run = {
        "tool": {"driver": _driver(version)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
        "invocations": [
            {"executionSuccessful": not report.failures, "toolExecutionNotifications": list(_notifications(report))}
        ],
    }
    yield f'{{"$schema": {_json(SCHEMA)}, "version": "2.1.0", "runs": [\n{_json(run)[:-1]}, "results": ['
    between = "\n"
    for i in _kept(report):
        yield between + _json(_result(report, i))
        between = ",\n"
    yield "\n]}]}\n"


def left_out(report: Report) -> str | None:
    """Say how many findings the limit cuts away, None where it cuts none."""
    found = len(report.findings)
    if found <= MOST:
        return None
    left = found - MOST
    out = choose_form(("is left out, the least", "are left out, the least of them"), left)
    return f"{left} of {found} findings {out}: SARIF readers take {MOST} a run"


def _kept(report: Report) -> list[int]:
    """Choose the findings to write, in the order of the report: the worst, and first of all those that count."""
    findings = report.findings
    worst = sorted(range(len(findings)), key=lambda i: (findings[i].suppression is not None, findings[i].severity.rank))
    return sorted(worst[:MOST])


def _driver(version: str) -> dict[str, Any]:
    return {
        "name": "svcbudget",
        "version": version,
        "semanticVersion": version,
        "informationUri": ABOUT,
        "rules": [_rule(code) for code in KINDS],
        "notifications": [_descriptor(name, name, text) for name, text in NOTIFICATIONS.items()],
    }


def _rule(code: str) -> dict[str, Any]:
    return {
        **_descriptor(code, KINDS[code].name, manual(code)),
        "defaultConfiguration": {"level": KINDS[code].severity},
        "properties": {"tags": ["pricing", FAMILIES[code[:3]]]},
    }


def _descriptor(identifier: str, name: str, text: str) -> dict[str, Any]:
    """Describe a rule or a notification: by the first line of its manual, the first two paragraphs, and the whole."""
    paragraphs = [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]
    return {
        "id": identifier,
        "name": "".join(word.capitalize() for word in name.split("-")),
        "shortDescription": {"text": text.partition("\n")[0]},
        "fullDescription": {"text": visible(" ".join(paragraphs[:2]), LONGEST_DESCRIPTION)},
        "help": {"text": text, "markdown": text},
    }


def _result(report: Report, position: int) -> dict[str, Any]:
    finding = report.findings[position]
    location: dict[str, Any] = {"physicalLocation": _physical(report, finding.place)}
    if finding.product:
        location["logicalLocations"] = [{"name": visible(finding.product), "kind": "object"}]
    result = {
        "ruleId": finding.code,
        "ruleIndex": RULE_INDEX[finding.code],
        "level": finding.severity,
        "message": _message(finding.message, finding.hint),
        "locations": [location],
        "partialFingerprints": {FINGERPRINT: report.fingerprints[position]},
        # An empty list says that it is not set aside; none at all would say that nobody knows.
        "suppressions": list(_suppressions(finding)),
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": i, "physicalLocation": _physical(report, related.place), "message": _message(related.what)}
            for i, related in enumerate(finding.related, 1)
        ]
    return result


def _suppressions(finding: Finding) -> Iterator[dict[str, Any]]:
    if finding.suppression:
        kind = "inSource" if finding.suppression.kind == "ignore" else "external"
        yield {"kind": kind, "status": "accepted", "justification": visible(finding.suppression.reason)}


def _physical(report: Report, place: Place) -> dict[str, Any]:
    """Build the place: its stretch, and around it the line as far as it is known."""
    region: dict[str, Any] = {"startLine": place.line, "startColumn": place.column}
    physical = {"artifactLocation": _artifact(report.path(place.file)), "region": region}
    if place.text:
        marked = place.text[place.caret : place.caret + place.length]
        region["endColumn"] = place.column + len(marked)
        if marked:  # at the end of a line there is nothing
            region["snippet"] = _snippet(marked)
        if marked != place.text:
            start = place.column - place.caret
            around = {"startLine": place.line, "startColumn": start, "endColumn": start + len(place.text)}
            physical["contextRegion"] = {**around, "snippet": _snippet(place.text)}
    return physical


def _snippet(text: str) -> dict[str, str]:
    return {"text": visible(text.replace("\t", " "))}


def _artifact(path: str) -> dict[str, str]:
    """Name a file by its URI, relative to the root of the repository unless it lies outside.

    Bytes of its name that are no UTF-8 stay what they are; half a surrogate pair, which is no byte, is replaced.
    """
    uri = quote(re.sub("[\ud800-\udc7f\udd00-\udfff]", "\ufffd", path), errors="surrogateescape")
    return {"uri": f"file://{uri}"} if path.startswith("/") else {"uri": uri, "uriBaseId": ROOT}


def _notifications(report: Report) -> Iterator[dict[str, Any]]:
    for failure in report.failures:
        location = {"physicalLocation": {"artifactLocation": _artifact(report.path(failure.file))}}
        yield {**_notification("unopened-file", "error", failure.message), "locations": [location]}
    for file in dict.fromkeys(finding.place.file for finding in report.findings if finding.code in FIXED):
        location = {"physicalLocation": {"artifactLocation": _artifact(report.path(file))}}
        message = f"{file} has errors, so it was not held to the rules"
        yield {**_notification("unjudged-file", "warning", message), "locations": [location]}
    if cut := left_out(report):
        yield _notification("results-left-out", "warning", cut)
    for path, product, code, values in report.stale:
        of = f" of {product}" if product else ""
        at = f" at {', '.join(values)}" if values else ""
        message = f"{path}: {code}{of}{at} is in the baseline and found no more"
        yield _notification("stale-baseline", "note", message)


def _notification(name: str, level: str, message: str) -> dict[str, Any]:
    descriptor = {"id": name, "index": NOTIFICATION_INDEX[name]}
    return {"descriptor": descriptor, "level": level, "message": _message(message)}


def _message(*texts: str | None) -> dict[str, str]:
    """Build a message of sentences in which nothing is a placeholder and nothing a link."""
    text = " ".join(f"{visible(text)}." for text in texts if text)
    return {"text": text.replace("{", "{{").replace("}", "}}").replace("](", "\\](")}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
