"""The programs that keep books, as strict as each can be: what they make of a journal, as balances, codes and tags."""

import csv
import io
import json
import os
import subprocess
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest

from svcbudget.books import beancount, hledger, ledger
from tools import PATH, needs

PROGRAMS = ("hledger", "ledger")
WRITERS = {"hledger": hledger, "ledger": ledger, "beancount": beancount}
Balances = dict[tuple[str, str], Decimal]
"""What stands on each account in each currency; what is nought is left out."""


each_tool = pytest.mark.parametrize(
    "tool", [pytest.param(name, marks=[needs(name)] * (name in PROGRAMS)) for name in WRITERS]
)


def ask(*words: str, journal: str) -> str:
    """Return what a program prints on a journal; it must accept it without a word."""
    done = subprocess.run(
        words,
        input=journal,
        capture_output=True,
        env={**os.environ, "LC_ALL": "C.UTF-8", "PATH": PATH},
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), journal
    return done.stdout


def load(journal: str) -> list[Any]:
    """Return the directives that beancount reads from a journal; it must find no fault."""
    directives, errors, _ = import_module("beancount.loader").load_string(journal)
    assert errors == [], journal
    return list(directives)


def balances(tool: str, journal: str) -> Balances:
    """Return what stands on the accounts according to a program that accepts the journal as strictly as it can."""
    found: Balances = {}
    for account, currency, number in BALANCES[tool](journal):
        if Decimal(number):
            found[account, currency] = Decimal(number)
    return found


def codes(tool: str, journal: str) -> list[tuple[date, str]]:
    """Return the date and the code of every transaction that a program reads."""
    return sorted((date.fromisoformat(day), code) for day, code, _ in READ[tool](journal))


def tags(tool: str, journal: str) -> dict[str, dict[str, str]]:
    """Return the tags of every transaction, by its code."""
    return {code: found for _, code, found in READ[tool](journal)}


def _ask_ledger(*words: str, journal: str) -> str:
    return ask("ledger", "--args-only", "--strict", "--pedantic", "-f", "-", *words, journal=journal)


def _hledger_balances(journal: str) -> Iterable[tuple[str, str, str]]:
    ask("hledger", "-f", "-", "check", "--strict", journal=journal)
    words = ("bal", "--strict", "--flat", "-N", "--layout=bare", "-O", "csv")
    table = ask("hledger", "-f", "-", *words, journal=journal)
    return ((account, currency, number) for account, currency, number in [*csv.reader(io.StringIO(table))][1:])


def _ledger_balances(journal: str) -> Iterable[tuple[str, str, str]]:
    shown = "%(account)|%(display_total)~"
    table = _ask_ledger("bal", "--flat", "--no-total", "--balance-format", shown, journal=journal)
    for account, amounts in (row.split("|") for row in table.split("~")[:-1]):
        for amount in amounts.splitlines():
            number, currency = amount.split()
            yield account, currency, number


def _beancount_balances(journal: str) -> Iterable[tuple[str, str, str]]:
    realization = import_module("beancount.core.realization")
    for account in realization.iter_children(realization.realize(load(journal))):
        for position in account.balance:
            yield account.account, position.units.currency, str(position.units.number)


Read = Iterable[tuple[str, str, dict[str, str]]]


def _hledger_reads(journal: str) -> Read:
    for entry in json.loads(ask("hledger", "-f", "-", "print", "--strict", "-O", "json", journal=journal)):
        assert len(entry["ttags"]) == len(dict(entry["ttags"]))
        yield entry["tdate"], entry["tcode"], dict(entry["ttags"])


def _ledger_reads(journal: str) -> Read:
    names = ("period", "sku", "channel", "gift", "occasion", "customer", "role", "note")
    shown = "\t".join(["%(format_date(date, '%Y-%m-%d'))", "%(code)", *(f'%(tag("{name}"))' for name in names)])
    table = _ask_ledger("reg", "--format", shown + "\n", journal=journal)
    seen: dict[str, tuple[str, dict[str, str]]] = {}
    for row in table.splitlines():  # a row a posting
        day, code, *values = row.split("\t")
        seen[code] = day, {name: value for name, value in zip(names, values, strict=True) if value}
    return ((day, code, found) for code, (day, found) in seen.items())


def _beancount_reads(journal: str) -> Read:
    for entry in load(journal):
        if type(entry).__name__ == "Transaction":
            assert entry.tags == frozenset()
            (code,) = entry.links
            found = {name: text for name, text in entry.meta.items() if name not in ("filename", "lineno")}
            yield entry.date.isoformat(), code, {name: text for name, text in found.items() if not name.startswith("_")}


BALANCES = {"hledger": _hledger_balances, "ledger": _ledger_balances, "beancount": _beancount_balances}
READ = {"hledger": _hledger_reads, "ledger": _ledger_reads, "beancount": _beancount_reads}
