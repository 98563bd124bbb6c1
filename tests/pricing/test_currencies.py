"""The built-in currencies and their digits, held against the Unicode CLDR through Babel."""

import re

import yaml
from babel.core import get_global
from babel.numbers import get_currency_precision

from svcbudget.pricing import builtin

# CLDR gives these no digits, since no coin of a minor unit circulates; ISO keeps the fils, the para or the pul.
FEWER_IN_CLDR = {"AFN", "ALL", "IQD", "IRR", "KPW", "LAK", "LBP", "MGA", "MMK", "RSD", "SOS", "SYP", "YER"}
# On ISO's list, but not what one pays with in a country: units of account (BOV, CHE, CHW, CLF, COU, MXV, UYI, UYW), the
# next-day dollar, a fund's unit, a colon that the dollar replaced, and the bolivar's second code.
NOT_TENDER = {"BOV", "CHE", "CHW", "CLF", "COU", "MXV", "UYI", "UYW", "USN", "XAD", "SVC", "VED"}
# Tender for CLDR, withdrawn by ISO: Bulgaria has had the euro since 2026-01-01.
WITHDRAWN = {"BGN"}


def groups() -> dict[str, list[str]]:
    """Return the codes by their digits, as written."""
    data = builtin.read_data("currencies.yaml")
    return yaml.load(data, yaml.BaseLoader)["digits"]  # type: ignore[no-any-return]


def test_currencies_are_listed_once() -> None:
    """ISO's list one has 165 codes with a minor unit; each stands in one place, in order."""
    codes = [code for group in groups().values() for code in group]
    assert list(groups()) == ["0", "2", "3", "4"]
    assert len(codes) == len(set(codes)) == 165
    assert all(group == sorted(group) for group in groups().values())
    assert all(re.fullmatch("[A-Z]{3}", code) for code in codes)


def test_digits_agree_with_cldr_but_for_a_few() -> None:
    """Where they differ, ISO decides."""
    assert {
        code for code, count in builtin.currency_digits().items() if count != get_currency_precision(code)
    } == FEWER_IN_CLDR
    assert [builtin.currency_digits()[code] for code in ("JPY", "ISK", "UGX", "CNY", "HUF", "IQD", "KWD", "CLF")] == [
        0,
        0,
        0,
        2,
        2,
        3,
        3,
        4,
    ]


def test_every_money_in_use_is_known() -> None:
    """All that CLDR calls legal tender of some territory today, and nothing else but a few units of account."""
    spans = [span for spans in get_global("territory_currencies").values() for span in spans]
    tender = {code for code, _, end, is_tender in spans if is_tender and end is None}
    assert tender - builtin.currency_digits().keys() <= WITHDRAWN
    assert builtin.currency_digits().keys() - tender == NOT_TENDER
