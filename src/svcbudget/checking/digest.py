"""From many findings to the few that a person is shown: some of each kind, and how many more there are of it.

Knows no format; what programs read holds all of them.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from svcbudget.findings import Finding, Likeness

MOST_OF_A_KIND = 5
ENOUGH = 20
"""So many findings are no flood."""
ROOM = 10
"""Of a flood so many are shown, or one of each kind."""
MOST_KINDS = 30
"""Where there are more, all with one code are of one kind: thousands of keys may each be misspelt in its own way."""


class Shown(NamedTuple):
    """A finding that is shown and, where it is the last of its kind that is, how many more there are."""

    finding: Finding
    more: int = 0


class Digest(NamedTuple):
    """What is shown of many findings, in their order, and how many are of kinds of which none is shown."""

    shown: Sequence[Shown]
    others: int = 0


def digest(findings: Sequence[Finding], more: Mapping[Likeness, int] | None = None) -> Digest:
    """Choose what to show of findings; `more` counts, by kind, those that are not among them."""
    kinds = [finding.alike for finding in findings]
    unseen = Counter(more)
    if len(set(kinds)) > MOST_KINDS:
        kinds = [(code, "", aside) for code, _, aside in kinds]
        unseen, exact = Counter(), unseen
        for (code, _, aside), count in exact.items():
            unseen[code, "", aside] += count
    here = Counter(kinds)
    counts = here + unseen
    share = _share(counts)
    # A line says no more than one more finding does.
    ends = {kind: here[kind] if counts[kind] == share + 1 else min(share, here[kind]) for kind in here}
    done: Counter[Likeness] = Counter()
    shown = []
    for kind, finding in zip(kinds, findings, strict=True):
        done[kind] += 1
        if done[kind] <= ends[kind]:
            shown.append(Shown(finding, counts[kind] - ends[kind] if done[kind] == ends[kind] else 0))
    return Digest(shown, sum(count for kind, count in unseen.items() if kind not in here))


def _share(counts: Counter[Likeness]) -> int:
    """Return how many of each kind are shown: as many as there is room for, one at least."""
    room = ENOUGH if counts.total() <= ENOUGH else ROOM
    shares = range(MOST_OF_A_KIND, 0, -1)
    return next((most for most in shares if sum(min(count, most) for count in counts.values()) <= room), 1)
