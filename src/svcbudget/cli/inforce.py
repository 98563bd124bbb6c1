"""What `gifts` and `policy` share: one pricing file or none, its document, and rows in the form asked for."""

from collections.abc import Callable, Iterable, Sequence, Set
from typing import Any, NamedTuple

import click

from svcbudget.api import built_in_document
from svcbudget.cli import options, output
from svcbudget.cli.commands.quote import DEFAULT_CURRENCY, no_amounts
from svcbudget.cli.input_pricing import Reader
from svcbudget.cli.options import Command
from svcbudget.cli.output_rows import Choice, check_choice, choosing, write_rows
from svcbudget.cli.output_sections import render
from svcbudget.findings import Place
from svcbudget.guess import suggest
from svcbudget.pricing import builtin
from svcbudget.pricing.document import Document
from svcbudget.showing.forms.json import write_document
from svcbudget.showing.forms.order import Order, sort_rows
from svcbudget.showing.forms.rows import Row
from svcbudget.showing.section import Section

BUILT_IN = "built-in"


class Query(NamedTuple):
    """What a command that shows what is in force was asked for."""

    file: str | None
    only: Sequence[str]
    form: str
    fields: Sequence[str] | None
    header: bool
    get: str | None
    sort: Order
    target: str | None
    currency: str | None
    max_size: int
    lang: str | None
    color: str | None


def in_force(command: Command) -> Command:
    """Add the argument and options of a command that shows what is in force."""
    command = options.reading(options.showing(command))
    command = options.form(choosing(options.to_file(command)))
    command = click.option("--only", multiple=True, metavar="NAME", help="Only this one; may be given several times.")(
        command
    )
    return click.argument("file", required=False, type=click.Path(readable=False))(command)


def answer(
    query: Query,
    format_name: str,
    names: Sequence[str],
    find_rows: Callable[[Document, str], Iterable[Row]],
    show: Callable[[Document, Sequence[Any], str], Section],
) -> int:
    """Write what is in force, rows for machines or the section made of them for people; return the exit code.

    The first of `names` is what a row is known by, and `format_name` what stands at the head of the JSON.
    """
    form = query.form
    choice = Choice(form, query.fields, query.header, query.get, query.sort)
    check_choice(choice, names)
    document, inputs, code = _find_document(query)
    if document is None:
        return code
    language = query.lang or (options.language_for_people(None) if form in ("table", "svg") else "en")
    rows = _select(names[0], list(find_rows(document, language)), query.only)
    if choice.is_rows:
        about = {"file": document.file, "currency": document.currency}
        list_name = format_name.removeprefix("svcbudget.").partition("/")[0]
        parts, encoding = write_rows(
            names,
            rows,
            choice,
            one_by=f"--only {names[0].upper()}",
            document=lambda records: write_document(format_name, [*about.items(), (list_name, records)]),
            color=query.color,
            target=query.target,
        )
    else:
        if choice.sort:
            rows = sort_rows(names, rows, choice.sort)
        parts, encoding = render([show(document, rows, language)], form, query.color, "svcbudget", query.target)
    output.write(parts, query.target, inputs, encoding=encoding)
    return 0


def written_at(place: Place | None) -> str:
    """Say where a value was set: a file and a line, or built in."""
    return f"{place.file}:{place.line}" if place else BUILT_IN


def _find_document(query: Query) -> tuple[Document | None, Sequence[str], int]:
    """Return the document of a file or of the built-in defaults, and the files read; or None and an exit code."""
    if query.file is None:
        code = query.currency or DEFAULT_CURRENCY
        if code not in builtin.SETS:
            raise click.UsageError(no_amounts(code))
        return built_in_document(code), (), 0
    colour = options.colour_of_messages(query.color)
    reader = Reader(max_size=query.max_size, currency=query.currency, colour=colour, needs_products=False)
    documents = reader.read_all([query.file])
    return (None if reader.code else documents[0]), reader.opened, reader.code


def _select(what: str, rows: list[Row], only: Sequence[str]) -> list[Row]:
    """Return the rows known by these names, or by one that begins so before a point; all where none is given.

    Raises UsageError for a name without a row.
    """
    names = [_with_above(str(row[0])) for row in rows]
    known = list(dict.fromkeys(name for above in names for name in above))
    for name in only:
        if name not in known:
            raise click.UsageError(f"there is no {what} {name}; {suggest(name, known, 'there are')}")
    return [row for row, above in zip(rows, names, strict=True) if not only or not above.isdisjoint(only)]


def _with_above(name: str) -> Set[str]:
    """Return a name and those of the groups that it is in: `tiers.1` is in `tiers`."""
    steps = name.split(".")
    return dict.fromkeys(".".join(steps[:count]) for count in range(1, len(steps) + 1)).keys()
