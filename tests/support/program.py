"""The program as its user runs it: a process of its own, at a terminal or away from one."""

import atexit
import json
import os
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
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
    call = [*map(str, arguments)]
    if hasattr(os, "fork") and not any(name.startswith(("PYTHON", "LC_", "LANG")) for name in environment):
        code, out, err = _run_on_standby(call, stdin or b"", cwd or Path.cwd(), surroundings(**environment))
    else:  # how Python starts is another each time
        done = subprocess.run(
            [*PROGRAM, *call],
            input=stdin or b"",
            capture_output=True,
            cwd=cwd,
            env=surroundings(**environment),
            check=False,
        )
        code, out, err = done.returncode, done.stdout, done.stderr
    return subprocess.CompletedProcess([*PROGRAM, *call], code, out.decode(encoding), err.decode(encoding))


@cache
def _standby(of: int) -> socket.socket:
    """Return the line of a process to the program that is on standby for it."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    server = Path(__file__).with_name("standby.py")
    process = subprocess.Popen(
        [sys.executable, server, str(theirs.fileno())],
        pass_fds=[theirs.fileno()],
        stdin=subprocess.DEVNULL,
        env=surroundings(),
        start_new_session=True,
    )
    theirs.close()

    def hang_up() -> None:
        ours.close()  # upon which it ends
        process.wait()

    atexit.register(hang_up)
    return ours


def _run_on_standby(
    arguments: list[str], given: bytes, folder: Path, environment: dict[str, str]
) -> tuple[int, bytes, bytes]:
    """Have the program on standby do a call; return its exit code and what it wrote to its two streams."""
    (from_us, to_it), *outs = os.pipe(), os.pipe(), os.pipe()
    answer, told = os.pipe()
    request = {"arguments": arguments, "folder": str(folder), "environment": environment}
    theirs = [from_us, outs[0][1], outs[1][1], told]
    socket.send_fds(_standby(os.getpid()), [json.dumps(request).encode()], theirs)
    for handle in theirs:
        os.close(handle)

    def feed() -> None:
        try:
            with os.fdopen(to_it, "wb") as pipe:
                pipe.write(given)
        except BrokenPipeError:
            pass  # it did not want to read all of it

    with ThreadPoolExecutor(3) as pool:
        pool.submit(feed)
        out, err = pool.map(_drain, [outs[0][0], outs[1][0]])
    return int(_drain(answer)), out, err


def _drain(handle: int) -> bytes:
    with os.fdopen(handle, "rb") as pipe:
        return pipe.read()


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
