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
        """Tell whether findings of this code are asked for; of two terms that match the longer one wins."""
        if code in FIXED:
            return True
        for_it = max((len(term) for term in self.select if means(term, code)), default=0 if self.select else 1)
        against = max((len(term) for term in self.ignore if means(term, code)), default=0)
        return for_it > against


def means(term: str, code: str) -> bool:
    """Tell whether a term of a selection means a code."""
    return code.startswith(term.upper()) if term[:2].upper() == "SB" else KINDS[code].name == term
