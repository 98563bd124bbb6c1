"""Which policies disagree with themselves, and where the fault is."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from svcbudget.findings import Path
from svcbudget.pricing.model import Band, HeaviestGift, Occasion, Policy, SmallTicket, Tier
from svcbudget.pricing.policy_faults import judge_policy

LIGHT = Tier("light", Decimal(0), touches=4, gifts=1, items_at_purchase=1, longest_silence=6)
KEY = Tier("key", Decimal(3000), touches=12, gifts=4, items_at_purchase=6, longest_silence=3)
GOOD = Policy(
    floor=Fraction(1, 20),
    ceiling=Fraction(1, 10),
    bands=[Band(Fraction(1, 10), Decimal(10000)), Band(Fraction(1, 20))],
    small_ticket=SmallTicket(Decimal(10), Fraction(1, 4)),
    reserve=Fraction(1, 3),
    heaviest_gift=HeaviestGift(Fraction(1, 4), Decimal(10), Decimal(200)),
    tiers=[LIGHT, KEY],
    repeat_worth=Fraction(4, 5),
    most_touches_per_month=2,
    occasions=[Occasion("birthday", Decimal(1)), Occasion("moving", Decimal("0.1"))],
    authority={"staff": Decimal(50)},
)


def faults(policy: Policy) -> list[tuple[Path, str]]:
    """Return where each fault is, below the policy, and what it says."""
    found = list(judge_policy(policy))
    for fault in found:
        assert fault.code == "SB007"
        assert fault.path[0] == "policy"
        assert fault.hint
    return [(fault.path[1:], fault.message) for fault in found]


def rates(*bands: tuple[Fraction, int | None]) -> Policy:
    """Return the good policy with other bands."""
    return replace(GOOD, bands=[Band(rate, None if upto is None else Decimal(upto)) for rate, upto in bands])


def test_a_policy_that_agrees_with_itself_has_no_fault() -> None:
    assert faults(GOOD) == []


def test_edges_are_allowed() -> None:
    even = replace(GOOD, floor=Fraction(1, 10), bands=[Band(Fraction(1, 10))])
    busy = replace(GOOD, most_touches_per_month=1, tiers=[replace(LIGHT, touches=12, gifts=12)])
    flat = replace(GOOD, heaviest_gift=HeaviestGift(Fraction(1, 4), Decimal(10), Decimal(10)))
    assert faults(even) == faults(busy) == faults(flat) == []


def test_a_floor_above_the_ceiling_is_said_once_and_not_of_every_band() -> None:
    assert faults(replace(GOOD, floor=Fraction(1, 8))) == [(("floor",), "floor 12.5% is above ceiling 10%")]


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (rates(), [(("bands",), "bands is empty")]),
        (rates((Fraction(1, 10), 10000)), [(("bands", 0, "upto"), "the last band ends at 10000")]),
        (
            rates((Fraction(1, 10), None), (Fraction(1, 20), None)),
            [(("bands", 0), "only the last band has no upto")],
        ),
        (
            rates((Fraction(1, 3), 100), (Fraction(1, 50), None)),
            [
                (("bands", 0, "rate"), "rate 1/3 is outside floor 5% to ceiling 10%"),
                (("bands", 1, "rate"), "rate 2% is outside floor 5% to ceiling 10%"),
            ],
        ),
        (
            rates((Fraction(1, 10), 0), (Fraction(1, 20), None)),
            [(("bands", 0, "upto"), "upto 0 is not above 0")],
        ),
        (
            rates((Fraction(1, 10), 200), (Fraction(1, 10), 200), (Fraction(1, 20), 50), (Fraction(1, 20), None)),
            [
                (("bands", 1, "upto"), "upto 200 is not above 200"),
                (("bands", 2, "upto"), "upto 50 is not above 200"),
            ],
        ),
    ],
)
def test_bands_grow_and_the_last_is_open(policy: Policy, expected: list[tuple[Path, str]]) -> None:
    assert faults(policy) == expected


@pytest.mark.parametrize(
    ("tiers", "expected"),
    [
        ([], [(("tiers",), "tiers is empty")]),
        ([KEY], [(("tiers", 0, "from"), "the first tier begins at 3000, not at 0")]),
        (
            [LIGHT, KEY, replace(KEY, name="top")],
            [(("tiers", 2, "from"), "from 3000 is not above 3000, the tier before it")],
        ),
        ([LIGHT, replace(KEY, name="light")], [(("tiers", 1, "name"), "tier light stands twice")]),
        (
            [replace(LIGHT, touches=0)],
            [(("tiers", 0, "touches"), "touches is 0: the customer would never hear from the shop")],
        ),
        ([replace(LIGHT, gifts=5)], [(("tiers", 0, "gifts"), "gifts 5 is more than touches 4")]),
        (
            [replace(LIGHT, touches=25)],
            [(("tiers", 0, "touches"), "touches 25 is more than 12 months × most_touches_per_month 2")],
        ),
    ],
)
def test_tiers_grow_from_nought_and_can_be_kept(tiers: list[Tier], expected: list[tuple[Path, str]]) -> None:
    assert faults(replace(GOOD, tiers=tiers)) == expected


def test_a_month_without_touches_is_said_once_and_not_of_every_tier() -> None:
    policy = replace(GOOD, most_touches_per_month=0)
    assert faults(policy) == [(("most_touches_per_month",), "most_touches_per_month is 0")]


def test_the_lightest_heaviest_gift_is_not_above_the_heaviest() -> None:
    policy = replace(GOOD, heaviest_gift=HeaviestGift(Fraction(1, 4), Decimal("200.50"), Decimal(200)))
    assert faults(policy) == [(("heaviest_gift", "at_least"), "at_least 200.5 is above at_most 200")]


def test_an_occasion_stands_once_and_has_a_name_of_its_own() -> None:
    occasions = [Occasion(name, Decimal(1)) for name in ("birthday", "calendar", "birthday", "purchase")]
    assert faults(replace(GOOD, occasions=occasions)) == [
        (("occasions", 2, "name"), "occasion birthday stands twice"),
        (("occasions", 1, "name"), "occasion calendar is a reserved word"),
        (("occasions", 3, "name"), "occasion purchase is a reserved word"),
    ]


def test_all_faults_are_reported_together() -> None:
    policy = replace(GOOD, bands=[], tiers=[KEY], most_touches_per_month=0)
    assert [path for path, _ in faults(policy)] == [("bands",), ("most_touches_per_month",), ("tiers", 0, "from")]
