"""What one customer may be given, a choice within these limits, and what prevents the next gift.

Costs and worths are in minor units (cents), exact. Plain values in and out.
"""

from collections.abc import Iterable, Mapping, Sequence
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


Offers = Sequence[Offer] | Mapping[int, Offer]
"""Offers by their places."""


class Line(NamedTuple):
    """A possible line of a suggestion: an offer on the calendar or at purchase, and where its count is written.

    `most` is how often its offer may be repeated.
    """

    offer: int
    at_purchase: bool
    most: int
    shift: int

    def weight(self, offers: Offers) -> int:
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


class Prospect(NamedTuple):
    """A line as it may come next: weight, cost, and whether one more is worth its cost, by how many there are."""

    line: Line
    weight: int
    cost: Fraction
    is_worthwhile: Sequence[bool]


def find_prospects(lines: Iterable[Line], offers: Offers, purchases: Fraction) -> list[Prospect]:
    """Return all lines as they may come next for customers of so many purchases, the lightest first."""
    prospects = []
    for line in lines:
        offer = offers[line.offer]
        if line.at_purchase:
            times = purchases / offer.every
            is_worthwhile = [offer.suits_purchases(purchases)] * 2
            prospects.append(Prospect(line, line.weight(offers), times * offer.cost, is_worthwhile))
        else:
            worths = [offer.worth * offer.repeat_worth**count for count in range(line.most + 1)]
            prospects.append(Prospect(line, line.weight(offers), offer.cost, [worth >= offer.cost for worth in worths]))
    return sorted(prospects, key=lambda prospect: prospect.weight)


class Outlook(NamedTuple):
    """What could be given next; not `is_free` where all is given as often as may be, and one more is asked of."""

    further: Sequence[Further]
    is_free: bool

    def beside(self, other: "Outlook") -> Sequence[Further]:
        """Return what of both could be given next: what may be given again goes before what may not."""
        if self.is_free == other.is_free:
            return [*self.further, *other.further]
        return self.further if self.is_free else other.further


def find_further(prospects: Sequence[Prospect], choice: Choice) -> Outlook:
    """Return what could be given next, leaving out what is no cheaper and no lighter than something else.

    Where all is given as often as may be, the question is whether one more would fit were it allowed.
    """
    given = {(i, False): times for i, times in choice.calendar} | {(i, True): 1 for i in choice.purchase}
    counted = [(one, given.get((one.line.offer, one.line.at_purchase), 0)) for one in prospects]
    free = [pair for pair in counted if pair[1] < pair[0].line.most]
    found: dict[Further, None] = {}
    least: dict[bool, Fraction] = {}
    for one, count in free or counted:
        at_purchase = one.line.at_purchase
        if not one.is_worthwhile[count]:
            found[Further(at_purchase, 0, None)] = None
        elif at_purchase not in least or one.cost < least[at_purchase]:
            found[Further(at_purchase, one.weight, ceil(choice.cost + one.cost))] = None
            least[at_purchase] = one.cost
    return Outlook(list(found), bool(free))
