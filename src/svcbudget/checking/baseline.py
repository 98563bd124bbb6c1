"""Findings that were there when the check came: written to a file, and set aside as long as they stay what they were.

From text to identities and back; opens no file.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from svcbudget.checking.report import Identity, identify
from svcbudget.findings import FIXED, Finding, Suppression

FORMAT = "svcbudget.baseline/1"
KEYS = ("file", "product", "code", "values")


class BrokenBaseline(ValueError):
    """A text is no baseline; the message says why."""


def read(text: bytes) -> list[Identity]:
    """Read a baseline. Raises BrokenBaseline."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise BrokenBaseline(f"it is no JSON: {wrong}") from None
    if not isinstance(data, dict) or data.get("format") != FORMAT or not isinstance(data.get("findings"), list):
        raise BrokenBaseline(f'it does not begin with "format": "{FORMAT}" and a list of findings')
    return [_read_entry(i, entry) for i, entry in enumerate(data["findings"], 1)]


def _read_entry(position: int, entry: Any) -> Identity:
    if isinstance(entry, dict) and set(entry) == set(KEYS):
        file, product, code, values = (entry[key] for key in KEYS)
        texts = [file, code, *values] if isinstance(values, list) else [None]
        if all(isinstance(text, str) for text in texts) and isinstance(product, str | None):
            return file, product, code, tuple(values)
    raise BrokenBaseline(f"finding {position} has not just the texts {', '.join(KEYS)}")


def write(identities: Iterable[Identity]) -> Iterator[str]:
    """Write a baseline, one finding a line, in an order of its own: the same findings make the same bytes."""
    yield f'{{"format": "{FORMAT}", "findings": ['
    comma = "\n"
    for identity in sorted(identities, key=lambda one: (one[0], one[1] or "", *one[2:])):
        yield comma + json.dumps(dict(zip(KEYS, identity, strict=True)), ensure_ascii=False)
        comma = ",\n"
    yield "\n]}\n"


def apply(
    findings: Iterable[Finding], known: Iterable[Identity], path_of: Callable[[str], str], name: str
) -> tuple[list[Finding], list[Identity]]:
    """Set aside the findings that the baseline `name` knows, each as often as it is known.

    `path_of` turns the file of a place into the path that the baseline has. Returns all findings, and what of the
    baseline was not found.
    """
    left = Counter(known)
    judged = []
    for finding in findings:
        if can_be_set_aside(finding):
            identity = identify(finding, path_of(finding.place.file))
            if left[identity] > 0:
                left[identity] -= 1
                finding = finding._replace(suppression=Suppression("baseline", f"known to {name}"))  # noqa: PLW2901
        judged.append(finding)
    return judged, list(left.elements())


def collect(findings: Sequence[Finding], path_of: Callable[[str], str]) -> list[Identity]:
    """Return what a new baseline is to know: all that counts and can be set aside."""
    return [identify(finding, path_of(finding.place.file)) for finding in findings if can_be_set_aside(finding)]


def can_be_set_aside(finding: Finding) -> bool:
    """Tell whether a baseline may know it: a file that cannot be used never passes, and `ignore` comes first."""
    return finding.code not in FIXED and finding.suppression is None
