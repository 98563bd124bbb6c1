"""What `gifts` and `policy` share: one pricing file or none, its document, and rows in the form asked for."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import click

from svcbudget import builtin
from svcbudget.api import built_in_document
from svcbudget.cli import options, output
from svcbudget.cli.files import Reader
from svcbudget.cli.options import Command
from svcbudget.cli.quote import DEFAULT_CURRENCY, no_amounts
from svcbudget.cli.render import render
from svcbudget.cli.showing import DELIMITERS
from svcbudget.document import Document
from svcbudget.exports.delimited import defuse
from svcbudget.findings import Place
from svcbudget.views.section import Section

Fields = Sequence[Any]
BUILT_IN = "built-in"


class Query(NamedTuple):
    """What a command that shows what is in force was asked for."""

    file: str | None
    form: str
    target: str | None
    currency: str | None
    max_size: int
    lang: str | None
    color: str | None


def in_force(command: Command) -> Command:
    """Add the argument and options of a command that shows what is in force."""
    command = options.reading(options.showing(command))
    command = options.form(options.to_file(command))
    return click.argument("file", required=False, type=click.Path(readable=False))(command)


def answer(
    query: Query,
    names: Sequence[str],
    find_rows: Callable[[Document, str], Iterable[Fields]],
    show: Callable[[Document, Sequence[Fields], str], Section],
) -> int:
    """Write what is in force, rows for machines or the section made of them for people; return the exit code."""
    document, inputs, code = _find_document(query)
    if document is None:
        return code
    is_table = query.form in ("table", "svg")
    language = query.lang or (options.language_for_people(None) if is_table else "en")
    rows = list(find_rows(document, language))
    parts: Iterable[str]
    encoding = "utf-8"
    if query.form == "json":
        parts = [json.dumps([dict(zip(names, row, strict=True)) for row in rows], ensure_ascii=False, indent=1), "\n"]
    elif query.form in DELIMITERS:
        parts = [_delimit(names, rows, DELIMITERS[query.form])]
    else:
        section = show(document, rows, language)
        parts, encoding = render([section], query.form, query.color, "svcbudget", query.target)
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


def _delimit(names: Sequence[str], rows: Sequence[Fields], delimiter: str) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n" if delimiter == "," else "\n")
    writer.writerow(names)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return buffer.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "; ".join(value) if isinstance(value, list) else value
    return defuse(text) if isinstance(text, str) else text
