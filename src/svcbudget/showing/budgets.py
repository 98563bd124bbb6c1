"""The budgets of many products as a table, and the sums under it."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from svcbudget.money import round_ratio
from svcbudget.planning.plan import ProductPlan, Totals
from svcbudget.showing.exports.record import amount
from svcbudget.showing.section import Column, Row, Section, Span, without_empty_columns
from svcbudget.showing.words import word

NAMES_SHOWN = 5


def show_budgets(plans: Sequence[ProductPlan], language: str, totals: Sequence[Totals]) -> Section:
    """Show one row a product: range, budget, rate, what it is based on, parts and sums for the shop."""
    currency = plans[0].currency if plans else ""
    columns = [
        Column(word("product", language), least=8),
        Column(word("sku", language), keep=1),
        Column(word("annual-profit", language), "amount", keep=7),
        Column(word("range", language), "amount", keep=8),
        Column(word("budget", language), "amount"),
        Column(word("rate", language), "number", keep=5),
        Column(word("basis", language), keep=2),
        Column(word("standard", language), "amount", keep=4),
        Column(word("reserve", language), "amount", keep=4),
        Column(word("heaviest", language), "amount", keep=3),
        Column(word("unassigned", language), "amount", keep=2),
        Column(word("shop", language), "amount", keep=6),
    ]
    rows = [_row(plan, language) for plan in plans]
    title = f"{word('budgets', language)} · {word('per-customer', language, currency=currency)}"
    notes = [line for sums in totals for line in summarise(sums, language)]
    return without_empty_columns(Section(title, columns, rows, notes))


def summarise(totals: Totals, language: str) -> Iterable[str]:
    """Say what one currency's sums are."""
    digits = totals.digits
    if totals.year_budget is None or totals.annual_profit is None:
        yield word("no-units", language, totals.products, currency=totals.currency)
        return
    yield word(
        "summary",
        language,
        totals.products,
        currency=totals.currency,
        profit=money(totals.annual_profit, digits),
        budget=money(totals.year_budget, digits),
        rate=percent(totals.year_budget, totals.annual_profit),
        standard=money(totals.year_standard, digits),
        reserve=money(totals.year_reserve, digits),
    )
    if totals.known < totals.products:
        yield word("some-units", language, totals.known)


def _row(plan: ProductPlan, language: str) -> Row:
    figures, digits, product = plan.figures, plan.digits, plan.product
    loss = figures.basis == "loss"
    budget: list[Span] = [(money(figures.budget, digits), "strong good" if figures.budget else "quiet")]
    return Row(
        [
            plan.title,
            product.sku if product.sku != product.name else "",
            [(money(figures.annual_profit, digits), "warn" if loss else "")],
            f"{money(figures.floor, digits)}–{money(figures.ceiling, digits)}",
            budget,
            percent(figures.budget, figures.annual_profit),
            [(word(figures.basis, language), "warn" if loss else "")],
            money(figures.standard, digits),
            money(figures.reserve, digits),
            money(figures.heaviest, digits),
            money(plan.moments.unassigned, digits),
            money(plan.for_shop(figures.budget), digits),
        ]
    )


def list_names(same: Sequence[ProductPlan], language: str) -> str:
    """Name products that stand together, the first few of many."""
    shown = ("、" if language == "zh" else ", ").join(plan.title for plan in same[:NAMES_SHOWN])
    if len(same) <= NAMES_SHOWN:
        return shown
    return word("and-more", language, names=shown, more=len(same) - NAMES_SHOWN, all=len(same))


def money(units: int | None, digits: int) -> str:
    """Write an amount in minor units with thousands set apart; nothing for what is not known."""
    text = amount(units, digits)
    if text is None:
        return ""
    whole, point, decimals = text.partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{int(whole.removeprefix('-')):,}{point}{decimals}"


def whole(value: Fraction | Decimal) -> str:
    """Write a number that is a guess, or minutes, in whole units, rounded half up."""
    return f"{round_ratio(*value.as_integer_ratio()):,}"


def percent(part: int, whole: int) -> str:
    """Write a share in per cent with one decimal; a dash where there is no whole."""
    if whole <= 0:
        return "–"
    return f"{amount(round_ratio(part * 1000, whole), 1)}%"
