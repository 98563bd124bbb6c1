"""The gifts of large catalogues, held against an independent solver: no choice is worth more, or as much for less."""

import random
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from math import ceil, lcm
from typing import Any

import pytest
from ortools.sat.python import cp_model

from svcbudget.planning.choice import Menu, Offer

KEEPS = Fraction(4, 5)


def solve(
    offers: list[Offer], standard: int, heaviest: int, gifts: int, items: int, purchases: Fraction
) -> tuple[Fraction, Fraction]:
    """Return the most worth that can be had, and the least cost at which it can, on whole numbers."""
    times = ceil(purchases)
    unit = purchases.denominator * lcm(*(offer.cost.denominator for offer in offers))
    scale = lcm(*(offer.worth.denominator for offer in offers)) * lcm(
        *(offer.repeat_worth.denominator for offer in offers)
    ) ** (max(times, gifts) - 1)
    model = cp_model.CpModel()
    lines, costs, worths = [], [], []
    for offer in offers:
        if offer.cost > heaviest:
            continue
        felt = [whole_number(offer.worth * offer.repeat_worth**k * scale) for k in range(max(gifts, times))]
        copies = [model.new_bool_var("calendar") for _ in range(min(offer.repeats, gifts) if offer.calendar else 0)]
        for before, after in pairwise(copies):
            model.add_implication(after, before)
        lines += copies
        costs += [whole_number(offer.cost * unit)] * len(copies)
        worths += felt[: len(copies)]
        if offer.purchase:
            lines.append(model.new_bool_var("purchase"))
            costs.append(whole_number(offer.cost * purchases * unit))
            worths.append(sum(felt[:times]))
    model.add(sum(line for line in lines if line.name == "calendar") <= gifts)
    model.add(sum(line for line in lines if line.name == "purchase") <= items)
    cost = cp_model.LinearExpr.weighted_sum(lines, costs)
    worth = cp_model.LinearExpr.weighted_sum(lines, worths)
    model.add(cost <= standard * unit)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    model.maximize(worth)
    assert solver.solve(model) == cp_model.OPTIMAL
    most = solver.value(worth)
    model.add(worth >= most)
    model.minimize(cost)
    assert solver.solve(model) == cp_model.OPTIMAL
    return Fraction(most, scale), Fraction(solver.value(cost), unit)


def whole_number(value: Fraction) -> int:
    assert value.denominator == 1
    return value.numerator


def draw(
    seed: int, cost: Callable[[random.Random], Fraction], worth: Callable[[random.Random, Fraction], Fraction]
) -> list[Offer]:
    chance = random.Random(seed)
    offers = []
    for _ in range(40):
        price = cost(chance)
        offers.append(Offer(price, worth(chance, price), KEEPS, 4, chance.random() < 0.75, chance.random() < 0.6))
    return offers


def whole(chance: random.Random) -> Fraction:
    return Fraction(100 * chance.choice([chance.randint(1, 15), chance.randint(5, 60), chance.randint(30, 200)]))


def fine(chance: random.Random) -> Fraction:
    """A cost with three decimals, as wages by the minute make them."""
    return Fraction(chance.randint(1000, 200_000), 10)


def felt(chance: random.Random, cost: Fraction) -> Fraction:
    return cost * chance.randint(80, 250) / 100


def as_paid(_: random.Random, cost: Fraction) -> Fraction:
    return cost


def nearly(chance: random.Random, cost: Fraction) -> Fraction:
    return cost * chance.randint(100, 102) / 100


@pytest.mark.parametrize("purchases", [Fraction(1), Fraction(1, 5), Fraction(5, 2)])
@pytest.mark.parametrize("standard", [20_333, 53_667])
@pytest.mark.parametrize(("cost", "worth"), [(whole, felt), (fine, felt), (whole, as_paid)])
def test_the_choice_from_forty_offers_is_the_solvers(
    cost: Callable[[random.Random], Fraction],
    worth: Callable[[random.Random, Fraction], Fraction],
    standard: int,
    purchases: Fraction,
) -> None:
    """Key customers: 4 gifts on the calendar, 6 items at purchase, none heavier than 200."""
    offers = draw(standard, cost, worth)
    choice, _ = Menu(offers).choose(standard=standard, heaviest=20_000, gifts=4, items=6, purchases=purchases)
    assert (choice.worth, choice.cost) == solve(offers, standard, 20_000, 4, 6, purchases)


@pytest.mark.parametrize("standard", [20_333, 150_000])
@pytest.mark.parametrize("worth", [felt, nearly, as_paid])
def test_it_is_where_countless_choices_hardly_differ(
    worth: Callable[[random.Random, Fraction], Fraction], standard: int
) -> None:
    """Twelve of each, costs of three decimals, and a worth that goes with cost."""
    offers = draw(standard, fine, worth)
    choice, _ = Menu(offers).choose(standard=standard, heaviest=20_000, gifts=12, items=12, purchases=Fraction(1))
    assert (choice.worth, choice.cost) == solve(offers, standard, 20_000, 12, 12, Fraction(1))


def test_a_menu_that_searched_budget_by_budget_answers_like_a_fresh_one() -> None:
    """These offers have too many sums to begin with; after a few budgets they are formed all the same."""
    offers = draw(30, fine, as_paid)[:24]
    used = Menu(offers)
    for standard in range(30_000, 100_000, 9_777):
        asked: dict[str, Any] = {
            "standard": standard,
            "heaviest": 20_000,
            "gifts": 5,
            "items": 8,
            "purchases": Fraction(1),
        }
        (old, old_limit), (new, new_limit) = used.choose(**asked), Menu(offers).choose(**asked)
        assert (old.calendar, old.purchase, old_limit) == (new.calendar, new.purchase, new_limit)
        assert (old.worth, old.cost) == (new.worth, new.cost)
