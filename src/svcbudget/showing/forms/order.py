"""Rows in the order of some fields: numbers as numbers, also those within texts, and what is not known last."""

import re
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import TypeVar

from svcbudget.showing.forms.rows import Cell, Row, cell_text, choose

Order = Sequence[tuple[str, bool]]
"""The fields to sort by, the first above all, and of each whether the highest comes first."""
Item = TypeVar("Item")

_number = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:/[0-9]*[1-9][0-9]*)?(%?)").fullmatch
_digits = re.compile("([0-9]+)")


def arrange(items: Iterable[Item], cells_of: Callable[[Item], Row], names: Sequence[str], order: Order) -> list[Item]:
    """Return items in the order of the fields of their rows; those that are equal in them stay as they come.

    Raises UnknownField for a field that is not among `names`.
    """
    places = choose(names, [name for name, _ in order])
    keyed = [([_key(cells[place]) for place in places], item) for item in items for cells in [cells_of(item)]]
    for i, (_, falls) in reversed(list(enumerate(order))):
        known = [pair for pair in keyed if pair[0][i] is not None]
        known.sort(key=lambda pair, i=i: pair[0][i], reverse=falls)  # type: ignore[misc]
        keyed = known + [pair for pair in keyed if pair[0][i] is None]
    return [item for _, item in keyed]


def sort_rows(names: Sequence[str], rows: Iterable[Row], order: Order) -> list[Row]:
    """Return rows in an order. Raises UnknownField."""
    return arrange(rows, lambda row: row, names, order)


def _key(cell: Cell) -> tuple[object, ...] | None:
    """Return what a cell is compared by: numbers and shares before texts, in these a row of digits as a number."""
    text = cell_text(cell)
    if not text:
        return None
    if isinstance(cell, bool):
        return 0, Fraction(cell)
    found = _number(text)
    if found:
        return 0, _value(text.removesuffix("%")) / (100 if found[1] else 1)
    parts = _digits.split(text.casefold())
    return 1, [int(part) if i % 2 else part for i, part in enumerate(parts)], text


def _value(text: str) -> Fraction:
    numerator, _, denominator = text.partition("/")
    return Fraction(numerator) / int(denominator or 1)
