"""The bytes of a file to plain text data, syntax findings, and the place of every key path on demand.

Scalars stay the text that was typed; only nothing, `null` and `~` are None. No size, depth or content makes
reading raise. Must not know what the data mean: that is the document's affair.
"""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from svcbudget.findings import Finding, Path, Place
from svcbudget.reading import tables
from svcbudget.reading.encoding import STAND_IN, clean
from svcbudget.reading.hands import ALONE, Hands
from svcbudget.reading.places import Pages
from svcbudget.reading.tree import REFUSED, Spot, without
from svcbudget.reading.yaml import parse, second_pass

__all__ = ["REFUSED", "Kind", "Path", "Source", "Spot", "read"]

Kind = Literal["yaml", "csv"]


@dataclass(frozen=True, slots=True)
class Source:
    """What was read from one file."""

    file: str
    """As the user named it."""
    data: bytes
    """The text in UTF-8, with a stand-in for what could not be read."""
    tree: object
    """Dicts, lists, texts and None; REFUSED for a value that already has a finding."""
    lines: Sequence[int] = ()
    """The line of each item of the list `products`."""
    whole: bool = True
    """False where reading was cut short; the tree then is what stood before."""
    kind: Kind = "yaml"

    def locate(self, spots: Iterable[Spot], *, pure: bool = False) -> dict[Spot, Place]:
        """Return the place of each spot, or where there is none, of the nearest thing around it."""
        pages = Pages(self.data, self.file)
        with _collector_at_rest():
            if self.kind == "csv":
                return tables.locate(pages, spots)
            return second_pass.locate(pages, spots, pure=pure)


def read(
    data: bytes, file: str, kind: Kind | None = None, *, pure: bool = False, hands: Hands = ALONE
) -> tuple[Source, list[Finding]]:
    """Read a pricing file; where `kind` is None, the name tells it, or else the first line.

    `pure` asks for the YAML parser without libyaml, and `hands` are those that read a long file; either gives the same
    answer.
    """
    text, findings = clean(data, file)
    if text is None:
        return Source(file, b"", None, whole=False), findings
    kind = kind or _kind(text, file)
    with _collector_at_rest():
        content = tables.read(text, file) if kind == "csv" else parse.read(text, file, pure=pure, hands=hands)
    tree = without(content.tree, STAND_IN) if findings else content.tree
    spoilt = {finding.place.line for finding in findings}  # a syntax error there is their doing
    findings += [fault for fault in content.findings if fault.code != "SB002" or fault.place.line not in spoilt]
    findings.sort(key=lambda finding: (finding.place.line, finding.place.column))
    return Source(file, content.text, tree, content.lines, content.whole, kind), findings


def _kind(text: bytes, file: str) -> Kind:
    ending = file.lower().rpartition(".")[2]
    if ending in ("csv", "tsv") or (ending not in ("yaml", "yml", "json") and tables.looks_like_csv(text)):
        return "csv"
    return "yaml"


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the garbage collector from walking through a growing tree that holds no garbage."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
