"""Names given on the command line to the pricing files that they mean: files, patterns and folders."""

import os
import re
from collections.abc import Iterator, Sequence
from datetime import date
from glob import glob
from pathlib import Path

import click

from svcbudget.cli import options, say
from svcbudget.cli.options import Command
from svcbudget.pricing.document import Document
from svcbudget.pricing.in_force import Versions
from svcbudget.pricing.typed import read_date

YAML = (".yaml", ".yml", ".json")
TABLES = (".csv", ".tsv")
LOOKED_AT = 4 << 20
"""Of a file in a folder so many bytes are looked at for a list of products."""
OURS = b'{"format": "svcbudget.'
"""How the results begin that we write ourselves."""
MOST_NAMED = 3
_has_products = re.compile(rb"""(?:^|[{,])[ \t]*["']?products["']?[ \t]*:""", re.MULTILINE)
_names_columns = re.compile(rb"(?i)(?=.*\b(?:name|sku)\b)(?=.*\b(?:price|cost|profit)\b)")


def find_files(names: Sequence[str], currency: str | None = None) -> list[str]:
    """Return the files that names, patterns and folders mean, each once.

    Of a folder those are taken that hold products, at any depth; tables only where `currency` says in which money
    they are. Raises UsageError for a pattern that matches nothing, and for a folder without a pricing file.
    """
    found: list[str] = []
    for name in names:
        if name != "-" and Path(name).is_dir():
            found += _find_in_folder(name, with_tables=currency is not None)
        elif not any(sign in name for sign in "*?[") or Path(name).exists():
            found.append(name)
        else:
            matches = sorted(filter(os.path.isfile, glob(name, recursive=True)))  # noqa: PTH207 - Path.glob takes no absolute ones
            if not matches:
                raise click.UsageError(f"no file matches {name}")
            found += matches
    once: dict[str, str] = {}
    for name in found:
        once.setdefault(name if name == "-" else os.path.realpath(name), name)
    return list(once.values())


def _find_in_folder(folder: str, *, with_tables: bool) -> list[str]:
    """Return the pricing files of a folder, and say how many there are. Raises UsageError where there is none."""
    files = list(_walk(folder))
    found = [file for file in files if _is_pricing_file(file, with_tables=with_tables)]
    if not found:
        tables = [] if with_tables else [file for file in files if file.lower().endswith(TABLES)]
        hint = "; tables are taken with --currency CNY" if tables else ""
        raise click.UsageError(f"there is no pricing file in {folder}: no YAML or JSON file with products{hint}")
    others = len(files) - len(found)
    passed = f", {others} other file{'s' * (others != 1)} passed over" if others else ""
    say(f"{folder}: {len(found)} pricing file{'s' * (len(found) != 1)}{passed}")
    return found


def _walk(folder: str) -> Iterator[str]:
    """Yield the files below a folder that could be pricing files, by name, without what is hidden."""
    for above, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and name.lower().endswith(YAML + TABLES):
                yield str(Path(above, name))


def _is_pricing_file(file: str, *, with_tables: bool) -> bool:
    """Tell whether a file holds products, or cannot be read: then whoever reads it says why."""
    if not Path(file).is_file():
        return False
    try:
        with Path(file).open("rb") as content:
            start = content.read(LOOKED_AT)
    except OSError:
        return True
    if file.lower().endswith(TABLES):
        return with_tables and bool(_names_columns.match(start.split(b"\n", 1)[0]))
    return not start.startswith(OURS) and bool(_has_products.search(start.replace(b"\0", b"")))


def check_name(called: str | None, names: Sequence[str]) -> None:
    """Refuse a name for standard input where that is not read. Raises UsageError."""
    if called is not None and names.count("-") != 1:
        raise click.UsageError("--name is the name of what - reads: give - as a file too")


def read_day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """Read `--on`: a day."""
    return None if value is None else options.read_as(read_date, value)


def on_a_day(command: Command) -> Command:
    """Add the option on the day whose prices count."""
    return click.option(
        "--on",
        "day",
        callback=read_day,
        metavar="YYYY-MM-DD",
        help="Of files with valid_from those in force on this day [default: the newest].",
    )(command)


def take_in_force(documents: Sequence[Document], day: date | None) -> list[Document]:
    """Return the documents in force, and say which where not all are. Raises UsageError where none is."""
    in_force = Versions(documents).on(day)
    if documents and not in_force.hold:
        first = min(str(document.valid_from) for document in documents)
        raise click.UsageError(f"no file is in force on {day}: the first begins on {first}")
    told = f"in force{f' on {day}' if day else ''}: {_name(in_force.hold)}"
    if in_force.replaced:
        told += f"; replaced by newer prices: {_name(in_force.replaced)}"
    if in_force.to_come:
        told += f"; still to come: {_name(in_force.to_come)}"
    if in_force.replaced or in_force.to_come:
        say(told)
    return in_force.hold


def _name(documents: Sequence[Document]) -> str:
    """Name documents with the days from which they hold, the first few of many."""
    names = [f"{one.file}{f' (from {one.valid_from})' if one.valid_from else ''}" for one in documents]
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more
