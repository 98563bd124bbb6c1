"""Entries and budgets -> a journal for hledger, strict as its `check --strict` asks.

In a description `|` parts payee and note and `;` begins a comment; in a tag a comma ends the value. Such a sign in a
text is written as its full-width twin, `；` for `;`.
"""

from collections.abc import Iterator, Sequence

from svcbudget.books.budgets import Budget
from svcbudget.books.entries import TAGS, Charts, Entry, all_accounts, lay_out, use_twins, write_amount, write_plain

_TWINS = use_twins(";|,")


def write(entries: Sequence[Entry], charts: Charts, *, declared: bool = True) -> Iterator[str]:
    """Write entries, after what they may use where it is to be `declared`."""
    if declared:
        yield _declare(charts)
    yield from write_plain(entries, _TWINS)


def write_budget(budgets: Sequence[Budget], charts: Charts, *, declared: bool = True) -> Iterator[str]:
    """Write periodic rules: what is to be put aside a month."""
    if declared and budgets:
        yield _declare(charts)
    for budget in budgets:
        postings = lay_out(budget.postings, budget.currency, budget.digits)
        yield f"~ monthly from {budget.start} to {budget.stop}\n{postings}\n"


def _declare(charts: Charts) -> str:
    lines = ["decimal-mark ."]
    for currency, (digits, _) in charts.items():
        # A decimal mark is asked for also where there are no decimals.
        lines.append(f"commodity {write_amount(1000 * 10**digits, digits)}{'' if digits else '.'} {currency}")
    lines += [f"account {account}" for account in all_accounts(charts)]
    lines += [f"tag {tag}" for tag in TAGS]
    return "\n".join(lines) + "\n\n"
