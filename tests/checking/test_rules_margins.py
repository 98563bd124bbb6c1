"""What a product earns, held to the rules SB101 to SB103."""

import pytest
from checks import change, find, places

CASES = {
    "cost": ("price: 59.99\n    cost: 60.00", "price: 59.99", "price: 60.00"),
    "tax": ("price: 67.79\n    cost: 60.00\n    tax_included: 13%", "price: 67.79", "price: 67.80"),
    "share": ("price: 62.49\n    cost: {goods: 50.00, commission: 20%}", "price: 62.49", "price: 62.50"),
    "no-price": ("price: 0\n    cost: 0.01", "price: 0", "price: 0.01"),
}


def shop(product: str, policy: str = "") -> str:
    return f"currency: CNY\npolicy: {{{policy}}}\nproducts:\n  - name: Dress\n    {product}\n"


@pytest.mark.parametrize("case", CASES)
def test_a_sale_that_loses_a_cent_is_found_at_the_price_and_the_price_that_is_named_mends_it(case: str) -> None:
    """Of 67.80 with 13% tax 60.00 are left, of 67.79 only 59.99; 80% of 62.50 are 50.00."""
    product, price, named = CASES[case]
    (found,) = find(shop(product), "SB101")
    assert places([found]) == [("SB101", 5, 12)]
    assert found.message == "Dress: each sale loses 0.01"
    assert found.hint == f"{named} covers the cost"
    assert find(shop(change(product, price, named)), "SB101") == []


@pytest.mark.parametrize(
    ("loss", "shown", "hint"),
    [
        ("price: 100\n    cost: 1234.5", "1134.50", "price: 1234.50 covers the cost"),
        ("price: 70\n    cost: {goods: 50, fee: 20%}\n    tax_included: 13%", "0.44", "price: 70.63 covers the cost"),
        ("price: 50.00\n    cost: 44.25\n    tax_included: 13%", "0.002", "price: 50.01 covers the cost"),
        ("price: 100\n    cost: {goods: 30, licence: 100%}", "30.00", "lower the cost"),
    ],
)
def test_a_loss_is_shown_in_full_with_what_would_end_it(loss: str, shown: str, hint: str) -> None:
    """70.00 / 1.13 × 80% are 49.56, and 50.00 / 80% × 1.13 are 70.625; a fee of 100% leaves nothing.

    50.00 / 1.13 are 44.24779, which is 0.00221 too little and shown as no less than that.
    """
    (found,) = find(shop(loss), "SB101")
    assert (found.message, found.hint) == (f"Dress: each sale loses {shown}", hint)


@pytest.mark.parametrize(
    ("currency", "product", "loss", "named"),
    [
        ("JPY", "price: 1999\n    cost: 2000", "1", "price: 2000"),
        ("KWD", "price: 1.999\n    cost: 2.000", "0.001", "price: 2.000"),
    ],
)
def test_a_loss_is_shown_to_the_minor_unit_of_the_currency(currency: str, product: str, loss: str, named: str) -> None:
    amounts = (
        "bands: [{rate: 10%}], small_ticket: {amount: 200}, heaviest_gift: {at_least: 200, at_most: 4000},"
        " authority: {staff: 1000},"
        " tiers: [{name: all, from: 0, touches: 4, gifts: 1, items_at_purchase: 1, longest_silence: 6}]"
    )
    text = change(shop(product, amounts), "CNY", currency)
    (found,) = find(text, "SB1")
    assert found.message == f"Dress: each sale loses {loss}"
    assert found.hint == f"{named} covers the cost"
    assert places(find(change(text, product.partition("\n")[0], named), "SB1")) == [("SB102", 5, 12)]


@pytest.mark.parametrize(
    "product",
    [
        "price: 60.00\n    cost: 60.00",
        "price: 67.80\n    cost: 60.00\n    tax_included: 13%",
        "price: 62.50\n    cost: {goods: 50.00, commission: 20%}",
        "profit: 0",
        "profit: 0\n    purchases_per_year: 12",
    ],
)
def test_a_sale_that_earns_just_nothing_is_no_loss_but_has_no_margin(product: str) -> None:
    (found,) = find(shop(product), "SB1")
    assert (found.code, found.place.line, found.severity) == ("SB102", 5, "warning")
    assert found.message == "Dress: each sale earns 0: the price is just the cost"


@pytest.mark.parametrize("product", ["price: 60.01\n    cost: 60.00", "profit: 0.01", "price: 1\n    margin: 1%"])
def test_a_cent_is_a_profit(product: str) -> None:
    assert find(shop(product), "SB1") == []


THIN = {
    "cost": ("price: 90.00\n    cost: 60.00", "33.33%", "price: 90.00", "price: 100.00", "price: 99.99"),
    "tax": (
        "price: 101.70\n    cost: 60.00\n    tax_included: 13%",
        "33.33%",
        "price: 101.70",
        "price: 113.00",
        "price: 112.99",
    ),
    "share": (
        "price: 100.00\n    cost: {goods: 50.00, fee: 20%}",
        "30.00%",
        "price: 100.00",
        "price: 125.00",
        "price: 124.99",
    ),
    "margin": ("margin: 39.5%\n    price: 100.00", "39.50%", "margin: 39.5%", "margin: 40%", "margin: 39.999999%"),
    "profit": ("profit: 30.00\n    price: 100.00", "30.00%", "profit: 30.00", "profit: 40.00", "profit: 39.99"),
}


@pytest.mark.parametrize("case", THIN)
def test_a_margin_below_the_least_is_found_until_it_is_just_the_least(case: str) -> None:
    """40% are left of 100.00 where 60.00 are spent, of 113.00 with 13% tax too, and of 125.00 less 50.00 and 25.00."""
    product, margin, typed, named, too_little = THIN[case]
    (found,) = find(shop(product, "least_margin: 40%"), "SB1")
    assert (found.code, found.severity) == ("SB103", "error")
    assert found.message == f"Dress: margin {margin} is below least_margin 40%"
    assert found.hint == f"{named} has the least margin"
    assert find(shop(change(product, typed, named), "least_margin: 40%"), "SB1") == []
    assert [other.code for other in find(shop(change(product, typed, too_little), "least_margin: 40%"))] == ["SB103"]


def test_a_thin_margin_of_price_and_cost_stands_at_the_price() -> None:
    assert places(find(shop("cost: 60\n    price: 90", "least_margin: 40%"))) == [("SB103", 6, 12)]


def test_a_margin_that_is_hardly_too_thin_does_not_look_as_if_it_were_enough() -> None:
    """399.93 of 999.93 are 39.9958%, which two decimals would make 40."""
    (found,) = find(shop("price: 999.93\n    cost: 600", "least_margin: 40%"), "SB103")
    assert found.message == "Dress: margin 39.996% is below least_margin 40%"


def test_no_price_makes_up_for_shares_that_leave_less_than_the_least_margin() -> None:
    """20% of the price go to others and 80% is to be left: there is nothing for the goods."""
    (found,) = find(shop("price: 100\n    cost: {goods: 1, fee: 20%}", "least_margin: 80%"), "SB103")
    assert (found.message, found.hint) == ("Dress: margin 79.00% is below least_margin 80%", "lower the cost")


@pytest.mark.parametrize("product", ["profit: 0.01", "price: 0\n    cost: 0"])
def test_without_a_price_there_is_no_margin_to_be_thin(product: str) -> None:
    assert find(shop(product, "least_margin: 99%"), "SB103") == []


def test_the_least_margin_is_off_unless_set() -> None:
    assert find(shop("price: 60.01\n    cost: 60.00"), "SB103") == []


def test_a_table_of_products_is_held_to_its_margins_at_the_cell() -> None:
    table = "name,sku,price,cost\nTeapot,T-1,60.00,59.99\nCup,T-2,4.99,5.00\n茶,T-3,5.00,5.00\n"
    found = find(table, name="prices.csv")
    assert places(found) == [("SB101", 3, 9), ("SB102", 4, 7)]
    assert [finding.product for finding in found] == ["T-2", "T-3"]


POLICY = "policy: {least_margin: 40%, severity: {SB103: warning, SB101: note}}\n"
CUP = "currency: CNY\nextends: policy.yaml\npolicy: {severity: {SB101: warning}}\nproducts:\n"


def test_the_least_margin_may_come_from_a_file_that_is_extended() -> None:
    cup = CUP + "  - {name: Cup, price: 10, cost: 7}\n"
    assert places(find(cup, extended={"policy.yaml": POLICY})) == [("SB103", 5, 24)]
    assert find(cup, extended={"policy.yaml": "policy: {least_margin: 30%}\n"}) == []


def test_severities_are_laid_over_each_other_key_by_key() -> None:
    """The file itself makes SB101 a warning; the one it extends said note, and a warning of SB103; both hold."""
    text = CUP + "  - {name: Cup, price: 10, cost: 11}\n  - {name: Bowl, price: 10, cost: 10}\n"
    found = find(text, extended={"policy.yaml": POLICY})
    assert [(finding.code, finding.severity) for finding in found] == [
        ("SB101", "warning"),
        ("SB103", "warning"),
        ("SB102", "warning"),
        ("SB103", "warning"),
    ]
    first, *_ = find(change(text, "policy: {severity: {SB101: warning}}\n", ""), extended={"policy.yaml": POLICY})
    assert (first.code, first.severity) == ("SB101", "note")


def test_a_severity_of_one_file_says_nothing_of_another() -> None:
    loss = "currency: CNY\nproducts:\n  - {name: Bowl, price: 1, cost: 2}\n"
    note = "currency: CNY\npolicy: {severity: {SB101: note}}\nproducts:\n  - {name: Cup, price: 1, cost: 2}\n"
    found = find(note, others=[loss])
    assert [(finding.place.file, finding.severity) for finding in found] == [
        ("shop.yaml", "note"),
        ("other-1.yaml", "error"),
    ]
