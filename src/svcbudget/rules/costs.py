"""Rules on the money in promises (SB2xx). Each rule's docstring is its manual."""

from collections.abc import Iterator
from fractions import Fraction

from svcbudget.carrying import least_annual_profit
from svcbudget.findings import Fault
from svcbudget.money import plain_share
from svcbudget.rules.case import Case, per_cent
from svcbudget.text import visible


def over_ceiling(case: Case) -> Iterator[Fault]:
    """The promises of a product cost more than the most of its profit that ought to go into service."""
    cost, ceiling = case.promised.cost, case.budget.ceiling
    if cost <= ceiling or case.is_loss:
        return
    money = case.shop.money
    message = f"the promises cost {money(cost)} a customer and year, over the ceiling of {money(ceiling)}"
    price = _price_that_carries(case, cost)
    mends = [f"promises of at most {money(ceiling)} fit"]
    if price:
        mends.insert(0, f"{price} carries these promises")
    yield Fault("SB201", message, ("service",), "; ".join(mends), values=(money(cost), money(ceiling)))


def under_floor(case: Case) -> Iterator[Fault]:
    """The promises of a product cost less than the least of its profit that ought to go into service."""
    cost, floor = case.promised.cost, case.budget.floor
    if cost >= floor or not (case.product.service or case.shop.policy.promise_required):
        return
    money = case.shop.money
    message = f"the promises cost {money(cost)} a customer and year, under the floor of {money(floor)}"
    hint = f"there is room for {money(case.budget.budget - cost)} more within the budget of {money(case.budget.budget)}"
    yield Fault("SB202", message, ("service",), hint, values=(money(cost), money(floor)))


def heavy_gift(case: Case) -> Iterator[Fault]:
    """One promised gift costs more than a single gift may."""
    heaviest = case.budget.heaviest
    if case.is_loss:
        return
    money = case.shop.money
    for i, kept in enumerate(case.promised.kept):
        if kept.unit_cost > heaviest:
            name = visible(kept.gift.id, 40)
            message = f"{name} costs {money(kept.unit_cost)}, heavier than the {money(heaviest)} that one gift may"
            hint = f"a {name} of at most {money(heaviest)} fits"
            path = ("service", i, "gift" if kept.promise.cost is None else "cost")
            yield Fault("SB203", message, path, hint, values=(kept.gift.id, money(kept.unit_cost), money(heaviest)))


def reserve_spent(case: Case) -> Iterator[Fault]:
    """The promises of everyone's programme cost more than its budget, or those for occasions more than the reserve."""
    if case.is_loss:
        return
    promised, budget, money = case.promised, case.budget, case.shop.money
    for what, cost, most, kind in (
        ("what everyone is promised", promised.standard, budget.standard, "standard budget"),
        ("what occasions are promised", promised.personal, budget.reserve, "reserve"),
    ):
        if cost > most:
            message = f"{what} costs {money(cost)} a customer and year, more than the {kind} of {money(most)}"
            hint = f"lower it by {money(cost - most)}"
            yield Fault("SB204", message, ("service",), hint, values=(kind, money(cost), money(most)))


def recipient_cap(case: Case) -> Iterator[Fault]:
    """One person receives more in a year than the policy allows."""
    cap = case.shop.policy.recipient_cap
    if cap is None:
        return
    received = sum((kept.money * kept.times for kept in case.promised.kept), Fraction(0))
    most = case.shop.minor(cap)
    if received > most:
        money = case.shop.money
        message = f"one customer receives {money(received)} a year, more than recipient_cap {money(most)}"
        hint = f"promise gifts of at most {case.shop.down(most)} a customer and year"
        yield Fault("SB205", message, ("service",), hint, values=(money(received), money(most)))


def service_on_a_loss(case: Case) -> Iterator[Fault]:
    """A product that earns nothing promises service that costs money."""
    cost = case.promised.cost
    if case.is_loss and cost:
        money = case.shop.money
        annual = money(case.annual_profit)
        message = f"the promises cost {money(cost)} a customer and year, and the product earns {annual}"
        hint = "promise gestures, which cost nothing, until it earns"
        price = _price_that_carries(case, cost)
        if price:
            hint += f"; {price} carries these promises"
        yield Fault("SB206", message, ("service",), hint, values=(money(cost), annual))


def does_not_pay(case: Case) -> Iterator[Fault]:
    """To cover the promises takes more additional sales than the policy thinks possible."""
    most = case.shop.policy.most_extra_sales
    cost, annual = Fraction(case.promised.cost), case.annual_profit
    if most is None or case.is_loss or not cost:
        return
    left = annual - cost  # additional customers are served as well
    if left > 0 and cost / left <= most:
        return
    money = case.shop.money
    takes = f"takes {per_cent(cost / left)} more sales" if left > 0 else "no number of sales can do"
    message = f"to cover promises of {money(case.promised.cost)} {takes}, most_extra_sales is {plain_share(most)}"
    hint = f"promises of at most {case.shop.down(annual * most / (1 + most))} a customer and year pay"
    yield Fault("SB207", message, ("service",), hint, values=(money(case.promised.cost), money(annual), str(most)))


def _price_that_carries(case: Case, cost: int) -> str | None:
    """Return key and amount of the least price whose ceiling is `cost`, in minor units per customer and year."""
    annual = least_annual_profit(case.shop.policy, cost, case.shop.document.digits)
    purchases = case.product.purchases_per_year
    return None if annual is None else case.price_for(annual / Fraction(1 if purchases is None else purchases))
