"""Spots of a YAML file to places, in a second pass that reads no further than it must.

Takes a path as the tree has it: the first of equal keys, items counted from 0.
"""

from collections.abc import Iterable
from typing import Any

from svcbudget.findings import Place
from svcbudget.reading.places import Pages
from svcbudget.reading.tree import Spot
from svcbudget.reading.yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    YAMLError,
    events,
)

_STARTS = (MappingStartEvent, SequenceStartEvent)
_ENDS = (MappingEndEvent, SequenceEndEvent)
_Stretch = tuple[int, int]  # the index of the first character, the number of characters


class _Wanted:
    """A value that is asked for or on the way to one, and where it and its key were found."""

    __slots__ = ("key", "steps", "value")

    def __init__(self) -> None:
        self.key: _Stretch | None = None
        self.value: _Stretch | None = None
        self.steps: dict[str | int, _Wanted] = {}


class _AllFound(Exception):
    """Nothing is left to look for."""


def locate(pages: Pages, spots: Iterable[Spot], *, pure: bool = False) -> dict[Spot, Place]:
    """Return the place of each spot.

    An empty value has the place of its key; what is not there, that of the mapping or list it is missing from.
    """
    root = _Wanted()
    spots = list(spots)
    left = 1
    for spot in spots:
        wanted = root
        for step in spot.path:
            if step not in wanted.steps:
                wanted.steps[step] = _Wanted()
                left += 1
            wanted = wanted.steps[step]
    _Search(pages, left, pure=pure).run(root)
    return {spot: pages.place(*_nearest(root, spot)) for spot in spots}


def _nearest(root: _Wanted, spot: Spot) -> _Stretch:
    wanted, nearest = root, root.value or (0, 1)
    for step in spot.path:
        wanted = wanted.steps[step]
        if not (wanted.key or wanted.value):
            return nearest
        nearest = wanted.value or wanted.key or nearest
    return wanted.key or nearest if spot.part == "key" else nearest


class _Search:
    """One pass through the events of a file, up to the last value that is wanted."""

    def __init__(self, pages: Pages, left: int, *, pure: bool) -> None:
        self._get = events(pages.data, pure=pure).get_event
        self._left = left

    def run(self, root: _Wanted) -> None:
        """Fill in the stretches; where the parser stumbles, what follows stays without."""
        try:
            self._get()  # the stream begins
            self._get()  # the document begins, or the stream ends
            event = self._get()
            if event is not None:
                self._visit(event, root)
        except (_AllFound, YAMLError, ValueError):
            pass

    def _visit(self, event: Any, wanted: _Wanted) -> None:
        kind = event.__class__
        index = event.start_mark.index
        length = event.end_mark.index - index if kind not in _STARTS else 1
        if length:
            wanted.value = index, length
        elif not wanted.key:
            wanted.value = index - 1, 1  # the dash of an empty item
        self._left -= 1
        if not self._left:
            raise _AllFound
        if not wanted.steps:
            self._pass_over(event)
        elif kind is MappingStartEvent:
            self._visit_mapping(wanted)
        elif kind is SequenceStartEvent:
            self._visit_list(wanted)

    def _visit_mapping(self, wanted: _Wanted) -> None:
        get, steps = self._get, wanted.steps
        while (event := get()).__class__ is not MappingEndEvent:
            found = None
            if event.__class__ is ScalarEvent:
                found = steps.get(event.value)
            else:
                self._pass_over(event)
            if found and not found.key:
                found.key = event.start_mark.index, event.end_mark.index - event.start_mark.index
                self._visit(get(), found)
            else:
                self._pass_over(get())

    def _visit_list(self, wanted: _Wanted) -> None:
        get, steps = self._get, wanted.steps
        position = 0
        while (event := get()).__class__ is not SequenceEndEvent:
            found = steps.get(position)
            if found:
                self._visit(event, found)
            else:
                self._pass_over(event)
            position += 1

    def _pass_over(self, event: Any) -> None:
        if event.__class__ not in _STARTS:
            return
        get, depth = self._get, 1
        while depth:
            kind = get().__class__
            if kind in _STARTS:
                depth += 1
            elif kind in _ENDS:
                depth -= 1
