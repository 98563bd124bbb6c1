"""What `check` is told beforehand: which rules to hold to, from what on to fail, and which findings are known."""

import os
from collections.abc import Sequence, Set
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

import click

from svcbudget.checking import baseline
from svcbudget.checking.report import Identity
from svcbudget.checking.selection import Selection, means
from svcbudget.cli import options, output
from svcbudget.cli.options import Command
from svcbudget.findings import KINDS, Finding
from svcbudget.opening import open_file
from svcbudget.pricing.typed import read_date

LARGEST = 64 << 20
"""Of a baseline no more bytes are read."""
FAIL_ON = ("error", "warning", "note", "never")


class Judged(NamedTuple):
    """What a run has judged: the files, the place of each as its findings name it, and the rules."""

    files: Set[str]
    selection: Selection


class Baseline:
    """A file of findings that are known, as it is when the run begins."""

    def __init__(self, file: str, *, is_new: bool) -> None:
        """Read the file; one to be written need not be there. Raises OSError, and UsageError for other files."""
        self.file = file
        self.name = Path(file).name
        self.identities: list[Identity] = []
        if is_new and not Path(file).exists():
            return
        try:
            with open_file(file) as text:
                self.identities = baseline.read(text.read(LARGEST))
        except baseline.BrokenBaseline as wrong:
            raise click.UsageError(f"{file} is no baseline: {wrong}") from None

    def path_of(self, file: str) -> str:
        """Return the path of a pricing file from the folder of the baseline: it holds wherever one stands."""
        if file.startswith("<"):
            return file
        try:
            return Path(os.path.relpath(absolute(file), absolute(self.file).parent)).as_posix()
        except ValueError:  # another drive
            return absolute(file).as_posix()

    def renew(self, findings: Sequence[Finding], judged: Judged, inputs: Sequence[str]) -> None:
        """Write it anew: what counts now, and what it knows beyond the files and the rules of this run."""
        was_judged = self._find_judged(self.identities, judged)
        kept = [identity for identity in self.identities if identity not in was_judged]
        self.identities = kept + baseline.collect(findings, self.path_of)
        output.write(baseline.write(self.identities), self.file, inputs)

    def apply(self, findings: Sequence[Finding], judged: Judged) -> tuple[list[Finding], list[Identity]]:
        """Set aside what it knows. Returns all findings, and what of it is found no more."""
        found, left = baseline.apply(findings, self.identities, self.path_of, self.name)
        was_judged = self._find_judged(left, judged)
        return found, [identity for identity in left if identity in was_judged]

    def _find_judged(self, identities: Sequence[Identity], judged: Judged) -> Set[Identity]:
        """Return those that this run would have found: their files were judged, or are gone, their rules asked for."""
        folder = Path(self.file).parent
        paths = {path for path, *_ in identities}
        gone = {path for path in paths if not path.startswith("<") and not (folder / path).exists()}
        meant = gone | {self.path_of(file) for file in judged.files}
        return {one for one in identities if one[0] in meant and judged.selection.takes(one[2])}


def absolute(file: str) -> Path:
    """Return where a file is, links as they are."""
    return Path(os.path.normpath(Path(file).absolute()))


def read_terms(ctx: click.Context, parameter: click.Parameter, value: Sequence[str]) -> list[str]:
    """Read `--select` and `--ignore`: codes, beginnings of codes, or names."""
    terms = [term.strip() for typed in value for term in typed.split(",")]
    for term in terms:
        if not term or not any(means(term, code) for code in KINDS):
            names = [*KINDS, *(kind.name for kind in KINDS.values())]
            near = next(iter(get_close_matches(term, names, 1)), None)
            hint = f"did you mean {near}?" if near else "write a code such as SB203, its beginning, or its name"
            raise click.BadParameter(f"{term!r} means no rule; {hint}")
    return terms


def read_day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> date:
    """Read `--today`; the clock's day where it is not given."""
    return date.today() if value is None else options.read_as(read_date, value)


def judging(command: Command) -> Command:
    """Add the options on which rules to hold to and which findings count."""
    for option in (
        click.option("--today", callback=read_day, metavar="YYYY-MM-DD", envvar="SVCBUDGET_TODAY",
                     help="Day by which an ignore has ended [default: today]."),
        click.option("--exit-zero", is_flag=True, help="Exit with 0 where it would be 1, whatever is found."),
        click.option("--fail-on", type=click.Choice(FAIL_ON), default="error", show_default=True,
                     envvar="SVCBUDGET_FAIL_ON", help="Exit with 1 from this severity on."),
        click.option("--write-baseline", "renews", is_flag=True,
                     help="Write all that is found now to the file of --baseline."),
        click.option("--baseline", "baseline_file", metavar="FILE", envvar="SVCBUDGET_BASELINE",
                     help="Set aside the findings that FILE knows."),
        click.option("--ignore", multiple=True, callback=read_terms, metavar="RULES",
                     help="Leave out these rules."),
        click.option("--select", multiple=True, callback=read_terms, metavar="RULES",
                     help="Only these rules: codes, beginnings of codes such as SB2, or names."),
    ):  # fmt: skip
        command = option(command)
    return command
