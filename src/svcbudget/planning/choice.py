"""The gifts for one budget: from offers, a budget and limits to the choice of greatest worth, and why it is no greater.

Costs, worths and budgets are in minor units (cents). Plain values in and out; knows no file, no currency and no
category.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain, product
from math import gcd, lcm
from typing import TYPE_CHECKING, NamedTuple

from svcbudget.planning.knapsack import Group, Pairing, Side, Step, Thing
from svcbudget.planning.limits import (
    Choice,
    Further,
    Limit,
    Limits,
    Line,
    Outlook,
    Prospect,
    find_further,
    find_limit,
    find_prospects,
)
from svcbudget.planning.offers import Offer, common_scale, growth_of

if TYPE_CHECKING:
    from svcbudget.planning.search import Search

FEW_SUMS, MOST_SUMS = 30_000, 10_000_000
"""Sums that a group may form at first, some 8 ms, and where a search does not get to the end: some seconds."""
PATIENCE = 4
"""How many budgets are searched for one by one before it is time for more sums."""
MOST_STEPS = 20_000
"""How many answers a menu remembers before it starts afresh."""
FEW_GROUPS, MOST_GROUPS = 24, 512
"""How many groups a menu remembers before it starts afresh: few of those of many sums, some MB each."""

NOTHING = Choice((), (), Fraction(0), Fraction(0))


class _Own(NamedTuple):
    """Counts of the lines that are one more of the product, with their cost, worth and place among equal choices."""

    gifts: int
    items: int
    cost: Fraction
    worth: Fraction
    rest: int


_Key = tuple[int, int, int, int, tuple[int, int]]
"""How many lines are light enough and how many may be given, on the calendar and at purchase, and the purchases."""


@dataclass(slots=True)
class _Table:
    """What is known of all budgets under the same limits: `unit` of its costs are a minor unit."""

    key: _Key
    solver: "Pairing | Search"
    is_search: bool
    unit: int
    worth_scale: int
    steps: dict[int, list[Step]] = field(default_factory=dict)


class Menu:
    """The offers that suit one category, in catalogue order: prepared once, asked for thousands of products."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        """Leave out what costs nothing, is worth nothing or is never given."""
        self.offers = tuple(offers)
        self._by_bit: list[Line] = []
        # The counts of all lines make one number, in which catalogue order goes from the highest bits down.
        for i, offer in reversed([*enumerate(offers)]):
            if not offer.is_own and not (offer.cost > 0 and offer.worth > 0):
                continue
            on_calendar = offer.repeats if offer.repeat_worth else min(offer.repeats, 1)
            for at_purchase, most in ((True, int(offer.purchase)), (False, on_calendar if offer.calendar else 0)):
                self._by_bit += [Line(i, at_purchase, most, len(self._by_bit))] * most.bit_length()
        self._kind = 1 << len(self._by_bit)
        """What one more line adds to a choice's rest; counts lessen it. Of equal choices that of least rest is made."""
        lines = sorted(dict.fromkeys(self._by_bit), key=lambda line: (line.weight(offers), offers[line.offer].cost))
        self._own = [line for line in lines if offers[line.offer].is_own]
        self._sides = [
            [line for line in lines if line.at_purchase == at_purchase and line not in self._own]
            for at_purchase in (False, True)
        ]
        self._weights = [[line.weight(offers) for line in side] for side in self._sides]
        costing = [offers[line.offer] for side in self._sides for line in side]
        self._scale = lcm(*(offer.cost.denominator for offer in costing))
        self._every = lcm(*(offer.every for offer in costing))
        self._groups: dict[tuple[object, ...], tuple[Group, int]] = {}
        self._sums = FEW_SUMS
        self._searches = 0
        self._forget()

    def choose(self, limits: Limits, own: tuple[Fraction, Fraction] | None = None) -> tuple[Choice, Limit]:
        """Return the choice of most worth within the limits, and what prevents the next gift.

        Nothing is given that is worth less than it costs. Of equal worth the lower cost wins, then fewer lines, then
        catalogue order. `own` is what the product costs and is worth, where one more of it may be given. Equal answers
        are the same object for as long as they are remembered, unless one more of the product is among them.
        """
        lines = self._own if own else []
        if not lines and not any(self._sides):
            return NOTHING, "nothing-suitable"
        if limits.standard <= 0:
            return NOTHING, "budget"
        if not lines or own is None:
            _, choice = self._best(limits)
            return choice, find_limit(limits, self._find_further(limits, choice, {}))
        offers = {line.offer: self.offers[line.offer].with_product(*own) for line in lines}
        ways = (self._beside(way, limits) for way in self._ways(lines, offers, limits))
        worth, cost, rest, choice, own_counts = max(ways, key=lambda found: found[:3])
        if own_counts:
            choice = Choice(*self._read(-rest), -cost, worth, choice.proven)
        further = self._find_further(limits, choice, offers, is_remembered=not own_counts)
        return choice, find_limit(limits, further)

    def _beside(self, way: _Own, limits: Limits) -> tuple[Fraction, Fraction, int, Choice, int]:
        """Return the best choice beside some more of the product; worth, cost and rest, the latter two below zero."""
        if not way.rest:
            rest, choice = self._best(limits)
            return choice.worth, -choice.cost, -rest, choice, 0
        standard, gifts, items = limits.standard - way.cost, limits.gifts - way.gifts, limits.items - way.items
        rest, choice = self._best(limits._replace(standard=standard, gifts=gifts, items=items))
        return choice.worth + way.worth, -choice.cost - way.cost, -rest - way.rest, choice, way.rest

    def _ways(self, lines: Sequence[Line], offers: Mapping[int, Offer], limits: Limits) -> Iterator[_Own]:
        """Yield every way to give one more of the product within the limits, none at all among them."""
        counts = []
        for line in lines:
            offer = offers[line.offer]
            heaviest = limits.heaviest_item if line.at_purchase else limits.heaviest
            most = 0
            if offer.cost > 0 and (offer.is_service or offer.cost <= heaviest):
                if not line.at_purchase:
                    most = offer.worthwhile_repeats(min(line.most, limits.gifts))
                elif offer.suits_purchases(limits.purchases):
                    most = min(line.most, limits.items)
            counts.append(range(most + 1))
        for chosen in product(*counts):
            cost = worth = Fraction(0)
            gifts = items = rest = 0
            for line, count in zip(lines, chosen, strict=True):
                if count:
                    offer = offers[line.offer]
                    times = limits.purchases / offer.every if line.at_purchase else Fraction(count)
                    cost, worth = cost + times * offer.cost, worth + offer.worth_of(times)
                    gifts, items = (gifts, items + count) if line.at_purchase else (gifts + count, items)
                    rest += self._kind - (count << line.shift)
            if cost <= limits.standard and gifts <= limits.gifts and items <= limits.items:
                yield _Own(gifts, items, cost, worth, rest)

    def _best(self, limits: Limits) -> tuple[int, Choice]:
        """Return the best choice without one more of the product, after its rest."""
        standard, gifts, items, heaviest, heaviest_item, purchases = limits
        on_calendar, at_purchase = self._weights
        light, light_item = bisect_right(on_calendar, heaviest), bisect_right(at_purchase, heaviest_item)
        key = light, gifts, light_item, items, purchases.as_integer_ratio()
        table = self._tables.get(key) or self._prepare(key)
        solver = table.solver
        limit = min(int(standard * table.unit), solver.enough)
        steps = table.steps.get(limit // solver.width) or self._solve(table, limit // solver.width)
        if not steps:
            return self._best(limits)
        step = steps[bisect_left(steps, (limit + 1,)) - 1]
        made = key[-1], *step[2:]
        choice = self._made.get(made)
        if choice is None:
            cost, worth = Fraction(step.cost, table.unit), Fraction(step.worth, table.worth_scale)
            choice = Choice(*self._read(step.rest), cost, worth, step.proven) if step.rest else NOTHING
            self._made[made] = choice
        return step.rest, choice

    def _prepare(self, key: _Key) -> _Table:
        """Make the table for these limits."""
        light, gifts, light_item, items, (times, part) = key
        purchases = Fraction(times, part)
        calendar, calendar_scale = self._group(False, light, gifts, None)
        purchase, purchase_scale = self._group(True, light_item, items, purchases)
        common = gcd(calendar_scale, purchase_scale)
        sides = [
            Side(calendar, part * self._every, purchase_scale // common),
            Side(purchase, times, calendar_scale // common),
        ]
        frontiers = [
            (frontier, side.cost_factor, side.worth_factor)
            for side in sides
            if (frontier := side.group.frontier(self._sums))
        ]
        is_search = len(frontiers) < len(sides)
        solver = _search(sides) if is_search else Pairing(frontiers)
        unit = self._scale * part * self._every
        self._tables[key] = table = _Table(key, solver, is_search, unit, calendar_scale * purchase_scale // common)
        return table

    def _group(self, at_purchase: bool, light: int, most: int, purchases: Fraction | None) -> tuple[Group, int]:
        """Return the lines of the calendar or of the purchases as things, and the scale of their worths.

        Each thing costs what one gift does, times the common multiple of all `every` at purchase, times the purchases.
        """
        key = at_purchase, light, most, purchases
        kept = self._groups.get(key)
        if kept:
            return kept
        if len(self._groups) >= (MOST_GROUPS if self._sums == FEW_SUMS else FEW_GROUPS):
            self._groups.clear()
        found: list[tuple[Line, int, list[tuple[int, int]]]] = []
        for line in self._sides[at_purchase][:light] if most else ():
            offer = self.offers[line.offer]
            cost = int(offer.cost * self._scale)
            if purchases is None:
                counts = [Fraction(n) for n in range(1, offer.worthwhile_repeats(min(line.most, most)) + 1)]
            else:
                counts = [purchases / offer.every] if offer.suits_purchases(purchases) else []
                cost *= self._every // offer.every
            worth, part = offer.worth.as_integer_ratio()
            growths = [growth_of(offer.repeat_worth, count) for count in counts]
            if growths:
                found.append((line, cost, [(worth * growth, part * scale) for growth, scale in growths]))
        scale = common_scale(scale for _, _, totals in found for _, scale in totals)
        things = [
            Thing(
                cost,
                [
                    (worth * scale // denominator, self._kind - (copies << line.shift))
                    for copies, (worth, denominator) in enumerate(totals, 1)
                ],
            )
            for line, cost, totals in found
        ]
        self._groups[key] = kept = Group(things, most), scale
        return kept

    def _solve(self, table: _Table, window: int) -> list[Step] | None:
        """Solve a window of a table and remember it, but not without bound. None: the table was replaced."""
        steps = table.solver.solve(window)
        if table.is_search and self._sums < MOST_SUMS:
            self._searches += 1
            if self._searches > PATIENCE or not steps[0].proven:
                self._sums = MOST_SUMS
                self._forget()
                better = self._prepare(table.key)
                if better.is_search:
                    better.steps[window] = steps
                return None
        self._held += len(steps)
        if self._held > MOST_STEPS:
            self._forget()
        table.steps[window] = steps
        return steps

    def _forget(self) -> None:
        self._tables: dict[_Key, _Table] = {}
        self._made: dict[tuple[object, ...], Choice] = {}
        self._outlooks: dict[tuple[Choice, tuple[int, int]], Outlook] = {}
        self._prospects: dict[tuple[int, int], list[Prospect]] = {}
        self._held = 0

    def _read(self, rest: int) -> tuple[tuple[tuple[int, int], ...], tuple[int, ...]]:
        """Read the counts of a choice out of its rest: those on the calendar, then those at purchase."""
        calendar, purchase = [], []
        counts = -rest % self._kind
        while counts:
            line = self._by_bit[counts.bit_length() - 1]
            count = counts >> line.shift
            if line.at_purchase:
                purchase.append(line.offer)
            else:
                calendar.append((line.offer, count))
            counts -= count << line.shift
        return tuple(calendar), tuple(purchase)

    def _find_further(
        self, limits: Limits, choice: Choice, own: Mapping[int, Offer], *, is_remembered: bool = True
    ) -> Sequence[Further]:
        """Return what could be given next; where the choice is remembered, so is what does not hang on the product."""
        ratio = limits.purchases.as_integer_ratio()
        outlook = self._outlooks.get((choice, ratio))
        if outlook is None:
            if ratio not in self._prospects:
                self._prospects[ratio] = find_prospects(chain(*self._sides), self.offers, limits.purchases)
            outlook = find_further(self._prospects[ratio], choice)
            if is_remembered:
                self._outlooks[choice, ratio] = outlook
        if own:
            return outlook.beside(find_further(find_prospects(self._own, own, limits.purchases), choice))
        return outlook.further


def _search(sides: Sequence[Side]) -> "Search":
    from svcbudget.planning.search import Search  # noqa: PLC0415 - seldom needed, and a quote is to start at once

    return Search(sides)
