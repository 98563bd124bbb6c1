"""Plans as rows in any form, a share of the products by each process where there are several."""

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import astuple
from functools import partial
from typing import Any

from svcbudget.cli.output import Part
from svcbudget.cli.output_plans import Look
from svcbudget.cli.parallel import Share, do_shares
from svcbudget.planning.plan import ProductPlan, Totals, counting, join
from svcbudget.showing.exports.lists import FIELDS
from svcbudget.showing.exports.record import SCALARS, scalars
from svcbudget.showing.forms.rows import pick, write

Plans = Callable[[], Iterable[ProductPlan]]


def write_shares(shares: Sequence[Plans], look: Look) -> Iterable[Part]:
    """Write the plans of all shares as one text; what several processes write is the same to the byte."""
    if look.format == "json":
        return _write_document(shares, look)
    return do_shares([partial(_write_rows, plans, look, is_first=not n) for n, plans in enumerate(shares)])


def _write_rows(plans: Plans, look: Look, *, is_first: bool) -> Generator[str, None, None]:
    form, header = look.format, look.header and is_first
    if form == "jsonl":
        from svcbudget.showing.exports import json

        yield from write(*json.make_rows(plans(), look.lang or "en", look.fields or FIELDS), form)
    else:
        yield from write(*pick(SCALARS, map(scalars, plans()), look.fields), form, header=header)


def _write_document(shares: Sequence[Plans], look: Look) -> Generator[Part, None, None]:
    """Write the JSON document; its totals are those of the shares together."""
    from svcbudget.showing.exports import json

    def write_products(plans: Plans, *, is_first: bool) -> Generator[str, None, Any]:
        totals: dict[str, Totals] = {}
        counted = counting(plans(), totals)
        yield from json.write_products(counted, look.lang or "en", look.fields or FIELDS, behind=not is_first)
        return [astuple(sums) for sums in totals.values()]

    yield json.BEGIN
    work: list[Share] = [partial(write_products, plans, is_first=not n) for n, plans in enumerate(shares)]
    results = yield from do_shares(work)
    yield json.end(join(Totals(*sums) for result in results for sums in result))
