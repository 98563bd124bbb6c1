"""svcbudget as a library: the same results as values.

import svcbudget

document = svcbudget.read("shop.yaml")
for plan in svcbudget.plans(document):
    print(plan.product.name, plan.budget, plan.left)
svcbudget.quote(price="100", cost="60").budget
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from svcbudget.findings import Finding, Severity
from svcbudget.money import Misread, parse_amount
from svcbudget.planning.plan import ProductPlan, Totals, sum_up
from svcbudget.planning.planner import Planner
from svcbudget.pricing import builtin, typed
from svcbudget.pricing.document import Document
from svcbudget.pricing.model import Product, Staff
from svcbudget.showing.exports.lists import record

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

__all__ = [
    "Document",
    "Finding",
    "InvalidFile",
    "ProductPlan",
    "Totals",
    "check",
    "plans",
    "quote",
    "read",
    "record",
    "sum_up",
]


class InvalidFile(ValueError):
    """A pricing file has errors; `findings` are all of them."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(
            "; ".join(f"{f.place.file}:{f.place.line}:{f.place.column}: {f.code} {f.message}" for f in findings)
        )
        self.findings = findings


def read(path: "str | Path", *, currency: str | None = None) -> Document:
    """Read a pricing file, YAML or CSV, with what it extends.

    It may extend YAML and JSON files of its own repository. Raises OSError where it cannot be opened, InvalidFile with
    all findings where it holds errors.
    """
    from svcbudget.opening import Fence, open_file  # noqa: PLC0415 - a quote needs neither
    from svcbudget.pricing.loading import load  # noqa: PLC0415

    fence = Fence(str(path))
    document, findings = load(
        str(path), lambda name: _read_all(open_file(name)), open_extended=lambda name: _read_all(fence.open(name)),
        currency=currency,
    )  # fmt: skip
    if document is None:
        raise InvalidFile([finding for finding in findings if finding.severity is Severity.ERROR])
    return document


def _read_all(file: "BinaryIO") -> bytes:
    with file:
        return file.read()


def plans(document: Document) -> Iterator[ProductPlan]:
    """Plan every product of a document, in the order of the file. Amounts are decimals per customer and year."""
    return iter(Planner(document))


def check(
    documents: Sequence[Document], *, today: "date", select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> list[Finding]:
    """Hold documents to the rules of `check`: all, or those selected by code, beginning or name, less those ignored.

    `today` decides which `ignore` has ended. Returns findings in the order of the documents and their lines.
    """
    from svcbudget.checking.check import check as judge  # noqa: PLC0415 - a quote needs none of it
    from svcbudget.checking.selection import Selection  # noqa: PLC0415

    return judge(documents, Selection(select, ignore), today, files=[document.file or "" for document in documents])


def quote(*, currency: str = "CNY", **product: str) -> ProductPlan:
    """Plan one product given as text, by the keys of a pricing file: `price`, `cost`, `margin`, `profit`, `category`…

    Raises ValueError where the text is no such value or does not say what the profit is, KeyError for a currency
    without built-in amounts.
    """
    return quote_product(make_product(product), currency)


def make_product(typed: dict[str, str]) -> Product:
    """Read a product from text by key. Raises Misread (a ValueError) with the message and what to type instead."""
    unknown = [key for key in typed if key not in READERS]
    if unknown:
        raise TypeError(f"a product has no {unknown[0]}; it may have {', '.join(READERS)}")
    values: dict[str, Any] = {key: READERS[key](text) for key, text in typed.items()}
    ways = [key for key in ("cost", "margin", "profit") if key in values]
    if len(ways) != 1:
        raise Misread(
            f"{' and '.join(ways)} are given together" if ways else "nothing says what the profit is",
            "give exactly one of cost, margin and profit",
        )
    if "price" not in values and "profit" not in values:
        raise Misread("price is missing", "it may be left out only where profit is given")
    name = values.pop("name", None) or values.get("category") or "product"
    return Product(name=name, sku=values.pop("sku", None) or name, **values)


def quote_product(product: Product, currency: str) -> ProductPlan:
    """Plan one product under the built-in policy and catalogue of a currency. Raises KeyError where there are none."""
    return Planner(built_in_document(currency, product, category=product.category or builtin.GENERAL)).plan(product)


def built_in_document(currency: str, *products: Product, category: str | None = None) -> Document:
    """Put products under the built-in policy and catalogue of a currency. Raises KeyError where there are none.

    With `category` only those entries are read that may suit it.
    """
    if currency not in builtin.SETS:
        raise KeyError(currency)
    policy, gifts = builtin.standard(currency, category)
    return Document(None, currency, builtin.digits(currency), products, [1] * len(products), policy, gifts, Staff(), ())


READERS = {
    "name": typed.read_text,
    "sku": typed.read_text,
    "category": typed.read_text,
    "price": parse_amount,
    "cost": parse_amount,
    "margin": typed.read_share,
    "profit": parse_amount,
    "tax_included": typed.read_share,
    "units_per_year": parse_amount,
    "purchases_per_year": typed.read_purchases,
}
"""How the text of each key is read."""
