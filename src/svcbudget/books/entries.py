"""From accruals and spending to journal entries as values, the same for every format that writes them.

What sales put aside is an expense owed to a reserve; spending takes from the reserve. Each entry bears a code, which
comes from what it is about and from nothing else: one that is booked already can be recognised.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from svcbudget.books.accruals import Accrual
from svcbudget.books.periods import last_day
from svcbudget.books.spending import ABOUT, Spending
from svcbudget.money import from_minor
from svcbudget.pricing.document import Document
from svcbudget.pricing.model import Accounts
from svcbudget.text import visible

ROLES = tuple(field.name for field in fields(Accounts))
"""What each account is for: the keys of `accounts:`."""
TAGS = ("period", "channel", *ABOUT)
"""What entries may be tagged with."""
LONGEST = 200
"""The most characters of a text in an entry: ledger reads no line above 4096 bytes."""
_is_plain = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}").fullmatch


class Unwritable(ValueError):
    """Something that cannot be in a journal: what, and what to do instead."""


class Chart(NamedTuple):
    """The accounts of one currency, and how many decimals it has."""

    digits: int
    accounts: Accounts


Charts = Mapping[str, Chart]
"""By currency."""


class Posting(NamedTuple):
    """An account and what is debited to it, in minor units; below nought: credited."""

    account: str
    units: int


class Entry(NamedTuple):
    """One transaction in one currency, whose postings add up to nought. Its texts are `legible`."""

    day: date
    code: str
    what: str
    about: str
    currency: str
    digits: int
    postings: tuple[Posting, ...]
    tags: tuple[tuple[str, str], ...]


def choose_accounts(documents: Sequence[Document], given: Mapping[str, str]) -> dict[str, Chart]:
    """Return the chart of each currency: the accounts given by role, else those of its pricing files.

    Raises Unwritable where files of one currency do not agree.
    """
    chosen: dict[str, dict[str, str]] = {}
    for document in documents:
        accounts = chosen.setdefault(document.currency, dict(given))
        for role in ROLES:
            account = getattr(document.accounts, role)
            if accounts.setdefault(role, account) != account and role not in given:
                both = f"{accounts[role]} and {account}"
                message = f"the pricing files in {document.currency} have two accounts for {role}: {both}"
                raise Unwritable(f"{message}; choose one with --account {role}={account}")
    digits = {document.currency: document.digits for document in documents}
    return {currency: Chart(digits[currency], Accounts(**accounts)) for currency, accounts in chosen.items()}


def all_accounts(charts: Charts) -> list[str]:
    """Return every account that entries may use."""
    return sorted({getattr(chart.accounts, role) for chart in charts.values() for role in ROLES})


def put_aside(accounts: Accounts, standard: int, personal: int) -> tuple[Posting, ...]:
    """Return the postings that put amounts aside, in minor units: an expense, and the two reserves it is owed to."""
    return (
        Posting(accounts.expense, standard + personal),
        Posting(accounts.standard, -standard),
        Posting(accounts.personal, -personal),
    )


def from_accruals(accruals: Iterable[Accrual], charts: Charts) -> Iterator[Entry]:
    """Return an entry for each period and product that puts something aside, on the last day of the period."""
    for accrual in accruals:
        parts = put_aside(charts[accrual.currency].accounts, accrual.standard, accrual.reserve)
        postings = tuple(posting for posting in parts if posting.units)
        if not postings:
            continue
        code = f"svc-{accrual.period}-{accrual.currency}-{_mark(accrual.sku, accrual.channel)}"
        tags = {"period": accrual.period, "sku": accrual.sku, "channel": accrual.channel}
        about, currency = legible(accrual.name), (accrual.currency, accrual.digits)
        yield Entry(last_day(accrual.period), code, "service put aside", about, *currency, postings, _tag(tags))


def from_spending(rows: Iterable[Spending], charts: Charts) -> Iterator[Entry]:
    """Return an entry for each payment, from the personal reserve where it was for an occasion; by date and code.

    The code comes from all that is known of the payment; among equal ones they are counted.
    """
    seen: Counter[str] = Counter()
    for code, row in sorted((f"svp-{row.day}-{_digest(_content(row))}", row) for row in rows):
        seen[code] += 1
        if not row.amount:
            continue
        nth = f"-{seen[code]}" if seen[code] > 1 else ""
        digits, accounts = charts[row.currency]
        reserve = accounts.personal if row.occasion else accounts.standard
        postings = (Posting(reserve, row.amount), Posting(accounts.cash, -row.amount))
        tags = {name: getattr(row, name) for name in ABOUT}
        about = legible(row.note or row.gift or row.occasion or row.sku or "")
        yield Entry(row.day, code + nth, "service given", about, row.currency, digits, postings, _tag(tags))


def legible(text: str) -> str:
    """Return a text as an entry may hold it: on one line, everything visible, single spaces, not too long."""
    return re.sub(" {2,}", " ", visible(text, LONGEST)).strip(" ")


def use_twins(signs: str) -> dict[int, str]:
    """Return what puts the full-width twins of some ASCII signs in their place."""
    return {ord(sign): chr(ord(sign) + 0xFEE0) for sign in signs}


def write_plain(entries: Iterable[Entry], twins: Mapping[int, str]) -> Iterator[str]:
    """Write entries in the form that hledger and ledger share; `twins` replaces what is special to one of them."""
    for entry in entries:
        description = " | ".join(filter(None, (entry.what, entry.about.translate(twins))))
        tags = "".join(f"    ; {name}: {text.translate(twins)}\n" for name, text in entry.tags)
        postings = lay_out(entry.postings, entry.currency, entry.digits)
        yield f"{entry.day} * ({entry.code}) {description}\n{tags}{postings}\n"


def lay_out(postings: Sequence[Posting], currency: str, digits: int) -> str:
    """Write postings a line each, as every format has them, the amounts in a column."""
    numbers = [write_amount(posting.units, digits) for posting in postings]
    wide = max(len(posting.account) for posting in postings)
    far = max(map(len, numbers))
    lines = zip(postings, numbers, strict=True)
    return "".join(f"    {posting.account:<{wide}}  {number:>{far}} {currency}\n" for posting, number in lines)


def write_amount(units: int, digits: int) -> str:
    """Write an amount in minor units with all the decimals of its currency."""
    return f"{from_minor(units, digits):f}"


def _mark(sku: str, channel: str | None) -> str:
    """Return what tells a product within a code: its sku, or where that is not plain, what is plain and a digest."""
    if channel is None and _is_plain(sku):
        return sku
    plain = "-".join(re.findall("[A-Za-z0-9]+", f"{sku} {channel or ''}"))[:40]
    return f"{plain}/{_digest([sku, channel])}"  # no plain sku has a stroke


def _content(row: Spending) -> list[object]:
    """Return what is known of a payment; a column that it does not fill in makes no difference."""
    known = {name: getattr(row, name) for name in ABOUT if getattr(row, name) is not None}
    return [row.amount, row.currency, dict(sorted(known.items()))]


def _digest(parts: Sequence[object]) -> str:
    return sha256(json.dumps(parts).encode()).hexdigest()[:12]


def _tag(tags: Mapping[str, str | None]) -> tuple[tuple[str, str], ...]:
    shown = ((name, legible(text or "")) for name, text in tags.items())
    return tuple((name, text) for name, text in shown if text)
