"""The program as its user runs it: a process of its own, at a terminal or away from one."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pexpect

import svcbudget

PROGRAM = (sys.executable, "-c", "from svcbudget.cli import run; run()")
PATIENCE = 60
"""Seconds after which a program that says nothing is taken to hang."""


def surroundings(**environment: str) -> dict[str, str]:
    """Return an environment for the program; a variable set to "" is taken away."""
    package = str(Path(svcbudget.__file__).parents[1])
    whole = {**os.environ, "PYTHONPATH": package, "LC_ALL": "C.UTF-8", "PYTHONWARNINGS": "error", **environment}
    return {name: value for name, value in whole.items() if value}


def run(
    *arguments: str | Path,
    stdin: bytes | None = None,
    cwd: Path | None = None,
    encoding: str = "utf-8",
    **environment: str,
) -> subprocess.CompletedProcess[str]:
    """Run svcbudget and return its exit code and what it printed, line ends as they are."""
    done = subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        input=stdin or b"",
        capture_output=True,
        cwd=cwd,
        env=surroundings(**environment),
        check=False,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding)
    )


def printed(*arguments: str | Path, **more: Any) -> str:
    """Return what a call prints; it must succeed and say nothing else."""
    done = run(*arguments, **more)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def shell(script: str, *arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a shell script in which `"$@"` is svcbudget with these arguments."""
    return subprocess.run(
        ["sh", "-c", script, "sh", *PROGRAM, *map(str, arguments)],
        capture_output=True,
        cwd=cwd,
        env=surroundings(),
        encoding="utf-8",
        check=False,
    )


def sit_down(*arguments: str | Path, columns: int = 80, cwd: Path | None = None, **environment: str) -> pexpect.spawn:
    """Start svcbudget at a terminal so many columns wide."""
    return pexpect.spawn(
        PROGRAM[0],
        [*PROGRAM[1:], *map(str, arguments)],
        dimensions=(50, columns),
        cwd=cwd,
        env=surroundings(**{"TERM": "xterm", **environment}),
        encoding="utf-8",
        timeout=PATIENCE,
    )


def show(*arguments: str | Path, columns: int = 80, cwd: Path | None = None, **environment: str) -> str:
    """Return what svcbudget shows on a terminal so many columns wide; it must exit with 0."""
    child = sit_down(*arguments, columns=columns, cwd=cwd, **environment)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0, child.before
    return str(child.before).replace("\r\n", "\n")
