"""Plans as JSON, format `svcbudget.plan/1`: one product a line, so that a diff shows what changed; or as JSON Lines."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from svcbudget.planning.plan import ProductPlan, Totals
from svcbudget.showing.exports.record import FORMAT, HEAD, SCALARS, SERVED, TAIL, record, scalars, totals_record
from svcbudget.showing.forms import rows

FIELDS = (*HEAD, "gifts", "occasions", "cadence", *TAIL, "promises", *SERVED, "visit", "need")
"""The fields of a product, in their order."""


def write(plans: Iterable[ProductPlan], language: str, fields: Sequence[str] = FIELDS) -> Iterator[str]:
    """Write plans and their totals as one JSON document, a product at a time."""
    totals: dict[str, Totals] = {}
    yield f'{{"format": {json.dumps(FORMAT)}, "products": ['
    between, make = "\n", _maker(language, fields)
    for plan in plans:
        totals.setdefault(plan.currency, Totals(plan.currency, plan.digits)).add(plan)
        yield between + json.dumps(make(plan), ensure_ascii=False)
        between = ",\n"
    yield f'\n], "totals": {json.dumps([totals_record(sums) for sums in totals.values()], ensure_ascii=False)}}}\n'


def write_lines(plans: Iterable[ProductPlan], language: str, fields: Sequence[str] = FIELDS) -> Iterator[str]:
    """Write plans as JSON Lines, a product a line, without totals."""
    return rows.write_lines(map(_maker(language, fields), plans))


def _maker(language: str, fields: Sequence[str]) -> Callable[[ProductPlan], dict[str, Any]]:
    """Return what makes the object of a plan; the lists, which take most of the time, only where they are asked for."""
    if not set(fields) <= set(SCALARS):
        return lambda plan: _choose(record(plan, language), fields)
    return lambda plan: _choose(dict(zip(SCALARS, scalars(plan), strict=True)), fields)


def _choose(product: dict[str, Any], fields: Sequence[str]) -> dict[str, Any]:
    return {name: product[name] for name in fields}
