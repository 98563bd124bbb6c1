"""Findings as JSON, format `svcbudget.check/1`: one finding a line, so that a diff shows what changed.

Promised by `data/check.schema.json`. What cannot be seen in a text is written out, as for people;
files go by the names they were given.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from svcbudget.checking.report import Report
from svcbudget.findings import Finding, Place, Severity
from svcbudget.showing.forms.json import dump, write_document
from svcbudget.text import visible

FORMAT = "svcbudget.check/1"
FIELDS = (
    *("file", "line", "column", "end_column", "code", "name", "severity", "product", "message", "hint"),
    *("fingerprint", "suppressed", "related"),
)
"""The fields of a finding, in their order."""


def write(report: Report, fields: Sequence[str] = FIELDS) -> Iterator[str]:
    """Write a report as one JSON document, a finding at a time."""
    stale = (
        {"file": visible(file), "product": _seen(product), "code": visible(code), "values": [*map(visible, values)]}
        for file, product, code, values in report.stale
    )
    failures = ({"file": visible(file), "message": visible(message)} for file, message in report.failures)
    lists = {"findings": records(report, fields), "stale": stale, "failures": failures}
    members: dict[str, object] = {name: map(dump, found) for name, found in lists.items()}
    members["files"] = [visible(file) for file in report.files]
    members["summary"] = _summary(report)
    return write_document(FORMAT, members.items())


def records(report: Report, fields: Sequence[str] = FIELDS) -> Iterator[dict[str, Any]]:
    """Return the findings of a report as JSON objects that hold these fields."""
    for finding, fingerprint in zip(report.findings, report.fingerprints, strict=True):
        found = _record(finding, fingerprint)
        yield {name: found[name] for name in fields}


def _record(finding: Finding, fingerprint: str) -> dict[str, Any]:
    suppression = finding.suppression
    return {
        **_locate(finding.place),
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "product": _seen(finding.product),
        "message": visible(finding.message),
        "hint": _seen(finding.hint),
        "fingerprint": fingerprint,
        "suppressed": suppression and {"kind": suppression.kind, "reason": visible(suppression.reason)},
        "related": [{**_locate(related.place), "what": visible(related.what)} for related in finding.related],
    }


def _locate(place: Place) -> dict[str, Any]:
    end = place.column + place.length
    return {"file": visible(place.file), "line": place.line, "column": place.column, "end_column": end}


def _summary(report: Report) -> dict[str, int]:
    return {
        "errors": report.counts[Severity.ERROR],
        "warnings": report.counts[Severity.WARNING],
        "notes": report.counts[Severity.NOTE],
        "suppressed": report.suppressed,
        "stale": len(report.stale),
        "failures": len(report.failures),
        "files": len(report.files),
        "products": report.products,
    }


def _seen(text: str | None) -> str | None:
    return None if text is None else visible(text)
