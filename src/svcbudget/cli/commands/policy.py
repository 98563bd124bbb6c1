"""`svcbudget policy`: the policy in force, from where each number comes, and why it is what it is."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from svcbudget.cli import inforce
from svcbudget.cli.inforce import Query, in_force
from svcbudget.findings import Path
from svcbudget.pricing import builtin
from svcbudget.pricing.document import Document
from svcbudget.pricing.layers import merged_policy, origins
from svcbudget.showing.section import Column, Row, Section, without_empty_columns
from svcbudget.showing.words import name_of, word

FORMAT = "svcbudget.policy/1"
FIELDS = ("key", "value", "from", "why", "source")


@click.command("policy", short_help="The policy in force, and where each number comes from.")
@in_force
def command(**asked: Any) -> int:
    """The policy in force, from where each number comes, and why it is what it is.

    FILE is a pricing file whose own policy is laid over the built-in one; without it the built-in policy of --currency
    is shown.
    """
    return inforce.answer(Query(**asked), FORMAT, FIELDS, _find_rows, _show)


def _find_rows(document: Document, language: str) -> Iterator[list[str | None]]:
    places = origins(document.chain)
    reasons = builtin.reasons()
    for path, value in _leaves(merged_policy(document)):
        dotted = ".".join(str(step + 1) if isinstance(step, int) else step for step in path)
        place = places.get(("policy", *path) if isinstance(path[-1], str) else ("policy", path[0]))
        names = (dotted, ".".join(str(step) for step in path[:2]), str(path[0]))
        reason = None if place else next((reasons[name] for name in names if name in reasons), None)
        why, source = (reason["why"][language], reason["source"][language]) if reason else (None, None)
        yield [dotted, value, inforce.written_at(place), why, source]


def _show(document: Document, rows: Sequence[Sequence[str | None]], language: str) -> Section:
    columns = [
        Column(word("policy-key", language), least=22),
        Column(word("value", language), least=12, most=40),
        Column(word("from", language), keep=8, least=8),
        Column(word("why", language), keep=8, least=18, most=60),
        Column(word("source", language), keep=2, least=20, most=60),
    ]
    title = f"{word('policy', language)} · {document.currency}"
    shown = []
    last: tuple[str, str] | None = None
    for key, value, place, why, source in rows:
        told = (why or "", source or "")
        shown.append(
            Row([key or "", value or "", name_of(place or "", language), *(("", "") if told == last else told)])
        )
        last = told
    return without_empty_columns(Section(title, columns, shown))


def _leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Go through the single values of a policy, a band, a tier or an occasion as one."""
    if isinstance(value, Mapping) and not isinstance(path[-1] if path else "", int):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from _leaves(inner, (*path, i))
    elif isinstance(value, Mapping):
        yield path, ", ".join(f"{key} {inner}" for key, inner in value.items())
    else:
        yield path, str(value)
