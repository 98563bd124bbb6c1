"""The results of `check`: which forms there are, where each goes, and the report as text in any of them."""

import os
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

import click

from svcbudget import __version__
from svcbudget.checking.formats.json import FIELDS
from svcbudget.checking.report import Report
from svcbudget.cli import output, say
from svcbudget.cli.options import wants_all_errors
from svcbudget.cli.output_rows import Choice, write_rows

if TYPE_CHECKING:
    from svcbudget.showing.forms.order import Order

FORMATS = ("text", "json", "jsonl", "csv", "tsv", "github", "gitlab", "junit", "sarif")


def read_report(ctx: click.Context, parameter: click.Parameter, value: Sequence[str]) -> list[tuple[str, str]]:
    """Read `--report`: a format and a file."""
    reports = []
    for typed in value:
        form, _, file = typed.partition("=")
        if form not in FORMATS or not file or file == "-":
            raise click.BadParameter(f"{typed!r} is not FORMAT=FILE, with one of {', '.join(FORMATS)}")
        reports.append((form, file))
    return reports


def check_targets(files: Sequence[str | None]) -> None:
    """Refuse to write two things to one file. Raises UsageError."""
    met: set[str] = set()
    for file in files:
        place = os.path.realpath(file or "-")
        if file in (None, "-") or place.startswith("/dev/"):
            continue
        if place in met:
            raise click.UsageError(f"{file} is named twice: each result needs a file of its own")
        met.add(place)


def render(report: Report, choice: Choice, *, colour: bool = False) -> Iterable[output.Part]:
    """Return a report in the form asked for, and say what a host's limit leaves out of it."""
    form = choice.form
    if choice.sort:
        report = sort_findings(report, choice.sort)
    if choice.get is not None or form in ("csv", "tsv"):
        rows = import_module("svcbudget.checking.formats.rows").make_rows(report)
        return write_rows(FIELDS, rows, choice._replace(sort=()), one_by="--select CODE")[0]
    if form in ("json", "jsonl"):
        module = import_module(f"svcbudget.checking.formats.{'json' if form == 'json' else 'rows'}")
        return module.write(report, choice.fields or FIELDS)  # type: ignore[no-any-return]
    module = import_module(f"svcbudget.checking.formats.{form}")
    left_out = module.left_out(report) if hasattr(module, "left_out") else None
    if left_out:
        say(f"{form}: {left_out}")
    if form == "text":
        return module.write_report(report, colour=colour, all_errors=wants_all_errors())  # type: ignore[no-any-return]
    return module.write(report, __version__) if form == "sarif" else module.write(report)  # type: ignore[no-any-return]


def sort_findings(report: Report, order: "Order") -> Report:
    """Return a report whose findings are in the order of these fields."""
    from svcbudget.checking.formats.rows import make_rows
    from svcbudget.showing.forms.order import arrange

    rows = list(make_rows(report))
    return report.in_order(arrange(range(len(rows)), rows.__getitem__, FIELDS, order))
