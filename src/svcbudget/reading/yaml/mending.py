"""A line on which the YAML parser stumbled, rewritten so that the rest of the file can be read too.

The key stays and its value becomes a stand-in: nothing is reported as missing, and nothing is made up. Where
that would only lead to further complaints about the same slip, the line is left as it is.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from svcbudget.findings import Place
from svcbudget.reading.encoding import STAND_IN
from svcbudget.reading.places import Pages

_MOST_PASSES = 20
_MOST_BYTES = 5_000_000  # in all passes together: a large file is not read over and over
_LONGEST_LINE = 10_000  # bytes
_PARTS = re.compile(
    r"""(?P<indent>\ *)(?P<dashes>(?:-\ +)*)
    (?:(?P<key>"[^"\\]*"|'[^']*'|[^\s\-?:：,\[\]{}#&*!|>'"%@`][^:：]*?)\ *[:：]|(?P<word>[\w-]+)(?![^\ ]))?
    (?P<rest>.*)""",
    re.VERBOSE,
)
_BLANK_LINES = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n))*")


class Mending:
    """The lines of one file that were rewritten, and how often."""

    def __init__(self) -> None:
        self._tries: Counter[int] = Counter()
        self._bytes = 0

    def mend(self, pages: Pages, slip: Place, column: int, opened: Sequence[Any]) -> bytes | None:
        """Return the text with another line at `slip`, at a second try indented by `column`; None if better not.

        `opened` are the events that began the lists and mappings around the spot where the parser stumbled.
        """
        line = slip.line
        self._tries[line] += 1
        self._bytes += len(pages.data)
        spent = self._tries.total() > _MOST_PASSES or self._bytes > _MOST_BYTES or self._tries[line] > 2
        in_brackets = any(event.flow_style and event.start_mark.line < line - 1 for event in opened)
        if spent or in_brackets or line < max(self._tries):
            return None
        start, end = pages.line(line)
        if end == len(pages.data) or end - start > _LONGEST_LINE:
            return None  # a last line without an end was cut short
        old = _PARTS.fullmatch(pages.data[start:end].decode())
        rest = pages.data[end : end + _LONGEST_LINE].decode(errors="ignore")
        below = _PARTS.match(_BLANK_LINES.sub("", rest, count=1))
        if not old or not below:
            return None
        astray = slip.column == len(old["indent"]) + 1 and len(below["indent"]) == column
        new = _rewritten(old, below, column if astray or self._tries[line] > 1 else None)
        return None if new is None else pages.data[:start] + new.encode() + pages.data[end:]


def _rewritten(line: re.Match[str], below: re.Match[str], column: int | None) -> str | None:
    """Return the line without its value, indented by `column` if that is given; `below` is the next one."""
    if column is not None and (line["dashes"] or not (line["key"] or line["word"])):
        return None
    start = (line["indent"] if column is None else " " * column) + line["dashes"]
    if line["key"] and not line["rest"].strip():
        return f"{start}{line['key']}:"  # the value stands below
    goes_on = len(below["indent"]) > len(start) or line[0].rstrip().endswith((",", "[", "{"))
    if goes_on or (below[0] and not (below["dashes"] or below["key"])):
        return None  # further lines belong to the value
    key = line["key"] or line["word"]
    if key:
        return f"{start}{key}: {STAND_IN}"
    if line["dashes"]:
        return start + STAND_IN
    return "" if line["rest"].startswith("{%") else None  # a template's command holds no data
