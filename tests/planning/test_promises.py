"""What is promised: its cost by hand and whatever is drawn, the price that still carries it, and how plans show it."""

import csv
import io
import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from checkout import GOLDEN_SHOP
from hypothesis import given
from hypothesis import strategies as st
from program import printed

import svcbudget
from svcbudget.api import built_in_document
from svcbudget.planning.budget import Rule, find_profit
from svcbudget.planning.carrying import highest_price_cut
from svcbudget.planning.plan import ProductPlan
from svcbudget.planning.promises import Book, Promised
from svcbudget.pricing.loading import load
from svcbudget.pricing.model import Product, Promise, Staff
from svcbudget.showing.promises import show_promises
from svcbudget.showing.section import plain_text

SHOP = """
currency: CNY
catalogue: none
gifts:
  - {id: socks, cost: 5, minutes: 2, at: [purchase], owner: sales, channel: shop}
  - {id: sachet, cost: 0.10, at: [calendar]}
  - {id: card, cost: 0, minutes: 3, at: [birthday]}
  - {id: cake, cost: 30, minutes: 10, at: [birthday, wedding]}
policy:
  occasions: [{name: birthday, per_year: 1}, {name: wedding, per_year: 0.03}]
"""
DRESS = "name: dress, price: 100, cost: 60"


def plan(*products: str, more: str = "") -> list[ProductPlan]:
    """Plan products, each the inside of a YAML mapping."""
    text = SHOP + more + "\nproducts:\n" + "".join(f"  - {{{product}}}\n" for product in products)
    document, findings = load("shop.yaml", lambda name: text.encode())
    assert document is not None, findings
    return list(svcbudget.plans(document))


def promised(service: str, product: str = DRESS, more: str = "") -> Promised:
    """Cost the promises of a product."""
    (one,) = plan(f"{product}, service: [{service}]", more=more)
    assert one.promised is not None
    return one.promised


@pytest.mark.parametrize(
    ("promise", "product", "times", "cost"),
    [
        ("{gift: socks, at: purchase}", DRESS, Fraction(1), 5_00),
        ("{gift: socks, at: purchase}", f"{DRESS}, purchases_per_year: 0.5", Fraction(1, 2), 2_50),
        ("{gift: socks, every: quarter}", f"{DRESS}, purchases_per_year: 0.5", Fraction(4), 20_00),
        ("{gift: socks, every: 6 weeks}", DRESS, Fraction(52, 6), 43_33),
        ("{gift: cake, on: birthday}", f"{DRESS}, purchases_per_year: 12", Fraction(1), 30_00),
        ("{gift: cake, on: wedding}", DRESS, Fraction(3, 100), 90),
        ("{gift: cake, on: wedding, cost: 50}", DRESS, Fraction(3, 100), 1_50),
        ("{gift: card, on: birthday}", DRESS, Fraction(1), 0),
    ],
)
def test_a_promise_costs_its_gift_as_often_as_it_comes(promise: str, product: str, times: Fraction, cost: int) -> None:
    whole = promised(promise, product)
    (line,) = whole.kept
    assert (line.times, line.year_cost, whole.cost) == (times, cost, cost)
    assert (whole.personal, whole.standard) == ((cost, 0) if "on:" in promise else (0, cost))


def test_minutes_cost_what_the_wage_says_and_those_of_a_gesture_nothing() -> None:
    """Socks 5 + 2 minutes at 30 an hour = 6; of 9 minutes they are 9.50; 2 + 9 + 3 minutes are promised."""
    whole = promised(
        "{gift: socks, at: purchase}, {gift: socks, at: purchase, minutes: 9}, {gift: card, on: birthday}",
        more="staff: {wage_per_hour: 30}",
    )
    assert [line.unit_cost for line in whole.kept] == [6_00, 9_50, 0]
    assert [line.money for line in whole.kept] == [5_00, 5_00, 0]
    assert (whole.cost, whole.minutes) == (15_50, Fraction(14))


def test_what_a_promise_says_itself_replaces_what_the_catalogue_says() -> None:
    (one,) = plan(
        f"{DRESS}, service: [{{gift: socks, at: purchase}}, {{gift: socks, at: purchase, owner: a, channel: b}}]"
    )
    lines = svcbudget.record(one, "en")["promises"]["lines"]
    assert [(line["owner"], line["channel"]) for line in lines] == [("sales", "shop"), ("a", "b")]


def test_lines_are_cut_to_their_rounded_sum_by_largest_remainder() -> None:
    """Each is 0.10 × 365 ÷ 90 = 0.40556; together 1.21667, so 1.22 = 0.41 + 0.41 + 0.40."""
    whole = promised(", ".join(["{gift: sachet, every: 90 days}"] * 3))
    assert (whole.cost, [line.year_cost for line in whole.kept]) == (1_22, [41, 41, 40])


def test_the_total_and_the_personal_part_are_rounded_and_the_standard_is_the_rest() -> None:
    """0.105 + 0.5 × 0.03 = 0.12; the personal 0.015 becomes 0.02, and 0.10 is left, not 0.11."""
    whole = promised("{gift: socks, at: purchase, cost: 0.105}, {gift: cake, on: wedding, cost: 0.5}")
    assert (whole.cost, whole.personal, whole.standard) == (12, 2, 10)
    assert [line.year_cost for line in whole.kept] == [10, 2]


WHENS = [
    *({"at": "purchase"}, {"on": "birthday"}, {"on": "wedding"}),
    *({"every": Fraction(*every)} for every in ((52, 1), (4, 1), (365, 90), (1, 3))),
]
PROMISES = st.builds(
    lambda gift, cost, minutes, when: Promise(gift, cost=cost, minutes=minutes, **when),
    st.sampled_from(("fruit-box", "birthday-card")),
    st.none() | st.decimals(0, 300, places=3),
    st.none() | st.decimals(0, 60, places=1),
    st.sampled_from(WHENS),
)
SERVICES = st.lists(PROMISES, min_size=1, max_size=6)
PURCHASES = st.decimals("0.01", 400, places=2)


@given(SERVICES, PURCHASES, st.sampled_from([None, Decimal("33.33")]))
def test_lines_add_up_to_the_parts_and_the_parts_to_the_whole(
    service: list[Promise], purchases: Decimal, wage: Decimal | None
) -> None:
    document = built_in_document("CNY")._replace(staff=Staff(wage_per_hour=wage))
    whole = Book(document).cost(Product("a", "a", purchases_per_year=purchases, service=service))
    assert sum(line.year_cost for line in whole.kept if line.is_personal) == whole.personal
    assert sum(line.year_cost for line in whole.kept if not line.is_personal) == whole.standard
    assert whole.standard + whole.personal == whole.cost
    assert min(whole.standard, whole.personal, *(line.year_cost for line in whole.kept)) >= 0


@given(SERVICES, PURCHASES, PURCHASES)
def test_more_purchases_never_make_promises_cheaper(service: list[Promise], one: Decimal, other: Decimal) -> None:
    book = Book(built_in_document("CNY"))
    few, many = (
        book.cost(Product("a", "a", purchases_per_year=purchases, service=service))
        for purchases in sorted((one, other))
    )
    assert (few.standard <= many.standard, few.cost <= many.cost, few.personal) == (True, True, many.personal)


@pytest.mark.parametrize(
    ("product", "cut"),
    [
        # The dress of the method page: (40 - 4.995 / 25%) / 100.
        ("price: 100, cost: 60", "0.2002"),
        # Its tax is no part of it: 113 is 100 and 13% of tax.
        ("price: 113, tax_included: 13%, cost: 60", "0.2002"),
        # The goods cost 60 whatever the price.
        ("price: 100, margin: 40%", "0.2002"),
        ("price: 100, profit: 40", "0.2002"),
        # A commission falls with the price: (40 - 19.98) / 80.
        ("price: 100, cost: {goods: 40, commission: 20%}", "0.2502"),
        # Twice a year 10.00, from 9.995 / 25% = 39.98 a year: (80 - 39.98) / 200.
        ("price: 100, cost: 60, purchases_per_year: 2", "0.2001"),
        ("price: 100, cost: 85", "0.0000"),
        ("price: 100, cost: 110", "0.0000"),
        ("profit: 40", None),
    ],
)
def test_the_highest_price_cut_leaves_a_ceiling_that_carries_the_promises(product: str, cut: str | None) -> None:
    (one,) = plan(f"name: a, {product}, service: [{{gift: socks, at: purchase}}]")
    assert svcbudget.record(one, "en")["promises"]["highest_price_cut"] == cut


def test_promises_that_cost_nothing_are_carried_by_any_price() -> None:
    (one,) = plan(f"{DRESS}, service: [{{gift: card, on: birthday}}]")
    assert svcbudget.record(one, "en")["promises"]["highest_price_cut"] == "1.0000"


def test_a_policy_whose_ceiling_is_nought_carries_nothing_at_any_price() -> None:
    none = "  floor: 0%\n  ceiling: 0%\n  bands: [{rate: 0%}]\n  small_ticket: {amount: 10, share: 0%}\n"
    (one,) = plan(f"{DRESS}, service: [{{gift: socks, at: purchase}}]", more=none)
    assert svcbudget.record(one, "en")["promises"]["highest_price_cut"] == "0.0000"


@given(
    st.decimals("0.01", 10**6, places=2),
    st.integers(0, 150),
    st.sampled_from([None, Fraction(13, 100)]),
    st.none() | PURCHASES,
    st.integers(1, 3000_00),
)
def test_a_price_cut_by_so_much_carries_the_promises_and_one_cut_further_does_not(
    price: Decimal, per_cent: int, tax: Fraction | None, purchases: Decimal | None, promised: int
) -> None:
    policy = built_in_document("CNY").policy
    product = Product(
        "a", "a", price=price, cost=price * per_cent / 100, tax_included=tax, purchases_per_year=purchases
    )

    def ceiling(price: Decimal) -> int:
        lower = Product("a", "a", price=price, cost=product.cost, tax_included=tax, purchases_per_year=purchases)
        return Rule(policy, 2).allow(find_profit(lower)).ceiling

    exact = highest_price_cut(product, find_profit(product), policy, promised, 2)
    assert exact is not None
    cut = Decimal(exact.numerator * 10_000 // exact.denominator) / 10_000
    if ceiling(price) < promised:
        assert exact == 0
    else:
        assert ceiling(price * (1 - cut)) >= promised
        assert ceiling(price * (1 - cut - Decimal("0.0001"))) < promised


def test_what_is_promised_is_held_against_each_part_of_the_budget() -> None:
    """Profit 2,000: of a budget of 200 the reserve has 63.33; a cake and socks a week are 260 + 30."""
    (one,) = plan(
        "name: car, price: 158000, cost: 156000, service: [{gift: socks, every: week}, {gift: cake, on: birthday}]"
    )
    promises = svcbudget.record(one, "en")["promises"]
    assert {name: promises[name] for name in list(promises)[1:-1]} == {
        **{"cost": "290.00", "standard": "260.00", "reserve": "30.00", "left": "0.00", "over": "90.00"},
        **{"standard_left": "0.00", "standard_over": "123.33", "reserve_left": "33.33", "reserve_over": "0.00"},
        "minutes": "114",
    }


def test_a_product_without_promises_has_none_and_its_cells_are_empty() -> None:
    (one,) = plan(DRESS)
    assert (one.promised, svcbudget.record(one, "en")["promises"]) == (None, None)
    assert printed("quote", "--profit", "40", "--get", "promised") == "\n"
    assert "promised" not in printed("quote", "--profit", "40")
    assert "nothing is promised" in printed("quote", "--profit", "40", "--show", "promises")


def test_a_promise_may_fit_the_budget_and_yet_not_its_part_and_that_is_seen_in_red() -> None:
    text = printed("plan", GOLDEN_SHOP, "--only", "Winter coat", "--show", "promises", "--color", "always")
    assert "\x1b[1;31mover 24.94" in text
    assert "\x1b[1;32m2.00" in text


def test_equal_promises_of_equal_products_stand_together_and_channels_tell_them_apart(tmp_path: Path) -> None:
    names = ", ".join(
        f"{{name: shirt, sku: s, channel: {channel}, price: 100, cost: 60, service: *}}" for channel in "ab"
    )
    service = "[{gift: socks, at: purchase}]"
    (tmp_path / "shop.yaml").write_text(f"{SHOP}products: [{names.replace('*', service)}]", "utf-8")
    text = printed("plan", "shop.yaml", "--show", "promises", cwd=tmp_path)
    assert "shirt (a), shirt (b)" in text
    assert text.count("each purchase") == 1
    assert "promised by 2 of 2 products; give units_per_year" in text


def test_products_that_promise_the_same_from_other_budgets_share_the_lines_and_have_sums_of_their_own() -> None:
    plans = plan(*(f"name: {name}, profit: {profit}, service: [{{gift: socks, at: purchase}}]" for name, profit in
                   (("tea", 40), ("ham", 12), ("pie", 40))))  # fmt: skip
    rows = [[plain_text(cell).strip() for cell in row.cells] for row in show_promises(plans, "en").rows]
    assert [(row[0], *row[3:]) for row in rows] == [
        *(("tea, ham, pie", "", "", ""), ("socks", "5.00", "", "")),
        *(("tea, pie", "", "", ""), ("Standard", "5.00", "10.00", "5.00")),
        *(("ham", "", "", ""), ("Standard", "5.00", "3.00", "over 2.00")),
    ]


def test_the_note_sums_up_the_whole_shop_also_where_few_products_are_shown() -> None:
    text = printed("plan", GOLDEN_SHOP, "--show", "promises", "--limit", "1")
    assert "Winter coat" not in text
    assert "promised by 3 of 5 products: 13,359.96 CNY a year" in text
    assert "1 of 5 products shown" in text


def test_lists_of_json_follow_the_file_and_every_format_agrees() -> None:
    document: Any = json.loads(printed("plan", GOLDEN_SHOP, "--format", "json", "--lang", "zh"))
    coat = document["products"][1]
    assert [(line["name"], line["at"]) for line in coat["promises"]["lines"]] == [
        ("蛋糕", "birthday"),
        ("湿巾", "purchase"),
    ]
    assert (coat["channel"], coat["promises"]["lines"][1]["owner"]) == ("web", "dispatch")
    row = list(csv.DictReader(io.StringIO(printed("plan", GOLDEN_SHOP, "-f", "csv"))))[1]
    fields = ("channel", "promised", "promised_standard", "promised_reserve", "promised_left", "promised_over")
    assert [row[field] for field in fields] == ["web", "32.00", "2.00", "30.00", "0.00", "6.81"]
