"""What every test stands on: an environment that says nothing, and property tests that can be repeated."""

import os

import pytest
from hypothesis import settings

# No deadline: a busy machine is no fault. In CI the same examples every time: a red run can be repeated.
settings.register_profile("svcbudget", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("svcbudget")


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the developer's terminal asks for out of the tests."""
    for name in os.environ:
        if name.startswith("SVCBUDGET_") or name in {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"}:
            monkeypatch.delenv(name)
