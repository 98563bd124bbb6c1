"""Entries -> a journal for ledger, complete as its `--strict --pedantic` asks.

In a description `;` begins a note; in a note a date between brackets is the date of the posting. Such a sign in a text
is written as its full-width twin, `［` for `[`.
"""

from collections.abc import Iterator, Sequence

from svcbudget.books.entries import (
    TAGS,
    Charts,
    Entry,
    Unwritable,
    all_accounts,
    use_twins,
    write_amount,
    write_plain,
)

FIRST_YEAR = 1400
_TWINS = use_twins(";[]")


def write(entries: Sequence[Entry], charts: Charts, *, declared: bool = True) -> Iterator[str]:
    """Write entries, after what they may use where it is to be `declared`. Raises Unwritable for a date before 1400."""
    early = next((entry.day for entry in entries if entry.day.year < FIRST_YEAR), None)
    if early:
        raise Unwritable(f"ledger knows no dates before {FIRST_YEAR}: {early}")
    return _write(entries, charts, declared=declared)


def _write(entries: Sequence[Entry], charts: Charts, *, declared: bool) -> Iterator[str]:
    if declared:
        yield _declare(charts)
    yield from write_plain(entries, _TWINS)


def _declare(charts: Charts) -> str:
    lines = []
    for currency, (digits, _) in charts.items():
        lines += [f"commodity {currency}", f"    format {write_amount(1000 * 10**digits, digits)} {currency}"]
    lines += [f"account {account}" for account in all_accounts(charts)]
    lines += [f"tag {tag}" for tag in TAGS]
    return "\n".join(lines) + "\n\n"
