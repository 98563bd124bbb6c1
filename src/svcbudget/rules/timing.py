"""Rules on the cadence of promises (SB3xx). Each rule's docstring is its manual."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from svcbudget.cadence import YEAR
from svcbudget.findings import Fault
from svcbudget.money import plain_count, round_to
from svcbudget.rules.case import Case
from svcbudget.text import visible

LONGEST_LOOK = 10 * YEAR
"""For so many months the calendar is looked through for the one with most touches."""


def long_silence(case: Case) -> Iterator[Fault]:
    """Between two promised touches the customer hears nothing for longer than the tier allows."""
    if not case.promised.kept:
        return
    # Everything begins with the purchase, so what comes most often alone sets the longest silence.
    often = max((kept.times for kept in case.promised.kept if not kept.is_personal), default=Fraction(0))
    silence = YEAR / often if often else Fraction(YEAR)
    tier = case.budget.tier
    if silence > tier.longest_silence:
        shown = months(silence)
        message = f"{shown} without a promised touch, longer than {months(tier.longest_silence)} of tier {tier.name}"
        if not often:
            message = f"only occasions are promised: {message}"
        period = f"{tier.longest_silence} months" if tier.longest_silence > 1 else "month"
        hint = f"add a gift or a gesture with every: {period}"
        yield Fault("SB301", message, ("service",), hint, values=(shown, str(tier.longest_silence)))


def too_many_touches(case: Case) -> Iterator[Fault]:
    """In some month the customer hears from the shop more often than the policy allows."""
    most = case.shop.policy.most_touches_per_month
    rates = [kept.times for kept in case.promised.kept if kept.promise.every]
    look = min(LONGEST_LOOK, YEAR * ceil(1 / min(rates))) if rates and len(rates) + sum(rates) > most else 0
    counts = [sum(month * rate // YEAR - (month - 1) * rate // YEAR for rate in rates) for month in range(1, look + 1)]
    if counts and max(counts) > most:
        month = counts.index(max(counts)) + 1
        message = f"{max(counts)} touches in month {month}, more than most_touches_per_month {most}"
        hint = "promise them less often, or one thing where there are several in a month"
        yield Fault("SB302", message, ("service",), hint, values=(str(max(counts)), str(most)))


def self_serving(case: Case) -> Iterator[Fault]:
    """Everything the customer hears from the shop serves the shop."""
    kept = case.promised.kept
    if kept and all(one.gift.promotion for one in kept):
        names = ", ".join(dict.fromkeys(visible(one.gift.id, 40) for one in kept))
        message = f"only promotion is promised: {names}"
        hint = "add something for the customer's own good, such as a card or advice"
        yield Fault("SB303", message, ("service",), hint, values=tuple(sorted({one.gift.id for one in kept})))


def repetitive(case: Case) -> Iterator[Fault]:
    """The same thing comes more often in a year than it can be enjoyed."""
    times: Counter[str] = Counter()
    for i, kept in enumerate(case.promised.kept):
        if not kept.promise.every:
            continue
        before = times[kept.gift.id]
        times[kept.gift.id] += kept.times  # type: ignore[assignment]  # a count may be a fraction
        if before <= kept.gift.repeats < times[kept.gift.id]:
            name, often = visible(kept.gift.id, 40), plain_count(round_to(Fraction(times[kept.gift.id]), 1))
            message = f"{name} comes {often} times a year, more than repeats {kept.gift.repeats}"
            hint = "let another gift or gesture take turns with it"
            yield Fault("SB304", message, ("service", i), hint, values=(kept.gift.id, often, str(kept.gift.repeats)))


def months(count: Fraction | int) -> str:
    """Write months with one decimal, where there is one."""
    return "1 month" if count == 1 else f"{plain_count(round_to(Fraction(count), 1))} months"
