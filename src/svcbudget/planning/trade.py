"""What a trade changes: which entries of the catalogue suit it, what it may give, which occasions customers have."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from svcbudget.guess import nearest
from svcbudget.pricing import builtin
from svcbudget.pricing.document import Document
from svcbudget.pricing.model import Gift, Occasion, Policy
from svcbudget.text import visible

DAYS = 365
"""Days of a year."""


def is_known(category: str | None, gifts: Sequence[Gift]) -> bool:
    """Tell whether a category is built in, or one that an entry of the catalogue names."""
    name = builtin.find_category(category)
    named = (other for gift in gifts for other in (*(gift.for_ or ()), *(gift.not_for or ())))
    return name in builtin.categories() or any(builtin.find_category(other) == name for other in named)


def find_unknown(document: Document) -> Iterator[tuple[int, str]]:
    """Yield each category that is not known, with the place of its first product."""
    met: set[str | None] = {None}
    for i, product in enumerate(document.products):
        if product.category not in met:
            met.add(product.category)
            if product.category is not None and not is_known(product.category, document.gifts):
                yield i, product.category


def explain_unknown(category: str) -> tuple[str, str]:
    """Say what comes of a category that is not known, and what was probably meant."""
    built_in = builtin.categories().values()
    names = [name for each in built_in for name in (*each.also, *each.names.values(), each.id)]  # of equals the last
    near = nearest(category, names)
    hint = f"did you mean {near}?" if near else f"built in are {', '.join(builtin.categories())}"
    return f"category {visible(category, 40)} is not known, so its products get the general gifts", hint


def may_give(category: str | None, policy: Policy) -> bool:
    """Tell whether the trade may give what costs money: law or custom may keep it from that, a policy may not care."""
    built_in = builtin.categories().get(builtin.find_category(category))
    return not (built_in and built_in.regulated) or policy.regulated == "allow"


def find_suitable(document: Document, category: str | None) -> list[Gift]:
    """Return what of the catalogue suits a category; one that is not known gets what suits any.

    What a file itself sets is held to no custom of the trade.
    """
    name = builtin.find_category(category) if is_known(category, document.gifts) else builtin.GENERAL
    built_in = builtin.categories().get(name)
    gives = may_give(category, document.policy)
    suitable = []
    for gift in document.gifts:
        if gift.obligation or not gift.suits(name, builtin.find_category):
            continue
        if gift.id not in document.own_gifts:
            if built_in and built_in.own_only and not gift.for_:
                continue
            if not gives and not gift.is_gesture:
                continue
        suitable.append(gift)
    return suitable


def find_occasions(policy: Policy, category: str | None) -> list[Occasion]:
    """Return the occasions of a category's customers: those of the policy, changed by the trade where built in."""
    built_in = builtin.categories().get(builtin.find_category(category))
    if built_in is None or policy.occasions != builtin.occasions():
        return policy.occasions
    changed = [
        Occasion(occasion.name, occasion.per_year, occasion.at_visit or occasion.name in built_in.at_visit)
        for occasion in policy.occasions
        if occasion.name not in built_in.without
    ]
    return [*changed, *built_in.more]


def expect(occasion: Occasion, visits: Fraction) -> Fraction:
    """Return how often a year to expect an occasion of a customer who comes so many times."""
    return Fraction(occasion.per_year) * (min(Fraction(1), visits / DAYS) if occasion.at_visit else 1)
