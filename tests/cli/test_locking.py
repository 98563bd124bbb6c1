"""Runs that write one file at the same time: each waits for its turn, and what the others wrote is not lost."""

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pexpect
import pytest
from program import PROGRAM, run, sit_down, surroundings

from svcbudget.cli import locking
from svcbudget.cli.locking import Busy, sole_writer

RUNS = 20
WRITE = ("--baseline", "known.json", "--write-baseline")
SHOP = """currency: CNY
products:
  - {{name: Dress {0}, sku: DRESS-{0}, price: 50.00, cost: 60.00}}
"""


def without_locks(folder: Path) -> str:
    """Return a search path on which Python finds no locks of files, as on Windows."""
    (folder / "poor").mkdir(exist_ok=True)
    # Some builds have that module within Python itself, where no file comes before it.
    (folder / "poor" / "sitecustomize.py").write_text("import sys\n\nsys.modules['fcntl'] = None\n", "utf-8")
    return f"{folder / 'poor'}{os.pathsep}{surroundings()['PYTHONPATH']}"


def start(folder: Path, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    words = [*PROGRAM, "check", *arguments, *WRITE]
    return subprocess.Popen(
        words, cwd=folder, env=surroundings(**environment), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def finish(runs: Sequence[subprocess.Popen[bytes]]) -> None:
    for one in runs:
        out, errors = one.communicate(timeout=120)
        assert (one.returncode, errors) == (0, b""), (out, errors)


def known(folder: Path) -> list[tuple[str, str, str]]:
    findings = json.loads((folder / "known.json").read_text("utf-8"))["findings"]
    return [(one["file"], one["product"], one["code"]) for one in findings]


@pytest.fixture
def shops(tmp_path: Path) -> Path:
    """Return a folder with twenty pricing files, each with one finding of its own."""
    for number in range(RUNS):
        (tmp_path / f"shop-{number:02}.yaml").write_text(SHOP.format(number), "utf-8")
    return tmp_path


@pytest.mark.parametrize("can_lock", [True, False], ids=["locks", "no locks"])
@pytest.mark.parametrize("is_there", [True, False], ids=["written before", "new"])
def test_twenty_runs_at_once_lose_nothing_and_leave_nothing_behind(shops: Path, can_lock: bool, is_there: bool) -> None:
    if is_there:
        (shops / "hotel.yaml").write_text(SHOP.format("H"), "utf-8")
        finish([start(shops, "hotel.yaml")])
    more = {} if can_lock else {"PYTHONPATH": without_locks(shops)}
    finish([start(shops, f"shop-{number:02}.yaml", **more) for number in range(RUNS)])
    expected = [(f"shop-{number:02}.yaml", f"DRESS-{number}", "SB101") for number in range(RUNS)]
    assert known(shops) == ([("hotel.yaml", "DRESS-H", "SB101")] if is_there else []) + expected
    left = {path.name for path in shops.iterdir() if path.suffix != ".yaml"} - {"poor"}
    assert left == {"known.json"}


def test_runs_over_the_same_file_that_ask_for_different_rules_lose_nothing(tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text("policy: {least_margin: 10%}\n" + SHOP.format(1), "utf-8")
    finish([start(tmp_path, "shop.yaml", "--select", rule) for rule in ("SB101", "SB103") * 3])
    assert [code for _, _, code in known(tmp_path)] == ["SB101", "SB103"]


def test_who_waits_too_long_is_told_that_another_run_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "PATIENCE", 0.1)
    file = str(tmp_path / "known.json")
    with sole_writer(file):
        told = "another run is writing it, and was not done within 0.1 seconds: try again once it is done"
        with pytest.raises(Busy, match=told) as busy:
            sole_writer(file).__enter__()
        assert busy.value.filename == file
        (tmp_path / "other").mkdir()
        with sole_writer(str(tmp_path / "other" / "known.json")):
            pass
    with sole_writer(file):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["other"]


def test_a_run_that_finds_the_file_taken_fails_with_a_clear_word_and_changes_nothing(shops: Path) -> None:
    """Where nothing can be locked, a file beside it stands for the lock; one that a killed run left is told of."""
    poor = without_locks(shops)
    finish([start(shops, "shop-00.yaml", PYTHONPATH=poor)])
    before = (shops / "known.json").read_bytes()
    (shops / "known.json.lock").touch()
    hurried = "import svcbudget.cli.locking as waiting; waiting.PATIENCE = 0.1; from svcbudget.cli import run; run()"
    done = subprocess.run(
        [PROGRAM[0], "-c", hurried, "check", "shop-01.yaml", *WRITE],
        cwd=shops,
        env=surroundings(PYTHONPATH=poor),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "Error: known.json: another run is writing it, and was not done within 0.1 seconds: "
        "try again once it is done; where none runs, delete known.json.lock\n"
    )
    assert (shops / "known.json").read_bytes() == before


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text(SHOP.format(1), "utf-8")
    done = run("check", "shop.yaml", "--baseline", "no/known.json", "--write-baseline", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, "Error: no/known.json: No such file or directory\n")


def test_what_is_no_file_is_written_without_waiting(tmp_path: Path) -> None:
    with sole_writer(os.devnull), sole_writer(os.devnull):
        pass


@pytest.mark.parametrize("can_lock", [True, False], ids=["locks", "no locks"])
def test_one_that_is_interrupted_while_it_waits_lets_go_and_exits_with_130(shops: Path, can_lock: bool) -> None:
    more: dict[str, Any] = {} if can_lock else {"PYTHONPATH": without_locks(shops)}
    marker = shops / "known.json.lock"
    with sole_writer(str(shops / "known.json")):
        marker.touch()
        waiting = sit_down("check", "shop-00.yaml", *WRITE, cwd=shops, **more)
        waiting.expect("waiting to write known.json")
        waiting.sendintr()
        waiting.expect(pexpect.EOF)
        waiting.close()
        assert waiting.exitstatus == 130
    marker.unlink()
    finish([start(shops, "shop-00.yaml", **more)])
    assert not marker.exists()
