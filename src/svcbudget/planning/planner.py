"""From a document to its plan: joins profit, budget, gifts, occasions and cadence for every product.

Here exact amounts become amounts of the currency, each rounded once, half away from zero, parts by largest
remainder so that they add up. Knows no output format.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial

from svcbudget.money import round_ratio
from svcbudget.planning.budget import MICRO, Budget, Profit, Rule, find_profit
from svcbudget.planning.cadence import YEAR, count_touches
from svcbudget.planning.choice import Menu
from svcbudget.planning.limits import Choice, Limits
from svcbudget.planning.occasions import Answers, Candidate, Occasions
from svcbudget.planning.occasions import Occasion as Expected
from svcbudget.planning.offers import MOST_REPEATS, Offer
from svcbudget.planning.plan import Moments, OccasionLine, ProductPlan, Programme
from svcbudget.planning.programme import Gestures, Terms, make_programme
from svcbudget.planning.promises import Book, landed_cost
from svcbudget.planning.trade import expect, find_occasions, find_suitable
from svcbudget.pricing.document import Document
from svcbudget.pricing.model import Gift, Occasion, Product

ONCE = Fraction(1)
MINUTES_ON_A_LOSS = 2
"""Of the staff, a year: whoever brings nothing gets a kind word and no more."""
MOST_PROGRAMMES = 20_000
"""How many different programmes a category remembers before it starts afresh."""


@dataclass(slots=True)
class _Shelf:
    """What of the catalogue suits one category, made ready to choose from."""

    suitable: Sequence[Gift]
    menu: Menu
    gestures: Gestures
    occasions: Sequence[Occasion]
    has_own: bool
    has_at_visit: bool
    answers: dict[tuple[int, int], Occasions] = field(default_factory=dict)
    programmes: dict[object, Programme] = field(default_factory=dict)
    moments: dict[object, tuple[tuple[OccasionLine, ...], int]] = field(default_factory=dict)


class Planner:
    """A document's rule and catalogue, made ready to plan thousands of products."""

    def __init__(self, document: Document) -> None:
        """Prepare the rule; catalogue shelves are prepared as their categories come."""
        self.document = document
        self.digits = document.digits
        self.per_unit: int = 10**document.digits
        self.rule = Rule(document.policy, document.digits)
        self.book = Book(document)
        self.wage = None if self.book.wage is None else Fraction(self.book.wage) * self.per_unit
        self.roles = sorted((Fraction(most) * self.per_unit, role) for role, most in document.policy.authority.items())
        self.shelves: dict[str | None, _Shelf] = {}
        self.filled: dict[object, _Shelf] = {}

    def __iter__(self) -> Iterator[ProductPlan]:
        """Plan every product in the order of the file."""
        return self.plan_range(0, len(self.document.products))

    def plan_range(self, start: int, stop: int) -> Iterator[ProductPlan]:
        """Plan the products from `start` up to, not including, `stop`."""
        document = self.document
        for product, line in zip(document.products[start:stop], document.lines[start:stop], strict=True):
            yield self.plan(product, line)

    def plan(self, product: Product, line: int = 1) -> ProductPlan:
        """Plan one product."""
        profit = find_profit(product)
        figures = self.rule.allow(profit)
        shelf = self.shelves.get(product.category) or self._fill_shelf(product.category)
        visits = ONCE if product.purchases_per_year is None else product.purchases
        own = self._find_own(product, profit) if shelf.has_own else None
        choice, limit = shelf.menu.choose(limits_of(figures, visits), own)
        programme = self._find_programme(shelf, choice, visits, figures, own)
        moments = partial(self._answer_occasions, shelf, programme, visits)
        return ProductPlan(self.document, line, product, profit, figures, programme, limit, moments, self.book)

    def weigh(self, product: Product) -> tuple[Sequence[Gift], Sequence[Offer], Limits, Choice]:
        """Return what a product's gifts are chosen from, as it is for this product, the limits, and the choice."""
        profit = find_profit(product)
        shelf = self.shelves.get(product.category) or self._fill_shelf(product.category)
        limits = limits_of(self.rule.allow(profit), product.purchases)
        own = self._find_own(product, profit)
        offers = [_as_sold(offer, own) for offer in shelf.menu.offers]
        return shelf.suitable, offers, limits, shelf.menu.choose(limits, own)[0]

    def _find_own(self, product: Product, profit: Profit) -> tuple[Fraction, Fraction] | None:
        """Return what one more of the product costs and is worth, in minor units, where both are known."""
        if product.price is None or profit.cost is None or profit.cost <= 0 or product.price <= 0:
            return None
        return Fraction(profit.cost * self.per_unit, profit.over * MICRO), Fraction(product.price) * self.per_unit

    def _find_programme(
        self, shelf: _Shelf, choice: Choice, visits: Fraction, figures: Budget, own: tuple[Fraction, Fraction] | None
    ) -> Programme:
        """Return the programme of a choice; equal ones are the same object for as long as they are remembered."""
        is_loss = figures.basis == "loss"
        tier = figures.tier
        key = (choice, visits.as_integer_ratio(), tier.name, is_loss)
        programme = shelf.programmes.get(key)
        if programme is None:
            if len(shelf.programmes) >= MOST_PROGRAMMES:
                shelf.programmes.clear()
            most = min(tier.touches, YEAR * self.document.policy.most_touches_per_month)
            touches = 1 if is_loss else count_touches(most, sum(n for _, n in choice.calendar), visits)
            programme = shelf.programmes[key] = make_programme(
                shelf.suitable,
                [_as_sold(offer, own) for offer in shelf.menu.offers],
                choice,
                shelf.gestures,
                Terms(visits, touches, MINUTES_ON_A_LOSS, self.wage, MINUTES_ON_A_LOSS)
                if is_loss
                else Terms(visits, touches, tier.minutes, self.wage),
            )
        return programme

    def _landed(self, gift: Gift) -> Fraction:
        """Return a gift's cost with the minutes it takes at the staff's wage, in minor units."""
        if isinstance(gift.cost, str):  # the product's own: here only what comes on top of that
            wage = self.book.wage
            return Fraction(gift.minutes) * Fraction(wage) / 60 * self.per_unit if wage else Fraction(0)
        return landed_cost(gift.cost, gift.minutes, self.book.wage) * self.per_unit

    def _fill_shelf(self, category: str | None) -> _Shelf:
        """Collect what suits a category. Categories that get the same entries and occasions share a shelf."""
        suitable = find_suitable(self.document, category)
        occasions = find_occasions(self.document.policy, category)
        key = (tuple(gift.id for gift in suitable), tuple(occasions))
        shelf = self.filled.get(key)
        if shelf is None:
            offers = [self._offer(gift) for gift in suitable]
            has_own = any(offer.is_own for offer in offers)
            at_visit = any(occasion.at_visit for occasion in occasions)
            shelf = self.filled[key] = _Shelf(suitable, Menu(offers), Gestures(suitable), occasions, has_own, at_visit)
        self.shelves[category] = shelf
        return shelf

    def _offer(self, gift: Gift) -> Offer:
        repeat_worth = self.document.policy.repeat_worth if gift.repeat_worth is None else gift.repeat_worth
        worth = Fraction(gift.felt_worth) * self.per_unit
        is_paid = not gift.is_gesture
        return Offer(
            self._landed(gift),
            worth,
            repeat_worth,
            min(gift.repeats, MOST_REPEATS),
            is_paid and "calendar" in gift.at,
            is_paid and "purchase" in gift.at,
            gift.every,
            gift.is_service,
            gift.is_own,
        )

    def _expect(self, shelf: _Shelf, visits: Fraction) -> Occasions:
        """Collect for each occasion what suits it, for customers who come so often."""
        expected = []
        for occasion in shelf.occasions:
            candidates = [
                Candidate(i, self._landed(gift), Fraction(gift.felt_worth) * self.per_unit, gift.is_service)
                for i, gift in enumerate(shelf.suitable)
                if occasion.name in gift.at and not gift.is_gesture and not gift.is_own
            ]
            expected.append(Expected(expect(occasion, visits), candidates))
        return Occasions(expected)

    def _answer_occasions(self, shelf: _Shelf, programme: Programme, visits: Fraction, figures: Budget) -> Moments:
        """Answer each occasion with its best gesture, and with a gift that the money for moments carries."""
        often = (visits if shelf.has_at_visit else ONCE).as_integer_ratio()
        occasions = shelf.answers.get(often)
        if occasions is None:
            occasions = shelf.answers[often] = self._expect(shelf, visits)
        money = figures.reserve + figures.standard - programme.spent
        found = occasions.choose(money=money, heaviest=figures.heaviest, calendar=programme.on_calendar)
        key = found.gifts, often
        kept = shelf.moments.get(key)
        if kept is None:
            if len(shelf.moments) >= MOST_PROGRAMMES:
                shelf.moments.clear()
            lines = self._make_occasion_lines(shelf, found, visits)
            kept = shelf.moments[key] = lines, round_ratio(*found.cost.as_integer_ratio())
        lines, cost = kept
        return Moments(lines, money - cost)

    def _make_occasion_lines(self, shelf: _Shelf, found: Answers, visits: Fraction) -> tuple[OccasionLine, ...]:
        lines = []
        for occasion, index in zip(shelf.occasions, found.gifts, strict=True):
            gift = None if index is None else shelf.suitable[index]
            landed = Fraction(0) if gift is None else self._landed(gift)
            approval = None if gift is None else next((role for most, role in self.roles if landed <= most), None)
            unit = round_ratio(landed.numerator, landed.denominator)
            gesture = shelf.gestures.best(occasion.name)
            lines.append(OccasionLine(occasion.name, expect(occasion, visits), gesture, gift, unit, approval))
        return tuple(lines)


def _as_sold(offer: Offer, own: tuple[Fraction, Fraction] | None) -> Offer:
    """Return an offer as it is for a product: of one more of it nothing is known where its cost is not."""
    if not offer.is_own:
        return offer
    return offer.with_product(*own) if own else offer._replace(cost=Fraction(0), is_own=False)


def limits_of(figures: Budget, visits: Fraction) -> Limits:
    """Return what a customer of so many visits may be given out of a budget."""
    return Limits(
        figures.standard,
        figures.tier.gifts,
        figures.tier_at_purchase.items_at_purchase,
        figures.heaviest,
        figures.heaviest_at_purchase,
        visits,
    )
