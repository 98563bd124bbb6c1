"""`svcbudget policy`: the policy in force, from where each number comes, and why it is what it is."""

from collections.abc import Iterator, Mapping
from typing import Any

import click

from svcbudget import builtin
from svcbudget.cli import inforce
from svcbudget.cli.inforce import in_force
from svcbudget.document import Document
from svcbudget.findings import Path
from svcbudget.layers import merged_policy, origins
from svcbudget.views.section import Column, Row, Section
from svcbudget.views.words import word

FIELDS = ("key", "value", "from", "why", "source")


@click.command("policy", short_help="The policy in force, and where each number comes from.")
@in_force
def command(
    file: str | None,
    form: str,
    target: str | None,
    currency: str | None,
    max_size: int,
    lang: str | None,
    color: str | None,
) -> int:
    """The policy in force, from where each number comes, and why it is what it is.

    FILE is a pricing file whose own policy is laid over the built-in one; without it the built-in policy of --currency is shown.
    """
    document, code = inforce.find_document(file, currency, max_size, color)
    if document is None:
        return code
    language = inforce.language(lang, form)
    rows = list(_rows(document, language))
    inforce.write_rows(
        FIELDS, rows, lambda: _section(document, rows, language), form, color, target, [file] if file else []
    )
    return 0


def _section(document: Document, rows: list[list[Any]], language: str) -> Section:
    columns = [
        Column(word("policy-key", language), least=24),
        Column(word("value", language), least=14, most=40),
        Column(word("from", language), keep=8, least=8),
        Column(word("why", language), keep=5, least=24, most=60),
        Column(word("source", language), keep=2, least=20, most=60),
    ]
    return Section(
        f"{word('policy', language)} · {document.currency}",
        columns,
        [Row([str(cell or "") for cell in row]) for row in rows],
    )


def _rows(document: Document, language: str) -> Iterator[list[Any]]:
    places = origins(document.chain)
    reasons = builtin.reasons()
    for path, value in _leaves(merged_policy(document)):
        dotted = ".".join(str(step + 1) if isinstance(step, int) else step for step in path)
        place = places.get(("policy", *path) if isinstance(path[-1], str) else ("policy", path[0]))
        names = (dotted, ".".join(str(step) for step in path[:2]), str(path[0]))
        reason = next((reasons[name] for name in names if name in reasons), None)
        own = place is not None
        yield [
            dotted,
            value,
            f"{place.file}:{place.line}" if place else "built-in",
            None if own or reason is None else reason["why"][language],
            None if own or reason is None else reason["source"],
        ]


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
