"""Plans as rows in any form, a share of the products by each process where there are several."""

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import astuple
from functools import partial
from typing import Any

from svcbudget.cli.output import Part
from svcbudget.cli.output_rows import Choice
from svcbudget.cli.parallel import Share, do_shares
from svcbudget.planning.plan import ProductPlan, Totals, counting, join
from svcbudget.showing.exports.lists import FIELDS
from svcbudget.showing.exports.record import SCALARS, scalars
from svcbudget.showing.forms.rows import pick, write

Plans = Callable[[], Iterable[ProductPlan]]


def write_shares(shares: Sequence[Plans], choice: Choice, language: str) -> Iterable[Part]:
    """Write the plans of all shares as one text; what several processes write is the same to the byte."""
    if choice.form == "json":
        return _write_document(shares, choice, language)
    return do_shares([partial(_write_rows, plans, choice, language, is_first=not n) for n, plans in enumerate(shares)])


def _write_rows(plans: Plans, choice: Choice, language: str, *, is_first: bool) -> Generator[str, None, None]:
    if choice.form == "jsonl":
        from svcbudget.showing.exports import json

        yield from write(*json.make_rows(plans(), language, choice.fields or FIELDS), choice.form)
    else:
        rows = pick(SCALARS, map(scalars, plans()), choice.fields)
        yield from write(*rows, choice.form, header=choice.header and is_first)


def _write_document(shares: Sequence[Plans], choice: Choice, language: str) -> Generator[Part, None, None]:
    """Write the JSON document; its totals are those of the shares together."""
    from svcbudget.showing.exports import json

    def write_products(plans: Plans, *, is_first: bool) -> Generator[str, None, Any]:
        totals: dict[str, Totals] = {}
        counted = counting(plans(), totals)
        yield from json.write_products(counted, language, choice.fields or FIELDS, behind=not is_first)
        return [astuple(sums) for sums in totals.values()]

    yield json.BEGIN
    work: list[Share] = [partial(write_products, plans, is_first=not n) for n, plans in enumerate(shares)]
    results = yield from do_shares(work)
    yield json.end(join(Totals(*sums) for result in results for sums in result))
