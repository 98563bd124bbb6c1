"""From accruals and spending to envelopes: hand-computed periods, what is carried on, groups, remarks, properties."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_sales import CAR, DRESS, SHOP, accruals, document

from svcbudget.books.accruals import Accrual
from svcbudget.books.envelope import GROUPS, Envelope, TooLong, find_overdrawn, list_periods, remark, sum_up, track
from svcbudget.books.periods import PERIODS, name_period
from svcbudget.books.spending import Spending
from svcbudget.books.tariffs import Tariffs, Ware

CHANNELS = DRESS.replace("price:", "channel: shop, price:") + DRESS.replace("price:", "channel: web, price:") + CAR
CNY = document(SHOP)
YEN = CNY._replace(currency="JPY", digits=0)
WARES = Tariffs([CNY]).wares


def paid(day: str, amount: int, currency: str = "CNY", **about: Any) -> Spending:
    """Return spending of an amount in minor units."""
    names = ("sku", "gift", "occasion", "customer", "role", "note")
    known: dict[str, Any] = {name: about.get(name) for name in names}
    return Spending(date.fromisoformat(day), amount, currency, **known, file="spend.csv", line=2)


def set_aside(period: str, amount: int, sku: str = "DRESS", customer: str | None = None, **more: Any) -> Accrual:
    """Return an accrual of an amount in minor units."""
    line = Accrual(period, sku, None, customer, sku.title(), "CNY", 2, Decimal(1), amount, 0)
    return line._replace(**more)


def envelopes(
    lines: Iterable[Accrual],
    spending: Iterable[Spending],
    *,
    by: str = "month",
    wares: Sequence[Ware] = WARES,
    **more: Any,
) -> list[Envelope]:
    return [row for rows in track(lines, spending, wares, by, **more) for row in rows]


def figures(rows: Iterable[Envelope]) -> list[tuple[str, int, int, int, int, int]]:
    """Return of each envelope: period, opening, accrued, spent, left, closing."""
    return [(row.period, row.opening, row.accrued, row.spent, row.left, row.closing) for row in rows]


def by_group(rows: Iterable[Envelope]) -> list[tuple[str, str | None, int, int, int]]:
    """Return of each envelope: period, group, accrued, spent, left."""
    return [(row.period, row.group, row.accrued, row.spent, row.left) for row in rows]


def test_overspending_is_carried_until_it_is_made_up_for() -> None:
    """January has 100.00 and spends 250.00: -150.00. February puts aside 60.00: -90.00. March puts nothing aside and
    spends 10.00: -100.00. April puts aside 130.00: 30.00 are left at last.
    """
    lines = [set_aside("2026-01", 10000), set_aside("2026-02", 6000), set_aside("2026-04", 13000)]
    spending = [paid("2026-01-09", 20000), paid("2026-01-31", 5000), paid("2026-03-01", 1000)]
    expected = [
        ("2026-01", 0, 10000, 25000, -15000, -15000),
        ("2026-02", -15000, 6000, 0, -9000, -9000),
        ("2026-03", -9000, 0, 1000, -10000, -10000),
        ("2026-04", -10000, 13000, 0, 3000, 3000),
    ]
    assert figures(envelopes(lines, spending)) == expected
    # A negative rest stays whatever becomes of a positive one; nothing is left before April to be given up.
    reset = envelopes(lines, spending, most=Decimal(0))
    assert figures(reset) == [*expected[:3], ("2026-04", -10000, 13000, 0, 3000, 0)]


def test_a_rest_is_given_up_or_carried_up_to_a_cap() -> None:
    """Each month puts aside 100.00 and spends 30.00, so 70.00 are left. Given up, each month begins with nothing.
    With at most 50.00 carried: 70.00 left, 20.00 given up; then 50.00 + 70.00 = 120.00 left, 70.00 given up.
    """
    lines = [set_aside(f"2026-0{month}", 10000) for month in (1, 2, 3)]
    spending = [paid(f"2026-0{month}-15", 3000) for month in (1, 2, 3)]
    assert [(row.opening, row.left) for row in envelopes(lines, spending)] == [(0, 7000), (7000, 14000), (14000, 21000)]
    reset = envelopes(lines, spending, most=Decimal(0))
    assert [(row.opening, row.left, row.given_up) for row in reset] == [(0, 7000, 7000)] * 3
    capped = envelopes(lines, spending, most=Decimal("50.00"))
    assert [(row.opening, row.left, row.given_up) for row in capped] == [
        *((0, 7000, 2000), (5000, 12000, 7000), (5000, 12000, 7000)),
    ]


def test_a_return_after_its_sales_period_takes_from_the_later_one() -> None:
    """A dress puts aside 10.00. Three are sold in November, 25.00 spent, two come back in December: 5.00 - 20.00."""
    lines = accruals(["2026-11-02,DRESS,3", "2026-12-09,DRESS,-2"])
    assert figures(envelopes(lines, [paid("2026-11-03", 2500)])) == [
        ("2026-11", 0, 3000, 2500, 500, 500),
        ("2026-12", 500, -2000, 0, -1500, -1500),
    ]


def test_money_back_is_there_again() -> None:
    rows = envelopes([set_aside("2026-01", 10000)], [paid("2026-01-02", 4000), paid("2026-02-01", -1500)])
    assert figures(rows) == [("2026-01", 0, 10000, 4000, 6000, 6000), ("2026-02", 6000, 0, -1500, 7500, 7500)]


def test_periods_without_anything_are_there_too() -> None:
    rows = envelopes([set_aside("2025-11", 100)], [paid("2026-02-01", 30)])
    assert [row.period for row in rows] == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert list_periods(["2026-Q3", "2025-Q4"], "quarter") == ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"]
    assert list_periods(["2020-W52", "2021-W01"], "week") == ["2020-W52", "2020-W53", "2021-W01"]
    assert list_periods([], "day") == []


def test_the_last_day_there_is_has_no_next_period() -> None:
    for by in PERIODS:
        assert len(list_periods([name_period(date(9999, 12, 31), by)], by)) == 1


def test_a_wrong_year_is_no_reason_to_write_a_million_periods() -> None:
    with pytest.raises(TooLong, match="from 0206-11-02 to 2026-11-02 there are more than 10000 periods"):
        list(track([], [paid("0206-11-02", 1), paid("2026-11-02", 1)], WARES, "day"))


def test_products_have_their_own_envelopes_and_what_names_none_a_row_of_its_own() -> None:
    lines = [set_aside("2026-01", 5000, "CAR"), set_aside("2026-01", 1000)]
    spending = [paid("2026-01-02", 300, sku="DRESS"), paid("2026-01-02", 40), paid("2026-01-02", 7, sku="GHOST")]
    assert by_group(envelopes(lines, spending, group="product")) == [
        ("2026-01", "DRESS", 1000, 300, 700),
        ("2026-01", "CAR", 5000, 0, 5000),
        ("2026-01", "GHOST", 0, 7, -7),
        ("2026-01", None, 0, 40, -40),
    ]


def test_of_a_product_on_several_channels_spending_stands_apart() -> None:
    wares = Tariffs([document(f"currency: CNY\nproducts:\n{CHANNELS}")]).wares
    lines = [set_aside("2026-01", 100, channel="shop"), set_aside("2026-01", 200, channel="web")]
    spending = [paid("2026-01-02", 30, sku="DRESS"), paid("2026-01-02", 5, sku="CAR")]
    rows = envelopes(lines, spending, wares=wares, group="product")
    assert [(row.group, row.channel, row.accrued, row.spent) for row in rows] == [
        *(("DRESS", "shop", 100, 0), ("DRESS", "web", 200, 0), ("CAR", None, 0, 5), ("DRESS", None, 0, 30)),
    ]


@pytest.mark.parametrize("group", ["gift", "occasion"])
def test_nothing_is_put_aside_for_one_gift_or_occasion_alone(group: str) -> None:
    spending = [paid("2026-01-02", 30, **{group: "birthday"}), paid("2026-01-02", 5)]
    assert by_group(envelopes([set_aside("2026-01", 100)], spending, group=group)) == [
        ("2026-01", "birthday", 0, 30, -30),
        ("2026-01", None, 100, 5, 95),
    ]


def test_customers_have_what_their_own_purchases_put_aside() -> None:
    lines = [set_aside("2026-01", 100, customer="Ann"), set_aside("2026-01", 20)]
    spending = [paid("2026-01-02", 30, customer="Ann"), paid("2026-02-02", 5, customer="Bo")]
    assert by_group(envelopes(lines, spending, group="customer")) == [
        *(("2026-01", "Ann", 100, 30, 70), ("2026-01", None, 20, 0, 20)),
        *(("2026-02", "Ann", 0, 0, 70), ("2026-02", "Bo", 0, 5, -5), ("2026-02", None, 0, 0, 20)),
    ]


def test_currencies_are_never_mixed() -> None:
    rows = envelopes(
        [set_aside("2026-01", 100), set_aside("2026-01", 900, currency="JPY", digits=0)],
        [paid("2026-02-02", 30, "JPY")],
        wares=Tariffs([CNY, YEN]).wares,
    )
    assert [(row.period, row.currency, row.digits, row.left) for row in rows] == [
        *(("2026-01", "CNY", 2, 100), ("2026-01", "JPY", 0, 900)),
        *(("2026-02", "CNY", 2, 100), ("2026-02", "JPY", 0, 870)),
    ]


def test_what_is_given_up_is_shared_by_those_with_a_rest_after_what_others_overspent() -> None:
    """The dress has 90 left, the car 30, the party took 60: the shop has 60 to give up, 3 : 1, so 45 and 15."""
    lines = [set_aside("2026-01", 90), set_aside("2026-01", 30, "CAR")]
    rows = envelopes(lines, [paid("2026-01-02", 60)], group="product", most=Decimal(0))
    assert [(row.group, row.left, row.given_up, row.closing) for row in rows] == [
        *(("DRESS", 90, 45, 45), ("CAR", 30, 15, 15), (None, -60, 0, -60)),
    ]


def test_the_share_used_is_of_what_there_was() -> None:
    first, second = envelopes([set_aside("2026-01", 100)], [paid("2026-01-01", 40), paid("2026-02-01", 75)])
    assert (first.used, second.used) == (Fraction(2, 5), Fraction(5, 4))
    (only,) = envelopes([], [paid("2026-01-01", 40)])
    assert only.used is None


def test_exactly_all_is_not_more_than_all() -> None:
    (row,) = envelopes([set_aside("2026-01", 100)], [paid("2026-01-01", 100)])
    assert not row.exceeds(Fraction(1))
    assert row.exceeds(Fraction(99, 100))


def test_a_group_is_held_to_what_is_put_aside_for_it_and_the_whole_shop_always() -> None:
    lines = [set_aside("2026-01", 1000), set_aside("2026-01", 10, "CAR")]
    spending = [paid("2026-01-01", 20, sku="CAR", gift="box"), paid("2026-01-01", 5)]

    def overdrawn(group: str | None, *more: Spending) -> list[str | None]:
        (rows,) = track(lines, [*spending, *more], WARES, "month", group=group)
        return [row.group for row in find_overdrawn(rows, group, Fraction(1))]

    assert [overdrawn(group) for group in (None, *GROUPS)] == [[], ["CAR"], [], [], []]
    assert overdrawn("gift", paid("2026-01-01", 2000, gift="box")) == [None]


def remarks(*spending: Spending, **more: Any) -> list[tuple[str, str]]:
    return [(one.why, one.name) for one in remark(spending, more.get("documents", [CNY]))]


def test_spending_on_what_no_file_knows_is_remarked() -> None:
    assert remarks(paid("2026-01-01", 1, sku="GHOST", gift="unicorn", occasion="jubilee", role="boss")) == [
        *(("unknown-sku", "GHOST"), ("unknown-gift", "unicorn"), ("unknown-occasion", "jubilee")),
        ("unknown-role", "boss"),
    ]
    assert remarks(paid("2026-01-01", 1, sku="DRESS", gift="fruit-box", occasion="birthday", role="staff")) == []


def test_spending_above_the_authority_of_its_role_is_remarked() -> None:
    """Staff may spend 50.00, a manager 200.00 (the default policy)."""
    spending = [paid("2026-01-01", 5000, role="staff"), paid("2026-01-02", 5001, role="staff")]
    (found,) = remark([*spending, paid("2026-01-03", 20000, role="manager")], [CNY])
    assert (found.why, found.spending, found.bound) == ("over-authority", spending[1], Decimal(50))


def test_the_authority_is_that_of_the_day() -> None:
    later = document(f"valid_from: 2026-06-01\n{SHOP}policy: {{authority: {{staff: 80}}}}\n", "later.yaml")
    spending = [paid(day, 6000, role="staff") for day in ("2026-05-31", "2026-06-01")]
    assert [one.spending.day for one in remark(spending, [later, CNY])] == [date(2026, 5, 31)]


amounts = st.integers(-(10**6), 10**6)
days = st.dates(date(2025, 11, 1), date(2026, 4, 30))
maybe = st.none() | st.sampled_from(["DRESS", "CAR", "GHOST", "birthday"])
some_spending = st.lists(
    st.builds(
        lambda day, amount, about: paid(day.isoformat(), amount, **about),
        days,
        amounts,
        st.fixed_dictionaries(dict.fromkeys(("sku", "gift", "occasion", "customer"), maybe)),
    ),
    max_size=12,
)
some_accruals = st.lists(
    st.builds(
        lambda day, amount, sku, customer: set_aside(f"{day:%Y-%m}", amount, sku, customer),
        days,
        amounts,
        st.sampled_from(["DRESS", "CAR", "MEAL"]),
        maybe,
    ),
    max_size=12,
)
rollovers = st.none() | st.decimals(0, 10**4, places=2)


@given(some_accruals, some_spending, st.sampled_from(GROUPS), rollovers)
def test_the_groups_of_a_period_add_up_to_the_whole_shop(
    lines: list[Accrual], spending: list[Spending], group: str, most: Decimal | None
) -> None:
    groups = track(lines, spending, WARES, "month", group=group, most=most)
    assert list(map(sum_up, groups)) == envelopes(lines, spending, most=most)


@given(some_accruals, some_spending, st.none() | st.sampled_from(GROUPS), rollovers)
def test_each_period_is_opened_by_what_the_one_before_left(
    lines: list[Accrual], spending: list[Spending], group: str | None, most: Decimal | None
) -> None:
    closing: dict[tuple[str | None, str | None], int] = {}
    for row in envelopes(lines, spending, group=group, most=most):
        key = row.group, row.channel
        assert row.opening == closing.get(key, 0)
        assert row.left == row.opening + row.accrued - row.spent
        assert row.closing == row.left - row.given_up
        assert 0 <= row.given_up <= max(0, row.left)
        closing[key] = row.closing


@given(some_accruals, some_spending, rollovers)
def test_the_whole_shop_carries_no_more_than_the_cap_and_all_of_what_is_overspent(
    lines: list[Accrual], spending: list[Spending], most: Decimal | None
) -> None:
    for row in envelopes(lines, spending, most=most):
        assert row.closing == (row.left if most is None else min(row.left, int(most * 100)))


@given(some_accruals, some_spending, st.none() | st.sampled_from(GROUPS), rollovers, st.randoms())
def test_the_order_of_rows_does_not_matter(
    lines: list[Accrual], spending: list[Spending], group: str | None, most: Decimal | None, chance: Any
) -> None:
    expected = envelopes(lines, spending, group=group, most=most)
    chance.shuffle(lines)
    chance.shuffle(spending)
    assert envelopes(lines, spending, group=group, most=most) == expected
