"""Whether what a pricing file names is there: gifts of promises in the catalogue, occasions in the policy.

Works on text data, so that a fault elsewhere in the file hides none of these.
"""

import re
from collections.abc import Iterator, Sequence, Set
from decimal import Decimal
from typing import Any

from svcbudget.findings import Fault, Path
from svcbudget.guess import nearest, suggest
from svcbudget.money import AMOUNT
from svcbudget.pricing.layers import entries
from svcbudget.pricing.typed import OWN
from svcbudget.reading.source import Source
from svcbudget.text import visible

PAID_MOMENTS = ("purchase", "calendar")
FREE_MOMENTS = ("follow-up", "visit", "need")
"""Those that only gestures answer: whatever costs money has its place in the plan."""
MOMENTS = (*PAID_MOMENTS, *FREE_MOMENTS)
WHEN = ("at", "every", "on")


def judge_references(
    chain: Sequence[Source], gifts: Set[str], occasions: Sequence[str] | None
) -> Iterator[tuple[Source, Fault]]:
    """Yield a fault for each name of a gift, an occasion or a moment that stands for nothing.

    `occasions` is None where they are not known because the policy is at fault.
    """
    shared = []
    for source in chain:
        for fault in _judge_moments(source, occasions):
            yield source, fault
        defaults = source.tree.get("defaults") if isinstance(source.tree, dict) else None
        if isinstance(defaults, dict):
            shared.append(defaults.get("service"))
            for fault in _judge_promises(shared[-1], ("defaults", "service"), gifts, occasions):
                yield source, fault
    source = chain[-1]
    for i, product in enumerate(entries(source, "products")):
        promises = product.get("service")
        if promises is not None and not any(promises is other for other in shared):
            for fault in _judge_promises(promises, ("products", i, "service"), gifts, occasions):
                yield source, fault


def _judge_moments(source: Source, occasions: Sequence[str] | None) -> Iterator[Fault]:
    for i, entry in enumerate(entries(source, "gifts")):
        at = entry.get("at")
        if at == []:
            hint = "write [purchase], [calendar] or the names of occasions"
            yield Fault("SB007", "at is empty: this gift would never be given", ("gifts", i, "at"), hint)
        if entry.get("cost") == OWN and entry.get("worth") is not None:
            message = "an own one is worth the price of its product, and has no worth beside that"
            yield Fault("SB007", message, ("gifts", i, "worth"), "take worth out, or write the cost as an amount")
        for j, moment in enumerate(at if isinstance(at, list) and occasions is not None else ()):
            moments = [*MOMENTS, *(occasions or ())]
            if isinstance(moment, str) and moment not in moments:
                hint = suggest(moment, moments, "known moments")
                yield Fault("SB010", f"{visible(moment, 40)} is no moment of a gift", ("gifts", i, "at", j), hint)
            elif moment in FREE_MOMENTS and _costs_money(entry.get("cost")):
                message = f"{moment} is for gestures, and this costs {visible(str(entry['cost']), 40)}"
                yield Fault("SB007", message, ("gifts", i, "at", j), "write purchase, or calendar, or cost: 0")


def _costs_money(cost: object) -> bool:
    return cost == OWN or (isinstance(cost, str) and re.fullmatch(AMOUNT, cost) is not None and Decimal(cost) > 0)


def _judge_promises(promises: object, path: Path, gifts: Set[str], occasions: Sequence[str] | None) -> Iterator[Fault]:
    for j, promise in enumerate(promises if isinstance(promises, list) else ()):
        if isinstance(promise, dict):
            yield from _judge_promise(promise, (*path, j), gifts, occasions)


def _judge_promise(
    promise: dict[str, Any], path: Path, gifts: Set[str], occasions: Sequence[str] | None
) -> Iterator[Fault]:
    gift, occasion = promise.get("gift"), promise.get("on")
    if isinstance(gift, str) and gift not in gifts:
        near = nearest(gift, sorted(gifts))
        hint = f"did you mean {near}?" if near else "`svcbudget gifts` lists the catalogue; your own go under gifts"
        yield Fault("SB010", f"gift {visible(gift, 40)} is not in the catalogue", (*path, "gift"), hint)
    given = [key for key in WHEN if promise.get(key) is not None]
    if not given:
        yield Fault(
            "SB006", "this promise does not say when", path, "add at: purchase, every: quarter, or on: birthday"
        )
    elif len(given) > 1:
        hint = "keep exactly one of at, every and on"
        yield Fault("SB007", f"{' and '.join(given)} are given together", (*path, given[1]), hint, on_key=True)
    if isinstance(occasion, str) and occasions is not None and occasion not in occasions:
        known = suggest(occasion, list(occasions), "known occasions")
        hint = "write at: purchase" if occasion == "purchase" else known
        yield Fault("SB010", f"occasion {visible(occasion, 40)} is not in the policy", (*path, "on"), hint)
