"""YAML text to a tree of dicts, lists and texts; what a pricing file may not use is refused by name.

A common file is read in one fast pass that keeps no places. A file with a fault, or with something that might
be one, is read again with a close look at every text, or with a line mended. Must not know what a pricing
file means.
"""

from svcbudget.findings import Finding
from svcbudget.reading.encoding import STAND_IN
from svcbudget.reading.hands import ALONE, Hands
from svcbudget.reading.places import Pages
from svcbudget.reading.tree import Content, without
from svcbudget.reading.yaml import stretches
from svcbudget.reading.yaml.composer import Doubt, Reading
from svcbudget.reading.yaml.look import needs_a_look
from svcbudget.reading.yaml.mending import Mending


def read(text: bytes, file: str, *, pure: bool = False, hands: Hands = ALONE) -> Content:
    """Read clean UTF-8.

    A line with a syntax error is mended and the file read again, so that all errors show in one run. Where that
    will not do, and below the deepest nesting, the tree holds what stood before. `pure` asks for the parser
    without libyaml, and `hands` are those that read a long file; the answer is the same.
    """
    content = None if pure else stretches.read(text, file, hands)
    if content:
        return content
    mending = Mending()
    slips: dict[int, Finding] = {}
    while True:
        pages = Pages(text, file)
        reading = _read_once(pages, pure=pure)
        slip = reading.slip
        if slip is None:
            break
        slips.setdefault(slip.place.line, slip)
        mended = mending.mend(pages, slip.place, reading.column, reading.open)
        if mended is None:
            break
        text = mended
        del reading  # its tree, before the next one grows
    tree = without(reading.tree, STAND_IN) if slips else reading.tree
    others = [finding for finding in reading.findings if finding.place.line not in slips]
    return Content(text, tree, reading.lines, reading.whole, [*slips.values(), *others])


def _read_once(pages: Pages, *, pure: bool) -> Reading:
    if not needs_a_look(pages.data):
        try:
            return Reading(pages, close=False, pure=pure)
        except Doubt:
            pass
    return Reading(pages, close=True, pure=pure)
