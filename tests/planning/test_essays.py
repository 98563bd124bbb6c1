"""The essays' own examples come out of the built-in rules and catalogue."""

from decimal import Decimal
from fractions import Fraction

from svcbudget import api
from svcbudget.planning.plan import ProductPlan
from svcbudget.pricing.loading import load

CAR_KIT = {"car-tissues", "water", "data-cable", "car-cleaner", "rubbish-bags", "phone-holder", "umbrella"}
SMALL_THINGS = {"wet-wipes", "hair-tie", "pocket-mirror", "socks"}
FREE_DISHES = {"peanuts", "pickled-radish", "millet-porridge", "egg-soup"}
GUESTS_A_DAY = 110
"""1,200,000 a year over 365 days, at some 30 a guest."""


def at_purchase(planned: ProductPlan) -> dict[str, Decimal]:
    """Return what comes with the purchase, with what one costs."""
    return {line.gift.id: Decimal(line.unit_cost) / 100 for line in planned.programme.gifts if line.at == "purchase"}


def test_essay_003_a_dress_that_earns_40_carries_10_of_small_things() -> None:
    """Wet wipes, a hair tie, a mirror, socks: with what else is given no more than the 10."""
    dress = api.quote(category="服装", price="100", cost="60")
    assert dress.budget == Decimal(10)
    assert at_purchase(dress).keys() <= SMALL_THINGS
    assert len(at_purchase(dress)) == dress.figures.tier.items_at_purchase
    assert Decimal(5) < dress.spent <= Decimal(10)


def test_essay_003_of_300_a_fruit_box_each_quarter_takes_200() -> None:
    """As it writes it: "say you have 300", a box within 50 each quarter, so about 200; here of a standard of 203.33."""
    text = """
    currency: CNY
    catalogue: none
    gifts: [{id: fruit-box, cost: 50, worth: 80, at: [calendar], repeat_worth: 100%}]
    products: [{name: 餐桌, price: 20000, cost: 17000}]
    """
    document, findings = load("shop.yaml", lambda name: text.encode())
    assert document is not None, findings
    (table,) = api.plans(document)
    (line,) = table.programme.gifts
    assert (table.budget, table.standard) == (Decimal(300), Decimal("203.33"))
    assert (line.gift.id, line.times, table.spent) == ("fruit-box", Fraction(4), Decimal(200))
    assert line.months == (3, 6, 9, 12)


def test_essay_003_a_fruit_box_costs_no_more_than_50_in_the_catalogue() -> None:
    table = api.quote(category="家居", price="20000", cost="17000")
    box = next(gift for gift in table.document.gifts if gift.id == "fruit-box")
    assert isinstance(box.cost, Decimal)
    assert box.cost <= 50
    assert box.suits("home", lambda name: name)


def test_essay_003_a_car_is_handed_over_with_all_seven_things_within_100() -> None:
    """Tissues, water, a cable, a cleaner, bags, a holder, an umbrella; the car is bought every five years."""
    car = api.quote(category="4S店", price="158000", cost="150000", purchases_per_year="0.2")
    kit = at_purchase(car)
    assert kit.keys() == CAR_KIT
    assert sum(kit.values()) <= 100


def test_essay_003_a_car_bought_as_a_present_is_decorated() -> None:
    car = api.quote(category="car", price="158000", cost="150000", purchases_per_year="0.2")
    gifts = {line.occasion: line.gift.id for line in car.occasions if line.gift}
    assert gifts["purchase-as-present"] == gifts["wedding"] == "decorated-car"


def test_essay_000_four_free_dishes_at_each_meal_cost_about_30_a_day() -> None:
    """Radish, peanuts, millet porridge, egg soup: thirty-odd for all guests of a day, and 40 times a year for one."""
    meal = api.quote(category="餐馆", price="30", cost="24.1", purchases_per_year="40")
    dishes = at_purchase(meal)
    assert dishes.keys() == FREE_DISHES
    assert Decimal(25) < GUESTS_A_DAY * sum(dishes.values()) < Decimal(40)


def test_essay_000_a_regular_who_hosts_a_dinner_is_given_face_with_two_beers_or_two_dishes() -> None:
    """Two beers where the table earns little, a cold dish and a stir-fry where it earns more."""
    for cost, gift in (("280", "two-beers"), ("200", "host-dishes")):
        table = api.quote(category="餐馆", price="388", cost=cost, purchases_per_year="4")
        hosting = next(line for line in table.occasions if line.occasion == "hosting")
        assert hosting.gesture is not None
        assert hosting.gesture.id == "host-honoured"
        assert hosting.gift is not None
        assert hosting.gift.id == gift


def test_essay_003_a_hotel_at_100_a_night_gives_tissues_and_water_and_can_afford_a_birthday() -> None:
    """Tissues and water for every guest who leaves; card and dessert where a birthday falls in one of four stays."""
    room = api.quote(category="酒店", price="100", cost="62", purchases_per_year="4")
    assert at_purchase(room).keys() == {"tissues", "water"}
    birthday = next(line for line in room.occasions if line.occasion == "birthday")
    assert birthday.per_year == Fraction(4, 365)
    assert birthday.gift is not None
    assert birthday.gift.id == "birthday-in-house"
    assert birthday.unit_cost < 15_00


def test_essay_001_a_complaint_gets_a_call_from_the_owner_whatever_the_customer_is_worth() -> None:
    for profit in ("0", "0.01", "40", "3000", "1000000"):
        planned = api.quote(category="服装", profit=profit)
        complaint = next(line for line in planned.occasions if line.occasion == "complaint")
        assert complaint.gesture is not None
        assert complaint.gesture.id == "owner-call"
