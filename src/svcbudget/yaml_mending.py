"""A line on which the YAML parser stumbled, rewritten so that the rest of the file can be read too.

The key stays and its value becomes a stand-in: nothing is reported as missing, and nothing is made up. Where
that would only lead to further complaints about the same slip, the line is left as it is.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from svcbudget.encoding import STAND_IN
from svcbudget.places import Pages

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

    def mend(self, pages: Pages, line: int, column: int, opened: Sequence[Any]) -> bytes | None:
        """Return the text with another `line`, at a second try indented by `column`; None where it is better left.

        `opened` are the events that began the lists and mappings around the spot where the parser stumbled.
        """
        self._tries[line] += 1
        self._bytes += len(pages.data)
        spent = self._tries.total() > _MOST_PASSES or self._bytes > _MOST_BYTES or self._tries[line] > 2
        in_brackets = any(event.flow_style and event.start_mark.line < line - 1 for event in opened)
        if spent or in_brackets or line < max(self._tries):
            return None
        start, end = pages.line(line)
        if end == len(pages.data) or end - start > _LONGEST_LINE:
            return None  # a last line without an end was cut short
        below = pages.data[end : end + _LONGEST_LINE].decode(errors="ignore")
        new = _rewritten(pages.data[start:end].decode(), below, column if self._tries[line] > 1 else None)
        return None if new is None else pages.data[:start] + new.encode() + pages.data[end:]


def _rewritten(line: str, below: str, column: int | None) -> str | None:
    """Return the line without its value, indented by `column` if that is given; `below` is what follows it."""
    parts = _PARTS.fullmatch(line)
    following = _PARTS.match(_BLANK_LINES.sub("", below, count=1))
    if not parts or not following or (column is not None and (parts["dashes"] or not (parts["key"] or parts["word"]))):
        return None
    start = (parts["indent"] if column is None else " " * column) + parts["dashes"]
    if parts["key"] and not parts["rest"].strip():
        return f"{start}{parts['key']}:"  # the value stands below
    goes_on = len(following["indent"]) > len(start) or line.rstrip().endswith((",", "[", "{"))
    if goes_on or (following[0] and not (following["dashes"] or following["key"])):
        return None  # further lines belong to the value
    key = parts["key"] or parts["word"]
    if key:
        return f"{start}{key}: {STAND_IN}"
    if parts["dashes"]:
        return start + STAND_IN
    return "" if parts["rest"].startswith("{%") else None  # a template's command holds no data
