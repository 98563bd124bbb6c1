"""The house as it is built: which module may know which, where a library may come in, how large a room may grow."""

import ast
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "svcbudget"
LONGEST = 300

# From the ground up. A module imports only from lines above its own; so those on one line do not know each other.
# A new module needs a place here: a name, or a pattern (a name wins over a pattern).
STOREYS = (
    "text",
    "money findings",
    "reading tree places",
    "fields",
    "model encoding yaml_events yaml_trouble",
    "yaml_refusals yaml_syntax yaml_look yaml_mending",
    "yaml_reading",
    "yaml_source yaml_places csv_source",
    "source",
    "builtin policy validation",
    "document",
    "layers",
    "products references",
    "assembly",
    "loading",
    "knapsack",
    "search",
    "budget gifts occasions cadence promises",
    "carrying",
    "books.periods books.faults books.tariffs",
    "books.columns",
    "books.sales",
    "books.accruals books.spending",
    "books.envelope",
    "books.entries",
    "books.budgets",
    "books.hledger books.ledger books.beancount",
    "plan rules.case",
    "planner rules.*",
    "rules",
    "selection report",
    "checking baseline",
    "exports.record",
    "views.section views.words views.phrases",
    "views.budgets",
    "views.explain views.programme views.promises",
    "views.shop views.books views.envelope",
    "exports.markdown",
    "exports.rows",
    "formats.json",
    "tables exports.* formats.*",
    "api",
    "__init__",
    "exports formats views books",
    "cli",
    "cli.replacing",
    "cli.options cli.output cli.progress cli.parallel",
    "cli.files cli.render cli.known cli.fields",
    "cli.showing cli.reporting",
    "cli.plan cli.tables",
    "cli.books",
    "cli.quote",
    "cli.inforce",
    "cli.*",
)

# Where alone a library may be imported.
DOORS = {
    "click": "cli cli.*",
    "pydantic": "validation fields",
    "pydantic_core": "validation fields",
    "rich": "tables formats.text cli cli.*",
    "yaml": "yaml_events yaml_reading yaml_syntax builtin",
}


def module_name(file: Path) -> str:
    parts = file.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


MODULES = {module_name(file): file for file in sorted(PACKAGE.rglob("*.py"))}
every_module = pytest.mark.parametrize("module", MODULES)


def storey(module: str) -> int | None:
    by_name = [height for height, line in enumerate(STOREYS) if module in line.split()]
    by_pattern = [height for height, line in enumerate(STOREYS) if matches(module, line)]
    return next(iter(by_name + by_pattern), None)


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


@every_module
def test_each_module_has_a_place_in_the_house(module: str) -> None:
    assert storey(module) is not None, f"new module {module}: give it a place in STOREYS"


def test_every_place_in_the_house_is_taken() -> None:
    for pattern in " ".join((*STOREYS, *DOORS.values())).split():
        assert any(fnmatchcase(module, pattern) for module in MODULES), f"no module is called {pattern}"


@every_module
def test_a_module_imports_only_from_storeys_below_it(module: str) -> None:
    height = storey(module)
    for line, name in imported(module):
        below = our_module(name)
        if below is not None and below != module:
            other = storey(below)
            assert height is not None
            assert other is not None
            assert other < height, f"{module}:{line} imports {below}, which does not stand below it"


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
