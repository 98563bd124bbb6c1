"""The money in promises, held to the rules SB206 and SB207: whether anything pays for them.

The dress earns 40.00 a year with one purchase. Its ceiling is max(10% of 40.00, min(25% of 40.00, 10.00)) = 10.00,
its budget the same and all of it standard, its heaviest gift 10.00, its floor 5% of 40.00 = 2.00. The table earns
3000.00: ceiling and budget 300.00, of these (300.00 - 10.00) / 3 = 96.67 reserve and 203.33 standard; its heaviest gift
is 75.00.
"""

import pytest
from checks import cent_less, change, codes, find, places
from promising import AT_PURCHASE, DRESS, profit, promise, set_policy


@pytest.mark.parametrize(
    ("product", "annual", "cost", "enough"),
    [
        ("price: 60.00; cost: 60.00", "0.00", "10.00", "price: 99.98"),
        ("price: 59.99; cost: 60.00", "-0.01", "10.00", "price: 99.98"),
        ("price: 59.00; cost: 60.00; purchases_per_year: 12", "-12.00", "120.00", "price: 160.00"),
        ("profit: 0", "0.00", "10.00", "profit: 39.98"),
    ],
)
def test_service_on_a_loss_is_found_instead_of_what_follows_from_it(
    product: str, annual: str, cost: str, enough: str
) -> None:
    """A ceiling of 10.00 begins at 9.995, which is 25% of 39.98.

    With 12 purchases 120.00 is promised: 119.995 / 10% / 12 = 99.995…, so 160.00.
    """
    text = set_policy(profit(DRESS, product), "most_extra_sales: 1%")
    (found,) = find(text, "SB2")
    assert (found.code, found.severity) == ("SB206", "error")
    assert found.message == f"Dress: the promises cost {cost} a customer and year, and the product earns {annual}"
    assert found.hint == f"promise gestures, which cost nothing, until it earns; {enough} carries these promises"
    typed = product.partition("; ")[0]
    assert find(change(text, typed, enough), "SB201", "SB206") == []
    assert codes(find(change(text, typed, cent_less(enough)), "SB201", "SB206")) == {"SB201"}


def test_a_product_that_earns_nothing_may_promise_gestures() -> None:
    text = profit(DRESS, "price: 60.00; cost: 60.00")
    assert find(change(text, f"box, {AT_PURCHASE}", "card, every: half-year"), "SB2") == []
    assert codes(find(promise(text, "at: purchase, cost: 0.01"), "SB2")) == {"SB206"}
    assert "SB206" not in codes(find(profit(DRESS, "price: 60.01; cost: 60.00")))


def test_promises_pay_where_they_need_just_as_many_more_sales_as_are_possible() -> None:
    """8.00 are carried by 8.00 / (40.00 - 8.00) = 25% more sales, 8.01 by 8.01 / 31.99 = 25.04%."""
    text = set_policy(promise(DRESS, "at: purchase, cost: 8.00"), "most_extra_sales: 25%")
    assert find(text, "SB207") == []
    (found,) = find(change(text, "cost: 8.00", "cost: 8.01"), "SB207")
    assert (*places([found]), found.severity) == (("SB207", 10, 5), "warning")
    assert found.message == "Dress: to cover promises of 8.01 takes 25.04% more sales, most_extra_sales is 25%"
    assert found.hint == "promises of at most 8.00 a customer and year pay"


def test_promises_that_take_all_of_the_profit_are_paid_by_no_number_of_sales() -> None:
    """39.99 of 40.00 leave 0.01; the whole 40.00 leaves nothing. Twice as many sales pay for half of the profit."""
    text = set_policy(promise(DRESS, "at: purchase, cost: 40.00"), "most_extra_sales: 100%")
    assert find(text.partition("policy:")[0], "SB207") == []  # off unless set
    (found,) = find(text, "SB207")
    assert "promises of 40.00 no number of sales can do, most_extra_sales is 100%" in found.message
    assert found.hint == "promises of at most 20.00 a customer and year pay"
    assert find(change(text, "40.00", "20.00"), "SB207") == []
    assert "takes 399900.00% more sales" in find(change(text, "40.00", "39.99"), "SB207")[0].message
