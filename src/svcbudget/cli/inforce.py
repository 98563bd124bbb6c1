"""What `gifts` and `policy` share: one pricing file or none, its document, and rows in the form asked for."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import click

from svcbudget import builtin
from svcbudget.api import built_in_document
from svcbudget.cli import options, output
from svcbudget.cli.files import Reader
from svcbudget.cli.quote import DEFAULT_CURRENCY, no_amounts
from svcbudget.cli.render import render
from svcbudget.document import Document
from svcbudget.exports.delimited import FORMULA_STARTS
from svcbudget.views.section import Section

Command = TypeVar("Command", bound=Callable[..., Any])


def in_force(command: Command) -> Command:
    """Add the argument and options of a command that shows what is in force."""
    command = options.reading(options.showing(command))
    command = click.option(
        "--output",
        "-o",
        "target",
        metavar="FILE",
        help="Write to FILE, whole or not at all, instead of standard output.",
    )(command)
    command = click.option(
        "--format",
        "-f",
        "form",
        type=click.Choice(["table", "json", "csv", "tsv", "markdown", "svg"]),
        default="table",
        show_default=True,
        envvar="SVCBUDGET_FORMAT",
        help="Form of the result.",
    )(command)
    return click.argument("file", required=False, type=click.Path())(command)


def find_document(
    file: str | None, currency: str | None, max_size: int, color: str | None
) -> tuple[Document | None, int]:
    """Return the document of a file, or of the built-in defaults; None and an exit code where it has errors."""
    if file is None:
        code = currency or DEFAULT_CURRENCY
        if code not in builtin.SETS:
            raise click.UsageError(no_amounts(code))
        return built_in_document(code), 0
    reader = Reader(
        max_size=max_size, currency=currency, colour=options.colour_of_messages(color), needs_products=False
    )
    documents = reader.read_all([file])
    return (documents[0] if documents and not reader.code else None), reader.code


def write_rows(
    fields: Sequence[str],
    rows: Iterable[Sequence[Any]],
    section: Callable[[], Section],
    form: str,
    color: str | None,
    target: str | None,
    inputs: Sequence[str],
) -> None:
    """Write rows for machines, or the section that shows them to people."""
    if form == "json":
        text = json.dumps([dict(zip(fields, row, strict=True)) for row in rows], ensure_ascii=False, indent=1) + "\n"
        output.write([text], target, inputs)
    elif form in ("csv", "tsv"):
        buffer = io.StringIO()
        writer = csv.writer(
            buffer, delimiter="," if form == "csv" else "\t", lineterminator="\r\n" if form == "csv" else "\n"
        )
        writer.writerow(fields)
        writer.writerows([[_cell(value) for value in row] for row in rows])
        output.write([buffer.getvalue()], target, inputs)
    else:
        parts, encoding = render([section()], form, color, "svcbudget", target)
        output.write(parts, target, inputs, encoding=encoding)


def _cell(value: Any) -> Any:
    text = " ".join(value) if isinstance(value, list) else value
    return f"'{text}" if isinstance(text, str) and text[:1] and text[0] in FORMULA_STARTS else text


def language(lang: str | None, form: str) -> str:
    """Return the language for a form: the locale's for tables, English for machines."""
    return lang or (options.language_for_people(None) if form in ("table", "svg") else "en")
