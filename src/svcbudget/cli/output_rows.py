"""The options of commands that write rows: which fields, with or without a header, or one bare value alone."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import click

from svcbudget.cli.options import Command

if TYPE_CHECKING:
    from svcbudget.showing.forms.rows import Row

CHOOSABLE = ("csv", "tsv", "json", "jsonl", "markdown")
"""The forms whose fields can be chosen."""


def read_fields(ctx: click.Context, parameter: click.Parameter, value: str | None) -> Sequence[str] | None:
    """Read `--fields`: names between commas, each once."""
    if value is None:
        return None
    fields = [name.strip() for name in value.split(",")]
    if "" in fields:
        raise click.BadParameter(f"{value!r} are not names between commas")
    twice = next((name for name in fields if fields.count(name) > 1), None)
    if twice:
        raise click.BadParameter(f"{twice} stands there twice")
    return fields


def choosing(command: Command) -> Command:
    """Add the options on fields, header and one bare value."""
    command = click.option("--get", metavar="FIELD", help="Print the bare value of one field of the only row.")(command)
    command = click.option(
        "--no-header",
        "header",
        is_flag=True,
        callback=lambda ctx, parameter, is_given: not is_given,
        help="CSV and TSV without the names of the fields.",
    )(command)
    return click.option(
        "--fields",
        callback=read_fields,
        metavar="A,B,C",
        help="Only these fields, in this order; csv, tsv, json, jsonl.",
    )(command)


def check_choice(
    names: Sequence[str], form: str, *, fields: Sequence[str] | None, header: bool, get: str | None
) -> None:
    """Refuse fields that are not among `names`, and options that say nothing to this form. Raises UsageError."""
    if get is not None:
        if fields is not None:
            raise click.UsageError("--get is one value, --fields are several; give one of them")
        _check_names(names, [get])
        return
    if fields is not None:
        if form not in CHOOSABLE:
            raise click.UsageError(f"--fields goes with csv, tsv, json and jsonl, not with {form}; add --format csv")
        _check_names(names, fields)
    if not header and form not in ("csv", "tsv"):
        raise click.UsageError(f"--no-header goes with csv and tsv, not with {form}")


def write_rows(
    names: Sequence[str],
    rows: Iterable["Row"],
    form: str,
    *,
    fields: Sequence[str] | None,
    header: bool,
    get: str | None,
    one_by: str = "--only SKU",
) -> Iterable[str]:
    """Return rows as text in the form asked for, or one bare value and a line feed, None as an empty line.

    Raises UsageError where `check_choice` does, and where a value is to be had of none or of several rows: `one_by` is
    what chooses one.
    """
    from svcbudget.showing.forms.rows import cell_text, pick, write

    check_choice(names, form, fields=fields, header=header, get=get)
    if get is not None:
        found = list(islice(rows, 2))
        if len(found) != 1:
            there_are = f"there are several; narrow them down with {one_by}" if found else "there is none"
            raise click.UsageError(f"--get is for one row, and {there_are}")
        return [cell_text(found[0][names.index(get)]) + "\n"]
    return write(*pick(names, rows, fields), form, header=header)


def _check_names(names: Sequence[str], wanted: Sequence[str]) -> None:
    from svcbudget.showing.forms.rows import UnknownField, choose

    try:
        choose(names, wanted)
    except UnknownField as unknown:
        from svcbudget.guess import nearest

        near = nearest(unknown.name, list(unknown.known))
        hint = f"; did you mean {near}?" if near else ""
        known = ", ".join(unknown.known)
        raise click.UsageError(f"there is no field {unknown.name}; known fields: {known}{hint}") from None
