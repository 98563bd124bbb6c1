"""What a pricing file can make us open: files of its own repository, and none of the machine's secrets."""

import os
from pathlib import Path

import pytest
from program import run

from svcbudget import InvalidFile, read

SECRET = "token: hunter2"
PRODUCTS = "currency: CNY\nproducts: [{name: a, price: 20, cost: 10}]\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with two folders, and a file of secrets beside it."""
    top = tmp_path / "repository"
    for folder in (".git", "prices", "policies"):
        (top / folder).mkdir(parents=True)
    (top / "policies" / "house.yaml").write_text("policy: {least_margin: 20%}\n", "utf-8")
    (top / ".env").write_text(SECRET, "utf-8")
    (top / ".git" / "config").write_text(f"[x]\n{SECRET}\n", "utf-8")
    (tmp_path / "secrets.yaml").write_text(SECRET, "utf-8")
    (tmp_path / "secrets").write_text(SECRET, "utf-8")
    return top


def extend(repository: Path, base: str | Path) -> Path:
    file = repository / "prices" / "shop.yaml"
    file.write_text(f"extends: {base}\n{PRODUCTS}", "utf-8")
    return file


@pytest.mark.parametrize(
    ("base", "why"),
    [
        ("/proc/self/environ", "only files named .yaml, .yml, .json can be extended"),
        ("../.env", "only files named"),
        ("../.git/config", "only files named"),
        ("../../secrets", "only files named"),
        ("../../secrets.yaml", "it lies outside"),
        ("{tmp}/secrets.yaml", "it lies outside"),
        ("link.yaml", "it lies outside"),
        ("env.yaml", "only files named"),
        ("folder/secrets.yaml", "it lies outside"),
        ("pipe.yaml", "it is no regular file"),
        ("device.yaml", "only files named"),
        ("dir.yaml", "it is no regular file"),
    ],
)
def test_what_may_not_be_extended_is_not_opened_and_none_of_its_text_is_shown(
    base: str, why: str, repository: Path, tmp_path: Path
) -> None:
    prices = repository / "prices"
    (prices / "link.yaml").symlink_to(tmp_path / "secrets.yaml")
    (prices / "env.yaml").symlink_to(repository / ".env")
    (prices / "folder").symlink_to(tmp_path)
    (prices / "device.yaml").symlink_to("/dev/zero")
    (prices / "dir.yaml").mkdir()
    os.mkfifo(prices / "pipe.yaml")
    file = extend(repository, base.format(tmp=tmp_path))
    for command in ("plan", "check", "policy", "gifts"):
        done = run(command, file, cwd=tmp_path)
        told = done.stdout + done.stderr
        assert done.returncode == 1
        assert "SB014" in told
        assert why in told
        assert "hunter2" not in told
    with pytest.raises(InvalidFile):
        read(file)


def test_a_repository_s_own_files_may_be_extended_from_any_of_its_folders(repository: Path) -> None:
    file = extend(repository, "../policies/house.yaml")
    assert run("plan", file, "--get", "budget").stdout == "2.50\n"
    (repository / "prices" / "linked.yaml").symlink_to(repository / "policies" / "house.yaml")
    assert run("plan", extend(repository, "linked.yaml"), "--get", "budget").returncode == 0


def test_without_a_repository_only_its_own_folder_counts_unless_another_is_allowed(
    repository: Path, tmp_path: Path
) -> None:
    (repository / ".git" / "config").unlink()
    (repository / ".git").rmdir()
    file = extend(repository, "../policies/house.yaml")
    assert run("plan", file, "--get", "budget").returncode == 1
    assert run("plan", file, "--get", "budget", "--extends-within", repository).stdout == "2.50\n"
    assert run("plan", file, "--get", "budget", SVCBUDGET_EXTENDS_WITHIN=str(tmp_path)).stdout == "2.50\n"
    done = run("plan", file, "--extends-within", repository / "nowhere")
    assert (done.returncode, "is no folder" in done.stderr) == (2, True)


def test_a_work_tree_whose_git_is_a_file_is_a_repository_too(repository: Path) -> None:
    (repository / ".git" / "config").unlink()
    (repository / ".git").rmdir()
    (repository / ".git").write_text("gitdir: elsewhere\n", "utf-8")
    assert run("plan", extend(repository, "../policies/house.yaml"), "--get", "budget").returncode == 0


def test_a_first_file_that_is_a_link_counts_where_it_leads(repository: Path, tmp_path: Path) -> None:
    """What it extends is named from where the link stands, and must lie where the file itself does."""
    extend(repository, "secrets.yaml")
    (tmp_path / "shop.yaml").symlink_to(repository / "prices" / "shop.yaml")
    done = run("plan", tmp_path / "shop.yaml")
    assert (done.returncode, "hunter2" in done.stderr) == (1, False)


def test_standard_input_may_extend_what_the_current_folder_s_repository_holds(repository: Path) -> None:
    text = f"extends: ../policies/house.yaml\n{PRODUCTS}".encode()
    assert run("plan", "-", "--get", "budget", stdin=text, cwd=repository / "prices").stdout == "2.50\n"
    assert run("plan", "-", "--get", "budget", stdin=text, cwd=repository).returncode == 1
    done = run("plan", "-", "--name", "prices/draft.yaml", "--get", "budget", stdin=text, cwd=repository)
    assert done.stdout == "2.50\n"
