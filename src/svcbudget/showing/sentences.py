"""The sentences of the first screen: from the plans of one currency to what a shopkeeper wants to know first."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from svcbudget.money import plain_count, round_ratio
from svcbudget.planning.budget import MICRO
from svcbudget.planning.plan import ProductPlan, Totals
from svcbudget.plural import Count
from svcbudget.showing.budgets import money, percent
from svcbudget.showing.words import Texts, fill

SENTENCES: Mapping[str, Texts] = {
    "shop-earns": (
        (
            "1 product earns {profit} {currency} a year; {budget} ({rate}) go into service{parts}.",
            "{count} products earn {profit} {currency} a year; {budget} ({rate}) go into service{parts}.",
        ),
        "{count} 个商品每年盈利 {profit} {currency}，其中 {budget}（{rate}）用于服务{parts}。",
    ),
    "shop-loses": (
        "{count} products together lose {loss} {currency} a year; of what some of them earn, {budget} go into"
        " service{parts}.",
        "{count} 个商品合计每年亏损 {loss} {currency}；盈利的商品拿出 {budget} 用于服务{parts}。",
    ),
    "parts": (": {standard} standard, {reserve} reserve", "：标准 {standard}，预留 {reserve}"),
    "customer-brings": (
        "Of {profit} {currency} profit a year that a customer brings, {budget} ({rate}) go into service{parts}.",
        "每位顾客每年带来利润 {profit} {currency}，其中 {budget}（{rate}）用于服务{parts}。",
    ),
    "customers-bring": (
        "{count} products: of {profit} {currency} profit a year that a customer brings, {budget} go into service.",
        "{count} 个商品：每位顾客每年带来利润 {profit} {currency}，其中 {budget} 用于服务。",
    ),
    "sale-loses": (
        "Each sale loses {loss} {currency}, so there is no budget: service does not make up for a bad product."
        " Mend its price or cost first.",
        "每卖一件亏 {loss} {currency}，没有预算：服务弥补不了坏产品，先改价格或成本。",
    ),
    "sale-earns-nothing": (
        "A sale earns nothing, so there is no budget: service does not make up for a bad product. Mend its price or"
        " cost first.",
        "卖一件赚不到钱，没有预算：服务弥补不了坏产品，先改价格或成本。",
    ),
    "all-lose": (
        "None of {count} products makes a profit, so there is no budget: service does not make up for a bad product.",
        "{count} 个商品都不赚钱，没有预算：服务弥补不了坏产品。",
    ),
    "promised": ("Promised today: {cost}.", "现已承诺：{cost}。"),
    "promised-gestures": ("Promised today: gestures only.", "现已承诺：只有关怀。"),
    "promised-by": (
        ("1 product promises service today.", "{count} products promise service today."),
        "{count} 个商品现有承诺。",
    ),
    "promised-too-much": ("That is more than the budget.", "这超出了预算。"),
    "promise-too-much": (
        ("1 product promises more than its budget.", "{count} products promise more than their budgets."),
        "{count} 个商品的承诺超出预算。",
    ),
    "some-lose": (
        ("1 product makes no profit and gets no budget.", "{count} products make no profit and get no budget."),
        "{count} 个商品不赚钱，没有预算。",
    ),
    "without-units": (
        (
            "1 product without units_per_year is not in the sums.",
            "{count} products without units_per_year are not in the sums.",
        ),
        "另有 {count} 个商品未填写 units_per_year，不在合计内。",
    ),
    "give-units": ("Give units_per_year to see the sums of the shop.", "填写 units_per_year 可得全店合计。"),
}


def tell_shop(plans: Sequence[ProductPlan], totals: Totals, language: str) -> str:
    """Tell what the products of one currency earn, what goes into service and what is promised; there are some."""
    return (" " if language == "en" else "").join(_tell(plans, totals, language))


def _tell(plans: Sequence[ProductPlan], totals: Totals, language: str) -> Iterator[str]:
    earning = [plan for plan in plans if plan.figures.basis != "loss"]
    # Where nothing of what earns is known to be sold, what one customer brings says more than sums.
    is_summed = bool(totals.year_budget) or (totals.annual_profit or 0) > 0
    if not earning:
        yield _tell_loss(plans, language)
    elif is_summed:
        yield _tell_sums(totals, language)
    else:
        yield _tell_customer(earning, language)
    yield from _tell_promises(plans, language, is_summed=is_summed)
    if 0 < len(earning) < len(plans):
        yield _say("some-lose", language, len(plans) - len(earning))
    if not earning or len(plans) == 1:
        return
    if not is_summed:
        yield _say("give-units", language)
    elif totals.known < totals.products:
        yield _say("without-units", language, totals.products - totals.known)


def _tell_sums(totals: Totals, language: str) -> str:
    digits, profit, budget = totals.digits, totals.annual_profit or 0, totals.year_budget or 0
    return _say(
        "shop-earns" if profit > 0 else "shop-loses",
        language,
        totals.known,
        currency=totals.currency,
        profit=money(profit, digits),
        loss=money(-profit, digits),
        budget=money(budget, digits),
        rate=percent(budget, profit),
        parts=_tell_parts(totals.year_standard or 0, totals.year_reserve or 0, digits, language),
    )


def _tell_customer(earning: Sequence[ProductPlan], language: str) -> str:
    """Tell what one customer brings: of one product, or of several from the least to the most."""
    first, digits = earning[0], earning[0].digits
    profits, budgets = ([getattr(plan.figures, name) for plan in earning] for name in ("annual_profit", "budget"))
    return _say(
        "customer-brings" if len(earning) == 1 else "customers-bring",
        language,
        len(earning),
        currency=first.currency,
        profit=_range(profits, digits),
        budget=_range(budgets, digits),
        rate=percent(first.figures.budget, first.figures.annual_profit),
        parts=_tell_parts(first.figures.standard, first.figures.reserve, digits, language),
    )


def _tell_parts(standard: int, reserve: int, digits: int, language: str) -> str:
    """Tell both parts of a budget, or nothing where it has no reserve."""
    if not reserve:
        return ""
    return _say("parts", language, standard=money(standard, digits), reserve=money(reserve, digits))


def _tell_loss(plans: Sequence[ProductPlan], language: str) -> str:
    if len(plans) > 1:
        return _say("all-lose", language, len(plans))
    loss = loss_of_a_sale(plans[0])
    key = "sale-loses" if loss else "sale-earns-nothing"
    return _say(key, language, loss=loss, currency=plans[0].currency)


def _tell_promises(plans: Sequence[ProductPlan], language: str, *, is_summed: bool) -> Iterator[str]:
    """Tell what is promised: to all customers where their number is known, to one of a single product otherwise."""
    promising = [(plan, promised) for plan in plans if (promised := plan.promised)]
    if not promising:
        return
    if is_summed or len(plans) == 1:
        costs = [plan.for_shop(promised.cost) if is_summed else promised.cost for plan, promised in promising]
        cost = sum(cost or 0 for cost in costs)
        key = "promised" if cost else "promised-gestures"
        yield _say(key, language, cost=money(cost, plans[0].digits))
    else:
        yield _say("promised-by", language, len(promising))
    over = sum(promised.cost > plan.figures.budget for plan, promised in promising)
    if over:
        yield _say("promised-too-much" if len(plans) == 1 else "promise-too-much", language, over)


def loss_of_a_sale(plan: ProductPlan) -> str:
    """Write by how much one sale is below nought, with as many decimals as it takes not to look like nought.

    Nothing where it is not below, or by less than can be typed.
    """
    loss = Fraction(-plan.profit.profit, plan.profit.over * MICRO)
    rounded = round_ratio(loss.numerator * 10**plan.digits, loss.denominator)
    if rounded > 0:
        return money(rounded, plan.digits)
    exact = plain_count(loss) if loss > 0 else ""
    return exact if exact != "0" else ""


def _range(amounts: Sequence[int], digits: int) -> str:
    least, most = money(min(amounts), digits), money(max(amounts), digits)
    return least if least == most else f"{least}–{most}"


def _say(key: str, language: str, count: Count | None = None, /, **values: object) -> str:
    return fill(SENTENCES[key], language, count, values)
