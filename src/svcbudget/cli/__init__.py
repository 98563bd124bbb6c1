"""The command line: one short file a command, loaded only when it is called.

Here is the only place that opens files, prints, exits, reads the clock or the environment. `run` turns whatever happens
into an exit code: 0 done, 1 the pricing data is at fault, 2 the call, 3 svcbudget, 130 interrupted, 141 the reader went
away.
"""

import gc
import io
import os
import sys
from contextlib import suppress
from errno import EBADF
from importlib import import_module
from typing import NoReturn

import click

from svcbudget import __version__
from svcbudget.text import harmless

COMMANDS = {
    "plan": "Budgets, suggested gifts and cadence for pricing files.",
    "quote": "The same for one product given by flags, without a file.",
    "check": "Hold pricing files to the rules, for CI.",
    "explain": "The manual of one rule of check.",
    "accrue": "What sales put aside for service, by period and product.",
    "journal": "Sales and spending as a journal for hledger, ledger or beancount.",
    "track": "What was put aside and spent by period, and how much is left.",
    "gifts": "The catalogue in force, and where each entry comes from.",
    "policy": "The policy in force, and where each number comes from.",
    "init": "Write a commented pricing file to start from.",
    "schema": "JSON Schema of the pricing file, for editors.",
}
"""Every command with its line in the help; the command itself is in the module of its name."""

DONE, DATA_AT_FAULT, CALL_AT_FAULT, WE_ARE_AT_FAULT, INTERRUPTED, READER_GONE = 0, 1, 2, 3, 130, 141


class Commands(click.Group):
    """A group that knows its commands by name and imports the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import a command. Raises UsageError for a name that is none, with the one that was probably meant."""
        if name not in COMMANDS:
            from svcbudget.guess import nearest

            near = nearest(name, list(COMMANDS))
            hint = f"did you mean {near}?" if near else f"there are {', '.join(COMMANDS)}"
            raise click.UsageError(f"No such command '{name}'; {hint}", ctx)
        return import_module(f"svcbudget.cli.commands.{name}").command  # type: ignore[no-any-return]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "SVCBUDGET"})
@click.version_option(__version__, prog_name="svcbudget", message="%(prog)s %(version)s")
def cli() -> None:
    """How much of the profit should go into serving the customer, on what, and when.

    \b
    svcbudget plan shop.yaml                 the whole shop, as tables
    svcbudget quote --price 100 --cost 60    one product
    """


def run() -> None:
    """Run the command line and exit at once: all is written, and a large plan need not be taken apart."""
    gc.disable()  # nothing is garbage before the end; to look for it in 100,000 products takes longer than to plan them
    if sys.stdout is None:
        sys.stdout = Closed()
    code = main(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


class Closed(io.TextIOBase):
    """A standard output that was closed from the start: what is written there is lost, and that is never a success."""

    def write(self, text: str) -> NoReturn:
        """Refuse to be written to."""
        raise OSError(EBADF, "it is closed", "standard output")

    @property
    def buffer(self) -> NoReturn:
        """Refuse to be written to."""
        self.write("")


def main(arguments: list[str]) -> int:
    """Run the command line with these arguments and return the exit code."""
    stdout = sys.stdout
    try:
        code = cli.main(arguments, prog_name="svcbudget", standalone_mode=False)
        sys.stdout.flush()
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except click.ClickException as wrong:
        wrong.message = "\n".join(harmless(line) for line in wrong.message.split("\n"))  # type: ignore[misc] # it is ours
        with suppress(OSError):
            wrong.show()
        return CALL_AT_FAULT
    except BrokenPipeError:
        return READER_GONE
    except (
        SystemExit
    ) as asked:  # click ends so where the reader went away, and after a shell's question for completions
        is_gone = sys.stdout is not stdout  # click replaces it then
        return READER_GONE if is_gone else CALL_AT_FAULT if asked.code else DONE
    except OSError as wrong:
        name = f"{wrong.filename}: " if wrong.filename else ""
        say(f"Error: {name}{wrong.strerror or wrong}")
        return CALL_AT_FAULT
    except Exception as bug:
        if "--debug" in arguments:
            import traceback

            traceback.print_exc()
        say(f"Error: a fault of svcbudget itself: {type(bug).__name__}: {bug} (--debug shows where)")
        return WE_ARE_AT_FAULT
    return code if isinstance(code, int) else DONE


def say(line: str) -> None:
    """Write one line to standard error, whatever its encoding; where it is closed, to nobody."""
    with suppress(OSError, ValueError, AttributeError):
        click.echo(harmless(line).encode(sys.stderr.encoding or "utf-8", "backslashreplace"), err=True)
