"""`check` for the tests of its rules: from the text of pricing files to what is found, without a file or a program."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from svcbudget.checking.check import check
from svcbudget.checking.selection import Selection
from svcbudget.findings import Finding
from svcbudget.pricing.loading import load
from svcbudget.pricing.products import Register

TODAY = date(2026, 6, 1)
SHOP = "shop.yaml"


def find(
    text: str,
    *rules: str,
    others: Sequence[str] = (),
    extended: Mapping[str, str] | None = None,
    today: date = TODAY,
    name: str = SHOP,
) -> list[Finding]:
    """Check a pricing file by the selected rules, by all where none is named.

    `others` are further files of the same run: other-1.yaml and so on; `extended` are those that files extend, by name.
    A table of products is in CNY.
    """
    run = {name: text} | {f"other-{i}.yaml": other for i, other in enumerate(others, 1)}
    files = {file: typed.encode() for file, typed in {**run, **(extended or {})}.items()}
    register, documents, found = Register(), [], []
    for file in run:
        currency = "CNY" if file.endswith(".csv") else None
        document, findings = load(file, files.__getitem__, register=register, currency=currency)
        found += findings
        documents += [document] if document else []
    selection = Selection(rules)
    found = [finding for finding in found if selection.takes(finding.code)]
    return check(documents, selection, today, found, list(files))


def places(findings: Sequence[Finding]) -> list[tuple[str, int, int]]:
    """Return the code, line and column of each finding."""
    return [(finding.code, finding.place.line, finding.place.column) for finding in findings]


def codes(findings: Sequence[Finding]) -> set[str]:
    """Return the codes of the findings that count."""
    return {finding.code for finding in findings if finding.suppression is None}


def change(text: str, typed: str, instead: str) -> str:
    """Return the text with one stretch of it, which stands there once, replaced."""
    assert text.count(typed) == 1, f"{typed!r} stands there {text.count(typed)} times"
    return text.replace(typed, instead)


def cent_less(named: str) -> str:
    """Return a key with its amount, such as a hint names, a cent less."""
    key, amount = named.split(": ")
    return f"{key}: {Decimal(amount) - Decimal('0.01')}"
