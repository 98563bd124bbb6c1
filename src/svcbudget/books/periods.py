"""Days to the periods of the books, and back: 2026-11-22 is in 2026-W47, 2026-11, 2026-Q4 and 2026."""

from calendar import monthrange
from datetime import date

PERIODS = ("day", "week", "month", "quarter", "year")


def name_period(day: date, by: str) -> str:
    """Name the period of a day; weeks are those of ISO 8601, from Monday on. Names sort as the periods follow."""
    if by == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    if by == "month":
        return f"{day.year:04}-{day.month:02}"
    if by == "quarter":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    return f"{day.year:04}" if by == "year" else day.isoformat()


def first_day(period: str) -> date:
    """Return the first day of a period."""
    year, _, rest = period.partition("-")
    if rest.startswith("W"):
        return date.fromisocalendar(int(year), int(rest[1:]), 1)
    if rest.startswith("Q"):
        return date(int(year), int(rest[1:]) * 3 - 2, 1)
    return date.fromisoformat(period + "-01-01"[3 * period.count("-") :])


def last_day(period: str) -> date:
    """Return the last day of a period."""
    first = first_day(period)
    if "W" in period:
        return date.fromordinal(min(first.toordinal() + 6, date.max.toordinal()))
    if period.count("-") == 2:
        return first
    month = first.month + (2 if "Q" in period else 0 if "-" in period else 11)
    return date(first.year, month, monthrange(first.year, month)[1])
