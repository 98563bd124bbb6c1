"""What a rule is shown: a product with its profit, its budget and its promises, each worked out when asked for."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

from svcbudget.findings import Pointer
from svcbudget.money import DECIMALS, from_minor, plain, plain_count, plain_share, round_to
from svcbudget.planning.budget import Budget, Profit, Rule, find_profit
from svcbudget.planning.promises import Book, Kept, Promised
from svcbudget.pricing.document import Document
from svcbudget.pricing.layers import entries
from svcbudget.pricing.model import Product

BOUNDLESS = Decimal(10**12)
"""More than any amount that is typed."""


class Shop:
    """A document made ready to be judged."""

    def __init__(self, document: Document) -> None:
        """Take a document without errors."""
        self.document = document
        self.policy = document.policy
        self.rule = Rule(document.policy, document.digits)
        self.book = Book(document)
        self.cases: list[Case] = []
        """The products of which more is to be known than their margin."""

    @cached_property
    def own_gifts(self) -> Mapping[str, tuple[str, int]]:
        """Where each catalogue entry stands that is not built in: the file, and its position there."""
        chain = self.document.chain
        return {str(one.get("id")): (of.file, i) for of in chain for i, one in enumerate(entries(of, "gifts"))}

    def money(self, minor: int | Fraction) -> str:
        """Write minor units as an amount, a fraction of one rounded half away from zero."""
        digits = self.document.digits
        if isinstance(minor, int):
            return plain(from_minor(minor, digits), digits)
        return plain(round_to(minor / 10**digits, digits), digits)

    def beyond(self, minor: Fraction, bound: Fraction | int) -> str:
        """Write minor units that are beyond a bound, so that they do not look equal to it."""
        return apart(minor / self.book.per_unit, Fraction(bound) / self.book.per_unit, self.document.digits)

    def minor(self, amount: Decimal) -> Fraction:
        """Return an amount as it is typed in minor units."""
        return Fraction(amount) * self.book.per_unit

    def up(self, minor: Fraction) -> str:
        """Write minor units as an amount, a fraction of one counted as a whole: a price of so much is enough."""
        return self.money(ceil(minor))

    def down(self, minor: Fraction) -> str:
        """Write minor units as an amount, a fraction of one left out: a cost of so much is not too much."""
        return self.money(floor(minor))


class Case:
    """One product of a shop."""

    def __init__(self, shop: Shop, index: int, product: Product) -> None:
        """Take the product at a position of the document's list."""
        self.shop = shop
        self.index = index
        self.product = product

    @cached_property
    def profit(self) -> Profit:
        """What one sale and one customer's year bring."""
        return find_profit(self.product)

    @cached_property
    def budget(self) -> Budget:
        """What may go into service."""
        return self.shop.rule.allow(self.profit)

    @cached_property
    def promised(self) -> Promised:
        """What the shop promises, and what that costs."""
        return self.shop.book.cost(self.product)

    @property
    def is_loss(self) -> bool:
        """Whether it brings nothing, so that there is nothing to serve from."""
        return self.profit.annual <= 0

    @property
    def annual_profit(self) -> Fraction:
        """What one customer brings in a year, exact, in minor units."""
        return Fraction(self.profit.annual, self.profit.over * self.shop.rule.unit)

    def point(self, what: str, *path: str | int, on_key: bool = False) -> Pointer:
        """Lead to a key of this product."""
        return Pointer(what, self.shop.document.file, ("products", self.index, *path), on_key)

    def point_at_gift(self, kept: Kept) -> tuple[Pointer, ...]:
        """Lead to what a promised gift costs, where that is said by a catalogue of the shop's own."""
        if kept.promise.cost is not None or kept.gift.id not in self.shop.own_gifts:
            return ()
        file, position = self.shop.own_gifts[kept.gift.id]
        return (Pointer("what the gift costs", file, ("gifts", position, "cost")),)

    def point_at_mends(
        self, part: Callable[[Budget], int], least: int | Fraction, does: str = "would carry it"
    ) -> tuple[Pointer, ...]:
        """Lead to the price and the cost, or what stands for them, of which another alone would mend it.

        That is where it can bring a part of the budget to the `least`: a price may rise, a cost fall to nought.
        """
        product = self.product
        extremes = (
            ("price", "higher", None if product.profit is not None else product.price, BOUNDLESS),
            ("cost", "lower", product.cost, Decimal(0)),
            ("margin", "higher", product.margin, Fraction(1)),
            ("profit", "higher", product.profit, BOUNDLESS),
        )
        return tuple(
            self._point_at_amount(f"a {way} {key} {does}", key)
            for key, way, given, most in extremes
            if given is not None and part(self._allow_with(key, most)) >= least
        )

    def _allow_with(self, key: str, amount: Decimal | Fraction) -> Budget:
        """Return what might go into service with another amount."""
        return self.shop.rule.allow(find_profit(replace(self.product, **{key: amount})))  # type: ignore[arg-type]

    def point_at_profit(self, what: str) -> tuple[Pointer, ...]:
        """Lead to the price and the cost, or what stands for them: `what` follows from them."""
        product = self.product
        keys = ["profit"] if product.profit is not None else ["price", "cost", "margin"]
        return tuple(
            self._point_at_amount(f"{what} this {key}", key) for key in keys if getattr(product, key) is not None
        )

    def _point_at_amount(self, what: str, key: str) -> Pointer:
        return self.point(what, key, on_key=isinstance(getattr(self.product, key), Mapping))

    def price_for(self, profit: Fraction) -> str | None:
        """Return the price or, where none is known, the profit of one sale that is needed.

        `profit` is what one sale is to bring, in minor units. The answer names the key and the amount, rounded up;
        None where no price reaches it.
        """
        if self.product.profit is not None:
            return f"profit: {self.shop.up(profit)}"
        fixed, share = self._fixed_cost_and_share()
        return self._gross((fixed + profit) / (1 - share)) if share < 1 else None

    def price_of_margin(self, margin: Fraction) -> str | None:
        """Return the key and amount, rounded up, that has a margin; None where no price reaches it."""
        product = self.product
        if product.margin is not None:
            return f"margin: {plain_share(margin)}"
        if product.profit is not None:
            net = Fraction(self.profit.net_price or 0, self.profit.over * self.shop.rule.unit)
            return f"profit: {self.shop.up(net * margin)}"
        fixed, share = self._fixed_cost_and_share()
        net_price = fixed / (1 - share - margin) if share + margin < 1 else None
        return None if net_price is None else self._gross(net_price)

    def _gross(self, net: Fraction) -> str:
        return f"price: {self.shop.up(net * (1 + (self.product.tax_included or Fraction(0))))}"

    def _fixed_cost_and_share(self) -> tuple[Fraction, Fraction]:
        cost = self.product.cost
        if cost is None:
            return Fraction(0), 1 - (self.product.margin or Fraction(0))
        if isinstance(cost, Decimal):
            return self.shop.minor(cost), Fraction(0)
        fixed = sum((self.shop.minor(part) for part in cost.values() if isinstance(part, Decimal)), Fraction(0))
        return fixed, sum((part for part in cost.values() if isinstance(part, Fraction)), Fraction(0))


def per_cent(share: Fraction, bound: Fraction) -> str:
    """Write a share that is beyond a bound in per cent, with two decimals at least."""
    return f"{apart(share * 100, bound * 100, 2)}%"


def count_apart(value: Fraction, bound: Fraction | Decimal | int) -> str:
    """Write a count that is beyond a bound with one decimal, where it has one."""
    return plain_count(Decimal(apart(value, Fraction(bound), 1)))


def apart(value: Fraction, bound: Fraction, digits: int) -> str:
    """Round a value to so many decimals, or to as many more up to six as show that it is not its bound."""
    rounded = (round_to(value, decimals) for decimals in range(digits, DECIMALS))
    return plain(next((shown for shown in rounded if Fraction(shown) != bound), round_to(value, DECIMALS)), digits)
