"""What is suggested: gifts, answers to occasions and the cadence; products with the same suggestion stand together."""

from collections.abc import Iterator, Sequence

from svcbudget.money import apportion, plain_count
from svcbudget.planning.plan import GiftLine, OccasionLine, ProductPlan
from svcbudget.showing.budgets import list_names, money, whole
from svcbudget.showing.section import BREAK, Cell, Column, Row, Section, Span, alike, plain_text, without_empty_columns
from svcbudget.showing.words import name_of, word

SYMBOLS = {"purchase": "◆", "gift": "●", "gesture": "○", "none": "·"}
"""The cadence strip; `tables` writes other signs where these cannot be shown."""
YEAR = 12


def show_gifts(plans: Sequence[ProductPlan], language: str) -> Section:
    """Show what to give, when, at what cost, and why no more."""
    columns = [
        Column(f"{word('product', language)} / {word('gift', language)}", least=14),
        Column(word("when", language), keep=8, least=8),
        Column(word("each", language), "amount", keep=7),
        Column(word("a-year", language), "amount"),
        Column(word("worth", language), "amount", keep=6),
    ]
    rows: list[Row] = []
    for same in alike(plans, lambda plan: _suggestion(plan, language)):
        rows += _gift_rows(same, language)
    currency = plans[0].currency if plans else ""
    return Section(f"{word('gifts', language)} · {word('per-customer', language, currency=currency)}", columns, rows)


def show_occasions(plans: Sequence[ProductPlan], language: str) -> Section:
    """Show how each occasion is answered, and for which products; those that cost nothing for any, in a line each."""
    columns = [
        Column(word("occasion", language)),
        Column(word("answer", language), least=14),
        Column(word("each", language), "amount", keep=8),
        Column(word("who", language), keep=6),
        Column(word("for", language), keep=7, least=10),
    ]
    answers: dict[str, list[tuple[ProductPlan, OccasionLine]]] = {}
    for plan in plans:
        for line in plan.occasions:
            answers.setdefault(line.occasion, []).append((plan, line))
    rows: list[Row] = []
    for_nothing: dict[str, list[str]] = {}
    for occasion, answered in answers.items():
        groups = alike(answered, lambda pair: _answer_in_full(pair[1], language))
        line = answered[0][1]
        if len(groups) == 1 and len(answered) == len(plans) and line.kind != "gift":
            for_nothing.setdefault(plain_text(_answer(line, language)), []).append(name_of(occasion, language))
            continue
        largest = max(groups, key=len)
        are_others = len(groups) > 1 and len(largest) > 1 and len(answered) == len(plans)
        if are_others:
            groups = [same for same in groups if same is not largest] + [largest]
        for n, same in enumerate(groups):
            line = same[0][1]
            if len(same) == len(plans):
                who = word("everyone", language) if len(plans) > 1 else ""
            elif are_others and same is largest:
                who = word("others", language)
            else:
                who = list_names([plan for plan, _ in same], language)
            cells: list[Cell] = [
                "" if n else name_of(occasion, language),
                _answer(line, language),
                _price(line, same[0][0].digits, language),
                _who_decides(line, language),
                who,
            ]
            rows.append(Row(cells))
    between = "、" if language == "zh" else ", "
    notes = [word("told", language, what=between.join(names), answer=same) for same, names in for_nothing.items()]
    if len(plans) == 1 and plans[0].figures.budget:
        rest = money(plans[0].moments.unassigned, plans[0].digits)
        notes.append(word("need-not-be-spent", language, rest=rest))
    if not rows:
        return Section(word("occasions-alone", language), (), (), notes)
    return without_empty_columns(Section(word("occasions", language), columns, rows, notes))


def show_cadence(plans: Sequence[ProductPlan], language: str, start: tuple[int, int] | None = None) -> Section:
    """Show the year as a strip of months with what comes when; `start` is the calendar month of the purchase."""
    columns = [
        Column(word("product", language), least=6),
        Column(_scale(start), least=2 * YEAR + 2, most=60),
        Column(word("silence", language), keep=5),
        Column(word("minutes", language), "number", keep=4),
        Column(word("labour", language), "amount", keep=2),
        Column(word("cost-to-serve", language), "amount", keep=3),
    ]
    rows = []
    for same in alike(plans, lambda plan: _year(plan, language)):
        programme = same[0].programme
        rows.append(
            Row(
                [
                    [(list_names(same, language), "strong")],
                    [*_strip(same[0]), ("\n", ""), *_touches(same[0], language, start), *_at_hand(same[0], language)],
                    word("months", language, programme.longest_silence),
                    whole(programme.minutes),
                    money(programme.labour, same[0].digits),
                    money(programme.cost_to_serve, same[0].digits),
                ],
                ends=True,
            )
        )
    title = (
        word("cadence", language)
        if start is None
        else word("cadence-from", language, start=f"{start[0]}-{start[1]:02d}")
    )
    return without_empty_columns(Section(title, columns, rows, [word("legend", language, **SYMBOLS)]))


def month_label(month: int, start: tuple[int, int] | None) -> str:
    """Name a month of the cadence: 0 to 12 after the purchase, or the calendar's `2027-03`."""
    if start is None:
        return str(month)
    year, first = start
    return f"{year + (first - 1 + month) // YEAR}-{(first - 1 + month) % YEAR + 1:02d}"


def _gift_rows(same: Sequence[ProductPlan], language: str) -> Iterator[Row]:
    plan = same[0]
    digits, programme = plan.digits, plan.programme
    yield Row([[(list_names(same, language), "strong")], "", "", "", ""])
    worths = apportion([line.worth for line in programme.gifts], 10**digits)
    for line, worth in zip(programme.gifts, worths, strict=True):
        costs = [money(amount, digits) for amount in (line.unit_cost, line.year_cost)]
        yield Row([f"  {line.gift.title(language)}", _when(line, language), *costs, f"{worth:,}"])
    yield Row(
        [
            [(_why_no_more(plan, language), "quiet")],
            [(_left(same, language), "quiet")],
            "",
            [(money(programme.spent, digits), "strong good")],
            f"{sum(worths):,}",
        ],
        ends=True,
    )


def _when(line: GiftLine, language: str) -> str:
    if line.at != "purchase":
        return word("times-a-year", language, line.times)
    times = plain_count(line.times)
    if line.gift.every > 1:
        return word("at-every", language, every=line.gift.every, times=times)
    moment = word("at-purchase", language)
    return moment if line.times == 1 else word("so-often", language, moment=moment, times=times)


def _why_no_more(plan: ProductPlan, language: str) -> str:
    figures = plan.figures
    if figures.basis == "loss":
        return word("no-gifts", language)
    limit = "budget-limit" if plan.limit == "budget" else plan.limit
    heaviest = money(figures.heaviest, plan.digits)
    return word(limit, language, heaviest=heaviest, tier=name_of(figures.tier.name, language))


def _left(same: Sequence[ProductPlan], language: str) -> str:
    """Say what is left of the standard budget, where it is the same for all or there is one."""
    plan = same[0]
    standard = plan.figures.standard
    if not standard or any(other.figures.standard != standard for other in same):
        return ""
    left = money(standard - plan.programme.spent, plan.digits)
    return word("left", language, left=left, standard=money(standard, plan.digits))


def _suggestion(plan: ProductPlan, language: str) -> object:
    """Return all that is shown of the gifts of a product: two that agree in it stand together."""
    tier = plan.figures.tier.name
    heaviest = plan.figures.heaviest if plan.limit == "heaviest-gift" else None
    lines = [
        (line.gift.title(language), line.at, line.times, line.unit_cost, line.year_cost, line.worth)
        for line in plan.programme.gifts
    ]
    return lines, plan.limit, heaviest, tier, plan.figures.basis == "loss"


def _year(plan: ProductPlan, language: str) -> object:
    """Return all that is shown of the year of a product."""
    touches = [(touch.month, touch.gift.title(language), touch.kind) for touch in plan.programme.cadence]
    programme = plan.programme
    at_hand = [gift.title(language) for gift in (*programme.visit, None, *programme.need) if gift]
    return touches, at_hand, len(programme.visit), programme.minutes, programme.labour, programme.cost_to_serve


def _answer_in_full(line: OccasionLine, language: str) -> object:
    """Return all that is shown of the answer to an occasion."""
    titles = [gift and gift.title(language) for gift in (line.gesture, line.gift)]
    return titles, line.kind, line.unit_cost, line.approval


def _who_decides(line: OccasionLine, language: str) -> str:
    if line.gift is None:
        return ""
    return name_of(line.approval, language) if line.approval else word("owner", language)


def _price(line: OccasionLine, digits: int, language: str) -> str:
    if line.gift:
        return money(line.unit_cost, digits)
    return word("gesture", language) if line.gesture else ""


def _answer(line: OccasionLine, language: str) -> list[Span]:
    spans: list[Span] = []
    if line.gesture:
        spans.append((line.gesture.title(language), "gesture"))
    if line.gift:
        spans += [(" + ", "quiet")] * bool(spans) + [(line.gift.title(language), "gift")]
    return spans or [(word("nothing", language), "quiet")]


def _strip(plan: ProductPlan) -> list[Span]:
    """Draw months 0 to 12, two cells a month; of two touches in a month the gift is drawn."""
    kinds: dict[int, str] = {}
    for touch in plan.programme.cadence:
        kind = "purchase" if not touch.month else touch.kind
        if kinds.get(touch.month) != "gift":
            kinds[touch.month] = kind
    spans: list[Span] = []
    for month in range(YEAR + 1):
        kind = kinds.get(month, "none")
        spans.append((SYMBOLS[kind], kind if kind != "none" else "quiet"))
        spans.append((" " if month < YEAR else "", ""))
    return spans


def _touches(plan: ProductPlan, language: str, start: tuple[int, int] | None) -> list[Span]:
    """List what comes when, month by month."""
    spans: list[Span] = []
    months: dict[int, list[Span]] = {}
    for touch in plan.programme.cadence:
        months.setdefault(touch.month, []).append((touch.gift.title(language), touch.kind))
    for month, touches in months.items():
        spans.append((f"{month_label(month, start)}: ", "quiet"))
        for n, (name, kind) in enumerate(touches):
            spans.append((name + (" + " if n < len(touches) - 1 else ""), kind))
        spans.append((BREAK, ""))
    return spans[:-1]


def _at_hand(plan: ProductPlan, language: str) -> Iterator[Span]:
    """List what is done while the customer is there, and when the need arises."""
    between = "、" if language == "zh" else ", "
    for key, gestures in (("at-visits", plan.programme.visit), ("in-need", plan.programme.need)):
        if gestures:
            yield BREAK, ""
            yield word(key, language), "quiet"
            yield between.join(gift.title(language) for gift in gestures), "gesture"


def _scale(start: tuple[int, int] | None) -> str:
    """Write the months over the strip: every third one, two cells a month."""
    text = ""
    for month in range(0, YEAR + 1, 3):
        label = str(month) if start is None else str((start[1] - 1 + month) % YEAR + 1)
        text = text.ljust(2 * month) + label
    return text
