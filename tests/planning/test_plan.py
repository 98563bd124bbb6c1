"""A plan as values: budgets, gifts, occasions, cadence and sums of whole pricing files, computed by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest
from plans import plan, read

import svcbudget

FRUIT_BOX_ONLY = """
currency: CNY
catalogue: none
gifts:
  - {id: fruit-box, name: 水果礼盒, cost: 50, worth: 80, repeat_worth: 100%, at: [calendar]}
products:
  - {name: 沙发, price: 20000, cost: 17000}
"""


def test_with_only_a_fruit_box_of_50_a_budget_of_300_gives_one_each_quarter_as_the_essay_does() -> None:
    (sofa,) = plan(FRUIT_BOX_ONLY)
    (line,) = sofa.programme.gifts
    assert (sofa.budget, sofa.standard, sofa.reserve) == (Decimal("300.00"), Decimal("203.33"), Decimal("96.67"))
    assert (line.gift.id, line.times, line.months, line.year_cost) == ("fruit-box", Fraction(4), (3, 6, 9, 12), 200_00)
    assert (sofa.spent, sofa.left) == (Decimal("200.00"), Decimal("3.33"))
    assert sofa.limit == "budget"


def test_further_gifts_of_a_kind_are_worth_four_fifths_of_the_one_before_and_none_less_than_it_costs() -> None:
    """80 + 64 + 51.20; a fourth one would be worth 40.96 and cost 50."""
    (sofa,) = plan(FRUIT_BOX_ONLY.replace(" repeat_worth: 100%,", ""))
    assert (sofa.programme.worth, sofa.spent, sofa.limit) == (195_20, Decimal("150.00"), "not-worth-its-cost")


def test_touches_that_have_no_gesture_stay_silent_and_the_silence_is_said() -> None:
    (sofa,) = plan(FRUIT_BOX_ONLY)
    assert [touch.month for touch in sofa.programme.cadence] == [3, 6, 9, 12]
    assert sofa.programme.longest_silence == 3


def test_minutes_cost_money_where_a_wage_is_given() -> None:
    (sofa,) = plan(FRUIT_BOX_ONLY.replace("cost: 50,", "cost: 50, minutes: 10,") + "staff: {wage_per_hour: 30}\n")
    (line,) = sofa.programme.gifts
    assert (line.unit_cost, line.times, line.year_cost) == (55_00, Fraction(3), 165_00)


def test_landed_costs_that_do_not_end_are_rounded_once_and_the_lines_add_up() -> None:
    (sofa,) = plan(
        FRUIT_BOX_ONLY.replace("cost: 50,", "cost: 10, minutes: 1,").replace(
            "products", "  - {id: tea, cost: 20, worth: 30, minutes: 1, at: [purchase, calendar]}\nproducts"
        )
        + "staff: {wage_per_hour: 1}\n"
    )
    assert sum(line.year_cost for line in sofa.programme.gifts) == sofa.programme.spent
    assert sum(line.worth for line in sofa.programme.gifts) == sofa.programme.worth


def test_items_at_purchase_are_given_at_every_purchase_and_counted_so() -> None:
    (lunch,) = plan(
        """
currency: CNY
catalogue: none
gifts: [{id: peanuts, cost: 0.30, worth: 1, repeat_worth: 99%, minutes: 0.5, at: [purchase]}]
products: [{name: 午餐, price: 30, cost: 15, purchases_per_year: 100, units_per_year: 12000}]
"""
    )
    (line,) = lunch.programme.gifts
    assert (line.at, line.times, line.months, line.unit_cost, line.year_cost) == (
        "purchase",
        Fraction(100),
        (0,),
        30,
        30_00,
    )
    assert lunch.programme.minutes == 50
    assert lunch.customers == 120
    assert lunch.for_shop(lunch.figures.budget) == 18000_00


def test_a_loss_gets_gestures_only_and_one_kind_word() -> None:
    (bargain,) = plan("currency: CNY\nproducts: [{name: a, price: 50, cost: 60}]")
    assert (bargain.figures.basis, bargain.budget, bargain.heaviest_gift) == ("loss", Decimal(0), Decimal(0))
    assert not bargain.programme.gifts
    assert [(touch.month, touch.kind) for touch in bargain.programme.cadence] == [(1, "gesture")]
    assert bargain.programme.minutes <= 2
    assert {line.kind for line in bargain.occasions} == {"gesture"}
    assert bargain.annual_profit == Decimal("-10.00")


@pytest.mark.parametrize("price", ["0.00", "60.00"])
def test_no_profit_is_no_budget_and_no_division_by_zero(price: str) -> None:
    (product,) = plan(f"currency: CNY\nproducts: [{{name: a, price: {price}, cost: 60.00}}]")
    assert product.budget == 0
    assert svcbudget.record(product, "en")["margin"] == (None if price == "0.00" else "0.0000")
    assert svcbudget.record(product, "en")["rate"] is None


def test_what_is_bought_every_five_years_is_measured_by_the_one_sale_when_it_is_handed_over() -> None:
    """Essay 003: the kit of a car is not over 100; 8000 a sale is 1600 a year, whose heaviest gift is 40."""
    (car,) = plan(
        """
currency: CNY
catalogue: none
gifts:
  - {id: holder, cost: 100, worth: 150, at: [purchase, calendar]}
  - {id: kit, cost: 101, worth: 200, at: [purchase]}
products: [{name: 轿车, price: 158000, cost: 150000, purchases_per_year: 0.2}]
"""
    )
    assert (car.figures.tier.name, car.figures.tier_at_purchase.name) == ("regular", "key")
    assert (car.figures.heaviest, car.figures.heaviest_at_purchase) == (40_00, 100_00)
    assert [(line.gift.id, line.at, line.times, line.year_cost) for line in car.programme.gifts] == [
        ("holder", "purchase", Fraction(1, 5), 20_00)
    ]


def test_a_service_costs_money_and_weighs_nothing_and_time_is_bounded_by_the_tier() -> None:
    """A tier of 30 minutes: a visit takes 26, the call after a month 3, and of the tips at 1 minute one more fits."""
    (machine,) = plan(
        """
currency: CNY
catalogue: none
gifts:
  - {id: inspection, cost: 60, worth: 100, minutes: 26, repeats: 1, kind: service, at: [calendar]}
  - {id: call, cost: 0, worth: 10, minutes: 3, at: [follow-up]}
  - {id: tip, cost: 0, worth: 2, minutes: 1, at: [calendar]}
  - {id: coffee, cost: 0, worth: 4, minutes: 2, at: [visit]}
  - {id: lift, cost: 0, worth: 30, minutes: 20, at: [need]}
products: [{name: 泵, price: 3200, cost: 2000}]
staff: {wage_per_hour: 30}
"""
    )
    assert [(line.gift.id, line.unit_cost) for line in machine.programme.gifts] == [("inspection", 73_00)]
    assert machine.heaviest_gift == Decimal("30.00")
    assert [(touch.month, touch.gift.id) for touch in machine.programme.cadence] == [
        (1, "call"),
        (3, "tip"),
        (12, "inspection"),
    ]
    assert [machine.programme.minutes, machine.programme.longest_silence] == [30, 9]
    # 30 minutes at 30 an hour; what is spent holds 13.00 of that already, and the gestures add 2.00.
    assert (machine.programme.labour, machine.programme.cost_to_serve) == (15_00, 75_00)
    assert [gift.id for gift in machine.programme.visit + machine.programme.need] == ["coffee", "lift"]


def test_one_on_the_house_costs_what_each_product_does() -> None:
    plans = plan(
        """
currency: CNY
catalogue: none
gifts: [{id: on-the-house, cost: own, every: 10, minutes: 0.5, at: [purchase]}]
defaults: {purchases_per_year: 40}
products: [{name: 奶茶, price: 16, cost: 6}, {name: 咖啡, price: 20, cost: 8}, {name: 豆, profit: 5}]
"""
    )
    given = [one.programme.gifts for one in plans]
    lines = [[[line.times, line.unit_cost, line.year_cost, line.worth] for line in gifts] for gifts in given]
    assert lines == [[[4, 6_00, 24_00, 47_23]], [[4, 8_00, 32_00, 59_04]], []]


def test_a_trade_that_may_not_give_gets_gestures_unless_the_file_says_so() -> None:
    text = "currency: CNY\nproducts: [{name: 车险, category: 保险, price: 2000, cost: 500}]\n"
    own = "gifts: [{id: calendar, cost: 5, worth: 9, at: [purchase]}]\n"
    for more, is_given in (("", False), ("policy: {regulated: allow}\n", True), (own, True)):
        (cover,) = plan(text + more)
        answers = [line.gift for line in cover.occasions]
        paid = [gift.id for gift in (*(line.gift for line in cover.programme.gifts), *answers) if gift]
        assert bool(paid) is is_given
        assert more != own or set(paid) == {"calendar"}


def test_obligations_are_never_suggested() -> None:
    for product in plan("currency: CNY\nproducts: [{name: a, category: car, price: 158000, cost: 150000}]"):
        assert not any(line.gift.obligation for line in product.programme.gifts)
        assert not any(touch.gift.obligation for touch in product.programme.cadence)


@pytest.mark.parametrize("name", ["clothing", "服装", "CLOTHING", "服饰"])
def test_a_category_answers_to_its_english_and_its_chinese_names(name: str) -> None:
    (dress,) = plan(f"currency: CNY\nproducts: [{{name: a, category: {name}, price: 100, cost: 60}}]")
    (same,) = plan("currency: CNY\nproducts: [{name: a, category: clothing, price: 100, cost: 60}]")
    assert [line.gift.id for line in dress.programme.gifts] == [line.gift.id for line in same.programme.gifts]


def test_an_unknown_category_gets_the_general_entries_and_those_of_its_own_name() -> None:
    (tea,) = plan(
        """
currency: CNY
gifts: [{id: tea-caddy, cost: 9, worth: 900, for: [茶], at: [calendar]}]
products: [{name: a, category: 茶, price: 1000, cost: 600}]
"""
    )
    assert "tea-caddy" in [line.gift.id for line in tea.programme.gifts]
    assert all(line.gift.for_ in (None, ["茶"]) for line in tea.programme.gifts)


def test_a_file_entry_replaces_the_built_in_one_of_its_id() -> None:
    document = read(
        "currency: CNY\ngifts: [{id: fruit-box, cost: 1, at: [calendar]}]\nproducts: [{name: a, price: 2, cost: 1}]"
    )
    assert [gift.cost for gift in document.gifts if gift.id == "fruit-box"] == [1]


def test_sums_are_of_the_products_whose_units_are_known_and_parts_add_up() -> None:
    plans = plan(
        """
currency: CNY
products:
  - {name: a, price: 20000, cost: 17000, units_per_year: 7}
  - {name: b, price: 30, cost: 15, purchases_per_year: 7, units_per_year: 100}
  - {name: c, price: 100, cost: 60}
"""
    )
    (totals,) = svcbudget.sum_up(plans)
    assert (totals.products, totals.known) == (3, 2)
    # a: 7 customers × 300; b: 100/7 customers × 11 (105 profit: 10.50 by bands, a quarter of it at most 10).
    assert totals.year_budget == 2100_00 + 150_00
    assert totals.annual_profit == 7 * 3000_00 + 100 * 15_00
    assert (totals.year_standard or 0) + (totals.year_reserve or 0) == totals.year_budget


def test_the_same_input_gives_the_same_plan_whatever_was_planned_before() -> None:
    text = "currency: CNY\nproducts:\n" + "".join(
        f"  - {{name: p{i}, price: {i * 37 + 5}, cost: {i * 20 + 3}}}\n" for i in range(60)
    )
    forwards = [svcbudget.record(one, "en") for one in plan(text)]
    lines = text.splitlines(keepends=True)
    backwards = [svcbudget.record(one, "en") for one in plan("".join(lines[:2] + lines[:1:-1]))]
    for record in forwards + backwards:
        del record["line"]
    assert sorted(forwards, key=lambda record: str(record["sku"])) == sorted(
        backwards, key=lambda record: str(record["sku"])
    )
