"""`svcbudget check`: holds pricing files to the rules; findings for people and CI, an exit code to branch on."""

from collections.abc import Sequence
from datetime import date

import click

from svcbudget.checking.formats.json import FIELDS
from svcbudget.checking.report import Failure, Identity, Report
from svcbudget.checking.selection import Selection
from svcbudget.cli import DATA_AT_FAULT, options, output, say
from svcbudget.cli.baseline_file import Baseline, Judged
from svcbudget.cli.check_options import judging
from svcbudget.cli.filenames import name_for_hosts
from svcbudget.cli.input_files import check_name, find_files, on_a_day, take_in_force
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
@on_a_day
@options.naming
@options.reading
@options.colouring
def command(
    files: tuple[str, ...], form: str, reports: list[tuple[str, str]], select: list[str], ignore: list[str],
    baseline_file: str | None, renews: bool, root: str | None, fail_on: str, exit_zero: bool, today: date,
    fields: Sequence[str] | None, sort: Order, header: bool, get: str | None, target: str | None,
    currency: str | None, max_size: int, color: str | None, called: str | None, day: date | None,
) -> int:  # fmt: skip
    """Hold pricing files to the rules: margins, and the promises under service.

    FILE is YAML or CSV, a pattern such as 'prices/*.yaml', or a folder with all its pricing files; - reads standard
    input. Exits with 1 where a file cannot be used or a finding weighs as much as --fail-on. `svcbudget explain CODE`
    tells all about a finding.
    """
    if renews and baseline_file is None:
        raise click.UsageError("--write-baseline needs --baseline FILE, the file to write")
    check_targets([target, baseline_file, *(file for _, file in reports)])
    choice = Choice(form, fields, header, get, sort)
    check_choice(choice, FIELDS)
    from svcbudget.checking.check import check
    from svcbudget.cli.input_pricing import Reader
    from svcbudget.pricing.loading import STDIN

    names = find_files(files, currency)
    check_name(called, names)
    known = Baseline(baseline_file, is_new=renews) if baseline_file else None
    reader = Reader(max_size=max_size, currency=currency, called=called, tells=False)
    selection = Selection(select, ignore)
    with watch("checking"):
        documents = reader.read_all(names)
        before = [finding for finding in reader.findings if selection.takes(finding.code)]
        opened = [(called or STDIN) if name == "-" else name for name in reader.opened]
        documents = take_in_force(documents, day)
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
        paths=name_for_hosts(names, (finding.place.file for finding in findings), root),
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
