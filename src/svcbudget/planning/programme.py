"""From a choice of gifts to a customer's programme: lines with their costs, a cadence, and the time that it all takes.

Costs and worths are rounded once, and split so that the lines add up to the totals.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from svcbudget.money import plain_count, round_ratio, split
from svcbudget.planning import cadence
from svcbudget.planning.limits import Choice
from svcbudget.planning.offers import Offer
from svcbudget.planning.plan import GiftLine, Programme, TouchLine
from svcbudget.pricing.model import Gift

MOST_AT_HAND = 3
"""How many gestures of a visit, and of need, are suggested: whoever must remember more remembers none."""


class Gestures:
    """The gestures among what suits a category, in the order in which each moment takes them."""

    def __init__(self, suitable: Sequence[Gift]) -> None:
        """Sort them: those of the calendar by worth per minute, all others by worth, and then by fewer minutes."""
        self.all = [gift for gift in suitable if gift.is_gesture]
        ranked = sorted(self.all, key=lambda gift: (-gift.felt_worth, gift.minutes))
        self._by_moment: dict[str, list[Gift]] = {}
        for gift in ranked:
            for moment in dict.fromkeys(gift.at):
                self._by_moment.setdefault(moment, []).append(gift)
        places = {gift.id: i for i, gift in enumerate(self.all)}
        by_appeal = sorted(
            (gift for gift in self.all if "calendar" in gift.at),
            key=lambda gift: cadence.appeal(Fraction(gift.felt_worth), Fraction(gift.minutes)),
        )
        self.calendar, self.follow_ups = (
            [cadence.Gesture(places[gift.id], gift.repeats, Fraction(gift.minutes)) for gift in gifts]
            for gifts in (by_appeal, self._by_moment.get("follow-up", []))
        )

    def at_hand(self, moment: str, minutes: int | None) -> tuple[Gift, ...]:
        """Return the few to have at hand for a moment that nobody can date, none that takes more than the minutes."""
        gestures = self._by_moment.get(moment, ())
        return tuple(gift for gift in gestures if minutes is None or gift.minutes <= minutes)[:MOST_AT_HAND]

    def best(self, moment: str) -> Gift | None:
        """Return the gesture of most worth at a moment, of equals the one of fewest minutes, then the first."""
        return next(iter(self._by_moment.get(moment, ())), None)


class Terms(NamedTuple):
    """What a programme is to keep to: visits and scheduled touches a year, and the minutes of all that is given.

    `minutes` is None where nothing bounds them, `wage` what an hour costs in minor units, where that is known.
    """

    visits: Fraction
    touches: int
    minutes: int | None
    wage: Fraction | None
    minutes_at_hand: int | None = None
    """The most that one gesture of a visit or of need may take; None: however long."""


def make_programme(
    suitable: Sequence[Gift],
    offers: Sequence[Offer],
    choice: Choice,
    gestures: Gestures,
    terms: Terms,
) -> Programme:
    """Turn a choice into lines and a cadence.

    `offers` are those of `suitable`, with the costs of this product. Gestures take the touches that no gift takes.
    What is done at a visit or in need is as it comes, and not counted.
    """
    visits, wage = terms.visits, terms.wage
    kinds = [(i, visits / offers[i].every, "purchase") for i in choice.purchase]
    kinds += [(i, Fraction(times), "calendar") for i, times in choice.calendar]
    taken = sum((Fraction(suitable[i].minutes) * times for i, times, _ in kinds), Fraction(0))
    schedule = cadence.schedule(
        terms.touches,
        [(i, offers[i].worth, times) for i, times in choice.calendar],
        gestures.calendar,
        gestures.follow_ups,
        None if terms.minutes is None else terms.minutes - taken,
    )
    lines = [
        TouchLine(touch.month, (suitable if touch.kind == "gift" else gestures.all)[touch.index], touch.kind)
        for touch in schedule
    ]
    free = sum((Fraction(line.gift.minutes) for line in lines if line.kind == "gesture"), Fraction(0))
    months: Mapping[int, tuple[int, ...]] = {
        i: tuple(touch.month for touch in schedule if touch.kind == "gift" and touch.index == i)
        for i, _ in choice.calendar
    }
    spent, worth = (_round(total) for total in (choice.cost, choice.worth))
    costs = split(spent, [offers[i].cost * times for i, times, _ in kinds])
    worths = split(worth, [offers[i].worth_of(times) for i, times, _ in kinds])
    return Programme(
        tuple(
            GiftLine(
                suitable[i], at, months[i] if at == "calendar" else (0,), times, _round(offers[i].cost), cost, felt
            )
            for (i, times, at), cost, felt in zip(kinds, costs, worths, strict=True)
        ),
        tuple([TouchLine(0, suitable[i], "gift") for i in choice.purchase] + lines),
        gestures.at_hand("visit", terms.minutes_at_hand),
        gestures.at_hand("need", terms.minutes_at_hand),
        spent,
        worth,
        cadence.longest_silence(schedule, visits),
        Decimal(plain_count(taken + free)),
        None if wage is None else _round((taken + free) * wage / 60),
        None if wage is None else _round(choice.cost + free * wage / 60),
        choice.proven,
        frozenset(i for i, _ in choice.calendar),
    )


def _round(value: Fraction) -> int:
    return round_ratio(value.numerator, value.denominator)
