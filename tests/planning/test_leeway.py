"""How far a guess of worth may be wrong: by hand, and by letting it fall."""

from fractions import Fraction

from hypothesis import given, settings
from menus import as_tried, catalogues, choose, drawn_limits, felt, limits, offer, try_all

from svcbudget.planning.choice import Menu
from svcbudget.planning.leeway import find_leeway
from svcbudget.planning.limits import Limits
from svcbudget.planning.offers import Offer

SOCKS, MIRROR = offer(500, 1100, at="purchase"), offer(400, 900, at="purchase")
LEAST = Fraction(1, 1000)


def test_socks_of_11_may_be_worth_9_before_a_mirror_of_9_takes_their_place() -> None:
    asked = limits(600, 1500, items=1)
    choice, _ = Menu([SOCKS, MIRROR]).choose(asked)
    assert choice.purchase == (0,)
    assert find_leeway([SOCKS, MIRROR], asked, choice, 0) == 900


def test_without_a_rival_it_may_fall_to_its_cost() -> None:
    asked = limits(600, 1500)
    choice, _ = choose([SOCKS], 600, 1500)
    assert find_leeway([SOCKS], asked, choice, 0) == 500


def test_the_last_of_several_must_be_worth_its_cost() -> None:
    """The third box keeps 64% of the first one's worth, and costs 50: the first must be worth 78.13."""
    box = offer(5000, 8000, at="calendar")
    asked = limits(20333, 7500)
    choice, _ = Menu([box]).choose(asked)
    assert find_leeway([box], asked, choice, 0) == Fraction(5000) / Fraction("0.64")


@settings(max_examples=200)
@given(catalogues(most=3), drawn_limits)
def test_down_to_it_the_choice_stands_and_below_it_does_not(offers: list[Offer], asked: Limits) -> None:
    choice, _ = Menu(offers).choose(asked)
    for which in {*dict(choice.calendar), *choice.purchase}:
        least = find_leeway(offers, asked, choice, which)
        assert 0 <= least <= offers[which].worth
        lines = as_tried(choice, offers)[3]
        fallen = [one._replace(worth=least) if i == which else one for i, one in enumerate(offers)]
        often = [asked.purchases / one.every * given for one, given in zip(fallen, lines[1::2], strict=True)]
        kept = [felt(one, Fraction(n)) + felt(one, t) for one, n, t in zip(fallen, lines[::2], often, strict=True)]
        assert try_all(fallen, asked)[0] == sum(kept)
        if least > LEAST:
            fallen[which] = fallen[which]._replace(worth=least - LEAST)
            assert try_all(fallen, asked)[3] != lines
