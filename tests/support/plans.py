"""Plans of pricing files given as text."""

import svcbudget
from svcbudget.planning.plan import ProductPlan
from svcbudget.pricing.document import Document
from svcbudget.pricing.loading import load


def read(text: str, **options: str) -> Document:
    """Return the document that a pricing file's text makes; it must hold no errors."""
    document, findings = load("shop.yaml", lambda name: text.encode(), **options)  # type: ignore[arg-type]
    assert document is not None, findings
    return document


def plan(text: str) -> list[ProductPlan]:
    """Plan all products of a pricing file's text."""
    return list(svcbudget.plans(read(text)))
