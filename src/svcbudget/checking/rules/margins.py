"""Rules on what a product earns (SB1xx). Each rule's docstring is its manual."""

from collections.abc import Iterator
from fractions import Fraction

from svcbudget.checking.rules.case import Case, per_cent
from svcbudget.findings import Fault
from svcbudget.money import plain_share


def sold_at_a_loss(case: Case) -> Iterator[Fault]:
    """A product costs more than it is sold for.

    What one sale brings is the price, less the tax in it (`tax_included`), less the cost with all its parts. It is
    found where that is below 0, however little; the loss is shown rounded to the currency's decimals. How often the
    product is bought, and what is promised with it, plays no part. A product given by `margin` or `profit` is never
    found: neither can be negative.

    **Why it matters.** Service is paid out of profit. Where each sale loses money there is nothing to serve from, and
    selling more makes it worse. Often a cost rose or a price was cut, and nobody did the sum again.

    **Bad**
    ```yaml
    currency: CNY
    products:
      - {name: 连衣裙, price: 100, cost: {dress: 92, freight: 6, commission: 4%}}
    ```
    **Good**
    ```yaml
    currency: CNY
    products:
      - {name: 连衣裙, price: 160, cost: {dress: 92, freight: 6, commission: 4%}}
    ```

    **To mend it.** Raise the price above the amount in the hint, which only covers the cost, or lower the cost. An
    `ignore` is right where the loss is meant, such as old stock sold off; give it the end of the sale as `until`.
    """
    if case.profit.profit < 0:
        loss = case.shop.beyond(-_of_one_sale(case), 0)
        hint = f"{price} covers the cost" if (price := case.price_for(Fraction(0))) else "lower the cost"
        yield Fault("SB101", f"each sale loses {loss}", _path(case), hint, values=(f"-{loss}",))


def no_margin(case: Case) -> Iterator[Fault]:
    """A product is sold for exactly what it costs.

    One sale brings exactly 0: the price, less the tax in it, is the cost with all its parts, or `margin` or `profit` is
    0. The smallest fraction of a cent is a profit and is not found; what is below 0 is SB101.

    **Why it matters.** Such a product has no service budget: its customers can be given attention, but no thing.
    Service goes along with a product that earns its keep; it does not stand in for one.

    **Bad**
    ```yaml
    currency: CNY
    products:
      - {name: Set meal, price: 30, cost: 30}
    ```
    **Good**
    ```yaml
    currency: CNY
    products:
      - {name: Set meal, price: 32, cost: 30}
    ```

    **To mend it.** Raise the price or lower the cost. An `ignore` is right where it is meant to earn nothing, such as
    carrier bags at cost or a meal for the staff.
    """
    if case.profit.profit == 0:
        hint = "a product that is meant to earn nothing says so: ignore SB102, with the reason"
        yield Fault("SB102", "each sale earns 0: the price is just the cost", _path(case), hint, values=("0",))


def thin_margin(case: Case) -> Iterator[Fault]:
    """A product's margin is below the least that the policy asks for.

    The margin of one sale is its profit (price less the tax in it, less the cost with all its parts) as a share of the
    price without tax. It is compared exactly with `least_margin`, and shown in per cent with two decimals; just that
    margin is enough. Nothing is found while `least_margin` is not set, for a product that gives its `profit` and no
    price, and for one with price 0. A loss is found too, beside SB101.

    **Why it matters.** Margins shrink unnoticed, a little with every dearer delivery. The service promised when the
    margin was good stays promised. A line drawn beforehand shows it while it can still be mended.

    **Bad**
    ```yaml
    currency: CNY
    policy: {least_margin: 30%}
    products:
      - {name: Wool coat, price: 800, cost: 600}
    ```
    **Good**
    ```yaml
    currency: CNY
    policy: {least_margin: 30%}
    products:
      - {name: Wool coat, price: 860, cost: 600}
    ```

    **To mend it.** Raise the price to the amount in the hint, or lower the cost. An `ignore` is right for a product
    that is there to bring customers for others; name them in the reason.
    """
    least, profit = case.shop.policy.least_margin, case.profit
    if least is None or not profit.net_price:
        return
    margin = Fraction(profit.profit, profit.net_price)
    if margin < least:
        shown = per_cent(margin, least)
        price = case.price_of_margin(least)
        hint = f"{price} has the least margin" if price else "lower the cost"
        message = f"margin {shown} is below least_margin {plain_share(least)}"
        yield Fault("SB103", message, _path(case), hint, values=(shown, plain_share(least)))


def _of_one_sale(case: Case) -> Fraction:
    return Fraction(case.profit.profit, case.profit.over * case.shop.rule.unit)


def _path(case: Case) -> tuple[str]:
    """Name the key that a person would change first."""
    product = case.product
    keys = ("margin", "profit", "price")
    return (next((key for key in keys if getattr(product, key) is not None), "price"),)
