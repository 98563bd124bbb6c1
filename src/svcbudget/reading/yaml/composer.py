"""One pass through the events of a YAML file: they become a tree, and what may not be used is refused by name.

Keeps no places but those of its findings. Must not know what a pricing file means, but for the name of its
list of products, whose lines it notes.
"""

from array import array
from typing import Any

from svcbudget.findings import Finding
from svcbudget.reading.places import Pages
from svcbudget.reading.tree import REFUSED
from svcbudget.reading.yaml import refusals as refuse
from svcbudget.reading.yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
    YAMLError,
    directives,
    events,
)
from svcbudget.reading.yaml.look import Look, Role
from svcbudget.reading.yaml.syntax import explain
from svcbudget.reading.yaml.trouble import placeholder, shown

_MOST_FINDINGS = 1000
_NOTHING = frozenset(("", "~", "null"))
_ODD_KEYS = _NOTHING | {"<<"}


class Doubt(Exception):
    """A fast pass met what only a close look can judge."""


class _Stop(Exception):
    """Reading ends here, and a finding says why."""


class Reading:
    """One pass: the `tree`, the `lines` of the items of `products`, whether it is `whole`, and the `findings`.

    Where the parser stumbled, `slip` says why; `open` holds the events that began the lists and mappings
    around, `column` the indentation of the last key. Raises Doubt unless the look is `close`.
    """

    def __init__(self, pages: Pages, *, close: bool, pure: bool) -> None:
        self.lines: array[int] = array("I")
        self.whole = False
        self.findings: list[Finding] = []
        self.slip: Finding | None = None
        self.open: list[Any] = []
        self._pages = pages
        self._look = Look(pages, self._report) if close else None
        self._get = events(pages.data, pure=pure).get_event
        self._last: Any = None  # the event of the last value that is a text
        self._last_key: Any = None
        self._placeholder: object = None  # the mapping that is none: `{{ price }}`
        self._keys: dict[str, str] = {}  # makes equal keys one object
        self._root: list[object] = [None]
        self._read()
        if self._look:
            self.findings += self._look.warnings

    @property
    def tree(self) -> object:
        """What was read."""
        return self._root[0]

    @property
    def column(self) -> int:
        """The indentation of the last key."""
        return self._last_key.start_mark.column if self._last_key else 0

    def _read(self) -> None:
        try:
            for offset in directives(self._pages.data):
                self._report(*filter(None, [refuse.directive(self._pages, offset)]))
            self._get()  # the stream begins
            if self._get().__class__ is not StreamEndEvent:
                self._put(self._root, 0, self._get())
                end = self._get()
                if self._look:
                    self._look.gap(end.start_mark)
                self._judge_rest(end)
            self.whole = True
        except _Stop:
            pass
        except (YAMLError, ValueError) as error:
            self.slip = explain(error, self._pages, self._last, self._last_key, self.open)

    def _put(self, target: Any, key: Any, event: Any, role: Role = "item") -> None:
        """Put what begins with `event` where `target[key]` is, or will be."""
        kind = event.__class__
        if kind is ScalarEvent:
            target[key] = self._text(event, role)
            return
        if kind is AliasEvent:
            target[key] = REFUSED
            self._report(refuse.alias(self._pages, event.start_mark.index, event.anchor))
            return
        self._report(*refuse.properties(self._pages, event))
        depth = len(self.open)
        if depth == refuse.DEEPEST:
            self._report(refuse.too_deep(self._pages, event.start_mark.index))
            raise _Stop
        self.open.append(event)
        child: Any = {} if kind is MappingStartEvent else []
        target[key] = child
        try:
            if kind is MappingStartEvent:
                self._fill_mapping(child)
            else:
                self._fill_list(child, self.lines if depth == 1 and key == "products" else None)
        except (YAMLError, ValueError):
            if event.flow_style and event is self.open[-1]:
                target[key] = REFUSED  # brackets that are not closed hold what was never meant for them
            raise
        if self._placeholder is child:
            target[key] = REFUSED
        self.open.pop()

    def _fill_list(self, into: list[object], lines: "array[int] | None") -> None:
        get = self._get
        while (event := get()).__class__ is not SequenceEndEvent:
            if lines is not None:
                lines.append(event.start_mark.line + 1)
            into.append(None)
            self._put(into, -1, event)

    def _fill_mapping(self, into: dict[str, object]) -> None:
        get, known, close = self._get, self._keys, self._look is not None
        first_lines: dict[str, int] = {}
        while (event := get()).__class__ is not MappingEndEvent:
            key = event.value if event.__class__ is ScalarEvent else None
            if (
                close
                or key is None
                or key in into
                or key in _ODD_KEYS
                or event.tag is not None
                or event.anchor is not None
            ):
                key = self._key(event, into, first_lines)
                if key is None:
                    continue
            key = known.setdefault(key, key)
            self._last_key = event
            event = get()
            if (
                event.__class__ is ScalarEvent
                and not close
                and (value := event.value) not in _NOTHING
                and event.tag is None
                and event.anchor is None
            ):
                into[key] = value
                self._last = event
            else:
                self._put(into, key, event, "value")

    def _text(self, event: Any, role: Role) -> object:
        self._last = event
        self._report(*refuse.properties(self._pages, event))
        if event.tag is not None and event.tag != "!":
            return REFUSED
        if self._look and self._look.refuses(event, role):
            return REFUSED
        text: str = event.value
        return None if text in _NOTHING and not event.style else text

    def _key(self, event: Any, into: dict[str, object], first_lines: dict[str, int]) -> str | None:
        """Judge a key that is out of the ordinary; where it is refused, read over its value and return None."""
        kind = event.__class__
        if kind is not ScalarEvent:
            self._refuse_key(event, into)
            return None
        self._report(*refuse.properties(self._pages, event))
        key: str = event.value
        index = event.start_mark.index
        if key in _ODD_KEYS and not event.style:
            self._refuse_odd_key(key, index)
        elif self._look and self._look.refuses(event, "key"):
            self._read_over()
        elif key in into:
            if not self._look:
                raise Doubt
            message = f"`{shown(key)}` is given twice in this mapping, first in line {first_lines[key]}"
            place = self._pages.place(index, event.end_mark.index - index)
            self._report(Finding("SB003", message, place, "keep one of the two"))
            self._read_over()
        else:
            first_lines[key] = event.start_mark.line + 1
            return key
        return None

    def _refuse_odd_key(self, key: str, index: int) -> None:
        if key in _NOTHING:
            self._report(refuse.null_key(self._pages, index, key))
            if not key:
                raise _Stop  # the parsers disagree on what may follow
            self._read_over()
            return
        self._report(refuse.merge_key(self._pages, index))
        known = len(self.findings)
        self._read_over()
        del self.findings[known:]  # its aliases need no findings of their own

    def _refuse_key(self, event: Any, into: dict[str, object]) -> None:
        """Refuse an alias, a list or a mapping in the place of a key, and its value."""
        index = event.start_mark.index
        known = len(self.findings)
        if self._pages.text(index - 1, index + 1) == "{{":
            self._placeholder = into
            if self._pages.text(index - 2, index - 1) != "{":  # else it has its finding
                self._report(*filter(None, [placeholder(self._pages, index - 1)]))
        kind = "mapping" if event.__class__ is MappingStartEvent else "list"
        self._put([None], 0, event)
        if len(self.findings) == known:
            self._report(refuse.odd_key(self._pages, index, kind))
        self._read_over()

    def _read_over(self) -> None:
        """Read a value that has no place in the tree, for the faults in it."""
        self._put([None], 0, self._get())

    def _judge_rest(self, end: Any) -> None:
        """Refuse all but comments after the document."""
        try:
            if self._get().__class__ is StreamEndEvent:
                return
        except (YAMLError, ValueError):
            pass
        finding = refuse.rest(self._pages, end)
        self._report(finding)
        if finding.code == "SB002":
            raise _Stop

    def _report(self, *findings: Finding) -> None:
        for finding in findings:
            self.findings.append(finding)
            if len(self.findings) == _MOST_FINDINGS:
                message = f"more than {_MOST_FINDINGS:,} faults; reading stopped here"
                self.findings.append(Finding(finding.code, message, finding.place))
                raise _Stop
