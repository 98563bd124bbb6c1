"""The gifts of large catalogues, held against an independent solver: no choice is worth more, or as much for less."""

import random
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from math import lcm

import pytest
from menus import comes_round, limits
from menus import felt as felt_worth
from ortools.sat.python import cp_model

from svcbudget.planning.choice import Menu
from svcbudget.planning.limits import Limits
from svcbudget.planning.offers import Offer

KEEPS = Fraction(4, 5)


def solve(offers: list[Offer], asked: Limits) -> tuple[Fraction, Fraction]:
    """Return the most worth that can be had, and the least cost at which it can, on whole numbers."""
    model = cp_model.CpModel()
    lines: list[tuple[cp_model.IntVar, bool, Fraction, Fraction]] = []
    for offer in offers:
        if offer.calendar and (offer.is_service or offer.cost <= asked.heaviest):
            worths = [offer.worth * offer.repeat_worth**k for k in range(min(offer.repeats, asked.gifts))]
            copies = [(model.new_bool_var(""), worth) for worth in worths if worth >= offer.cost]
            for (before, _), (after, _) in pairwise(copies):
                model.add_implication(after, before)
            lines += [(copy, False, offer.cost, worth) for copy, worth in copies]
        times = asked.purchases / offer.every
        if offer.purchase and (offer.is_service or offer.cost <= asked.heaviest_item):
            worth, cost = felt_worth(offer, times), offer.cost * times
            if comes_round(offer, times) and worth >= cost:
                lines.append((model.new_bool_var(""), True, cost, worth))
    unit = lcm(*(cost.denominator for _, _, cost, _ in lines))
    scale = lcm(*(worth.denominator for *_, worth in lines))
    variables = [line[0] for line in lines]
    model.add(sum(line[0] for line in lines if not line[1]) <= asked.gifts)
    model.add(sum(line[0] for line in lines if line[1]) <= asked.items)
    whole_cost = cp_model.LinearExpr.weighted_sum(variables, [whole_number(line[2] * unit) for line in lines])
    whole_worth = cp_model.LinearExpr.weighted_sum(variables, [whole_number(line[3] * scale) for line in lines])
    model.add(whole_cost <= whole_number(Fraction(asked.standard * unit)))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    model.maximize(whole_worth)
    assert solver.solve(model) == cp_model.OPTIMAL
    most = solver.value(whole_worth)
    model.add(whole_worth >= most)
    model.minimize(whole_cost)
    assert solver.solve(model) == cp_model.OPTIMAL
    return Fraction(most, scale), Fraction(solver.value(whole_cost), unit)


def whole_number(value: Fraction) -> int:
    assert value.denominator == 1
    return value.numerator


def draw(
    seed: int, cost: Callable[[random.Random], Fraction], worth: Callable[[random.Random, Fraction], Fraction]
) -> list[Offer]:
    """Draw forty offers, a few of them services, some that come with each fifth or tenth purchase."""
    chance = random.Random(seed)
    offers = []
    for _ in range(40):
        price = cost(chance)
        moments = chance.random() < 0.75, chance.random() < 0.6
        every, is_service = chance.choice([1, 1, 1, 5, 10]), chance.random() < 0.1
        offers.append(Offer(price, worth(chance, price), KEEPS, 4, *moments, every, is_service))
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


@pytest.mark.parametrize("purchases", [Fraction(1), Fraction(1, 5), Fraction(5, 2), Fraction(12)])
@pytest.mark.parametrize("standard", [20_333, 53_667])
@pytest.mark.parametrize(("cost", "worth"), [(whole, felt), (fine, felt), (whole, as_paid)])
def test_the_choice_from_forty_offers_is_the_solvers(
    cost: Callable[[random.Random], Fraction],
    worth: Callable[[random.Random, Fraction], Fraction],
    standard: int,
    purchases: Fraction,
) -> None:
    """Key customers: 4 gifts on the calendar, none heavier than 75, 7 items at purchase, none heavier than 100."""
    offers = draw(standard, cost, worth)
    asked = limits(standard, 7_500, 4, 7, purchases, heaviest_item=10_000)
    choice, _ = Menu(offers).choose(asked)
    assert (choice.worth, choice.cost) == solve(offers, asked)


@pytest.mark.parametrize("standard", [20_333, 150_000])
@pytest.mark.parametrize("worth", [felt, nearly, as_paid])
def test_it_is_where_countless_choices_hardly_differ(
    worth: Callable[[random.Random, Fraction], Fraction], standard: int
) -> None:
    """Twelve of each, costs of three decimals, and a worth that goes with cost."""
    offers = [offer._replace(every=1, repeat_worth=Fraction(1)) for offer in draw(standard, fine, worth)]
    asked = limits(standard, 20_000, 12, 12)
    choice, _ = Menu(offers).choose(asked)
    assert (choice.worth, choice.cost) == solve(offers, asked)


def test_a_menu_that_searched_budget_by_budget_answers_like_a_fresh_one() -> None:
    """These offers have too many sums to begin with; after a few budgets they are formed all the same."""
    offers = [offer._replace(repeat_worth=Fraction(1)) for offer in draw(30, fine, as_paid)[:24]]
    used = Menu(offers)
    for standard in range(30_000, 100_000, 9_777):
        asked = limits(standard, 20_000, 5, 8)
        (old, old_limit), (new, new_limit) = used.choose(asked), Menu(offers).choose(asked)
        assert (old.calendar, old.purchase, old_limit) == (new.calendar, new.purchase, new_limit)
        assert (old.worth, old.cost) == (new.worth, new.cost)
