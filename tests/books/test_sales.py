"""From sales to what they put aside: hand-computed sums, prices in time, rows that cannot be used, properties."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from svcbudget.books.accruals import Accrual, accrue
from svcbudget.books.periods import last_day, name_period
from svcbudget.books.sales import SalesReader
from svcbudget.books.tariffs import Tariffs
from svcbudget.pricing.document import Document
from svcbudget.pricing.loading import load

DRESS = "  - {name: Dress, sku: DRESS, price: 100.00, cost: 60.00}\n"
CAR = "  - {name: Car, sku: CAR, price: 158000, cost: 150000}\n"
MEAL = "  - {name: Meal, sku: MEAL, price: 30, cost: 15, purchases_per_year: 100}\n"
HEAD = "date,sku,quantity"
SHOP = f"currency: CNY\nproducts:\n{DRESS}{CAR}{MEAL}"


def document(text: str, file: str = "shop.yaml") -> Document:
    found, findings = load(file, lambda name: text.encode())
    assert found is not None, findings
    return found


def read(
    rows: Sequence[str], *texts: str, by: str = "month", header: str = "date,sku,quantity", **more: Any
) -> SalesReader:
    """Read rows of sales under pricing files."""
    documents = [document(text, f"{i}.yaml") for i, text in enumerate(texts or (SHOP,))]
    reader = SalesReader(Tariffs(documents), by, **more)
    reader.read([f"{header}\n", *(f"{row}\n" for row in rows)], "sales.csv")
    return reader


def accruals(rows: Sequence[str], *texts: str, **more: Any) -> list[Accrual]:
    reader = read(rows, *texts, **more)
    assert reader.findings == []
    return accrue(reader.sums, reader.tariffs.wares)


def amounts(lines: Sequence[Accrual]) -> list[tuple[str, str, str, int, int]]:
    return [(line.period, line.sku, f"{line.quantity.normalize():f}", line.standard, line.reserve) for line in lines]


def test_a_sale_puts_aside_its_part_of_the_years_budget() -> None:
    """The dress: 10.00 a year and purchase, all standard. The car: 800.00, of it 263.33 reserve (design, section 5).

    The meal: 150.00 a year over 100 purchases, 1.0333 standard and 0.4667 reserve each; 7 of them 7.2333 and 3.2667, of
    10.50 together.
    """
    rows = ["2026-11-02,DRESS,3", "2026-11-30,CAR,1", "2026-11-05,MEAL,7"]
    assert amounts(accruals(rows)) == [
        ("2026-11", "DRESS", "3", 3000, 0),
        ("2026-11", "CAR", "1", 53667, 26333),
        ("2026-11", "MEAL", "7", 723, 327),
    ]


def test_cents_are_shared_out_so_that_a_period_ties_out() -> None:
    """One meal is 1.50 exactly: 1.0333 and 0.4667 are 103 and 47. A third of a sale is 0.50: 0.3444 and 0.1556."""
    rows = ["2026-11-05,MEAL,1", "2026-12-05,MEAL,0.333333"]
    assert amounts(accruals(rows)) == [
        ("2026-11", "MEAL", "1", 103, 47),
        ("2026-12", "MEAL", "0.333333", 34, 16),
    ]


def test_a_return_reverses_a_sale_and_in_a_later_period_it_is_negative() -> None:
    assert amounts(accruals(["2026-11-02,DRESS,2", "2026-11-09,DRESS,-2"])) == [("2026-11", "DRESS", "0", 0, 0)]
    assert amounts(accruals(["2026-11-02,CAR,1", "2026-12-09,CAR,-1"]))[1] == ("2026-12", "CAR", "-1", -53667, -26333)


def test_the_price_of_a_sale_beats_that_of_the_file() -> None:
    """At 80 the dress earns 20, a quarter of which is 5.00; at 50 it is sold at a loss, and puts nothing aside."""
    rows = ["2026-11-02,DRESS,1,", "2026-11-02,DRESS,1,100.00", "2026-11-03,DRESS,1,80", "2026-11-04,DRESS,1,50"]
    assert amounts(accruals(rows, header="date,sku,quantity,price")) == [("2026-11", "DRESS", "4", 2500, 0)]


@pytest.mark.parametrize(
    "product",
    [
        "price: 113, cost: 60, tax_included: 13%",
        "price: 113, margin: 40%, tax_included: 13%",
        "price: 113, profit: 40, tax_included: 13%",
        "price: 113, cost: {goods: 60}, tax_included: 13%",
    ],
)
def test_at_another_price_the_cost_stays_however_the_file_gives_it(product: str) -> None:
    """Net of 13% tax 90.40 are 80: 20 are earned and a quarter of it, 5.00, put aside."""
    text = f"currency: CNY\nproducts: [{{name: Dress, sku: DRESS, {product}}}]\n"
    assert amounts(accruals(["2026-11-02,DRESS,1,90.40"], text, header="date,sku,quantity,price"))[0][3:] == (500, 0)


def test_a_part_of_the_cost_that_is_a_share_of_the_price_falls_with_it() -> None:
    """At 80: 80 - 48 - 8 (10%) are 24, a quarter 6.00."""
    text = "currency: CNY\nproducts: [{name: D, sku: D, price: 100, cost: {goods: 48, fee: 10%}}]\n"
    assert amounts(accruals(["2026-11-02,D,1,80"], text, header="date,sku,quantity,price"))[0][3:] == (600, 0)


def test_each_sale_uses_the_file_in_force_on_its_day() -> None:
    """Until June the dress earns 40 (10.00), from July on 20 (5.00); its line is one in a period that holds both."""
    later = "currency: CNY\nvalid_from: 2026-07-01\nproducts:\n" + DRESS.replace("100.00", "80.00")
    rows = ["2026-06-30,DRESS,1", "2026-07-01,DRESS,1", "2026-12-31,DRESS,1"]
    assert amounts(accruals(rows, later, SHOP, by="year")) == [("2026", "DRESS", "3", 2000, 0)]
    assert amounts(accruals(rows, SHOP, later))[0] == ("2026-06", "DRESS", "1", 1000, 0)


def test_before_the_first_file_holds_a_sale_cannot_be_used() -> None:
    text = "currency: CNY\nvalid_from: 2026-07-01\nproducts:\n" + DRESS
    (finding,) = read(["2026-06-30,DRESS,1"], text).findings
    assert finding.message == "no pricing file holds on 2026-06-30: the first is valid from 2026-07-01"


def test_a_product_gone_from_a_later_file_is_not_sold_then() -> None:
    later = "currency: CNY\nvalid_from: 2026-07-01\nproducts:\n" + CAR
    (finding,) = read(["2026-06-30,DRESS,1", "2026-07-01,DRESS,1"], SHOP, later).findings
    assert (finding.place.line, finding.message) == (3, "sku DRESS is in no pricing file that holds then")


def test_channels_are_told_apart_where_the_file_does() -> None:
    shop = "  - {name: Dress, sku: DRESS, channel: shop, price: 100.00, cost: 60.00}\n"
    text = f"currency: CNY\nproducts:\n{shop}" + shop.replace("shop", "web").replace("100.00", "80.00") + CAR
    rows = ["2026-11-02,DRESS,1,web", "2026-11-02,DRESS,1,shop", "2026-11-02,CAR,1,web"]
    lines = accruals(rows, text, header="date,sku,quantity,channel")
    assert [(line.sku, line.channel, line.standard) for line in lines] == [
        ("DRESS", "shop", 1000),
        ("DRESS", "web", 500),
        ("CAR", None, 53667),
    ]
    (finding,) = read(["2026-11-02,DRESS,1,app"], text, header="date,sku,quantity,channel").findings
    assert (finding.message, finding.hint) == ("DRESS is not sold on app", "its channels are shop, web")


def test_customers_are_told_apart_where_asked_for() -> None:
    rows = ["2026-11-02,DRESS,1,Ann", "2026-11-02,DRESS,2,", "2026-11-03,DRESS,1,Ann"]
    lines = accruals(rows, header="date,sku,quantity,customer", by_customer=True)
    assert [(line.customer, line.standard) for line in lines] == [(None, 2000), ("Ann", 2000)]


def test_currencies_are_never_mixed() -> None:
    euro = "currency: EUR\nproducts:\n" + DRESS.replace("DRESS", "SCARF")
    lines = accruals(["2026-11-02,DRESS,1", "2026-11-02,SCARF,1"], SHOP, euro)
    assert [(line.currency, line.sku, line.accrued) for line in lines] == [
        ("CNY", "DRESS", 1000),
        ("EUR", "SCARF", 1000),
    ]


@pytest.mark.parametrize(
    ("row", "message", "hint"),
    [
        ("2026-02-30,DRESS,1", "date: 2026-02-30 is no day of the calendar", "2027-03-31"),
        ("02.11.2026,DRESS,1", "date: 02.11.2026 is not a date", "2027-03-31"),
        (",DRESS,1", "date: is empty", "2027-03-31"),
        ("2026-11-02,DRES,1", "sku DRES is in no pricing file that holds then", "did you mean DRESS?"),
        ("2026-11-02,,1", "sku is empty", "fill it in"),
        ('2026-11-02,DRESS,"1,5"', "quantity: 1,5 is no quantity", "plain digits"),
        ("2026-11-02,DRESS,1e3", "quantity: 1e3 is no quantity", "plain digits"),
        ("2026-11-02,DRESS,", "quantity is empty", "plain digits"),
        ("2026-11-02,DRESS", "the row has too few cells", "fill it up"),
        ('2026-11-02,"DRESS"x,1', "the row is no CSV", "quotation mark"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_with_its_value(row: str, message: str, hint: str) -> None:
    reader = read(["2026-11-01,DRESS,1", row, "2026-11-03,DRESS,1"])
    (finding,) = reader.findings
    assert (finding.place.file, finding.place.line) == ("sales.csv", 3)
    assert finding.message.startswith(message)
    assert hint in str(finding.hint)


def test_all_rows_that_cannot_be_used_are_named_at_once_and_very_many_are_counted() -> None:
    reader = read(["2026-11-01,X,1"] * 1500)
    assert (len(reader.findings), reader.unshown) == (1000, 500)


def test_a_time_of_day_blanks_and_a_blank_line_do_no_harm() -> None:
    rows = ["2026-11-02T10:30:00+08:00, DRESS , 1 ", "", "2026-11-02 10:30,DRESS,1"]
    assert amounts(accruals(rows)) == [("2026-11", "DRESS", "2", 2000, 0)]


def test_a_row_with_more_cells_than_the_header_is_refused_as_it_may_hold_a_decimal_comma() -> None:
    reader = read(["2026-11-02,DRESS,1", "2026-11-02,DRESS,1,5", "2026-11-02,DRESS,1,,"])
    (finding,) = reader.findings
    assert (finding.code, finding.place.line) == ("SB002", 3)
    assert finding.message == "the row has more cells than the header"
    assert amounts(accrue(reader.sums, reader.tariffs.wares)) == [("2026-11", "DRESS", "2", 2000, 0)]


def test_rows_of_empty_cells_alone_are_passed_over() -> None:
    assert amounts(accruals([",,", "2026-11-02,DRESS,1", ",,"])) == [("2026-11", "DRESS", "1", 1000, 0)]


def test_a_fault_after_line_breaks_in_cells_is_at_the_line_on_which_its_row_begins() -> None:
    rows = ['2026-11-02,DRESS,1,"a\nb\nc"', '2026-11-31,DRESS,1,"d\ne"', "2026-11-02,DRESS,x,"]
    assert [finding.place.line for finding in read(rows, header="date,sku,quantity,note").findings] == [5, 7]


def test_a_column_that_stands_twice_is_refused() -> None:
    (finding,) = read([], header="date,sku,quantity,Quantity").findings
    assert finding.message == "column quantity stands twice"


def test_of_many_unknown_skus_the_first_few_get_a_suggestion() -> None:
    findings = read([f"2026-11-01,DRES{i},1" for i in range(20)] + ["2026-11-01,DRES0,1"]).findings
    near = "did you mean DRESS?"
    assert [finding.hint for finding in findings] == [near] * 10 + [None] * 10 + [near]


def test_a_row_with_four_faults_shows_four_each_at_its_cell() -> None:
    found = read(["2026-11-31,DRES,one,9.9.9"], header="date,sku,quantity,price").findings
    assert [(finding.code, finding.message.split(":")[0], finding.values) for finding in found] == [
        ("SB007", "date", ("2026-11-31",)),
        ("SB010", "sku DRES is in no pricing file that holds then", ("DRES",)),
        ("SB007", "quantity", ("one",)),
        ("SB007", "price", ("9.9.9",)),
    ]


def test_of_a_day_that_cannot_be_read_only_a_sku_of_no_price_list_is_told() -> None:
    (found,) = read(["yesterday,DRESS,1"]).findings
    assert found.message.startswith("date: ")


def test_the_order_of_the_pricing_files_does_not_matter() -> None:
    later = "currency: CNY\nvalid_from: 2026-07-01\nproducts:\n" + DRESS.replace("Dress", "New dress") + CAR
    rows = ["2026-06-30,DRESS,1", "2026-07-01,DRESS,1", "2026-07-01,CAR,1"]
    documents = [document(SHOP, "a.yaml"), document(later, "b.yaml")]
    readers = [SalesReader(Tariffs(order), "year") for order in (documents, documents[::-1])]
    for reader in readers:
        reader.read([f"{HEAD}\n", *(f"{row}\n" for row in rows)], "sales.csv")
    first, second = (accrue(reader.sums, reader.tariffs.wares) for reader in readers)
    assert first == second
    assert first[0].name == "New dress"


def test_the_last_week_of_the_calendar_ends_with_it() -> None:
    assert last_day(name_period(date.max, "week")) == date.max


@pytest.mark.parametrize("header", ["Quantity;SKU;Date;Shop", "数量\t货号\t日期\t门店", "\ufeffquantity,sku,date,x"])
def test_columns_stand_in_any_order_under_usual_names(header: str) -> None:
    row = "1,DRESS,2026-11-02,y".replace(",", ";" if ";" in header else "\t" if "\t" in header else ",")
    assert amounts(accruals([row], header=header)) == [("2026-11", "DRESS", "1", 1000, 0)]


def test_a_missing_column_is_said_with_those_that_there_are() -> None:
    (finding,) = read([], header="Datum,sku,quantity").findings
    assert finding.message == "column date missing"
    assert finding.hint == "the columns are Datum, sku, quantity; name another with --columns date=NAME"
