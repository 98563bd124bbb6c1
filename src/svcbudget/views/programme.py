"""What is suggested: gifts, answers to occasions and the cadence; products with the same suggestion stand together."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from svcbudget.money import plain_count
from svcbudget.plan import OccasionLine, ProductPlan
from svcbudget.views.budgets import money
from svcbudget.views.section import Column, Row, Section, Span, without_empty_columns
from svcbudget.views.words import word

SYMBOLS = {"purchase": "◆", "gift": "●", "gesture": "○", "none": "·"}
"""The cadence strip; `tables` writes other signs where these cannot be shown."""
YEAR = 12
NAMES_SHOWN = 2


def show_gifts(plans: Sequence[ProductPlan], language: str) -> Section:
    """Show what to give, when, at what cost, and why no more."""
    columns = [
        Column(f"{word('product', language)} / {word('gift', language)}", least=14),
        Column(word("when", language), keep=8, least=8),
        Column(word("each", language), numeric=True, keep=7),
        Column(word("a-year", language), numeric=True),
        Column(word("worth", language), numeric=True, keep=3),
    ]
    rows: list[Row] = []
    for same in _alike(plans, _suggestion):
        rows += _gift_rows(same, language)
    currency = plans[0].currency if plans else ""
    return Section(f"{word('gifts', language)} · {word('per-customer', language, currency=currency)}", columns, rows)


def show_occasions(plans: Sequence[ProductPlan], language: str) -> Section:
    """Show how each occasion is answered, and for which products."""
    columns = [
        Column(word("occasion", language)),
        Column(word("answer", language), least=14),
        Column(word("each", language), numeric=True, keep=8),
        Column(word("who", language), keep=7),
        Column(word("for", language), keep=6, least=10),
    ]
    rows: list[Row] = []
    for i in range(len(plans[0].occasions) if plans else 0):
        groups = _alike(plans, lambda plan, i=i: _fixed(plan.occasions[i]))  # type: ignore[misc]
        for n, same in enumerate(groups):
            answer = same[0].occasions[i]
            who = word("everyone", language) if len(groups) == 1 and len(plans) > 1 else _names(same, language)
            rows.append(
                Row(
                    [
                        word(answer.occasion, language) if not n else "",
                        _answer(answer, language),
                        money(answer.unit_cost, same[0].digits)
                        if answer.kind == "gift"
                        else word("gesture", language)
                        if answer.gift
                        else "",
                        word(answer.approval or "owner", language) if answer.gift else "",
                        who if len(plans) > 1 else "",
                    ]
                )
            )
    return without_empty_columns(Section(word("occasions", language), columns, rows))


def show_cadence(plans: Sequence[ProductPlan], language: str, start: tuple[int, int] | None = None) -> Section:
    """Show the year as a strip of months with what comes when; `start` is the calendar month of the purchase."""
    columns = [
        Column(word("product", language), least=8),
        Column(_scale(start), least=2 * YEAR + 2),
        Column(word("silence", language), keep=5),
        Column(word("minutes", language), numeric=True, keep=4),
    ]
    rows = []
    for same in _alike(plans, lambda plan: [(touch.month, touch.gift.id) for touch in plan.programme.cadence]):
        programme = same[0].programme
        silence = programme.longest_silence
        rows.append(
            Row(
                [
                    [(_names(same, language), "strong")],
                    [*_strip(same[0]), ("\n", ""), *_touches(same[0], language, start)],
                    word("month" if silence == 1 else "months", language, months=silence),
                    f"{programme.minutes:f}",
                ],
                ends=True,
            )
        )
    title = (
        word("cadence", language)
        if start is None
        else word("cadence-from", language, start=f"{start[0]}-{start[1]:02d}")
    )
    return Section(title, columns, rows, [word("legend", language, **SYMBOLS)])


def month_label(month: int, start: tuple[int, int] | None) -> str:
    """Name a month of the cadence: 0 to 12 after the purchase, or the calendar's `2027-03`."""
    if start is None:
        return str(month)
    year, first = start
    return f"{year + (first - 1 + month) // YEAR}-{(first - 1 + month) % YEAR + 1:02d}"


def _gift_rows(same: Sequence[ProductPlan], language: str) -> list[Row]:
    plan = same[0]
    digits, programme = plan.digits, plan.programme
    rows = [Row([[(_names(same, language), "strong")], "", "", "", ""])]
    for line in programme.gifts:
        when = (
            word("at-purchase", language)
            if line.at == "purchase"
            else word("times-a-year", language, times=_count(line.times))
        )
        if line.at == "purchase" and line.times != 1:
            when = f"{when} ({_count(line.times)}×)"
        cells = [
            f"  {line.gift.title(language)}",
            when,
            money(line.unit_cost, digits),
            money(line.year_cost, digits),
            money(line.worth, digits),
        ]
        rows.append(Row(cells))
    rows.append(
        Row(
            [
                [(_why_no_more(same, language), "quiet")],
                "",
                "",
                [(money(programme.spent, digits), "strong good")],
                money(programme.worth, digits),
            ],
            ends=True,
        )
    )
    return rows


def _why_no_more(same: Sequence[ProductPlan], language: str) -> str:
    plan = same[0]
    figures, digits = plan.figures, plan.digits
    if figures.basis == "loss":
        return f"{word('no-gifts', language)}: {word('loss', language)}"
    limit = "budget-limit" if plan.limit == "budget" else plan.limit
    why = word(limit, language, heaviest=money(figures.heaviest, digits), tier=word(figures.tier.name, language))
    left = {other.figures.standard for other in same}
    if len(left) > 1:
        return why
    parts = word(
        "left",
        language,
        left=money(figures.standard - plan.programme.spent, digits),
        standard=money(figures.standard, digits),
    )
    return word("and-why", language, left=parts, why=why)


def _suggestion(plan: ProductPlan) -> object:
    """Return what must be equal for two products to stand together: the gifts, and why there are no more."""
    heaviest = plan.figures.heaviest if plan.limit == "heaviest-gift" else None
    lines = [(line.gift.id, line.at, line.times) for line in plan.programme.gifts]
    return lines, plan.limit, heaviest, plan.figures.tier.name, plan.figures.basis == "loss"


def _fixed(line: OccasionLine) -> object:
    return line.gift and line.gift.id, line.unit_cost, line.approval


def _answer(line: OccasionLine, language: str) -> list[Span]:
    if line.gift is None:
        return [(word("nothing", language), "quiet")]
    return [(line.gift.title(language), "gift" if line.kind == "gift" else "gesture")]


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
        spans.append((f"{month_label(month, start)}:", "quiet"))
        for n, (name, kind) in enumerate(touches):
            spans.append((name + (" + " if n < len(touches) - 1 else ""), kind))
        spans.append(("  ", ""))
    return spans[:-1]


def _scale(start: tuple[int, int] | None) -> str:
    """Write the months over the strip: every third one, two cells a month."""
    text = ""
    for month in range(0, YEAR + 1, 3):
        label = str(month) if start is None else str((start[1] - 1 + month) % YEAR + 1)
        text = text.ljust(2 * month) + label
    return text


def _names(same: Sequence[ProductPlan], language: str) -> str:
    names = [plan.product.name for plan in same]
    if len(names) <= NAMES_SHOWN:
        return ", ".join(names) if language != "zh" else "、".join(names)
    return word("and-more", language, name=names[0], count=len(names) - 1 if language != "zh" else len(names))


def _count(times: Fraction) -> str:
    return plain_count(times)


def _alike(plans: Sequence[ProductPlan], key: Callable[[ProductPlan], object]) -> list[list[ProductPlan]]:
    """Put plans with the same key together, in the order in which the first of each comes."""
    groups: dict[str, list[ProductPlan]] = {}
    for plan in plans:
        groups.setdefault(repr(key(plan)), []).append(plan)
    return list(groups.values())
