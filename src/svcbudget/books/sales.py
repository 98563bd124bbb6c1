"""From a stream of sales to sums by period and product: how many were sold, and what that puts aside.

Sums are whole numbers, so nothing is rounded and the order of sales does not matter. Rows are read one at a time;
what is kept grows with products and periods, not with sales. Opens nothing.
"""

import csv
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from operator import itemgetter, length_hint
from typing import Any, Generic, TypeVar

from svcbudget.books.columns import find_columns, find_delimiter, read_day
from svcbudget.books.faults import SURPLUS, Attempts, NoColumn, RowFault, TableReader
from svcbudget.books.periods import name_period
from svcbudget.books.tariffs import Tariffs, Ware
from svcbudget.guess import suggest
from svcbudget.money import Misread, parse_amount
from svcbudget.text import visible

NEEDED = ("date", "sku", "quantity")
KNOWN = (*NEEDED, "price", "channel", "customer")
ROWS_AT_ONCE = 20_000
"""After so many rows it is looked whether too much is remembered."""
MOST_REMEMBERED = 50_000
MOST_SUGGESTED = 10
_is_quantity = re.compile(r"-?(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,6})?").fullmatch

Value = TypeVar("Value")
Key = tuple[str, int, str | None]
"""Period, position of the product among all wares, and customer where customers are told apart."""
Meaning = tuple[Ware, Decimal | None, str | None]
"""What the cells of a sale mean: the product, another price than the file's, the customer."""


class _Remembered(dict[str, Value], Generic[Value]):
    """What texts were read as, each once; it forgets all when there are many."""

    def __init__(self, read: Callable[[str], Value]) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, text: str) -> Value:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        value = self[text] = self.read(text)
        return value


class _Slot(dict[Any, int]):
    """The quantities of one period under one version of the prices, by the cells that tell sales apart."""

    def __init__(self, period: str, version: int, find: Callable[[int, Any], Meaning]) -> None:
        super().__init__()
        self.period = period
        self.version = version
        self.find = find
        self.meaning: dict[Any, Meaning] = {}

    def __missing__(self, cells: Any) -> int:
        self.meaning[cells] = self.find(self.version, cells)
        return 0


class SalesReader(TableReader):
    """Reads tables of sales into sums."""

    def __init__(
        self, tariffs: Tariffs, by: str, *, called: Mapping[str, str] | None = None, by_customer: bool = False
    ) -> None:
        """Take the prices, the kind of period, and other names of columns; customers are told apart where asked for."""
        super().__init__()
        self.tariffs = tariffs
        self.by = by
        self.called = called or {}
        self.by_customer = by_customer
        self.sums: dict[Key, list[int]] = {}
        """What was sold in millionths, and what a year of so many purchases puts aside in minor units, in millionths
        too, standard and personal; for the sales themselves it is that divided by the ware's purchases."""
        self._slots: dict[tuple[str, int], _Slot] = {}
        self._days = _Remembered(self._find_slot)
        self._quantities = _Remembered(read_quantity)
        self._extra: list[str] = []
        self._delimiter = ","
        self._positions: Mapping[str, int] = {}
        self._width = 0
        self._suggested: dict[str, str | None] = {}

    def read(self, lines: Iterable[str], file: str) -> None:
        """Add up the sales of a table: a header, then a sale a line. What cannot be used becomes a finding."""
        rows = iter(lines)
        try:
            header = next(rows, "")
        except UnicodeDecodeError as wrong:
            self.complain_of_row(file, 1, wrong)
            return
        if self.read_header(header, file):
            self.read_rows(rows, file, 1)

    def read_header(self, header: str, file: str) -> bool:
        """Learn from the first line which columns there are; False where one that is needed is missing."""
        self._delimiter = find_delimiter(header)
        try:
            names = next(csv.reader([header], delimiter=self._delimiter, strict=True), [])
            self._positions = find_columns(names, NEEDED, KNOWN, self.called)
        except (NoColumn, csv.Error) as wrong:
            self.complain_of_header(file, header, wrong)
            return False
        self._width = len(names)
        extra = [name for name in KNOWN if name not in NEEDED and name in self._positions]
        self._extra = [name for name in extra if name != "customer" or self.by_customer]
        return True

    def read_rows(self, lines: Iterable[str], file: str, before: int) -> int:
        """Add up the sales after the header, which `before` lines came before. Returns how many lines there are."""
        reader = csv.reader(lines, delimiter=self._delimiter, strict=True)
        last = -1
        while reader.line_num != last:
            last = reader.line_num
            rows: list[list[str]] = []
            wrong: Exception | None = None
            try:
                rows.extend(islice(reader, ROWS_AT_ONCE))  # what was read before a fault stays
            except (csv.Error, UnicodeDecodeError) as fault:
                wrong = fault
            self._add_rows(rows, file, before + last + 1)
            if wrong is not None:
                # A line that cannot be decoded was not counted.
                is_text = not isinstance(wrong, UnicodeDecodeError)
                self.complain_of_row(file, before + reader.line_num + (not is_text), wrong)
                if not is_text:
                    break
            if sum(map(len, self._slots.values())) > MOST_REMEMBERED:
                self._fold()
        self._fold()
        return before + reader.line_num

    def _add_rows(self, rows: list[list[str]], file: str, first: int) -> None:
        """Add up rows, the first of which begins on the line `first`; leave out, and complain of, those at fault."""
        if max(map(len, rows), default=0) > self._width:
            line_of = _line_counter(rows, first)
            for i, row in enumerate(rows):
                if any(row[self._width :]):
                    surplus = RowFault(row[self._width], "the row has more cells than the header", SURPLUS, "SB002")
                    self.complain_of_row(file, line_of(i), surplus)
                    rows[i] = ["\n" * sum(map(_count_breaks, row))]  # passed over, but its lines count
        left, line_of = iter(rows), _line_counter(rows, first)
        while length_hint(left):
            try:
                self._add(filter(None, left))
            except (RowFault, IndexError) as first_found:
                i = len(rows) - length_hint(left) - 1
                if any(map(str.strip, rows[i])):
                    line = line_of(i)
                    for wrong in self._find_faults(rows[i]) or [first_found]:
                        self.complain_of_row(file, line, wrong)

    def add(self, key: Key, sums: Sequence[int]) -> None:
        """Add to the sums what others have added up."""
        total = self.sums.setdefault(key, [0, 0, 0])
        for i, part in enumerate(sums):
            total[i] += part

    def _add(self, rows: Iterable[Sequence[str]]) -> None:
        """Add up rows. Of what every sale goes through, everything is looked up and nothing is worked out."""
        days, quantities = self._days, self._quantities
        day, sku, quantity = (self._positions[name] for name in NEEDED)
        if not self._extra:
            for on, what, many in map(itemgetter(day, sku, quantity), rows):
                days[on][what] += quantities[many]
            return
        cells = itemgetter(sku, *(self._positions[name] for name in self._extra))
        for row in rows:
            days[row[day]][cells(row)] += quantities[row[quantity]]

    def _find_slot(self, typed: str) -> _Slot:
        """Return where the sales of a day are added up."""
        day = read_day(typed)
        version = self.tariffs.version_on(day)
        if version is None:
            first = self.tariffs.starts[0]
            raise RowFault(typed, f"no pricing file holds on {day}: the first is valid from {first}", None, "SB010")
        key = name_period(day, self.by), version
        return self._slots.get(key) or self._slots.setdefault(key, _Slot(*key, self._find_ware))

    def _find_faults(self, row: Sequence[str]) -> Sequence[Exception]:
        """Return all that is wrong with a row, by column; of a day that cannot be read any price list may hold."""
        attempts, cells = Attempts(), [row[place] if place < len(row) else None for place in self._positions.values()]
        of = dict(zip(self._positions, cells, strict=True))
        if None in (of[name] for name in NEEDED) or None in (of[name] for name in self._extra):
            attempts.faults.append(IndexError())
        typed, channel = of["sku"], (of.get("channel") or "").strip() or None
        slot = None if of["date"] is None else attempts.read(self._find_slot, of["date"])
        if typed is not None:
            versions = [slot.version] if slot else range(len(self.tariffs.starts))
            if not any(self.tariffs.find(version, typed.strip(), channel) for version in versions):
                attempts.read(self._find_product, versions[-1], typed, channel)
        if of["quantity"] is not None:
            attempts.read(read_quantity, of["quantity"])
        attempts.read(_read_price, (of.get("price") or "").strip() or None)
        return attempts.faults

    def _find_ware(self, version: int, cells: str | tuple[str, ...]) -> Meaning:
        """Return the ware, the price and the customer that cells mean."""
        typed, *extra = (cells,) if isinstance(cells, str) else cells
        more = {name: text.strip() or None for name, text in zip(self._extra, extra, strict=True)}
        return (
            self._find_product(version, typed, more.get("channel")),
            _read_price(more.get("price")),
            more.get("customer"),
        )

    def _find_product(self, version: int, typed: str, channel: str | None) -> Ware:
        """Return the ware of a sku on a channel. Raises RowFault."""
        sku = typed.strip()
        ware = self.tariffs.find(version, sku, channel)
        if ware is None:
            channels = self.tariffs.channels(version, sku)
            if channels:
                where = f"is not sold on {visible(channel, 40)}" if channel else "is sold on several channels"
                hint = f"its channels are {', '.join(visible(name, 40) for name in channels)}"
                raise RowFault(channel or typed, f"{visible(sku, 40)} {where}", hint, "SB010")
            if not sku:
                raise RowFault(typed, "sku is empty", "fill it in, or take the row out")
            if sku not in self._suggested and len(self._suggested) < MOST_SUGGESTED:
                # To look through thousands of skus for each of many takes minutes.
                self._suggested[sku] = suggest(sku, self.tariffs.skus(version), "the file has")
            near = self._suggested.get(sku)
            raise RowFault(typed, f"sku {visible(sku, 40)} is in no pricing file that holds then", near, "SB010")
        return ware

    def _fold(self) -> None:
        """Work out what the sales so far put aside, and forget them."""
        for slot in self._slots.values():
            for cells, quantity in slot.items():
                ware, price, customer = slot.meaning[cells]
                year = ware.year(price)
                parts = (quantity, quantity * year.standard, quantity * year.personal)
                self.add((slot.period, ware.position, customer), parts)
            slot.clear()
            slot.meaning.clear()

    def fresh(self) -> "SalesReader":
        """Return another reader of the same table that has added up nothing yet."""
        other = SalesReader(self.tariffs, self.by, called=self.called, by_customer=self.by_customer)
        other._delimiter, other._positions, other._extra = self._delimiter, self._positions, self._extra
        other._width, other.keeps_all = self._width, self.keeps_all
        return other


def _line_counter(rows: Sequence[Sequence[str]], first: int) -> Callable[[int], int]:
    """Return what tells on which line a row begins, asked for one row after the other: a cell may hold line breaks."""
    line, position = first, 0

    def line_of(wanted: int) -> int:
        nonlocal line, position
        line += sum(1 + sum(map(_count_breaks, row)) for row in rows[position:wanted])
        position = wanted
        return line

    return line_of


def _count_breaks(cell: str) -> int:
    return cell.count("\n") + cell.count("\r") - cell.count("\r\n")


def _read_price(typed: str | None) -> Decimal | None:
    """Read the price of a sale, where it has one of its own. Raises RowFault."""
    try:
        return None if typed is None else parse_amount(typed)
    except Misread as wrong:
        raise RowFault(str(typed), f"price: {wrong.message}", wrong.hint) from None


def read_quantity(typed: str) -> int:
    """Read a quantity in millionths: plain digits, at most six after the point, below nought for a return."""
    text = typed.strip()
    if not _is_quantity(text):
        fault = f"quantity: {visible(text, 40)} is no quantity" if text else "quantity is empty"
        raise RowFault(typed, fault, "write plain digits, at most 12 before the point and 6 after; -1 for a return")
    whole, _, decimals = text.removeprefix("-").partition(".")
    number = int(whole + decimals.ljust(6, "0"))
    return -number if text.startswith("-") else number
