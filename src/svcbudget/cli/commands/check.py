"""`svcbudget check`: holds pricing files to the rules; findings for people and CI, an exit code to branch on."""

import os
from collections.abc import Sequence
from datetime import date
from glob import glob
from pathlib import Path

import click

from svcbudget.checking.formats.json import FIELDS
from svcbudget.checking.report import Failure, Identity, Report
from svcbudget.checking.selection import Selection
from svcbudget.cli import DATA_AT_FAULT, options, output, say
from svcbudget.cli.check_options import Baseline, Judged, absolute, judging
from svcbudget.cli.options import look_at_screen
from svcbudget.cli.output_findings import FORMATS, check_targets, read_report, render
from svcbudget.cli.output_rows import Choice, check_choice, choosing
from svcbudget.cli.progress import watch
from svcbudget.findings import Severity
from svcbudget.showing.forms.order import Order


@click.command("check", short_help="Hold pricing files to the rules, for CI.")
@click.argument("files", nargs=-1, required=True, type=click.Path(readable=False), metavar="FILE...")
@options.in_form(FORMATS)
@click.option("--report", "reports", multiple=True, callback=read_report, metavar="FORMAT=FILE",
              help="Write the findings to FILE as well; may be given several times.")  # fmt: skip
@judging
@choosing
@options.to_file
@options.reading
@options.colouring
def command(
    files: tuple[str, ...], form: str, reports: list[tuple[str, str]], select: list[str], ignore: list[str],
    baseline_file: str | None, renews: bool, fail_on: str, exit_zero: bool, today: date,
    fields: Sequence[str] | None, sort: Order, header: bool, get: str | None, target: str | None,
    currency: str | None, max_size: int, color: str | None,
) -> int:  # fmt: skip
    """Hold pricing files to the rules: margins, and the promises under service.

    FILE is YAML or CSV, or a pattern such as 'prices/*.yaml'; - reads standard input. Exits with 1 where a file cannot
    be used or a finding weighs as much as --fail-on. `svcbudget explain CODE` tells all about a finding.
    """
    if renews and baseline_file is None:
        raise click.UsageError("--write-baseline needs --baseline FILE, the file to write")
    check_targets([target, baseline_file, *(file for _, file in reports)])
    choice = Choice(form, fields, header, get, sort)
    check_choice(choice, FIELDS)
    from svcbudget.checking.check import check
    from svcbudget.cli.input_pricing import Reader
    from svcbudget.pricing.loading import STDIN

    names = find_files(files)
    known = Baseline(baseline_file, is_new=renews) if baseline_file else None
    reader = Reader(max_size=max_size, currency=currency, tells=False)
    selection = Selection(select, ignore)
    with watch("checking"):
        documents = reader.read_all(names)
        before = [finding for finding in reader.findings if selection.takes(finding.code)]
        opened = [STDIN if name == "-" else name for name in reader.opened]
        findings = check(documents, selection, today, before, opened)
    stale: list[Identity] = []
    if known:
        judged = Judged({document.file or "" for document in documents}, selection)
        if renews and (reader.code or reader.bugs):
            say(f"{known.file} is not written: a file could not be judged")
        elif renews:
            known.renew(findings, judged, reader.opened)
        findings, stale = known.apply(findings, judged)
    report = Report(
        findings,
        files=names,
        paths={file: relative_path(file) for file in {*names, *(finding.place.file for finding in findings)}},
        products=sum(len(document.products) for document in documents),
        failures=[Failure(*failure) for failure in reader.failures],
        stale=stale,
    )
    screen = look_at_screen(color, target)
    encoding = screen.encoding if form == "text" and get is None else "utf-8"
    inputs = [*reader.opened, *([known.file] if known else [])]
    parts = render(report, choice, colour=screen.colour)
    output.write(parts, target, inputs, encoding=encoding)
    for other, file in reports:
        output.write(render(report, Choice(other)), file, inputs)
    if reader.bugs:
        raise reader.bugs[0]
    is_bad = fail_on != "never" and any(f.severity.rank <= Severity(fail_on).rank for f in report.active)
    code = max(reader.code, DATA_AT_FAULT if is_bad else 0)
    return 0 if exit_zero and code == DATA_AT_FAULT else code


def find_files(names: Sequence[str]) -> list[str]:
    """Return the files that names and patterns mean, each once. Raises UsageError where a pattern matches none."""
    found: list[str] = []
    for name in names:
        if not any(sign in name for sign in "*?[") or Path(name).exists():
            found.append(name)
            continue
        matches = sorted(filter(os.path.isfile, glob(name, recursive=True)))  # noqa: PTH207 - Path.glob takes no absolute ones
        if not matches:
            raise click.UsageError(f"no file matches {name}")
        found += matches
    once: dict[str, str] = {}
    for name in found:
        once.setdefault(name if name == "-" else os.path.realpath(name), name)
    return list(once.values())


def relative_path(file: str) -> str:
    """Return the path of a file from here, with `/`; an absolute one where it lies outside, standard input as it is."""
    if file.startswith("<"):
        return file
    path = absolute(file)
    return (path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path).as_posix()
