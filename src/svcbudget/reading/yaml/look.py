"""What shows only on a close look at each text of a YAML file: tabs, full-width colons, values cut by ` #`.

Reads no YAML itself: it is handed the events of the texts in their order, and looks up the characters in
and between them.
"""

import re
import sys
from collections.abc import Callable, Iterator
from typing import Any, Literal

from svcbudget.findings import Finding
from svcbudget.reading.places import Pages
from svcbudget.reading.yaml.trouble import shown, tab, wide_colon

Role = Literal["key", "value", "item"]
"""What a text is: the key of a mapping, its value, or an item of a list (or all of the file)."""

_MOST_WARNINGS = 1000
_TAB = re.compile(rb"\t[^\r\n]*")
_TAB_BETWEEN = re.compile(r"#[^\r\n]*|(\t+)[^#\r\n]*")
_TAB_WITHIN = re.compile(r"(\t+)[^\r\n]*")
# A comment that may be the rest of a text: ` #1 号`, ` #green`, ` # 2`; not `  # remark` nor ` # remark`.
_CUT = re.compile(rb" #(?<=[^ \t\r\n] #)(?:[^\s#]| \d)[^\r\n]*")
_CUT_TEXT = re.compile(r" #(?:[^\s#]| \d)")
_NUMBER = re.compile(r"[\d.,%/+-]+")
_COLON = re.compile(rb"[A-Za-z_][\w-]*\xef\xbc\x9a[^\r\n]*")
_KEY_WITH_COLON = re.compile(r"[A-Za-z_][\w-]*：")
_LINE_WITH_COLON = re.compile(r"(?<=[\r\n]) *([A-Za-z_][\w-]*：)")


def needs_a_look(data: bytes) -> bool:
    """Tell whether the bytes hold anything that a look at the texts might find fault with."""
    return b"\t" in data or bool(_CUT.search(data)) or (b"\xef\xbc\x9a" in data and bool(_COLON.search(data)))


class Look:
    """A close look at the texts of one file; faults are reported at once, `warnings` are kept apart."""

    def __init__(self, pages: Pages, report: Callable[[Finding], None]) -> None:
        """Find the lines that might be at fault."""
        self.warnings: list[Finding] = []
        self._pages = pages
        self._report = report
        self._seen, self._seen_line = 0, 0
        self._tabs = _Lines(pages.data, _TAB)
        self._cuts = _Lines(pages.data, _CUT)
        self._colons = _Lines(pages.data, _COLON)
        self._next = 0  # no line before this one holds anything to look for

    def refuses(self, event: Any, role: Role) -> bool:
        """Look at the text of `event` and at what stands before it; tell whether it cannot be meant so."""
        end = event.end_mark
        if end.line < self._next:
            self._seen, self._seen_line = end.index, end.line
            return False
        self.gap(event.start_mark)
        refused = False
        if not event.style:  # neither in quotes nor a block of lines
            self.gap(end, _TAB_WITHIN)
            refused = self._has_wide_colon(event, role)
            if role != "key" and self._cuts.first(end.line) == end.line:
                self._judge_cut(event)
        self._seen, self._seen_line = end.index, end.line
        self._next = min(lines.first(end.line) for lines in (self._tabs, self._cuts, self._colons))
        return refused

    def gap(self, mark: Any, pattern: re.Pattern[str] = _TAB_BETWEEN) -> None:
        """Refuse the tabs from the last text to `mark`; comments may hold them."""
        if self._tabs.first(self._seen_line) <= mark.line:
            for found in pattern.finditer(self._pages.text(self._seen, mark.index)):
                if found[1]:
                    self._report(tab(self._pages, self._seen + found.start(), len(found[1])))
        self._seen, self._seen_line = mark.index, mark.line

    def _judge_cut(self, event: Any) -> None:
        if len(self.warnings) > _MOST_WARNINGS:
            return
        text, start = event.value, event.start_mark.index
        rest = self._pages.line_end(event.end_mark.index).rstrip()
        fine = _NUMBER.fullmatch(text) or text in ("~", "null") if text else not re.match(r" #\d", rest)
        if fine or not _CUT_TEXT.match(rest):
            return
        place = self._pages.place(start, event.end_mark.index - start)
        if len(self.warnings) == _MOST_WARNINGS:
            message = f"more than {_MOST_WARNINGS:,} values are cut by ` #`; the rest is not shown"
            self.warnings.append(Finding("SB012", message, place))
            return
        result = f"read as `{shown(text)}`" if text else "read as nothing"
        message = f"{result}: `{shown(rest[1:])}` was taken for a comment"
        hint = f'put quotes around it: "{shown((text + rest).strip())}"'
        self.warnings.append(Finding("SB012", message, place, hint))

    def _has_wide_colon(self, event: Any, role: Role) -> bool:
        start = event.start_mark
        if self._colons.first(start.line) > event.end_mark.line:
            return False
        text = self._pages.text(start.index, event.end_mark.index)
        keys = [found.start(1) for found in _LINE_WITH_COLON.finditer(text)]
        if role != "value" and _KEY_WITH_COLON.match(text):
            keys.insert(0, 0)
        for key in keys:
            self._report(wide_colon(self._pages, start.index + key))
        return bool(keys)


class _Lines:
    """The lines that hold a pattern, counted from 0, found one by one as the questions go down the file."""

    def __init__(self, data: bytes, pattern: re.Pattern[bytes]) -> None:
        self._rest = _matching_lines(data, pattern)
        self._next = next(self._rest, sys.maxsize)

    def first(self, line: int) -> int:
        """Return the first of them from `line` on, which never goes back."""
        while self._next < line:
            self._next = next(self._rest, sys.maxsize)
        return self._next


def _matching_lines(data: bytes, pattern: re.Pattern[bytes]) -> Iterator[int]:
    line = seen = 0
    returns = b"\r" in data
    for found in pattern.finditer(data):
        start = found.start()
        line += data.count(b"\n", seen, start)
        if returns:
            line += data.count(b"\r", seen, start) - data.count(b"\r\n", seen, start)
        seen = start
        yield line
