"""Findings as JUnit XML, which Jenkins, GitLab and others show as tests: a suite for a file, a case for a finding.

Only errors are failures: a warning or a note is a case that passes and has something to say. Hosts know a case from
one run to the next by its class and its name, so no line number stands in these; of two that are called alike GitLab
drops one, so they are numbered.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from svcbudget.checking.report import Report, describe_related
from svcbudget.findings import KINDS, Finding, Severity
from svcbudget.text import visible


class _Case(NamedTuple):
    """A test case: what it is called, where it stands, and the element it holds where there is something to say."""

    title: str
    product: str | None = None
    line: int = 1
    element: str = "system-out"
    attributes: Mapping[str, str] = {}
    text: Sequence[str] = ()


def write(report: Report) -> Iterator[str]:
    """Write a report as one XML document, a case at a time; a file without findings has one that passes."""
    suites = _suites(report)
    totals = _totals([case for cases in suites.values() for case in cases])
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="svcbudget"{totals}>\n'
    for path, cases in suites.items():
        skipped = sum(case.element == "skipped" for case in cases)
        yield f'<testsuite name={_quote(path)}{_totals(cases)} skipped="{skipped}">\n'
        met: Counter[tuple[str, str | None]] = Counter()
        for case in cases:
            met[case.title, case.product] += 1
            yield _write_case(path, case, met[case.title, case.product])
        yield "</testsuite>\n"
    yield "</testsuites>\n"


def _suites(report: Report) -> dict[str, list[_Case]]:
    """Sort what is to be told by file: those asked for first, then those that they extend."""
    suites: dict[str, list[_Case]] = {_seen(report.path(file)): [] for file in report.files}
    for file, message in report.failures:
        path = _seen(report.path(file))
        told = {"type": "cannot-open", "message": message}
        suites.setdefault(path, []).append(_Case("cannot open", None, 1, "error", told, [message]))
    for finding in report.findings:
        path = _seen(report.path(finding.place.file))
        suites.setdefault(path, []).append(_find(report, path, finding))
    for file, product, code, values in report.stale:
        text = [f"known to the baseline, but found no more: {', '.join(values)}"]
        suites.setdefault(_seen(file), []).append(_Case(_title(code), product and _seen(product), text=text))
    return {path: cases or [_Case("nothing found")] for path, cases in suites.items()}


def _find(report: Report, path: str, finding: Finding) -> _Case:
    place = finding.place
    element, attributes = "system-out", {}
    if finding.suppression is not None:
        element, attributes = "skipped", {"message": finding.suppression.reason}
    elif finding.severity is Severity.ERROR:
        element, attributes = "failure", {"type": finding.code, "message": finding.message}
    text = [f"{path}:{place.line}:{place.column}: {finding.severity}[{finding.code}] {finding.message}"]
    if place.text:
        text.append(f"  {place.line} | " + place.text.replace("\t", " "))
    if finding.hint:
        text.append(f"  hint: {finding.hint}")
    for related in finding.related:
        text.append("  see " + describe_related(related, report.path(related.place.file)))
    product = finding.product and _seen(finding.product)
    return _Case(_title(finding.code), product, place.line, element, attributes, text)


def _title(code: str) -> str:
    """Return the code with its name; a baseline may hold codes that there are not."""
    return f"{code} {KINDS[code].name}" if code in KINDS else _seen(code)


def _write_case(path: str, case: _Case, position: int) -> str:
    title = case.title if position == 1 else f"{case.title} ({position})"
    name = f"{title}: {case.product}" if case.product else title
    # Hosts take what stands before the last point for a package.
    group = path.replace(".", "_").replace("/", ".")
    start = f'<testcase classname={_quote(group)} name={_quote(name)} file={_quote(path)} line="{case.line}"'
    if not case.text:
        return start + "/>\n"
    attributes = "".join(f" {key}={_quote(value)}" for key, value in case.attributes.items())
    text = escape("\n".join(map(_seen, case.text)))
    return f"{start}><{case.element}{attributes}>{text}</{case.element}></testcase>\n"


def _totals(cases: Sequence[_Case]) -> str:
    count = Counter(case.element for case in cases)
    return f' tests="{len(cases)}" failures="{count["failure"]}" errors="{count["error"]}"'


def _quote(text: str) -> str:
    return quoteattr(_seen(text))


def _seen(text: str) -> str:
    """Write out what XML forbids and what cannot be seen, and what makes hosts link a file to a test."""
    return visible(text).replace("[[ATTACHMENT", "[\\x5bATTACHMENT")
