"""`svcbudget gifts`: the catalogue in force, and where each entry comes from."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import click

from svcbudget.cli import inforce
from svcbudget.cli.inforce import Query, in_force
from svcbudget.money import plain, plain_count
from svcbudget.pricing import builtin
from svcbudget.pricing.document import Document
from svcbudget.pricing.layers import origins
from svcbudget.showing.section import Column, Row, Section, without_empty_columns
from svcbudget.showing.words import name_of, word

FORMAT = "svcbudget.gifts/1"
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
)


@click.command("gifts", short_help="The catalogue in force, and where each entry comes from.")
@click.option("--category", metavar="NAME", help="Only what suits this category, in any of its names.")
@in_force
def command(category: str | None, **asked: Any) -> int:
    """The catalogue in force, and where each entry comes from.

    FILE is a pricing file whose own entries are added; without it the built-in catalogue of --currency is shown.
    """
    return inforce.answer(
        Query(**asked), FORMAT, FIELDS, lambda document, language: _find_rows(document, category, language), _show
    )


def _find_rows(document: Document, category: str | None, language: str) -> Iterator[list[Any]]:
    places = origins(document.chain)
    wanted = builtin.find_category(category) if category else None
    for gift in document.gifts:
        if wanted is not None and not gift.suits(wanted, builtin.find_category):
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
        ]


def _show(document: Document, rows: Sequence[Sequence[Any]], language: str) -> Section:
    columns = [
        Column(word("gift", language), least=12),
        Column("id", keep=6, least=18),
        Column(word("cost", language), "amount"),
        Column(word("worth", language), "amount", keep=8),
        Column(word("minutes", language), "number", keep=3),
        Column(word("for", language), keep=4, least=8),
        Column(word("moments", language), keep=5, least=9),
        Column(word("from", language), keep=7, least=8),
        Column(word("source", language), keep=2, least=24, most=60),
    ]
    comma = "、" if language == "zh" else ", "
    shown = []
    for row in rows:
        gift = dict(zip(FIELDS, row, strict=True))
        moments = [name_of(moment, language) for moment in gift["at"]]
        if gift["obligation"]:
            moments.append(word("obligation", language))
        cells = [
            gift["name"],
            gift["gift"],
            gift["cost"] if Decimal(gift["cost"]) else word("gesture", language),
            gift["worth"],
            gift["minutes"],
            comma.join(gift["for"]) or word("everyone", language),
            comma.join(moments),
            name_of(gift["from"], language),
            gift["source"] or "",
        ]
        shown.append(Row(cells))
    title = f"{word('catalogue', language)} · {document.currency} · {len(shown)}"
    return without_empty_columns(Section(title, columns, shown))
