"""The best of two groups of things for a single budget, where too many sums compete for a frontier to be made.

With a price put on cost, what is best can be told without regard to the budget, and every sum falls short of that
by some amount. Each group is dealt into two heaps, some sums of each heap are kept, mostly those that fall least
short, and the best of their combinations is taken. It is proven once it falls short by no more than whatever was
left out. Each round keeps more; if none proves it, the best found is returned as not proven. Knows no more of the
things than `knapsack` does.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from heapq import nlargest
from itertools import accumulate, pairwise

from svcbudget.planning.knapsack import Side, Step, Thing

KEPT = (30, 200, 400)
"""How many sums of a heap each round keeps."""
MOST_SUMS = 500_000
"""Sums after which a further round, which forms up to four times as many, would try a person's patience."""

Copies = tuple[int, list[int]]
"""A thing as the search sees it: its cost, and the value that each further copy adds."""
Sum = int
"""Cost shifted left, less value: of two sums of one cost the lesser is the better, and sums add up."""


@dataclass(slots=True)
class _Round:
    """What a round goes by, and what comes of it.

    Cost has a limit, and a price: `price` for each unit of cost against `scale` for each unit of value. Of the sums
    that fall short by no more than `within`, each heap keeps `kept`.
    """

    limit: int
    price: int
    scale: int
    bits: int
    within: int = 0
    kept: int = 0
    formed: int = 0
    missed: list[int] = field(default_factory=list)
    """By how much sums fell short that were left out: of each lot the least."""

    def gains(self, things: Iterable[Copies]) -> list[int]:
        """Return what each copy gains beyond its price, if anything."""
        gains = (self.scale * value - self.price * cost for cost, values in things for value in values)
        return [gain for gain in gains if gain > 0]

    def undominated(self, states: list[Sum]) -> list[Sum]:
        """Sort sums, and keep those within the limit whose value is greater than that of all before them."""
        self.formed += len(states)
        states.sort()
        mask = (1 << self.bits) - 1
        most = -1
        kept = []
        for state in states[: bisect_right(states, self.limit << self.bits)]:
            value = -state & mask
            if value > most:
                most = value
                kept.append(state)
        return kept


class Search:
    """Answers one limit of cost at a time."""

    width = 1
    """How many limits make a window, as in Pairing."""

    def __init__(self, sides: Sequence[Side]) -> None:
        """Take both groups.

        Worth, cost and rest are made one number, the value, so that one bound serves all three.
        """
        counted = [(side, thing, len(ranks)) for side in sides for thing, ranks in side.group.things]
        dearest = sum(side.cost_factor * thing.cost * copies for side, thing, copies in counted)
        farthest = sum(max(abs(rest) for _, rest in thing.gains) for _, thing, _ in counted)
        self._cost_bits, self._rest_bits = dearest.bit_length(), farthest.bit_length() + 1
        self._sides: list[tuple[list[Copies], int]] = []
        for side in sides:
            own = [self._value(side, thing, copies) for of, thing, copies in counted if of is side]
            self._sides.append((own, side.group.most))
        self._bits = sum(sum(values) for things, _ in self._sides for _, values in things).bit_length()
        self._dearest = self._relax(0, 1)
        self.enough = self._dearest[0]
        """From this limit on nothing changes."""

    def _value(self, side: Side, thing: Thing, copies: int) -> Copies:
        """Put worth, cost and rest of each copy together."""
        cost = thing.cost * side.cost_factor
        totals = [0]
        for copy, (worth, rest) in enumerate(thing.gains[:copies], 1):
            net = (worth * side.worth_factor << self._cost_bits) - cost * copy
            totals.append((net << self._rest_bits) - rest)
        return cost, [total - before for before, total in pairwise(totals)]

    def solve(self, limit: int) -> list[Step]:
        """Return the step that decides a limit."""
        price, scale, floor = self._price(limit)
        free = _Round(limit, price, scale, self._bits)
        bound = price * limit + sum(sum(nlargest(most, free.gains(things))) for things, most in self._sides)
        value = formed = 0
        for kept in KEPT:
            this = replace(free, within=bound - scale * max(value, floor), kept=kept, missed=[])
            these, those = (_combine(things, most, this) for things, most in self._sides)
            value = max(value, _join(these, those, this))
            formed += this.formed
            if all(bound - scale * value <= shortfall for shortfall in this.missed):
                return [self._step(value, True)]
            if formed > MOST_SUMS:
                break
        return [self._step(value, False)]

    def _step(self, value: int, proven: bool) -> Step:
        """Take a value apart."""
        rest = -value & ((1 << self._rest_bits) - 1)
        if rest >> self._rest_bits - 1:
            rest -= 1 << self._rest_bits
        value = value + rest >> self._rest_bits
        cost = -value & ((1 << self._cost_bits) - 1)
        return Step(cost, value + cost >> self._cost_bits, rest, proven)

    def _price(self, limit: int) -> tuple[int, int, int]:
        """Return the price of cost at which the bound is lowest, as a fraction, and a value that can be had."""
        above, below = self._dearest, (0, 0)
        # A later copy may have been counted without the first, which shows in the rest only.
        blur = 1 << self._rest_bits
        if above[0] <= limit:
            return 0, 1, above[1] - blur
        while True:
            price, scale = above[1] - below[1], above[0] - below[0]
            cost, value = self._relax(price, scale)
            if scale * value - price * cost == scale * above[1] - price * above[0]:
                return price, scale, below[1] - blur
            if cost > limit:
                above = cost, value
            else:
                below = cost, value

    def _relax(self, price: int, scale: int) -> tuple[int, int]:
        """Return cost and value of what is best where cost has a price and no limit."""
        taken = []
        for things, most in self._sides:
            gains = [(scale * value - price * cost, cost, value) for cost, values in things for value in values]
            taken += [copy for copy in nlargest(most, gains) if copy[0] > 0]
        return sum(cost for _, cost, _ in taken), sum(value for _, _, value in taken)


def _combine(things: Sequence[Copies], most: int, this: _Round) -> list[Sum]:
    """Return the sums of one side that are not dominated."""
    heaps = things[::2], things[1::2]
    these, those = _sums(*heaps, most, this), _sums(*heaps[::-1], most, this)
    pool: list[Sum] = []
    for count, front in enumerate(these):
        beside = this.undominated([state for other in those[: most + 1 - count] for state in other]) if front else []
        for state in front:
            left = this.limit + (-state >> this.bits)
            pool += [state + other for other in beside[: bisect_right(beside, left << this.bits)]]
    return this.undominated(pool)


def _sums(heap: Sequence[Copies], other: Sequence[Copies], most: int, this: _Round) -> list[list[Sum]]:
    """Return the sums of a heap that fall least short of the best of both heaps, by number of copies."""
    bests = [nlargest(most, this.gains(other))]
    for thing in reversed(heap):
        bests.append(nlargest(most, bests[-1] + this.gains([thing])))
    best = sum(bests[-1])
    least = bests[-1][-1] if len(bests[-1]) == most > 0 else 0
    fronts: list[list[Sum]] = [[0], *([] for _ in range(most))]
    for (cost, values), gains in zip(heap, bests[-2::-1], strict=True):
        # Each copy displaces one that may gain more.
        shortfalls = list(accumulate(max(0, least - this.scale * value + this.price * cost) for value in values))
        totals = list(accumulate(values[: bisect_right(shortfalls, this.within)]))
        if not totals:
            continue
        later = list(accumulate(gains, initial=0))
        close = []
        for count, front in enumerate(fronts):
            pool = front[:]
            for copies, value in enumerate(totals[:count], 1):
                step = (cost * copies << this.bits) - value
                pool += [state + step for state in fronts[count - copies]]
            missing = best - later[min(most - count, len(gains))]
            for state in this.undominated(pool):
                spent = -(-state >> this.bits)
                shortfall = missing + this.scale * (state - (spent << this.bits)) + this.price * spent
                if shortfall <= this.within:
                    close.append((shortfall, count, state))
        close.sort()
        if len(close) > this.kept:
            half = this.kept // 2
            this.missed.append(close[half][0])
            # Those that fall least short may be much alike, so the other half comes from all over.
            apart = -(-(len(close) - half) // half)
            close[half:] = close[half + apart - 1 :: apart]
        fronts = [[] for _ in fronts]
        for _, count, state in close:
            fronts[count].append(state)
    return fronts


def _join(these: list[Sum], those: list[Sum], this: _Round) -> int:
    """Return the most value of one sum of each that together keep to the limit."""
    mask = (1 << this.bits) - 1
    values = [0]
    last = len(those) - 1
    for state in these:
        left = this.limit + (-state >> this.bits) << this.bits
        while last >= 0 and those[last] > left:
            last -= 1
        if last < 0:
            break
        values.append((-state & mask) + (-those[last] & mask))
    return max(values)
