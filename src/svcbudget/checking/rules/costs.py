"""Rules on the money in promises (SB2xx). Each rule's docstring is its manual."""

from collections.abc import Iterator
from fractions import Fraction
from operator import attrgetter

from svcbudget.checking.rules.case import Case, per_cent
from svcbudget.findings import Fault
from svcbudget.money import plain_share
from svcbudget.planning.carrying import least_annual_profit
from svcbudget.text import visible


def over_ceiling(case: Case) -> Iterator[Fault]:
    """The promises of a product cost more than the most of its profit that ought to go into service.

    The cost of all promises per customer and year: each gift (with its minutes, at `staff.wage_per_hour`; a gesture
    costs nothing) times how often it is given, summed up and rounded once. It may reach, but not pass, `ceiling` ×
    annual profit, or the allowance of `small_ticket` where that is more. A product without profit is left to SB206.

    **Why it matters.** More satisfaction should come with more profit. A shop that gives away more than it earns enough
    for stops one day, and what customers remember is that it stopped.

    **Bad**
    ```yaml
    currency: CNY
    products:
      - {name: 套餐, price: 30, cost: 15, purchases_per_year: 100, service: [{gift: egg-soup, at: purchase, cost: 2}]}
    ```
    **Good**
    ```yaml
    currency: CNY
    products:
      - {name: 套餐, price: 30, cost: 15, purchases_per_year: 100, service: [{gift: egg-soup, at: purchase, cost: 0.8}]}
    ```

    **To mend it.** Promise less, or ask the price in the hint, which carries the promises. An `ignore` is right for a
    while, such as an opening month; say in the reason who pays.
    """
    cost, ceiling = case.promised.cost, case.budget.ceiling
    if cost <= ceiling or case.is_loss:
        return
    money = case.shop.money
    message = f"the promises cost {money(cost)} a customer and year, over the ceiling of {money(ceiling)}"
    price = _price_that_carries(case, cost)
    mends = [f"{price} carries these promises"] if price else []
    mends.append(f"promises of at most {money(ceiling)} fit" if ceiling else "gestures cost nothing")
    values, pointers = (money(cost), money(ceiling)), case.point_at_mends(attrgetter("ceiling"), cost)
    yield Fault("SB201", message, ("service",), "; ".join(mends), values=values, pointers=pointers)


def under_floor(case: Case) -> Iterator[Fault]:
    """The promises of a product cost less than the least of its profit that ought to go into service.

    The cost of all promises per customer and year, rounded once, is below `floor` × annual profit, rounded. Only
    products that promise something are judged; all of them with `promise_required: true`. A loss is never found.

    **Why it matters.** Word of mouth has its price, and service is what pays it. Where profit is high a kind message
    alone looks mean: much profit, real things; little profit, small gestures.

    **Bad**
    ```yaml
    currency: CNY
    products:
      - {name: Oak table, price: 20000, cost: 17000, service: [{gift: sachet, every: quarter}]}
    ```
    **Good**
    ```yaml
    currency: CNY
    products:
      - {name: Oak table, price: 20000, cost: 17000, service: [{gift: fruit-box, every: quarter}]}
    ```

    **To mend it.** Promise more, up to the room in the hint; `svcbudget plan` suggests what. An `ignore` is right where
    customers value attention more than things.
    """
    cost, floor = case.promised.cost, case.budget.floor
    if cost >= floor or not (case.product.service or case.shop.policy.promise_required):
        return
    money = case.shop.money
    message = f"the promises cost {money(cost)} a customer and year, under the floor of {money(floor)}"
    hint = f"there is room for {money(case.budget.budget - cost)} more within the budget of {money(case.budget.budget)}"
    values, pointers = (money(cost), money(floor)), case.point_at_profit("the floor follows from")
    yield Fault("SB202", message, ("service",), hint, values=values, pointers=pointers)


def heavy_gift(case: Case) -> Iterator[Fault]:
    """One promised gift costs more than a single gift may.

    What a gift costs each time (with its minutes, at `staff.wage_per_hour`), rounded, is above what `heaviest_gift`
    allows: its `share` of the budget, but no less than `at_least` and no more than `at_most`; nothing where the budget
    comes to 0. Each promise is judged by itself. A product without profit is left out.

    **Why it matters.** The heavier a gift, the more a customer resists it: it looks as if the shop had earned too much,
    or wanted something. Small things given often are remembered longer.

    **Bad**
    ```yaml
    currency: CNY
    products:
      - {name: Oak table, price: 20000, cost: 17000,
         service: [{gift: large-hamper, every: half-year}, {gift: check-in, every: quarter}]}
    ```
    **Good**
    ```yaml
    currency: CNY
    products:
      - {name: Oak table, price: 20000, cost: 17000, service: [{gift: fruit-box, every: quarter}]}
    ```

    **To mend it.** Give something lighter, or the same money in several small things. An `ignore` is right where a
    heavy gift is the custom, such as at a wedding.
    """
    if case.is_loss:
        return
    money, budget = case.shop.money, case.budget
    for i, kept in enumerate(case.promised.kept):
        heaviest = budget.heaviest_at_purchase if kept.promise.at else budget.heaviest
        if kept.unit_cost > heaviest and not kept.gift.is_service:
            name = visible(kept.gift.id, 40)
            message = f"{name} costs {money(kept.unit_cost)}, heavier than {money(heaviest)}"
            hint = f"one of at most {money(heaviest)} fits{kept.with_time}" if heaviest else "promise a gesture instead"
            path = ("service", i, "gift" if kept.promise.cost is None else "cost")
            values = (kept.gift.id, money(kept.unit_cost), money(heaviest))
            pointers = case.point_at_gift(kept) + case.point_at_mends(
                attrgetter("heaviest"), kept.unit_cost, "would allow it"
            )
            yield Fault("SB203", message, path, hint, values=values, pointers=pointers)


def reserve_spent(case: Case) -> Iterator[Fault]:
    """The promises of everyone's programme cost more than its budget, or those for occasions more than what is left.

    Per customer and year, each rounded once: what is given at purchase and on the calendar against the standard budget;
    what is given `on` occasions, times how often they are expected, against the money for moments, which is the reserve
    with whatever the programme leaves of the standard budget. Either is found by itself.

    **Why it matters.** What is kept back answers the one customer's own day, a birthday, a move, a complaint. Once the
    programme for all has used it up, nothing is left for the moment that would have counted.

    **Bad**
    ```yaml
    currency: CNY
    products:
      - {name: Oak table, price: 20000, cost: 17000, service: [{gift: fruit-box, every: quarter, cost: 60}]}
    ```
    **Good**
    ```yaml
    currency: CNY
    products:
      - {name: Oak table, price: 20000, cost: 17000, service: [{gift: fruit-box, every: quarter, cost: 50}]}
    ```

    **To mend it.** Lower what is promised by the amount in the hint, or change `reserve`. An `ignore` is right where
    one of the two parts is left empty on purpose.
    """
    if case.is_loss:
        return
    promised, budget, money = case.promised, case.budget, case.shop.money
    for what, cost, part, kind in (
        ("what everyone is promised", promised.standard, attrgetter("standard"), "standard budget"),
        ("what occasions are promised", promised.personal, promised.money_for_moments, "money for moments"),
    ):
        most = part(budget)
        if cost > most:
            message = f"{what} costs {money(cost)} a customer and year, more than the {kind} of {money(most)}"
            hint = f"lower it by {money(cost - most)}" if most else "promise gestures instead, which cost nothing"
            values = (kind, money(cost), money(most))
            pointers = case.point_at_mends(part, cost)
            yield Fault("SB204", message, ("service",), hint, values=values, pointers=pointers)


def recipient_cap(case: Case) -> Iterator[Fault]:
    """One person receives more in a year than the policy allows.

    What one customer receives in a year, at what the gifts cost without anybody's time, occasions as often as they are
    expected. It is compared exactly with `recipient_cap`; just that much is allowed. Products without profit are judged
    too. Nothing is found while `recipient_cap` is not set.

    **Why it matters.** Many firms and offices forbid their people to accept more than a certain sum a year. A gift that
    has to be sent back, or explained to a superior, is trouble for the customer and no kindness.

    **Bad**
    ```yaml
    currency: CNY
    policy: {recipient_cap: 180}
    products: [{name: Oak table, price: 20000, cost: 17000, service: [{gift: fruit-box, every: quarter}]}]
    ```
    **Good**
    ```yaml
    currency: CNY
    policy: {recipient_cap: 180}
    products: [{name: Oak table, price: 20000, cost: 17000, service: [{gift: fruit-box, every: quarter, cost: 40}]}]
    ```

    **To mend it.** Promise lighter gifts or fewer of them. An `ignore` is right where no such limit binds the customers
    of this product.
    """
    cap = case.shop.policy.recipient_cap
    if cap is None:
        return
    parts = [kept.money * kept.times for kept in case.promised.kept]
    received = sum(parts, Fraction(0))
    most = case.shop.minor(cap)
    if received > most:
        money = case.shop.money
        message = (
            f"one customer receives {case.shop.beyond(received, most)} a year, more than recipient_cap {money(most)}"
        )
        hint = f"promise gifts of at most {case.shop.down(most)} a customer and year"
        dearest = case.point("the largest part of it", "service", parts.index(max(parts)))
        yield Fault("SB205", message, ("service",), hint, values=(money(received), money(most)), pointers=(dearest,))


def service_on_a_loss(case: Case) -> Iterator[Fault]:
    """A product that earns nothing promises service that costs money.

    The annual profit (profit of one sale × purchases a year) is 0 or less, and the promises, rounded once per customer
    and year, cost more than 0. Gestures cost nothing, whatever time they take.

    **Why it matters.** Service goes beside a sound product and never makes up for a bad one. Paid from a loss, it has
    to be taken from other customers' service.

    **Bad**
    ```yaml
    currency: CNY
    products:
      - {name: Dress, price: 100, cost: 100, purchases_per_year: 2, service: [{gift: socks, at: purchase}]}
    ```
    **Good**
    ```yaml
    currency: CNY
    products:
      - {name: Dress, price: 160, cost: 100, purchases_per_year: 2, service: [{gift: socks, at: purchase}]}
    ```

    **To mend it.** Ask the price in the hint, or promise gestures only. An `ignore` is right where another product pays
    for this one, such as a machine sold at cost; name it.
    """
    cost = case.promised.cost
    if case.is_loss and cost:
        money = case.shop.money
        annual = money(case.annual_profit)
        message = f"the promises cost {money(cost)} a customer and year, and the product earns {annual}"
        hint = "promise gestures, which cost nothing, until it earns"
        price = _price_that_carries(case, cost)
        if price:
            hint += f"; {price} carries these promises"
        pointers = case.point_at_mends(attrgetter("ceiling"), cost)
        yield Fault("SB206", message, ("service",), hint, values=(money(cost), annual), pointers=pointers)


def does_not_pay(case: Case) -> Iterator[Fault]:
    """To cover the promises takes more additional sales than the policy thinks possible.

    The sales it takes are the cost of the promises (rounded) ÷ what the annual profit leaves after it, per customer and
    year, for new customers are served as well. The share is compared exactly with `most_extra_sales`; where nothing is
    left, no number of sales would do. Not judged: products without profit, or while the key is not set.

    **Why it matters.** Service is an expense with a return. Free soup and peanuts for the whole room pay where three or
    four more guests a day come for them; where half as many again would have to come, they do not.

    **Bad**
    ```yaml
    currency: CNY
    policy: {most_extra_sales: 6%}
    products: [{name: Oak table, price: 20000, cost: 17000, service: [{gift: fruit-box, every: quarter}]}]
    ```
    **Good**
    ```yaml
    currency: CNY
    policy: {most_extra_sales: 6%}
    products: [{name: Oak table, price: 20000, cost: 17000, service: [{gift: fruit-box, every: quarter, cost: 40}]}]
    ```

    **To mend it.** Promise no more than the amount in the hint. An `ignore` is right where you know from your own
    figures that more customers come.
    """
    most = case.shop.policy.most_extra_sales
    cost, annual = Fraction(case.promised.cost), case.annual_profit
    if most is None or case.is_loss or not cost:
        return
    left = annual - cost  # additional customers are served as well
    if left > 0 and cost / left <= most:
        return
    money = case.shop.money
    takes = f"takes {per_cent(cost / left, most)} more sales" if left > 0 else "no number of sales can do"
    message = f"to cover promises of {money(case.promised.cost)} {takes}, most_extra_sales is {plain_share(most)}"
    hint = f"promises of at most {case.shop.down(annual * most / (1 + most))} a customer and year pay"
    values = (money(case.promised.cost), money(annual), str(most))
    pointers = case.point_at_mends(attrgetter("annual_profit"), cost + cost / most, "would pay for it") if most else ()
    yield Fault("SB207", message, ("service",), hint, values=values, pointers=pointers)


def _price_that_carries(case: Case, cost: int) -> str | None:
    """Return key and amount of the least price whose ceiling is `cost`, in minor units per customer and year."""
    annual = least_annual_profit(case.shop.policy, cost, case.shop.document.digits)
    return None if annual is None else case.price_for(annual / case.product.purchases)
