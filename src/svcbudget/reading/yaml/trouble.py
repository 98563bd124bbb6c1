"""Where a YAML parser stumbled and what stands around there; the slips that are also found without a parser's help."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from svcbudget.findings import Finding
from svcbudget.reading.places import Pages
from svcbudget.text import visible


def shown(text: str) -> str:
    """Return so much of a text as a message repeats."""
    return visible(text, 40)


def tab(pages: Pages, index: int, length: int = 1) -> Finding:
    """Refuse a tab outside quotes: the parsers disagree on where one may stand."""
    return Finding("SB002", "a tab stands where only spaces may", pages.place(index, length), "use spaces")


def wide_colon(pages: Pages, index: int) -> Finding:
    """Refuse the full-width colon after the key at `index`."""
    key, _, value = pages.line_end(index).partition("：")
    value = re.split(r"\s#|[,\]}]", value.strip())[0]
    message = f"the colon after `{shown(key)}` is the full-width `：` (U+FF1A)"
    return Finding("SB002", message, pages.place(index + len(key)), f"write `{shown(key)}: {shown(value)}`")


def placeholder(pages: Pages, index: int) -> Finding | None:
    """Refuse the first unfilled placeholder of a template on the line from `index` on."""
    found = re.search(r"\{\{.*?(?:\}\}|$)|\{%.*?(?:%\}|$)", pages.line_end(index))
    if not found:
        return None
    place = pages.place(index + found.start(), len(found[0]))
    hint = "fill in the template before it is read, or put quotes around a text"
    return Finding("SB002", f"the placeholder `{shown(found[0])}` is not filled in", place, hint)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a parser had read when it stumbled at the character `index`, in what began at `start`.

    `last` and `last_key` are the events of the last text and key, or None; `open` are those that began the
    lists and mappings around.
    """

    pages: Pages
    index: int
    start: int
    last: Any
    last_key: Any
    open: Sequence[Any]

    def finding(self, message: str, hint: str | None, index: int, length: int = 1) -> Finding:
        """Make a syntax finding."""
        return Finding("SB002", message, self.pages.place(index, length), hint)

    def character(self, index: int) -> str:
        """Return the character at `index`, or nothing at the end of the file."""
        return self.pages.text(index, index + 1)

    def before(self, index: int) -> str:
        """Return what stands on the line before `index`, at most a thousand characters."""
        return self.pages.text(max(0, index - 1000, index + 1 - self.pages.place(index).column), index)

    def indentation(self, index: int) -> int:
        """Return by how much the line of `index` is indented."""
        before = self.before(index)
        return len(before) - len(before.lstrip(" "))

    def value(self, index: int) -> str:
        """Return the text that begins at `index`, as far as it was meant to go on its line."""
        before = self.before(index)
        opened = len(re.findall(r"[\[{]", before)) - len(re.findall(r"[\]}]", before))
        in_brackets = opened > 0 or (self.open and self.open[-1].flow_style)
        return re.split(r"\s#|[,\]}]" if in_brackets else r"\s#", self.pages.line_end(index))[0].rstrip()

    def quoting(self, index: int) -> str:
        """Return the hint to quote the text that begins at `index`."""
        text = shown(self.value(index))
        quote = "'" if '"' in text or "\\" in text else '"'
        return f"put quotes around it: {quote}{text}{quote}"
