"""Plans as JSON, format `svcbudget.plan/1`: one product a line, so that a diff shows what changed."""

import json
from collections.abc import Iterable, Iterator

from svcbudget.exports.record import FORMAT, record, totals_record
from svcbudget.plan import ProductPlan, Totals


def write(plans: Iterable[ProductPlan], language: str) -> Iterator[str]:
    """Write plans and their totals as one JSON document, a product at a time."""
    totals: dict[str, Totals] = {}
    yield f'{{"format": {json.dumps(FORMAT)}, "products": ['
    between = "\n"
    for plan in plans:
        totals.setdefault(plan.currency, Totals(plan.currency, plan.digits)).add(plan)
        yield between + json.dumps(record(plan, language), ensure_ascii=False)
        between = ",\n"
    yield f'\n], "totals": {json.dumps([totals_record(sums) for sums in totals.values()], ensure_ascii=False)}}}\n'
