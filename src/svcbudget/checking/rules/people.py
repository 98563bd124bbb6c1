"""Rules on people and organisation (SB4xx). Each rule's docstring is its manual."""

from collections.abc import Iterator

from svcbudget.checking.rules.case import Case
from svcbudget.findings import Fault
from svcbudget.text import visible


def obligation_as_service(case: Case) -> Iterator[Fault]:
    """What everybody in the trade offers is promised as if it were service.

    A promise names a gift with `obligation: true`, built in (such as `greeting` or `glass-of-water`) or of your own.
    Each is found; its cost and how often it is given play no part.

    **Why it matters.** What every rival does as well is a duty, and customers expect it. Only what others do not offer
    is felt as service; a shop that counts its duties believes it serves and gives nothing.

    **Bad**
    ```yaml
    currency: CNY
    products: [{name: 连衣裙, price: 100, cost: 60, purchases_per_year: 2,
                service: [{gift: glass-of-water, at: purchase}, {gift: wet-wipes, at: purchase}]}]
    ```
    **Good**
    ```yaml
    currency: CNY
    products: [{name: 连衣裙, price: 100, cost: 60, purchases_per_year: 2, service: [{gift: wet-wipes, at: purchase}]}]
    ```

    **To mend it.** Go on doing it, but take it out of `service`. An `ignore` is right where it is more than the trade
    does, such as water at a market stall.
    """
    for i, kept in enumerate(case.promised.kept):
        if kept.gift.obligation:
            name = visible(kept.gift.id, 40)
            message = f"{name} is an obligation: everybody in the trade offers it"
            hint = "take it out of service, or promise what others do not offer"
            yield Fault("SB401", message, ("service", i, "gift"), hint, values=(kept.gift.id,))


def nominal_service(case: Case) -> Iterator[Fault]:
    """Something is promised that exists in name only.

    A promised gift costs nothing and takes no minutes (those of the promise go before those of the catalogue), and its
    entry has neither a `worth` nor a cost that could stand for one. How often it is promised plays no part.

    **Why it matters.** A VIP title that brings nothing is worse than none: the customer tries it once and knows.

    **Bad**
    ```yaml
    currency: CNY
    gifts: [{id: vip-fitting, cost: 0, at: [calendar], owner: sales}]
    products: [{name: Coat, profit: 40, service: [{gift: sachet, every: year}, {gift: vip-fitting, every: half-year}]}]
    ```
    **Good**
    ```yaml
    currency: CNY
    gifts: [{id: vip-fitting, cost: 0, worth: 15, minutes: 20, at: [calendar], owner: sales}]
    products: [{name: Coat, profit: 40, service: [{gift: sachet, every: year}, {gift: vip-fitting, every: half-year}]}]
    ```

    **To mend it.** Let it take minutes or have a `worth`, if the customer really gets something; else take it out. An
    `ignore` is right while it is being set up; give it an `until`.
    """
    for i, kept in enumerate(case.promised.kept):
        if not kept.money and not kept.minutes and not kept.gift.felt_worth:
            name = visible(kept.gift.id, 40)
            message = f"{name} costs nothing, takes no time and is worth nothing to the customer"
            hint = "give it minutes or a worth where the customer receives something, or take it out"
            yield Fault("SB402", message, ("service", i, "gift"), hint, values=(kept.gift.id,))


def no_owner(case: Case) -> Iterator[Fault]:
    """Nobody is named who keeps the promise.

    Neither the promise nor the gift's entry in the catalogue has an `owner`. Every built-in gift has one. The owner may
    be any text: a role, a team, a name.

    **Why it matters.** Sales, delivery, customer care and after-sales each have their own part in service. What is
    everybody's task is done by nobody, and the customer is the one who notices.

    **Bad**
    ```yaml
    currency: CNY
    gifts: [{id: phone-charm, cost: 2, at: [purchase]}]
    products: [{name: Dress, price: 100, cost: 60, purchases_per_year: 2, service: [{gift: phone-charm, at: purchase}]}]
    ```
    **Good**
    ```yaml
    currency: CNY
    gifts: [{id: phone-charm, cost: 2, at: [purchase], owner: sales}]
    products: [{name: Dress, price: 100, cost: 60, purchases_per_year: 2, service: [{gift: phone-charm, at: purchase}]}]
    ```

    **To mend it.** Add `owner` to the entry, or to the promise where it is another. An `ignore` is right where a
    machine does it, such as a printed receipt.
    """
    for i, kept in enumerate(case.promised.kept):
        if kept.owner is None:
            message = f"nobody owns {visible(kept.gift.id, 40)}"
            hint = "add owner: sales, delivery, care or after-sales"
            yield Fault("SB403", message, ("service", i, "gift"), hint, values=(kept.gift.id,))


def over_authority(case: Case) -> Iterator[Fault]:
    """A personal gift costs more than the one who gives it may spend without asking.

    For promises `on` an occasion: what the gift costs each time (with its minutes, at `staff.wage_per_hour`), rounded,
    against `authority` of its owner; for an owner who is no role there, the least that any role has.

    **Why it matters.** Personal service has to come at once, and within set limits. Whoever must first find the manager
    brings the flowers when the wedding is over.

    **Bad**
    ```yaml
    currency: CNY
    products: [{name: Oak table, price: 20000, cost: 17000,
                service: [{gift: fruit-box, every: quarter}, {gift: bouquet, on: wedding}]}]
    ```
    **Good**
    ```yaml
    currency: CNY
    products: [{name: Oak table, price: 20000, cost: 17000,
                service: [{gift: fruit-box, every: quarter}, {gift: bouquet, on: wedding, owner: manager}]}]
    ```

    **To mend it.** Name an owner who may, choose a lighter gift, or raise `authority`. An `ignore` is right where each
    such gift is agreed on beforehand.
    """
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
            hint = f"write owner: {able}, who may" if able else f"one of at most {money(most)} fits{kept.with_time}"
            values = (kept.gift.id, money(kept.unit_cost), role, money(most))
            yield Fault("SB404", message, ("service", i), hint, values=values, pointers=case.point_at_gift(kept))
