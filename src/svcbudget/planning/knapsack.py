"""Two groups of things and one budget: what to take so that the worth is greatest, on whole numbers only.

At most so many things of each group may be taken. Of equal worth the lower cost wins, and then the lower `rest`,
whatever the caller puts there. `Group` holds the best of its things at every cost, `Pairing` joins two of them for
every limit of cost. Knows neither gifts nor money.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

State = tuple[int, int, int]
"""Cost, worth below zero, rest: of two sums at one cost the lesser is the better."""
AnyState = TypeVar("AnyState", State, tuple[int, int])


class Thing(NamedTuple):
    """What may be taken: the cost of each copy, and the worth and rest that one copy, two copies, … have together.

    Cost and worth are above zero, and no copy is worth more than the one before.
    """

    cost: int
    gains: Sequence[tuple[int, int]]


class Frontier(NamedTuple):
    """The sums that are worth more than every cheaper one, in ascending order of both."""

    costs: list[int]
    worths: list[int]
    rests: list[int]


class Step(NamedTuple):
    """From a limit of `cost` on this is the best; or, where that is not proven, the best that was found."""

    cost: int
    worth: int
    rest: int
    proven: bool = True


class Group:
    """Things of which at most `most` are taken, copies counted."""

    def __init__(self, things: Sequence[Thing], most: int) -> None:
        """Sort the things by cost and leave out what is never taken."""
        self.most = most
        self.things = _needed(things, most)
        self._sums = self._too_few = 0
        self._fronts: list[list[State]] = []
        self._frontier: Frontier | None = None

    def frontier(self, most_sums: int) -> Frontier | None:
        """Return the best sums there are, or None where more than so many would have to be formed."""
        if self._frontier is None and most_sums > self._too_few:
            self._sums = 0
            self._fronts = [[(0, 0, 0)]] * (self.most + 1)
            for thing, ranks in self.things:
                for most in range(self.most, 0, -1):
                    self._fronts[most] = self._offer(thing, ranks, most)
                    if self._sums > most_sums:
                        self._too_few = most_sums
                        return None
            costs, losses, rests = zip(*self._fronts[self.most], strict=True)
            self._frontier = Frontier(list(costs), [-loss for loss in losses], list(rests))
            self._fronts = []
        return self._frontier

    def _offer(self, thing: Thing, ranks: Sequence[int], most: int) -> list[State]:
        """Return the frontier of at most `most` things with one more to choose from."""
        pool = self._fronts[most][:]
        for copies, (worth, rest) in enumerate(thing.gains[: min(most, bisect_left(ranks, most))], 1):
            cost = thing.cost * copies
            pool += [(c + cost, loss - worth, r + rest) for c, loss, r in self._fronts[most - copies]]
        self._sums += len(pool)
        pool.sort()
        return undominated(pool)


def undominated(states: Sequence[AnyState]) -> list[AnyState]:
    """Keep of sorted states those worth more than all before them."""
    least = 1
    kept = []
    for state in states:
        if state[1] < least:
            least = state[1]
            kept.append(state)
    return kept


def _needed(things: Sequence[Thing], most: int) -> list[tuple[Thing, list[int]]]:
    """Sort things by cost, each with the ranks of its copies, and leave out what is never taken.

    A copy's rank is the number of copies that cost no more and are worth more. Whoever takes this one
    and no more than that many does better with another of them in its place.
    """
    better: list[int] = []
    needed = []
    for thing in sorted(things, key=lambda thing: (thing.cost, -thing.gains[0][0])):
        ranks = []
        before = 0
        for worth, _ in thing.gains:
            rank = len(better) - bisect_right(better, worth - before)
            if rank >= most:
                break
            ranks.append(rank)
            insort(better, worth - before)
            before = worth
        if ranks:
            needed.append((thing, ranks))
    return needed


class Side(NamedTuple):
    """A group of two, and what its units of cost and worth count for."""

    group: Group
    cost_factor: int
    worth_factor: int


class Pairing:
    """Two frontiers under one limit of cost, solved one window of limits at a time.

    A pair costs the sum of both costs, each times the cost factor of its side; likewise its worth.
    """

    def __init__(self, sides: Sequence[tuple[Frontier, int, int]]) -> None:
        """Take each frontier with its cost factor and its worth factor."""
        # Any sum of the outer side may have to be looked at, so let that be the shorter frontier.
        outer, inner = sorted(sides, key=lambda side: len(side[0].costs))
        self._outer, self._outer_cost, self._outer_worth = outer
        self._inner, self._inner_cost, self._inner_worth = inner
        self.enough = sum(cost * frontier.costs[-1] for frontier, cost, _ in sides)
        """From this limit on nothing changes."""
        sizes = [len(frontier.costs) for frontier, _, _ in sides]
        self.width = self.enough // (sizes[0] * sizes[1] // (64 + sum(sizes)) + 1) + 1
        """How many limits make a window: few enough that its pairs are about as many as its sums."""

    def solve(self, window: int) -> list[Step]:
        """Return the steps that decide the limits of a window, the first of which is `window * width`."""
        lowest = window * self.width
        floor = max(self._worth_beside(i, lowest) for i in range(0, len(self._outer.costs), 8))
        pairs = self._pairs(lowest + self.width - 1, floor)
        pairs.sort()
        return [Step(cost, -loss, rest) for cost, loss, rest in undominated(pairs)]

    def _worth_beside(self, i: int, limit: int) -> int:
        """Return the most worth that fits beside one of the outer sums, or -1 where it does not fit itself."""
        left = (limit - self._outer_cost * self._outer.costs[i]) // self._inner_cost
        if left < 0:
            return -1
        best = self._inner.worths[bisect_right(self._inner.costs, left) - 1]
        return self._outer_worth * self._outer.worths[i] + self._inner_worth * best

    def _pairs(self, limit: int, floor: int) -> list[State]:
        """Return every pair within the limit that is worth at least `floor`."""
        outer, inner, each, per_worth = self._outer, self._inner, self._inner_cost, self._inner_worth
        found: list[State] = []
        ranges = [(0, len(outer.costs))]
        while ranges:
            start, end = ranges.pop()
            cost = self._outer_cost * outer.costs[start]
            fitting = bisect_right(inner.costs, (limit - cost) // each)
            worth = self._outer_worth * outer.worths[end - 1]
            # No pair of this range costs less than one with its first sum, or is worth more than one with its last.
            if not fitting or worth + per_worth * inner.worths[fitting - 1] < floor:
                continue
            if end - start > 1:
                middle = (start + end) // 2
                ranges += ((start, middle), (middle, end))
                continue
            rest = outer.rests[start]
            least = bisect_left(inner.worths, -((worth - floor) // per_worth))
            found += [
                (cost + each * inner.costs[i], -worth - per_worth * inner.worths[i], rest + inner.rests[i])
                for i in range(least, fitting)
            ]
        return found
