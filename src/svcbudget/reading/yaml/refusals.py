"""What YAML can do and a pricing file may not, refused by name with the way to do without.

Anchors, aliases, merge keys, tags, directives, a second document, deep nesting, and keys that are no text.
"""

import re
from collections.abc import Iterator
from typing import Any

from svcbudget.findings import Finding
from svcbudget.reading.places import Pages
from svcbudget.reading.yaml.trouble import shown

DEEPEST = 32
"""The deepest nesting of lists and mappings."""
_PROPERTIES = re.compile(r"([&!][^\s,\[\]{}]*)(?:[ \t]+([&!][^\s,\[\]{}]*))?")
_BETWEEN_DOCUMENTS = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:[\r\n]|$)|\.\.\.(?=\s|$))*[ \t]*")
_SHARE = "write values that products share under `defaults:`, or in a file that `extends:` names"


def _refusal(pages: Pages, message: str, hint: str, index: int, length: int = 1) -> Finding:
    return Finding("SB004", message, pages.place(index, length), hint)


def too_deep(pages: Pages, index: int) -> Finding:
    """Refuse a list or mapping within too many others."""
    hint = "put fewer lists and mappings into each other"
    return _refusal(pages, f"nested deeper than {DEEPEST}", hint, index)


def alias(pages: Pages, index: int, name: str) -> Finding:
    """Refuse an alias."""
    hint = f"{_SHARE}; a text that begins with `*` needs quotes"
    return _refusal(pages, f"the alias `*{shown(name)}` is not supported", hint, index, len(name) + 1)


def merge_key(pages: Pages, index: int) -> Finding:
    """Refuse a merge key."""
    return _refusal(pages, "the merge key `<<` is not supported", _SHARE, index, 2)


def properties(pages: Pages, event: Any) -> Iterator[Finding]:
    """Refuse the anchor and the tag of a value; a lone `!`, which libyaml hides, means nothing."""
    if event.anchor is None and event.tag in (None, "!"):
        return
    index = event.start_mark.index
    found = _PROPERTIES.match(pages.line_end(index))
    for name in found.groups() if found else ():
        if name and name != "!":
            kind, without = ("anchor", _SHARE) if name.startswith("&") else ("tag", "leave it out")
            hint = f"{without}; a text that begins with `{name[0]}` needs quotes"
            message = f"the {kind} `{shown(name)}` is not supported"
            yield _refusal(pages, message, hint, index, len(name))
        index += len(name or "") + 1


def null_key(pages: Pages, index: int, key: str) -> Finding:
    """Refuse a key that stands for nothing, or is nothing."""
    if key:
        message = f"a key must be text, but `{key}` means nothing"
        return _refusal(pages, message, "put quotes around it", index, len(key))
    # The parsers disagree on where a key stands that is not there: behind its `?`, or at or behind what follows.
    before = pages.text(max(0, index - 1000), index)
    if re.search(r"\?\s*[:,\]}]?\s*$", before) or pages.text(index, index + 1) != ":":
        index -= len(before) - max(0, before.rfind("?"))
    return _refusal(pages, "a key must be text, but here is none", "write a key before the colon", index)


def odd_key(pages: Pages, index: int, kind: str) -> Finding:
    """Refuse a key that is a list or a mapping."""
    return _refusal(pages, f"a key must be text, not a {kind}", "put quotes around it", index)


def directive(pages: Pages, offset: int) -> Finding | None:
    """Refuse the directive at the byte `offset`, but for the version of YAML."""
    index = pages.index(offset)
    line = pages.line_end(index)
    if re.fullmatch(r"%YAML[ \t]+1\.\d[ \t]*(#.*)?", line):
        return None
    message = f"the directive `{shown(line.split()[0])}` is not supported"
    return _refusal(pages, message, "remove the line", index, len(line))


def rest(pages: Pages, end: Any) -> Finding:
    """Refuse what stands behind the event that ended the document."""
    index = end.end_mark.index
    between = _BETWEEN_DOCUMENTS.match(pages.text(index, index + 10_000))
    index += between.end() if between else 0
    line = pages.line_end(index)
    if end.explicit or line.startswith(("---", "%")):
        hint = "put the documents into files of their own"
        return _refusal(pages, "a second document is not supported", hint, index, len(line))
    hint = "check the indentation and the brackets"
    place = pages.place(index, len(line))
    return Finding("SB002", "nothing may follow here: the value above is complete", place, hint)
