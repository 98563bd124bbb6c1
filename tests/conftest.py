"""What every test stands on: an environment that says nothing, and property tests that can be repeated."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import repositories
from hypothesis import settings

GOLDEN = Path(__file__).parent / "golden"

# No deadline: a busy machine is no fault. In CI the same examples every time: a red run can be repeated.
settings.register_profile("svcbudget", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("svcbudget")


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the developer's terminal asks for out of the tests."""
    for name in os.environ:
        if name.startswith("SVCBUDGET_") or name in {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"}:
            monkeypatch.delenv(name)


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
