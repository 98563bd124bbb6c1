"""`svcbudget accrue` as its user runs it."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from program import printed, run, show

SHOP = """currency: CNY
products:
  - {name: 连衣裙, sku: DRESS, price: 100.00, cost: 60.00}
  - {name: 轿车, sku: CAR, price: 158000, cost: 150000}
"""
SALES = "date,sku,quantity\n2026-11-02,DRESS,3\n2026-12-01,CAR,1\n2026-12-09,DRESS,-1\n"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Return a folder with a pricing file and sales."""
    (tmp_path / "shop.yaml").write_text(SHOP, "utf-8")
    (tmp_path / "sales.csv").write_text(SALES, "utf-8")
    return tmp_path


def test_each_period_and_product_is_a_row(shop: Path) -> None:
    assert printed("accrue", "shop.yaml", "--sales", "sales.csv", "-f", "csv", cwd=shop).splitlines() == [
        "period,sku,channel,name,currency,quantity,standard,reserve,accrued",
        "2026-11,DRESS,,连衣裙,CNY,3,30.00,0.00,30.00",
        "2026-12,DRESS,,连衣裙,CNY,-1,-10.00,0.00,-10.00",
        "2026-12,CAR,,轿车,CNY,1,536.67,263.33,800.00",
    ]


def test_a_table_has_sums_of_each_period_and_of_all(shop: Path) -> None:
    text = show("accrue", "shop.yaml", "--sales", "sales.csv", cwd=shop, NO_COLOR="1")
    assert [line.split("│")[1].strip() for line in text.splitlines() if line.startswith("│")][1:] == [
        *("2026-11", "连衣裙", "2026-12", "连衣裙", "轿车", "Together"),
    ]
    assert "820.00" in text.splitlines()[-2]


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "jsonl", "markdown"])
def test_every_form_ties_out_to_the_same_sum(shop: Path, form: str) -> None:
    text = printed("accrue", "shop.yaml", "--sales", "sales.csv", "--format", form, cwd=shop)
    if form in ("csv", "tsv"):
        rows = list(csv.DictReader(io.StringIO(text), delimiter="," if form == "csv" else "\t"))
        found = [row["accrued"] for row in rows]
    elif form == "markdown":
        cells = [line.split("|")[-2].strip() for line in text.splitlines()[4:]]
        found = [cell for cell in cells if "*" not in cell]
        assert cells[-1] == "**820.00**"
    else:
        rows = json.loads(text)["accruals"] if form == "json" else list(map(json.loads, text.splitlines()))
        found = [row["accrued"] for row in rows]
    assert sum(Decimal(amount) for amount in found) == Decimal("820.00")


def test_one_value_goes_into_a_variable(shop: Path) -> None:
    sold = "date,sku,quantity\n2026-11-02,DRESS,3\n"
    arguments = ("accrue", "shop.yaml", "--sales", "-", "--by", "year", "--get", "accrued")
    assert printed(*arguments, stdin=sold.encode(), cwd=shop) == "30.00\n"


def test_rows_that_cannot_be_used_are_all_named_and_the_old_result_stays(shop: Path) -> None:
    (shop / "out.csv").write_text("old", "utf-8")
    (shop / "sales.csv").write_text(SALES + "2026-11-31,DRESS,1\n2026-11-01,DRES,1\n", "utf-8")
    done = run("accrue", "shop.yaml", "--sales", "sales.csv", "-f", "csv", "-o", "out.csv", cwd=shop)
    assert (done.returncode, done.stdout, (shop / "out.csv").read_text("utf-8")) == (1, "", "old")
    assert done.stderr == (
        "sales.csv:5:1: error[SB007] date: 2026-11-31 is no day of the calendar\n"
        "  5 | 2026-11-31,DRESS,1\n"
        "    | ^^^^^^^^^^\n"
        "  hint: write one such as 2027-03-31\n"
        "sales.csv:6:12: error[SB010] sku DRES is in no pricing file that holds then\n"
        "  6 | 2026-11-01,DRES,1\n"
        "    |            ^^^^\n"
        "  hint: did you mean DRESS?\n"
    )


def test_a_table_that_is_not_utf_8_is_named(shop: Path) -> None:
    (shop / "sales.csv").write_bytes("date,sku,quantity,note\n2026-11-01,DRESS,1,连衣裙\n".encode("gbk"))
    done = run("accrue", "shop.yaml", "--sales", "sales.csv", cwd=shop)
    assert done.returncode == 1
    assert "this is not UTF-8" in done.stderr


def test_columns_may_be_called_anything(shop: Path) -> None:
    (shop / "sales.csv").write_text("Tag;Artikel;Menge\n2026-11-02;DRESS;3\n", "utf-8")
    columns = "date=Tag,sku=Artikel,quantity=Menge"
    arguments = ("accrue", "shop.yaml", "--sales", "sales.csv", "--columns", columns, "--get", "accrued")
    assert printed(*arguments, cwd=shop) == "30.00\n"
    for wrong in ("datum=Tag", "date", "date=Day"):
        done = run("accrue", "shop.yaml", "--sales", "sales.csv", "--columns", wrong, cwd=shop)
        assert done.returncode in (1, 2), wrong


def test_a_missing_table_is_an_error_of_the_call(shop: Path) -> None:
    done = run("accrue", "shop.yaml", "--sales", "none.csv", cwd=shop)
    assert (done.returncode, done.stdout) == (2, "")
    assert run("accrue", "-", "--sales", "-", cwd=shop).returncode == 2


def test_an_input_is_never_overwritten(shop: Path) -> None:
    done = run("accrue", "shop.yaml", "--sales", "sales.csv", "-o", "sales.csv", cwd=shop)
    assert (done.returncode, (shop / "sales.csv").read_text("utf-8")) == (2, SALES)


@pytest.mark.slow
def test_a_large_table_read_by_two_processes_comes_to_the_same_as_by_one(shop: Path) -> None:
    rows = [f'2026-{1 + i % 12:02}-15,{("DRESS", "CAR")[i % 2]},{i % 7 - 1},"a\nb"\n' for i in range(200_000)]
    text = "date,sku,quantity,note\n" + "".join(rows)
    (shop / "sales.csv").write_text(text, "utf-8")
    halved = printed("accrue", "shop.yaml", "--sales", "sales.csv", "-f", "csv", cwd=shop)
    assert halved == printed("accrue", "shop.yaml", "--sales", "-", "-f", "csv", cwd=shop, stdin=text.encode())
    bad = [*rows[:10], "2026-02-31,DRESS,1,\n", *rows[10:-10], "2026-02-01,NONE,1,\n", *rows[-10:]]
    text = "date,sku,quantity,note\n" + "".join(bad)
    (shop / "sales.csv").write_text(text, "utf-8")
    halved_so = run("accrue", "shop.yaml", "--sales", "sales.csv", cwd=shop)
    lines = [line for line in halved_so.stderr.splitlines() if "error[" in line]
    whole = run("accrue", "shop.yaml", "--sales", "-", cwd=shop, stdin=text.encode())
    assert halved_so.returncode == whole.returncode == 1
    place = [line.split(":")[1] for line in lines]
    assert place == [line.split(":")[1] for line in whole.stderr.splitlines() if "error[" in line] != []


def test_a_table_named_twice_is_refused_as_it_would_count_twice(shop: Path) -> None:
    (shop / "link.csv").symlink_to("sales.csv")
    for again in ("sales.csv", "./sales.csv", "link.csv"):
        done = run("accrue", "shop.yaml", "--sales", "sales.csv", "--sales", again, cwd=shop)
        assert (done.returncode, done.stdout) == (2, "")
        assert "its rows would count twice" in done.stderr
