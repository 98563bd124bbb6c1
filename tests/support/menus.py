"""Offers drawn and made by hand, and the best of all choices there are, tried one by one."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from math import floor
from typing import Any

from hypothesis import strategies as st

from svcbudget.planning.choice import Menu
from svcbudget.planning.limits import Choice, Limits
from svcbudget.planning.offers import Offer

KEEPS = Fraction(4, 5)
Own = tuple[Fraction, Fraction]
Tried = tuple[Fraction, Fraction, int, tuple[int, ...]]
"""Worth, cost and kinds, the latter two below zero, and the counts of all lines in catalogue order."""


def offer(
    cost: int | Fraction, worth: int | Fraction, *, repeat_worth: Fraction = KEEPS, at: str = "calendar purchase",
    repeats: int = 4, every: int = 1, is_service: bool = False, is_own: bool = False,
) -> Offer:  # fmt: skip
    moments = "calendar" in at, "purchase" in at
    return Offer(Fraction(cost), Fraction(worth), repeat_worth, repeats, *moments, every, is_service, is_own)


def limits(
    standard: int, heaviest: int, gifts: int = 4, items: int = 6, purchases: Fraction = Fraction(1),
    heaviest_item: int | None = None,
) -> Limits:  # fmt: skip
    return Limits(standard, gifts, items, heaviest, heaviest if heaviest_item is None else heaviest_item, purchases)


def choose(offers: Sequence[Offer], *asked: Any, own: Own | None = None, **named: Any) -> tuple[Choice, str]:
    return Menu(offers).choose(limits(*asked, **named), own)


def felt(entry: Offer, times: Fraction) -> Fraction:
    """Return what an entry is worth so many times a year, straight from the rule."""
    whole = floor(times)
    kept = sum((entry.repeat_worth**k for k in range(whole)), Fraction(0))
    return entry.worth * (kept + (times - whole) * entry.repeat_worth**whole)


def comes_round(entry: Offer, times: Fraction) -> bool:
    """Tell whether an item comes at purchase: what is not given with each must come at least once a year."""
    return entry.every == 1 or times >= 1


def as_sold(offers: Sequence[Offer], own: Own | None) -> list[Offer]:
    """Return the offers as they are for a product; what is one more of it costs nothing where its cost is not known."""
    cost, worth = own or (Fraction(0), Fraction(0))
    return [
        entry._replace(cost=entry.cost * bool(own) + cost, worth=entry.worth * bool(own) + worth, is_own=False)
        if entry.is_own
        else entry
        for entry in offers
    ]


def try_all(offers: Sequence[Offer], asked: Limits) -> Tried:
    """Return the best of all choices that keep to the rules."""
    most = []
    for entry in offers:
        on_calendar = entry.calendar and entry.cost > 0 and (entry.is_service or entry.cost <= asked.heaviest)
        at_purchase = entry.purchase and entry.cost > 0 and (entry.is_service or entry.cost <= asked.heaviest_item)
        times = asked.purchases / entry.every
        at_purchase = at_purchase and comes_round(entry, times)
        allowed = [n for n in range(1, entry.repeats + 1) if entry.worth * entry.repeat_worth ** (n - 1) >= entry.cost]
        most += [
            len(allowed) if on_calendar and entry.worth else 0,
            int(at_purchase and entry.worth > 0 and felt(entry, times) >= times * entry.cost),
        ]
    found = []
    for counts in product(*(range(count + 1) for count in most)):
        lines = [*zip(offers, counts[::2], counts[1::2], strict=True)]
        often = [asked.purchases / entry.every * given for entry, _, given in lines]
        cost = sum((entry.cost * (n + t) for (entry, n, _), t in zip(lines, often, strict=True)), Fraction(0))
        if cost <= max(asked.standard, 0) and sum(counts[::2]) <= asked.gifts and sum(counts[1::2]) <= asked.items:
            worth = sum(
                (felt(entry, Fraction(n)) + felt(entry, t) for (entry, n, _), t in zip(lines, often, strict=True)),
                Fraction(0),
            )
            found.append((worth, -cost, -sum(count > 0 for count in counts), counts))
    return max(found)


def as_tried(choice: Choice, offers: Sequence[Offer]) -> Tried:
    times = dict(choice.calendar)
    counts = tuple(count for i in range(len(offers)) for count in (times.get(i, 0), int(i in choice.purchase)))
    return choice.worth, -choice.cost, -sum(count > 0 for count in counts), counts


shares = st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(1, 2), KEEPS, Fraction(1)])
amounts = st.integers(0, 8).map(Fraction) | st.fractions(0, 8, max_denominator=7)
purchase_counts = st.sampled_from([Fraction(1), Fraction(1, 5), Fraction(2), Fraction(5, 2), Fraction(3), Fraction(12)])


@st.composite
def catalogues(draw: st.DrawFn, most: int = 4, *, own: bool = False) -> list[Offer]:
    """Draw offers with small numbers, so that ties abound; worth is often cost, and the share of repeats shared."""
    shared = draw(shares)
    found = []
    for _ in range(draw(st.integers(0, most))):
        is_own = own and draw(st.booleans())
        cost = draw(st.sampled_from([Fraction(0), Fraction(1, 2)])) if is_own else draw(amounts)
        worth = 0 if is_own else draw(st.sampled_from([Fraction(0), cost])) + draw(st.just(Fraction(0)) | amounts)
        ratio = draw(st.just(shared) | shares)
        calendar, purchase = draw(st.booleans()), draw(st.booleans())
        every, is_service = draw(st.sampled_from([1, 1, 2, 10])), draw(st.sampled_from([False, False, False, True]))
        found.append(
            Offer(
                Fraction(cost),
                Fraction(worth),
                ratio,
                draw(st.integers(0, 2)),
                calendar,
                purchase,
                every,
                is_service,
                is_own,
            )
        )
    return found


drawn_limits = st.builds(
    Limits, st.integers(-1, 40), st.integers(0, 4), st.integers(0, 3), st.integers(0, 9), st.integers(0, 9),
    purchase_counts,
)  # fmt: skip
owns = st.tuples(amounts.filter(bool), amounts.filter(bool)).map(lambda two: (Fraction(two[0]), Fraction(two[1])))
