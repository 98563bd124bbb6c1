"""From what serving a customer costs to how many more customers pay for it, in whole numbers a person would say.

Whoever comes is served as well, so that each brings the annual profit less the budget. Knows no currency and no output.
"""

from typing import NamedTuple


class BreakEven(NamedTuple):
    """So many `more` customers for every so many `served` pay for the service; one of the two is 1."""

    more: int
    served: int


def find_break_even(annual_profit: int, budget: int) -> BreakEven | None:
    """Return how many more customers pay for a budget above nought, both amounts per customer and year.

    Of those served it counts the most that one more customer pays for; where one does not pay even for one of them, the
    least that do. None where the budget leaves nothing of the profit: then no number of customers does.
    """
    left = annual_profit - budget
    if left <= 0:
        return None
    return BreakEven(1, left // budget) if budget <= left else BreakEven(-(-budget // left), 1)
