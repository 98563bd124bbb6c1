"""The file of `--baseline`: read when a run begins, and written so that nothing is lost of what others write."""

from collections.abc import Sequence, Set
from functools import cache
from pathlib import Path
from typing import NamedTuple

import click

from svcbudget.checking import baseline
from svcbudget.checking.report import Identity
from svcbudget.checking.selection import Selection
from svcbudget.cli import output
from svcbudget.cli.filenames import name_from
from svcbudget.cli.progress import watch
from svcbudget.findings import Finding
from svcbudget.opening import open_file

LARGEST = 64 << 20
"""Of a baseline no more bytes are read."""


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
        self.folder = Path(file).parent
        self.path_of = cache(self._find_path)
        """The path of a pricing file from the folder of the baseline: it holds wherever one stands."""
        self.identities = self._read(is_new=is_new)

    def _find_path(self, file: str) -> str:
        return name_from(self.folder, file)

    def _read(self, *, is_new: bool) -> list[Identity]:
        try:
            with open_file(self.file) as text:
                entries = baseline.read(text.read(LARGEST))
        except FileNotFoundError:
            if is_new:
                return []
            raise
        except baseline.BrokenBaseline as wrong:
            raise click.UsageError(f"{self.file} is no baseline: {wrong}") from None
        # Where an entry was written on a way through links, its file goes by another path now.
        return [(self.path_of(str(self.folder / path)), *about) for path, *about in entries]  # type: ignore[misc]

    def renew(self, findings: Sequence[Finding], judged: Judged, inputs: Sequence[str]) -> None:
        """Write it anew: what counts now, and what it knows by then beyond the files and the rules of this run."""
        from svcbudget.cli.locking import sole_writer

        with watch(f"waiting to write {self.name}"), sole_writer(self.file):
            known = self._read(is_new=True)
            was_judged = self._find_judged(known, judged)
            kept = [identity for identity in known if identity not in was_judged]
            self.identities = kept + baseline.collect(findings, self.path_of)
            output.write(baseline.write(self.identities), self.file, inputs)

    def apply(self, findings: Sequence[Finding], judged: Judged) -> tuple[list[Finding], list[Identity]]:
        """Set aside what it knows. Returns all findings, and what of it is found no more."""
        found, left = baseline.apply(findings, self.identities, self.path_of, self.name)
        was_judged = self._find_judged(left, judged)
        return found, [identity for identity in left if identity in was_judged]

    def _find_judged(self, identities: Sequence[Identity], judged: Judged) -> Set[Identity]:
        """Return those that this run would have found: their files were judged, or are gone, their rules asked for."""
        from svcbudget.pricing.loading import STDIN

        paths = {path for path, *_ in identities} - {STDIN}
        gone = {path for path in paths if not (self.folder / path).exists()}
        meant = gone | {self.path_of(file) for file in judged.files}
        return {one for one in identities if one[0] in meant and judged.selection.takes(one[2])}
