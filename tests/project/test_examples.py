"""The files in examples/: planned in every format, the commands they name, and what their comments say in numbers."""

import json
import shlex
import shutil
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from checkout import ROOT
from program import run

from svcbudget import api
from svcbudget.cli import main
from svcbudget.cli.options import FORMATS

SHOPS = sorted(path.name for path in (ROOT / "examples").iterdir() if path.is_file())
CURRENCIES = {"bookshop.csv": "GBP"}


@pytest.fixture(autouse=True)
def copied_examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every test beside a copy of the examples, so that what a command writes stays out of the project."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)


def call_plan(shop: str, *options: str) -> int:
    """Plan one example as its reader would."""
    currency = ["--currency", CURRENCIES[shop]] if shop in CURRENCIES else []
    return main(["plan", f"examples/{shop}", *currency, *options])


def documents() -> list[api.Document]:
    return [api.read(f"examples/{shop}", currency=CURRENCIES.get(shop)) for shop in SHOPS]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("shop", SHOPS)
def test_every_example_is_planned_in_every_format(shop: str, form: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Without a word on standard error."""
    assert call_plan(shop, "--format", form) == 0
    told = capfd.readouterr()
    assert len(told.out) > 200
    assert told.err == ""


@pytest.mark.parametrize("shop", [shop for shop in SHOPS if shop.endswith(".yaml")] + ["policies/house-policy.yaml"])
def test_every_example_opens_with_what_it_shows_and_commands_that_work(shop: str) -> None:
    lines = Path("examples", shop).read_text("utf-8").splitlines()
    opening = lines[: next(i for i, line in enumerate(lines) if not line.startswith("#"))]
    assert 2 <= len(opening) <= 4
    commands = [line.removeprefix("#   ").split("    ")[0] for line in opening if line.startswith("#   svcbudget ")]
    assert commands
    for command in commands:
        assert main(shlex.split(command)[1:]) == 0


@pytest.mark.parametrize("shop", SHOPS)
def test_no_example_is_too_long_to_be_read_at_once(shop: str) -> None:
    assert len(Path("examples", shop).read_text("utf-8").splitlines()) <= 70


@pytest.mark.parametrize("shop", [shop for shop in SHOPS if shop.endswith(".yaml")])
def test_check_finds_no_error_and_no_warning_in_any_example(shop: str) -> None:
    """An `ignore` ends on its date: asked for a day on which it still holds."""
    done = run("check", f"examples/{shop}", "--fail-on", "warning", "--today", "2027-01-01")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_the_fleet_shows_a_finding_that_is_meant() -> None:
    assert "set aside: warning[SB301]" in run("check", "examples/car-dealer.yaml", "--today", "2027-01-01").stdout


def test_what_the_examples_promise_they_can_afford() -> None:
    """The expected cost of a product's promises stays within its budget, and no promised gift is an obligation."""
    for document in documents():
        catalogue = {gift.id: gift for gift in document.gifts}
        often = {occasion.name: Fraction(occasion.per_year) for occasion in document.policy.occasions}
        for plan in api.plans(document):
            cost = Fraction(0)
            for promise in plan.product.service or ():
                gift = catalogue[promise.gift]
                assert not gift.obligation
                purchases = Fraction(plan.product.purchases_per_year or 1)
                times = promise.every or (often[promise.on] if promise.on else purchases)
                cost += Fraction(gift.cost) * times
            assert cost <= Fraction(plan.budget), (document.file, plan.product.name, float(cost), plan.budget)


def test_every_example_profits_and_suggests_something() -> None:
    """No loss, and at least one gift for every product."""
    for document in documents():
        for plan in api.plans(document):
            assert plan.profit.annual > 0
            assert plan.programme.gifts, (document.file, plan.product.name)


# Numbers worked by hand


def figures(shop: str, capfd: pytest.CaptureFixture[str]) -> dict[str, dict[str, Any]]:
    """Return the products of one example's JSON by sku, and the totals under the currency."""
    assert call_plan(shop, "--format", "json") == 0
    told = json.loads(capfd.readouterr().out)
    return {product["sku"]: product for product in told["products"]} | {sum["currency"]: sum for sum in told["totals"]}


def test_the_dress_of_the_clothing_shop(capfd: pytest.CaptureFixture[str]) -> None:
    """100.00 less 13% tax are 88.50 net; of the 40.00 it earns a quarter serves: 10.00, in 480 sales 4800.00."""
    dress = figures("clothing-shop.yaml", capfd)["DRESS-01"]
    assert (dress["net_price"], dress["cost"], dress["profit"]) == ("88.50", "48.50", "40.00")
    assert (dress["budget"], dress["basis"], dress["year_budget"]) == ("10.00", "small-ticket", "4800.00")


def test_the_coat_of_the_clothing_shop(capfd: pytest.CaptureFixture[str]) -> None:
    """1132.74 net, less 595 and 3% of it, earn 503.76; half of it a year is 251.88, a tenth of that 25.19."""
    coat = figures("clothing-shop.yaml", capfd)["COAT-05"]
    assert (coat["profit"], coat["annual_profit"], coat["customers"]) == ("503.76", "251.88", "180")
    assert (coat["budget"], coat["reserve"], coat["standard"], coat["tier"]) == ("25.19", "5.06", "20.13", "regular")


def test_the_cars_earn_3000_and_more(capfd: pytest.CaptureFixture[str]) -> None:
    """113000 are 100000 net: less 96000 and 1% they earn 3000, of which 300 serve, 203.33 by the standard programme."""
    cars = figures("car-dealer.yaml", capfd)
    compact, family, van = cars["CAR-COMPACT"], cars["CAR-FAMILY"], cars["VAN-01"]
    assert [compact[key] for key in ("profit", "budget", "standard", "reserve", "heaviest_gift", "tier")] == [
        "3000.00",
        "300.00",
        "203.33",
        "96.67",
        "75.00",
        "key",
    ]
    assert (family["profit"], family["budget"], family["heaviest_gift"]) == ("8000.00", "800.00", "100.00")
    assert (van["profit"], van["annual_profit"], van["budget"]) == ("15800.00", "3160.00", "316.00")


def test_the_hand_over_kit_costs_less_than_100() -> None:
    """4.00 + 0.80 + 6.00 + 8.00 + 3.00 + 8.00 + 12.00, as the comment says."""
    document = api.read("examples/car-dealer.yaml")
    costs = {gift.id: gift.cost for gift in document.gifts if isinstance(gift.cost, Decimal)}
    kit = [costs[promise.gift] for promise in document.products[0].service or () if promise.at]
    assert len(kit) == 7
    assert sum(kit) == Decimal("41.80")


def test_the_free_side_dishes_cost_27_fen_a_meal() -> None:
    """0.05 + 0.10 + 0.05 + 0.07, with 110 guests 29.70 a day."""
    document = api.read("examples/market-restaurant.yaml")
    costs = {gift.id: gift.cost for gift in document.gifts if isinstance(gift.cost, Decimal)}
    sides = sum(costs[promise.gift] for promise in document.products[0].service or () if promise.at)
    assert (sides, sides * 110) == (Decimal("0.27"), Decimal("29.70"))


def test_a_meal_of_the_restaurant(capfd: pytest.CaptureFixture[str]) -> None:
    """Of 32.00 go 12.30 into the food and 11.20 into rent and wages: 8.50, thirty times a year 255, a tenth 25.50."""
    pork = figures("market-restaurant.yaml", capfd)["小炒肉"]
    assert (pork["profit"], pork["annual_profit"], pork["budget"], pork["tier"]) == (
        "8.50",
        "255.00",
        "25.50",
        "regular",
    )


def test_the_room_at_100(capfd: pytest.CaptureFixture[str]) -> None:
    """94.34 net less 45 and a tenth earn 39.91, four times 159.62; tissues and water four times cost 7.20 of 15.96."""
    room = figures("hotel.yaml", capfd)["ROOM-STANDARD"]
    assert (room["profit"], room["annual_profit"], room["budget"]) == ("39.91", "159.62", "15.96")


def test_the_homewares_shop_follows_the_house_policy(capfd: pytest.CaptureFixture[str]) -> None:
    """268.00 are 237.17 net, at 38% 90.12; a quarter of what exceeds 10 is reserved: of 246.62 59.16.

    Profit is 2466.1947, shown as 2466.20: net price 5292.0354 and cost 2825.8407 are shown too, and must add up.
    """
    goods = figures("homewares-shop.yaml", capfd)
    assert (goods["HW-101"]["profit"], goods["HW-101"]["budget"]) == ("90.12", "10.00")
    assert (goods["HW-201"]["profit"], goods["HW-201"]["budget"]) == ("2466.20", "246.62")
    assert (goods["HW-201"]["reserve"], goods["HW-201"]["standard"]) == ("59.16", "187.46")


def test_the_books_without_tax_and_the_pens_with(capfd: pytest.CaptureFixture[str]) -> None:
    """9.99 less 6.10 six times a year is 23.34, a quarter 5.84; 64.80 are 54.00 net, earning 24.00 every other year."""
    stock = figures("bookshop.csv", capfd)
    assert (stock["BK-PB"]["annual_profit"], stock["BK-PB"]["budget"]) == ("23.34", "5.84")
    assert (stock["ST-FP"]["profit"], stock["ST-FP"]["annual_profit"], stock["ST-FP"]["budget"]) == (
        "24.00",
        "12.00",
        "3.00",
    )


def test_the_minutes_of_the_roastery_cost_money(capfd: pytest.CaptureFixture[str]) -> None:
    """16.00 less 6.40 and 3% earn 9.12, twelve times 109.44: a tenth is 10.94. A gift costs 0.30 a minute more."""
    beans = figures("coffee-roaster-usd.yaml", capfd)["BEANS-HOUSE"]
    assert (beans["profit"], beans["annual_profit"], beans["budget"]) == ("9.12", "109.44", "10.94")
    catalogue = {gift.id: gift for gift in api.read("examples/coffee-roaster-usd.yaml").gifts}
    for line in beans["gifts"]:
        gift = catalogue[line["gift"]]
        assert isinstance(gift.cost, Decimal)
        assert Decimal(line["unit_cost"]) == round(gift.cost + gift.minutes * Decimal("0.30"), 2)
