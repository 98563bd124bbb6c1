"""A plan as values: what answers the occasions of customers, and what of the money for them is left."""

from decimal import Decimal

from plans import plan


def test_occasions_are_answered_with_a_gesture_and_with_a_gift_that_is_light_enough() -> None:
    (car,) = plan(
        """
currency: CNY
catalogue: none
gifts:
  - {id: flowers, cost: 100, at: [birthday, wedding]}
  - {id: card, cost: 0, worth: 5, at: [birthday, wedding, moving]}
  - {id: bread, cost: 10, at: [moving]}
products: [{name: 轿车, price: 158000, cost: 156000}]
policy:
  occasions: [{name: birthday, per_year: 0.5}, {name: wedding, per_year: 0.5}, {name: moving, per_year: 0.1}]
  authority: {staff: 50, manager: 150}
"""
    )
    # Profit 2,000: budget 200, heaviest 50: flowers weigh too much.
    assert [line.gesture and line.gesture.id for line in car.occasions] == ["card", "card", "card"]
    assert [line.gift and line.gift.id for line in car.occasions] == [None, None, "bread"]
    assert [line.approval for line in car.occasions] == [None, None, "staff"]
    assert [line.kind for line in car.occasions] == ["gesture", "gesture", "gift"]


def test_occasions_take_the_reserve_and_what_the_standard_leaves_in_the_order_of_the_policy() -> None:
    (car,) = plan(
        """
currency: CNY
catalogue: none
gifts:
  - {id: flowers, cost: 100, at: [birthday, wedding]}
  - {id: card, cost: 0, worth: 5, at: [birthday, wedding]}
  - {id: vase, cost: 98, at: [moving]}
  - {id: box, cost: 100, worth: 150, repeat_worth: 100%, repeats: 3, at: [calendar]}
products: [{name: 轿车, price: 158000, cost: 150000}]
policy:
  occasions: [{name: birthday, per_year: 4}, {name: wedding, per_year: 1}, {name: moving, per_year: 0.1}]
  authority: {staff: 50, manager: 99}
"""
    )
    # Standard 536.67 less three boxes leaves 236.67; with the reserve of 263.33 that makes 500.00. Birthdays take 400,
    # a wedding the last 100, and a vase at 9.80 no longer fits.
    assert (car.spent, car.left, car.reserve) == (Decimal("300.00"), Decimal("236.67"), Decimal("263.33"))
    assert [line.gift and line.gift.id for line in car.occasions] == ["flowers", "flowers", None]
    assert [line.approval for line in car.occasions] == [None, None, None]
    assert car.unassigned == 0


def test_what_is_left_after_gifts_and_occasions_is_named() -> None:
    """Nothing suits: of 300 all is left."""
    (sofa,) = plan("currency: CNY\ncatalogue: none\nproducts: [{name: 沙发, price: 20000, cost: 17000}]")
    assert (sofa.spent, sofa.unassigned, sofa.limit) == (Decimal(0), Decimal("300.00"), "nothing-suitable")
    assert [line.kind for line in sofa.occasions] == [None] * 7
