"""Rules on people and organisation (SB4xx). Each rule's docstring is its manual."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from svcbudget.cadence import YEAR
from svcbudget.findings import Fault
from svcbudget.layers import entries
from svcbudget.money import plain_count, round_to
from svcbudget.rules.case import Case, Shop
from svcbudget.text import looks_like, visible


def obligation_as_service(case: Case) -> Iterator[Fault]:
    """What everybody in the trade offers is promised as if it were service."""
    for i, kept in enumerate(case.promised.kept):
        if kept.gift.obligation:
            name = visible(kept.gift.id, 40)
            message = f"{name} is an obligation: everybody in the trade offers it"
            hint = "take it out of service, or promise what others do not offer"
            yield Fault("SB401", message, ("service", i, "gift"), hint, values=(kept.gift.id,))


def nominal_service(case: Case) -> Iterator[Fault]:
    """Something is promised that exists in name only."""
    for i, kept in enumerate(case.promised.kept):
        if not kept.money and not kept.minutes and not kept.gift.felt_worth:
            name = visible(kept.gift.id, 40)
            message = f"{name} costs nothing, takes no time and is worth nothing to the customer"
            hint = "give it minutes or a worth where the customer receives something, or take it out"
            yield Fault("SB402", message, ("service", i, "gift"), hint, values=(kept.gift.id,))


def no_owner(case: Case) -> Iterator[Fault]:
    """Nobody is named who keeps the promise."""
    for i, kept in enumerate(case.promised.kept):
        if kept.owner is None:
            message = f"nobody owns {visible(kept.gift.id, 40)}"
            hint = "add owner: sales, delivery, care or after-sales"
            yield Fault("SB403", message, ("service", i, "gift"), hint, values=(kept.gift.id,))


def over_authority(case: Case) -> Iterator[Fault]:
    """A personal gift costs more than the one who gives it may spend without asking."""
    authority = case.shop.policy.authority
    roles = sorted(authority, key=lambda role: authority[role])
    for i, kept in enumerate(case.promised.kept):
        if not kept.is_personal or not roles:
            continue
        role = kept.owner if kept.owner and kept.owner in authority else roles[0]
        most = case.shop.minor(authority[role])
        if kept.unit_cost > most:
            money, name = case.shop.money, visible(kept.gift.id, 40)
            message = f"{name} costs {money(kept.unit_cost)}, more than the {money(most)} that {role} may spend"
            able = next((other for other in roles if case.shop.minor(authority[other]) >= kept.unit_cost), None)
            hint = f"write owner: {able}, who may" if able else f"a {name} of at most {money(most)} fits"
            values = (kept.gift.id, money(kept.unit_cost), role, money(most))
            yield Fault("SB404", message, ("service", i), hint, values=values)


def heroics(shop: Shop) -> Iterator[tuple[Case | None, Fault]]:
    """The promises take more of the staff's time than there is."""
    hours = shop.document.staff.hours_per_month
    if hours is None:
        return
    needed = [(_hours_a_month(case), case) for case in shop.cases]
    total = sum((hour for hour, _ in needed), Fraction(0))
    if total > Fraction(hours):
        most, case = max(needed, key=lambda need: need[0])
        shown = _one_decimal(total)
        message = f"all promises together take {shown} hours a month, more than hours_per_month {plain_count(hours)}"
        hint = f"this product takes most of them, {_one_decimal(most)}; promise what takes fewer minutes, or less often"
        yield case, Fault("SB405", message, ("service",), hint, values=(shown, plain_count(hours)))


def unused_gift(shop: Shop) -> Iterator[tuple[Case | None, Fault]]:
    """An entry of the file's own catalogue is promised to nobody."""
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
    """The same product has another price or other promises on another channel."""
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
    prices = [case.product.price for case in (first, other)]
    if prices[0] != prices[1] and None not in prices and first.shop.document.currency == other.shop.document.currency:
        before, price = (case.shop.money(case.shop.minor(case.product.price)) for case in (first, other))  # type: ignore[arg-type]
        message = f"price {price} on {visible(here, 40)}, {before} on {visible(there, 40)}"
        yield Fault("SB406", message, ("price",), "ask the same on every channel", values=(here, price, there, before))
    promises = [_list_promises(case) for case in (first, other)]
    if promises[0] != promises[1]:
        missing, more = sorted(promises[0] - promises[1]), sorted(promises[1] - promises[0])
        differences = [f"lacks {visible(name, 60)}" for name in missing] + [
            f"adds {visible(name, 60)}" for name in more
        ]
        message = f"{visible(here, 40)} {', '.join(differences)}, compared with {visible(there, 40)}"
        hint = "promise the same on every channel"
        yield Fault("SB406", message, ("service",), hint, values=(here, there, *missing, "", *more))


def _list_promises(case: Case) -> set[str]:
    """Write each promise as what the customer gets: gift, times a year and cost."""
    return {
        f"{kept.gift.id} {kept.when if kept.when != 'calendar' else f'{plain_count(kept.times)} times a year'}"
        f" at {case.shop.money(kept.money)}"
        for kept in case.promised.kept
    }


def _hours_a_month(case: Case) -> Fraction:
    """Return the hours a month that a product's promises take for all its customers; 0 where these are not known."""
    units = case.product.units_per_year
    if units is None:
        return Fraction(0)
    purchases = Fraction(1 if case.product.purchases_per_year is None else case.product.purchases_per_year)
    return case.promised.minutes * Fraction(units) / purchases / 60 / YEAR


def _one_decimal(count: Fraction) -> str:
    return plain_count(round_to(count, 1))
