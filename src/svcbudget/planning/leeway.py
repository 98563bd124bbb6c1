"""How far the worth of a chosen gift may fall before another choice wins: worth is a guess, and may be a wrong one."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

from svcbudget.planning.choice import Menu
from svcbudget.planning.limits import Choice, Limits
from svcbudget.planning.offers import Offer


def find_leeway(offers: Sequence[Offer], limits: Limits, choice: Choice, which: int) -> Fraction:
    """Return the least worth of an offer with which a choice that gives it is still the best, in minor units.

    Exact: with any less another choice is worth more, or the offer is not worth its cost. The choice is the best of
    these offers within the limits; none of them is one more of a product.
    """
    offer = offers[which]
    on_calendar, at_purchase = dict(choice.calendar).get(which, 0), which in choice.purchase
    visits = limits.purchases / offer.every
    felt, own_cost = (
        _felt(offer, on_calendar, at_purchase, visits),
        _least_worth(offer, on_calendar, at_purchase, visits),
    )
    beside = choice.worth - offer.worth * felt
    others = Menu([other if i != which else other._replace(cost=Fraction(0)) for i, other in enumerate(offers)])
    most = min(offer.repeats, limits.gifts) if offer.calendar and _is_light(offer, limits.heaviest) else 0
    may_buy = offer.purchase and limits.items > 0 and _is_light(offer, limits.heaviest_item)
    may_buy = may_buy and (offer.every == 1 or visits >= 1)
    found = [own_cost]
    for times, given in product(range(most + 1), (False, True) if may_buy else (False,)):
        less = _felt(offer, times, given, visits)
        cost = offer.cost * (times + visits * given)
        if less >= felt or cost > limits.standard:
            continue
        rest = limits._replace(standard=limits.standard - cost, gifts=limits.gifts - times, items=limits.items - given)
        equal = (others.choose(rest)[0].worth - beside) / (felt - less)
        if equal >= _least_worth(offer, times, given, visits):
            found.append(equal)
    return min(max(found), offer.worth)


def _is_light(offer: Offer, heaviest: int) -> bool:
    return offer.is_service or offer.cost <= heaviest


def _felt(offer: Offer, times: int, given: bool, visits: Fraction) -> Fraction:
    """Return how many first ones it feels like, given so often on the calendar, and at visits or not."""
    first = offer._replace(worth=Fraction(1))
    return first.worth_of(Fraction(times)) + (first.worth_of(visits) if given else 0)


def _least_worth(offer: Offer, times: int, given: bool, visits: Fraction) -> Fraction:
    """Return the least worth at which none of these is worth less than it costs."""
    least = Fraction(0)
    if times and offer.repeat_worth:
        least = offer.cost / offer.repeat_worth ** (times - 1)
    elif times:
        least = offer.cost
    if given:
        least = max(least, visits * offer.cost / _felt(offer, 0, True, visits))
    return least
