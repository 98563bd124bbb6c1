"""The gifts for one budget: from offers, a budget and limits to the choice of greatest worth, and why it is no greater.

Costs, worths and budgets are in minor units (cents). Plain values in and out; knows no file, no currency and no
category.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import ceil, gcd, lcm
from typing import TYPE_CHECKING, Literal, NamedTuple

from svcbudget.planning.knapsack import Group, Pairing, Side, Step, Thing

if TYPE_CHECKING:
    from svcbudget.planning.search import Search

Limit = Literal["nothing-suitable", "budget", "number-of-gifts", "heaviest-gift"]

FEW_SUMS, MOST_SUMS = 30_000, 10_000_000
"""Sums that a group may form at first, some 8 ms, and where a search does not get to the end: some seconds."""
PATIENCE = 4
"""How many budgets are searched for one by one before it is time for more sums."""
MOST_STEPS = 20_000
"""How many answers a menu remembers before it starts afresh."""
MOST_GROUPS = 24
"""How many groups, of some MB at most, a menu remembers before it starts afresh."""
FINEST = 1 << 4096
"""Worths are exact as fractions of at most this denominator; finer ones are cut there, some 1200 decimals down."""


class Offer(NamedTuple):
    """One catalogue entry as the choice sees it; cost and worth in minor units.

    Each further one of the kind in a year is worth `repeat_worth` (0 to 1) of the one before, and at most `repeats`
    a year go on the calendar.
    """

    cost: Fraction
    worth: Fraction
    repeat_worth: Fraction
    repeats: int
    calendar: bool
    purchase: bool


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


class _Line(NamedTuple):
    """A possible line of a suggestion: an offer on the calendar or at purchase, and where its count is written."""

    offer: int
    at_purchase: bool
    most: int
    cost: int
    weight: int
    shift: int


_Key = tuple[int, int, int, tuple[int, int]]
"""How many lines are light enough, how many gifts and items may be given, and the purchases a year as a ratio."""
_Made = tuple[Choice, list[tuple[int, int]]]
"""A choice, and the next gifts: the weight of each and the budget from which it fits."""


@dataclass(slots=True)
class _Table:
    """What is known of all budgets under the same limits."""

    key: _Key
    solver: "Pairing | Search"
    is_search: bool
    unit: int
    worth_scale: int
    made: dict[tuple[int, bool], _Made]
    steps: dict[int, list[Step]] = field(default_factory=dict)


class Menu:
    """The offers that suit one category, in catalogue order: prepared once, asked for thousands of products."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        """Leave out what costs nothing, is worth nothing or is never given."""
        self.offers = tuple(offers)
        paid = [(i, offer) for i, offer in enumerate(offers) if offer.cost > 0 and offer.worth > 0]
        self._scale = lcm(*(offer.cost.denominator for _, offer in paid))
        self._by_bit: list[_Line] = []
        # The counts of all lines make one number, in which catalogue order goes from the highest bits down.
        for i, offer in reversed(paid):
            on_calendar = offer.repeats if offer.repeat_worth else min(offer.repeats, 1)
            for at_purchase, most in ((True, int(offer.purchase)), (False, on_calendar if offer.calendar else 0)):
                shift = len(self._by_bit)
                line = _Line(i, at_purchase, most, int(offer.cost * self._scale), ceil(offer.cost), shift)
                self._by_bit += [line] * most.bit_length()
        self._kind = 1 << len(self._by_bit)
        """What one more line adds to a choice's rest; counts lessen it. Of equal choices that of least rest is made."""
        self._lines = sorted(dict.fromkeys(self._by_bit), key=lambda line: line.cost)
        self._by_moment = [[line for line in self._lines if line.at_purchase == moment] for moment in (False, True)]
        self._weights = [line.weight for line in self._lines]
        ratios = {self.offers[line.offer].repeat_worth for line in self._lines if line.at_purchase}
        self._ratio = ratios.pop() if len(ratios) == 1 else None
        self._nothing = Choice((), (), Fraction(0), Fraction(0))
        self._groups: dict[tuple[bool, int, int], tuple[Group, int]] = {}
        self._sums = FEW_SUMS
        self._searches = 0
        self._forget()

    def choose(
        self, *, standard: int, heaviest: int, gifts: int, items: int, purchases: Fraction | Decimal
    ) -> tuple[Choice, Limit]:
        """Return the choice of most worth that costs no more than `standard`, and what prevents the next gift.

        At most `gifts` a year go on the calendar and `items` entries are given at each of the purchases; none costs
        more than `heaviest`. Of equal worth the lower cost wins, then fewer lines, then catalogue order. Equal
        answers are the same object for as long as they are remembered.
        """
        if not self._lines:
            return self._nothing, "nothing-suitable"
        if standard <= 0:
            return self._nothing, "budget"
        key = bisect_right(self._weights, heaviest), gifts, items, purchases.as_integer_ratio()
        table = self._tables.get(key) or self._prepare(key)
        solver = table.solver
        budget = min(standard, solver.enough)
        steps = table.steps.get(budget // solver.width) or self._solve(table, budget // solver.width)
        if not steps:
            return self.choose(standard=standard, heaviest=heaviest, gifts=gifts, items=items, purchases=purchases)
        step = steps[bisect_left(steps, (budget + 1,)) - 1]
        choice, further = table.made.get(step[3:]) or self._make(table, step)
        limit: Limit = "nothing-suitable"
        for weight, needed in further:
            if weight <= heaviest:
                if needed <= standard:
                    return choice, "number-of-gifts"
                limit = "budget"
            elif limit == "nothing-suitable":
                limit = "heaviest-gift"
        return choice, limit

    def _prepare(self, key: _Key) -> _Table:
        """Make the table for these limits."""
        light, gifts, items, (times, part) = key
        terms = -(-times // part)
        calendar, calendar_scale = self._group(False, gifts, 1)
        # Where all lose worth alike at each further purchase, one frontier serves all numbers of purchases.
        purchase, purchase_scale = self._group(True, items, 1 if self._ratio is not None else terms)
        growth, growth_scale = (1, 1) if self._ratio is None else _growth(self._ratio, terms)
        factors = purchase_scale * growth_scale, calendar_scale * growth
        common = gcd(*factors)
        heaviest = self._lines[light - 1].cost if light else 0
        sides = [
            Side(group, bisect_right(group.costs, heaviest), cost_factor, worth_factor // common)
            for group, cost_factor, worth_factor in zip((calendar, purchase), (part, times), factors, strict=True)
        ]
        frontiers = [
            (frontier, side.cost_factor, side.worth_factor)
            for side in sides
            if (frontier := side.group.frontier(side.first, self._sums))
        ]
        unit = self._scale * part
        is_search = len(frontiers) < len(sides)
        solver = _search(sides, unit) if is_search else Pairing(frontiers, unit)
        made = self._made.setdefault((times, part), {})
        self._tables[key] = table = _Table(key, solver, is_search, unit, calendar_scale * factors[0] // common, made)
        return table

    def _group(self, at_purchase: bool, most: int, terms: int) -> tuple[Group, int]:
        """Return the lines of the calendar or of the purchases as things, and the scale of their worths."""
        kept = self._groups.get((at_purchase, most, terms))
        if kept:
            return kept
        if len(self._groups) >= MOST_GROUPS:
            self._groups.clear()
        lines = self._by_moment[at_purchase] if most else []
        worths = []
        for line in lines:
            offer = self.offers[line.offer]
            counts = [terms] if at_purchase else range(1, min(line.most, most) + 1)
            growths = [_growth(offer.repeat_worth, count) for count in counts]
            worth, part = offer.worth.as_integer_ratio()
            worths.append([(worth * growth, part * scale) for growth, scale in growths])
        scale = _common_scale(scale for totals in worths for _, scale in totals)
        things = [
            Thing(
                line.cost,
                [
                    (worth * scale // denominator, self._kind - (copies << line.shift))
                    for copies, (worth, denominator) in enumerate(totals, 1)
                ],
            )
            for line, totals in zip(lines, worths, strict=True)
        ]
        self._groups[at_purchase, most, terms] = kept = Group(things, most), scale
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
        self._made: dict[tuple[int, int], dict[tuple[int, bool], _Made]] = {}
        self._held = 0

    def _make(self, table: _Table, step: Step) -> _Made:
        """Make the choice that a step stands for, and note what comes next."""
        taken: list[tuple[_Line, int]] = []
        counts = -step.rest % self._kind
        while counts:
            line = self._by_bit[counts.bit_length() - 1]
            taken.append((line, counts >> line.shift))
            counts -= taken[-1][1] << line.shift
        choice = self._nothing
        if taken:
            choice = Choice(
                tuple((line.offer, times) for line, times in taken if not line.at_purchase),
                tuple(line.offer for line, _ in taken if line.at_purchase),
                Fraction(step.cost, table.unit),
                Fraction(step.worth, table.worth_scale),
                step.proven,
            )
        times, part = table.key[-1]
        # The cheapest decides: if it is too dear or too heavy, so are all others. Where all is given as often as may
        # be, the question is whether one more would fit were it allowed.
        full = {line.shift for line, times in taken if times == line.most}
        free = [next((line for line in lines if line.shift not in full), None) for lines in self._by_moment]
        if not any(free):
            free = [next(iter(lines), None) for lines in self._by_moment]
        further = [
            (line.weight, -(-(step.cost + factor * line.cost) // table.unit))
            for line, factor in zip(free, (part, times), strict=True)
            if line
        ]
        table.made[step[3:]] = choice, further
        return choice, further


def _search(sides: Sequence[Side], unit: int) -> "Search":
    from svcbudget.planning.search import Search  # noqa: PLC0415 - seldom needed, and a quote is to start at once

    return Search(sides, unit)


def worth_of(offer: Offer, times: Fraction | int) -> Fraction:
    """Return what an offer given so many times a year is worth; a part of a time counts as a whole one."""
    growth, scale = _growth(offer.repeat_worth, ceil(times))
    return offer.worth * growth / scale


def _growth(ratio: Fraction, terms: int) -> tuple[int, int]:
    """Return 1 + ratio + ratio² + … to so many terms, as numerator and denominator."""
    p, q = ratio.as_integer_ratio()
    if p == q:
        return terms, 1
    growth, scale = (q**terms - p**terms) // (q - p), q ** max(terms - 1, 0)
    return (growth, scale) if scale <= FINEST else (growth * FINEST // scale, FINEST)


def _common_scale(scales: Iterable[int]) -> int:
    """Return the least common multiple, or FINEST where it is finer."""
    common = 1
    for scale in set(scales):
        common = lcm(common, scale)
        if common > FINEST:
            return FINEST
    return common
