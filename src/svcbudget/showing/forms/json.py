"""Records as JSON, one a line so that a diff shows what changed: a list, a document around one, or JSON Lines.

Must not know what the records speak of.
"""

import json
import re
from collections.abc import Generator, Iterable, Iterator
from itertools import islice
from json.encoder import encode_basestring as quote
from typing import NamedTuple

__all__ = ["Written", "dump", "quote", "write_document", "write_lines", "write_list", "write_members"]

RECORDS_AT_ONCE = 250
NEXT = ",\n"
"""What stands between the records of a list."""
_line_ends = re.compile("[\x85\u2028\u2029]")
_LINE_ENDS = ("\x85", "\u2028", "\u2029")


class Written(NamedTuple):
    """What stands in many records and was written once, as JSON text."""

    text: str


def dump(value: object) -> str:
    """Write a value; what is not ASCII stays as it is."""
    if value is None:
        return "null"
    kind = value.__class__
    return str(value) if kind is int else value.text if kind is Written else _encode(value)  # type: ignore[attr-defined]


_encode = json.JSONEncoder(ensure_ascii=False).encode


def write_document(format_name: str, members: Iterable[tuple[str, object]]) -> Iterator[str]:
    """Write one JSON document that names its format; of its members an iterator is a list of written records."""
    yield f'{{"format": {quote(format_name)}'
    for name, value in members:
        yield f", {quote(name)}: "
        if isinstance(value, Iterator):
            yield from write_list(value)
        else:
            yield dump(value)
    yield "}\n"


def write_list(records: Iterable[str]) -> Iterator[str]:
    """Write a JSON list of written records, one a line."""
    yield "["
    are_some = yield from write_members(records)
    yield "\n]" if are_some else "]"


def write_members(records: Iterable[str], begin: str = "\n") -> Generator[str, None, bool]:
    """Write what stands in a JSON list and return whether that is anything; `begin` with a comma to go on in a list."""
    each = iter(records)
    are_some = False
    while block := NEXT.join(islice(each, RECORDS_AT_ONCE)):
        yield begin + block
        begin, are_some = NEXT, True
    return are_some


def write_lines(records: Iterable[str]) -> Iterator[str]:
    """Write JSON Lines; what some readers take for the end of a line is escaped."""
    each = iter(records)
    while block := "\n".join(islice(each, RECORDS_AT_ONCE)):
        if any(end in block for end in _LINE_ENDS):
            block = _line_ends.sub(lambda found: f"\\u{ord(found[0]):04x}", block)
        yield block + "\n"
