"""The baseline: what was there when the check came is set aside, and nothing else."""

import json
from pathlib import Path

import pytest
from program import run

SHOP = """currency: CNY
products:
  - {name: Dress, sku: DRESS, price: 50.00, cost: 60.00}
  - {name: Coat, sku: COAT, price: 200.00, cost: 120.00}
"""
KNOWN = '{"file": "shop.yaml", "product": "DRESS", "code": "SB101", "values": ["-10.00"]}'


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Return a folder with a pricing file and a baseline of its one finding."""
    (tmp_path / "shop.yaml").write_text(SHOP, "utf-8")
    assert check(tmp_path, "--write-baseline") == (0, "no findings; 1 set aside (1 file, 2 products)")
    return tmp_path


def check(folder: Path, *arguments: str, file: str = "shop.yaml") -> tuple[int, str]:
    """Return the exit code and the last line of a check against the baseline."""
    done = run("check", file, "--baseline", "known.json", *arguments, cwd=folder)
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()[-1]


def change(folder: Path, before: str, after: str, file: str = "shop.yaml") -> None:
    text = (folder / file).read_text("utf-8")
    assert before in text
    (folder / file).write_text(text.replace(before, after), "utf-8")


def test_it_is_written_one_finding_a_line(shop: Path) -> None:
    assert (shop / "known.json").read_text("utf-8") == (
        f'{{"format": "svcbudget.baseline/1", "findings": [\n{KNOWN}\n]}}\n'
    )


def test_a_known_finding_is_set_aside_wherever_its_line_moves(shop: Path) -> None:
    change(shop, "products:\n", "# one\n\n# two\nproducts:\n")
    assert check(shop) == (0, "no findings; 1 set aside (1 file, 2 products)")


def test_a_finding_at_another_value_is_new_and_the_known_one_is_stale(shop: Path) -> None:
    change(shop, "price: 50.00", "price: 49.99")
    assert check(shop) == (1, "1 error; 1 of the baseline found no more (1 file, 2 products)")


def test_the_same_rule_on_another_product_is_new(shop: Path) -> None:
    change(shop, "price: 200.00", "price: 110.00")
    assert check(shop) == (1, "1 error; 1 set aside (1 file, 2 products)")


def test_the_same_product_in_another_file_is_new(shop: Path) -> None:
    (shop / "other.yaml").write_text(SHOP, "utf-8")
    assert check(shop, file="other.yaml") == (1, "1 error (1 file, 2 products)")


def test_what_is_mended_is_stale_and_gone_from_a_renewed_baseline(shop: Path) -> None:
    change(shop, "price: 50.00", "price: 100.00")
    assert check(shop) == (0, "no findings; 1 of the baseline found no more (1 file, 2 products)")
    assert check(shop, "--write-baseline") == (0, "no findings (1 file, 2 products)")
    assert json.loads((shop / "known.json").read_text("utf-8"))["findings"] == []


def test_it_holds_from_any_folder(shop: Path) -> None:
    done = run("check", shop / "shop.yaml", "--baseline", shop / "known.json", cwd=shop.parent)
    assert done.returncode == 0


def test_it_is_the_same_to_the_byte_from_every_folder_through_every_link_and_with_any_root(shop: Path) -> None:
    before = (shop / "known.json").read_bytes()
    (shop / "inner").mkdir()
    (shop / "again").symlink_to(".")
    (shop.parent / "link").symlink_to(shop)
    for folder, file, known, *more in (
        (shop.parent, f"{shop.name}/shop.yaml", f"{shop.name}/known.json"),
        (shop / "inner", "../shop.yaml", "../known.json"),
        (shop, "again/shop.yaml", "known.json"),
        (shop, "again/shop.yaml", "again/known.json"),
        (shop, "shop.yaml", shop.parent / "link" / "known.json"),
        (Path("/"), shop.parent / "link" / "shop.yaml", shop / "known.json"),
        (shop, "shop.yaml", "known.json", "--root", "inner"),
    ):
        (shop / "known.json").unlink()
        assert run("check", file, "--baseline", known, "--write-baseline", *more, cwd=folder).returncode == 0
        assert (shop / "known.json").read_bytes() == before, (folder, file)
        assert run("check", file, "--baseline", known, *more, cwd=folder).returncode == 0


def test_one_that_was_written_through_a_link_still_holds(shop: Path) -> None:
    """Before, the link stood in the name: it is followed, and gone from the file when it is next written."""
    (shop / "again").symlink_to(".")
    before = (shop / "known.json").read_text("utf-8")
    (shop / "known.json").write_text(before.replace("shop.yaml", "again/shop.yaml"), "utf-8")
    assert check(shop) == (0, "no findings; 1 set aside (1 file, 2 products)")
    assert check(shop, "--write-baseline") == (0, "no findings; 1 set aside (1 file, 2 products)")
    assert (shop / "known.json").read_text("utf-8") == before


def test_what_standard_input_is_known_for_stays(shop: Path) -> None:
    piped = ("check", "-", "--baseline", "known.json")
    assert run(*piped, "--write-baseline", stdin=SHOP.encode(), cwd=shop).returncode == 0
    assert run(*piped, stdin=SHOP.encode(), cwd=shop).returncode == 0
    assert check(shop, "--write-baseline")[0] == 0
    assert '"<stdin>"' in (shop / "known.json").read_text("utf-8")


def test_what_other_files_and_rules_know_stays_in_a_renewed_baseline(shop: Path) -> None:
    (shop / "other.yaml").write_text(SHOP, "utf-8")
    assert check(shop, "--write-baseline", file="other.yaml")[0] == 0
    assert check(shop, "--write-baseline", "--select", "SB2")[0] == 0
    assert check(shop)[0] == check(shop, file="other.yaml")[0] == 0
    (shop / "other.yaml").unlink()
    assert check(shop)[1] == "no findings; 1 set aside; 1 of the baseline found no more (1 file, 2 products)"


def test_a_finding_that_comes_twice_is_known_twice(tmp_path: Path) -> None:
    promise = "{gift: umbrella, on: birthday, owner: care}"
    gift = "gifts: [{id: umbrella, cost: 60, at: [birthday]}]\n"
    product = f"  - {{name: Car, sku: CAR, price: 158000, cost: 150000, service: [{promise}]}}\n"
    (tmp_path / "shop.yaml").write_text(f"currency: CNY\n{gift}products:\n{product}", "utf-8")
    chosen = ("--select", "SB404", "--fail-on", "warning")
    assert check(tmp_path, *chosen, "--write-baseline") == (0, "no findings; 1 set aside (1 file, 1 product)")
    change(tmp_path, promise, f"{promise}, {promise}")
    assert check(tmp_path, *chosen) == (1, "1 warning; 1 set aside (1 file, 1 product)")


def test_a_file_that_cannot_be_used_is_never_known(shop: Path) -> None:
    before = (shop / "known.json").read_bytes()
    change(shop, "price: 200.00", "price: 2,00")
    done = run("check", "shop.yaml", "--baseline", "known.json", "--write-baseline", "--exit-zero", cwd=shop)
    assert (done.returncode, done.stderr) == (0, "known.json is not written: a file could not be judged\n")
    assert (shop / "known.json").read_bytes() == before


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"format": "svcbudget.baseline/2", "findings": []}',
        '{"format": "svcbudget.baseline/1", "findings": [1]}',
        '{"format": "svcbudget.baseline/1", "findings": [{"file": "shop.yaml"}]}',
        '{"format": "svcbudget.baseline/1", "findings": [' + KNOWN.replace('"-10.00"', "10") + "]}",
        "[" * 100_000,
    ],
)
def test_a_broken_baseline_is_an_error_of_the_call_and_stays_as_it_is(shop: Path, text: str) -> None:
    (shop / "known.json").write_text(text, "utf-8")
    for more in ([], ["--write-baseline"]):
        done = run("check", "shop.yaml", "--baseline", "known.json", *more, cwd=shop)
        assert (done.returncode, done.stdout) == (2, "")
        assert "known.json is no baseline" in done.stderr
    assert (shop / "known.json").read_text("utf-8") == text


def test_a_baseline_that_is_not_there_is_an_error_unless_it_is_to_be_written(tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text(SHOP, "utf-8")
    assert run("check", "shop.yaml", "--baseline", "known.json", cwd=tmp_path).returncode == 2
    assert run("check", "shop.yaml", "--write-baseline", cwd=tmp_path).returncode == 2


def test_a_pricing_file_is_never_taken_for_a_baseline(shop: Path) -> None:
    done = run("check", "shop.yaml", "--baseline", "shop.yaml", "--write-baseline", cwd=shop)
    assert (done.returncode, (shop / "shop.yaml").read_text("utf-8")) == (2, SHOP)
