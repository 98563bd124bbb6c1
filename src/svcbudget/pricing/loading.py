"""From a file's name to its chain of sources: the file itself after the files it extends.

Opens nothing itself: how bytes are had is handed in.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from svcbudget.findings import Finding, Severity
from svcbudget.pricing.assembly import assemble
from svcbudget.pricing.document import Document
from svcbudget.pricing.products import Register
from svcbudget.reading.hands import ALONE, Hands
from svcbudget.reading.source import Source, read
from svcbudget.reading.tree import Spot
from svcbudget.text import first_unsafe

STDIN = "<stdin>"
LONGEST_CHAIN = 16


class NoCurrency(OSError):
    """A CSV file was given without a currency."""


@dataclass(slots=True)
class Loading:
    """One pricing file being read: its chain of sources and what is wrong with them."""

    open: Callable[[str], bytes]
    open_extended: Callable[[str], bytes]
    called: str
    """The name of what is read from standard input."""
    hands: Hands
    chain: list[Source] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def follow(self, name: str, above: tuple[str, ...] = ()) -> None:
        """Read a file after the files it extends, the first one extended first. Raises OSError where it cannot."""
        data = self.open_extended(name) if above else self.open(name)
        name = self.called if name == "-" else name
        source, findings = read(data, name, hands=self.hands)
        self.findings += findings
        base = source.tree.get("extends") if isinstance(source.tree, dict) else None
        if isinstance(base, str) and base and not first_unsafe(base):
            path = base if name == STDIN else str(Path(name).parent / base)
            wrong = self._follow_base(path, (*above, os.path.realpath(name)))
            if wrong:
                spot = Spot(("extends",))
                hint = "name a file relative to this one, or take extends out"
                self.findings.append(Finding("SB014", wrong, source.locate([spot])[spot], hint))
                source = replace(source, whole=False)
        self.chain.append(source)

    def _follow_base(self, path: str, above: tuple[str, ...]) -> str | None:
        if os.path.realpath(path) in above:
            itself = os.path.realpath(path) == above[-1]
            return "extends itself" if itself else f"extends {path}, which extends this file in turn"
        if len(above) >= LONGEST_CHAIN:
            return f"more than {LONGEST_CHAIN} files extend each other"
        try:
            self.follow(path, above)
        except OSError as failure:
            return f"cannot read {path}: {failure.strerror or failure}"
        if self.chain[-1].kind == "csv":
            return f"{path} is a table of products; there is nothing in it to extend"
        return None


def load(  # noqa: PLR0913 - how to open, and what holds for a whole run
    name: str,
    open_bytes: Callable[[str], bytes],
    *,
    open_extended: Callable[[str], bytes] | None = None,
    called: str = STDIN,
    register: Register | None = None,
    currency: str | None = None,
    needs_products: bool = True,
    hands: Hands = ALONE,
) -> tuple[Document | None, list[Finding]]:
    """Read a pricing file and what it extends, and put them together; None and the findings where there are errors.

    `open_bytes` reads the file, `open_extended` those that it extends, where they are to be read in another way.
    `called` is the name that standard input, `-`, goes by, `hands` are those that read a long file.

    Raises OSError where the file cannot be opened, NoCurrency for a CSV file without `currency`.
    """
    loading = Loading(open_bytes, open_extended or open_bytes, called, hands)
    loading.follow(name)
    source = loading.chain[-1]
    if source.kind == "csv" and currency is None:
        raise NoCurrency("a CSV file names no currency: give it with --currency CNY")
    document, more = assemble(loading.chain, register=register, currency=currency, needs_products=needs_products)
    if any(finding.severity is Severity.ERROR for finding in loading.findings):
        document = None
    order = {of.file: n for n, of in enumerate(loading.chain)}
    findings = sorted(
        loading.findings + more, key=lambda found: (order[found.place.file], found.place.line, found.place.column)
    )
    return document, findings
