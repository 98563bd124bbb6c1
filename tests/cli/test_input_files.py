"""What the names on the command line mean: folders, patterns, standard input, and which prices are in force."""

import csv
import io
import subprocess
from pathlib import Path

import pytest
from program import printed, run, shell

CAR = "  - {name: 轿车, sku: CAR, price: 158000, cost: 143000, units_per_year: 10}\n"
TEA = "  - {name: 茶, sku: TEA, price: 30, cost: 10, units_per_year: 10}\n"
HEAD = "currency: CNY\nproducts:\n"
OLD = HEAD + CAR
NEW = "valid_from: 2027-01-01\n" + OLD.replace("158000", "150000")
FIELDS = ("-f", "csv", "--no-header", "--fields", "file,sku,price")
Rows = list[list[str]]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Return a folder with old and new prices of a car, the prices of a tea, a policy and a table."""
    files = {
        "old.yaml": OLD,
        "new.yaml": NEW,
        "tea/tea.yml": HEAD + TEA,
        "tea/policy.yaml": "policy: {floor: 5%}\n",
        "tea/cups.csv": "name,price,cost\nCup,5,2\n",
        ".hidden/secret.yaml": HEAD + TEA,
        "notes.txt": "products: none\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def rows(done: subprocess.CompletedProcess[str]) -> Rows:
    assert done.returncode == 0, done.stderr
    return list(csv.reader(io.StringIO(done.stdout)))


def test_of_old_and_new_prices_the_newest_count_and_that_is_said(shop: Path) -> None:
    """7,000 profit a sale, ten a year: the sums are of one of them, never of both."""
    done = run("plan", "old.yaml", "new.yaml", "-f", "json", cwd=shop)
    assert '"annual_profit": "70000.00"' in done.stdout.splitlines()[-1]
    assert done.stderr == "in force: new.yaml (from 2027-01-01); replaced by newer prices: old.yaml\n"
    assert printed("plan", "old.yaml", "-f", "json", cwd=shop).count('"sku": "CAR"') == 1


def test_on_a_day_those_count_that_hold_on_it_and_only_finds_one_product(shop: Path) -> None:
    for day, price, told in (
        ("2026-12-31", "158000.00", "old.yaml; still to come: new.yaml (from 2027-01-01)"),
        ("2027-01-01", "150000.00", "new.yaml (from 2027-01-01); replaced by newer prices: old.yaml"),
    ):
        done = run("plan", "old.yaml", "new.yaml", "--on", day, "--only", "CAR", "--get", "price", cwd=shop)
        assert (done.stdout, done.stderr) == (f"{price}\n", f"in force on {day}: {told}\n")


def test_files_without_a_product_in_common_all_count(shop: Path) -> None:
    found = rows(run("plan", "old.yaml", "tea/tea.yml", "new.yaml", *FIELDS, cwd=shop))
    assert found == [["tea/tea.yml", "TEA", "30.00"], ["new.yaml", "CAR", "150000.00"]]


def test_versions_are_found_by_way_of_a_third_file(shop: Path) -> None:
    """Tea and car stand together once: from then on neither of their old files holds."""
    (shop / "both.yaml").write_text("valid_from: 2026-06-01\n" + OLD + TEA.replace("30", "33"), "utf-8")
    found = rows(run("plan", "old.yaml", "tea/tea.yml", "both.yaml", *FIELDS, cwd=shop))
    assert found == [["both.yaml", "CAR", "158000.00"], ["both.yaml", "TEA", "33.00"]]


def test_two_files_from_the_same_day_hold_together(shop: Path) -> None:
    (shop / "tea27.yaml").write_text("valid_from: 2027-01-01\n" + HEAD + TEA, "utf-8")
    found = rows(run("plan", "old.yaml", "new.yaml", "tea27.yaml", *FIELDS, cwd=shop))
    assert [sku for _, sku, _ in found] == ["CAR", "TEA"]


def test_before_any_price_holds_the_call_is_at_fault(shop: Path) -> None:
    done = run("plan", "new.yaml", "--on", "2026-12-31", cwd=shop)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no file is in force on 2026-12-31: the first begins on 2027-01-01" in done.stderr
    assert run("plan", "new.yaml", "--on", "2026-13-01", cwd=shop).returncode == 2


def test_check_judges_what_is_in_force_and_reads_all(shop: Path) -> None:
    (shop / "old.yaml").write_text(OLD.replace("143000", "160000"), "utf-8")
    assert run("check", "old.yaml", "new.yaml", cwd=shop).returncode == 0
    done = run("check", "old.yaml", "new.yaml", "--on", "2026-12-31", cwd=shop)
    assert (done.returncode, "SB101" in done.stdout) == (1, True)
    (shop / "old.yaml").write_text(OLD.replace("143000", "many"), "utf-8")
    assert run("check", "old.yaml", "new.yaml", cwd=shop).returncode == 1


def test_a_folder_stands_for_its_pricing_files_at_any_depth(shop: Path) -> None:
    done = run("plan", ".", *FIELDS, cwd=shop)
    assert [sku for _, sku, _ in rows(done)] == ["CAR", "TEA"]
    assert done.stderr.splitlines()[0] == ".: 3 pricing files, 2 other files passed over"
    done = run("plan", "tea", "--currency", "CNY", *FIELDS, cwd=shop)
    assert [sku for _, sku, _ in rows(done)] == ["Cup", "TEA"]
    assert done.stderr == "tea: 2 pricing files, 1 other file passed over\n"
    done = run("check", "tea", cwd=shop)
    assert done.stdout == "no findings (1 file, 1 product)\n"


def test_a_folder_that_leads_into_itself_is_read_once(shop: Path) -> None:
    (shop / "tea" / "again").symlink_to(shop / "tea")
    (shop / "tea" / "same.yaml").symlink_to(shop / "tea" / "tea.yml")
    assert len(rows(run("plan", "tea", *FIELDS, cwd=shop))) == 1


def test_a_folder_without_a_pricing_file_is_a_call_at_fault(shop: Path) -> None:
    (shop / "tea" / "tea.yml").unlink()
    done = run("plan", "tea", cwd=shop)
    assert done.returncode == 2
    assert "there is no pricing file in tea: no YAML or JSON file with products; tables are taken with" in done.stderr


def test_our_own_results_in_a_folder_are_no_pricing_files(shop: Path) -> None:
    (shop / "tea" / "plan.json").write_text(printed("plan", "tea/tea.yml", "-f", "json", cwd=shop), "utf-8")
    assert len(rows(run("plan", "tea", *FIELDS, cwd=shop))) == 1


@pytest.mark.parametrize("command", ["plan", "check"])
def test_what_comes_by_standard_input_goes_by_its_name(command: str, shop: Path) -> None:
    """What it extends is looked for from there, and its ending says what it is."""
    broken = f"extends: policy.yaml\n{HEAD}{TEA.replace('30', 'much')}".encode()
    done = run(command, "-", "--name", "tea/draft.yaml", stdin=broken, cwd=shop)
    assert done.returncode == 1
    assert "tea/draft.yaml:4:" in done.stdout + done.stderr
    table = b"name,price,cost\nCup,5,2\n"
    assert run(command, "-", "--name", "cups.csv", "--currency", "CNY", stdin=table, cwd=shop).returncode == 0
    done = run(command, "old.yaml", "--name", "x.yaml", cwd=shop)
    assert (done.returncode, "give - as a file too" in done.stderr) == (2, True)


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/urandom", "/dev/full"])
@pytest.mark.parametrize(
    "call",
    [("plan", "{}"), ("check", "{}"), ("gifts", "{}"), ("accrue", "old.yaml", "--sales", "{}"),
     ("check", "old.yaml", "--baseline", "{}")],
    ids=" ".join,
)  # fmt: skip
def test_a_device_is_refused_at_once(call: tuple[str, ...], device: str, shop: Path) -> None:
    if not Path(device).exists():
        pytest.skip(f"there is no {device}")
    done = run(*(word.format(device) for word in call), cwd=shop)
    assert done.returncode == 2
    assert f"{device}: it is a device, not a file" in done.stderr


def test_a_pipe_from_the_shell_is_read(shop: Path) -> None:
    done = shell('cat old.yaml | "$@" /dev/stdin -f csv --no-header --fields sku', "plan", cwd=shop)
    assert (done.stdout, done.returncode) == ("CAR\n", 0)
    assert run("plan", "/dev/null", cwd=shop).returncode == 1  # it ends at once, and is empty
