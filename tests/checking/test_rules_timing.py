"""The cadence of promises, held to the rules SB301 to SB304.

The soap earns 10.00 a year, so its customers are of the tier light, who hear from the shop every 6 months. The tiers
regular and key, with 4 and 3 months, begin at 200.00 and 3000.00.
"""

import pytest
from checks import change, find, places

SOAP = """\
currency: CNY
catalogue: none
gifts:
  - {id: card, cost: 0, worth: 3, at: [calendar, birthday], owner: care}
  - {id: box, cost: 0.10, at: [purchase, calendar], owner: care}
  - {id: coupon, cost: 0, worth: 3, at: [purchase, calendar], owner: sales, promotion: true}
products:
  - name: Soap
    profit: 10
    service:
"""


def promising(*promises: str, profit: str = "10", purchases: str = "1", policy: str = "") -> str:
    lines = "".join(f"      - {{{promise}}}\n" for promise in promises)
    product = f"profit: {profit}\n    purchases_per_year: {purchases}"
    return change(SOAP, "profit: 10", product) + lines + f"policy: {{{policy}}}\n"


@pytest.mark.parametrize(
    ("profit", "longest", "too_long", "message", "hint"),
    [
        (
            "199.99",
            "6 months",
            "7 months",
            "7 months without a touch or a visit, longer than the 6 of tier light",
            "add a gift or a gesture with every: 6 months",
        ),
        (
            "200.00",
            "4 months",
            "22 weeks",
            "5.1 months without a touch or a visit, longer than the 4 of tier regular",
            "add a gift or a gesture with every: 4 months",
        ),
        (
            "3000.00",
            "quarter",
            "100 days",
            "3.3 months without a touch or a visit, longer than the 3 of tier key",
            "add a gift or a gesture with every: 3 months",
        ),
    ],
)
def test_silence_may_last_as_long_as_the_tier_says(
    profit: str, longest: str, too_long: str, message: str, hint: str
) -> None:
    """22 weeks of 52 are 12 × 22 / 52 = 5.08 months, 100 days of 365 are 3.29; what the hint asks for ends it."""
    assert find(promising(f"gift: card, every: {longest}", profit=profit), "SB301") == []
    (found,) = find(promising(f"gift: card, every: {too_long}", profit=profit), "SB301")
    assert places([found]) == [("SB301", 11, 5)]
    assert found.severity == "warning"
    assert (found.message, found.hint) == (f"Soap: {message}", hint)
    added = f"gift: card, {hint.removeprefix('add a gift or a gesture with ')}"
    assert find(promising(f"gift: card, every: {too_long}", added, profit=profit), "SB301") == []


@pytest.mark.parametrize(
    ("purchases", "silence"), [("2", None), ("12", None), ("1.5", "8"), ("1", "12"), ("0.2", "60")]
)
def test_what_comes_at_purchase_breaks_the_silence_as_often_as_the_customer_buys(
    purchases: str, silence: str | None
) -> None:
    """Twice a year is every 6 months, 1.5 times every 8, 0.2 times every 60."""
    found = find(promising("gift: box, at: purchase", purchases=purchases), "SB301")
    messages = (
        [f"Soap: {silence} months without a touch or a visit, longer than the 6 of tier light"] if silence else []
    )
    assert [finding.message for finding in found] == messages


def test_who_buys_every_five_years_hears_what_the_calendar_brings() -> None:
    rare = promising("gift: box, at: purchase", "gift: card, every: half-year", purchases="0.2")
    assert find(rare, "SB301") == []


def test_an_occasion_breaks_no_silence_as_nobody_knows_when_it_comes() -> None:
    (found,) = find(promising("gift: card, on: birthday"), "SB301")
    assert found.message == (
        "Soap: only occasions are promised: 12 months without a touch or a visit, longer than the 6 of tier light"
    )
    assert find(promising("gift: card, on: birthday", "gift: card, every: 6 months"), "SB301") == []


def test_two_rare_touches_do_not_stand_in_for_each_other_as_both_begin_with_the_purchase() -> None:
    """Every 8 and every 12 months: the first comes after 8."""
    (found,) = find(promising("gift: card, every: 8 months", "gift: box, every: year"), "SB301")
    assert "8 months without" in found.message


def test_silence_counts_on_a_loss_too_as_a_gesture_costs_nothing() -> None:
    assert places(find(promising("gift: card, every: year", profit="0"), "SB3")) == [("SB301", 11, 5)]


def test_who_is_promised_nothing_is_left_in_silence() -> None:
    nothing = promising(policy="promise_required: true").replace("    service:\n", "")
    assert find(nothing, "SB3") == []
    assert find(nothing.replace("policy:", "    service: []\npolicy:"), "SB3") == []


def test_as_many_touches_may_come_in_a_month_as_the_policy_says() -> None:
    """Every quarter, half-year and year come together in month 12; where two of them do, nothing is said."""
    two = ("gift: card, every: quarter", "gift: box, every: half-year")
    three = (*two, "gift: coupon, every: year")
    assert find(promising(*two), "SB302") == []
    (found,) = find(promising(*three), "SB302")
    assert places([found]) == [("SB302", 11, 5)]
    assert found.severity == "warning"
    assert found.message == "Soap: 3 touches in month 12, more than most_touches_per_month 2"
    assert find(promising(*three, policy="most_touches_per_month: 3"), "SB302") == []
    assert find(promising(*two, policy="most_touches_per_month: 1"), "SB302")[0].message == (
        "Soap: 2 touches in month 6, more than most_touches_per_month 1"
    )


@pytest.mark.parametrize(
    ("every", "message"),
    [
        ("month", None),
        ("3 weeks", None),
        ("2 weeks", "3 touches in month 6"),
        ("week", "5 touches in month 3"),
        ("1 days", "31 touches in month 3"),
    ],
)
def test_what_comes_often_is_counted_in_the_fullest_month(every: str, message: str | None) -> None:
    """Every 2 weeks is 26 / 12 a month: 10 until month 5, 13 until month 6. Every week 8 until month 2, 13 until 3.

    Every 3 weeks is 52 / 36 a month, two at most. Every day 60 until month 2 and 91 until 3.
    """
    found = find(promising(f"gift: card, every: {every}"), "SB302")
    more = "more than most_touches_per_month 2"
    assert [finding.message for finding in found] == ([f"Soap: {message}, {more}"] if message else [])


@pytest.mark.parametrize(("purchases", "found"), [("1", 5), ("12", 4), ("24", 3), ("36", None), ("52", None)])
def test_what_a_visit_can_carry_is_no_touch_of_its_own(purchases: str, found: int | None) -> None:
    """A card each week comes 4 or 5 times a month: whoever comes each week has it handed over."""
    messages = [finding.message for finding in find(promising("gift: card, every: week", purchases=purchases), "SB302")]
    beyond = "" if purchases == "1" else " beyond visits"
    assert messages == (
        [f"Soap: {found} touches{beyond} in month 3, more than most_touches_per_month 2"] if found else []
    )


@pytest.mark.parametrize(("purchases", "silence"), [("1", 12), ("1.5", 8), ("2", None), ("100", None)])
def test_a_visit_breaks_the_silence_of_whoever_is_promised_something(purchases: str, silence: int | None) -> None:
    found = find(promising("gift: card, every: year", purchases=purchases), "SB301")
    assert [finding.message.partition(" months")[0] for finding in found] == ([f"Soap: {silence}"] if silence else [])


def test_what_comes_together_after_years_is_found() -> None:
    """What comes every 2, 5 and 10 years comes together after ten: in month 120."""
    (found,) = find(promising(*(f"gift: card, every: {years} years" for years in (2, 5, 10))), "SB302")
    assert "3 touches in month 120," in found.message


def test_purchases_and_occasions_are_no_touches_of_the_calendar() -> None:
    """Those who come in are not called upon."""
    often = ("gift: box, at: purchase", "gift: coupon, at: purchase", "gift: card, on: birthday")
    assert (
        find(promising(*often, "gift: card, every: month", "gift: box, every: month", purchases="365"), "SB302") == []
    )


def test_only_promotion_is_found_until_one_thing_is_for_the_customer() -> None:
    (found,) = find(promising("gift: coupon, every: month", "gift: coupon, at: purchase"), "SB303")
    assert places([found]) == [("SB303", 11, 5)]
    assert found.severity == "warning"
    assert found.message == "Soap: only promotion is promised: coupon"
    assert find(promising("gift: coupon, every: month", "gift: card, on: birthday"), "SB303") == []
    assert find(promising("gift: card, every: month"), "SB303") == []


def test_a_gift_of_the_catalogue_is_replaced_by_one_that_is_promotion() -> None:
    top = "currency: CNY\ngifts: [{id: sweets, cost: 1, at: [calendar], promotion: true}]\n"
    text = top + "products: [{name: Soap, profit: 10, service: [{gift: sweets, every: year}]}]\n"
    assert places(find(text, "SB303")) == [("SB303", 3, 37)]
    assert find(change(text, ", promotion: true", ""), "SB303") == []


@pytest.mark.parametrize(
    ("repeats", "most", "too_often", "times"),
    [("4", "quarter", "10 weeks", "5.2"), ("1", "year", "half-year", "2"), ("12", "month", "4 weeks", "13")],
)
def test_the_same_thing_may_come_as_often_as_it_repeats(repeats: str, most: str, too_often: str, times: str) -> None:
    """52 / 10 = 5.2 times a year, 52 / 4 = 13."""

    def repeated(every: str) -> str:
        return change(promising(f"gift: box, every: {every}"), "id: box", f"id: box, repeats: {repeats}")

    assert find(repeated(most), "SB304") == []
    (found,) = find(repeated(too_often), "SB304")
    assert places([found]) == [("SB304", 12, 9)]
    assert found.severity == "note"
    assert found.message == f"Soap: box comes {times} times a year, more than repeats {repeats}"


def test_two_promises_of_one_thing_count_together_and_stand_at_the_one_too_many() -> None:
    """4 + 1 = 5 times a year, of which 4 can be enjoyed; a third promise says nothing new."""
    (found,) = find(
        promising("gift: card, every: quarter", "gift: card, every: year", "gift: card, every: year"), "SB304"
    )
    assert places([found]) == [("SB304", 13, 9)]
    assert found.message == "Soap: card comes 5 times a year, more than repeats 4"


def test_what_comes_with_each_purchase_or_on_an_occasion_repeats_nothing() -> None:
    often = ("gift: box, every: quarter", "gift: box, at: purchase", "gift: box, on: birthday")
    assert find(promising(*often, purchases="365"), "SB304") == []
