"""What one customer may be given, a choice within these limits, and what prevents the next gift.

Costs and worths are in minor units (cents), exact. Plain values in and out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Literal, NamedTuple

from svcbudget.planning.offers import Offer

Limit = Literal["nothing-suitable", "not-worth-its-cost", "heaviest-gift", "budget", "number-of-gifts"]
LIMITS: Sequence[Limit] = ("nothing-suitable", "not-worth-its-cost", "heaviest-gift", "budget", "number-of-gifts")
"""What prevents the next gift: of several that prevent different ones the last counts, which prevents the easiest."""


class Limits(NamedTuple):
    """What one customer may be given in a year.

    The choice costs no more than `standard`; at most `gifts` go on the calendar, none heavier than `heaviest`, and at
    most `items` kinds are given at the `purchases`, none heavier than `heaviest_item`.
    """

    standard: int | Fraction
    gifts: int
    items: int
    heaviest: int
    heaviest_item: int
    purchases: Fraction


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """What to give, as indices of offers in catalogue order; cost and worth per customer and year.

    `proven` is false where a search had to be cut short among too many sums that hardly differ.
    """

    calendar: tuple[tuple[int, int], ...]
    purchase: tuple[int, ...]
    cost: Fraction
    worth: Fraction
    proven: bool = True


class Line(NamedTuple):
    """A possible line of a suggestion: an offer on the calendar or at purchase, and where its count is written.

    `most` is how often its offer may be repeated.
    """

    offer: int
    at_purchase: bool
    most: int
    shift: int

    def weight(self, offers: Sequence[Offer]) -> int:
        """Return what is held against the heaviest gift, in whole minor units: nothing for a service."""
        offer = offers[self.offer]
        return 0 if offer.is_service else ceil(offer.cost)


class Further(NamedTuple):
    """What could be given next: how heavy it is, and the budget from which it fits; None: it is not worth its cost."""

    at_purchase: bool
    weight: int
    needed: int | None


def find_limit(limits: Limits, further: Iterable[Further]) -> Limit:
    """Return what prevents the next gift: of those that would do more good than harm, the least of all limits."""
    found = 0
    for at_purchase, weight, needed in further:
        if needed is None:
            reached = 1
        elif weight > (limits.heaviest_item if at_purchase else limits.heaviest):
            reached = 2
        else:
            reached = 4 if needed <= limits.standard else 3
        found = max(found, reached)
    return LIMITS[found]


def find_further(lines: Sequence[Line], offers: Sequence[Offer], choice: Choice, purchases: Fraction) -> list[Further]:
    """Return what could be given next, leaving out what is no cheaper and no lighter than something else.

    Where all is given as often as may be, the question is whether one more would fit were it allowed.
    """
    given = {(i, False): times for i, times in choice.calendar} | {(i, True): 1 for i in choice.purchase}
    free = [line for line in lines if given.get((line.offer, line.at_purchase), 0) < line.most] or lines
    found: dict[Further, None] = {}
    least: dict[bool, int] = {}
    for line in sorted(free, key=lambda line: line.weight(offers)):
        offer = offers[line.offer]
        if line.at_purchase:
            times = purchases / offer.every
            is_worthwhile, cost = offer.is_worth_its_cost(times), times * offer.cost
        else:
            count = given.get((line.offer, False), 0)
            is_worthwhile, cost = offer.worth * offer.repeat_worth**count >= offer.cost, offer.cost
        needed = ceil(choice.cost + cost)
        if not is_worthwhile:
            found[Further(line.at_purchase, 0, None)] = None
        elif needed < least.get(line.at_purchase, needed + 1):
            found[Further(line.at_purchase, line.weight(offers), needed)] = None
            least[line.at_purchase] = needed
    return list(found)
