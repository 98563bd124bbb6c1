"""The plain data read from a file: dicts, lists, texts and None, and the way to each of them.

Knows no file format; a file's reader makes a tree, and all that judges it names what it means by a `Spot`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from svcbudget.findings import Finding, Path


@dataclass(frozen=True, slots=True)
class Spot:
    """The value at `path`, or the key it has there."""

    path: Path
    part: Literal["key", "value"] = "value"


class Refused:
    """The type of `REFUSED`."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Show the name it goes by."""
        return "REFUSED"


REFUSED: Final = Refused()
"""Stands in a tree for a value that already has a finding, so that nobody reports it twice."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader made of a text."""

    text: bytes
    """The text that was read: clean UTF-8, with a stand-in for what could not be."""
    tree: object
    """Dicts, lists, texts and None, with REFUSED for what has a finding."""
    lines: Sequence[int]
    """The line of each item of the list `products`."""
    whole: bool
    """False where reading was cut short; the tree is then what stood before."""
    findings: Sequence[Finding]


def without(tree: object, stand_in: str) -> object:
    """Return `tree` with REFUSED for each text that holds `stand_in`, and without the keys that hold it."""
    if isinstance(tree, dict):
        return {key: without(value, stand_in) for key, value in tree.items() if stand_in not in key}
    if isinstance(tree, list):
        return [without(value, stand_in) for value in tree]
    return REFUSED if isinstance(tree, str) and stand_in in tree else tree
