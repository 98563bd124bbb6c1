"""The first screen: the shop in a sentence, a line for each product, and how to see more."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby

from svcbudget.planning.plan import GiftLine, ProductPlan, sum_up
from svcbudget.showing.budgets import money
from svcbudget.showing.programme import month_label
from svcbudget.showing.section import Cell, Column, Fit, Row, Section, without_empty_columns
from svcbudget.showing.sentences import loss_of_a_sale, tell_shop
from svcbudget.showing.words import word


class FirstScreen:
    """What the first screen tells of a shop: worked out once, and laid out for as many products as there is room for.

    `start` is the calendar month of the purchase; `explain` tells of each product shown how its figures came about;
    `hints` name the options that show more. What `is_sorted` is shown from its beginning, else those of most profit.
    """

    def __init__(
        self,
        plans: Sequence[ProductPlan],
        language: str,
        *,
        start: tuple[int, int] | None = None,
        explain: bool = False,
        hints: bool = True,
        is_sorted: bool = False,
    ) -> None:
        """Sum up the plans, of one or several currencies."""
        self.plans, self.language, self.start, self.explain = plans, language, start, explain
        self.is_sorted = is_sorted
        self.options = _name_options(plans, language, explain=explain) if hints else ""
        totals = sum_up(plans)
        self.currencies = [sums.currency for sums in totals]
        self.sentences: list[Cell] = []
        for sums in totals:
            own = [plan for plan in plans if plan.currency == sums.currency]
            is_bad = all(plan.figures.basis == "loss" for plan in own)
            self.sentences.append([(tell_shop(own, sums, language), "strong warn" if is_bad else "strong")])

    def lay_out(self, limit: int | None = None) -> list[Section]:
        """Return the sections; with `limit` of only that many products, those with the most annual profit."""
        plans, language = self.plans, self.language
        shown = plans if limit is None or len(plans) <= limit else self._ranked[:limit]
        shown = sorted(shown, key=lambda plan: self.currencies.index(plan.currency))
        notes: list[Cell] = []
        if len(shown) < len(plans):
            notes.append(word("more-products", language, len(plans) - len(shown)))
        if self.options:
            notes.append([(word("see-more", language, options=self.options), "quiet")])
        sections = [Section("", (), (), self.sentences)]
        if _is_lost(plans):
            sections.append(Section("", (), (), notes))
        else:
            sections.append(_show_table(shown, self.currencies, language, self.start, notes))
        if self.explain:
            from svcbudget.showing.explanation import explain_figures  # noqa: PLC0415 - seldom asked for

            sections += [explain_figures(plan, language) for plan in shown]
        return [section for section in sections if section.columns or section.notes]

    @cached_property
    def _ranked(self) -> list[ProductPlan]:
        """The products by annual profit, in turn from each currency: amounts of several cannot be compared.

        Those that were sorted already stay as they are.
        """
        if self.is_sorted:
            return list(self.plans)
        met: Counter[str] = Counter()
        turns = []
        for plan in sorted(self.plans, key=lambda plan: -plan.figures.annual_profit):
            met[plan.currency] += 1
            turns.append((met[plan.currency], plan))
        return [plan for _, plan in sorted(turns, key=lambda turn: turn[0])]


def _is_lost(plans: Sequence[ProductPlan]) -> bool:
    """Whether there is but one product, at a loss: the sentence says all there is to say."""
    return len(plans) == 1 and plans[0].figures.basis == "loss"


def _show_table(
    plans: Sequence[ProductPlan],
    currencies: Sequence[str],
    language: str,
    start: tuple[int, int] | None,
    notes: Sequence[Cell],
) -> Section:
    columns = [
        Column(word("product", language), least=8),
        Column(word("budget", language), "amount"),
        Column(word("suggested", language), keep=7, least=34),
        Column(word("next-touch", language), keep=5, least=14),
    ]
    one_currency = len(currencies) == 1
    title = word("plan", language, currency=currencies[0]) if one_currency else word("plan-of-several", language)
    rows = [_row(plan, language, start, with_currency=not one_currency, alone=len(plans) == 1) for plan in plans]
    return without_empty_columns(Section(title, columns, rows, notes))


def _row(plan: ProductPlan, language: str, start: tuple[int, int] | None, *, with_currency: bool, alone: bool) -> Row:
    budget = money(plan.figures.budget, plan.digits) + (f" {plan.currency}" if with_currency else "")
    style = "strong good" if plan.figures.budget else "quiet"
    gifts = plan.programme.gifts
    suggested: Cell
    if plan.figures.basis == "loss":
        suggested = Fit(list(_why_no_budget(plan, language)), "warn")
    elif not gifts:
        suggested = word("gestures-only", language)
    elif alone:
        suggested = "\n".join(_say_gifts([line], language) for line in gifts)
    else:
        suggested = Fit(list(_shorten(gifts, language)))
    return Row([Fit([plan.title]), [(budget, style)], suggested, Fit(list(_next_touch(plan, language, start)))])


def _why_no_budget(plan: ProductPlan, language: str) -> Iterator[str]:
    loss = loss_of_a_sale(plan)
    yield word("no-budget-loss", language, loss=loss) if loss else word("no-budget-nothing", language)
    yield word("no-budget", language)


def _shorten(gifts: Sequence[GiftLine], language: str) -> Iterator[str]:
    """Say what is given in ever shorter forms: as many whole items as fit, and how many more; then the names alone."""
    for say in (_say_gifts, _say_names):
        for count in range(len(gifts), 0, -1):
            said, more = say(gifts[:count], language), len(gifts) - count
            yield word("items-more", language, len(gifts), items=said, more=more) if more else said


def _say_gifts(gifts: Sequence[GiftLine], language: str) -> str:
    """Say what is given and how often, things of the same moment together."""
    groups = groupby(gifts, key=lambda line: (line.at, line.gift.every if line.at == "purchase" else line.times))
    return ("；" if language == "zh" else "; ").join(_say_group(list(group), language) for _, group in groups)


def _say_group(gifts: Sequence[GiftLine], language: str) -> str:
    names = _say_names(gifts, language)
    if gifts[0].at == "purchase" and gifts[0].gift.every > 1:
        return word("item-at-every", language, gift=names, every=gifts[0].gift.every)
    if gifts[0].at == "purchase":
        return word("item-at-purchase", language, gift=names)
    return word("item-a-year", language, gifts[0].times, gift=names)


def _say_names(gifts: Sequence[GiftLine], language: str) -> str:
    return ("、" if language == "zh" else ", ").join(line.gift.title(language) for line in gifts)


def _next_touch(plan: ProductPlan, language: str, start: tuple[int, int] | None) -> Iterator[str]:
    """Say what the customer hears first after the purchase, and when, in ever shorter forms; or that it is nothing."""
    touch = next((touch for touch in plan.programme.cadence if touch.month), None)
    if touch is None:
        yield word("no-touch", language)
        return
    key, month = "touch-in-month" if start is None else "touch-in", month_label(touch.month, start)
    words = touch.gift.title(language).split(" ")
    for count in range(len(words), 0, -1):
        gift = " ".join(words[:count]) + ("…" if count < len(words) else "")
        yield word(key, language, month=month, gift=gift)
    if len(words) > 1:  # one long word, as a Chinese name is, is better cut than left out
        yield month if start else word("month-alone", language, month=month)


def _name_options(plans: Sequence[ProductPlan], language: str, *, explain: bool) -> str:
    """Name the options that show what this screen sums up."""
    parts = ["gifts", *(["promises"] if any(plan.product.service for plan in plans) else []), "cadence", "all"]
    options = [] if _is_lost(plans) else [f"--show {' | '.join(parts)}"]
    options += [] if explain else ["--explain"]
    return ("，" if language == "zh" else ", ").join(options)
