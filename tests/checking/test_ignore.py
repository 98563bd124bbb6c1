"""What a product sets aside with `ignore`, and what holds whenever any shop is checked."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from checks import TODAY, cent_less, change, find, places
from hypothesis import given, settings
from hypothesis import strategies as st
from shops import FORMS, SHARES, SMALL, dump, shops

from svcbudget.checking.report import Report
from svcbudget.findings import KINDS, Finding, Suppression

CUPS = """\
currency: CNY
products:
  - name: Cup
    price: 1.00
    cost: 2.00
    ignore:
      - {code: SB101, reason: old stock}
  - {name: Bowl, price: 1.00, cost: 2.00}
"""


def ignoring(*entries: str) -> str:
    lines = "".join(f"      - {{{entry}}}\n" for entry in entries)
    return change(CUPS, "      - {code: SB101, reason: old stock}\n", lines)


def set_aside(findings: list[Finding]) -> list[tuple[str, bool]]:
    """Return the code and product of each finding, and whether it is set aside."""
    return [(f"{finding.code} {finding.product}", finding.suppression is not None) for finding in findings]


def test_an_ignore_sets_aside_what_it_names_at_its_own_product_and_says_why() -> None:
    found = find(CUPS)
    assert set_aside(found) == [("SB101 Cup", True), ("SB101 Bowl", False)]
    assert found[0].suppression == Suppression("ignore", "old stock")


def test_an_ignore_sets_no_other_code_aside() -> None:
    found = find(CUPS + "policy: {least_margin: 10%}\n")
    assert set_aside(found)[:2] == [("SB101 Cup", True), ("SB103 Cup", False)]


def test_an_ignore_sets_every_finding_of_its_code_aside() -> None:
    boxes = "    service: [{gift: fruit-box, every: year}, {gift: fruit-box, at: purchase}]\n"
    ignore = "    ignore: [{code: SB203, reason: gift day}]\n"
    text = f"currency: CNY\nproducts:\n  - name: Cup\n    profit: 1\n{boxes}{ignore}"
    assert set_aside(find(text, "SB203")) == [("SB203 Cup", True), ("SB203 Cup", True)]


@pytest.mark.parametrize(
    ("until", "holds"), [(TODAY, True), (TODAY + timedelta(1), True), (TODAY - timedelta(1), False)]
)
def test_an_ignore_still_holds_on_the_day_it_ends(until: date, holds: bool) -> None:
    found = find(ignoring(f"code: SB101, reason: old stock, until: {until}"))
    assert set_aside(found[:1]) == [("SB101 Cup", holds)]
    assert ("SB013" in {finding.code for finding in found}) is not holds


def test_an_ignore_that_has_ended_is_found_at_its_date() -> None:
    text = ignoring("code: SB101, reason: old stock, until: 2026-05-31")
    assert places(find(text)) == [("SB101", 4, 12), ("SB013", 7, 49), ("SB101", 8, 25)]
    (found,) = find(text, "SB013", "SB101")[1:2]
    assert (found.severity, found.product) == ("warning", "Cup")
    assert found.message == "Cup: ignore of SB101 ended on 2026-05-31: old stock"
    assert found.hint == "mend what SB101 finds, or set a later date"
    assert set_aside(find(change(text, "2026-05-31", "2026-06-01"))) == [("SB101 Cup", True), ("SB101 Bowl", False)]
    assert set_aside(find(text, today=date(2026, 5, 31))) == [("SB101 Cup", True), ("SB101 Bowl", False)]


def test_an_ignore_of_what_is_not_found_any_more_is_found_itself() -> None:
    found = find(change(CUPS, "price: 1.00\n", "price: 2.01\n"))
    assert places(found) == [("SB013", 7, 9), ("SB101", 8, 25)]
    assert found[0].message == "Cup: SB101 is not found here"
    assert found[0].hint == "take it out"


def test_an_ignore_that_has_ended_and_sets_nothing_aside_is_to_be_taken_out() -> None:
    text = change(ignoring("code: SB101, reason: old stock, until: 2026-05-31"), "price: 1.00\n", "price: 2.01\n")
    assert find(text)[0].message == "Cup: SB101 is not found here"


def test_nothing_is_said_of_an_ignore_whose_rule_is_not_selected() -> None:
    idle = change(CUPS, "price: 1.00\n", "price: 2.01\n")
    assert find(idle, "SB2", "SB013") == []
    assert find(idle, "SB2") == []
    assert [finding.code for finding in find(idle, "SB101", "SB013")] == ["SB013", "SB101"]
    assert [finding.code for finding in find(idle, "SB101")] == ["SB101"]


def test_a_severity_brings_nothing_back_that_is_set_aside() -> None:
    found = find(CUPS + "policy: {severity: {SB101: warning}}\n")
    assert set_aside(found) == [("SB101 Cup", True), ("SB101 Bowl", False)]
    assert {finding.severity for finding in found} == {"warning"}


def test_an_idle_ignore_weighs_what_the_policy_says() -> None:
    idle = change(CUPS, "price: 1.00\n", "price: 2.01\n")
    assert find(idle + "policy: {severity: {SB013: error}}\n")[0].severity == "error"


@pytest.mark.parametrize(
    ("entry", "place", "message", "hint"),
    [
        ("code: SB101", ("SB006", 7, 9), "reason is missing", ""),
        ("code: SB101, reason: ''", ("SB007", 7, 31), "reason is empty", ""),
        ("reason: old stock", ("SB006", 7, 9), "code is missing", ""),
        ("code: SB999, reason: x", ("SB007", 7, 16), "code: SB999 is no code of a rule", "one such as SB203"),
        ("code: heavy-gift, reason: x", ("SB007", 7, 16), "code: heavy-gift is no code of a rule", "write SB203"),
        ("code: SB007, reason: x", ("SB007", 7, 16), "SB007 is always an error: such a file cannot be used", "mend"),
        ("code: SB012, reason: x", ("SB007", 7, 16), "SB012 is no finding of a product", "mend the file"),
        ("code: SB013, reason: x", ("SB007", 7, 16), "SB013 is no finding of a product", "mend the file"),
        ("code: SB407, reason: x", ("SB007", 7, 16), "SB407 is no finding of a product", "mend the file"),
        ("code: SB101, reason: x, until: soon", ("SB007", 7, 41), "until: soon is not a date", "2027-03-31"),
        (
            "code: SB101, reason: x, until: 2026-02-30",
            ("SB007", 7, 41),
            "2026-02-30 is no day of the calendar",
            "such as",
        ),
        ("code: SB101, reason: x, untill: 2026-02-28", ("SB005", 7, 34), "unknown key untill", "until"),
    ],
)
def test_an_ignore_names_a_rule_on_products_and_a_reason(
    entry: str, place: tuple[str, int, int], message: str, hint: str
) -> None:
    (found,) = find(ignoring(entry))
    assert places([found]) == [place]
    assert message in found.message
    assert hint in str(found.hint)


def test_every_rule_on_products_can_be_set_aside() -> None:
    on_products = [code for code in KINDS if code > "SB100" and code != "SB407"]
    found = find(ignoring(*(f"code: {code}, reason: x" for code in on_products)))
    assert [finding.code for finding in found if not finding.suppression] == ["SB013"] * (len(on_products) - 1) + [
        "SB101"
    ]


def test_a_comparison_with_another_channel_is_set_aside_where_it_stands() -> None:
    """The later of two channels is found; the earlier one has nothing to set aside."""
    one = "  - {name: Cup, sku: C, channel: shop, price: 5, cost: 2%s}\n"
    other = "  - {name: Cup, sku: C, channel: web, price: 4, cost: 2%s}\n"
    ignore = ", ignore: [{code: SB406, reason: cheaper to send}]"
    top = "currency: CNY\nproducts:\n"
    assert set_aside(find(top + one % "" + other % ignore)) == [("SB406 C (web)", True)]
    assert set_aside(find(top + one % ignore + other % "")) == [("SB013 C (shop)", False), ("SB406 C (web)", False)]
    assert set_aside(find(top + one % "", others=[top + other % ignore])) == [("SB406 C (web)", True)]


IGNORES = st.fixed_dictionaries(
    {"code": st.sampled_from([code for code in KINDS if code > "SB100" and code != "SB407"]), "reason": st.just("so")},
    optional={"until": st.dates(date(2026, 5, 30), date(2026, 6, 3)).map(str)},
)
PERIODS = st.sampled_from(
    ("week", "month", "quarter", "half-year", "year", "9999 days", "1 days", "7 weeks", "30 years")
)
PROMISES = st.builds(
    dict.__or__,
    st.fixed_dictionaries(
        {"gift": st.sampled_from(("fruit", "card"))},
        optional={
            "cost": SMALL,
            "minutes": SMALL,
            "owner": st.sampled_from(("care", "staff", "=1+1")),
            "channel": st.just("app"),
        },
    ),
    st.one_of(
        st.just({"at": "purchase"}),
        st.fixed_dictionaries({"every": PERIODS}),
        st.fixed_dictionaries({"on": st.sampled_from(("birthday", "complaint"))}),
    ),
)
MORE_POLICY = st.fixed_dictionaries(
    {},
    optional={
        "least_margin": SHARES,
        "recipient_cap": SMALL,
        "most_extra_sales": SHARES,
        "promise_required": st.sampled_from(("true", "false")),
        "most_touches_per_month": st.sampled_from(("2", "9")),
        "severity": st.dictionaries(
            st.sampled_from([code for code in KINDS if code > "SB100"]), st.sampled_from(("error", "warning", "note"))
        ),
    },
)


@st.composite
def promising_shops(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a shop that keeps the rules of reading, and whose products promise anything and set anything aside."""
    shop = draw(shops())
    shop["policy"] |= draw(MORE_POLICY)
    shop["staff"] = draw(
        st.sampled_from(({}, {"wage_per_hour": "33.33"}, {"hours_per_month": "0"}, {"hours_per_month": "80"}))
    )
    for i, product in enumerate(shop["products"]):
        product["service"] = draw(st.lists(PROMISES, max_size=4))
        product["ignore"] = draw(st.lists(IGNORES, max_size=2))
        product.update(draw(st.sampled_from(({}, {"sku": "same", "channel": f"channel {i}"}))))
    return shop


@pytest.mark.slow
@given(promising_shops(), FORMS)
def test_any_shop_that_can_be_read_can_be_checked(shop: dict[str, Any], form: str) -> None:
    found = find(dump(shop, form).decode())
    assert {finding.code for finding in found} <= {
        code for code in KINDS if code > "SB100" or code in {"SB013", "SB015"}
    }
    assert all(finding.message and finding.hint and finding.values for finding in found)
    assert found == find(dump(shop, form).decode())


LINES = st.sampled_from(("\n", "# a comment\n", "  # another\n", "\r\n", "   \n"))


@settings(max_examples=50)
@given(promising_shops(), st.lists(LINES, min_size=1), st.data())
def test_blank_lines_and_comments_change_no_fingerprint(
    shop: dict[str, Any], lines: list[str], data: st.DataObject
) -> None:
    text = dump(shop, "block").decode()
    typed = text.split("\n")
    starts = [i for i, line in enumerate(typed) if line.startswith(("products:", "- ", "  price:", "  service:"))]
    at = data.draw(st.sampled_from(starts))
    moved = "\n".join([*typed[:at], "".join(lines) + typed[at], *typed[at + 1 :]])
    before, after = find(text), find(moved)
    assert Report(after, files=["shop.yaml"]).fingerprints == Report(before, files=["shop.yaml"]).fingerprints
    assert len({*Report(before, files=["shop.yaml"]).fingerprints}) == len(before)


AMOUNTS = st.integers(0, 10**7).map(lambda cents: f"{cents // 100}.{cents % 100:02}")
PROMISING = """\
currency: CNY
products: [{{name: Dress, price: AMOUNT, {}, purchases_per_year: {}, tax_included: {},
  service: [{{gift: fruit-box, at: purchase, cost: {}}}]}}]
"""
ONE_PRODUCT = st.builds(
    PROMISING.format,
    st.one_of(
        st.builds("cost: {}".format, AMOUNTS),
        st.builds("cost: {{goods: {}, fee: {}%}}".format, AMOUNTS, st.integers(0, 100)),
        st.builds("margin: {}%".format, st.integers(0, 100)),
    ),
    st.sampled_from(("0.2", "1", "12")),
    st.sampled_from(("0%", "13%")),
    AMOUNTS,
)


@given(ONE_PRODUCT, st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_higher_price_never_makes_promises_dearer_than_they_may_be(text: str, price: int, more: int) -> None:
    """Where neither SB201 nor, on a loss, SB206 was found, a higher price finds neither."""
    before, after = (find(change(text, "AMOUNT", str(one)), "SB201", "SB206") for one in (price, price + more))
    assert before or not after


@given(ONE_PRODUCT, AMOUNTS)
def test_whatever_price_is_named_carries_the_promises_and_is_the_lowest_that_does(text: str, price: str) -> None:
    for finding in find(change(text, "AMOUNT", price), "SB201", "SB206"):
        named = re.search(r"price: [0-9.]+(?= carries)", str(finding.hint))
        if named:
            assert find(change(text, "price: AMOUNT", named[0]), "SB201", "SB206") == []
            assert find(change(text, "price: AMOUNT", cent_less(named[0])), "SB201", "SB206") != []
