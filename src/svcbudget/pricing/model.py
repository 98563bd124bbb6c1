"""What a pricing file holds, as values: products, promises, gifts, policy, staff.

Plain frozen values whose field types say how their text is read (`reading`). Knows no file, no
YAML and no currency; two checks that need several fields of one value stand beside it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal

from svcbudget.findings import Severity
from svcbudget.pricing import fields
from svcbudget.pricing.typed import OWN

Amount = Annotated[Decimal, fields.AMOUNT_READS]
Share = Annotated[Fraction, fields.SHARE_READS]
Text = Annotated[str, fields.TEXT_READS]
Id = Annotated[str, fields.ID_READS]
Names = Annotated[Mapping[str, str], fields.NAMES_READS]
Whole = Annotated[int, fields.WHOLE_READS]
Flag = Annotated[bool, fields.FLAG_READS]

# What pydantic is to know of each: no other keys, and `from_` is typed `from`.
STRICT: dict[str, Any] = {"extra": "forbid", "alias_generator": lambda name: name.rstrip("_")}


@dataclass(frozen=True, slots=True)
class Promise:
    """What the shop promises today: one gift, at purchase, every so often or on an occasion."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    gift: Id
    at: Annotated[str, fields.PURCHASE_READS] | None = None
    every: Annotated[Fraction, fields.PERIOD_READS] | None = None
    on: Id | None = None
    owner: Text | None = None
    channel: Text | None = None
    cost: Amount | None = None
    minutes: Amount | None = None


@dataclass(frozen=True, slots=True)
class Ignore:
    """A finding of one product that is accepted for a reason, for good or until a date (inclusive)."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    code: Annotated[str, fields.IGNORED_READS]
    reason: Text
    until: Annotated[date, fields.DATE_READS] | None = None


@dataclass(frozen=True, slots=True)
class Product:
    """One product: its price as typed, and its cost, margin or profit."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    name: Text
    sku: Text
    category: Text | None = None
    price: Amount | None = None
    cost: Annotated[Decimal | Mapping[str, Decimal | Fraction], fields.COST_READS] | None = None
    margin: Share | None = None
    profit: Amount | None = None
    tax_included: Share | None = None
    units_per_year: Amount | None = None
    purchases_per_year: Annotated[Decimal, fields.PURCHASES_READS] | None = None
    service: list[Promise] | None = None
    channel: Text | None = None
    ignore: list[Ignore] | None = None

    @property
    def purchases(self) -> Fraction:
        """How often a year one customer buys it."""
        return Fraction(1 if self.purchases_per_year is None else self.purchases_per_year)

    @property
    def label(self) -> str:
        """What tells it from all others: its sku, with the channel where there is one."""
        return f"{self.sku} ({self.channel})" if self.channel else self.sku


@dataclass(frozen=True, slots=True)
class Gift:
    """A catalogue entry: what may be given, when, to whom, and what it costs and is worth."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: Id
    cost: Annotated[Decimal | Literal["own"], fields.GIFT_COST_READS]
    at: list[Id]
    name: Names | None = None
    worth: Amount | None = None
    minutes: Amount = Decimal(0)
    for_: list[Text] | None = None
    not_for: list[Text] | None = None
    every: Annotated[int, fields.EVERY_READS] = 1
    repeats: Whole = 4
    repeat_worth: Share | None = None
    owner: Text | None = None
    channel: Text | None = None
    obligation: Flag = False
    promotion: Flag = False
    kind: Annotated[str, fields.KIND_READS] = "gift"
    source: Names | None = None

    @property
    def is_gesture(self) -> bool:
        """Whether it costs attention only."""
        return not self.cost

    @property
    def is_own(self) -> bool:
        """Whether it is one more of the product itself."""
        return self.cost == OWN

    @property
    def is_service(self) -> bool:
        """Whether it is done, not carried home, so that it cannot be too heavy."""
        return self.kind == "service"

    @property
    def felt_worth(self) -> Decimal:
        """What the customer feels it is worth: its cost where nothing else is said; nothing known where that is own."""
        worth = self.cost if self.worth is None else self.worth
        return Decimal(0) if isinstance(worth, str) else worth

    def suits(self, category: str, find: Callable[[str], str]) -> bool:
        """Tell whether it suits a category; `find` brings both to the name they are compared by."""
        named = not self.for_ or any(find(name) == category for name in self.for_)
        return named and not any(find(name) == category for name in self.not_for or ())

    def title(self, language: str) -> str:
        """Return its name in `language`, or in the next best one, or its id."""
        return _in_language(self.name or {}, language) or self.id

    def provenance(self, language: str) -> str | None:
        """Return whose idea it is and whose its numbers are, in `language` or in the next best one."""
        return _in_language(self.source or {}, language)


def _in_language(texts: Mapping[str, str], language: str) -> str | None:
    return texts.get(language) or texts.get("") or texts.get("en") or next(iter(texts.values()), None)


@dataclass(frozen=True, slots=True)
class Band:
    """A bracket of annual profit: the part of it up to `upto` (inclusive) counts at `rate`."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    rate: Share
    upto: Amount | None = None


@dataclass(frozen=True, slots=True)
class SmallTicket:
    """What a thin profit may carry: `share` of it, never more than `amount`."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    amount: Amount
    share: Share


@dataclass(frozen=True, slots=True)
class HeaviestGift:
    """How heavy one gift may be: a share of the budget between two amounts."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    share: Share
    at_least: Amount
    at_most: Amount


@dataclass(frozen=True, slots=True)
class Tier:
    """How much service a customer of some annual profit gets: counts a year, silence in months."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    name: Id
    from_: Amount
    touches: Whole
    gifts: Whole
    items_at_purchase: Whole
    longest_silence: Whole
    minutes: Whole | None = None
    """Of the staff, for one customer in a year; None: as many as it takes."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A moment in a customer's life: how often a year it is expected; `at_visit`: only if a visit falls on its day."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    name: Id
    per_year: Amount
    at_visit: Flag = False


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules by which profit becomes service."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    floor: Share
    ceiling: Share
    bands: list[Band]
    small_ticket: SmallTicket
    reserve: Share
    heaviest_gift: HeaviestGift
    tiers: list[Tier]
    repeat_worth: Share
    most_touches_per_month: Whole
    occasions: list[Occasion]
    authority: Annotated[Mapping[str, Decimal], fields.AUTHORITY_READS]
    severity: Annotated[Mapping[str, Severity], fields.SEVERITY_READS] | None = None
    least_margin: Share | None = None
    promise_required: Flag = False
    recipient_cap: Amount | None = None
    most_extra_sales: Share | None = None
    regulated: Annotated[str, fields.REGULATED_READS] = "gestures"
    """What a trade that may not give is suggested: gestures only, or all the same whatever suits it."""


@dataclass(frozen=True, slots=True)
class Staff:
    """The people who serve: hours a month, and what an hour costs."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    hours_per_month: Amount | None = None
    wage_per_hour: Amount | None = None


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts of the journal: service as it is recognised, what is put aside for it, and what pays it."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    expense: Annotated[str, fields.ACCOUNT_READS] = "Expenses:Service"
    standard: Annotated[str, fields.ACCOUNT_READS] = "Liabilities:Service:Standard"
    personal: Annotated[str, fields.ACCOUNT_READS] = "Liabilities:Service:Personal"
    cash: Annotated[str, fields.ACCOUNT_READS] = "Assets:Cash"
