"""How each figure of one product came about, in words and numbers that can be redone on paper."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from svcbudget.budget import MICRO
from svcbudget.exports.record import sale
from svcbudget.money import plain_count, round_to
from svcbudget.plan import GiftLine, ProductPlan
from svcbudget.views.budgets import money
from svcbudget.views.section import Column, Row, Section
from svcbudget.views.words import word

Line = tuple[str, str]

PHRASES: Mapping[str, tuple[str, str]] = {
    "title": ("How it came about: {name}", "计算过程：{name}"),
    "figure": ("Figure", "数字"),
    "how": ("How", "算法"),
    "net": ("net price", "不含税价"),
    "net-tax": (
        "{price} with {tax} tax in it: {price} ÷ {factor} = {net}",
        "{price} 含税 {tax}：{price} ÷ {factor} = {net}",
    ),
    "net-plain": ("{price}, no tax in it", "{price}，不含税"),
    "cost": ("cost", "成本"),
    "cost-share": ("{name}: {share} of {net} = {part}", "{name}：{net} 的 {share} = {part}"),
    "cost-amount": ("{name}: {part}", "{name}：{part}"),
    "cost-sum": ("together {cost}", "合计 {cost}"),
    "profit": ("profit of one sale", "单笔利润"),
    "profit-margin": ("{share} of {net} = {profit}", "{net} 的 {share} = {profit}"),
    "profit-less": ("{net} − {cost} = {profit}", "{net} − {cost} = {profit}"),
    "profit-given": ("{profit}, as given", "{profit}（直接给出）"),
    "annual": ("annual profit", "年利润"),
    "annual-how": ("{profit} × {purchases} (purchases a year) = {annual}", "{profit} × 每年 {purchases} 次 = {annual}"),
    "bands": ("by bands", "按分段"),
    "band": ("{rate} of {part} = {sum}", "{part} 的 {rate} = {sum}"),
    "small": ("small ticket", "小额额度"),
    "small-how": (
        "{share} of {annual} = {allowance}, at most {most}",
        "{annual} 的 {share} = {allowance}，不超过 {most}",
    ),
    "budget": ("budget", "预算"),
    "budget-how": ("the larger of {bands} and {allowance}: {budget}", "取 {bands} 与 {allowance} 中较大者：{budget}"),
    "budget-loss": ("no profit, so nothing but gestures: 0", "没有利润，只做心意：0"),
    "floor": ("floor", "下限"),
    "floor-how": ("{rate} of {annual} = {floor}", "{annual} 的 {rate} = {floor}"),
    "ceiling": ("ceiling", "上限"),
    "ceiling-how": (
        "the larger of {rate} of {annual} and {allowance}: {ceiling}",
        "取 {annual} 的 {rate} 与 {allowance} 中较大者：{ceiling}",
    ),
    "reserve": ("reserve", "备用"),
    "reserve-how": (
        "{share} of what exceeds {small}: {beyond} × {share} = {reserve}",
        "超过 {small} 的部分 {beyond} × {share} = {reserve}",
    ),
    "standard": ("standard", "标准"),
    "heaviest": ("heaviest gift", "单件上限"),
    "heaviest-how": (
        "{share} of {budget}, at least {least}, at most {most}: {heaviest}",
        "{budget} 的 {share}，不低于 {least}，不高于 {most}：{heaviest}",
    ),
    "tier": ("tier", "层级"),
    "tier-how": (
        "{tier}, from an annual profit of {start}: touches a year {touches}, gifts on the calendar {gifts}, items at each purchase {items}",
        "{tier}，年利润自 {start} 起：每年触达 {touches} 次，日历礼品 {gifts} 份，每次购买 {items} 件",
    ),
    "purchase-line": (
        "{unit} × {times} (purchases a year) = {cost}; worth {worth}",
        "{unit} × {times} 次购买 = {cost}；价值感 {worth}",
    ),
    "calendar-line": (
        "{unit} × {times} (on the calendar) = {cost}; worth {worth}",
        "{unit} × 每年 {times} 次 = {cost}；价值感 {worth}",
    ),
    "wage": ("{cost} + {minutes} minutes at {wage} an hour = {unit}", "{cost} + {minutes} 分钟，时薪 {wage} = {unit}"),
    "repeats": ("each further one counts {share} of the one before", "每多一份，价值感为前一份的 {share}"),
    "gifts": ("gifts together", "礼品合计"),
    "gifts-how": (
        "{spent} spent, {left} left of {standard}; no choice within the limits is worth more than {worth}",
        "花费 {spent}，标准 {standard} 剩余 {left}；在各项限制内，没有比 {worth} 价值更高的组合",
    ),
    "customers": ("customers", "客户数"),
    "customers-how": (
        "{units} (units a year) ÷ {purchases} (purchases a year) = {customers}",
        "{units} 件 ÷ {purchases} 次 = 每年 {customers} 位",
    ),
    "shop": ("all customers", "全部客户"),
    "break-even": ("pays for itself", "回本"),
    "break-even-how": (
        "{budget} ÷ ({annual} − {budget}) = {more} more customers for each one served",
        "{budget} ÷ ({annual} − {budget})：每服务一位客户，需多带来 {more} 位客户",
    ),
}


def say(key: str, language: str, **values: object) -> str:
    """Return a phrase in `language`, filled in."""
    english, chinese = PHRASES[key]
    return (chinese if language == "zh" else english).format(**values)


def explain_figures(plan: ProductPlan, language: str) -> Section:
    """Tell how each figure of a plan came about."""
    lines = [*_sale(plan, language), *_budget(plan, language), *_gifts(plan, language), *_shop(plan, language)]
    columns = [Column(say("figure", language), least=10), Column(say("how", language), least=20)]
    rows = [Row([[(figure, "strong")], how]) for figure, how in lines]
    return Section(say("title", language, name=plan.product.name), columns, rows)


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
        yield say("cost", language), _join([*parts, say("cost-sum", language, cost=cost)], language)
    if product.margin is not None:
        how = say("profit-margin", language, share=share(product.margin), net=net, profit=profit)
    elif product.profit is not None:
        how = say("profit-given", language, profit=profit)
    else:
        how = say("profit-less", language, net=net, cost=cost, profit=profit)
    yield say("profit", language), how
    purchases = plain_count(product.purchases_per_year or Decimal(1))
    annual = money(plan.figures.annual_profit, digits)
    yield say("annual", language), say("annual-how", language, profit=profit, purchases=purchases, annual=annual)


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
            annual=annual,
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
        "tier-how", language, tier=word(tier.name, language), start=number(tier.from_, digits), touches=tier.touches,
        gifts=tier.gifts, items=tier.items_at_purchase,
    )  # fmt: skip


def _gifts(plan: ProductPlan, language: str) -> Iterator[Line]:
    programme, digits = plan.programme, plan.digits
    for line in programme.gifts:
        yield line.gift.title(language), _gift(plan, line, language)
    if programme.gifts:
        left = money(plan.figures.standard - programme.spent, digits)
        yield (
            say("gifts", language),
            say(
                "gifts-how",
                language,
                spent=money(programme.spent, digits),
                left=left,
                standard=money(plan.figures.standard, digits),
                worth=money(programme.worth, digits),
            ),
        )


def _gift(plan: ProductPlan, line: GiftLine, language: str) -> str:
    digits, gift = plan.digits, line.gift
    unit, wage = money(line.unit_cost, digits), plan.document.staff.wage_per_hour
    told = []
    if wage and gift.minutes:
        told.append(
            say(
                "wage",
                language,
                cost=number(gift.cost, digits),
                minutes=plain_count(gift.minutes),
                wage=number(wage, digits),
                unit=unit,
            )
        )
    key = "purchase-line" if line.at == "purchase" else "calendar-line"
    cost, worth = money(line.year_cost, digits), money(line.worth, digits)
    told.append(say(key, language, unit=unit, times=plain_count(line.times), cost=cost, worth=worth))
    if line.times > 1:
        kept = plan.document.policy.repeat_worth if gift.repeat_worth is None else gift.repeat_worth
        told.append(say("repeats", language, share=share(kept)))
    return _join(told, language)


def _shop(plan: ProductPlan, language: str) -> Iterator[Line]:
    figures, digits, product = plan.figures, plan.digits, plan.product
    budget, annual = money(figures.budget, digits), money(figures.annual_profit, digits)
    if figures.annual_profit > figures.budget > 0:
        more = plain_count(round_to(Fraction(figures.budget, figures.annual_profit - figures.budget), 3))
        yield say("break-even", language), say("break-even-how", language, budget=budget, annual=annual, more=more)
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


def _join(parts: Sequence[str], language: str) -> str:
    return ("；" if language == "zh" else "; ").join(parts)


def share(value: Fraction) -> str:
    """Write a share in per cent where that ends, otherwise as a fraction."""
    per_cent = value * 100
    return (
        f"{plain_count(per_cent)} %"
        if (per_cent * 10**6).denominator == 1
        else f"{value.numerator}/{value.denominator}"
    )


def number(value: Fraction | Decimal, digits: int) -> str:
    """Write an amount exactly with at least `digits` decimals, to six where it has no end, thousands set apart."""
    text = plain_count(Fraction(value))
    whole, _, decimals = text.partition(".")
    sign = "-" if whole.startswith("-") else ""
    decimals = decimals.ljust(digits, "0")
    return f"{sign}{int(whole.removeprefix('-')):,}{'.' + decimals if decimals else ''}"
