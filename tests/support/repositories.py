"""A repository with the pricing file of the guide's story, and the commands that hosts run in it."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from checkout import ROOT
from program import PROGRAM, surroundings

PAGE = ROOT / "docs" / "ci.md"
EXAMPLES = ROOT / "examples" / "ci"
GOOD, CUT = "tea-shop.yaml", "tea-shop.cut.yaml"
DAY = "2027-04-12"
"""The day of the story: its exception has not ended."""

ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
INSTALL, CHECK = ACTION["runs"]["steps"]

SEARCHED = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
APART = {"PYTHONPATH": "", "PYTHONWARNINGS": ""}
"""What keeps the checkout out of reach of what is installed, and lets other programs warn."""

needs_bash = pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")


def lay(folder: Path, example: str) -> Path:
    """Put a file of the story where a shop keeps it."""
    file = folder / "prices" / "tea-shop.yaml"
    file.write_bytes((EXAMPLES / example).read_bytes())
    return file


def run(words: Sequence[str | Path], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command; what it prints and what it complains of come as one text."""
    return subprocess.run(
        words,
        cwd=folder,
        env=surroundings(PATH=SEARCHED, MAKEFLAGS="", MAKELEVEL="") | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


def make_repository(folder: Path) -> Path:
    """Make a folder with the pricing file of the story, before the cut."""
    (folder / "prices").mkdir(parents=True)
    lay(folder, GOOD)
    return folder


def make_programs(folder: Path) -> Path:
    """Make a folder with `svcbudget` as a command, where the action installs it."""
    file = folder / "svcbudget" / "bin" / "svcbudget"
    file.parent.mkdir(parents=True)
    file.write_text(f'#!/bin/sh\nexec {shlex.join(PROGRAM)} "$@"\n', "utf-8")
    file.chmod(0o755)
    return file.parent
