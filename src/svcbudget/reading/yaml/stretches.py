"""A long YAML file read by several at once: cut before some items of `products`, and put together again.

Each stretch is read as a file of its own, all but the first below a `products:` put before it. That gives what one
pass gives: nothing in a list reaches beyond a line that begins with its dash, but what is in quotes or brackets, and
those are not closed in a stretch that ends there. Where anything at all is out of the ordinary there is no answer, and
the file is to be read in one.
"""

import re
from array import array
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from svcbudget.reading.hands import Hands
from svcbudget.reading.places import Pages
from svcbudget.reading.tree import Content
from svcbudget.reading.yaml.composer import Doubt, Reading
from svcbudget.reading.yaml.look import needs_a_look

WORTH_A_PART = 1 << 20
"""So many bytes at least are worth being read apart."""
LIST = "products"
_KEY = f"{LIST}:\n".encode()
_DOCUMENT_ENDS = (b"\n...", b"\r...")
"""What may stand at the end of a file, and so of a stretch, but not amid one."""
_FIRST_ITEM = re.compile(rb"^products:[ ]*(?:#[^\r\n]*)?\r?\n(?:[ ]*(?:#[^\r\n]*)?\r?\n)*([ ]*- )", re.MULTILINE)

_Part = tuple[dict[str, Any], bytes, int]
"""What was read of a stretch: its tree, the lines of its products, and how many line ends it has."""


def read(data: bytes, file: str, hands: Hands) -> Content | None:
    """Read clean UTF-8 in several stretches; None where it is better, or safer, read in one."""
    count = hands.how_many(len(data), WORTH_A_PART)
    first = _FIRST_ITEM.search(data) if count > 1 else None
    if first is None or any(end in data for end in _DOCUMENT_ENDS) or needs_a_look(data):
        return None
    starts = [0, *_find_starts(data, first, count), len(data)]
    parts = hands.do_all([partial(_read_stretch, data, file, *stretch) for stretch in pairwise(starts)])
    if None in parts or array("I", parts[0][1])[:1] != array("I", [1 + _count_breaks(data[: first.start(1)])]):
        return None
    return _put_together(data, parts)


def _find_starts(data: bytes, first: re.Match[bytes], count: int) -> Sequence[int]:
    """Return where all stretches but the first start: at a line that begins as the `first` item of the list does."""
    found = (data.find(b"\n" + first[1], max(len(data) * n // count, first.end())) + 1 for n in range(1, count))
    return list(dict.fromkeys(start for start in found if start))


def _read_stretch(data: bytes, file: str, start: int, stop: int) -> _Part | None:
    """Read one stretch; None where it is no list of products all of which are in order."""
    text = data[start:stop]
    pages = Pages(_KEY + text if start else text, file)
    try:
        reading = Reading(pages, close=False, pure=False)
    except Doubt:
        return None
    tree = reading.tree
    if reading.findings or not reading.whole or not isinstance(tree, dict) or type(tree.get(LIST)) is not list:
        return None
    return tree, reading.lines.tobytes(), _count_breaks(text)


def _count_breaks(text: bytes) -> int:
    return text.count(b"\n") + text.count(b"\r") - text.count(b"\r\n")


def _put_together(data: bytes, parts: Sequence[_Part]) -> Content | None:
    """Join the lists of all parts; None where one ends with something else, or a key is there twice."""
    tree, encoded, before = parts[0]
    lines, products = array("I", encoded), tree[LIST]
    for part, own_lines, breaks in parts[1:]:
        more = part.pop(LIST)
        if next(reversed(tree)) != LIST or not tree.keys().isdisjoint(part):
            return None
        products += more
        tree |= part
        lines.extend(line + before - 1 for line in array("I", own_lines))
        before += breaks
    return Content(data, tree, lines, whole=True, findings=[])
