"""Findings as GitLab's Code Quality report: a list of degradations, one a line.

GitLab compares the reports of two branches by fingerprint, so what is set aside is left out, and so is what is fixed.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from itertools import chain
from typing import Any

from svcbudget.checking.report import Failure, Report
from svcbudget.findings import Finding, Place, Severity
from svcbudget.showing.forms.json import dump, write_list
from svcbudget.text import visible

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def write(report: Report) -> Iterator[str]:
    """Write a report as one JSON list, files that could not be opened first; `[]` when all is well."""
    return chain(write_list(map(dump, _degradations(report))), "\n")


def _degradations(report: Report) -> Iterator[dict[str, Any]]:
    for failure in report.failures:
        yield _failed(failure, report.path(failure.file))
    for finding, fingerprint in zip(report.findings, report.fingerprints, strict=True):
        if finding.suppression is None:
            yield _found(report, finding, fingerprint)


def _found(report: Report, finding: Finding, fingerprint: str) -> dict[str, Any]:
    hint = f" (hint: {finding.hint})" if finding.hint else ""
    degradation: dict[str, Any] = {
        "description": visible(finding.message + hint),
        "check_name": f"{finding.code} {finding.name}",
        "fingerprint": fingerprint,
        "severity": SEVERITIES[finding.severity],
        "location": {"path": visible(report.path(finding.place.file)), "lines": {"begin": finding.place.line}},
    }
    if finding.related:
        degradation["other_locations"] = [_locate(report, related.place) for related in finding.related]
    return degradation


def _locate(report: Report, place: Place) -> dict[str, Any]:
    """Build a second place as Code Climate has it, whose format GitLab's is a part of."""
    return {"path": visible(report.path(place.file)), "lines": {"begin": place.line, "end": place.line}}


def _failed(failure: Failure, path: str) -> dict[str, Any]:
    identity = json.dumps(["cannot open", path])
    return {
        "description": visible(failure.message),
        "check_name": "cannot open",
        "fingerprint": sha256(identity.encode()).hexdigest()[:32],
        "severity": "blocker",
        "location": {"path": visible(path), "lines": {"begin": 1}},
    }
