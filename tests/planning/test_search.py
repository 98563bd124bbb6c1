"""The search for a single budget: what it finds is what the frontiers say, and it ends."""

import random
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from svcbudget.planning.knapsack import Group, Pairing, Side, Step, Thing
from svcbudget.planning.search import Search


@st.composite
def groups(draw: st.DrawFn) -> tuple[Group, Group]:
    """Draw two groups of things with small numbers; each line of a choice adds a rest of its own."""
    bits = count()
    found = []
    for _ in range(2):
        things = []
        for _ in range(draw(st.integers(0, 12))):
            cost, worth = draw(st.integers(1, 20)), 4 * draw(st.integers(1, 20))
            loss = draw(st.sampled_from([0, worth // 4]))
            bit = next(bits)
            gains = [(worth, (1 << 30) - (1 << bit)), (2 * worth - loss, (1 << 30) - (3 << bit))]
            things.append(Thing(cost, gains[: draw(st.integers(1, 2))]))
            next(bits)
        found.append(Group(things, draw(st.integers(0, 6))))
    return found[0], found[1]


def sides(two: tuple[Group, Group], factors: tuple[int, int]) -> list[Side]:
    return [Side(group, factor, factor) for group, factor in zip(two, factors, strict=True)]


def decide(solver: Pairing | Search, limit: int) -> Step:
    limit = min(limit, solver.enough)
    return [step for step in solver.solve(limit // solver.width) if step.cost <= limit][-1]


@settings(max_examples=200)
@given(groups(), st.tuples(st.integers(1, 3), st.integers(1, 3)), st.data())
def test_a_search_finds_what_the_frontiers_hold(
    two: tuple[Group, Group], factors: tuple[int, int], data: st.DataObject
) -> None:
    both = sides(two, factors)
    frontiers = [group.frontier(10**6) for group in two]
    pairing = Pairing([(f, s.cost_factor, s.worth_factor) for f, s in zip(frontiers, both, strict=True) if f])
    search = Search(both)
    for limit in data.draw(st.lists(st.integers(0, 400), min_size=1, max_size=5)):
        assert decide(search, limit) == decide(pairing, limit)


def test_a_group_whose_frontier_would_be_too_large_makes_none() -> None:
    """Twelve things that double in cost and worth have a frontier of 4096 sums."""
    group = Group([Thing(1 << k, [(1 << k, 0)]) for k in range(12)], 12)
    assert group.frontier(4000) is None
    frontier = group.frontier(10**6)
    assert frontier is not None
    assert frontier.costs == frontier.worths == list(range(4096))


def test_a_search_ends_unproven_where_too_many_sums_fall_equally_short() -> None:
    """What it returns is within the budget all the same, and all but fills it."""
    chance = random.Random(1)
    costs = [chance.randint(5 * 10**6, 2 * 10**8) for _ in range(80)]
    things = [Thing(cost, [(cost, (1 << 90) - (1 << place))]) for place, cost in enumerate(costs)]
    both = sides((Group(things[:40], 12), Group(things[40:], 12)), (1, 1))
    step = decide(Search(both), 9 * 10**8)
    assert not step.proven
    assert 9 * 10**8 - 100 <= step.cost == step.worth <= 9 * 10**8
