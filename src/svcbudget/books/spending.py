"""From tables of spending on service to rows with exact amounts: a plain table, or the register of a journal.

A register, told by its column `account`, is what `hledger register -O csv` and `bean-query -f csv` print. Where it has
rows of the reserve only those count, without accruals; otherwise those of expense accounts. Opens nothing.
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, NoReturn

from svcbudget.books.columns import find_columns, find_delimiter, read_day
from svcbudget.books.faults import SURPLUS, Attempts, NoColumn, RowFault, TableReader
from svcbudget.findings import Finding, Place
from svcbudget.money import Misread, parse_amount
from svcbudget.pricing.document import Document
from svcbudget.pricing.typed import ALSO_CALLED
from svcbudget.text import visible

NEEDED = ("date", "amount")
ABOUT = ("sku", "gift", "occasion", "customer", "role", "note")
"""The columns that say what was paid for, for whom and by whom."""
KNOWN = (*NEEDED, *ABOUT, "currency")
ALSO_AMOUNT = ("position", "number", "change")
"""What registers call the amount."""
ALSO_NOTE = ("description", "narration")
CODED = ("code", "links")
TITLED = ("payee", "description")
"""The columns of a register by which an entry of our own journal can be told, a note of the user's in neither."""
SIGNS = {
    **dict.fromkeys(("¥", "￥"), ("CNY", "JPY")),
    "$": ("USD", "AUD", "CAD", "HKD", "NZD", "SGD", "TWD", "MXN"),
    "€": ("EUR",),
    "£": ("GBP",),
}
"""What a sign of money may mean."""
OTHER, EXPENSE, RESERVE = range(3)
"""The sides of a journal: the last that a register has is the one that counts."""
_find_code = re.compile(r"(?:^|[\s,^])(svc|svp)-").search
_find_title = re.compile("service (put aside|given)").match
_CURRENCY = r"[^\s\d.,+-]*"
_is_money = re.compile(rf"(-?)({_CURRENCY})\s*(-?)([0-9][0-9.,]*)\s*({_CURRENCY})").fullmatch
_is_grouped = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?").fullmatch


class Spending(NamedTuple):
    """What was paid for service on a day: `amount` in minor units, below nought for money that came back."""

    day: date
    amount: int
    currency: str
    sku: str | None
    gift: str | None
    occasion: str | None
    customer: str | None
    role: str | None
    note: str | None
    file: str
    line: int


class SpendingReader(TableReader):
    """Reads tables of spending into rows."""

    def __init__(self, documents: Sequence[Document], *, called: Mapping[str, str] | None = None) -> None:
        """Take the pricing files, for their currencies and accounts, and other names of columns."""
        super().__init__()
        self.called = called or {}
        self.digits = {document.currency: document.digits for document in documents}
        """How many decimals each currency of the pricing files has."""
        self.rows: list[Spending] = []
        accounts = [document.accounts for document in documents]
        self._reserves = {name.casefold(): name for each in accounts for name in (each.standard, each.personal)}
        self._expenses = {each.expense.casefold() for each in accounts}
        self.is_ours = False
        """Whether a register holds spending that our own journal booked."""

    def read(self, lines: Iterable[str], file: str) -> None:
        """Add the spending of a table: a header, then a payment a line. What cannot be used becomes a finding."""
        rows, header = iter(lines), ""
        try:
            header = next(rows, "")
            delimiter = find_delimiter(header)
            names = next(csv.reader([header], delimiter=delimiter, strict=True), [])
            columns = _find(names, self.called)
        except (NoColumn, csv.Error, UnicodeDecodeError) as wrong:
            self.complain_of_header(file, header, wrong)
        else:
            self._read_rows(csv.reader(rows, delimiter=delimiter, strict=True), columns, file, len(names))

    def _read_rows(self, reader: Any, columns: Mapping[str, int], file: str, width: int) -> None:
        """Add the rows after the header; of a register those on the side that counts."""
        sides: dict[int, list[Spending]] = {}
        while True:
            try:
                row = next(reader)
                if any(row[width:]):
                    _fail(row[width], "the row has more cells than the header", SURPLUS, "SB002")
                if any(map(str.strip, row)):
                    cells = {name: row[place].strip() for name, place in columns.items()}
                    side = self._side(cells["account"]) if "account" in cells else EXPENSE
                    sides.setdefault(side, []).extend(self._read_row(cells, side, file, 1 + reader.line_num))
            except StopIteration:
                break
            except (RowFault, IndexError, csv.Error) as wrong:
                self.complain_of_row(file, 1 + reader.line_num, wrong)
            except ExceptionGroup as several:
                for one in several.exceptions:
                    self.complain_of_row(file, 1 + reader.line_num, one)
            except UnicodeDecodeError as wrong:
                self.complain_of_row(file, 2 + reader.line_num, wrong)
                break
        if list(sides) == [OTHER]:
            named = ", ".join(self._reserves.values())
            hint = f"give the register of an expense account or of the reserve: {named}; accounts: names others"
            self.complain(Finding("SB008", "no account of this register is one of service", Place(file), hint))
        self.rows += sides.get(max(sides, default=OTHER), ())

    def _side(self, account: str) -> int:
        """Tell on which side of the journal an account stands."""
        name = account.casefold()
        if any(name == reserve or name.startswith(f"{reserve}:") for reserve in self._reserves):
            return RESERVE
        return EXPENSE if any(name == own or name.startswith(f"{own}:") for own in self._expenses) else OTHER

    def _read_row(self, cells: Mapping[str, str], side: int, file: str, line: int) -> list[Spending]:
        """Return what a row says was spent, which is nothing where it is an accrual or of another account."""
        mark = _find_mark(cells) if "account" in cells else None
        if cells.get("txnidx") == "0":
            _fail("0", "the register sums up its transactions", "print it without a period, such as -M or --monthly")
        if side == OTHER or mark == "svc":
            return []
        self.is_ours = self.is_ours or mark == "svp"
        attempts = Attempts()
        day, (amount, currency) = attempts.read(read_day, cells["date"]), self._read_money(cells, attempts)
        if day is None or attempts.faults:
            raise ExceptionGroup("a row with faults", attempts.faults)
        if side == RESERVE and amount < 0 and mark is None:
            return []  # somebody else's accrual: where money came back our own journal says so
        sku, gift, occasion, customer, role, note = (cells.get(name) or None for name in ABOUT)
        return [Spending(day, amount, currency, sku, gift, occasion, customer, role, note, file, line)]

    def _find_code(self, name: str) -> str:
        """Return the currency that a code or a sign means: of several the only one that the pricing files have."""
        meant = [code for code in SIGNS.get(name, ()) if code in self.digits]
        return meant[0] if len(meant) == 1 else ALSO_CALLED.get(name.upper(), name)

    def _read_money(self, cells: Mapping[str, str], attempts: Attempts) -> tuple[int, str]:
        """Read the amount in minor units, and its currency: beside it, in a column, or the only one of the files."""
        typed = cells["amount"]
        found = None if typed.count("-") > 1 else _is_money(typed)
        sign, before, minus, number, after = found.groups() if found else ("", "", "", typed, "")
        beside = [name.strip('"') for name in (before, after, cells.get("currency", "")) if name]
        currency = attempts.read(self._find_currency, beside, typed) or ""
        form = "write plain digits, such as 40.00, and -40.00 for money back"
        units = attempts.read(_read_units, number, typed, currency, self.digits.get(currency), None if found else form)
        return -(units or 0) if sign or minus else units or 0, currency

    def _find_currency(self, beside: Sequence[str], typed: str) -> str:
        """Return the currency that stands beside an amount, or the only one of the files. Raises RowFault."""
        codes = {self._find_code(name) for name in beside} or set(self.digits)
        if len(codes) > 1:
            fault = "two currencies" if beside else "currency missing"
            _fail(typed, f"amount: {fault}", f"write one of {', '.join(sorted(self.digits))} in a column currency")
        currency = codes.pop()
        if currency not in self.digits:
            hint = f"the pricing files have {', '.join(sorted(self.digits))}"
            _fail(beside[0], f"no pricing file is in {visible(currency, 40)}", hint, "SB011")
        return currency


def _read_units(number: str, typed: str, currency: str, digits: int | None, hint: str | None) -> int:
    """Read an amount in minor units of a currency with so many decimals; None: it is not known. Raises RowFault."""
    # One comma before three digits is a decimal mark to some: it is taken out where nothing else can be meant.
    if _is_grouped(number) and ("." in number or number.count(",") > 1 or digits == 0):
        number = number.replace(",", "")
    try:
        amount = parse_amount(number)
    except Misread as wrong:
        _fail(typed, f"amount: {wrong.message}", hint or wrong.hint)
    units = amount.scaleb(digits or 0)
    if digits is not None and units != int(units):
        _fail(typed, f"amount: {number} has more decimals than {currency} has: {digits}", "round it")
    return int(units)


def _find(names: Sequence[str], called: Mapping[str, str]) -> Mapping[str, int]:
    """Return where each column stands; what a register calls otherwise is found too. Raises NoColumn."""
    plain = [name.strip().casefold() for name in names]
    called = dict(called)
    if "account" in plain:
        for column, others in (("amount", ALSO_AMOUNT), ("note", ALSO_NOTE)):
            other = next((name.strip() for name in names if name.strip().casefold() in others), None)
            if column not in plain and other is not None:
                called.setdefault(column, other)
    try:
        return find_columns(names, NEEDED, (*KNOWN, "account", "txnidx", *CODED, *TITLED), called)
    except NoColumn as wrong:
        raise NoColumn(wrong.message, wrong.hint.replace("with --columns", "with --spend-columns")) from None


def _find_mark(cells: Mapping[str, str]) -> str | None:
    """Tell whether a row of a register is an accrual (svc) or spending (svp) of our own journal; None: of neither."""
    for name in CODED:
        if found := _find_code(cells.get(name, "")):
            return found[1]
    for name in TITLED:
        if found := _find_title(cells.get(name, "")):
            return "svc" if found[1] == "put aside" else "svp"
    return None


def _fail(typed: str, message: str, hint: str | None, code: str = "SB007") -> NoReturn:
    raise RowFault(typed, message, hint, code)
