"""What the tests of the month-end share: where its script stands, what it books, and what is read of that."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from accounting import codes
from checkout import ROOT

PAGE = ROOT / "docs" / "month-end.md"
SCRIPTS = ROOT / "examples" / "scripts"
CLOSE = "month-end-close.sh"
OCTOBER = ["svc-2026-10-CNY-TABLE", "svc-2026-10-CNY-TEA-100", "svc-2026-10-CNY-TEA-SET", "svp-2026-10-20-"]
NOVEMBER = ["svc-2026-11-CNY-TABLE", "svc-2026-11-CNY-TEA-100", "svc-2026-11-CNY-TEA-SET"]
NOVEMBER += ["svp-2026-11-05-", "svp-2026-11-12-"]
Run = Callable[..., subprocess.CompletedProcess[str]]


def look(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder with what they hold."""
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def told(done: subprocess.CompletedProcess[str]) -> tuple[int, list[str]]:
    """Return the exit code and the lines that were printed."""
    return done.returncode, done.stdout.splitlines()


def append(file: Path, row: str) -> None:
    with file.open("a", encoding="utf-8") as table:
        table.write(row + "\n")


def posted(desk: Path) -> list[str]:
    """Return the codes of all entries that hledger reads, those of payments without their digest."""
    found = codes("hledger", (desk / "data" / "service.journal").read_text("utf-8"))
    return sorted(re.sub("(?<=svp-....-..-..-).*", "", code) for _, code in found)
