"""Findings as text for a person: where, what, the line itself with a caret, and what to type instead."""

from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from svcbudget.findings import Finding, Place, Severity
from svcbudget.text import visible

COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def write(findings: Iterable[Finding], *, colour: bool = False) -> Iterator[str]:
    """Write each finding as a few lines."""
    for finding in findings:
        place = finding.place
        severity = str(finding.severity)
        if colour:
            severity = f"\x1b[1;{COLOURS[finding.severity]}m{severity}\x1b[0m"
        where = f"{visible(place.file)}:{place.line}:{place.column}"
        yield f"{where}: {severity}[{finding.code}] {visible(finding.message)}\n"
        if place.text:
            yield from _excerpt(place)
        if finding.hint:
            yield f"  hint: {visible(finding.hint)}\n"


def _excerpt(place: Place) -> Iterator[str]:
    """Write the line with carets under the stretch, as wide as its characters are on a screen."""
    margin = " " * len(str(place.line))
    before, marked = place.text[: place.caret], place.text[place.caret : place.caret + place.length]
    yield f"  {place.line} | {_flat(place.text)}\n"
    yield f"  {margin} | {' ' * cell_len(_flat(before))}{'^' * max(1, cell_len(_flat(marked)))}\n"


def _flat(text: str) -> str:
    return visible(text.replace("\t", " "))
