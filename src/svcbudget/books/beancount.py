"""Entries and budgets -> a journal for beancount; budgets as the directives that Fava reads.

Texts stand between quotation marks, where only the mark itself and the backslash are special. The code of an entry is
its link.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date

from svcbudget.books.budgets import Budget
from svcbudget.books.entries import Charts, Entry, Unwritable, all_accounts, lay_out, write_amount

BEFORE_ALL = date(1970, 1, 1)
"""The day from which accounts are open where nothing is known to be booked on them."""
ROOTS = ("Assets", "Liabilities", "Equity", "Income", "Expenses")


def write(entries: Sequence[Entry], charts: Charts, *, declared: bool = True) -> Iterator[str]:
    """Write entries, after what they may use where `declared`. Raises Unwritable for an account it refuses."""
    _check(charts)
    return _write(entries, charts, declared=declared)


def write_budget(budgets: Sequence[Budget], charts: Charts, *, declared: bool = True) -> Iterator[str]:
    """Write what is to be put aside a month from a day on. Raises Unwritable for an account it refuses."""
    _check(charts)
    return _write_budget(budgets, charts, declared=declared)


def _check(charts: Charts) -> None:
    for account in all_accounts(charts):
        root, *parts = account.split(":")
        if root not in ROOTS:
            hint = f"begin it with {', '.join(ROOTS[:-1])} or {ROOTS[-1]}, such as --account expense=Expenses:Service"
            raise Unwritable(f"beancount refuses the account {account}; {hint}")
        refused = next((part for part in parts if not _is_part(part)), None)
        if refused is not None:
            hint = "begin each part with a capital or a digit, and go on with letters, digits and -"
            raise Unwritable(f"beancount refuses {refused} in the account {account}; {hint}")


def _is_part(part: str) -> bool:
    """Tell whether beancount takes a part of an account; a letter of a script without capitals does not begin one."""
    first, *kinds = map(unicodedata.category, part)
    return first in ("Lu", "Nd") and all(kind[0] == "L" or kind in ("Nd", "Pd") for kind in kinds)


def _write(entries: Sequence[Entry], charts: Charts, *, declared: bool) -> Iterator[str]:
    if declared:
        yield _declare(charts, min((entry.day for entry in entries), default=BEFORE_ALL))
    for entry in entries:
        tags = "".join(f"    {name}: {_quote(text)}\n" for name, text in entry.tags)
        postings = lay_out(entry.postings, entry.currency, entry.digits)
        yield f"{entry.day} * {_quote(entry.what)} {_quote(entry.about)} ^{entry.code}\n{tags}{postings}\n"


def _write_budget(budgets: Sequence[Budget], charts: Charts, *, declared: bool) -> Iterator[str]:
    if declared and budgets:
        yield _declare(charts, min(budget.start for budget in budgets))
    for budget in budgets:
        for account, units in budget.postings:
            amount = f"{write_amount(units, budget.digits)} {budget.currency}"
            yield f'{budget.start} custom "budget" {account} "monthly" {amount}\n'


def _declare(charts: Charts, first: date) -> str:
    day = first.replace(month=1, day=1)  # what turns out later may be dated before what is known now
    lines = [f"{day} commodity {currency}\n    precision: {chart.digits}" for currency, chart in charts.items()]
    lines += [f"{day} open {account}" for account in all_accounts(charts)]
    return "\n".join(lines) + "\n\n"


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
