"""From one product's plan to the single-valued fields that every export writes: the promise of the JSON format.

Money, rates and counts are strings of exact decimals in the order below; what is not known is None.
"""

from decimal import Decimal
from functools import cache

from svcbudget.money import round_ratio
from svcbudget.planning.budget import MICRO
from svcbudget.planning.plan import ProductPlan
from svcbudget.planning.promises import Promised

HEAD = (
    *("file", "line", "sku", "name", "category", "currency", "price", "net_price", "cost", "profit", "margin"),
    *(
        "purchases_per_year",
        "units_per_year",
        "customers",
        "annual_profit",
        "floor",
        "budget",
        "ceiling",
        "rate",
        "basis",
    ),
    *("standard", "reserve", "heaviest_gift", "tier", "year_budget"),
)
TAIL = ("spent", "left", "worth", "limit", "longest_silence", "minutes", "channel")
PROMISED = ("promised", "promised_standard", "promised_reserve", "promised_left", "promised_over")
SERVED = ("heaviest_at_purchase", "tier_at_purchase", "unassigned", "labour", "cost_to_serve")
SCALARS = HEAD + TAIL + PROMISED + SERVED
"""The single-valued fields, one column each in CSV and TSV."""
NAMES = ("file", "sku", "name", "category", "tier", "channel", "tier_at_purchase")
"""The fields whose text comes from the user."""

NOT_PROMISED: tuple[None, ...] = (None,) * len(PROMISED)

UNITS = [MICRO // 10**digits for digits in range(7)]
"""Millionths in one minor unit, by the decimals of the currency."""

Scalar = str | int | None


def scalars(plan: ProductPlan) -> list[Scalar]:
    """Return the single-valued fields of a plan, in the order of SCALARS."""
    promised = plan.promised
    kept = NOT_PROMISED if promised is None else _promised(plan, promised)
    return [*_head(plan), *_tail(plan), *kept, *_served(plan)]


@cache
def decimals(digits: int) -> list[str]:
    """Return what stands behind the whole units of an amount, for every number of minor units that make no whole."""
    return [f".{part:0{digits}}" for part in range(10**digits)] if digits else [""]


def amount(units: int | None, digits: int) -> str | None:
    """Write an amount in minor units with the currency's decimals; None stays None."""
    if units is None:
        return None
    if units < 0:
        return f"-{amount(-units, digits)}"
    whole = 10**digits
    return f"{units // whole}{decimals(digits)[units % whole]}"


def _head(plan: ProductPlan) -> tuple[Scalar, ...]:
    product, profit, figures, digits = plan.product, plan.profit, plan.figures, plan.digits
    units, purchases = product.units_per_year, product.purchases_per_year
    net, cost, gain = sale(plan)
    price = None if product.price is None else typed(product.price, digits)
    if isinstance(product.cost, Decimal):
        cost_text: str | None = typed(product.cost, digits)
    else:
        cost_text = None if cost is None else exact(cost, digits)
    units_text = customers = year_budget = None
    if units is not None:
        units_text = customers = exact(int(units * MICRO), 0)
        year_budget = amount(plan.for_shop(figures.budget), digits)
        if purchases is not None:
            customers = exact(plan.for_shop(MICRO) or 0, 0)
    annual, over = profit.annual, profit.over
    # Most of the time of a large export goes by here: what is never below nought is written on the spot.
    part, whole = decimals(digits), 10**digits
    floor, budget, ceiling = figures.floor, figures.budget, figures.ceiling
    standard, reserve, heaviest = figures.standard, figures.reserve, figures.heaviest
    return (
        plan.document.file,
        plan.line,
        product.sku,
        product.name,
        product.category,
        plan.document.currency,
        price,
        price if over == 1 or net is None else exact(net, digits),
        cost_text,
        exact(gain, digits),
        amount(round_ratio(profit.profit * 10_000, profit.net_price), 4) if profit.net_price else None,
        "1" if purchases is None else exact(int(purchases * MICRO), 0),
        units_text,
        customers,
        amount(figures.annual_profit, digits),
        f"{floor // whole}{part[floor % whole]}",
        f"{budget // whole}{part[budget % whole]}",
        f"{ceiling // whole}{part[ceiling % whole]}",
        amount(round_ratio(budget * over * UNITS[digits] * 10_000, annual), 4) if annual > 0 else None,
        figures.basis,
        f"{standard // whole}{part[standard % whole]}",
        f"{reserve // whole}{part[reserve % whole]}",
        f"{heaviest // whole}{part[heaviest % whole]}",
        figures.tier.name,
        year_budget,
    )


def _tail(plan: ProductPlan) -> tuple[Scalar, ...]:
    programme, digits = plan.programme, plan.digits
    part, whole = decimals(digits), 10**digits
    spent, worth = programme.spent, programme.worth
    left = plan.figures.standard - spent
    return (
        f"{spent // whole}{part[spent % whole]}",
        f"{left // whole}{part[left % whole]}",
        f"{worth // whole}{part[worth % whole]}",
        plan.limit,
        programme.longest_silence,
        str(programme.minutes),
        plan.product.channel,
    )


def _served(plan: ProductPlan) -> tuple[Scalar, ...]:
    figures, programme, digits = plan.figures, plan.programme, plan.digits
    heaviest, tier = figures.heaviest_at_purchase, figures.tier_at_purchase
    return (
        None if heaviest == figures.heaviest else amount(heaviest, digits),
        None if tier == figures.tier else tier.name,
        amount(plan.moments.unassigned, digits),
        amount(programme.labour, digits),
        amount(programme.cost_to_serve, digits),
    )


def _promised(plan: ProductPlan, promised: Promised) -> tuple[Scalar, ...]:
    costs = promise_costs(plan, promised)
    return tuple(costs[name] for name in ("cost", "standard", "reserve", "left", "over"))


def promise_costs(plan: ProductPlan, promised: Promised) -> dict[str, str | None]:
    """Hold what is promised, its standard and its personal part each against their budget."""
    figures = plan.figures
    budgets = {
        "": figures.budget - promised.cost,
        "standard_": figures.standard - promised.standard,
        "reserve_": figures.reserve - promised.personal,
    }
    costs = {"cost": promised.cost, "standard": promised.standard, "reserve": promised.personal}
    for part, rest in budgets.items():
        costs |= {f"{part}left": max(rest, 0), f"{part}over": max(-rest, 0)}
    return {name: amount(units, plan.digits) for name, units in costs.items()}


def sale(plan: ProductPlan) -> tuple[int | None, int | None, int]:
    """Return net price, cost and profit of one sale in millionths, such that the first less the second is the third.

    Each is exact where it ends within six decimals; otherwise it is rounded to the minor unit.
    """
    profit, product = plan.profit, plan.product
    if profit.over == 1:
        return profit.net_price, profit.cost, profit.profit
    unit = UNITS[plan.digits]
    if profit.net_price is None:
        return None, None, _ended(profit.profit, profit.over, unit)
    net = _ended(profit.net_price, profit.over, unit)
    if product.profit is not None or product.margin is not None:
        gain = _ended(profit.profit, profit.over, unit)
        return net, net - gain, gain
    cost = _ended(profit.cost or 0, profit.over, unit)
    return net, cost, net - cost


def _ended(numerator: int, over: int, unit: int) -> int:
    quotient, rest = divmod(numerator, over)
    return quotient if not rest else round_ratio(numerator, over * unit) * unit


def typed(value: Decimal, digits: int) -> str:
    """Write an amount as it was typed, with at least the currency's decimals and no needless zeros beyond them."""
    text = str(value)
    return text if text[-digits - 1 : -digits] == "." else exact(int(value * MICRO), digits)


def exact(micro: int, digits: int) -> str:
    """Write an amount in millionths in full, with at least the currency's decimals."""
    whole, rest = divmod(micro, UNITS[digits])
    if not rest:
        return amount(whole, digits) or ""
    sign, text = ("-", str(-micro)) if micro < 0 else ("", str(micro))
    text = text.rjust(7, "0")
    return f"{sign}{text[:-6]}.{text[-6:].rstrip('0')}"
