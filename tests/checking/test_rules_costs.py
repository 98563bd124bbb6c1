"""The money in promises, held to the rules SB201 to SB207.

The dress earns 40.00 a year with one purchase. Its ceiling is max(10% of 40.00, min(25% of 40.00, 10.00)) = 10.00,
its budget the same and all of it standard, its heaviest gift 10.00, its floor 5% of 40.00 = 2.00. The table earns
3000.00: ceiling and budget 300.00, of these (300.00 - 10.00) / 3 = 96.67 reserve and 203.33 standard; its heaviest gift
is 75.00.
"""

import pytest
from checks import cent_less, change, codes, find, places
from promising import DRESS, TABLE, profit, promise, set_policy


def test_promises_may_cost_as_much_as_the_ceiling_and_not_a_cent_more() -> None:
    """A ceiling of 10.01 begins at 10.005, which is 10% of 100.05: with the cost of 60.00 a price of 160.05."""
    assert find(DRESS, "SB201") == []
    (found,) = find(promise(DRESS, "at: purchase, cost: 10.01"), "SB201")
    assert (*places([found]), found.severity) == (("SB201", 10, 5), "error")
    assert found.message == "Dress: the promises cost 10.01 a customer and year, over the ceiling of 10.00"
    assert found.hint == "price: 160.05 carries these promises; promises of at most 10.00 fit"


@pytest.mark.parametrize(
    ("product", "when", "most", "beyond", "enough"),
    [
        ("price: 113.00; cost: 60.00; tax_included: 13%", "at: purchase", "10.00", "10.01", "price: 180.86"),
        ("price: 100.00; cost: {goods: 50.00, fee: 10%}", "at: purchase", "10.00", "10.01", "price: 166.73"),
        ("price: 113.00; cost: {a: 50, b: 10%}; tax_included: 13%", "at: purchase", "10.00", "10.01", "price: 188.40"),
        ("price: 100.00; margin: 40%", "at: purchase", "10.00", "10.01", "price: 250.13"),
        ("profit: 40.00", "at: purchase", "10.00", "10.01", "profit: 100.05"),
        ("profit: 40.00; price: 100.00", "at: purchase", "10.00", "10.01", "profit: 100.05"),
        ("price: 260.00; cost: 60.00; purchases_per_year: 0.2", "at: purchase", "50.02", "50.03", "price: 560.25"),
        ("price: 64.00; cost: 60.00; purchases_per_year: 12", "at: purchase", "0.83", "0.84", "price: 68.40"),
        ("price: 100.00; cost: 60.00", "every: quarter", "2.50", "2.51", "price: 160.35"),
        ("price: 100.00; cost: 60.00", "every: 2 years", "20.00", "20.01", "price: 160.05"),
        ("price: 11.00; cost: 1.00", "at: purchase", "2.50", "2.51", "price: 11.02"),
    ],
)
def test_the_price_that_is_named_carries_the_promises_and_a_cent_less_does_not(
    product: str, when: str, most: str, beyond: str, enough: str
) -> None:
    """To carry 10.01 takes 100.05 a year.

    With 13% tax (60.00 + 100.05) × 1.13 = 180.8565. Where 10% go to others (50.00 + 100.05) / 0.9 = 166.722…, and with
    the tax 188.396…. At a margin of 40% 100.05 / 0.4 = 250.125.
    Who buys every five years brings 40.00 a year: 0.2 × 50.02 = 10.004, 0.2 × 50.03 = 10.006; it takes 100.05 / 0.2.
    Who buys monthly brings 48.00: 12 × 0.83 = 9.96, 12 × 0.84 = 10.08; it takes 100.75 / 12 = 8.395….
    Each quarter 4 × 2.51 = 10.04 takes 100.35. Every other year 20.01 / 2 = 10.005 is rounded up to 10.01.
    A thin profit of 10.00 carries a quarter, 2.50; 2.51 takes 2.505 / 0.25 = 10.02.
    """
    assert find(promise(profit(DRESS, product), f"{when}, cost: {most}"), "SB201") == []
    text = promise(profit(DRESS, product), f"{when}, cost: {beyond}")
    (found,) = find(text, "SB201")
    assert str(found.hint).startswith(f"{enough} carries these promises; ")
    typed = product.partition("; ")[0]
    assert find(change(text, typed, enough), "SB201") == []
    assert codes(find(change(text, typed, cent_less(enough)), "SB201")) == {"SB201"}


ABROAD = """\
currency: JPY
policy:
  bands: [{rate: 10%}]
  small_ticket: {amount: 200}
  heaviest_gift: {at_least: 200, at_most: 4000}
  tiers: [{name: all, from: 0, touches: 4, gifts: 1, items_at_purchase: 1, longest_silence: 12}]
  authority: {staff: 1000}
products: [{name: Teapot, price: 2000, cost: 600, service: [{gift: fruit-box, at: purchase, cost: 200}]}]
gifts: [{id: fruit-box, cost: 9, at: [purchase], owner: sales}]
"""


@pytest.mark.parametrize(
    ("currency", "price", "cost", "most", "beyond", "enough", "too_little"),
    [
        ("JPY", "2000", "600", "200", "201", "2605", "2604"),
        ("KWD", "1.400", "0.600", "0.200", "0.201", "1.402", "1.401"),
    ],
)
def test_amounts_are_held_to_the_minor_unit_of_their_currency(
    currency: str, price: str, cost: str, most: str, beyond: str, enough: str, too_little: str
) -> None:
    """1400 yen carry min(25% of them, 200) = 200; to carry 201 takes 200.5 / 10% = 2005, and the cost of 600.

    0.800 dinar carry 25%, 0.200; to carry 0.201 takes 0.2005 / 25% = 0.802, and the cost of 0.600.
    """
    text = change(change(ABROAD, "JPY", currency), "price: 2000, cost: 600", f"price: {price}, cost: {cost}")
    assert find(change(text, "cost: 200", f"cost: {most}"), "SB2") == []
    text = change(text, "cost: 200", f"cost: {beyond}")
    (found,) = find(text, "SB201")
    assert found.message == f"Teapot: the promises cost {beyond} a customer and year, over the ceiling of {most}"
    assert found.hint == f"price: {enough} carries these promises; promises of at most {most} fit"
    assert find(change(text, f"price: {price}", f"price: {enough}"), "SB201") == []
    assert codes(find(change(text, f"price: {price}", f"price: {too_little}"), "SB201")) == {"SB201"}


def test_minutes_cost_money_where_the_staff_have_a_wage() -> None:
    """6 minutes at 30.00 an hour are 3.00: with 7.00 for the gift 10.00, the ceiling. A gesture's minutes are free."""
    text = promise(DRESS, "at: purchase, minutes: 6, cost: 7.00") + "staff: {wage_per_hour: 30.00}\n"
    assert find(text, "SB201") == []
    assert find(text.replace("staff:", "      - {gift: card, every: month, minutes: 60}\nstaff:"), "SB201") == []
    assert "promises cost 10.01 a" in find(change(text, "7.00", "7.01"), "SB201")[0].message
    assert find(promise(DRESS, "at: purchase, minutes: 6, cost: 7.01"), "SB201") == []


def test_what_occasions_are_promised_counts_as_often_as_it_is_expected() -> None:
    """A complaint comes 0.2 times a year: 5.00 and 0.2 × 25.00 make 10.00; 0.2 × 25.03 = 5.006 is too much."""
    both = promise(DRESS, "at: purchase, cost: 5.00}\n      - {gift: box, on: complaint, cost: 25.00")
    assert find(both, "SB201") == []
    assert places(find(change(both, "25.00", "25.03"), "SB201")) == [("SB201", 10, 5)]


DEFAULTS = """\
currency: CNY
defaults:
  service:
    - {gift: fruit-box, every: quarter, cost: 2.51}
products:
  - {sku: D-1, name: Dress, price: 100.00, cost: 60.00}
  - {sku: D-2, name: Coat, price: 160.35, cost: 60.00}
"""


def test_what_all_products_promise_by_default_is_found_at_the_name_of_the_product() -> None:
    """25.1% of 40.00 are 10.04. Defaults and policy may stand in a file that is extended."""
    assert places(find(DEFAULTS, "SB201")) == [("SB201", 6, 22)]
    top, products = DEFAULTS.split("products:\n")
    text = f"currency: CNY\nextends: base/policy.yaml\nproducts:\n{products}policy: {{severity: {{SB201: note}}}}\n"
    base = top + "policy: {ceiling: 25.1%, severity: {SB203: error}}\n"
    assert find(text, "SB201", extended={"base/policy.yaml": base}) == []
    (found,) = find(text, "SB201", extended={"base/policy.yaml": change(base, "25.1%", "25%")})
    assert places([found]) == [("SB201", 4, 22)]
    assert (found.place.file, found.severity) == ("shop.yaml", "note")


def test_promises_may_cost_as_little_as_the_floor_and_not_a_cent_less() -> None:
    """The budget is 10.00: to 1.99 come 8.01 more, and one cent beyond that is over the ceiling, which is the same."""
    assert find(promise(DRESS, "at: purchase, cost: 2.00"), "SB202") == []
    (found,) = find(promise(DRESS, "at: purchase, cost: 1.99"), "SB202")
    assert (*places([found]), found.severity) == (("SB202", 10, 5), "note")
    assert found.message == "Dress: the promises cost 1.99 a customer and year, under the floor of 2.00"
    assert found.hint == "there is room for 8.01 more within the budget of 10.00"
    both = promise(DRESS, "at: purchase, cost: 1.99}\n      - {gift: box, every: year, cost: 8.01")
    assert find(both, "SB201", "SB202") == []
    assert codes(find(change(both, "8.01", "8.02"), "SB201", "SB202")) == {"SB201"}


def test_a_product_that_promises_nothing_is_under_the_floor_only_where_promises_are_required() -> None:
    text = DRESS.partition("    service:")[0]
    assert find(set_policy(text, "promise_required: false")) == find(text) == []
    assert places(find(set_policy(text, "promise_required: true"))) == [("SB202", 7, 11)]
    assert places(find(set_policy(text + "    service: []\n", "promise_required: true"))) == [("SB202", 10, 5)]


def test_a_gift_may_be_as_heavy_as_the_policy_says_and_not_a_cent_heavier() -> None:
    assert find(promise(TABLE, "every: quarter, cost: 75.00"), "SB203") == []
    (found,) = find(promise(TABLE, "every: quarter, cost: 75.01"), "SB203")
    assert (*places([found]), found.severity) == (("SB203", 11, 43), "warning")
    assert found.message == "Dress: box costs 75.01, heavier than 75.00"
    assert found.hint == "one of at most 75.00 fits"


def test_a_heavy_gift_of_the_catalogue_is_found_at_its_name_in_each_promise() -> None:
    """The dress allows 15.00: a thin profit's heaviest gift is `at_least`, though a quarter of its budget is 2.50."""
    text = change(promise(DRESS, "at: purchase}\n      - {gift: box, on: birthday"), "cost: 5.00", "cost: 15.01")
    assert places(find(text, "SB203")) == [("SB203", 11, 16), ("SB203", 12, 16)]
    assert find(change(text, "cost: 15.01", "cost: 15.00"), "SB203") == []


def test_a_service_is_no_heavy_gift_and_a_hand_over_is_measured_by_the_one_sale() -> None:
    """A car every five years earns 1600 a year, whose heaviest gift is 40, and 8000 a sale, whose is 100."""
    text = profit(promise(DRESS, "at: purchase, cost: 100"), "price: 158000; cost: 150000; purchases_per_year: 0.2")
    assert find(text, "SB203") == []
    assert codes(find(change(text, "cost: 100", "cost: 100.01"), "SB203")) == {"SB203"}
    assert codes(find(change(text, "at: purchase", "on: birthday"), "SB203")) == {"SB203"}
    assert (
        find(change(change(text, "at: purchase", "on: birthday"), "id: box", "id: box, kind: service"), "SB203") == []
    )


def test_the_standard_programme_may_use_up_the_standard_budget_and_not_the_reserve() -> None:
    assert find(promise(TABLE, "at: purchase, cost: 203.33"), "SB204") == []
    (found,) = find(promise(TABLE, "at: purchase, cost: 203.34"), "SB204")
    assert (*places([found]), found.severity) == (("SB204", 10, 5), "warning")
    assert found.message.endswith("promised costs 203.34 a customer and year, more than the standard budget of 203.33")
    assert found.hint == "lower it by 0.01"


def test_occasions_may_use_up_the_reserve_and_what_the_programme_leaves() -> None:
    """Of 203.33 a programme of 200.00 leaves 3.33, with the reserve of 96.67 just 100. Festivals come twice a year."""
    programme = "at: purchase, cost: 200.00}\n      - {gift: box, "
    assert find(promise(TABLE, "on: birthday, cost: 300.00"), "SB204") == []
    assert find(promise(TABLE, f"{programme}on: festival, cost: 50.00"), "SB204") == []
    (found,) = find(promise(TABLE, f"{programme}on: festival, cost: 50.01"), "SB204")
    assert found.message.endswith(
        "promised costs 100.02 a customer and year, more than the money for moments of 100.00"
    )
    both = promise(TABLE, "at: purchase, cost: 204.33}\n      - {gift: box, on: birthday, cost: 98.67")
    assert [finding.hint for finding in find(both, "SB204")] == ["lower it by 1.00", "lower it by 2.00"]


def test_where_nothing_is_left_occasions_are_promised_gestures_only() -> None:
    """The dress of 10.00 has no reserve; what 7.00 of programme leave carries a card of 3.00."""
    programme = "at: purchase, cost: {cost}}}\n      - {{gift: box, on: birthday, cost: {card}"
    assert find(promise(DRESS, programme.format(cost="7.00", card="3.00")), "SB204") == []
    assert find(promise(DRESS, programme.format(cost="10.00", card="0")), "SB204") == []
    (found,) = find(promise(DRESS, programme.format(cost="10.00", card="0.01")), "SB204")
    assert "more than the money for moments of 0.00" in found.message


def test_one_customer_may_receive_as_much_as_the_cap_and_not_a_cent_more() -> None:
    """4 × 25.00 = 100.00; the time of those who bring it is nothing that the customer receives."""
    text = set_policy(promise(TABLE, "every: quarter, minutes: 60, cost: 25.00"), "recipient_cap: 100")
    assert find(text + "staff: {wage_per_hour: 30}\n", "SB205") == []
    text = change(text, "cost: 25.00", "cost: 25.01")
    assert find(text.partition("policy:")[0], "SB205") == []  # off unless set
    (found,) = find(text, "SB205")
    assert (*places([found]), found.severity) == (("SB205", 10, 5), "error")
    assert found.message == "Dress: one customer receives 100.04 a year, more than recipient_cap 100.00"
    assert found.hint == "promise gifts of at most 100.00 a customer and year"


def test_the_cap_counts_what_comes_at_purchase_and_on_occasions_too() -> None:
    """50.00, 0.2 × 100.00 for complaints and 4 × 7.50 make 100.00."""
    parts = ("at: purchase, cost: 50.00", "on: complaint, cost: 100.00", "every: quarter, cost: 7.50")
    text = promise(TABLE, "}\n      - {gift: box, ".join(parts))
    assert find(set_policy(text, "recipient_cap: 100.00"), "SB205") == []
    assert codes(find(set_policy(text, "recipient_cap: 99.99"), "SB205")) == {"SB205"}


def test_what_is_hardly_beyond_a_bound_does_not_look_equal_to_it() -> None:
    """Every 3 weeks is 52 / 3 times a year: at 10.00 173.3333. 800.01 / 3199.99 = 25.00039%."""
    (found,) = find(set_policy(promise(TABLE, "every: 3 weeks, cost: 10.00"), "recipient_cap: 173.33"), "SB205")
    assert found.message == "Dress: one customer receives 173.333 a year, more than recipient_cap 173.33"
    text = promise(profit(DRESS, "profit: 4000"), "at: purchase, cost: 800.01")
    (found,) = find(set_policy(text, "most_extra_sales: 25%"), "SB207")
    assert "takes 25.0004% more sales, most_extra_sales is 25%" in found.message
