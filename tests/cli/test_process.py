"""How the program behaves as a process: where its results and its messages go, and what its exit code says."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from program import PATIENCE, PROGRAM, run, shell, surroundings

from svcbudget.cli import input_pricing, main
from svcbudget.planning import planner
from svcbudget.pricing.loading import load

FORMATS = ("table", "json", "csv", "tsv", "markdown", "svg")
SHOP = "currency: CNY\nproducts:\n  - {name: Dress, price: 100.00, cost: 60.00}\n"
WRONG = "currency: CNY\nproducts:\n  - {name: Dress, price: '1,234.50', cost: 60.00}\n"
NO_ROOM = "No space left on device"

linux_only = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
not_as_root = pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Return a folder with a sound pricing file, one at fault, and a long one."""
    (tmp_path / "shop.yaml").write_text(SHOP)
    (tmp_path / "wrong.yaml").write_text(WRONG)
    lines = "".join(f"  - {{name: Dress {i}, price: {i + 2}.00, cost: 1.00}}\n" for i in range(2000))
    (tmp_path / "long.yaml").write_text(f"currency: CNY\nproducts:\n{lines}")
    return tmp_path


@pytest.mark.parametrize("form", FORMATS)
def test_results_go_to_standard_output_and_nothing_to_standard_error(form: str, shop: Path) -> None:
    done = run("plan", "shop.yaml", "--format", form, cwd=shop)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Dress" in done.stdout


@pytest.mark.parametrize("form", FORMATS)
def test_data_at_fault_is_exit_1_with_the_findings_on_standard_error(form: str, shop: Path) -> None:
    done = run("plan", "wrong.yaml", "--format", form, cwd=shop)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("wrong.yaml:3:26: error[SB007] price: 1,234.50 is not an amount\n")


@pytest.mark.parametrize("command", ["gifts", "policy"])
def test_data_at_fault_is_exit_1_in_the_commands_that_show_what_is_in_force(command: str, shop: Path) -> None:
    done = run(command, "wrong.yaml", cwd=shop)
    assert (done.returncode, done.stdout) == (1, "")
    assert "error[SB007]" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("plan nowhere.yaml", "cannot read nowhere.yaml: No such file or directory"),
        ("gifts .", "cannot read .: Is a directory"),
        ("gifts nowhere.yaml", "cannot read nowhere.yaml: No such file or directory"),
        ("plan", "Missing argument"),
        ("quote", "give exactly one of cost, margin and profit"),
        ("quote --price 100 --cost 60 --margin 40%", "cost and margin are given together"),
        ("quote --price 1,5 --cost 1", "1,5 is not an amount"),
        ("frobnicate", "No such command 'frobnicate'; there are plan, quote, check"),
        ("plna shop.yaml", "No such command 'plna'; did you mean plan?"),
        ("CHECK shop.yaml", "did you mean check?"),
        ("plan shop.yaml --frob", "No such option"),
        ("plan shop.yaml --format excel", "'excel' is not one of"),
        ("plan shop.yaml --lang fr", "'fr' is not one of"),
        ("plan shop.yaml --currency cny", "did you mean CNY?"),
        ("plan shop.yaml --show budget,weather", "'weather' is none of"),
        ("plan shop.yaml --limit 0", "'0' is neither a number above 0 nor all"),
        ("plan shop.yaml --start 2026-13", "'2026-13' is not a month"),
        ("plan shop.yaml --explain --format csv", "--explain is for people"),
        ("schema weather", "'weather' is not one of"),
        ("policy --currency JPY", "svcbudget init --currency JPY"),
    ],
)
def test_a_call_at_fault_is_exit_2_and_says_why(arguments: str, message: str, shop: Path) -> None:
    done = run(*arguments.split(), cwd=shop)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr


@not_as_root
def test_a_file_that_may_not_be_read_is_exit_2(shop: Path) -> None:
    (shop / "shop.yaml").chmod(0)
    done = run("plan", "shop.yaml", cwd=shop)
    assert (done.returncode, done.stderr) == (2, "Error: cannot read shop.yaml: Permission denied\n")


def test_of_several_files_all_are_reported_and_the_highest_code_wins(shop: Path) -> None:
    (shop / "also.yaml").write_bytes((shop / "wrong.yaml").read_bytes())
    done = run("plan", "wrong.yaml", "nowhere.yaml", "shop.yaml", "also.yaml", "wrong.yaml", cwd=shop)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("error[SB007]") == 2  # a file that is named twice is read once
    assert "cannot read nowhere.yaml" in done.stderr


def test_a_fault_of_ours_with_one_file_leaves_the_others_reported(
    shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """3 beats 2 beats 1."""

    def stumble(name: str, *rest: object, **more: object) -> object:
        return 1 // 0 if name == "shop.yaml" else load(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.chdir(shop)
    monkeypatch.setattr(input_pricing, "load", stumble)
    assert main(["plan", "shop.yaml", "nowhere.yaml", "wrong.yaml"]) == 3
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "cannot read nowhere.yaml" in printed.err
    assert "error[SB007]" in printed.err
    assert "a fault of svcbudget itself: ZeroDivisionError" in printed.err


@pytest.mark.parametrize("form", FORMATS)
def test_a_fault_of_ours_is_exit_3_and_one_line(
    form: str, shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stumble(*_: object) -> None:
        raise ZeroDivisionError("of\nours")

    monkeypatch.chdir(shop)
    monkeypatch.setattr(planner.Planner, "plan", stumble)
    assert main(["plan", "shop.yaml", "--format", form]) == 3
    message = "Error: a fault of svcbudget itself: ZeroDivisionError: of\\x0aours (--debug shows where)\n"
    assert capsys.readouterr().err == message
    assert main(["plan", "shop.yaml", "--format", form, "--debug"]) == 3
    assert "Traceback (most recent call last)" in capsys.readouterr().err


def test_a_reader_that_went_away_is_exit_141_and_silent(shop: Path) -> None:
    with subprocess.Popen(
        [*PROGRAM, "plan", "long.yaml", "--format", "csv"],
        cwd=shop,
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline().startswith(b"file,line,sku")
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


@pytest.mark.parametrize("arguments", [["--help"], ["plan", "--help"], ["--version"], ["quote", "--profit", "40"]])
def test_a_reader_that_was_never_there_is_exit_141_and_silent(arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as pipe:
        done = subprocess.run(
            [*PROGRAM, *arguments], env=surroundings(), stdout=pipe, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr) == (141, b"")


def test_the_usual_pipelines_end_as_a_shell_expects(shop: Path) -> None:
    done = shell('{ "$@"; echo $? >code; } | head -n 1', "plan", "long.yaml", "--format", "tsv", cwd=shop)
    assert done.stdout.startswith("file\tline\t")
    assert (done.stderr, (shop / "code").read_text()) == ("", "141\n")


@pytest.fixture
def waiting(shop: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Start a `plan` of standard input, wait until it says at its terminal that it is reading, and return both."""
    ours, theirs = os.openpty()
    with subprocess.Popen(
        [*PROGRAM, "plan", "-"],
        env=surroundings(TERM="xterm"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        said = b""
        while not said.endswith("reading…".encode()):
            said += os.read(ours, 1000)
        yield process, ours
        process.kill()
    os.close(ours)


def read_rest(terminal: int) -> bytes:
    """Return what is still shown at a terminal that its program has left."""
    rest = b""
    with suppress(OSError):
        while piece := os.read(terminal, 1000):
            rest += piece
    return rest


def test_ctrl_c_is_exit_130_without_a_traceback(waiting: tuple[subprocess.Popen[bytes], int]) -> None:
    process, terminal = waiting
    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE) == 130
    assert process.stdout
    assert process.stdout.read() == b""
    assert read_rest(terminal).strip() == b"\x1b[K"


def test_long_work_shows_a_sign_of_life_on_a_terminal_and_clears_it(
    waiting: tuple[subprocess.Popen[bytes], int],
) -> None:
    process, terminal = waiting
    results, _ = process.communicate(SHOP.encode(), PATIENCE)
    assert process.returncode == 0
    assert "Dress" in results.decode()
    assert read_rest(terminal) == b"\r\x1b[K"


@pytest.mark.parametrize(
    "arguments", ["--help", "--version", "plan shop.yaml", "plan shop.yaml -f json", "quote --profit 40 --get budget"]
)
def test_a_closed_standard_output_is_never_a_success(arguments: str, shop: Path) -> None:
    done = shell('"$@" >&-', *arguments.split(), cwd=shop)
    assert (done.returncode, done.stderr) == (2, "Error: standard output: it is closed\n")


def test_a_closed_standard_output_does_not_matter_where_a_file_is_written(shop: Path) -> None:
    done = shell('"$@" >&-', "plan", "shop.yaml", "-o", "plan.txt", cwd=shop)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Dress" in (shop / "plan.txt").read_text("utf-8")


def test_a_closed_standard_error_changes_no_exit_code(shop: Path) -> None:
    for name, code in (("shop.yaml", 0), ("wrong.yaml", 1), ("nowhere.yaml", 2)):
        assert shell('"$@" 2>&-', "plan", name, cwd=shop).returncode == code
    assert shell('"$@" 2>&-', "plan", "--frob").returncode == 2


def test_a_closed_standard_input_cannot_be_read() -> None:
    done = shell('"$@" <&-', "plan", "-")
    assert (done.returncode, done.stderr) == (2, "Error: cannot read -: standard input is closed\n")


@linux_only
@pytest.mark.parametrize(
    "arguments",
    [
        *(f"plan shop.yaml --format {form}" for form in FORMATS),
        "quote --profit 40 --get budget",
        "gifts",
        "policy --format csv",
        "schema",
        "init -",
    ],
)
def test_a_full_disk_is_never_a_success(arguments: str, shop: Path) -> None:
    done = shell('"$@" >/dev/full', *arguments.split(), cwd=shop)
    assert (done.returncode, done.stderr) == (2, f"Error: standard output: {NO_ROOM}\n")


@linux_only
@pytest.mark.parametrize("arguments", ["--help", "--version", "plan --help"])
def test_a_full_disk_is_never_a_success_for_help_either(arguments: str) -> None:
    done = shell('"$@" >/dev/full', *arguments.split())
    assert (done.returncode, done.stderr) == (2, f"Error: {NO_ROOM}\n")


@pytest.mark.parametrize(("instruction", "code"), [("bash_source", 0), ("nonsense", 2)])
def test_a_shell_that_asks_for_completions_gets_an_exit_code_of_ours(instruction: str, code: int) -> None:
    assert run(_SVCBUDGET_COMPLETE=instruction).returncode == code


def test_reading_takes_no_more_memory_than_the_file_needs(shop: Path) -> None:
    for script in ('ulimit -v 400000; "$@" shop.yaml', 'ulimit -v 400000; cat shop.yaml | "$@" -'):
        done = shell(script, "plan", "--format", "csv", cwd=shop)
        assert (done.returncode, done.stderr) == (0, "")


def test_a_file_beyond_the_size_allowed_is_refused_before_it_is_read(shop: Path) -> None:
    with (shop / "huge.yaml").open("wb") as file:
        file.truncate(3 * 1024 * 1024)
    done = run("plan", "huge.yaml", "--max-size", "2", cwd=shop)
    assert (done.returncode, done.stdout) == (1, "")
    assert "huge.yaml:1:1: error[SB001] is 3 MiB large, more than the 2 MiB that --max-size allows" in done.stderr
    done = run("plan", "-", "--max-size", "2", stdin=bytes(3 * 1024 * 1024))
    assert done.returncode == 1
    assert "error[SB001] is larger than the 2 MiB that --max-size allows" in done.stderr


def test_messages_hold_nothing_that_acts_on_a_terminal(shop: Path) -> None:
    for arguments in (
        ["plan", "a\x1b[2J.yaml"],
        ["plan", "shop.yaml", "--only", "\x1b[2J"],
        ["quote", "--get", "\x1b[2J"],
    ):
        done = run(*arguments, cwd=shop)
        assert done.returncode == 2
        assert "\x1b" not in done.stderr
        assert "\\x1b[2J" in done.stderr
