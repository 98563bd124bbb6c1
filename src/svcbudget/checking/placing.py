"""From faults at key paths to findings at places: in the product, or in the defaults that hold for it.

Every source is searched once, whatever is to be found in it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from svcbudget.checking.rules.case import Case
from svcbudget.findings import Fault, Finding, Path, Place, Related, Suppression
from svcbudget.pricing.document import Document
from svcbudget.reading.tree import Spot
from svcbudget.text import visible

NOTHING = ("", "~", "null", "Null", "NULL")
"""How a value is written that is none."""


@dataclass(slots=True)
class Found:
    """A fault of a document, of one of its products where `case` is given."""

    fault: Fault
    case: Case | None
    suppression: Suppression | None = None


class _Address(NamedTuple):
    """Where a value may stand: in a file, or where it is not the product's own, in the defaults of one.

    `product` is its product where that is to be looked at, since the value may not be its own.
    """

    file: str
    spot: Spot
    product: Path | None = None
    default: tuple[str, Spot] | None = None


def place(judged: Sequence[tuple[Document, Sequence[Found]]]) -> list[Finding]:
    """Give the faults of each document their places, their products and their severities."""
    search = _Search([document for document, _ in judged])
    wanted = []
    for document, all_found in judged:
        for found in all_found:
            pointers = [search.want(to.file, to.path, on_key=to.on_key) for to in found.fault.pointers]
            wanted.append((document, found, search.want(document.file, *_whole_path(found)), pointers))
    search.run()
    return [_make(search, *each) for each in wanted]


def _whole_path(found: Found) -> tuple[Path, bool]:
    """Return the path of a fault from the top of its document, and whether it means the key."""
    fault = found.fault
    on_key = fault.on_key or fault.path == ("service",)
    return (fault.path if found.case is None else ("products", found.case.index, *fault.path)), on_key


def _make(
    search: "_Search", document: Document, found: Found, address: _Address, pointers: Sequence[_Address]
) -> Finding:
    """Make the finding; what stands in the defaults is found at the name of its product, and leads there."""
    fault, message, label = found.fault, found.fault.message, None
    if found.case is not None:
        message, label = f"{visible(found.case.product.name, 40)}: {message}", found.case.product.label
    own, default = search.find(address)
    related = [Related("the default that holds for it", default)] if default else []
    for pointer, to in zip(fault.pointers, pointers, strict=True):
        there, otherwise = search.find(to)
        related.append(Related(pointer.what, there or otherwise or search.find_name(to)))
    weight = (document.policy.severity or {}).get(fault.code)
    about = (fault.code, message, own or search.find_name(address), fault.hint, weight)
    return Finding(*about, label, fault.values, found.suppression, tuple(related), fault.subject)


class _Search:
    """All that is to be found in the sources of a run, and where it is."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = {document.file: document for document in documents}
        self._sources = {source.file: source for document in documents for source in document.chain}
        self._wanted: defaultdict[str, list[Spot]] = defaultdict(list)
        self._found: Mapping[str, Mapping[Spot, Place]] = {}

    def want(self, file: str | None, path: Path, on_key: bool) -> _Address:
        """Ask for the place of a value, or of its key."""
        assert file is not None  # what is checked was read from somewhere
        part: Literal["key", "value"] = "key" if on_key else "value"
        address = _Address(file, Spot(path, part))
        match path:
            case ("products", int(number), str(key), *rest):
                document = self._documents[file]
                default = self._find_default(document, Spot(("defaults", key, *rest), part))
                if default or getattr(document.products[number], key) is None:
                    address = address._replace(product=path[:2], default=default)
        self._wanted[file].append(address.spot)
        if address.product:
            self._wanted[file] += [Spot(address.product), _name_of(address.product)]
        if address.default:
            self._wanted[address.default[0]].append(address.default[1])
        return address

    def _find_default(self, document: Document, spot: Spot) -> tuple[str, Spot] | None:
        """Return the file of a chain whose defaults hold, and the spot there, where any sets the key."""
        for source in reversed(document.chain):
            defaults = source.tree.get("defaults") if isinstance(source.tree, dict) else None
            if isinstance(defaults, dict) and defaults.get(spot.path[1]) is not None:
                return source.file, spot
        return None

    def run(self) -> None:
        """Find all that was asked for."""
        self._found = {file: self._sources[file].locate(dict.fromkeys(spots)) for file, spots in self._wanted.items()}

    def find(self, address: _Address) -> tuple[Place | None, Place | None]:
        """Return where a value stands in the product itself, or else in the defaults."""
        places = self._found[address.file]
        own = places[address.spot]
        if address.product is None or self._is_own(own, address):
            return own, None
        default = address.default
        return None, (self._found[default[0]][default[1]] if default else None)

    def _is_own(self, place: Place, address: _Address) -> bool:
        """Tell whether a place is that of the value, and not of the product without it."""
        assert address.product is not None
        marked = place.text[place.caret : place.caret + place.length]
        is_empty = address.spot.part == "value" and marked in (*NOTHING, str(address.spot.path[2]))
        return not is_empty and place != self._found[address.file][Spot(address.product)]

    def find_name(self, address: _Address) -> Place:
        """Return the place of the name of the product that a value is of."""
        assert address.product is not None
        return self._found[address.file][_name_of(address.product)]


def _name_of(product: Path) -> Spot:
    return Spot((*product, "name"))
