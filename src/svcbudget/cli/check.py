"""`svcbudget check`: holds pricing files to the rules; findings for people and CI, an exit code to branch on."""

import os
from collections.abc import Iterable, Sequence
from datetime import date
from glob import glob
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from svcbudget import __version__
from svcbudget.cli import DATA_AT_FAULT, options, output, say
from svcbudget.cli.known import Baseline, Judged, absolute, judging
from svcbudget.cli.options import look_at_screen
from svcbudget.cli.progress import watch
from svcbudget.findings import Severity
from svcbudget.report import Failure, Identity, Report
from svcbudget.selection import Selection

FORMATS = ("text", "json", "github", "gitlab", "junit", "sarif")


def read_report(ctx: click.Context, parameter: click.Parameter, value: Sequence[str]) -> list[tuple[str, str]]:
    """Read `--report`: a format and a file."""
    reports = []
    for typed in value:
        form, _, file = typed.partition("=")
        if form not in FORMATS or not file or file == "-":
            raise click.BadParameter(f"{typed!r} is not FORMAT=FILE, with one of {', '.join(FORMATS)}")
        reports.append((form, file))
    return reports


@click.command("check", short_help="Hold pricing files to the rules, for CI.")
@click.argument("files", nargs=-1, required=True, type=click.Path(readable=False), metavar="FILE...")
@click.option("--format", "-f", "form", type=click.Choice(FORMATS), default="text", show_default=True,
              help="Form of the result.")  # fmt: skip
@click.option("--report", "reports", multiple=True, callback=read_report, metavar="FORMAT=FILE",
              help="Write the findings to FILE as well; may be given several times.")  # fmt: skip
@judging
@options.to_file
@options.reading
@options.showing
def command(
    files: tuple[str, ...], form: str, reports: list[tuple[str, str]], select: list[str], ignore: list[str],
    baseline_file: str | None, renews: bool, fail_on: str, exit_zero: bool, today: date, target: str | None,
    currency: str | None, max_size: int, lang: str | None, color: str | None,
) -> int:  # fmt: skip
    """Hold pricing files to the rules: margins, and the promises under service.

    FILE is YAML or CSV, or a pattern such as 'prices/*.yaml'; - reads standard input. Exits with 1 where a file cannot
    be used or a finding weighs as much as --fail-on. `svcbudget explain CODE` tells all about a finding.
    """
    if renews and baseline_file is None:
        raise click.UsageError("--write-baseline needs --baseline FILE, the file to write")
    from svcbudget.checking import check
    from svcbudget.cli.files import Reader
    from svcbudget.loading import STDIN

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
        if renews and not reader.code:
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
    for other, file in reports:
        output.write(render(report, other, colour=False), file, reader.opened)
    screen = look_at_screen(color, target)
    encoding = screen.encoding if form == "text" else "utf-8"
    output.write(render(report, form, colour=screen.colour), target, reader.opened, encoding=encoding)
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
    return list(dict.fromkeys(found))


def relative_path(file: str) -> str:
    """Return the path of a file from here, with `/`; an absolute one where it lies outside, standard input as it is."""
    if file.startswith("<"):
        return file
    path = absolute(file)
    return (path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path).as_posix()


def render(report: Any, form: str, *, colour: bool) -> Iterable[str]:
    """Return a report in the form asked for, and say what a host's limit leaves out of it."""
    module = import_module(f"svcbudget.formats.{form}")
    left_out = module.left_out(report) if hasattr(module, "left_out") else None
    if left_out:
        say(f"{form}: {left_out}")
    if form == "text":
        return module.write_report(report, colour=colour)  # type: ignore[no-any-return]
    return module.write(report, __version__) if form == "sarif" else module.write(report)  # type: ignore[no-any-return]
