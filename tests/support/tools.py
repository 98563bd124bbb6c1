"""The real programs that judge what we write, and that are no packages of Python: a machine may have them or not."""

import os
import shutil
import sys
from pathlib import Path

import pytest

PATH = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)))
"""Where programs are looked for: what comes with packages of Python stands beside it."""
REQUIRED = bool(os.environ.get("SVCBUDGET_REQUIRE_TOOLS"))
"""Whether all of them must be there, so that nothing is skipped. Read here: no test sees variables of ours."""
SARIF = "sarif-multitool"


def needs(tool: str) -> pytest.MarkDecorator:
    """Mark a test that asks a program: it is skipped where that is not at hand."""
    return pytest.mark.tools(tool)


def find(tool: str) -> str | None:
    """Return where a program is, None where it is not at hand."""
    return shutil.which(tool, path=PATH)


def missing(item: pytest.Item) -> list[str]:
    """Return the programs that a test asks and that are not at hand."""
    asked = dict.fromkeys(tool for mark in item.iter_markers("tools") for tool in mark.args)
    return [tool for tool in asked if find(tool) is None]
