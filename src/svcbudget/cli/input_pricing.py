"""Pricing files in: opens them within the size allowed, and reports what is wrong with any of them."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import BinaryIO

from svcbudget.cli import CALL_AT_FAULT, DATA_AT_FAULT, options, say
from svcbudget.cli.options import wants_all_errors
from svcbudget.cli.parallel import HANDS
from svcbudget.findings import Finding, Likeness, Place, Severity
from svcbudget.opening import Fence, open_file
from svcbudget.pricing.document import Document
from svcbudget.pricing.loading import STDIN, load
from svcbudget.pricing.products import Register

MIB = 1024 * 1024


class TooLarge(OSError):
    """A file is larger than `--max-size` allows."""


class Reader:
    """Reads the pricing files of a run; collects findings and the exit code they call for."""

    def __init__(
        self,
        *,
        max_size: int,
        currency: str | None = None,
        colour: bool = False,
        called: str | None = None,
        needs_products: bool = True,
        tells: bool = True,
    ) -> None:
        """Set what holds for all files: `max_size` in MiB; `currency` beats the files' own.

        What is read from standard input is named `called`.

        What is wrong is told on standard error once all are read, unless `tells` is False: then it is only collected.
        """
        self.max_size = max_size
        self.currency = currency
        self.colour = colour
        self.within = options.extends_within()
        self.called = called or STDIN
        self.needs_products = needs_products
        self.tells = tells
        self.findings: list[Finding] = []
        self.failures: list[tuple[str, str]] = []
        """The files that could not be opened, and why."""
        self.bugs: list[Exception] = []
        """Faults of ours; whoever asked for no telling raises the first once all is told."""
        self.register = Register()
        self.code = 0
        self.opened: list[str] = []
        """Every file that was opened, also those that others extend."""

    def read_all(self, names: Sequence[str]) -> list[Document]:
        """Return the documents of all files; where any has an error, `code` is not 0 and nothing is to be written."""
        documents = []
        for name in names:
            try:
                document, findings = load(
                    name,
                    self._load,
                    open_extended=self._fenced(name),
                    called=self.called,
                    register=self.register,
                    currency=self.currency,
                    needs_products=self.needs_products,
                    hands=HANDS,
                )
            except TooLarge as wrong:
                hint = "raise --max-size where the file is meant to be so large"
                self._report([Finding("SB001", str(wrong), Place(self.called if name == "-" else name), hint)])
                continue
            except OSError as wrong:
                self.failures.append((name, f"cannot read {name}: {wrong.strerror or wrong}"))
                say(f"Error: {self.failures[-1][1]}")
                self.code = max(self.code, CALL_AT_FAULT)
                continue
            except Exception as bug:  # a fault of ours with one file does not silence what is wrong with the others
                self.bugs.append(bug)
                self.failures.append((name, f"a fault of svcbudget itself: {type(bug).__name__}"))
                continue
            self._report(findings)
            if document:
                documents.append(document)
        if self.tells:
            self.tell(self.findings)
        if self.bugs and self.tells:
            raise self.bugs[0]
        return documents

    def _load(self, name: str) -> bytes:
        """Read a file's bytes, no more than are allowed."""
        self.opened.append(name)
        if name == "-":
            if sys.stdin is None:
                raise OSError("standard input is closed")
            return self._take(sys.stdin.buffer)
        with open_file(name) as file:
            return self._read(file)

    def _fenced(self, first: str) -> Callable[[str], bytes]:
        """Return what reads the files that a file extends, as far as it may."""
        # What has no name of its own on standard input stands, as it were, in the current folder.
        start = self.called if first == "-" else first

        def load_extended(name: str) -> bytes:
            with Fence(start, self.within).open(name) as file:
                self.opened.append(name)
                return self._read(file)

        return load_extended

    def _read(self, file: BinaryIO) -> bytes:
        """Read a file, no more than is allowed."""
        size = os.fstat(file.fileno()).st_size
        if size > self.max_size * MIB:
            raise TooLarge(f"is {-(-size // MIB)} MiB large, more than the {self.max_size} MiB that --max-size allows")
        # A regular file is as long as it says: asked for at once it takes its own size and no more.
        return file.read(size) if size else self._take(file)

    def _take(self, file: BinaryIO) -> bytes:
        """Read all of a file in pieces: to ask for all at once would set aside as much memory as is allowed."""
        pieces = [file.read(MIB)]
        while len(pieces[-1]) == MIB:
            pieces.append(file.read(MIB))
            if len(pieces) > self.max_size and pieces[-1]:
                raise TooLarge(f"is larger than the {self.max_size} MiB that --max-size allows")
        return b"".join(pieces)

    def _report(self, findings: list[Finding]) -> None:
        self.findings += findings
        if any(finding.severity is Severity.ERROR for finding in findings):
            self.code = max(self.code, DATA_AT_FAULT)

    def tell(self, findings: Sequence[Finding], more: Mapping[Likeness, int] | None = None) -> None:
        """Tell what is wrong on standard error, some of each kind; `more` counts what is not among the findings."""
        from svcbudget.checking.formats import text

        encoding = (sys.stderr and sys.stderr.encoding) or "utf-8"
        write = text.write if wants_all_errors() else partial(text.write_few, more=more)
        for part in write(findings, colour=self.colour):
            if sys.stderr is not None:
                sys.stderr.write(part.encode(encoding, "backslashreplace").decode(encoding))
