"""A finding about promises leads to the price and the cost that would mend it, wherever these stand."""

import pytest
from checks import change, find

from svcbudget.checking.report import identify
from svcbudget.findings import Finding

# The dress earns 40.00 a year and may give 10.00, a quarter of it; at no cost it earned 130.00, and might give 13.00.
# The table earns 3000.00: ceiling 300.00, standard budget 203.33, reserve 96.67, heaviest gift 75.00, and with any
# profit at most 200.00.
DRESS = """\
currency: CNY
products:
  - name: Dress
    price: 130.00
    cost: 90.00
    service:
      - {gift: fruit-box, at: purchase, cost: 12.00}
"""
TABLE = change(DRESS, "price: 130.00\n    cost: 90.00", "price: 20000\n    cost: 17000")
PRICE = ("a higher price would carry it", "shop.yaml", 4, 12)
COST = ("a lower cost would carry it", "shop.yaml", 5, 11)

Seen = list[tuple[str, str, int, int]]


def related(found: Finding) -> Seen:
    """Return the second places of a finding: what is there, file, line and column."""
    return [(to.what, to.place.file, to.place.line, to.place.column) for to in found.related]


def one(text: str, code: str, **more: object) -> Seen:
    """Return the second places of the one finding of a code."""
    (found,) = find(text, code, **more)  # type: ignore[arg-type]
    return related(found)


def promise(text: str, when_and_cost: str) -> str:
    return change(text, "at: purchase, cost: 12.00", when_and_cost)


def test_too_dear_promises_lead_to_the_price_and_the_cost() -> None:
    (found,) = find(DRESS, "SB201")
    assert (found.place.line, found.place.column) == (6, 5)
    assert related(found) == [PRICE, COST]
    price, cost = (to.place for to in found.related)
    assert price.text[price.caret : price.caret + price.length] == "130.00"
    assert cost.text == "    cost: 90.00"


@pytest.mark.parametrize(
    ("product", "what", "column"),
    [
        ("price: 130.00\n    margin: 30%", "margin", 13),
        ("price: 130.00\n    cost: {dress: 77.00, fee: 10%}", "cost", 5),
        ("price: 130.00\n    cost:\n      dress: 77.00\n      fee: 10%", "cost", 5),
        ("price: 130.00\n    profit: 40.00", "profit", 13),
        ("category: shop\n    profit: 40.00", "profit", 13),
    ],
)
def test_what_stands_for_the_cost_is_led_to_instead(product: str, what: str, column: int) -> None:
    """Where the profit is given, the price changes nothing."""
    way = "lower" if what == "cost" else "higher"
    last = (f"a {way} {what} would carry it", "shop.yaml", 5, column)
    expected = [last] if what == "profit" else [PRICE, last]
    assert one(change(DRESS, "price: 130.00\n    cost: 90.00", product), "SB201") == expected


def test_a_cost_that_would_not_do_even_at_nought_is_not_led_to() -> None:
    assert one(promise(DRESS, "at: purchase, cost: 13.00"), "SB201") == [PRICE, COST]
    assert one(promise(DRESS, "at: purchase, cost: 13.01"), "SB201") == [PRICE]


def test_a_price_that_would_not_do_at_any_height_is_not_led_to() -> None:
    """Nothing but small tickets may be served, so no profit carries more than 10.00."""
    assert one(DRESS + "policy: {floor: 0%, ceiling: 0%, bands: [{rate: 0%}]}\n", "SB201") == []


def test_a_heavy_gift_leads_to_the_price_unless_it_is_too_heavy_for_any() -> None:
    assert one(promise(TABLE, "at: purchase, cost: 100.00"), "SB203") == [
        ("a higher price would allow it", "shop.yaml", 4, 12),
        ("a lower cost would allow it", "shop.yaml", 5, 11),
    ]
    assert one(promise(TABLE, "at: purchase, cost: 100.01"), "SB203") == []


def test_a_heavy_gift_leads_to_what_it_costs_in_the_catalogue_of_the_shop() -> None:
    gifts = (
        "gifts:\n  - {id: card, cost: 1, at: [purchase]}\n  - id: vase\n    cost: 300.00\n    at: [purchase, wedding]\n"
    )
    text = promise(TABLE, "at: purchase").replace("fruit-box", "vase") + gifts
    assert one(text, "SB203") == [("what the gift costs", "shop.yaml", 11, 11)]
    assert one(change(text, "at: purchase}", "at: purchase, cost: 300.00}"), "SB203") == []
    assert one(change(text, "at: purchase}", "on: wedding}"), "SB404") == [("what the gift costs", "shop.yaml", 11, 11)]


def test_a_gift_of_the_file_that_is_extended_is_led_to_there() -> None:
    policy = "gifts:\n  - id: vase\n    cost: 300.00\n    at: [purchase]\n"
    text = promise(TABLE, "at: purchase").replace("fruit-box", "vase") + "extends: policy.yaml\n"
    assert one(text, "SB203", extended={"policy.yaml": policy}) == [("what the gift costs", "policy.yaml", 3, 11)]
    built_in = promise(TABLE, "at: purchase").replace("fruit-box", "birthday-cake")
    assert all("what the gift costs" not in to for found in find(built_in) for to in related(found))


def test_a_spent_budget_or_reserve_leads_to_the_price() -> None:
    """For an occasion there is the reserve of 96.67 with the 203.33 of the standard budget that nothing else takes."""
    assert one(promise(TABLE, "at: purchase, cost: 203.34"), "SB204") == [PRICE, COST]
    assert one(promise(TABLE, "on: birthday, cost: 300.01"), "SB204") == [PRICE, COST]
    nothing = "policy: {floor: 0%, ceiling: 0%, bands: [{rate: 0%}]}\n"
    assert one(promise(TABLE, "on: birthday, cost: 10.01") + nothing, "SB204") == []


def test_what_is_received_leads_to_the_largest_part_of_it() -> None:
    text = promise(TABLE, "on: birthday, cost: 5.00}\n      - {gift: fruit-box, every: quarter, cost: 2.00")
    assert one(text + "policy: {recipient_cap: 12}\n", "SB205") == [("the largest part of it", "shop.yaml", 8, 9)]


def test_service_on_a_loss_leads_to_the_price_and_the_cost() -> None:
    loss = change(DRESS, "cost: 90.00", "cost: 130.00")
    assert one(loss, "SB206") == [PRICE, COST]
    assert one(change(loss, "12.00", "13.01"), "SB206") == [PRICE]


def test_what_does_not_pay_leads_to_the_price() -> None:
    """12.00 of 132.00 is paid by 12 / 120 more customers, which is just 10%."""
    text = DRESS + "policy: {most_extra_sales: 10%}\n"
    price, cost = "a higher price would pay for it", "a lower cost would pay for it"
    assert one(text, "SB207") == [(price, "shop.yaml", 4, 12)]
    assert one(change(text, "price: 130.00", "price: 131.99"), "SB207") == [(price, "shop.yaml", 4, 12)]
    assert [what for what, *_ in one(change(text, "price: 130.00", "price: 132.00"), "SB207")] == [price, cost]
    assert one(change(text, "10%", "0%"), "SB207") == []


def test_a_floor_leads_to_what_it_follows_from() -> None:
    text = promise(TABLE, "at: purchase, cost: 1.00")
    assert one(text, "SB202") == [
        ("the floor follows from this price", "shop.yaml", 4, 12),
        ("the floor follows from this cost", "shop.yaml", 5, 11),
    ]


def test_a_silence_leads_to_the_price_only_where_a_lower_tier_allows_it() -> None:
    """The tiers of CNY are silent for up to 6 months below 3000.00 a year, and for up to 3 from there on."""
    once = promise(TABLE, "every: half-year, cost: 12.00")
    (found,) = find(once, "SB301")
    tier = found.message.rpartition(" ")[2]
    assert related(found) == [
        (f"tier {tier} follows from this price", "shop.yaml", 4, 12),
        (f"tier {tier} follows from this cost", "shop.yaml", 5, 11),
    ]
    assert one(promise(TABLE, "every: 5 years, cost: 12.00"), "SB301") == []


def test_rules_that_hang_on_no_price_lead_nowhere_else() -> None:
    text = promise(TABLE, "every: week, cost: 1.00").replace("fruit-box", "seasonal-tip")
    found = find(text, "SB302", "SB304")
    assert {one.code for one in found} == {"SB302", "SB304"}
    assert all(related(one) == [] for one in found)


DEFAULTS = """\
currency: CNY
defaults:
  price: 130.00
  cost: 90.00
  service:
    - {gift: fruit-box, at: purchase, cost: 12.00}
products:
  - {sku: D-1, name: Dress}
  - {sku: D-2, name: Coat, price: 125.00}
"""


def test_what_stands_in_the_defaults_is_led_to_there_and_what_the_product_sets_in_the_product() -> None:
    dress, coat = find(DEFAULTS, "SB201")
    service = ("the default that holds for it", "shop.yaml", 5, 3)
    cost = ("a lower cost would carry it", "shop.yaml", 4, 9)
    assert (dress.place.line, dress.place.column) == (8, 22)
    assert related(dress) == [service, ("a higher price would carry it", "shop.yaml", 3, 10), cost]
    assert related(coat) == [service, ("a higher price would carry it", "shop.yaml", 9, 35), cost]


def test_the_nearest_defaults_of_a_chain_count() -> None:
    base = "defaults:\n  cost: 60.00\n  service: [{gift: fruit-box, at: purchase, cost: 12.00}]\nextends: first.yaml\n"
    first = "defaults: {margin: 30%, price: 150.00}\n"
    text = "currency: CNY\nextends: base.yaml\ndefaults: {price: 130.00}\nproducts:\n  - name: Dress\n"
    assert one(text, "SB201", extended={"base.yaml": base, "first.yaml": first}) == [
        ("the default that holds for it", "base.yaml", 3, 3),
        ("a higher price would carry it", "shop.yaml", 3, 19),
        ("a lower cost would carry it", "base.yaml", 2, 9),
    ]


@pytest.mark.parametrize("nothing", ["", " null", " ~"])
def test_a_key_without_a_value_is_not_taken_for_the_value(nothing: str) -> None:
    text = DEFAULTS.replace("  - {sku: D-1, name: Dress}\n", f"  - sku: D-1\n    name: Dress\n    price:{nothing}\n")
    dress, _ = find(text, "SB201")
    assert related(dress)[1] == ("a higher price would carry it", "shop.yaml", 3, 10)


def test_in_a_table_the_cells_are_led_to() -> None:
    """A table holds no promises, but products on several channels; its first column is a value like any other."""
    text = "price,name,sku,channel,cost\n100,Dress,D-1,shop,60\n90,Dress,D-1,web,60\n50,Coat,C-1,shop,60\n"
    (uneven,) = find(text, "SB406", name="shop.csv")
    assert (uneven.place.line, uneven.place.column) == (3, 1)
    assert related(uneven) == [("the price on shop", "shop.csv", 2, 1)]
    (loss,) = find(text, "SB101", name="shop.csv")
    assert (loss.place.line, loss.place.column) == (4, 1)


def test_another_channel_is_led_to_in_its_own_file() -> None:
    shop = TABLE.replace("name: Dress", "name: Dress\n    sku: D-1\n    channel: shop")
    web = shop.replace("channel: shop", "channel: web").replace("20000", "19000").replace("12.00", "13.00")
    found = find(shop, "SB406", others=[web])
    assert [(one.place.file, one.place.line, related(one)) for one in found] == [
        ("other-1.yaml", 6, [("the price on shop", "shop.yaml", 6, 12)]),
        ("other-1.yaml", 8, [("what is promised on shop", "shop.yaml", 8, 5)]),
    ]
    bare = shop.partition("    service:")[0]
    (lacking,) = find(bare, "SB406", others=[web.replace("19000", "20000")])
    assert related(lacking) == [("what is promised on shop", "shop.yaml", 3, 11)]


def test_where_it_leads_to_is_no_part_of_what_makes_it_the_same_finding() -> None:
    (before,) = find(DRESS, "SB201")
    (after,) = find(DEFAULTS.replace("name: Dress", "name: Dress, ignore: []"), "SB201")[:1]
    assert before.related != after.related
    assert identify(before, "shop.yaml")[2:] == identify(after, "shop.yaml")[2:]
