"""The program as its user runs it: a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = (sys.executable, "-c", "from svcbudget.cli import run; run()")


def run(
    *arguments: str | Path,
    stdin: bytes | None = None,
    cwd: Path | None = None,
    encoding: str = "utf-8",
    **environment: str,
) -> subprocess.CompletedProcess[str]:
    """Run svcbudget and return its exit code and what it printed; a variable set to "" is taken away."""
    surroundings = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONWARNINGS": "error", **environment}
    surroundings = {name: value for name, value in surroundings.items() if value}
    done = subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        input=stdin or b"",
        capture_output=True,
        cwd=cwd,
        env=surroundings,
        check=False,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding)
    )
