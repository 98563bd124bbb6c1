"""Work shared among processes: its result is that of one process to the byte, and no share is lost with its process."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from program import surroundings

from svcbudget.cli.parallel import cut, do_all, do_shares

# As `svcbudget`, on so many processors and with little work worth a process of its own.
ON_PROCESSORS = """
import sys
from svcbudget.cli import input_tables, parallel, run
from svcbudget.cli.commands import plan
processors = int(sys.argv.pop(1))
parallel.processors = lambda: processors
plan.WORTH_A_PROCESS = 1
input_tables.WORTH_A_PROCESS = 20
run()
"""
SHOP = """currency: CNY
gifts:
  - {id: wipes, name: {en: wipes, zh: 湿巾}, cost: 3.00, at: [purchase]}
products:
  - {name: Dress, sku: D-1, price: 50.00, cost: 60.00, units_per_year: 7}
  - {name: Coat, sku: C-1, price: 900.00, cost: 600.00, units_per_year: 30, service: [{gift: wipes, at: purchase}]}
  - {name: Hat, sku: H-1, price: 90.00, cost: 60.00}
  - {name: Car, sku: CAR, category: car, price: 158000, cost: 150000, units_per_year: 12, purchases_per_year: 0.2}
"""
OTHER = "currency: JPY\nextends: yen.yaml\nproducts:\n" + "".join(
    f"  - {{name: {name!r}, sku: S-{i}, price: {100 + 61 * i}, cost: 60, units_per_year: {i}}}\n"
    for i, name in enumerate(("連衣裙", "=SUM(A1)", "a,b;c", "100%s", "</b>"))
)
YEN = """currency: JPY
policy:
  bands: [{rate: 10%}]
  small_ticket: {amount: 200, share: 25%}
  heaviest_gift: {share: 25%, at_least: 300, at_most: 2000}
  tiers: [{name: light, from: 0, touches: 4, gifts: 1, items_at_purchase: 2, longest_silence: 6}]
  authority: {staff: 1000}
catalogue: none
"""
SALES = """date,sku,quantity
2026-10-01,D-1,2
2026-10-02,C-1,3
"2026-10-03",C-1,-1
2026-11-05,"CAR",1
2026-11-06,H-1,12
2026-12-24,D-1,1
2026-12-24,C-1,5
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with pricing files of two currencies and tables of sales."""
    folder = tmp_path_factory.mktemp("shares")
    for name, text in {"shop.yaml": SHOP, "other.yaml": OTHER, "yen.yaml": YEN, "sales.csv": SALES}.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def run_on(processors: int, folder: Path, *words: str) -> tuple[int, bytes, str]:
    """Return the exit code, what was printed and what was said, where there are so many processors."""
    program = [sys.executable, "-c", ON_PROCESSORS, str(processors)]
    done = subprocess.run([*program, *words], cwd=folder, env=surroundings(), capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr.decode()


@pytest.mark.parametrize(
    "call",
    [
        "plan shop.yaml other.yaml -f json",
        "plan shop.yaml other.yaml -f json --lang zh --fields gifts,sku,left",
        "plan other.yaml shop.yaml -f json --fields sku",
        "plan shop.yaml other.yaml -f jsonl",
        "plan shop.yaml other.yaml -f csv",
        "plan shop.yaml other.yaml -f tsv --no-header",
        "plan shop.yaml other.yaml -f csv --fields left,sku",
        "plan shop.yaml other.yaml -f markdown --fields sku,name,left",
        "accrue shop.yaml --sales sales.csv -f csv",
        "accrue shop.yaml --sales sales.csv --by year -f json",
    ],
)
def test_several_processes_write_what_one_does(call: str, folder: Path) -> None:
    alone = run_on(1, folder, *call.split())
    assert (alone[0], alone[2]) == (0, "")
    assert alone[1]
    for processors in (3, 64):
        assert run_on(processors, folder, *call.split()) == alone


def test_the_sums_of_shares_are_those_of_the_shop_in_the_order_of_its_currencies(folder: Path) -> None:
    """By hand: a loss gives nothing, a coat 30.00 to each of 30 customers, a car 160.00 to each of 60."""
    _, text, _ = run_on(3, folder, "plan", "shop.yaml", "other.yaml", "-f", "json", "--fields", "sku")
    yuan, yen = json.loads(text)["totals"]
    assert (yuan["currency"], yuan["products"], yen["currency"], yen["products"]) == ("CNY", 4, "JPY", 5)
    assert yuan["year_budget"] == "10500.00"
    assert yuan["annual_profit"] == "104930.00"


def test_a_name_of_a_file_that_is_no_text_stops_no_share(folder: Path) -> None:
    name = os.fsdecode(b"caf\xe9.yaml")
    try:
        (folder / name).write_text(SHOP, "utf-8")
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    for form in ("csv", "json"):
        alone = run_on(1, folder, "plan", name, "-f", form)
        assert b"caf\\udce9.yaml" in alone[1]
        assert run_on(3, folder, "plan", name, "-f", form) == alone


@pytest.mark.parametrize("cell", ["D-1", '"D-1"', "D-9", '"D\n1"', '"D""1"', "连衣裙"])
def test_rows_at_fault_are_told_at_their_lines_whoever_reads_them(cell: str, tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text(SHOP, "utf-8")
    rows = [f"2026-10-{day:02},{'D-1' if day % 5 else cell},{day if day % 7 else 'x'}\n" for day in range(1, 25)]
    (tmp_path / "sales.csv").write_text("date,sku,quantity\n" + "".join(rows), "utf-8")
    call = ("accrue", "shop.yaml", "--sales", "sales.csv", "-f", "csv")
    alone = run_on(1, tmp_path, *call)
    assert alone[2].count("quantity: x is no quantity") == 3
    for processors in (2, 8):
        assert run_on(processors, tmp_path, *call) == alone


# The shares themselves.

IN_A_PROCESS = """
import os, signal, sys
from svcbudget.cli import parallel
from svcbudget.cli.parallel import do_shares
home = os.getpid()

def share(name, amiss=None):
    def work():
        yield f"{name} begins; "
        if amiss and os.getpid() != home:
            amiss()
        yield f"{name} ends; "
        return name
    return work

def run(*shares):
    results = yield from do_shares(shares)
    yield repr(results)

def print_all(*shares):
    for part in run(*shares):
        print(part if isinstance(part, str) else part.decode(), end="")
"""


def in_a_process(script: str) -> tuple[int, str, str]:
    """Return the exit code, what was printed and what was said by a script that has shares done."""
    words = [sys.executable, "-c", IN_A_PROCESS + script]
    done = subprocess.run(words, env=surroundings(), capture_output=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    "amiss", ["lambda: 1 / 0", "lambda: os.kill(os.getpid(), signal.SIGKILL)", "lambda: sys.exit(0)"]
)
def test_the_share_of_a_process_that_fails_is_done_after_all(amiss: str) -> None:
    script = f"print_all(share('a'), share('b', {amiss}), share('c'))"
    text = "".join(f"{name} begins; {name} ends; " for name in "abc")
    assert in_a_process(script) == (0, f"{text}['a', 'b', 'c']", "")


def test_where_there_is_no_room_for_a_process_all_is_done_by_this_one() -> None:
    script = """
def refuse(): raise OSError
os.fork = refuse
print_all(share("a"), share("b"))
"""
    assert in_a_process(script) == (0, "a begins; a ends; b begins; b ends; ['a', 'b']", "")


def test_a_fault_leaves_no_process_behind() -> None:
    script = """
import time
def stumble():
    yield ""
    raise KeyError("mine")
try:
    print_all(stumble, share("b", lambda: time.sleep(60)), share("c", lambda: time.sleep(60)))
except KeyError:
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        print("none is left")
"""
    assert in_a_process(script) == (0, "none is left\n", "")


def test_a_single_share_is_done_at_once() -> None:
    assert do_all([lambda: 3]) == [3]
    assert list(do_shares([lambda: iter(["text"])])) == ["text"]  # type: ignore[list-item,return-value]


def test_works_without_text_give_their_results_in_their_order() -> None:
    script = "print(parallel.do_all([lambda n=n: (n, os.getpid() == home) for n in range(3)]))"
    assert in_a_process(script) == (0, "[(0, True), (1, False), (2, False)]\n", "")


@pytest.mark.parametrize(
    ("amount", "shares", "stretches"),
    [(10, 1, [(0, 10)]), (10, 3, [(0, 3), (3, 6), (6, 10)]), (2, 2, [(0, 1), (1, 2)])],
)
def test_work_is_cut_into_stretches_of_nearly_the_same_length(
    amount: int, shares: int, stretches: list[tuple[int, int]]
) -> None:
    assert cut(amount, shares) == stretches


@pytest.mark.parametrize(("amount", "shares"), [(0, 1), (9, 1), (19, 1), (20, 2), (39, 3), (1000, 4)])
def test_no_share_is_smaller_than_is_worth_a_process(amount: int, shares: int) -> None:
    script = f"""
parallel.processors = lambda: 4
print(parallel.count_shares({amount}, 10))
"""
    assert in_a_process(script) == (0, f"{shares}\n", "")
