"""From a policy to the faults by which it disagrees with itself: what no single key can show.

Knows no file: a fault names its place by key path.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from svcbudget.findings import Fault
from svcbudget.money import plain, plain_share
from svcbudget.pricing import builtin
from svcbudget.pricing.model import Policy, Tier

MONTHS = 12
MOST = {"gifts": 52, "items_at_purchase": 52}
"""What a customer may at most be given: a gift a week, and as many things at once."""
RESERVED = ("purchase", "calendar", "follow-up", "visit", "need")
"""The moments of a gift that are no occasions."""


def judge_policy(policy: Policy) -> Iterator[Fault]:
    """Yield a fault for every rule of a policy that its numbers break among themselves."""
    yield from _judge_bands(policy)
    heavy = policy.heaviest_gift
    if heavy.at_least > heavy.at_most:
        least, most = plain(heavy.at_least, 0), plain(heavy.at_most, 0)
        yield _wrong(f"at_least {least} is above at_most {most}", "lower it", "heaviest_gift", "at_least")
    if not policy.most_touches_per_month:
        yield _wrong("most_touches_per_month is 0", "write 1 or more", "most_touches_per_month")
    yield from _judge_tiers(policy)
    yield from _judge_repeated([tier.name for tier in policy.tiers], "tier", "tiers")
    occasions = [occasion.name for occasion in policy.occasions]
    yield from _judge_repeated(occasions, "occasion", "occasions")
    for i, name in enumerate(occasions):
        if name in RESERVED:
            yield _wrong(f"occasion {name} is a reserved word", "rename it", "occasions", i, "name")


def _judge_bands(policy: Policy) -> Iterator[Fault]:
    floor, ceiling = plain_share(policy.floor), plain_share(policy.ceiling)
    if policy.floor > policy.ceiling:
        yield _wrong(f"floor {floor} is above ceiling {ceiling}", "lower the floor or raise the ceiling", "floor")
    if not policy.bands:
        yield _wrong("bands is empty", "write at least - rate: 5%", "bands")
        return
    last = len(policy.bands) - 1
    below = Decimal(0)
    for i, band in enumerate(policy.bands):
        if policy.floor <= policy.ceiling and not policy.floor <= band.rate <= policy.ceiling:
            message = f"rate {plain_share(band.rate)} is outside floor {floor} to ceiling {ceiling}"
            yield _wrong(message, "keep every rate from the floor to the ceiling", "bands", i, "rate")
        if band.upto is None:
            if i < last:
                hint = "add upto: the annual profit up to which this rate holds"
                yield _wrong("only the last band has no upto", hint, "bands", i)
            continue
        if i == last:
            message = f"the last band ends at {plain(band.upto, 0)}"
            yield _wrong(message, "leave upto out of the last band", "bands", i, "upto")
        if band.upto <= below:
            message = f"upto {plain(band.upto, 0)} is not above {plain(below, 0)}"
            yield _wrong(message, "let the bands grow", "bands", i, "upto")
        below = band.upto


def _judge_tiers(policy: Policy) -> Iterator[Fault]:
    if not policy.tiers:
        yield _wrong("tiers is empty", "write at least one tier with from: 0", "tiers")
        return
    first = policy.tiers[0].from_
    if first:
        yield _wrong(f"the first tier begins at {plain(first, 0)}, not at 0", "write from: 0", "tiers", 0, "from")
    for i, (before, tier) in enumerate(pairwise(policy.tiers), 1):
        if tier.from_ <= before.from_:
            message = f"from {plain(tier.from_, 0)} is not above {plain(before.from_, 0)}, the tier before it"
            yield _wrong(message, "let the tiers grow", "tiers", i, "from")
        yield from _judge_growth(i, before, tier)
    a_month = policy.most_touches_per_month
    for i, tier in enumerate(policy.tiers):
        if not tier.touches:
            message = "touches is 0: the customer would never hear from the shop"
            yield _wrong(message, "write 1 or more", "tiers", i, "touches")
        elif tier.touches > MONTHS * a_month > 0 and tier not in builtin.tiers():  # those fit themselves to less
            message = f"touches {tier.touches} are more than {MONTHS} months × most_touches_per_month {a_month}"
            yield _wrong(message, f"write at most {MONTHS * a_month}", "tiers", i, "touches")
        if tier.gifts > tier.touches > 0:
            message = f"gifts {tier.gifts} are more than touches {tier.touches}"
            yield _wrong(message, "each gift on the calendar is a touch", "tiers", i, "gifts")
        for key, most in MOST.items():
            if getattr(tier, key) > most:
                message = f"{key} {getattr(tier, key)} are more than {most}"
                yield _wrong(message, f"write at most {most}", "tiers", i, key)


def _judge_growth(i: int, before: Tier, tier: Tier) -> Iterator[Fault]:
    """Yield a fault where a tier serves those less who bring more."""
    for key in ("touches", "minutes"):
        own, below = getattr(tier, key), getattr(before, key)
        if below is None and own is not None and key == "minutes":
            message = f"minutes {own} bound this tier, and nothing bounds the one before it"
            yield _wrong(message, "give the tier before it minutes too, or take these out", "tiers", i, key)
        elif own is not None and own < below:
            message = f"{key} {own} are fewer than {below}, those of the tier before it"
            yield _wrong(message, f"write at least {below}: who brings more is served no less", "tiers", i, key)


def _judge_repeated(names: list[str], what: str, key: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for i, name in enumerate(names):
        if name in seen:
            yield _wrong(f"{what} {name} stands twice", "rename one", key, i, "name")
        seen.add(name)


def _wrong(message: str, hint: str, *path: str | int) -> Fault:
    return Fault("SB007", message, ("policy", *path), hint)
