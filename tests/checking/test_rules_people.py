"""People and organisation, held to the rules SB401 to SB407.

The table earns 3000.00 a year; its reserve would carry what is promised here, and authority is 50 for staff and 200 for
the manager.
"""

import pytest
from checks import change, find, places

TABLE = """\
currency: CNY
catalogue: none
gifts:
  - {id: box, cost: 5.00, minutes: 10, at: [purchase, calendar, birthday], owner: care}
  - {id: card, cost: 0, worth: 3, at: [calendar, birthday], owner: care}
  - {id: vip, cost: 0, at: [purchase]}
  - {id: patience, cost: 0, minutes: 5, at: [purchase], obligation: true}
products:
  - name: Table
    sku: T-1
    price: 20000
    cost: 17000
    service:
"""


def promising(*promises: str, more: str = "") -> str:
    return TABLE + "".join(f"      - {{{promise}}}\n" for promise in promises) + more


def test_what_everybody_in_the_trade_offers_is_found_at_its_name() -> None:
    (found,) = find(promising("gift: card, every: quarter", "gift: patience, at: purchase"), "SB401")
    assert places([found]) == [("SB401", 15, 16)]
    assert found.severity == "warning"
    assert found.message == "Table: patience is an obligation: everybody in the trade offers it"
    assert find(change(promising("gift: patience, at: purchase"), ", obligation: true", ""), "SB401") == []


def test_a_bare_title_is_found_at_its_name() -> None:
    (found,) = find(promising("gift: card, every: quarter", "gift: vip, at: purchase"), "SB402")
    assert places([found]) == [("SB402", 15, 16)]
    assert found.severity == "warning"
    assert found.message == "Table: vip costs nothing, takes no time and is worth nothing to the customer"
    assert found.hint == "give it minutes or a worth where the customer receives something, or take it out"


@pytest.mark.parametrize("least", ["cost: 0.01", "cost: 0, minutes: 1", "cost: 0, worth: 0.01"])
def test_the_least_cost_time_or_worth_makes_it_a_gesture(least: str) -> None:
    assert find(change(promising("gift: vip, at: purchase"), "id: vip, cost: 0", f"id: vip, {least}"), "SB402") == []


@pytest.mark.parametrize("least", ["cost: 0.01", "minutes: 1"])
def test_a_promise_may_add_the_cost_or_time_that_the_catalogue_has_not(least: str) -> None:
    assert find(promising(f"gift: vip, at: purchase, {least}"), "SB402") == []


def test_a_worth_of_nothing_is_no_worth() -> None:
    (found,) = find(change(promising("gift: card, every: quarter"), "worth: 3", "worth: 0"), "SB402")
    assert "card costs nothing" in found.message


def test_a_promise_that_nobody_owns_is_found_at_its_name() -> None:
    (found,) = find(promising("gift: vip, at: purchase"), "SB403")
    assert places([found]) == [("SB403", 14, 16)]
    assert found.severity == "note"
    assert found.message == "Table: nobody owns vip"
    assert found.hint == "add owner: sales, delivery, care or after-sales"


@pytest.mark.parametrize("owner", ["sales", "delivery", "care", "after-sales"])
def test_an_owner_of_the_promise_or_of_the_catalogue_keeps_it(owner: str) -> None:
    bare = promising("gift: vip, at: purchase")
    assert find(change(bare, "gift: vip", f"gift: vip, owner: {owner}"), "SB403") == []
    assert find(change(bare, "id: vip", f"id: vip, owner: {owner}"), "SB403") == []


def test_staff_may_give_as_much_as_their_authority_and_not_a_cent_more() -> None:
    assert find(promising("gift: box, on: birthday, cost: 50.00"), "SB404") == []
    text = promising("gift: box, on: birthday, cost: 50.01")
    (found,) = find(text, "SB404")
    assert places([found]) == [("SB404", 14, 9)]
    assert found.severity == "warning"
    assert found.message == "Table: box costs 50.01, more than the 50.00 that staff may spend"
    assert found.hint == "write owner: manager, who may"
    assert find(change(text, "50.01", "50.01, owner: manager"), "SB404") == []
    assert find(change(text, "50.01", "200.00"), "SB404")[0].hint == "write owner: manager, who may"


def test_an_owner_who_is_a_role_may_spend_what_the_role_may() -> None:
    """Nobody may spend 200.01; what the hint names is what this owner may."""
    text = promising("gift: box, on: birthday, owner: manager, cost: 200.00")
    assert find(text, "SB404") == []
    dear = change(text, "200.00", "200.01")
    (found,) = find(dear, "SB404")
    assert found.message == "Table: box costs 200.01, more than the 200.00 that manager may spend"
    assert found.hint == "one of at most 200.00 fits"
    (found,) = find(dear + "policy: {authority: {owner: 1000}}\n", "SB404")
    assert found.hint == "write owner: owner, who may"


def test_an_owner_who_is_a_department_may_spend_what_the_lowest_role_may() -> None:
    text = promising("gift: box, on: birthday, owner: delivery, cost: 30.01")
    assert find(text, "SB404") == []
    (found,) = find(text + "policy: {authority: {apprentice: 30}}\n", "SB404")
    assert found.message == "Table: box costs 30.01, more than the 30.00 that apprentice may spend"
    assert found.hint == "write owner: staff, who may"


def test_only_what_is_given_on_an_occasion_is_a_question_of_authority() -> None:
    """What everyone gets was decided when it was promised."""
    assert find(promising("gift: box, at: purchase, cost: 999", "gift: box, every: year, cost: 999"), "SB404") == []


HOURS = "    units_per_year: 576\nstaff: {hours_per_month: 8}\n"


@pytest.mark.parametrize(
    ("promise", "customers"),
    [
        ("gift: box, at: purchase", ""),
        ("gift: box, at: purchase", "    purchases_per_year: 12\n"),
        ("gift: box, every: 3 months, minutes: 2.5", ""),
        ("gift: box, every: month, minutes: 10", "    purchases_per_year: 12\n"),
        ("gift: card, every: month, minutes: 10", "    purchases_per_year: 12\n"),
        ("gift: box, on: festival, minutes: 5", ""),
        ("gift: box, at: purchase, minutes: 10", "    purchases_per_year: 0.2\n"),
    ],
)
def test_promises_may_take_just_the_hours_there_are(promise: str, customers: str) -> None:
    """576 sales a year × 10 minutes / 60 / 12 = 8 hours a month, however often each customer buys.

    A quarter's 4 × 2.5 minutes and two festivals' 2 × 5 for 576 customers are as much, and so are 12 × 10 for the 48
    who buy monthly. At 7.9 hours that is too much.
    """
    text = promising(promise, more=customers + HOURS)
    assert find(text, "SB405") == []
    (found,) = find(change(text, "hours_per_month: 8", "hours_per_month: 7.9"), "SB405")
    assert places([found]) == [("SB405", 13, 5)]
    assert found.severity == "error"
    assert found.message == ("Table: all promises together take 8 hours a month, more than hours_per_month 7.9")
    assert found.hint == "this product takes most of them, 8; promise what takes fewer minutes, or less often"


def test_one_sale_more_than_there_are_hours_for_does_not_look_like_the_hours_there_are() -> None:
    """577 × 10 / 60 / 12 = 8.0139."""
    (found,) = find(change(promising("gift: box, at: purchase", more=HOURS), "576", "577"), "SB405")
    assert found.message == "Table: all promises together take 8.01 hours a month, more than hours_per_month 8"


def test_the_hours_of_all_products_count_and_stand_at_the_one_that_takes_most() -> None:
    """576 and 720 sales × 10 minutes are 8 and 10 hours a month; a product without sales counts for nothing."""
    other = "  - {name: %s, profit: 10, units_per_year: %s, service: [{gift: box, at: purchase}]}\n"
    chairs = other % ("Chair", 720) + other % ("Stool", "")
    text = promising("gift: box, at: purchase", more=HOURS.replace("staff", chairs + "staff"))
    (found,) = find(text, "SB405")
    assert places([found]) == [("SB405", 16, 52)]
    assert found.message == "Chair: all promises together take 18 hours a month, more than hours_per_month 8"
    assert found.hint == "this product takes most of them, 10; promise what takes fewer minutes, or less often"
    assert find(change(text, "hours_per_month: 8", "hours_per_month: 18"), "SB405") == []


def test_without_the_staffs_hours_there_is_no_question_of_heroics() -> None:
    text = promising("gift: box, at: purchase, minutes: 999", more=HOURS)
    assert find(change(text, "staff: {hours_per_month: 8}\n", ""), "SB405") == []


CHANNELS = """\
currency: CNY
products:
  - name: Dress
    sku: D-1
    channel: shop
    price: 100.00
    cost: 60.00
    service:
      - {gift: socks, at: purchase, cost: 3.00}
      - {gift: birthday-card, on: birthday}
  - name: Dress
    sku: d-1
    channel: web
    price: 100.00
    cost: 70.00
    service:
      - {gift: birthday-card, on: birthday, owner: sales}
      - {gift: socks, at: purchase, cost: 3.00}
"""


def on_the_web(typed: str, instead: str) -> str:
    shop, web = CHANNELS.split("  - name: Dress\n    sku: d-1")
    return f"{shop}  - name: Dress\n    sku: d-1{change(web, typed, instead)}"


def test_channels_with_the_same_price_and_promises_are_even_whatever_they_cost_the_shop() -> None:
    assert find(CHANNELS, "SB406") == []


def test_another_price_on_another_channel_is_found_at_the_price_of_the_later_one() -> None:
    (found,) = find(on_the_web("price: 100.00", "price: 99.99"), "SB406")
    assert places([found]) == [("SB406", 14, 12)]
    assert (found.severity, found.product) == ("warning", "d-1 (web)")
    assert found.message == "Dress: price 99.99 on web, 100.00 on shop"
    assert found.hint == "ask the same on every channel"
    assert find(on_the_web("price: 100.00", "price: 100"), "SB406") == []


@pytest.mark.parametrize(
    ("typed", "instead", "message"),
    [
        ("cost: 3.00", "cost: 3.01", "web lacks socks purchase at 3.00, adds socks purchase at 3.01"),
        (
            "on: birthday",
            "on: festival",
            "web lacks birthday-card birthday at 3.00, adds birthday-card festival at 3.00",
        ),
        ("at: purchase", "every: quarter", "web lacks socks purchase at 3.00, adds socks 4× a year at 3.00"),
        ("      - {gift: socks, at: purchase, cost: 3.00}\n", "", "web lacks socks purchase at 3.00"),
    ],
)
def test_other_promises_on_another_channel_are_found_there(typed: str, instead: str, message: str) -> None:
    (found,) = find(on_the_web(typed, instead), "SB406")
    assert places([found]) == [("SB406", 16, 5)]
    assert found.message == f"Dress: {message}, compared with shop"
    assert found.hint == "promise the same on every channel"


def test_periods_of_the_same_length_are_the_same_promise() -> None:
    pair = CHANNELS.replace("at: purchase", "every: quarter", 1).replace("at: purchase", "every: 13 weeks")
    assert find(pair, "SB406") == []


def test_channels_are_compared_across_the_files_of_a_run() -> None:
    shop, web = CHANNELS.split("  - name: Dress\n    sku: d-1")
    web = f"currency: CNY\nproducts:\n  - name: Dress\n    sku: D-1{web}"
    assert find(shop, "SB406", others=[web]) == []
    found = find(shop, "SB406", others=[change(change(web, "100.00", "90.00"), "3.00", "2.00")])
    assert places(found) == [("SB406", 6, 12), ("SB406", 8, 5)]
    assert {finding.place.file for finding in found} == {"other-1.yaml"}


def test_a_product_that_promises_nothing_on_one_channel_is_uneven_too() -> None:
    text = CHANNELS.partition("    cost: 70.00\n")[0] + "    cost: 70.00\n"
    (found,) = find(text, "SB406")
    assert places([found]) == [("SB406", 11, 11)]
    assert found.message == (
        "Dress: web lacks birthday-card birthday at 3.00, lacks socks purchase at 3.00, compared with shop"
    )


def test_each_further_channel_is_compared_with_the_first() -> None:
    app = "  - {name: Dress, sku: D-1, channel: app, price: 90.00, margin: 40%}\n"
    found = find(CHANNELS + app, "SB406")
    assert [finding.message.split(" on ")[-1].split(" with ")[-1] for finding in found] == ["shop", "shop"]
    assert {finding.product for finding in found} == {"D-1 (app)"}


def test_channels_of_a_table_are_compared_by_price() -> None:
    table = "name,sku,channel,price,cost\nDress,D-1,shop,100,60\nDress,D-1,web,99,60\nCoat,C-1,web,99,60\n"
    assert places(find(table, "SB406", name="prices.csv")) == [("SB406", 3, 15)]


def test_prices_in_other_currencies_are_not_compared() -> None:
    shop, web = CHANNELS.split("  - name: Dress\n    sku: d-1")
    abroad = f"currency: EUR\nproducts:\n  - name: Dress\n    sku: D-1{change(web, 'price: 100.00', 'price: 80.00')}"
    assert [finding for finding in find(shop, "SB406", others=[abroad]) if "price" in finding.message] == []


def test_an_entry_of_the_files_own_catalogue_that_nobody_is_promised_is_found_there() -> None:
    found = find(promising("gift: card, every: quarter", "gift: vip, at: purchase"), "SB407")
    assert places(found) == [("SB407", 4, 5)]
    assert (found[0].severity, found[0].product) == ("note", None)
    assert found[0].message == "no product promises box"
    assert found[0].hint == "promise it, or take it out"
    assert (
        find(promising("gift: card, every: quarter", "gift: vip, at: purchase", "gift: box, every: year"), "SB407")
        == []
    )


def test_an_obligation_needs_no_promise() -> None:
    """All but patience are promised; without the word it would be found."""
    text = promising("gift: card, every: quarter", "gift: vip, at: purchase", "gift: box, every: year")
    assert find(text, "SB407") == []
    assert places(find(change(text, ", obligation: true", ""), "SB407")) == [("SB407", 7, 5)]


def test_a_catalogue_shared_by_several_files_and_the_built_in_one_need_not_be_used_up() -> None:
    gifts = "gifts:\n  - {id: box, cost: 5.00, at: [calendar]}\n  - {id: card, cost: 0, at: [calendar]}\n"
    product = "{name: Table, profit: 10, service: [{gift: box, every: year}]}"
    text = f"currency: CNY\nextends: gifts.yaml\nproducts: [{product}]\n"
    assert find(text, "SB407", extended={"gifts.yaml": gifts}) == []


def test_a_file_that_promises_nothing_yet_may_have_a_catalogue() -> None:
    assert find(TABLE.replace("    service:\n", ""), "SB407") == []


def test_what_defaults_promise_is_used() -> None:
    text = "currency: CNY\ngifts: [{id: box, cost: 5, at: [calendar]}]\nproducts: [{name: Table, profit: 10}]\n"
    assert find(text + "defaults: {service: [{gift: box, every: year}]}\n", "SB407") == []
