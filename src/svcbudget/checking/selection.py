"""Which rules a run asks for: by code, by the beginning of a code, or by name."""

from collections.abc import Sequence
from typing import NamedTuple

from svcbudget.findings import FIXED, KINDS


class Selection(NamedTuple):
    """What is selected, all where nothing is named, less what is ignored.

    A file that cannot be used is reported whatever is selected: it was not judged.
    """

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()

    def takes(self, code: str) -> bool:
        """Tell whether findings of this code are asked for; of two terms the longer wins."""
        if code in FIXED:
            return True
        against = _weigh(self.ignore, code)
        return _weigh(self.select, code) > against if self.select else not against


def _weigh(terms: Sequence[str], code: str) -> int:
    """Return how closely the closest of some terms means a code: how much of it is given, all by a name; 0 for none."""
    return max((min(len(term), len(code)) for term in terms if means(term, code)), default=0)


def means(term: str, code: str) -> bool:
    """Tell whether a term of a selection means a code."""
    return code.startswith(term.upper()) if term[:2].upper() == "SB" else KINDS[code].name == term.lower()
