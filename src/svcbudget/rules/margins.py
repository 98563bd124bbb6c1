"""Rules on what a product earns (SB1xx). Each rule's docstring is its manual."""

from collections.abc import Iterator
from fractions import Fraction

from svcbudget.findings import Fault
from svcbudget.money import plain_share
from svcbudget.rules.case import Case, per_cent


def sold_at_a_loss(case: Case) -> Iterator[Fault]:
    """A product costs more than it is sold for."""
    if case.profit.profit < 0:
        loss = case.shop.money(-_of_one_sale(case))
        hint = f"{price} covers the cost" if (price := case.price_for(Fraction(0))) else "lower the cost"
        yield Fault("SB101", f"each sale loses {loss}", _path(case), hint, values=(f"-{loss}",))


def no_margin(case: Case) -> Iterator[Fault]:
    """A product is sold for exactly what it costs."""
    if case.profit.profit == 0:
        hint = "a product that is meant to earn nothing says so: ignore SB102, with the reason"
        yield Fault("SB102", "each sale earns 0: the price is just the cost", _path(case), hint, values=("0",))


def thin_margin(case: Case) -> Iterator[Fault]:
    """A product's margin is below the least that the policy asks for."""
    least, profit = case.shop.policy.least_margin, case.profit
    if least is None or not profit.net_price:
        return
    margin = Fraction(profit.profit, profit.net_price)
    if margin < least:
        shown = per_cent(margin)
        price = case.price_of_margin(least)
        hint = f"{price} has the least margin" if price else "lower the cost"
        message = f"margin {shown} is below least_margin {plain_share(least)}"
        yield Fault("SB103", message, _path(case), hint, values=(shown, plain_share(least)))


def _of_one_sale(case: Case) -> Fraction:
    return Fraction(case.profit.profit, case.profit.over * case.shop.rule.unit)


def _path(case: Case) -> tuple[str]:
    """Name the key that a person would change first."""
    product = case.product
    keys = ("price", "margin", "profit")
    return (next((key for key in keys if getattr(product, key) is not None), "price"),)
