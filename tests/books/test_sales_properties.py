"""What always holds of sales: sums tie out, the order does not matter, a return cancels its sale."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from test_sales import accruals, read

from svcbudget.books.accruals import accrue
from svcbudget.books.periods import PERIODS, first_day, last_day, name_period


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.sampled_from(PERIODS))
def test_a_period_holds_its_day_and_ends_where_the_next_begins(day: date, by: str) -> None:
    period = name_period(day, by)
    if period.startswith(("0001-W01", "9999-W52", "0000")):
        return  # these weeks reach beyond the calendar
    assert first_day(period) <= day <= last_day(period)
    assert name_period(first_day(period), by) == name_period(last_day(period), by) == period


QUANTITIES = st.integers(-50, 50).map(str) | st.decimals(-5, 5, places=3).map("{:f}".format).filter("-0.000".__ne__)
SALES = st.lists(
    st.builds(
        "{},{},{},{}".format,
        st.dates(date(2026, 1, 1), date(2027, 6, 30)),
        st.sampled_from(["DRESS", "CAR", "MEAL"]),
        QUANTITIES,
        st.sampled_from(["", "", "29.99", "80", "100", "160000"]),
    ),
    max_size=30,
)
HEADER = "date,sku,quantity,price"


@given(SALES, st.sampled_from(PERIODS))
def test_the_parts_of_a_period_add_up_to_its_rounded_sum(rows: list[str], by: str) -> None:
    """By the definition: the exact sum of quantity × year's budget ÷ purchases of each period, rounded half up."""
    reader = read(rows, by=by, header=HEADER)
    lines = accrue(reader.sums, reader.tariffs.wares)
    exact: dict[str, list[tuple[int, int]]] = {}
    for (period, position, _), (_, standard, personal) in reader.sums.items():
        over = int(reader.tariffs.wares[position].purchases) * 10**6
        exact.setdefault(period, []).append(((standard + personal) * (10**8 // over), 10**8))
    for period, parts in exact.items():
        total = sum(part for part, _ in parts)
        rounded = (abs(total) + 5 * 10**7) // 10**8 * (1 if total >= 0 else -1)
        assert sum(line.accrued for line in lines if line.period == period) == rounded


@given(SALES, st.randoms())
def test_the_order_of_sales_does_not_matter(rows: list[str], chance: object) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert accruals(rows, header=HEADER) == accruals(shuffled, header=HEADER)


@given(SALES)
def test_sales_of_disjoint_periods_put_aside_what_they_put_aside_together(rows: list[str]) -> None:
    early = [row for row in rows if row < "2026-10"]
    late = [row for row in rows if row >= "2026-10"]
    together = accruals(rows, header=HEADER)
    assert accruals(early, header=HEADER) + accruals(late, header=HEADER) == together


@given(SALES)
def test_a_sale_and_its_return_in_the_same_period_cancel(rows: list[str]) -> None:
    def turn(row: str) -> str:
        day, sku, quantity, price = row.split(",")
        return ",".join((day, sku, quantity[1:] if quantity.startswith("-") else f"-{quantity}", price))

    for line in accruals([*rows, *map(turn, rows)], header=HEADER):
        assert not (line.quantity or line.standard or line.reserve)
