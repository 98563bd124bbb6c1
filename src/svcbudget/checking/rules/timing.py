"""Rules on the cadence of promises (SB3xx). Each rule's docstring is its manual."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from svcbudget.checking.rules.case import Case, count_apart
from svcbudget.findings import Fault
from svcbudget.planning.cadence import YEAR
from svcbudget.plural import choose_form
from svcbudget.text import visible

LONGEST_LOOK = 10 * YEAR
"""For so many months the calendar is looked through for the one with most touches."""


def long_silence(case: Case) -> Iterator[Fault]:
    """Between two touches or visits the customer hears nothing for longer than the tier allows.

    All promises count from the purchase, and so do the visits, which are touches too: what comes most often sets the
    longest silence, 12 months ÷ its times a year. Occasions are left out, as nobody knows when they come; where only
    they are promised to someone who comes once a year or less, the silence is 12 months. It is compared exactly with
    `longest_silence` of that one of the `tiers` which the annual profit reaches, and shown with one decimal. A product
    that promises nothing is left out; 0 sets no bound.

    **Why it matters.** Customers remember whoever keeps turning up, and forget the rest. An old customer is no reason
    to let service lapse: the same care to the end is what makes a friend of one.

    **Bad**
    ```yaml
    currency: CNY
    products:
      - {name: 连衣裙, price: 100, cost: 60, service: [{gift: wet-wipes, at: purchase}]}
    ```
    **Good**
    ```yaml
    currency: CNY
    products:
      - name: 连衣裙
        price: 100
        cost: 60
        service: [{gift: wet-wipes, at: purchase}, {gift: seasonal-tip, every: half-year}]
    ```

    **To mend it.** Promise something as often as the hint says; a message that asks how the dress fits costs nothing.
    An `ignore` is right where customers wish to be left alone, as with a single purchase on a journey.
    """
    if not case.promised.kept:
        return
    # Everything begins with the purchase, so what comes most often alone sets the longest silence.
    often = max((kept.times for kept in case.promised.kept if not kept.is_personal), default=Fraction(0))
    visits = case.product.purchases
    often = max(often, visits) if visits > 1 else often
    silence = YEAR / often if often else Fraction(YEAR)
    tier = case.budget.tier
    if silence > tier.longest_silence > 0:
        shown = f"{count_apart(silence, tier.longest_silence)} months"  # more than the bound, which is at least 1
        message = f"{shown} without a touch or a visit, longer than the {tier.longest_silence} of tier {tier.name}"
        if not often:
            message = f"only occasions are promised: {message}"
        period = f"{tier.longest_silence} months" if tier.longest_silence > 1 else "month"
        hint = f"add a gift or a gesture with every: {period}"
        below = [other.longest_silence for other in case.shop.policy.tiers if other.from_ < tier.from_]
        is_mended = any(not silence > longest > 0 for longest in below)
        pointers = case.point_at_profit(f"tier {tier.name} follows from") if is_mended else ()
        yield Fault("SB301", message, ("service",), hint, values=(shown, str(tier.longest_silence)), pointers=pointers)


def too_many_touches(case: Case) -> Iterator[Fault]:
    """In some month the customer hears from the shop more often than the policy allows.

    Every promise with `every` is laid out from the purchase on, and the touches of each month are counted; a week comes
    up to 5 times in a month. What a visit can carry is no call of its own: of a customer who comes more than once a
    year, as many touches as the month has visits are taken off. The fullest month within ten years is compared with
    `most_touches_per_month`. Gifts at purchase and on occasions are left out, and two promises in one month are two
    touches, even if given together.

    **Why it matters.** To be remembered takes turning up often; to be welcome takes knowing when to stop. A shop that
    writes every other day is muted, and the birthday wish is muted with it.

    **Bad**
    ```yaml
    currency: CNY
    products:
      - name: Dress
        price: 100
        cost: 60
        service:
          - {gift: seasonal-tip, every: quarter}
          - {gift: check-in, every: quarter}
          - {gift: sachet, every: half-year}
    ```
    **Good**
    ```yaml
    currency: CNY
    products:
      - name: Dress
        price: 100
        cost: 60
        service:
          - {gift: seasonal-tip, every: quarter}
          - {gift: sachet, every: half-year}
    ```

    **To mend it.** Promise something less often, or one thing where several meet. An `ignore` is right where customers
    ask for more, such as a weekly menu they subscribed to.
    """
    most = case.shop.policy.most_touches_per_month
    rates = [kept.times for kept in case.promised.kept if kept.promise.every]
    visits = case.product.purchases
    comes_again = visits > 1
    touches, month = _find_busiest_month(tuple(sorted(rates)), visits if comes_again else Fraction(0))
    if touches > most:
        beyond = " beyond visits" if comes_again else ""
        message = f"{touches} touches{beyond} in month {month}, more than most_touches_per_month {most}"
        hint = "promise them less often, or one thing where there are several in a month"
        yield Fault("SB302", message, ("service",), hint, values=(str(touches), str(most)))


@lru_cache
def _find_busiest_month(rates: tuple[Fraction, ...], visits: Fraction) -> tuple[int, int]:
    """Return how many touches beyond its visits the month with most of them has, and which is the first.

    `rates` and `visits` are times a year.
    """
    look = YEAR if all(rate.denominator == 1 for rate in (*rates, visits)) else LONGEST_LOOK

    def count(rate: Fraction, month: int) -> int:
        return month * rate // YEAR - (month - 1) * rate // YEAR

    counts = [sum(count(rate, month) for rate in rates) - count(visits, month) for month in range(1, look + 1)]
    return max(counts), counts.index(max(counts)) + 1


def self_serving(case: Case) -> Iterator[Fault]:
    """Everything the customer hears from the shop serves the shop.

    A product promises something, and every gift it promises has `promotion: true` in the catalogue. A single promise
    that is none is enough. No built-in gift is a promotion: only entries of your own are marked so.

    **Why it matters.** Mass messages about new goods serve the sender, and customers feel it. Only what is done for
    their own good ties them to a shop, even if it is no more than a card or good advice.

    **Bad**
    ```yaml
    currency: CNY
    gifts:
      - {id: sale-leaflet, cost: 1, at: [calendar], owner: sales, promotion: true}
    products:
      - {name: Scarf, price: 100, cost: 60, service: [{gift: sale-leaflet, every: quarter}]}
    ```
    **Good**
    ```yaml
    currency: CNY
    gifts:
      - {id: sale-leaflet, cost: 1, at: [calendar], owner: sales, promotion: true}
    products:
      - name: Scarf
        price: 100
        cost: 60
        service: [{gift: sale-leaflet, every: half-year}, {gift: seasonal-tip, every: quarter}]
    ```

    **To mend it.** Add one thing that is of use to the customer, or take the promotion out of `service`. An `ignore` is
    right where customers signed up for offers and for nothing else.
    """
    kept = case.promised.kept
    if kept and all(one.gift.promotion for one in kept):
        names = ", ".join(dict.fromkeys(visible(one.gift.id, 40) for one in kept))
        message = f"only promotion is promised: {names}"
        hint = "add something for the customer's own good, such as a card or advice"
        yield Fault("SB303", message, ("service",), hint, values=tuple(sorted({one.gift.id for one in kept})))


def repetitive(case: Case) -> Iterator[Fault]:
    """The same thing comes more often in a year than it can be enjoyed.

    The times a year of all promises with `every` of one gift, added up and compared exactly with the gift's `repeats`
    in the catalogue (4 where it says nothing). It is found once, at the promise that passes the limit, and shown with
    one decimal. Gifts at purchase and on occasions are left out.

    **Why it matters.** The first fruit box is a pleasure, the twelfth a habit, and it costs as much as the first. What
    keeps customers is the pleasant surprise, and that takes a change now and then.

    **Bad**
    ```yaml
    currency: CNY
    products:
      - name: 连衣裙
        price: 100
        cost: 60
        service: [{gift: wet-wipes, at: purchase}, {gift: seasonal-tip, every: month}]
    ```
    **Good**
    ```yaml
    currency: CNY
    products:
      - name: 连衣裙
        price: 100
        cost: 60
        service: [{gift: wet-wipes, at: purchase}, {gift: seasonal-tip, every: half-year}]
    ```

    **To mend it.** Let another gift or gesture take turns with it. An `ignore` is right for what is used up and wanted
    again, such as coffee beans; better still, raise `repeats` of an entry of your own.
    """
    times: Counter[str] = Counter()
    for i, kept in enumerate(case.promised.kept):
        if not kept.promise.every:
            continue
        before = times[kept.gift.id]
        times[kept.gift.id] += kept.times  # type: ignore[assignment]  # a count may be a fraction
        if before <= kept.gift.repeats < times[kept.gift.id]:
            name = visible(kept.gift.id, 40)
            often = count_apart(Fraction(times[kept.gift.id]), kept.gift.repeats)
            times_a_year = choose_form(("time a year", "times a year"), Decimal(often))
            message = f"{name} comes {often} {times_a_year}, more than repeats {kept.gift.repeats}"
            hint = "let another gift or gesture take turns with it"
            yield Fault("SB304", message, ("service", i), hint, values=(kept.gift.id, often, str(kept.gift.repeats)))
