"""Findings as text for a person: where, what, the line itself with a caret, and what to type instead."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.cells import cell_len

from svcbudget.checking.digest import Digest, Shown, digest
from svcbudget.checking.report import Report, describe, describe_related
from svcbudget.findings import Finding, Likeness, Place, Severity
from svcbudget.plural import say_count
from svcbudget.text import harmless

COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


MOST_STALE = 10


def write(findings: Iterable[Finding], *, colour: bool = False) -> Iterator[str]:
    """Write each finding as a few lines."""
    for finding in findings:
        yield from _write(finding, colour=colour)


def write_few(
    findings: Sequence[Finding], more: Mapping[Likeness, int] | None = None, *, colour: bool = False
) -> Iterator[str]:
    """Write some findings of each kind and how many more there are; `more` counts those that are not given."""
    chosen = digest(findings, more)
    for shown in chosen.shown:
        yield from _write_shown(shown, colour=colour)
    yield from _count_others(chosen)


def write_report(report: Report, *, colour: bool = False, all_errors: bool = False) -> Iterator[str]:
    """Write the findings of a report, some of each kind unless all are asked for, and a summary.

    What is set aside takes two lines each, and no room from what counts.
    """
    aside = [finding for finding in report.findings if finding.suppression]
    parts = () if all_errors else (digest(report.active), digest(aside))
    shown_of = {id(shown.finding): shown for part in parts for shown in part.shown}
    for finding in report.findings:
        if all_errors or id(finding) in shown_of:
            yield from _write_shown(shown_of.get(id(finding), Shown(finding)), colour=colour)
    for part in parts:
        yield from _count_others(part)
    stale = report.stale if all_errors else report.stale[:MOST_STALE]
    for identity in stale:
        yield f"{harmless(describe(identity))}: known to the baseline, but found no more\n"
    if len(report.stale) > len(stale):
        yield f"and {len(report.stale) - len(stale):,} more of the baseline: --all-errors\n"
    if report.stale:
        yield "  hint: --write-baseline takes out of the baseline what is found no more\n"
    yield _sum_up(report) + "\n"


def _sum_up(report: Report) -> str:
    """Write the summary line."""
    counts = [say_count(number, severity) for severity, number in report.counts.items() if number]
    parts = [", ".join(counts) or "no findings"]
    if report.suppressed:
        parts.append(f"{report.suppressed} set aside")
    if report.stale:
        parts.append(f"{len(report.stale)} of the baseline found no more")
    if report.failures:
        parts.append(f"{say_count(len(report.failures), 'file')} not read")
    return f"{'; '.join(parts)} ({say_count(len(report.files), 'file')}, {say_count(report.products, 'product')})"


def _write_shown(shown: Shown, *, colour: bool) -> Iterator[str]:
    yield from _write(shown.finding, colour=colour)
    if shown.more:
        yield f"  and {shown.more:,} more of the same kind: --all-errors\n"


def _count_others(chosen: Digest) -> Iterator[str]:
    if chosen.others:
        yield f"and {chosen.others:,} more of other kinds: --all-errors\n"


def _write(finding: Finding, *, colour: bool) -> Iterator[str]:
    """Write one finding."""
    place = finding.place
    severity = str(finding.severity)
    if colour:
        severity = f"\x1b[1;{COLOURS[finding.severity]}m{severity}\x1b[0m"
    where = f"{harmless(place.file)}:{place.line}:{place.column}"
    if finding.suppression:
        yield f"{where}: set aside: {finding.severity}[{finding.code}] {harmless(finding.message)}\n"
        yield f"  {finding.suppression.kind}: {harmless(finding.suppression.reason)}\n"
        return
    yield f"{where}: {severity}[{finding.code}] {harmless(finding.message)}\n"
    if place.text:
        yield from _excerpt(place)
    if finding.hint:
        yield f"  hint: {harmless(finding.hint)}\n"
    for related in finding.related:
        yield f"  see {harmless(describe_related(related, related.place.file))}\n"


def _excerpt(place: Place) -> Iterator[str]:
    """Write the line with carets under the stretch, as wide as its characters are on a screen."""
    margin = " " * len(str(place.line))
    before, marked = place.text[: place.caret], place.text[place.caret : place.caret + place.length]
    yield f"  {place.line} | {_flat(place.text)}\n"
    yield f"  {margin} | {' ' * cell_len(_flat(before))}{'^' * max(1, cell_len(_flat(marked)))}\n"


def _flat(text: str) -> str:
    return harmless(text.replace("\t", " "))
