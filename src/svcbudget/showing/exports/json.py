"""Plans as JSON, format `svcbudget.plan/1`: the rows of products, and the sums that stand below them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from svcbudget.planning.plan import ProductPlan, Totals, counting
from svcbudget.showing.exports import lists
from svcbudget.showing.exports.lists import FIELDS, LISTS
from svcbudget.showing.exports.record import SCALARS, amount, scalars
from svcbudget.showing.forms.json import NEXT, Written, dump, write_members
from svcbudget.showing.forms.rows import Cell, Row, make_records, pick

BEGIN = '{"format": "svcbudget.plan/1", "products": ['
"""What stands before the products."""
MOST_WRITTEN = 4096
"""How many different lists are remembered, of a kB or two each, before it starts afresh."""
_Value = TypeVar("_Value")


def make_rows(
    plans: Iterable[ProductPlan], language: str, fields: Sequence[str] = FIELDS
) -> tuple[Sequence[str], Iterable[Row]]:
    """Return plans as rows of these fields, and their names. The lists are made only where they are asked for."""
    if set(fields) <= set(SCALARS):
        return pick(SCALARS, map(scalars, plans), fields)
    return pick((*SCALARS, *LISTS), map(_Rows(language).make, plans), fields)


def write(plans: Iterable[ProductPlan], language: str, fields: Sequence[str] = FIELDS) -> Iterator[str]:
    """Write plans and their totals as one JSON document."""
    totals: dict[str, Totals] = {}
    yield BEGIN
    yield from write_products(counting(plans, totals), language, fields)
    yield end(totals.values())


def write_products(
    plans: Iterable[ProductPlan], language: str, fields: Sequence[str] = FIELDS, *, behind: bool = False
) -> Iterator[str]:
    """Write what stands in the list of products, `behind` others or as the first."""
    return write_members(make_records(*make_rows(plans, language, fields)), NEXT if behind else "\n")


def end(totals: Iterable[Totals]) -> str:
    """Write what stands behind the products: the sums of each currency."""
    names = ("annual_profit", "year_budget", "year_standard", "year_reserve")
    sums = [
        {"currency": one.currency, "products": one.products}
        | {name: amount(getattr(one, name), one.digits) for name in names}
        for one in totals
    ]
    return f'\n], "totals": {dump(sums)}}}\n'


class _Rows:
    """Makes rows in one language; what products share is written once for all of them."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._written: dict[int, tuple[object, tuple[Written, ...]]] = {}

    def make(self, plan: ProductPlan) -> Row:
        """Return the single-valued fields of a plan and then its LISTS."""
        digits, language = plan.digits, self.language
        gifts, cadence, visit, need = self._once(
            plan.programme,
            lambda programme: (
                lists.list_gifts(programme, digits, language),
                lists.list_cadence(programme, language),
                lists.list_at_hand(programme.visit, language),
                lists.list_at_hand(programme.need, language),
            ),
        )
        (occasions,) = self._once(plan.occasions, lambda answers: (lists.list_occasions(answers, digits, language),))
        return [*scalars(plan), gifts, occasions, cadence, self._write_promises(plan), visit, need]

    def _write_promises(self, plan: ProductPlan) -> Cell:
        promised, digits, language = plan.promised, plan.digits, self.language
        if promised is None:
            return None
        (lines,) = self._once(promised, lambda promised: (lists.list_promises(promised, digits, language),))
        return Written(f'{{"lines": {lines.text}, {dump(lists.sum_up_promises(plan, promised))[1:]}')

    def _once(self, value: _Value, make: Callable[[_Value], tuple[object, ...]]) -> tuple[Written, ...]:
        """Return what is made of a value as JSON; of the very same value it is not made again."""
        known = self._written.get(id(value))
        if known is None:
            if len(self._written) >= MOST_WRITTEN:
                self._written.clear()
            written = tuple(Written(dump(part)) for part in make(value))
            known = self._written[id(value)] = (value, written)  # kept, so that no other takes its identity
        return known[1]
