"""What the shop promises today, and what it leaves of the budgets or takes beyond them; equals stand together."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from svcbudget.money import plain_count, round_to
from svcbudget.planning.plan import ProductPlan
from svcbudget.planning.promises import Kept
from svcbudget.showing.budgets import list_names, money
from svcbudget.showing.section import Cell, Column, Row, Section, Span, alike
from svcbudget.showing.words import name_of, word


def show_promises(plans: Sequence[ProductPlan], language: str, whole: Sequence[ProductPlan] | None = None) -> Section:
    """Show each promise with its cost, and what all of them take of the budgets; sums are of the `whole` shop."""
    columns = [
        Column(f"{word('product', language)} / {word('gift', language)}", least=14),
        Column(word("when", language), keep=7, least=8),
        Column(word("each", language), "amount", keep=6),
        Column(word("a-year", language), "amount"),
        Column(word("budget", language), "amount", keep=5),
        Column(word("remains", language), "amount", keep=8),
    ]
    rows: list[Row] = []
    promising = [plan for plan in plans if plan.product.service]
    for same in alike(promising, lambda plan: list(_lines(plan, language))):
        rows += [_head(same, language), *_lines(same[0], language)]
        budgets = alike(same, lambda plan: (plan.figures.standard, plan.figures.reserve))
        for equal in budgets:
            rows += [_head(equal, language)] if len(budgets) > 1 else []
            rows += _sums(equal[0], language)
        rows[-1] = rows[-1]._replace(ends=True)
    currency = plans[0].currency if plans else ""
    title = f"{word('promises', language)} · {word('per-customer', language, currency=currency)}"
    return Section(title, columns, rows, list(_sum_up(plans if whole is None else whole, language)))


def _head(same: Sequence[ProductPlan], language: str) -> Row:
    return Row([[(list_names(same, language), "strong")], "", "", "", "", ""])


def _lines(plan: ProductPlan, language: str) -> Iterator[Row]:
    for kept in plan.promised.kept if plan.promised else ():
        each: Cell = money(kept.unit_cost, plan.digits) if kept.money else [(word("gesture", language), "gesture")]
        year = money(kept.year_cost, plan.digits)
        yield Row([f"  {kept.gift.title(language)}", _when(kept, language), each, year, "", ""])


def _sums(plan: ProductPlan, language: str) -> Iterator[Row]:
    """Hold the promises against each part of the budget that they use."""
    digits, figures, promised = plan.digits, plan.figures, plan.promised
    if promised is None:
        return
    parts: list[tuple[str, int, int]] = []
    if any(not kept.is_personal for kept in promised.kept):
        parts.append(("standard", promised.standard, figures.standard))
    if any(kept.is_personal for kept in promised.kept):
        parts.append(("reserve", promised.personal, figures.reserve))
    if len(parts) > 1:
        parts.append(("together", promised.cost, figures.budget))
    for name, cost, budget in parts:
        rest = (
            word("over", language, over=money(cost - budget, digits)) if cost > budget else money(budget - cost, digits)
        )
        # Occasions may use what the standard budget leaves, so that beyond the reserve is not yet too much.
        is_over = cost > (promised.money_for_moments(figures) if name == "reserve" else budget)
        spent: list[Span] = [(money(cost, digits), "strong warn" if is_over else "strong good")]
        left: list[Span] = [(rest, "strong warn" if is_over else "")]
        yield Row([[(word(name, language), "quiet")], "", "", spent, money(budget, digits), left])


def _when(kept: Kept, language: str) -> str:
    # Every six weeks is 8 2/3 times a year; an occasion that hardly ever comes must not be rounded to never.
    times = Fraction(round_to(kept.times, 2) if kept.times > 1 else kept.times)
    if kept.when == "calendar":
        return word("times-a-year", language, times)
    moment = name_of(kept.when, language) if kept.is_personal else word("at-purchase", language)
    return moment if kept.times == 1 else word("so-often", language, moment=moment, times=plain_count(times))


def _sum_up(plans: Sequence[ProductPlan], language: str) -> Iterator[str]:
    """Say what all customers are promised, and how many products promise more than they may."""
    promising = [(plan, promised) for plan in plans if (promised := plan.promised)]
    if not promising:
        yield word("promised-nothing", language)
        return
    known = [(plan, promised) for plan, promised in promising if plan.product.units_per_year is not None]
    plan = plans[0]
    yield word(
        "promised" if known else "promised-no-units",
        language,
        len(plans),
        products=len(promising),
        currency=plan.currency,
        cost=money(sum(plan.for_shop(promised.cost) or 0 for plan, promised in known), plan.digits),
        budget=money(sum(plan.for_shop(plan.figures.budget) or 0 for plan, _ in known), plan.digits),
    )
    over = sum(promised.cost > plan.figures.budget for plan, promised in promising)
    if over:
        yield word("promised-over", language, len(plans), over=over)
    if known and len(known) < len(promising):
        yield word("some-units", language, len(known))
