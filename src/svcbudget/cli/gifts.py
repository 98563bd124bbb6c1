"""`svcbudget gifts`: the catalogue in force, and where each entry comes from."""

from collections.abc import Sequence
from typing import Any

import click

from svcbudget import builtin
from svcbudget.cli import inforce
from svcbudget.cli.inforce import in_force
from svcbudget.document import Document
from svcbudget.layers import origins
from svcbudget.model import Gift
from svcbudget.money import plain, plain_count
from svcbudget.views.section import Column, Row, Section, without_empty_columns
from svcbudget.views.words import word

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
def command(
    file: str | None,
    category: str | None,
    form: str,
    target: str | None,
    currency: str | None,
    max_size: int,
    lang: str | None,
    color: str | None,
) -> int:
    """The catalogue in force, and where each entry comes from.

    FILE is a pricing file whose own entries are added; without it the built-in catalogue of --currency is shown.
    """
    document, code = inforce.find_document(file, currency, max_size, color)
    if document is None:
        return code
    language = inforce.language(lang, form)
    wanted = builtin.find_category(category) if category else None
    gifts = [gift for gift in document.gifts if wanted is None or gift.suits(wanted, builtin.find_category)]
    rows = _rows(document, gifts, language)
    inforce.write_rows(
        FIELDS, rows, lambda: show_gifts(document, rows, language), form, color, target, [file] if file else []
    )
    return 0


def show_gifts(document: Document, rows: Sequence[Sequence[Any]], language: str) -> Section:
    """Show catalogue entries as a table."""
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
    shown = []
    for row in rows:
        gift = dict(zip(FIELDS, row, strict=True))
        cost = (
            word("obligation", language)
            if gift["obligation"]
            else word("gesture", language)
            if not float(gift["cost"])
            else gift["cost"]
        )
        categories = ", ".join(gift["for"]) or word("everyone", language)
        shown.append(
            Row(
                [
                    gift["name"],
                    gift["gift"],
                    cost,
                    gift["worth"],
                    gift["minutes"],
                    categories,
                    ", ".join(word(at, language) for at in gift["at"]),
                    gift["from"],
                    gift["source"] or "",
                ]
            )
        )
    title = f"{word('catalogue', language)} · {document.currency} · {len(shown)}"
    return without_empty_columns(Section(title, columns, shown))


def _rows(document: Document, gifts: Sequence[Gift], language: str) -> list[list[Any]]:
    places = origins(document.chain)
    rows = []
    for gift in gifts:
        place = places.get(("gifts", gift.id))
        rows.append(
            [
                gift.id, gift.title(language), plain(gift.cost, document.digits), plain(gift.felt_worth, document.digits), plain_count(gift.minutes),
                list(gift.for_ or ()), list(gift.at), gift.repeats, gift.owner, gift.channel, gift.obligation,
                f"{place.file}:{place.line}" if place else "built-in", gift.source,
            ]
        )  # fmt: skip
    return rows
