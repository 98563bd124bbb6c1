"""Rules on people and organisation (SB4xx), those on the shop as a whole and on its trade. A docstring is a manual."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from svcbudget.checking.rules.case import Case, Shop, count_apart
from svcbudget.findings import Fault
from svcbudget.money import plain, plain_count, round_to
from svcbudget.planning.cadence import YEAR
from svcbudget.planning.trade import may_give
from svcbudget.plural import choose_form
from svcbudget.pricing.layers import entries
from svcbudget.text import looks_like, visible


def heroics(shop: Shop) -> Iterator[tuple[Case | None, Fault]]:
    """The promises take more of the staff's time than there is.

    Minutes of all promises a year × customers (units ÷ purchases a year) ÷ 60 ÷ 12, over all products of the file,
    exactly, against `hours_per_month`. A product without `units_per_year` counts as 0. It is found once, at the product
    that takes most. Not judged while the hours are not set.

    **Why it matters.** If a plan needs heroes, the plan is wrong: they tire, and promises break in the busiest week.

    **Bad**
    ```yaml
    currency: CNY
    staff: {hours_per_month: 80}
    products: [{name: Coat, profit: 40, units_per_year: 2400, service: [{gift: sachet, every: half-year, minutes: 45}]}]
    ```
    **Good**
    ```yaml
    currency: CNY
    staff: {hours_per_month: 80}
    products: [{name: Coat, profit: 40, units_per_year: 2400, service: [{gift: sachet, every: half-year, minutes: 2}]}]
    ```

    **To mend it.** Promise what takes fewer minutes, less often, or to fewer. An `ignore` is right for a season in
    which others help out.
    """
    hours = shop.document.staff.hours_per_month
    if hours is None:
        return
    needed = [(_hours_a_month(case), case) for case in shop.cases]
    total = sum((hour for hour, _ in needed), Fraction(0))
    if total > Fraction(hours):
        most, case = max(needed, key=lambda need: need[0])
        shown = count_apart(total, hours)
        hours_a_month = choose_form(("hour a month", "hours a month"), Decimal(shown))
        message = f"all promises together take {shown} {hours_a_month}, more than hours_per_month {plain_count(hours)}"
        takes = shown if most == total else plain_count(round_to(most, 1))
        hint = f"this product takes most of them, {takes}; promise what takes fewer minutes, or less often"
        yield case, Fault("SB405", message, ("service",), hint, values=(shown, plain_count(hours)))


def unused_gift(shop: Shop) -> Iterator[tuple[Case | None, Fault]]:
    """An entry of the file's own catalogue is promised to nobody.

    A gift under `gifts` of the file itself, not of one it extends, that none of its products promises. Obligations are
    left out, and so are files in which no product promises anything. That `plan` suggests it does not count.

    **Why it matters.** Offer few things and keep them well. A list nobody uses makes it look as if there were more
    service than there is.

    **Bad**
    ```yaml
    currency: CNY
    gifts: [{id: 挂件, cost: 2, at: [purchase], owner: sales}]
    products: [{name: 连衣裙, price: 100, cost: 60, purchases_per_year: 2, service: [{gift: wet-wipes, at: purchase}]}]
    ```
    **Good**
    ```yaml
    currency: CNY
    gifts: [{id: 挂件, cost: 2, at: [purchase], owner: sales}]
    products: [{name: 连衣裙, price: 100, cost: 60, purchases_per_year: 2, service: [{gift: 挂件, at: purchase}]}]
    ```

    **To mend it.** Promise it or take it out. It belongs to no product, so no `ignore` reaches it: use `--ignore SB407`
    for a list shared by many files.
    """
    promised = {promise.gift for case in shop.cases for promise in case.product.service or ()}
    if not promised:
        return
    for i, entry in enumerate(entries(shop.document.chain[-1], "gifts")):
        name = str(entry.get("id"))
        if name not in promised and entry.get("obligation") != "true":
            hint = "promise it, or take it out"
            message = f"no product promises {visible(name, 40)}"
            yield None, Fault("SB407", message, ("gifts", i), hint, values=(name,))


def uneven_channels(shops: Sequence[Shop]) -> Iterator[tuple[Case, Fault]]:
    """The same product has another price or other promises on another channel.

    Products with the same `sku` (or one that looks the same) and a `channel`, in all files of the run, each against the
    first. Compared are the prices as typed, in the same currency, and the promises: gift, when or how often, and its
    cost. Owner, minutes and product costs are not.

    **Why it matters.** A customer of both shop and web is worth most, compares, and feels cheated by paying more.

    **Bad**
    ```yaml
    currency: CNY
    products: [{name: Coat, sku: C-1, channel: shop, price: 800, cost: 500},
               {name: Coat, sku: C-1, channel: web, price: 760, cost: 500}]
    ```
    **Good**
    ```yaml
    currency: CNY
    products: [{name: Coat, sku: C-1, channel: shop, price: 800, cost: 500},
               {name: Coat, sku: C-1, channel: web, price: 800, cost: 500}]
    ```

    **To mend it.** Ask and promise the same everywhere. An `ignore` (on the later one) is right where what is sold
    differs, such as delivery included.
    """
    same: defaultdict[str, list[Case]] = defaultdict(list)
    for shop in shops:
        for case in shop.cases:
            if case.product.channel is not None:
                same[looks_like(case.product.sku)].append(case)
    for first, *others in same.values():
        for other in others:
            yield from ((other, fault) for fault in _compare(first, other))


def _compare(first: Case, other: Case) -> Iterator[Fault]:
    here, there = str(other.product.channel), str(first.product.channel)
    share_currency = first.shop.document.currency == other.shop.document.currency
    prices = [case.product.price for case in (first, other)]
    if share_currency and prices[0] is not None and prices[1] is not None and prices[0] != prices[1]:
        before, price = (plain(amount, first.shop.document.digits) for amount in prices if amount is not None)
        message = f"price {price} on {visible(here, 40)}, {before} on {visible(there, 40)}"
        hint, values = "ask the same on every channel", (here, price, there, before)
        pointer = first.point(f"the price on {visible(there, 40)}", "price")
        yield Fault("SB406", message, ("price",), hint, values=values, pointers=(pointer,))
    before_them, promises = (_count_promises(case, with_cost=share_currency) for case in (first, other))
    if before_them != promises:
        missing, more = sorted(before_them - promises), sorted(promises - before_them)
        differences = [f"lacks {visible(name, 60)}" for name in missing]
        differences += [f"adds {visible(name, 60)}" for name in more]
        message = f"{visible(here, 40)} {', '.join(differences)}, compared with {visible(there, 40)}"
        hint = "promise the same on every channel"
        differing = (here, there, *missing, "", *more)
        pointer = first.point(f"what is promised on {visible(there, 40)}", "service", on_key=True)
        yield Fault("SB406", message, ("service",), hint, values=differing, pointers=(pointer,))


def _count_promises(case: Case, *, with_cost: bool) -> Counter[str]:
    """Count promises by what the customer gets: gift, when, and what it costs."""
    return Counter(
        f"{kept.gift.id} {kept.when if kept.when != 'calendar' else f'{plain_count(round_to(kept.times, 1))}× a year'}"
        + (f" at {case.shop.money(kept.money)}" if with_cost else "")
        for kept in case.promised.kept
    )


def _hours_a_month(case: Case) -> Fraction:
    """Return the hours a month that a product's promises take for all its customers; 0 where these are not known."""
    units = case.product.units_per_year
    if units is None:
        return Fraction(0)
    return case.promised.minutes * Fraction(units) / case.product.purchases / 60 / YEAR


def regulated_gift(case: Case) -> Iterator[Fault]:
    """Something that costs money is promised in a trade that may not give.

    The product's category is one that law or custom keeps from giving (built in: insurance, pharmacies, the public
    sector), and a promise costs money, whatever the amount. Nothing is found where `policy.regulated` is `allow`.

    **Why it matters.** What is a kindness elsewhere is an inducement here: it can cost the licence of the giver and the
    post of the receiver. What such a shop can give is time, and a good answer.

    **Bad**
    ```yaml
    currency: CNY
    products:
      - {name: Cover, category: insurance, price: 900, cost: 700, service: [{gift: fruit-box, every: year}]}
    ```
    **Good**
    ```yaml
    currency: CNY
    products:
      - {name: Cover, category: insurance, price: 900, cost: 700, service: [{gift: check-in, every: quarter}]}
    ```

    **To mend it.** Promise gestures, which cost attention only. Where the law allows what you give, say so for the
    whole file with `policy: {regulated: allow}`, or for one product with an `ignore` that names the permission.
    """
    if may_give(case.product.category, case.shop.policy):
        return
    for i, kept in enumerate(case.promised.kept):
        if kept.money:
            name, cost = visible(kept.gift.id, 40), case.shop.money(kept.money)
            message = f"{name} costs {cost}, and the trade {visible(case.product.category or '', 40)} may not give"
            hint = "promise a gesture, or write regulated: allow under policy where the law does"
            yield Fault("SB408", message, ("service", i, "gift"), hint, values=(kept.gift.id, cost))
