"""What every test stands on: an environment that says nothing, and property tests that can be repeated."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import repositories
from checkout import EXAMPLES, TESTS
from hypothesis import settings

import tools

Run = Callable[..., subprocess.CompletedProcess[str]]
GOLDEN = TESTS / "golden"

# No deadline: a busy machine is no fault. In CI the same examples every time: a red run can be repeated.
settings.register_profile("svcbudget", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("svcbudget")

# A shell starts what is to run in the background deaf to Ctrl-C, and what that starts in turn is deaf too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the developer's terminal asks for out of the tests."""
    for name in os.environ:
        if name.startswith("SVCBUDGET_") or name in {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"}:
            monkeypatch.delenv(name)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test that asks a program which is not at hand; where all must be there, let it fail."""
    names = ", ".join(tools.missing(item))
    if names and tools.REQUIRED:
        pytest.fail(f"needs {names}", pytrace=False)
    if names:
        pytest.skip(f"needs {names}")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that renews the golden files; what it changed is then judged in the diff."""
    parser.addoption("--renew", action="store_true", help="write the golden files anew instead of comparing")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare text with the golden file of a name, byte for byte."""

    def compare(name: str, text: str) -> None:
        if request.config.getoption("--renew"):
            (GOLDEN / name).write_bytes(text.encode())
        assert text.encode() == (GOLDEN / name).read_bytes()

    return compare


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a folder with the pricing file of the guide's story, before the cut."""
    return repositories.make_repository(tmp_path / "repository")


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """Return a folder with `svcbudget` as a command, where the action installs it."""
    return repositories.make_programs(tmp_path / "runner")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a copy of the scripts and their data, in a folder with blanks in its name."""
    return Path(shutil.copytree(EXAMPLES / "scripts", tmp_path / "my books"))


@pytest.fixture
def call(desk: Path, programs: Path) -> Run:
    """Return what runs a command in the copy, where svcbudget is a command too."""

    def call(*words: str | Path, folder: Path = desk, **environment: str) -> subprocess.CompletedProcess[str]:
        return repositories.run(words, folder, PATH=f"{programs}{os.pathsep}{repositories.SEARCHED}", **environment)

    return call


@pytest.fixture
def close(call: Run, desk: Path) -> Run:
    """Return what closes a month by the script, all files named from the root."""
    data = desk / "data"

    def close(month: str, *more: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        tables = [word for name in sorted(data.glob("sales-*.csv")) for word in ("-s", name)]
        files = ["-p", data / "shop.yaml", *tables, "-x", data / "spend.csv", "-j", data / "service.journal"]
        accruals = data / f"accruals-{month}.csv"
        return call(
            desk / "month-end-close.sh", *files, "-a", accruals, *more, month, folder=desk.parent, **environment
        )

    return close
