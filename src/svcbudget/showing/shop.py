"""The whole shop for a person to read: the parts asked for, one currency after the other, and what was left out."""

from collections.abc import Sequence
from typing import NamedTuple

from svcbudget.planning.plan import ProductPlan, sum_up
from svcbudget.showing.budgets import show_budgets
from svcbudget.showing.programme import show_cadence, show_gifts, show_occasions
from svcbudget.showing.promises import show_promises
from svcbudget.showing.section import Section
from svcbudget.showing.words import word


class Few(NamedTuple):
    """How many plans are shown of many: the first of those that were sorted by a field, else those of most profit."""

    limit: int | None = None
    sorted_by: str | None = None

    def choose(self, plans: Sequence[ProductPlan], language: str) -> tuple[Sequence[ProductPlan], list[str]]:
        """Return the plans that are shown, and what is to be said where these are not all."""
        if self.limit is None or len(plans) <= self.limit:
            return plans, []
        if self.sorted_by is None:
            shown = sorted(plans, key=lambda plan: -plan.figures.annual_profit)[: self.limit]
            return shown, [word("shown", language, self.limit, all=len(plans))]
        note = word("shown-sorted", language, self.limit, all=len(plans), field=self.sorted_by)
        return plans[: self.limit], [note]


ALL = Few()
"""No limit."""


def show_shop(
    plans: Sequence[ProductPlan],
    language: str,
    *,
    parts: Sequence[str] = ("budgets", "gifts", "promises", "cadence"),
    few: Few = ALL,
    start: tuple[int, int] | None = None,
    explain: bool = False,
) -> list[Section]:
    """Show plans by currency, all of them or a `few` of each."""
    sections: list[Section] = []
    for totals in sum_up(plans):
        own = [plan for plan in plans if plan.currency == totals.currency]
        shown, notes = few.choose(own, language)
        first = len(sections)
        if "budgets" in parts:
            sections.append(show_budgets(shown, language, [totals]))
        if "gifts" in parts:
            sections += [show_gifts(shown, language), show_occasions(shown, language)]
        # Where nothing is promised there is nothing to show, unless that alone is asked for.
        if "promises" in parts and (len(parts) == 1 or any(plan.product.service for plan in own)):
            sections.append(show_promises(shown, language, own))
        if "cadence" in parts:
            sections.append(show_cadence(shown, language, start))
        if explain:
            from svcbudget.showing.explanation import explain_figures  # noqa: PLC0415 - seldom asked for

            sections += [explain_figures(plan, language) for plan in shown]
        if notes and len(sections) > first:
            last = sections[first]
            sections[first] = Section(last.title, last.columns, last.rows, [*notes, *last.notes])
    return sections
