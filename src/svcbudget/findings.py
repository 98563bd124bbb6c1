"""What is wrong, how badly, and where: the values every reader and every rule makes and every report shows.

Knows no file format and no output format; imports nothing of ours.
"""

import re
from enum import StrEnum
from typing import Literal, NamedTuple


class Severity(StrEnum):
    """How much a finding weighs, worst first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """Its position, 0 for the worst."""
        return list(Severity).index(self)


class Kind(NamedTuple):
    """What a code stands for. The name says the bad thing; neither is ever used again for another."""

    name: str
    severity: Severity = Severity.ERROR
    keys: tuple[str, ...] = ()
    """The keys of the policy, or of the staff, that it depends on."""


ERROR, WARNING, NOTE = Severity
KINDS = {
    "SB001": Kind("unreadable-text"),
    "SB002": Kind("syntax"),
    "SB003": Kind("duplicate-key"),
    "SB004": Kind("unsupported-yaml"),
    "SB005": Kind("unknown-key"),
    "SB006": Kind("missing-key"),
    "SB007": Kind("wrong-value"),
    "SB008": Kind("nothing-to-check"),
    "SB009": Kind("duplicate-product"),
    "SB010": Kind("unknown-reference", ERROR, ("policy.occasions",)),
    "SB011": Kind("unknown-currency"),
    "SB012": Kind("value-cut", WARNING),
    "SB013": Kind("idle-ignore", WARNING),
    "SB014": Kind("broken-extends"),
    "SB015": Kind("unknown-category", NOTE),
    "SB101": Kind("sold-at-a-loss"),
    "SB102": Kind("no-margin", WARNING),
    "SB103": Kind("thin-margin", ERROR, ("policy.least_margin",)),
    "SB201": Kind("over-ceiling", ERROR, ("policy.ceiling", "policy.small_ticket")),
    "SB202": Kind("under-floor", NOTE, ("policy.floor", "policy.promise_required")),
    "SB203": Kind("heavy-gift", WARNING, ("policy.heaviest_gift",)),
    "SB204": Kind("reserve-spent", WARNING, ("policy.reserve", "policy.occasions")),
    "SB205": Kind("recipient-cap", ERROR, ("policy.recipient_cap",)),
    "SB206": Kind("service-on-a-loss"),
    "SB207": Kind("does-not-pay", WARNING, ("policy.most_extra_sales",)),
    "SB301": Kind("long-silence", WARNING, ("policy.tiers",)),
    "SB302": Kind("too-many-touches", WARNING, ("policy.most_touches_per_month",)),
    "SB303": Kind("self-serving", WARNING),
    "SB304": Kind("repetitive", NOTE),
    "SB401": Kind("obligation-as-service", WARNING),
    "SB402": Kind("nominal-service", WARNING),
    "SB403": Kind("no-owner", NOTE),
    "SB404": Kind("over-authority", WARNING, ("policy.authority",)),
    "SB405": Kind("heroics", ERROR, ("staff.hours_per_month",)),
    "SB406": Kind("uneven-channels", WARNING),
    "SB407": Kind("unused-gift", NOTE),
    "SB408": Kind("regulated-gift", WARNING, ("policy.regulated",)),
}
"""Every code there is, in order."""
FIXED = frozenset(code for code, kind in KINDS.items() if code < "SB100" and kind.severity is ERROR)
"""The codes by which a file cannot be used: always errors, never set aside."""


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


class Pointer(NamedTuple):
    """A second place that a fault leads to, by key path from the top of a file; `what` says what stands there."""

    what: str
    file: str | None
    path: Path
    on_key: bool = False


class Fault(NamedTuple):
    """A finding that still names its place by key path: at its value, or `on_key` at the key itself.

    `values` are those it was found at: while they stay, it is the same finding, wherever else it leads.
    """

    code: str
    message: str
    path: Path
    hint: str | None = None
    on_key: bool = False
    values: tuple[str, ...] = ()
    pointers: tuple[Pointer, ...] = ()

    @property
    def subject(self) -> str:
        """The keys that lead to it, without positions."""
        return ".".join(step for step in self.path if isinstance(step, str))


class Related(NamedTuple):
    """A second place of a finding, such as the price that would mend what is promised; `what` says so in words."""

    what: str
    place: Place


Likeness = tuple[str, str, str]
"""By what findings are of one kind."""
_values = re.compile(r"`[^`]*`|[0-9]+(?:[.,:/-][0-9]+)*")


class Suppression(NamedTuple):
    """Why a finding does not count: the `ignore` of a product, or an entry of the baseline."""

    kind: Literal["ignore", "baseline"]
    reason: str


class Finding(NamedTuple):
    """One thing that is wrong, in words a person can act on.

    `message` is lower case without a full stop and holds the value and the bound; `hint` is what to
    type instead.
    """

    code: str
    message: str
    place: Place
    hint: str | None = None
    weight: Severity | None = None
    """Its severity where the policy sets another than the code's own."""
    product: str | None = None
    """The sku of the product it is about, with the channel where there is one."""
    values: tuple[str, ...] = ()
    suppression: Suppression | None = None
    related: tuple[Related, ...] = ()
    subject: str = ""
    """The keys that lead to it, without positions; empty where it was found in the text itself."""

    @property
    def alike(self) -> Likeness:
        """What it has in common with those of its kind: all but where they are and which values they have."""
        return self.code, self.subject or _without_values(self), self.suppression.kind if self.suppression else ""

    @property
    def name(self) -> str:
        """The code's name, such as `wrong-value`."""
        return KINDS[self.code].name

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        return self.weight or KINDS[self.code].severity


def _without_values(finding: Finding) -> str:
    text = finding.message
    for value in filter(None, finding.values):
        text = text.replace(value, "")
    return _values.sub("", text)
