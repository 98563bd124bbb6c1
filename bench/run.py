"""Measure the figures that svcbudget promises to hold, each against a public thing in the same run.

A bound is a ratio, so it means the same on a slow machine as on a fast one. The runs to be compared take turns, and
the shortest of each counts: other work on the machine can only lengthen a run, and so can the byte-code caches that the
first run fills. Exits 1 when a bound does not hold. Needs a POSIX system, which tells the memory of a finished process.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from shop import write_sales, write_shop

SVCBUDGET = str(Path(sys.executable).with_name("svcbudget"))
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "SVCBUDGET_"))}
PEAK_UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, in bytes
BYTES_PER_PRODUCT = 4096
LIBRARIES = "import click, rich.console, rich.table, pydantic, yaml"
# The load alone is timed, by the process itself, and without the garbage collector, which takes longer than the load.
LOAD = """
import gc, sys, time, yaml
gc.disable()
text = open(sys.argv[1], encoding="utf-8").read()
start = time.perf_counter()
yaml.load(text, yaml.CSafeLoader)
print(time.perf_counter() - start)
"""


READ = """
import csv, sys
def read():
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            pass
read()
"""
LOADER = "CSafeLoader alone, gc off"
SALES = 1_000_000
BYTES_OF_ACCRUE = 100 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Command:
    """A command to measure, how many times, and what it may exit with."""

    words: tuple[str, ...]
    times: int
    exits: tuple[int, ...] = (0,)


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds that a run took, and bytes that it held at its peak."""

    seconds: float
    peak: int


Runs = Mapping[str, Run]


@dataclass(frozen=True, slots=True)
class Row:
    """One promise: a figure of ours is at most `bound` times the reference."""

    name: str
    what: str
    reference: str
    bound: float
    uses: tuple[str, ...]
    figures: Callable[[Runs], tuple[float, float]]
    unit: str = "ms"


def compared(name: str, what: str, reference: str, bound: float, uses: tuple[str, str]) -> Row:
    """Make the row that compares the time of one command with that of another, in milliseconds."""

    def times(runs: Runs) -> tuple[float, float]:
        ours, theirs = uses
        return runs[ours].seconds * 1e3, runs[theirs].seconds * 1e3

    return Row(name, what, reference, bound, uses, times)


def promises(products: int) -> list[Row]:
    """List the rows for a shop of `products` products, and for growth a tenth of it."""
    tenth = products // 10

    def growth(runs: Runs) -> tuple[float, float]:
        start_up = runs["plan of one"].seconds
        return (
            (runs["plan"].seconds - start_up) / products * 1e6,
            (runs["plan of a tenth"].seconds - start_up) / tenth * 1e6,
        )

    def memory(runs: Runs) -> tuple[float, float]:
        return (runs["plan"].peak - runs["plan of one"].peak) / products, BYTES_PER_PRODUCT

    return [
        compared("version", "svcbudget --version", "import click", 1.5, ("version", "click")),
        compared("help", "svcbudget --help", "import click", 1.5, ("help", "click")),
        compared("quote", "svcbudget quote --price 100 --cost 60", "import the libraries", 1.3, ("quote", "libraries")),
        compared("plan", f"plan of {products:,} products to CSV", LOADER, 0.7, ("plan", "load")),
        compared("json", f"plan of {products:,} products to JSON", LOADER, 1.2, ("plan to JSON", "load")),
        compared("check", f"check of {products:,} products", LOADER, 0.5, ("check", "load")),
        Row(
            "growth",
            f"plan, time a product at {products:,}",
            f"the same at {tenth:,}",
            1.3,
            ("plan", "plan of a tenth", "plan of one"),
            growth,
            "µs",
        ),
        compared("accrue", f"accrue of {SALES:,} sales", "csv.reader alone", 2.5, ("accrue", "read")),
        Row(
            "accrue-memory",
            f"accrue, peak of {SALES:,} sales",
            "100 MB",
            1,
            ("accrue",),
            lambda runs: (runs["accrue"].peak / 1024, BYTES_OF_ACCRUE / 1024),
            "KB",
        ),
        Row("memory", f"plan, peak a product at {products:,}", "4 KB", 1, ("plan", "plan of one"), memory, "B"),
    ]


def commands(folder: Path, products: int) -> dict[str, Command]:
    """Write the shops into `folder` and name every command that a row may use."""
    shops = {size: folder / f"{size}.yaml" for size in (1, products // 10, products)}
    for size, path in shops.items():
        write_shop(path, size)
    sold, sales = folder / "1000.yaml", folder / "sales.csv"
    write_shop(sold, 1000)
    write_sales(sales, SALES, 1000)

    def plan(size: int, times: int, form: str = "csv") -> Command:
        words = (SVCBUDGET, "plan", str(shops[size]), "--format", form, "-o", str(folder / f"out.{form}"))
        return Command(words, times)

    python = (sys.executable, "-c")
    return {
        "click": Command((*python, "import click"), 20),
        "version": Command((SVCBUDGET, "--version"), 20),
        "help": Command((SVCBUDGET, "--help"), 20),
        "libraries": Command((*python, LIBRARIES), 20),
        "quote": Command((SVCBUDGET, "quote", "--price", "100", "--cost", "60"), 20),
        "plan of one": plan(1, 7),
        "plan of a tenth": plan(products // 10, 7),
        "load": Command((*python, LOAD, str(shops[products])), 3),
        "plan": plan(products, 3),
        "plan to JSON": plan(products, 3, "json"),
        "read": Command((*python, READ, str(sales)), 5),
        "accrue": Command((SVCBUDGET, "accrue", str(sold), "--sales", str(sales), "-f", "csv"), 5),
        "check": Command((SVCBUDGET, "check", str(shops[products])), 3, exits=(0, 1)),
    }


def run(command: Command) -> Run:
    """Run `command` once; a time that it prints itself counts before the one measured here."""
    start = time.perf_counter()
    with subprocess.Popen(command.words, stdout=subprocess.PIPE, env=ENVIRONMENT, text=True) as process:
        assert process.stdout is not None
        printed = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in command.exits:
        sys.exit(f"bench: exit code {process.returncode} from {' '.join(command.words)}")
    return Run(float(printed) if LOAD in command.words else seconds, usage.ru_maxrss * PEAK_UNIT)


def measure(chosen: Mapping[str, Command]) -> Runs:
    """Run all commands in turns; for each, give the shortest time and the lowest peak."""
    runs: dict[str, list[Run]] = {name: [] for name in chosen}
    for turn in range(max(command.times for command in chosen.values())):
        for name, command in chosen.items():
            if turn < command.times:
                runs[name].append(run(command))
    return {
        name: Run(min(one.seconds for one in several), min(one.peak for one in several))
        for name, several in runs.items()
    }


def report(rows: list[Row], runs: Runs) -> bool:
    """Print the table; tell whether every bound holds."""
    lines = [("what", "figure", "reference", "", "ratio", "bound", "")]
    holds = True
    for row in rows:
        figure, reference = row.figures(runs)
        ratio = figure / reference
        holds = holds and ratio <= row.bound
        figures = f"{figure:,.0f} {row.unit}", f"{reference:,.0f} {row.unit}"
        verdict = "holds" if ratio <= row.bound else "FAILS"
        lines.append((row.what, *figures, row.reference, f"{ratio:.2f}", f"{row.bound:g}", verdict))
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
    return holds


def main() -> int:
    """Measure the rows asked for, and exit 0 when all of them hold."""
    names = [row.name for row in promises(10)]
    parser = argparse.ArgumentParser(description="Measure what svcbudget promises, as ratios in one run.")
    parser.add_argument(
        "--rows", nargs="+", choices=names, default=names, metavar="ROW", help=f"only these of {', '.join(names)}"
    )
    parser.add_argument(
        "--products", type=int, default=100_000, help="size of the large shop (the bounds are for 100000)"
    )
    asked = parser.parse_args()
    if asked.products < 100:
        parser.error("--products must be at least 100")
    rows = [row for row in promises(asked.products) if row.name in asked.rows]
    print("measuring; the large shop takes a minute or two", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        used = {name for row in rows for name in row.uses}
        all_commands = commands(Path(folder), asked.products)
        runs = measure({name: command for name, command in all_commands.items() if name in used})
    return 0 if report(rows, runs) else 1


if __name__ == "__main__":
    sys.exit(main())
