"""`-o FILE` writes a file whole, in one step, or leaves the old one as it was; and never over what was read."""

import os
import stat
from pathlib import Path

import pytest
from program import run, shell

from svcbudget.cli import main
from svcbudget.planning.planner import Planner

FORMATS = ("table", "json", "csv", "tsv", "markdown", "svg")
SHOP = "currency: CNY\nextends: base.yaml\nproducts:\n  - {name: Dress, price: 100.00, cost: 60.00}\n"
OLD = "what stood there before\n"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Return a folder with a pricing file, the one that it extends, and an old result."""
    (tmp_path / "shop.yaml").write_text(SHOP)
    (tmp_path / "base.yaml").write_text("policy: {reserve: 30%}\n")
    (tmp_path / "old.txt").write_text(OLD)
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_holds_what_standard_output_would_have_shown(form: str, shop: Path) -> None:
    written = run("plan", "shop.yaml", "--format", form, "-o", "new.txt", cwd=shop)
    assert (written.returncode, written.stdout, written.stderr) == (0, "", "")
    assert (shop / "new.txt").read_bytes().decode() == run("plan", "shop.yaml", "--format", form, cwd=shop).stdout


@pytest.mark.parametrize(
    "arguments", ["quote --profit 40", "quote --profit 40 --get budget", "gifts", "policy shop.yaml", "schema"]
)
def test_every_command_writes_into_a_file(arguments: str, shop: Path) -> None:
    written = run(*arguments.split(), "-o", "new.txt", cwd=shop)
    assert (written.returncode, written.stdout, written.stderr) == (0, "", "")
    assert (shop / "new.txt").read_bytes().decode() == run(*arguments.split(), cwd=shop).stdout


def test_a_file_is_replaced_in_one_step_and_keeps_its_mode(shop: Path) -> None:
    old = shop / "old.txt"
    old.chmod(0o640)
    before = old.stat()
    with old.open() as reader:
        assert run("plan", "shop.yaml", "-o", "old.txt", cwd=shop).returncode == 0
        assert reader.read() == OLD
    assert old.stat().st_ino != before.st_ino
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert names(shop) == ["base.yaml", "old.txt", "shop.yaml"]


def test_a_new_file_has_the_mode_that_the_umask_leaves(shop: Path) -> None:
    assert shell('umask 027; "$@"', "plan", "shop.yaml", "-o", "new.txt", cwd=shop).returncode == 0
    assert stat.S_IMODE((shop / "new.txt").stat().st_mode) == 0o640


def test_a_long_name_in_chinese_can_be_written(shop: Path) -> None:
    name = "预算" * 40 + ".csv"
    assert run("plan", "shop.yaml", "-o", name, cwd=shop).returncode == 0
    assert (shop / name).exists()


def test_through_a_symbolic_link_its_target_is_written(shop: Path) -> None:
    (shop / "link.txt").symlink_to("old.txt")
    assert run("plan", "shop.yaml", "-o", "link.txt", cwd=shop).returncode == 0
    assert (shop / "link.txt").is_symlink()
    assert "Dress" in (shop / "old.txt").read_text("utf-8")


def test_a_dash_is_standard_output(shop: Path) -> None:
    done = run("plan", "shop.yaml", "-o", "-", cwd=shop)
    assert done.stdout == run("plan", "shop.yaml", cwd=shop).stdout
    assert names(shop) == ["base.yaml", "old.txt", "shop.yaml"]


def test_a_device_is_written_to_and_not_replaced(shop: Path) -> None:
    done = shell('"$@" | cat', "plan", "shop.yaml", "--format", "csv", "-o", "/dev/stdout", cwd=shop)
    assert done.stdout.startswith("file,line,")
    if Path("/dev/full").exists():
        done = shell('"$@"', "plan", "shop.yaml", "-o", "/dev/full", cwd=shop)
        assert (done.returncode, done.stderr) == (2, "Error: /dev/full: No space left on device\n")


@pytest.mark.parametrize("form", FORMATS)
def test_where_the_disk_is_full_the_old_file_stays_and_nothing_is_left_behind(form: str, shop: Path) -> None:
    """No file may hold anything here."""
    done = shell('ulimit -f 0; "$@"', "plan", "shop.yaml", "--format", form, "-o", "old.txt", cwd=shop)
    assert (done.returncode, done.stderr) == (2, "Error: old.txt: File too large\n")
    assert (shop / "old.txt").read_text() == OLD
    assert names(shop) == ["base.yaml", "old.txt", "shop.yaml"]


def test_where_a_fault_of_ours_breaks_in_the_old_file_stays(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.chdir(shop)
    monkeypatch.setattr(Planner, "plan", stumble)
    assert main(["plan", "shop.yaml", "--format", "csv", "-o", "old.txt"]) == 3
    assert (shop / "old.txt").read_text() == OLD
    assert names(shop) == ["base.yaml", "old.txt", "shop.yaml"]


def test_where_the_data_is_at_fault_the_old_file_stays(shop: Path) -> None:
    (shop / "shop.yaml").write_text(SHOP.replace("100.00", "1e3"))
    assert run("plan", "shop.yaml", "-o", "old.txt", cwd=shop).returncode == 1
    assert (shop / "old.txt").read_text() == OLD


@pytest.mark.parametrize("target", ["nowhere/plan.csv", "."])
def test_what_cannot_be_written_is_exit_2(target: str, shop: Path) -> None:
    done = run("plan", "shop.yaml", "-o", target, cwd=shop)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"Error: {target}: ")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_exit_2(shop: Path) -> None:
    shop.chmod(0o500)
    done = run("plan", "shop.yaml", "-o", "old.txt", cwd=shop)
    shop.chmod(0o700)
    assert (done.returncode, done.stderr) == (2, "Error: old.txt: Permission denied\n")


@pytest.mark.parametrize(
    ("command", "target"),
    [
        *(("plan", target) for target in ("shop.yaml", "./base.yaml", "symbolic", "hard")),
        ("gifts", "base.yaml"),
        ("policy", "symbolic"),
    ],
)
def test_no_file_that_was_read_is_overwritten(command: str, target: str, shop: Path) -> None:
    """Neither under its own name nor through a link, nor where another file extends it."""
    (shop / "symbolic").symlink_to("base.yaml")
    (shop / "hard").hardlink_to(shop / "shop.yaml")
    done = run(command, "shop.yaml", "-o", target, cwd=shop)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{target} is an input, and none is ever overwritten" in done.stderr
    assert (shop / "shop.yaml").read_text() == SHOP
    assert (shop / "base.yaml").read_text() == "policy: {reserve: 30%}\n"


def test_standard_input_is_not_overwritten_either(shop: Path) -> None:
    done = shell('"$@" <shop.yaml', "plan", "-", "-o", "shop.yaml", cwd=shop)
    assert done.returncode == 2
    assert (shop / "shop.yaml").read_text() == SHOP
