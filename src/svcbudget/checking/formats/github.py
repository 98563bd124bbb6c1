"""Findings as workflow commands of GitHub Actions, which shows them as annotations at their lines.

The runner reads every line of a step's output: one that begins with `::` is a command, and so is `##[` anywhere in a
line. No text of the user's can make either.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from svcbudget.checking.report import Failure, Report, describe, describe_related
from svcbudget.findings import Finding, Severity
from svcbudget.plural import say_count
from svcbudget.text import harmless

MOST = 10
"""Annotations of each kind that the host shows for one step."""
KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


class _Remark(NamedTuple):
    """What is told of one finding, or of one file that could not be opened; `more` has the hint and second places."""

    title: str
    message: str
    more: Sequence[str]
    place: Mapping[str, str]


def write(report: Report) -> Iterator[str]:
    """Write the first of each kind as commands, worst first, the rest as lines of the log; then what it comes to."""
    remarks = _remarks(report)
    for kind, all_of_kind in remarks.items():
        yield from (_annotate(kind, remark) for remark in all_of_kind[:MOST])
    for kind, all_of_kind in remarks.items():
        yield from (_log(kind, remark) for remark in all_of_kind[MOST:])
    for identity in report.stale:
        yield f"stale: {harmless(describe(identity))}: known to the baseline, but found no more\n"
    cut = left_out(report)
    if cut:
        yield cut + "\n"
    yield _summarise(report)


def left_out(report: Report) -> str | None:
    """Say how many are no annotations since the host shows no more, or None where it shows all."""
    counts = {severity: report.counts[severity] for severity in Severity}
    counts[Severity.ERROR] += len(report.failures)
    over = [
        f"{count - MOST} of {say_count(count, KINDS[severity])}" for severity, count in counts.items() if count > MOST
    ]
    return f"not shown as annotations, of which a step has {MOST} of each kind: {', '.join(over)}" if over else None


def _remarks(report: Report) -> dict[str, list[_Remark]]:
    """Sort what is to be told by kind, worst first, in the order of the files."""
    remarks: dict[str, list[_Remark]] = {kind: [] for kind in KINDS.values()}
    for failure in report.failures:
        remarks["error"].append(_fail(report, failure))
    for finding in report.active:
        remarks[KINDS[finding.severity]].append(_find(report, finding))
    return remarks


def _fail(report: Report, failure: Failure) -> _Remark:
    return _Remark("cannot open", failure.message, (), {"file": report.path(failure.file)})


def _find(report: Report, finding: Finding) -> _Remark:
    place = finding.place
    span = {"line": place.line, "col": place.column, "endColumn": place.column + place.length}
    where = {"file": report.path(place.file), **{name: str(number) for name, number in span.items()}}
    more = [f"hint: {finding.hint}"] if finding.hint else []
    more += [f"see {describe_related(related, report.path(related.place.file))}" for related in finding.related]
    return _Remark(f"{finding.code} {finding.name}", finding.message, more, where)


def _annotate(kind: str, remark: _Remark) -> str:
    """Write a command; in its properties a colon and a comma would end the value."""
    properties = ",".join(
        f"{name}={_escape(value).replace(':', '%3A').replace(',', '%2C')}"
        for name, value in {**remark.place, "title": remark.title}.items()
    )
    return f"::{kind} {properties}::{'%0A'.join(map(_escape, (remark.message, *remark.more)))}\n"


def _log(kind: str, remark: _Remark) -> str:
    where = ":".join(remark.place[name] for name in ("file", "line", "col") if name in remark.place)
    more = "".join(f" ({one})" for one in remark.more)
    return f"{kind}: {harmless(where)}: {remark.title}: {harmless(remark.message + more)}\n"


def _summarise(report: Report) -> str:
    counts: dict[str, int] = {f"{severity}s": count for severity, count in report.counts.items()}
    counts |= {"set aside": report.suppressed, "found no more": len(report.stale), "not opened": len(report.failures)}
    counts |= {"files": len(report.files), "products": report.products}
    return "svcbudget: " + ", ".join(f"{what}: {count}" for what, count in counts.items()) + "\n"


def _escape(text: str) -> str:
    """Write text as the data of a command; `visible` has left no line ends."""
    return harmless(text).replace("%", "%25")
