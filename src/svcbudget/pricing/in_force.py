"""Pricing files in time: of those that share a product, which one holds on a day.

Files that share a product are versions of one another, each in force from its `valid_from` until the next begins;
without one, since ever. Versions that begin on the same day hold together. Files that share none are independent.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from svcbudget.pricing.document import Document


class InForce(NamedTuple):
    """Documents in the order of the run: those that hold, those that newer ones replace, those still to come."""

    hold: list[Document]
    replaced: list[Document]
    to_come: list[Document]


def start_of(document: Document) -> date:
    """Return the first day on which a document holds."""
    return document.valid_from or date.min


class Versions:
    """The documents of a run in time: from each day on which one begins, those that hold."""

    def __init__(self, documents: Sequence[Document]) -> None:
        """Take all documents of a run."""
        self.documents = documents
        self.starts = sorted({start_of(document) for document in documents})
        self._groups = _group(documents) if len(self.starts) > 1 else list(range(len(documents)))
        self._holding = [self.on(start).hold for start in self.starts]

    def on(self, day: date | None) -> InForce:
        """Tell which documents hold on a day; without one the newest of each do."""
        found = InForce([], [], [])
        begun = [(group, one) for group, one in zip(self._groups, self.documents, strict=True) if _has_begun(one, day)]
        latest: dict[int, date] = {}
        for group, document in begun:
            latest[group] = max(start_of(document), latest.get(group, date.min))
        for group, document in begun:
            (found.hold if start_of(document) == latest[group] else found.replaced).append(document)
        found.to_come.extend(document for document in self.documents if not _has_begun(document, day))
        return found

    def number_on(self, day: date) -> int | None:
        """Return the number of the stretch of time that a day is in; None where nothing holds yet."""
        number = bisect_right(self.starts, day) - 1
        return None if number < 0 else number

    def holding(self, number: int) -> list[Document]:
        """Return the documents that hold in a stretch of time."""
        return self._holding[number]


def _has_begun(document: Document, day: date | None) -> bool:
    return day is None or start_of(document) <= day


def _group(documents: Sequence[Document]) -> list[int]:
    """Return a number for each document, the same for those that share a product, also by way of a third one."""
    groups = list(range(len(documents)))
    first: dict[tuple[str, str | None], int] = {}
    for place, document in enumerate(documents):
        for product in document.products:
            other, own = groups[first.setdefault((product.sku, product.channel), place)], groups[place]
            if other != own:
                groups = [other if group == own else group for group in groups]
    return groups
