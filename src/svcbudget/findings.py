"""What is wrong, how badly, and where: the values every reader makes and every report shows.

Knows no file format and no output format; imports nothing of ours.
"""

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a finding weighs, worst first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


NAMES = {
    "SB001": "unreadable-text",
    "SB002": "syntax",
    "SB003": "duplicate-key",
    "SB004": "unsupported-yaml",
    "SB005": "unknown-key",
    "SB006": "missing-key",
    "SB007": "wrong-value",
    "SB008": "nothing-to-check",
    "SB009": "duplicate-product",
    "SB010": "unknown-reference",
    "SB011": "unknown-currency",
    "SB012": "value-cut",
    "SB013": "idle-ignore",
    "SB014": "broken-extends",
}
"""Code to name. A name says the bad thing; neither is ever used again for another."""

MILD = {"SB012": Severity.WARNING, "SB013": Severity.WARNING}
"""The codes that are less than an error."""


class Place(NamedTuple):
    """A stretch of one line of a file.

    `line` and `column` count from 1, in characters. `text` is the line itself, or a window of a
    long one; the stretch begins at `text[caret]` and is `length` characters long.
    """

    file: str
    line: int = 1
    column: int = 1
    text: str = ""
    caret: int = 0
    length: int = 1


Path = tuple[str | int, ...]
"""Where a value stands in a file: keys and positions from the top, such as `("products", 2, "price")`."""


class Fault(NamedTuple):
    """A finding that still names its place by key path: at its value, or `on_key` at the key itself."""

    code: str
    message: str
    path: Path
    hint: str | None = None
    on_key: bool = False


class Finding(NamedTuple):
    """One thing that is wrong, in words a person can act on.

    `message` is lower case without a full stop and holds the value and the bound; `hint` is what to
    type instead.
    """

    code: str
    message: str
    place: Place
    hint: str | None = None

    @property
    def name(self) -> str:
        """The code's name, such as `wrong-value`."""
        return NAMES[self.code]

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        return MILD.get(self.code, Severity.ERROR)
