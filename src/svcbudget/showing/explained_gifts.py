"""How the suggested gifts, the time they take and the money for moments came about, in words and numbers."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from svcbudget.money import plain_count
from svcbudget.planning.leeway import find_leeway
from svcbudget.planning.plan import GiftLine, ProductPlan
from svcbudget.planning.planner import Planner
from svcbudget.planning.promises import own_cost
from svcbudget.showing.budgets import money
from svcbudget.showing.figures import join, number, share
from svcbudget.showing.phrases import say
from svcbudget.showing.words import name_of

Line = tuple[str, str]


def explain_gifts(plan: ProductPlan, language: str) -> Iterator[Line]:
    """Tell what each gift costs and is worth, how far its worth may fall, and that no choice is worth more."""
    programme, digits = plan.programme, plan.digits
    if not programme.gifts:
        return
    least = _find_leeways(plan) if programme.proven else {}
    for line in programme.gifts:
        yield line.gift.title(language), _gift(plan, line, least.get(line.gift.id), language)
    key = "gifts-how" if programme.proven else "gifts-best-found"
    spent, worth = money(programme.spent, digits), money(programme.worth, digits)
    left, standard = money(plan.figures.standard - programme.spent, digits), money(plan.figures.standard, digits)
    yield say("gifts", language), say(key, language, spent=spent, left=left, standard=standard, worth=worth)


def explain_time(plan: ProductPlan, language: str) -> Iterator[Line]:
    """Tell how many minutes all of it takes, of how many at most, and what they cost where a wage is given."""
    programme, digits, tier = plan.programme, plan.digits, plan.figures.tier
    told = [say("minutes-how", language, programme.minutes)]
    if tier.minutes is not None and plan.figures.basis != "loss":
        told = [say("minutes-bound", language, programme.minutes, most=tier.minutes)]
    wage = plan.document.staff.wage_per_hour
    if wage is not None and programme.labour is not None:
        labour, whole = money(programme.labour, digits), money(programme.cost_to_serve, digits)
        told.append(say("labour-how", language, wage=number(wage, digits), labour=labour))
        told.append(say("cost-to-serve-how", language, spent=money(programme.spent, digits), whole=whole))
    yield say("minutes", language), join(told, language)


def explain_moments(plan: ProductPlan, language: str) -> Iterator[Line]:
    """Tell what there is for a customer's own occasions, what their gifts are expected to take, and what is left."""
    figures, digits = plan.figures, plan.digits
    if figures.basis == "loss":
        return
    left = figures.standard - plan.programme.spent
    reserve, there_is = money(figures.reserve, digits), money(figures.reserve + left, digits)
    told = [say("moments-how", language, reserve=reserve, left=money(left, digits), money=there_is)]
    for line in plan.occasions:
        if line.gift:
            cost = number(Fraction(line.unit_cost, 10**digits) * line.per_year, digits)
            texts = {"occasion": name_of(line.occasion, language), "gift": line.gift.title(language), "cost": cost}
            times = plain_count(line.per_year)
            told.append(say("moment", language, unit=money(line.unit_cost, digits), times=times, **texts))
    told.append(say("unassigned-how", language, rest=money(plan.moments.unassigned, digits)))
    yield say("moments", language), join(told, language)


def _find_leeways(plan: ProductPlan) -> dict[str, Fraction]:
    """Return for each gift given the least worth with which the choice would stand, in minor units."""
    gifts, offers, limits, choice = Planner(plan.document).weigh(plan.product)
    chosen = {*dict(choice.calendar), *choice.purchase}
    return {gifts[which].id: find_leeway(offers, limits, choice, which) for which in chosen}


def _gift(plan: ProductPlan, line: GiftLine, least: Fraction | None, language: str) -> str:
    digits, gift = plan.digits, line.gift
    unit = money(line.unit_cost, digits)
    alone = own_cost(plan.product) if isinstance(gift.cost, str) else gift.cost
    told = explain_wage(plan, alone, Fraction(gift.minutes), unit, language)
    key = "purchase-line" if line.at == "purchase" else "calendar-line"
    count = line.times
    if line.at == "purchase" and gift.every > 1:
        key, count = "every-line", plan.product.purchases
    cost, worth = money(line.year_cost, digits), money(line.worth, digits)
    told.append(say(key, language, count, unit=unit, cost=cost, worth=worth, every=gift.every))
    if line.times > 1:
        kept = plan.document.policy.repeat_worth if gift.repeat_worth is None else gift.repeat_worth
        told.append(say("repeats", language, share=share(kept)))
    if least is not None:
        told.append(say("leeway", language, least=number(least / 10**digits, digits)))
    return join(told, language)


def explain_wage(plan: ProductPlan, cost: Fraction | Decimal, minutes: Fraction, unit: str, language: str) -> list[str]:
    """Tell what the minutes of a gift add to its cost, where they do."""
    wage, digits = plan.document.staff.wage_per_hour, plan.digits
    if not (wage and cost and minutes):
        return []
    return [say("wage", language, minutes, cost=number(cost, digits), wage=number(wage, digits), unit=unit)]
