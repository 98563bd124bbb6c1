"""Results that are rows: which fields of them, in which order, with or without a header, or one bare value alone."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import click

from svcbudget.cli.options import Command
from svcbudget.cli.output import Part
from svcbudget.cli.output_sections import render

if TYPE_CHECKING:
    from svcbudget.showing.forms.order import Order
    from svcbudget.showing.forms.rows import Row

ROWS = ("csv", "tsv", "json", "jsonl")
"""The forms that are rows for programs."""
SECTIONS = ("table", "markdown", "svg")
"""The forms for people; where fields are asked for they hold rows as well."""


class Choice(NamedTuple):
    """What of the rows is asked for."""

    form: str
    fields: Sequence[str] | None = None
    header: bool = True
    get: str | None = None
    sort: "Order" = ()

    @property
    def is_rows(self) -> bool:
        """Whether rows are asked for, or a value of one, and not what is made of them for people."""
        return self.get is not None or self.fields is not None or self.form in ROWS


def read_fields(ctx: click.Context, parameter: click.Parameter, value: str | None) -> Sequence[str] | None:
    """Read `--fields`: names between commas, each once."""
    return None if value is None else _read_names(value, value.split(","))


def read_order(ctx: click.Context, parameter: click.Parameter, value: str | None) -> "Order":
    """Read `--sort`: names between commas, each with a minus before it where the highest comes first."""
    typed = [name.strip() for name in value.split(",")] if value is not None else []
    names = _read_names(value or "", [name.removeprefix("-") for name in typed])
    return [(name, one.startswith("-")) for name, one in zip(names, typed, strict=True)]


def _read_names(typed: str, parts: Sequence[str]) -> Sequence[str]:
    names = [part.strip() for part in parts]
    if "" in names:
        raise click.BadParameter(f"{typed!r} are not names between commas")
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise click.BadParameter(f"{twice} stands there twice")
    return names


def choosing(command: Command) -> Command:
    """Add the options on fields, order, header and one bare value."""
    for option in (
        click.option("--get", metavar="FIELD", help="Print the bare value of one field of the only row."),
        click.option("--no-header", "header", is_flag=True,
                     callback=lambda ctx, parameter, is_given: not is_given,
                     help="CSV and TSV without the names of the fields."),
        click.option("--sort", callback=read_order, metavar="FIELD",
                     help="Sort by this field, numbers as numbers; -FIELD: the highest first. Several as A,-B."),
        click.option("--fields", callback=read_fields, metavar="A,B,C",
                     help="Only these fields, in this order; a table of them in table, markdown and svg."),
    ):  # fmt: skip
        command = option(command)
    return command


def check_choice(
    choice: Choice, names: Sequence[str], in_json: Sequence[str] | None = None, lists: Sequence[str] = ()
) -> None:
    """Refuse fields that are not among `names`, and options that say nothing to this form. Raises UsageError.

    JSON and JSON Lines may have others, `in_json`, among them `lists`, which are not one value.
    """
    form, get, order = choice.form, choice.get, [name for name, _ in choice.sort]
    if get is not None:
        for is_given, option in ((choice.fields is not None, "--fields are several"), (order, "--sort is for several")):
            if is_given:
                raise click.UsageError(f"--get is one value, {option}; give one of them")
        _check_names(names, [get], lists)
        return
    if form not in (*ROWS, *SECTIONS):
        for is_given, option in ((choice.fields is not None, "--fields"), (order, "--sort")):
            if is_given:
                raise click.UsageError(f"{option} goes with {', '.join(ROWS[:-1])} and {ROWS[-1]}, not with {form};"
                                       " add --format csv")  # fmt: skip
    _check_names((in_json or names) if form in ("json", "jsonl") else names, choice.fields or (), lists)
    _check_names(names, order, lists)
    if not choice.header and form not in ("csv", "tsv"):
        raise click.UsageError(f"--no-header goes with csv and tsv, not with {form}")


def write_rows(
    names: Sequence[str],
    rows: Iterable["Row"],
    choice: Choice,
    *,
    one_by: str = "--only SKU",
    document: Callable[[Iterator[str]], Iterable[str]] | None = None,
    color: str | None = None,
    target: str | None = None,
    notes: Sequence[str] = (),
) -> tuple[Iterable[Part], str]:
    """Return rows as text in the form asked for, and the encoding it is for; one value is followed by a line feed.

    In JSON, `document` puts written records into what stands around them. `notes` stand below the rows in a table.
    Raises UsageError where a value is to be had of none or of several rows: `one_by` is what chooses one.
    """
    from svcbudget.showing.forms.rows import cell_text, make_records, pick, write

    form, get = choice.form, choice.get
    if get is not None:
        found = list(islice(rows, 2))
        if len(found) != 1:
            there_are = f"there are several; narrow them down with {one_by}" if found else "there is none"
            raise click.UsageError(f"--get is for one row, and {there_are}")
        return [cell_text(found[0][names.index(get)]) + "\n"], "utf-8"
    if choice.sort:
        from svcbudget.showing.forms.order import sort_rows

        rows = sort_rows(names, rows, choice.sort)
    names, rows = pick(names, rows, choice.fields)
    if form in ("table", "svg"):
        from svcbudget.showing.columns import show_rows

        return render([show_rows(names, rows, notes)], form, color, "svcbudget", target)
    if form == "json" and document:
        return document(make_records(names, rows)), "utf-8"
    return write(names, rows, form, header=choice.header), "utf-8"


def _check_names(names: Sequence[str], wanted: Sequence[str], lists: Sequence[str]) -> None:
    """Refuse a name that there is not, and say which of those that there are come nearest. Raises UsageError."""
    for name in wanted:
        if name in names:
            continue
        if name in lists:
            raise click.UsageError(f"{name} is a list: it is in --format json and jsonl alone, and is no single value")
        from svcbudget.guess import nearest_few

        *some, last = nearest_few(name, list(names))
        near = f"{', '.join(some)} or {last}" if some else last
        raise click.UsageError(f"there is no field {name}; did you mean {near}?")
