"""What a run of `check` found, as one value that every format writes from.

Knows no format and opens nothing.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from copy import copy
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from svcbudget.findings import Finding, Related, Severity

Identity = tuple[str, str | None, str, tuple[str, ...]]
"""What makes a finding the same one tomorrow: path of the file, product, code and the values it was found at."""


LONGEST_LINE = 72
"""A line of more characters is not shown whole where it is only referred to."""


class Failure(NamedTuple):
    """A file that could not be opened, and why."""

    file: str
    message: str


class Report:
    """All findings of a run, in the order of the files and their lines.

    `files` are those asked for, as the user named them; `paths` gives for every file that may be named in a place what
    hosts call it: its path from the root of the repository, with `/`, or an absolute one where it lies outside. `stale`
    are entries of the baseline that are found no more.
    """

    def __init__(
        self,
        findings: Sequence[Finding],
        *,
        files: Sequence[str],
        paths: Mapping[str, str] | None = None,
        products: int = 0,
        failures: Sequence[Failure] = (),
        stale: Sequence[Identity] = (),
    ) -> None:
        self.findings = findings
        self.files = files
        self.paths = paths or {}
        self.products = products
        self.failures = failures
        self.stale = stale

    def in_order(self, places: Sequence[int]) -> "Report":
        """Return the same report with its findings, and what each is known by, in the order of these places."""
        other = copy(self)
        other.__dict__["fingerprints"] = [self.fingerprints[place] for place in places]
        other.findings = [self.findings[place] for place in places]
        return other

    def path(self, file: str) -> str:
        """Return the path of a file as hosts are to be told it."""
        return self.paths.get(file, file)

    @cached_property
    def active(self) -> Sequence[Finding]:
        """The findings that count: those not set aside."""
        return [finding for finding in self.findings if finding.suppression is None]

    @cached_property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings count, by severity, worst first."""
        found = Counter(finding.severity for finding in self.active)
        return {severity: found[severity] for severity in Severity}

    @property
    def suppressed(self) -> int:
        """How many findings are set aside."""
        return len(self.findings) - len(self.active)

    @cached_property
    def fingerprints(self) -> Sequence[str]:
        """One for each finding, in their order: unique in the report, the same wherever its line moves."""
        met: Counter[Identity] = Counter()
        prints = []
        for finding in self.findings:
            identity = identify(finding, self.path(finding.place.file))
            met[identity] += 1
            text = json.dumps([*identity, met[identity]], ensure_ascii=True)
            prints.append(sha256(text.encode()).hexdigest()[:32])
        return prints


def describe(identity: Identity) -> str:
    """Write what a finding is known by for a person."""
    path, product, code, values = identity
    return " ".join(part for part in (path, product, code, ", ".join(values)) if part)


def describe_related(related: Related, file: str) -> str:
    """Write a second place in one line: where it is, what stands there, and what that has to do with the finding."""
    place = related.place
    line = place.text.strip()
    if len(line) > LONGEST_LINE:
        line = place.text[place.caret : place.caret + place.length]
    line = line.replace("\t", " ")
    return f"{file}:{place.line}:{place.column}: {line} ({related.what})"


def identify(finding: Finding, path: str) -> Identity:
    """Return what makes a finding the same one tomorrow; one without values is known by its message."""
    return path, finding.product, finding.code, finding.values or (finding.message,)
