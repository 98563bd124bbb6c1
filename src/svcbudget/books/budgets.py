"""From pricing files to the budget of a year by month: what is to be put aside for service in the whole shop.

A month has its part of the year's figures of the files that hold on its first day, in whole minor units by largest
remainder, so that twelve months under the same files make their year. Products without units a year are not in it.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from svcbudget.books.entries import Charts, Posting, put_aside
from svcbudget.books.tariffs import Tariffs
from svcbudget.money import round_ratio, split
from svcbudget.pricing.document import Document
from svcbudget.pricing.in_force import Versions

MONTHS = 12


class Budget(NamedTuple):
    """What is to be put aside in each month from `start` up to, not including, `stop`, as postings in minor units."""

    start: date
    stop: date
    currency: str
    digits: int
    postings: tuple[Posting, ...]


def plan_year(documents: Sequence[Document], charts: Charts, year: int) -> list[Budget]:
    """Return the budget of a year by currency, months that are alike together; none before any file holds."""
    times = Versions(documents)
    versions = [_by_currency(times.holding(number)) for number in range(len(times.starts))]
    firsts = [date(year + month // MONTHS, month % MONTHS + 1, 1) for month in range(MONTHS + 1)]
    in_force = [times.number_on(first) for first in firsts[:-1]]
    budgets = []
    for currency, (digits, accounts) in charts.items():
        by_month = [_by_month(version.get(currency, (0, 0))) for version in versions]
        months = [None if version is None else by_month[version][month] for month, version in enumerate(in_force)]
        for figures, alike in groupby(range(MONTHS), months.__getitem__):
            numbers = list(alike)
            if figures is not None:
                postings = put_aside(accounts, *figures)
                budgets.append(Budget(firsts[numbers[0]], firsts[numbers[-1] + 1], currency, digits, postings))
    return budgets


def _by_currency(documents: Sequence[Document]) -> dict[str, tuple[int, int]]:
    """Return the year's figures, standard and personal, in minor units; a product's add up to its year budget."""
    years: defaultdict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for ware in Tariffs(documents).wares:
        if ware.product.units_per_year is not None:
            customers = Fraction(ware.product.units_per_year) / ware.purchases
            year = ware.year(None)
            budget, standard = (_round(part * customers) for part in (sum(year), year.standard))
            before = years[ware.currency]
            years[ware.currency] = before[0] + standard, before[1] + budget - standard
    return years


def _round(amount: Fraction) -> int:
    return round_ratio(amount.numerator, amount.denominator)


def _by_month(year: tuple[int, int]) -> list[tuple[int, int]]:
    return list(zip(*(split(part, [1] * MONTHS) for part in year), strict=True))
