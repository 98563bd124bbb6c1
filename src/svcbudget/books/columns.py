"""What tables of sales and of spending have in common: where each column stands in the header, and days."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from svcbudget.books.faults import NoColumn, RowFault
from svcbudget.money import Misread
from svcbudget.pricing.typed import read_date
from svcbudget.text import visible

_is_day = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9:.,+Z-]*)?").fullmatch
ALSO_CALLED = {
    "日期": "date", "货号": "sku", "商品": "sku", "数量": "quantity", "单价": "price", "售价": "price",
    "渠道": "channel", "客户": "customer", "顾客": "customer", "金额": "amount", "礼品": "gift", "场合": "occasion",
    "角色": "role", "备注": "note",
}  # fmt: skip
"""What Chinese tables call a column."""


def find_delimiter(header: str) -> str:
    """Return what separates the cells of a header: the comma, or a semicolon or tab where there are more."""
    return max(",;\t", key=header.count)


def find_columns(
    header: Sequence[str], needed: Iterable[str], known: Iterable[str], called: Mapping[str, str]
) -> Mapping[str, int]:
    """Return the position of each known column; `called` gives other names for some. Raises NoColumn."""
    names = [re.sub("^\ufeff", "", cell).strip() for cell in header]
    plain = [ALSO_CALLED.get(name, name.casefold()) for name in names]
    if not any(names):
        raise NoColumn("the first line names no column", f"begin with a line such as {','.join(needed)}")
    twice = next((column for column in known if column not in called and plain.count(column) > 1), None)
    if twice:
        raise NoColumn(f"column {twice} stands twice", f"keep one, or name the one that counts: {twice}=NAME")
    positions: dict[str, int] = {}
    for column in known:
        wanted = called.get(column)
        if wanted is not None and wanted not in names:
            listed = ", ".join(visible(name, 40) for name in names[:40])
            raise NoColumn(f"there is no column {visible(wanted, 40)}", f"the columns are {listed}")
        place = names.index(wanted) if wanted is not None else plain.index(column) if column in plain else None
        if place is not None:
            positions[column] = place
    missing = [column for column in needed if column not in positions]
    if missing:
        listed = ", ".join(visible(name, 40) for name in names[:40])
        hint = f"the columns are {listed}; name another with --columns {missing[0]}=NAME"
        raise NoColumn(f"column {' and column '.join(missing)} missing", hint)
    return positions


def read_day(typed: str) -> date:
    """Read a date; a time of day after it is passed over. Raises RowFault."""
    text = typed.strip()
    found = _is_day(text)
    try:
        return read_date(found[1] if found else text)
    except Misread as wrong:
        raise RowFault(typed, f"date: {wrong.message}", wrong.hint) from None
