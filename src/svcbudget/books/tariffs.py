"""Pricing files in time: which of them holds on a day, and what a sale of a product puts aside under it.

What a sale puts aside is exact: so many minor units in so many sales. Nothing is rounded here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from svcbudget.planning.budget import MICRO, Profit, Rule, find_profit
from svcbudget.pricing.document import Document
from svcbudget.pricing.in_force import Versions, start_of
from svcbudget.pricing.model import Product

MOST_PRICES = 100
"""How many prices of a product are remembered before it starts afresh."""


class Yearly(NamedTuple):
    """What one customer's year puts aside, in minor units: for the standard programme, and for personal occasions."""

    standard: int
    personal: int


class Ware:
    """A product as one pricing file has it; `position` is its place among those of all files."""

    def __init__(self, product: Product, document: Document, rule: Rule, position: int) -> None:
        """Take a product of a document, and the document's rule."""
        self.product = product
        self.currency = document.currency
        self.digits = document.digits
        self.position = position
        self.key = (product.sku, product.channel, document.currency)
        """What it is in the books, whichever file holds."""
        self.purchases = product.purchases
        self._rule = rule
        self._years: dict[Decimal | None, Yearly] = {}

    def year(self, price: Decimal | None) -> Yearly:
        """Return what a customer's year puts aside where it is sold at `price`; None: at the file's own."""
        year = self._years.get(price)
        if year is None:
            if len(self._years) >= MOST_PRICES:
                self._years.clear()
            budget = self._rule.allow(find_profit(self.product) if price is None else sell_at(self.product, price))
            year = self._years[price] = Yearly(budget.standard, budget.reserve)
        return year


def sell_at(product: Product, price: Decimal) -> Profit:
    """Work out the profit of a sale at another price than the file's.

    The cost stays what it is, also where the file gives a margin or a profit, but for parts of it that are a share of
    the price. A product of which the file has no price keeps its profit.
    """
    if product.price is None or product.price == price:
        return find_profit(product)
    if isinstance(product.cost, Decimal | Mapping):
        return find_profit(replace(product, price=price))
    listed = find_profit(product)
    assert listed.cost is not None  # it has a price
    cost = Fraction(listed.cost, listed.over)
    net = Fraction(price) * MICRO / (1 + (product.tax_included or Fraction(0)))
    annual = (net - cost) * product.purchases
    over = lcm(net.denominator, cost.denominator, annual.denominator)
    return Profit(int(net * over), int(cost * over), int((net - cost) * over), int(annual * over), over)


class Tariffs:
    """All pricing files of a run, by the day from which each holds."""

    def __init__(self, documents: Sequence[Document]) -> None:
        """Take documents without errors, of which each replaces those before it that share a product with it."""
        documents = sorted(documents, key=lambda one: (start_of(one), one.file or ""))
        self.versions = Versions(documents)
        self.starts = self.versions.starts
        self._wares: list[dict[tuple[str, str | None], Ware]] = [{} for _ in self.starts]
        self._by_sku: list[dict[str, list[Ware]]] = [{} for _ in self.starts]
        self.wares: list[Ware] = []
        """Every product of every file, in their order."""
        holding = [{id(one) for one in self.versions.holding(number)} for number in range(len(self.starts))]
        for document in documents:
            rule = Rule(document.policy, document.digits)
            versions = [version for version, hold in enumerate(holding) if id(document) in hold]
            for product in document.products:
                ware = Ware(product, document, rule, len(self.wares))
                self.wares.append(ware)
                for version in versions:
                    self._wares[version][product.sku, product.channel] = ware
                    self._by_sku[version].setdefault(product.sku, []).append(ware)

    def version_on(self, day: date) -> int | None:
        """Return the number of the files that hold on a day; None where none does yet."""
        return self.versions.number_on(day)

    def find(self, version: int, sku: str, channel: str | None) -> Ware | None:
        """Return the product with a sku, on a channel where the files tell them apart; None where there is none.

        A product that stands in the files once, without a channel, is the same on all. One that stands on a single
        channel is meant where a sale names none.
        """
        exact = self._wares[version].get((sku, channel)) or self._wares[version].get((sku, None))
        alike = self._by_sku[version].get(sku, ())
        return exact or (alike[0] if channel is None and len(alike) == 1 else None)

    def channels(self, version: int, sku: str) -> list[str]:
        """Return the channels on which a sku is sold."""
        return [str(ware.product.channel) for ware in self._by_sku[version].get(sku, ())]

    def skus(self, version: int) -> list[str]:
        """Return all skus of the files that hold."""
        return list(self._by_sku[version])
