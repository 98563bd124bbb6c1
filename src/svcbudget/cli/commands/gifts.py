"""`svcbudget gifts`: the catalogue in force, and where each entry comes from."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import click

from svcbudget.cli import inforce
from svcbudget.cli.inforce import Query, in_force
from svcbudget.money import plain, plain_count
from svcbudget.planning.trade import find_suitable
from svcbudget.pricing import builtin
from svcbudget.pricing.document import Document
from svcbudget.pricing.layers import origins
from svcbudget.pricing.typed import OWN
from svcbudget.showing.section import Column, Row, Section, without_empty_columns
from svcbudget.showing.words import category_of, name_of, word

FIELDS = (
    "gift",
    "name",
    "cost",
    "worth",
    "minutes",
    "for",
    "at",
    "repeats",
    "owner",
    "channel",
    "obligation",
    "from",
    "source",
    "not_for",
    "every",
    "kind",
)


@click.command("gifts", short_help="The catalogue in force, and where each entry comes from.")
@click.option("--category", metavar="NAME", help="Only what suits this category, in any of its names.")
@in_force
def command(category: str | None, **asked: Any) -> int:
    """The catalogue in force, and where each entry comes from.

    FILE is a pricing file whose own entries are added; without it the built-in catalogue of --currency is shown.
    """
    return inforce.answer(
        Query(**asked), FIELDS, lambda document, language: _find_rows(document, category, language), _show
    )


def _find_rows(document: Document, category: str | None, language: str) -> Iterator[list[Any]]:
    places = origins(document.chain)
    wanted = builtin.find_category(category) if category else None
    suitable = {gift.id for gift in find_suitable(document, category)} if category else set()
    for gift in document.gifts:
        is_duty = wanted is not None and gift.obligation and gift.suits(wanted, builtin.find_category)
        if wanted is not None and gift.id not in suitable and not is_duty:
            continue
        yield [
            gift.id,
            gift.title(language),
            gift.cost if isinstance(gift.cost, str) else plain(gift.cost, document.digits),
            None if gift.is_own else plain(gift.felt_worth, document.digits),
            plain_count(gift.minutes),
            list(gift.for_ or ()),
            list(gift.at),
            gift.repeats,
            gift.owner,
            gift.channel,
            gift.obligation,
            inforce.written_at(places.get(("gifts", gift.id))),
            gift.provenance(language),
            list(gift.not_for or ()),
            gift.every,
            gift.kind,
        ]


def _show(document: Document, rows: Sequence[Sequence[Any]], language: str) -> Section:
    columns = [
        Column(word("gift", language), least=12),
        Column("id", keep=6, least=18),
        Column(word("cost", language), "amount"),
        Column(word("worth", language), "amount", keep=8),
        Column(word("minutes", language), "number", keep=3),
        Column(word("for", language), keep=4, least=8, most=40),
        Column(word("moments", language), keep=5, least=9, most=30),
        Column(word("from", language), keep=7, least=8),
        Column(word("source", language), keep=2, least=24, most=60),
    ]
    shown = []
    for row in rows:
        gift = dict(zip(FIELDS, row, strict=True))
        is_own = gift["cost"] == OWN
        cost = gift["cost"] if not is_own and Decimal(gift["cost"]) else word("gesture", language)
        cells = [
            gift["name"],
            gift["gift"],
            word("own-cost", language) if is_own else cost,
            word("own-worth", language) if is_own else gift["worth"],
            gift["minutes"],
            _name_trades(gift, language),
            _name_moments(gift, language),
            name_of(gift["from"], language),
            gift["source"] or "",
        ]
        shown.append(Row(cells))
    title = f"{word('catalogue', language)} · {document.currency} · {len(shown)}"
    return without_empty_columns(Section(title, columns, shown))


def _name_trades(gift: Mapping[str, Any], language: str) -> str:
    """Say for which trades a gift is, or for which not."""
    named, left_out = (_join([category_of(name, language) for name in gift[key]], language) for key in ("for", "not_for"))
    parts = [named or word("all-trades", language), word("not-for", language, trades=left_out) if left_out else ""]
    return _join([part for part in parts if part], language)


def _name_moments(gift: Mapping[str, Any], language: str) -> str:
    """Say when a gift comes, and what else it is."""
    moments = [name_of(moment, language) for moment in gift["at"]]
    if gift["every"] > 1:
        moments.append(word("each-so-many", language, every=gift["every"]))
    if gift["kind"] == "service":
        moments.append(word("service", language))
    if gift["obligation"]:
        moments.append(word("obligation", language))
    return _join(moments, language)


def _join(parts: Sequence[str], language: str) -> str:
    return ("、" if language == "zh" else ", ").join(parts)
