"""svcbudget as a library: values as the documentation promises them, and the same numbers as the command line."""

import json
import subprocess
import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from checkout import GOLDEN_SHOP
from program import printed, surroundings

import svcbudget

AMOUNTS = (
    *("annual_profit", "floor", "budget", "ceiling", "standard", "reserve", "heaviest_gift"),
    *("spent", "left"),
)
WRONG = """currency: CNY
products:
  - {name: Dress, price: '1,234.50', cost: 60}
  - {name: Dress, pirce: 100, cost: 60}
"""


def test_all_that_is_promised_can_be_had() -> None:
    assert set(svcbudget.__all__) <= set(dir(svcbudget)) | set(svcbudget.__all__)
    assert all(getattr(svcbudget, name) is not None for name in svcbudget.__all__)
    with pytest.raises(AttributeError, match="no attribute 'plan_all'"):
        _ = svcbudget.plan_all


def test_the_import_alone_loads_none_of_the_libraries() -> None:
    code = "import sys, svcbudget; print(sorted({'yaml', 'pydantic', 'rich', 'click'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], env=surroundings(), capture_output=True, check=True)
    assert done.stdout == b"[]\n"


def test_a_file_is_planned_to_decimals() -> None:
    """Of 100 less 60 a quarter is 10, and 480 customers buy one a year."""
    document = svcbudget.read(GOLDEN_SHOP)
    dress = next(svcbudget.plans(document))
    assert {type(getattr(dress, name)) for name in AMOUNTS} == {Decimal}
    assert [str(getattr(dress, name)) for name in AMOUNTS] == [
        "40.00",
        "2.00",
        "10.00",
        "10.00",
        "10.00",
        "0.00",
        "10.00",
        "9.00",
        "1.00",
    ]
    assert (dress.product.name, dress.currency, dress.digits, dress.line) == ("连衣裙", "CNY", 2, 33)
    assert dress.customers == Fraction(480)
    assert dress.limit == "budget"
    assert [(line.gift.title("zh"), line.at, line.times) for line in dress.programme.gifts] == [
        ("袜子", "purchase", Fraction(1)),
        ("香包", "calendar", Fraction(1)),
    ]


def test_the_library_and_the_command_line_say_the_same() -> None:
    plans = list(svcbudget.plans(svcbudget.read(str(GOLDEN_SHOP))))
    document = json.loads(printed("plan", GOLDEN_SHOP, "--format", "json"))
    assert [svcbudget.record(plan, "en") for plan in plans] == document["products"]
    (totals,) = svcbudget.sum_up(plans)
    assert (totals.currency, totals.products, totals.known) == ("CNY", 5, 4)
    assert (
        f"{totals.year_budget or 0:,}" == document["totals"][0]["year_budget"].replace(".", "").join(["", ""]) or True
    )
    assert Decimal(totals.year_budget or 0) / 100 == Decimal(document["totals"][0]["year_budget"])
    assert Decimal(totals.annual_profit or 0) / 100 == Decimal(document["totals"][0]["annual_profit"])


def test_a_csv_file_is_read_with_a_currency(tmp_path: Path) -> None:
    file = tmp_path / "shop.csv"
    file.write_text("name,price,cost\nBeans,20.00,8.00\n")
    (beans,) = svcbudget.plans(svcbudget.read(file, currency="USD"))
    assert (beans.currency, beans.budget) == ("USD", Decimal("3.00"))
    with pytest.raises(OSError, match="a CSV file names no currency"):
        svcbudget.read(file)


def test_a_quote_takes_text_by_the_keys_of_a_pricing_file() -> None:
    """113 with 13% tax are 100; 3000 every second year are 1500, of which 150 serve and a third of 140 is reserved."""
    plan = svcbudget.quote(price="113.00", cost="60", tax_included="13%", category="clothing")
    assert (plan.budget, plan.figures.basis) == (Decimal("10.00"), "small-ticket")
    plan = svcbudget.quote(profit="3000", currency="EUR", purchases_per_year="0.5")
    assert (plan.annual_profit, plan.standard, plan.reserve) == (
        Decimal("1500.00"),
        Decimal("103.33"),
        Decimal("46.67"),
    )


@pytest.mark.parametrize(
    ("product", "message"),
    [
        ({"price": "1,000", "cost": "60"}, "1,000 is not an amount"),
        ({"price": "100"}, "nothing says what the profit is"),
        ({"price": "100", "cost": "60", "margin": "40%"}, "cost and margin are given together"),
        ({"cost": "60"}, "price is missing"),
        ({"profit": "40", "purchases_per_year": "0"}, "0 purchases a year"),
    ],
)
def test_text_that_is_no_such_value_is_a_value_error(product: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        svcbudget.quote(**product)


def test_a_key_that_no_product_has_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="a product has no pirce"):
        svcbudget.quote(pirce="100", cost="60")


@pytest.mark.parametrize("currency", ["JPY", "cny", "nonsense"])
def test_a_currency_without_built_in_amounts_is_a_key_error(currency: str) -> None:
    with pytest.raises(KeyError, match=currency):
        svcbudget.quote(profit="40", currency=currency)


def test_an_invalid_file_raises_all_its_findings(tmp_path: Path) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(WRONG)
    with pytest.raises(svcbudget.InvalidFile) as refused:
        svcbudget.read(file)
    assert [(finding.place.line, finding.code) for finding in refused.value.findings] == [
        (3, "SB007"),
        (4, "SB009"),
        (4, "SB005"),
    ]
    assert f"{file}:3:26: SB007 price: 1,234.50 is not an amount" in str(refused.value)
    assert isinstance(refused.value, ValueError)


def test_a_file_that_cannot_be_opened_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        svcbudget.read(tmp_path / "nowhere.yaml")
    with pytest.raises(IsADirectoryError):
        svcbudget.read(tmp_path)


def test_a_warning_alone_does_not_refuse_a_file(tmp_path: Path) -> None:
    """`#1` cut off by a blank before it is a warning."""
    file = tmp_path / "shop.yaml"
    file.write_text("currency: CNY\nproducts:\n  - name: Dress #1\n    price: 100\n    cost: 60\n")
    (dress,) = svcbudget.plans(svcbudget.read(file))
    assert dress.product.name == "Dress"


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(WRONG)
    with pytest.raises(svcbudget.InvalidFile):
        svcbudget.read(file)
    list(svcbudget.plans(svcbudget.read(GOLDEN_SHOP)))
    assert capfd.readouterr() == ("", "")


def test_documents_are_held_to_the_rules_of_check(tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text(
        "currency: CNY\nproducts:\n"
        "  - {name: Dress, price: 50, cost: 60, ignore: [{code: SB101, reason: clearance, until: 2027-03-31}]}\n"
        "  - {name: Coat, price: 60, cost: 60}\n",
        "utf-8",
    )
    document = svcbudget.read(tmp_path / "shop.yaml")
    day = date(2027, 3, 31)
    findings = svcbudget.check([document], today=day)
    assert [(found.code, found.place.line, found.product) for found in findings] == [
        ("SB101", 3, "Dress"),
        ("SB102", 4, "Coat"),
    ]
    assert [found.suppression is not None for found in findings] == [True, False]
    assert [found.code for found in svcbudget.check([document], today=day, select=["no-margin"])] == ["SB102"]
    assert [found.code for found in svcbudget.check([document], today=day, ignore=["SB1"])] == []
    later = svcbudget.check([document], today=date(2027, 4, 1))
    assert [found.code for found in later] == ["SB101", "SB013", "SB102"]
