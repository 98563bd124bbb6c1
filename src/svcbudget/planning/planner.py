"""From a document to its plan: joins profit, budget, gifts, occasions and cadence for every product.

Here exact amounts become amounts of the currency, each rounded once, half away from zero, parts by largest
remainder so that they add up. Knows no output format.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import partial

from svcbudget.money import plain_count, round_ratio, split
from svcbudget.planning import cadence
from svcbudget.planning.budget import Budget, Rule, find_profit
from svcbudget.planning.choice import Choice, Menu, Offer, worth_of
from svcbudget.planning.occasions import Occasion, Occasions
from svcbudget.planning.plan import GiftLine, OccasionLine, ProductPlan, Programme, TouchLine
from svcbudget.planning.promises import Book, landed_cost
from svcbudget.pricing import builtin
from svcbudget.pricing.document import Document
from svcbudget.pricing.model import Gift, Product

ONCE = Fraction(1)
MOST_PROGRAMMES = 20_000
"""How many different programmes a category remembers before it starts afresh."""


@dataclass(slots=True)
class _Shelf:
    """What of the catalogue suits one category, made ready to choose from."""

    paid: Sequence[Gift]
    menu: Menu
    gestures: Sequence[Gift]
    suitable: Sequence[Gift]
    occasions: Occasions
    programmes: dict[object, Programme] = field(default_factory=dict)
    answers: dict[tuple[int, int], tuple[OccasionLine, ...]] = field(default_factory=dict)
    lines: dict[tuple[int | None, ...], tuple[OccasionLine, ...]] = field(default_factory=dict)


class Planner:
    """A document's rule and catalogue, made ready to plan thousands of products."""

    def __init__(self, document: Document) -> None:
        """Prepare the rule; catalogue shelves are prepared as their categories come."""
        self.document = document
        self.digits = document.digits
        self.per_unit: int = 10**document.digits
        self.rule = Rule(document.policy, document.digits)
        self.book = Book(document)
        self.offered = [gift for gift in document.gifts if not gift.obligation]
        self.roles = sorted((Fraction(most) * self.per_unit, role) for role, most in document.policy.authority.items())
        self.shelves: dict[str | None, _Shelf] = {}
        self.filled: dict[tuple[str, ...], _Shelf] = {}

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
        tier = figures.tier
        choice, limit = shelf.menu.choose(
            standard=figures.standard,
            heaviest=figures.heaviest,
            gifts=tier.gifts,
            items=tier.items_at_purchase,
            purchases=ONCE if product.purchases_per_year is None else product.purchases_per_year,
        )
        key = (choice, product.purchases_per_year, tier.touches)
        programme = shelf.programmes.get(key)
        if programme is None:
            if len(shelf.programmes) >= MOST_PROGRAMMES:
                shelf.programmes.clear()
            programme = shelf.programmes[key] = self._make_programme(shelf, choice, product.purchases, tier.touches)
        return ProductPlan(
            self.document,
            line,
            product,
            profit,
            figures,
            programme,
            limit,
            partial(self._answer_occasions, shelf),
            self.book,
        )

    def _landed(self, gift: Gift) -> Fraction:
        """Return a gift's cost with the minutes it takes at the staff's wage, in minor units."""
        return landed_cost(gift.cost, gift.minutes, self.book.wage) * self.per_unit

    def _fill_shelf(self, category: str | None) -> _Shelf:
        """Collect what suits a category. Categories that get the same entries share a shelf."""
        name = builtin.find_category(category)
        suitable = [gift for gift in self.offered if gift.suits(name, builtin.find_category)]
        kept = self.filled.get(tuple(gift.id for gift in suitable))
        if kept is None:
            paid = [
                gift for gift in suitable if not gift.is_gesture and ("purchase" in gift.at or "calendar" in gift.at)
            ]
            gestures = [gift for gift in suitable if gift.is_gesture and "calendar" in gift.at]
            gestures.sort(key=lambda gift: cadence.appeal(Fraction(gift.felt_worth), Fraction(gift.minutes)))
            kept = _Shelf(paid, Menu([self._offer(gift) for gift in paid]), gestures, suitable, self._expect(suitable))
            self.filled[tuple(gift.id for gift in suitable)] = kept
        self.shelves[category] = kept
        return kept

    def _offer(self, gift: Gift) -> Offer:
        repeat_worth = self.document.policy.repeat_worth if gift.repeat_worth is None else gift.repeat_worth
        worth = Fraction(gift.felt_worth) * self.per_unit
        return Offer(
            self._landed(gift), worth, repeat_worth, gift.repeats, "calendar" in gift.at, "purchase" in gift.at
        )

    def _make_programme(self, shelf: _Shelf, choice: Choice, purchases: Fraction, touches: int) -> Programme:
        """Turn a choice into lines and a cadence; costs and worths are rounded once and split so that they add up."""
        offers = shelf.menu.offers
        calendar = [(i, offers[i].worth, times) for i, times in choice.calendar]
        schedule = cadence.schedule(touches, calendar, [(i, gift.repeats) for i, gift in enumerate(shelf.gestures)])
        items = [TouchLine(0, shelf.paid[i], "gift") for i in choice.purchase]
        lines = [
            TouchLine(touch.month, (shelf.paid if touch.kind == "gift" else shelf.gestures)[touch.index], touch.kind)
            for touch in schedule
        ]
        spent, worth = (round_ratio(total.numerator, total.denominator) for total in (choice.cost, choice.worth))
        kinds = [(i, purchases, "purchase") for i in choice.purchase] + [
            (i, Fraction(times), "calendar") for i, times in choice.calendar
        ]
        costs = split(spent, [offers[i].cost * times for i, times, _ in kinds])
        worths = split(worth, [worth_of(offers[i], times) for i, times, _ in kinds])
        minutes = Fraction(sum(line.gift.minutes for line in lines))
        minutes += Fraction(sum(line.gift.minutes for line in items)) * purchases
        gift_lines = []
        for (i, times, at), cost, felt in zip(kinds, costs, worths, strict=True):
            months = tuple(t.month for t in schedule if t.kind == "gift" and t.index == i) if at == "calendar" else (0,)
            unit = round_ratio(offers[i].cost.numerator, offers[i].cost.denominator)
            gift_lines.append(GiftLine(shelf.paid[i], at, months, times, unit, cost, felt))
        return Programme(
            tuple(gift_lines),
            tuple(items + lines),
            spent,
            worth,
            cadence.longest_silence(schedule),
            Decimal(plain_count(minutes)),
            choice.proven,
        )

    def _expect(self, suitable: Sequence[Gift]) -> Occasions:
        """Collect for each occasion what suits it; of the gestures the one of most worth, then of fewest minutes."""
        expected = []
        for occasion in self.document.policy.occasions:
            fitting = [(i, gift) for i, gift in enumerate(suitable) if occasion.name in gift.at]
            paid = [(i, self._landed(gift), Fraction(gift.felt_worth)) for i, gift in fitting if not gift.is_gesture]
            gestures = [(-gift.felt_worth, gift.minutes, i) for i, gift in fitting if gift.is_gesture]
            expected.append(Occasion(Fraction(occasion.per_year), paid, min(gestures)[2] if gestures else None))
        return Occasions(expected)

    def _answer_occasions(self, shelf: _Shelf, figures: Budget) -> tuple[OccasionLine, ...]:
        """Answer each occasion with a gift that the reserve carries, or with the best gesture."""
        key = (figures.reserve, figures.heaviest if figures.reserve else 0)
        lines = shelf.answers.get(key)
        if lines is None:
            if len(shelf.answers) >= MOST_PROGRAMMES:
                shelf.answers.clear()
            found = shelf.occasions.choose(reserve=figures.reserve, heaviest=figures.heaviest)
            lines = shelf.lines.get(found)
            if lines is None:
                lines = shelf.lines[found] = self._make_occasion_lines(shelf, found)
            shelf.answers[key] = lines
        return lines

    def _make_occasion_lines(self, shelf: _Shelf, found: Sequence[int | None]) -> tuple[OccasionLine, ...]:
        lines = []
        for occasion, index in zip(self.document.policy.occasions, found, strict=True):
            if index is None:
                lines.append(OccasionLine(occasion.name, None, 0, None))
                continue
            landed = self._landed(shelf.suitable[index])
            approval = next((role for most, role in self.roles if landed <= most), None)
            unit = round_ratio(landed.numerator, landed.denominator)
            lines.append(OccasionLine(occasion.name, shelf.suitable[index], unit, approval))
        return tuple(lines)
