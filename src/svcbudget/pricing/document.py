"""A pricing file as one validated whole: what it says, what it extends and the built-in defaults together."""

from collections.abc import Sequence, Set
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from svcbudget.pricing.model import Accounts, Gift, Policy, Product, Staff

if TYPE_CHECKING:
    from svcbudget.reading.source import Source


class Document(NamedTuple):
    """Products with the policy, the catalogue and the staff in force.

    `file` is as the user named it, None where there is none; `lines` holds each product's line; `chain` the sources,
    the file itself last.
    """

    file: str | None
    currency: str
    digits: int
    products: Sequence[Product]
    lines: Sequence[int]
    policy: Policy
    gifts: Sequence[Gift]
    staff: Staff
    chain: "Sequence[Source]"
    accounts: Accounts = Accounts()
    valid_from: date | None = None
    """The first day on which its prices and costs hold; None: since ever."""
    own_gifts: Set[str] = frozenset()
    """The ids of the catalogue entries that the files themselves set."""
