"""How each figure of one product came about, in words and numbers that can be redone on paper."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from svcbudget.money import plain_count, round_to
from svcbudget.planning.breakeven import find_break_even
from svcbudget.planning.budget import MICRO
from svcbudget.planning.carrying import least_annual_profit
from svcbudget.planning.plan import ProductPlan
from svcbudget.planning.promises import Kept
from svcbudget.showing.budgets import money
from svcbudget.showing.explained_gifts import explain_gifts, explain_moments, explain_time, explain_wage
from svcbudget.showing.exports.record import amount, sale
from svcbudget.showing.figures import join, number, share
from svcbudget.showing.phrases import say
from svcbudget.showing.section import Column, Row, Section
from svcbudget.showing.words import name_of

Line = tuple[str, str]


def explain_figures(plan: ProductPlan, language: str) -> Section:
    """Tell how each figure of a plan came about."""
    parts = (_sale, _budget, explain_gifts, explain_time, explain_moments, _promises, _shop)
    lines = [line for part in parts for line in part(plan, language)]
    columns = [Column(say("figure", language), least=10), Column(say("how", language), least=20)]
    rows = [Row([[(figure, "strong")], how]) for figure, how in lines]
    return Section(say("title", language, name=plan.title), columns, rows)


def _sale(plan: ProductPlan, language: str) -> Iterator[Line]:
    product, digits = plan.product, plan.digits
    net, cost, profit = (None if part is None else number(Fraction(part, MICRO), digits) for part in sale(plan))
    if product.price is not None:
        price = number(product.price, digits)
        tax = product.tax_included
        how = (
            say("net-tax", language, price=price, tax=share(tax), factor=number(1 + tax, 0), net=net)
            if tax
            else say("net-plain", language, price=price)
        )
        yield say("net", language), how
    if isinstance(product.cost, Mapping):
        parts = []
        for name, part in product.cost.items():
            if isinstance(part, Decimal):
                parts.append(say("cost-amount", language, name=name, part=number(part, digits)))
            else:
                of_net = part * Fraction(plan.profit.net_price or 0, plan.profit.over * MICRO)
                parts.append(
                    say("cost-share", language, name=name, share=share(part), net=net, part=number(of_net, digits))
                )
        yield say("cost", language), join([*parts, say("cost-sum", language, cost=cost)], language)
    if product.margin is not None:
        how = say("profit-margin", language, share=share(product.margin), net=net, profit=profit)
    elif product.profit is not None:
        how = say("profit-given", language, profit=profit)
    else:
        how = say("profit-less", language, net=net, cost=cost, profit=profit)
    yield say("profit", language), how
    purchases = product.purchases_per_year or Decimal(1)
    annual = money(plan.figures.annual_profit, digits)
    yield say("annual", language), say("annual-how", language, purchases, profit=profit, annual=annual)


def _budget(plan: ProductPlan, language: str) -> Iterator[Line]:
    figures, digits, policy = plan.figures, plan.digits, plan.document.policy
    budget, annual = money(figures.budget, digits), money(figures.annual_profit, digits)
    if figures.basis == "loss":
        yield say("budget", language), say("budget-loss", language)
        return
    exact = Fraction(plan.profit.annual, plan.profit.over * MICRO)
    parts, total, low = [], Fraction(0), Fraction(0)
    for band in policy.bands:
        high = exact if band.upto is None else min(exact, Fraction(band.upto))
        if high > low:
            total += band.rate * (high - low)
            parts.append(
                say(
                    "band",
                    language,
                    rate=share(band.rate),
                    part=number(high - low, digits),
                    sum=number(band.rate * (high - low), digits),
                )
            )
            low = high
    small = policy.small_ticket
    allowance = min(small.share * exact, Fraction(small.amount))
    bands_text, allowance_text = number(total, digits), number(allowance, digits)
    yield say("bands", language), " + ".join(parts) + (f" = {bands_text}" if len(parts) > 1 else "")
    yield (
        say("small", language),
        say(
            "small-how",
            language,
            share=share(small.share),
            annual=number(exact, digits),
            allowance=number(small.share * exact, digits),
            most=number(small.amount, digits),
        ),
    )
    yield (
        say("budget", language),
        say("budget-how", language, bands=bands_text, allowance=allowance_text, budget=budget),
    )
    yield (
        say("floor", language),
        say("floor-how", language, rate=share(policy.floor), annual=annual, floor=money(figures.floor, digits)),
    )
    yield (
        say("ceiling", language),
        say(
            "ceiling-how",
            language,
            rate=share(policy.ceiling),
            annual=annual,
            allowance=allowance_text,
            ceiling=money(figures.ceiling, digits),
        ),
    )
    beyond = max(Fraction(0), Fraction(figures.budget, 10**digits) - Fraction(small.amount))
    reserve = money(figures.reserve, digits)
    yield (
        say("reserve", language),
        say(
            "reserve-how",
            language,
            share=share(policy.reserve),
            small=number(small.amount, digits),
            beyond=number(beyond, digits),
            reserve=reserve,
        ),
    )
    yield say("standard", language), f"{budget} − {reserve} = {money(figures.standard, digits)}"
    heavy = policy.heaviest_gift
    yield say("heaviest", language), say(
        "heaviest-how", language, share=share(heavy.share), budget=budget, least=number(heavy.at_least, digits),
        most=number(heavy.at_most, digits), heaviest=money(figures.heaviest, digits),
    )  # fmt: skip
    tier = figures.tier
    yield say("tier", language), say(
        "tier-how", language, tier=name_of(tier.name, language), start=number(tier.from_, digits), touches=tier.touches,
        gifts=tier.gifts, items=tier.items_at_purchase,
    )  # fmt: skip
    if plan.profit.profit > plan.profit.annual > 0:
        at_purchase = figures.tier_at_purchase
        yield say("at-purchase", language), say(
            "at-purchase-how", language, at_purchase.items_at_purchase,
            profit=number(Fraction(sale(plan)[2], MICRO), digits), tier=name_of(at_purchase.name, language),
            heaviest=money(figures.heaviest_at_purchase, digits),
        )  # fmt: skip


def _promises(plan: ProductPlan, language: str) -> Iterator[Line]:
    promised, digits, figures = plan.promised, plan.digits, plan.figures
    if promised is None:
        return
    for kept in promised.kept:
        yield say("promised", language, gift=kept.gift.title(language)), _promise(plan, kept, language)
    standard, personal, cost = (money(part, digits) for part in (promised.standard, promised.personal, promised.cost))
    told = [say("promises-how", language, standard=standard, personal=personal, cost=cost)]
    for what, spent, budget in (
        ("standard", promised.standard, figures.standard),
        ("reserve", promised.personal, figures.reserve),
        ("budget", promised.cost, figures.budget),
    ):
        texts = {
            "cost": money(spent, digits),
            "budget": money(budget, digits),
            "rest": money(abs(budget - spent), digits),
        }
        key = "promises-over" if spent > budget else "promises-left"
        if spent:
            told.append(say(key, language, what=say(what, language), **texts))
    yield say("promises", language), join(told, language)
    cut = plan.highest_price_cut(promised)
    if cut is None or not promised.cost:
        return
    least = least_annual_profit(plan.document.policy, promised.cost, digits)
    if cut and least is not None:
        per_cent = f"{amount(cut.numerator * 10_000 // cut.denominator, 2)}%"
        annual = number(least / 10**digits, digits)
        yield say("cut", language), say("cut-how", language, cut=per_cent, least=annual, cost=cost)
    elif promised.cost > figures.ceiling:
        ceiling = money(figures.ceiling, digits)
        yield say("cut", language), say("cut-none", language, ceiling=ceiling, cost=cost)


def _promise(plan: ProductPlan, kept: Kept, language: str) -> str:
    digits = plan.digits
    unit, cost = money(kept.unit_cost, digits), money(kept.year_cost, digits)
    told = explain_wage(plan, kept.money / 10**digits, kept.minutes, unit, language)
    key = "promise-occasion" if kept.is_personal else f"promise-{kept.when}"
    occasion = name_of(kept.when, language)
    told.append(say(key, language, kept.times, unit=unit, cost=cost, occasion=occasion))
    return join(told, language)


def _shop(plan: ProductPlan, language: str) -> Iterator[Line]:
    figures, digits, product = plan.figures, plan.digits, plan.product
    budget = money(figures.budget, digits)
    if figures.budget:
        yield say("break-even", language), _break_even(figures.annual_profit, figures.budget, digits, language)
    customers = plan.customers
    if customers is not None and product.units_per_year is not None:
        count, purchases = plain_count(customers), plain_count(product.purchases_per_year or Decimal(1))
        yield (
            say("customers", language),
            say(
                "customers-how",
                language,
                units=plain_count(product.units_per_year),
                purchases=purchases,
                customers=count,
            ),
        )
        yield say("shop", language), f"{budget} × {count} = {money(plan.for_shop(figures.budget), digits)}"


def _break_even(annual_profit: int, budget: int, digits: int, language: str) -> str:
    """Tell how many more customers pay for the budget: the sum, and what a person would say."""
    found = find_break_even(annual_profit, budget)
    if found is None:
        return say("never-pays", language)
    exact = Fraction(budget, annual_profit - budget)
    quotient = round_to(exact, 3)
    how = f"{money(budget, digits)} ÷ ({money(annual_profit, digits)} − {money(budget, digits)})"
    is_exact = Fraction(quotient) == exact
    total = f"{how} {'=' if is_exact else '≈'} {plain_count(quotient)}"
    more, served = found
    words = say("one-more", language, served) if more == 1 else say("several-more", language, more)
    return join([total, words], language)
