"""The house as it is built: which module may know which, where a library may come in, how large a room may grow."""

import ast
from collections.abc import Iterator
from fnmatch import fnmatchcase
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from checkout import ROOT

PACKAGE = ROOT / "src" / "svcbudget"
LONGEST = 300

# From the ground up. A room, a folder or a module at the top, imports only from those above it in this list, and
# within a room no module imports, on however many ways, one that imports it.
ROOMS = {
    "text": "names judged, and text made safe to show",
    "plural": "the form of a text that goes with a count",
    "guess": "the known word that was meant by an unknown one",
    "opening": "files opened with care, for the command line and the library",
    "money": "amounts and shares, the one rounding, splits that add up",
    "findings": "what is wrong, how badly and where",
    "reading": "bytes to plain data with places: YAML, tables",
    "pricing": "what a pricing file says, and what is built in",
    "planning": "budget, gifts, occasions, cadence, promises, plan",
    "books": "sales and spending, accruals, envelopes, journals",
    "showing": "plans and books for people and programs",
    "checking": "the rules, the findings and their formats, the baseline",
    "api": "svcbudget as a library",
    "__init__": "the names that the library gives away",
    "cli": "files opened, results printed, the environment read",
}

# Where alone a library may be imported.
DOORS = {
    "yaml": "reading.yaml.* pricing.builtin",
    "pydantic": "pricing.validation pricing.fields",
    "pydantic_core": "pricing.validation pricing.fields",
    "rich": "showing.forms.terminal checking.formats.text cli cli.*",
    "click": "cli cli.*",
}


def module_name(file: Path) -> str:
    parts = file.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


MODULES = {module_name(file): file for file in sorted(PACKAGE.rglob("*.py"))}
every_module = pytest.mark.parametrize("module", MODULES)


def room(module: str) -> str:
    return module.partition(".")[0]


def matches(module: str, patterns: str) -> bool:
    return any(fnmatchcase(module, pattern) for pattern in patterns.split())


def imported(module: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the full name of everything that a module imports, wherever it does so."""
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno} imports relatively: write svcbudget.…"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def our_module(name: str) -> str | None:
    """Find the module of ours that the full name of an import means, if any."""
    top, *rest = name.split(".")
    if top != "svcbudget":
        return None
    while rest and ".".join(rest) not in MODULES:
        rest.pop()
    return ".".join(rest) or "__init__"


def known(module: str) -> set[str]:
    """Return the modules of ours that a module imports. A package's docstring alone is no knowledge of it."""
    return {below for _, name in imported(module) if (below := our_module(name)) is not None and below != module}


def test_every_room_is_in_the_list_and_in_the_package() -> None:
    assert {room(module) for module in MODULES} == set(ROOMS)
    for pattern in " ".join(DOORS.values()).split():
        assert any(fnmatchcase(module, pattern) for module in MODULES), f"no module is called {pattern}"


@every_module
def test_a_room_knows_only_those_below_it(module: str) -> None:
    order = list(ROOMS)
    for below in known(module):
        assert order.index(room(below)) <= order.index(room(module)), f"{module} imports {below}, which stands above it"


def test_within_a_room_no_imports_go_round_in_a_circle() -> None:
    TopologicalSorter({module: known(module) for module in MODULES}).prepare()  # it raises where they do


@every_module
def test_a_library_comes_in_by_its_own_doors_only(module: str) -> None:
    for line, name in imported(module):
        doors = DOORS.get(name.split(".")[0])
        assert doors is None or matches(module, doors), f"{module}:{line} imports {name}; only {doors} may"


FILES = sorted(file for room in ("src", "tests", "bench", "tools") for file in (ROOT / room).rglob("*.py"))
every_file = pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))


@every_file
def test_no_file_is_too_long_to_be_read_at_once(file: Path) -> None:
    lines = len(file.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST, "find the seam"


@every_file
def test_no_file_names_a_place_outside_the_project(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for outside in ("/".join(("..", "shared")), "/".join(("", "work", ""))):
        assert outside not in text
