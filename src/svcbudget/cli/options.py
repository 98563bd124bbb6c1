"""The options that several commands share, and what they come to in this environment."""

import os
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

import click

from svcbudget.showing.section import NARROWEST, WIDEST

Read = TypeVar("Read")
Command = TypeVar("Command", bound=Callable[..., Any])
MAX_SIZE = 256
COLUMNS = 80
ALL_ERRORS = "svcbudget.all_errors"
"""Where the context keeps whether all errors are to be told."""
FORMATS = ["table", "json", "jsonl", "csv", "tsv", "markdown", "svg"]


def read_currency(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Read `--currency`: a code of ISO 4217 with a minor unit."""
    if value is None:
        return None
    from difflib import get_close_matches

    from svcbudget.pricing import builtin
    from svcbudget.pricing.typed import ALSO_CALLED

    codes = builtin.currency_digits()
    if value in codes:
        return value
    typed = value.upper()
    swapped = [code for code in codes if sorted(code) == sorted(typed)]
    close = swapped or get_close_matches(typed, builtin.SETS, 1) or get_close_matches(typed, codes, 1)
    near = ALSO_CALLED.get(typed) or next(iter(close), None)
    hint = f"did you mean {near}?" if near else f"such as {', '.join(builtin.SETS)} or JPY"
    raise click.BadParameter(f"{value!r} is no currency of ISO 4217; {hint}")


def in_form(forms: Sequence[str], envvar: str | None = None) -> Callable[[Command], Command]:
    """Add the option on the form of the result, by default the first, and where that may be a table, on its width."""

    def decorate(command: Command) -> Command:
        if "table" in forms:
            command = sizing(command)
        return click.option(
            "--format",
            "-f",
            "form",
            type=click.Choice(forms),
            default=forms[0],
            show_default=True,
            envvar=envvar,
            help="Form of the result.",
        )(command)

    return decorate


WIDE = "svcbudget.columns-wide"
"""Where a call keeps `--columns-wide`: each command that draws tables has it, none does anything with it itself."""


def keep_width(ctx: click.Context, parameter: click.Parameter, value: int | None) -> None:
    """Read `--columns-wide`, kept for whoever draws."""
    ctx.meta[WIDE] = value


def sizing(command: Command) -> Command:
    """Add the option on the width of what is drawn."""
    return click.option(
        "--columns-wide",
        type=click.IntRange(NARROWEST, WIDEST),
        callback=keep_width,
        expose_value=False,
        metavar="N",
        envvar="SVCBUDGET_COLUMNS_WIDE",
        help="Width of tables and svg in columns; beats COLUMNS and the terminal.",
    )(command)


def width_asked_for() -> int | None:
    """Return the width of `--columns-wide`, else of COLUMNS; None where neither says one."""
    ctx = click.get_current_context(silent=True)
    given = os.environ.get("COLUMNS", "")
    typed = ctx.meta.get(WIDE) if ctx else None
    return typed or (int(given) if re.fullmatch("[1-9][0-9]{0,5}", given) else None)


form = in_form(FORMATS, "SVCBUDGET_FORMAT")
"""The option on the form of a plan, or of what is in force."""


def to_file(command: Command) -> Command:
    """Add the option on where the result goes."""
    return click.option(
        "--output",
        "-o",
        "target",
        metavar="FILE",
        help="Write to FILE, whole or not at all, instead of standard output.",
    )(command)


def reading(command: Command) -> Command:
    """Add the options on how pricing files are read, and how much of what is wrong with them is told."""
    command = extending(command)
    command = click.option(
        "--all-errors",
        is_flag=True,
        envvar="SVCBUDGET_ALL_ERRORS",
        expose_value=False,
        callback=lambda ctx, parameter, is_given: ctx.meta.update({ALL_ERRORS: is_given}),
        help="Show people all that is wrong, not a few faults of each kind.",
    )(command)
    command = click.option(
        "--max-size",
        type=click.IntRange(min=1),
        default=MAX_SIZE,
        metavar="MIB",
        show_default=True,
        envvar="SVCBUDGET_MAX_SIZE",
        help="Refuse larger files.",
    )(command)
    return click.option(
        "--currency",
        callback=read_currency,
        metavar="CODE",
        envvar="SVCBUDGET_CURRENCY",
        help="Currency; beats the one in the file. CSV files need it.",
    )(command)


WITHIN = "svcbudget.extends-within"
"""Where a call keeps the folder of `--extends-within`: each command that reads pricing files has it, none uses it."""


def keep_folder(ctx: click.Context, parameter: click.Parameter, value: str | None) -> None:
    """Read `--extends-within`: a folder, kept for whoever reads the files."""
    if value is not None and not os.path.isdir(value):  # noqa: PTH112 - a name as the user gave it
        raise click.BadParameter(f"{value} is no folder")
    ctx.meta[WITHIN] = value


def extends_within() -> str | None:
    """Return the folder of `--extends-within`, where it was given."""
    ctx = click.get_current_context(silent=True)
    return ctx.meta.get(WITHIN) if ctx else None


def extending(command: Command) -> Command:
    """Add the option on what files may extend."""
    return click.option(
        "--extends-within",
        callback=keep_folder,
        expose_value=False,
        metavar="DIR",
        envvar="SVCBUDGET_EXTENDS_WITHIN",
        help="Let files extend what lies below DIR too, not only in their repository.",
    )(command)


def naming(command: Command) -> Command:
    """Add the option on the name of what standard input holds."""
    return click.option(
        "--name",
        "called",
        metavar="FILE",
        help="Name of what - reads, for messages, for its kind and for what it extends.",
    )(command)


def wants_all_errors() -> bool:
    """Tell whether `--all-errors` was given to the command that runs."""
    ctx = click.get_current_context(silent=True)
    return ctx is not None and ctx.meta.get(ALL_ERRORS, False)


def colouring(command: Command) -> Command:
    """Add the options on colour and on faults of ours."""
    command = click.option(
        "--debug", is_flag=True, help="Show the traceback of a fault of svcbudget itself.", expose_value=False
    )(command)
    return click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default=None,
        envvar="SVCBUDGET_COLOR",
        help="Colour of tables and messages [default: auto].",
    )(command)


def showing(command: Command) -> Command:
    """Add the options on how results are shown."""
    return click.option(
        "--lang",
        type=click.Choice(["en", "zh"]),
        default=None,
        envvar="SVCBUDGET_LANG",
        help="Language of tables and names [default: the locale's; en in machine formats].",
    )(colouring(command))


def read_as(read: Callable[[str], Read], typed: str) -> Read:
    """Read what was typed for an option as a pricing file would; what cannot be is said by BadParameter."""
    from svcbudget.money import Misread

    try:
        return read(typed)
    except Misread as wrong:
        raise click.BadParameter(f"{wrong.message}; {wrong.hint}") from None


class Screen(NamedTuple):
    """What standard output can show. `width` is None where it is no terminal: tables are then as wide as they need."""

    width: int | None
    colour: bool
    encoding: str
    is_terminal: bool = False


def look_at_screen(color: str | None, target: str | None = None) -> Screen:
    """Find out what standard output can show, or the file `target`, which is coloured only by `--color always`."""
    width = width_asked_for()
    if target not in (None, "-"):
        return Screen(width, color == "always", "utf-8")
    terminal = sys.stdout.isatty()
    if width is None and terminal:
        width = _terminal_width()
    return Screen(width, wants_colour(color, terminal=terminal), sys.stdout.encoding or "utf-8", terminal)


def _terminal_width() -> int:
    """Return the columns of the terminal, 80 where it does not tell."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or COLUMNS
    except (OSError, ValueError):
        return COLUMNS


def wants_colour(color: str | None, *, terminal: bool) -> bool:
    """Decide on colour for a stream: `--color` beats NO_COLOR beats FORCE_COLOR beats the terminal."""
    if color in ("always", "never"):
        return color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    forced = os.environ.get("FORCE_COLOR")
    if forced is not None:
        return forced not in ("", "0")
    return terminal and os.environ.get("TERM") != "dumb"


def colour_of_messages(color: str | None) -> bool:
    """Decide on colour for standard error."""
    return wants_colour(color, terminal=sys.stderr is not None and sys.stderr.isatty())


def language_for_people(lang: str | None) -> str:
    """Return the language asked for, or the locale's."""
    if lang:
        return lang
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh" if locale.lower().startswith("zh") else "en"
