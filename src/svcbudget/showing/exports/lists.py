"""From one product's plan to the lists that JSON holds beside the single-valued fields, and to all of it as one object.

What depends on a programme, on answers to occasions or on promises alone is made from these, not from a plan: products
share them.
"""

from collections.abc import Sequence
from typing import Any

from svcbudget.money import plain_count
from svcbudget.planning.plan import OccasionLine, ProductPlan, Programme
from svcbudget.planning.promises import Promised
from svcbudget.pricing.model import Gift
from svcbudget.showing.exports.record import HEAD, SCALARS, SERVED, TAIL, amount, promise_costs, scalars

LISTS = ("gifts", "occasions", "cadence", "promises", "visit", "need")
"""The fields that are lists or hold one; JSON alone has them."""
FIELDS = (*HEAD, "gifts", "occasions", "cadence", *TAIL, "promises", *SERVED, "visit", "need")
"""The fields of a product in JSON, in their order."""


def record(plan: ProductPlan, language: str) -> dict[str, Any]:
    """Return all fields of a plan as one JSON object; names of gifts in `language`."""
    digits, promised = plan.digits, plan.promised
    values: dict[str, Any] = dict(zip(SCALARS, scalars(plan), strict=True))
    values |= {
        "gifts": list_gifts(plan.programme, digits, language),
        "occasions": list_occasions(plan.occasions, digits, language),
        "cadence": list_cadence(plan.programme, language),
        "promises": promised
        and {"lines": list_promises(promised, digits, language), **sum_up_promises(plan, promised)},
        "visit": list_at_hand(plan.programme.visit, language),
        "need": list_at_hand(plan.programme.need, language),
    }
    return {name: values[name] for name in FIELDS}


def list_gifts(programme: Programme, digits: int, language: str) -> list[dict[str, Any]]:
    """Return what is suggested to be given."""
    return [
        {
            "gift": line.gift.id,
            "name": line.gift.title(language),
            "at": line.at,
            "months": list(line.months),
            "times": plain_count(line.times),
            "unit_cost": amount(line.unit_cost, digits),
            "year_cost": amount(line.year_cost, digits),
            "worth": amount(line.worth, digits),
            "every": line.gift.every if line.at == "purchase" else 1,
            "kind": line.gift.kind,
        }
        for line in programme.gifts
    ]


def list_occasions(answers: Sequence[OccasionLine], digits: int, language: str) -> list[dict[str, Any]]:
    """Return what answers each occasion."""
    return [
        {
            "occasion": line.occasion,
            "gift": line.gift and line.gift.id,
            "name": line.gift and line.gift.title(language),
            "kind": line.kind,
            "unit_cost": amount(line.unit_cost, digits) if line.gift else None,
            "approval": line.approval,
            "gesture": line.gesture and line.gesture.id,
            "gesture_name": line.gesture and line.gesture.title(language),
            "per_year": plain_count(line.per_year),
        }
        for line in answers
    ]


def list_cadence(programme: Programme, language: str) -> list[dict[str, Any]]:
    """Return what comes when in the year."""
    return [
        {"month": touch.month, "touch": touch.gift.id, "name": touch.gift.title(language), "kind": touch.kind}
        for touch in programme.cadence
    ]


def list_at_hand(gestures: Sequence[Gift], language: str) -> list[dict[str, str]]:
    """Return what is done while the customer is there, or when the need arises."""
    return [
        {"gift": gesture.id, "name": gesture.title(language), "minutes": plain_count(gesture.minutes)}
        for gesture in gestures
    ]


def list_promises(promised: Promised, digits: int, language: str) -> list[dict[str, Any]]:
    """Return what the shop promises, each with what it costs."""
    return [
        {
            "gift": kept.gift.id,
            "name": kept.gift.title(language),
            "at": kept.when,
            "times": plain_count(kept.times),
            "unit_cost": amount(kept.unit_cost, digits),
            "year_cost": amount(kept.year_cost, digits),
            "minutes": plain_count(kept.minutes),
            "owner": kept.owner,
            "channel": kept.promise.channel or kept.gift.channel,
        }
        for kept in promised.kept
    ]


def sum_up_promises(plan: ProductPlan, promised: Promised) -> dict[str, Any]:
    """Hold all promises of a product against its budgets."""
    cut = plan.highest_price_cut(promised)
    return {
        **promise_costs(plan, promised),
        "minutes": plain_count(promised.minutes),
        "highest_price_cut": None if cut is None else amount(cut.numerator * 10_000 // cut.denominator, 4),
    }
