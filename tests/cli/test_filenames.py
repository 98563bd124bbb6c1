"""What `check` calls files: hosts hear their names from the root of the repository, people and scripts as typed."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from program import run

from svcbudget.cli.filenames import name_for_hosts, name_from

LOSS = """currency: CNY
products:
  - {name: Dress, sku: DRESS, price: 50.00, cost: 60.00}
"""
BROKEN_POLICY = "policy: {reserve: 1.5}\n"


def lay(file: Path, text: str = LOSS) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return the root of a repository with one pricing file."""
    lay(tmp_path / "repo" / "prices" / "shop.yaml")
    (tmp_path / "repo" / ".git").mkdir()
    return tmp_path / "repo"


def find_in_github(text: str) -> list[str]:
    return [name.replace("%25", "%") for name in re.findall("^::error file=([^,]*)", text, re.M)]


def find_in_gitlab(text: str) -> list[str]:
    return [one["location"]["path"] for one in json.loads(text)]


def find_in_sarif(text: str) -> list[str]:
    places = [one["locations"][0]["physicalLocation"] for one in json.loads(text)["runs"][0]["results"]]
    return [unquote(place["artifactLocation"]["uri"]) for place in places]


def find_in_junit(text: str) -> list[str]:
    return [str(case.get("file")) for case in ElementTree.fromstring(text).iter("testcase")]


HOSTS = {"github": find_in_github, "gitlab": find_in_gitlab, "sarif": find_in_sarif, "junit": find_in_junit}
each_host = pytest.mark.parametrize(("form", "find"), HOSTS.items(), ids=HOSTS)


def named(form: str, *arguments: str | Path, cwd: Path, **more: Any) -> list[str]:
    """Return the names of the files of all findings."""
    return HOSTS[form](run("check", *arguments, "-f", form, cwd=cwd, **more).stdout)


@each_host
def test_hosts_hear_the_name_from_the_root_wherever_check_was_started(
    form: str, find: Callable[[str], list[str]], repository: Path
) -> None:
    prices = repository / "prices"
    for folder, file in (
        (repository, "prices/shop.yaml"),
        (prices, "shop.yaml"),
        (prices, "./../prices/shop.yaml"),
        (repository.parent, "repo/prices/shop.yaml"),
        (Path("/"), str(prices / "shop.yaml")),
    ):
        done = run("check", file, "-f", form, cwd=folder)
        assert (done.returncode, find(done.stdout)) == (1, ["prices/shop.yaml"]), folder


def test_people_and_scripts_hear_the_name_as_it_was_typed(repository: Path) -> None:
    for typed in ("shop.yaml", "./../prices/shop.yaml", str(repository / "prices" / "shop.yaml")):
        (said, *_) = run("check", typed, cwd=repository / "prices").stdout.splitlines()
        assert said.startswith(f"{typed}:3:38: error[SB101]")
        document = json.loads(run("check", typed, "-f", "json", cwd=repository / "prices").stdout)
        assert (document["findings"][0]["file"], document["files"]) == (typed, [typed])
        rows = run("check", typed, "-f", "csv", "--fields", "file", "--no-header", cwd=repository / "prices")
        assert rows.stdout == f"{typed}\r\n"


def test_a_finding_has_one_fingerprint_from_every_folder(repository: Path) -> None:
    shop = repository / "prices" / "shop.yaml"
    folders: dict[Path, str | Path] = {repository: "prices/shop.yaml", shop.parent: "shop.yaml", Path("/"): shop}
    prints = {
        json.loads(run("check", file, "-f", "json", cwd=folder).stdout)["findings"][0]["fingerprint"]
        for folder, file in folders.items()
    }
    assert len(prints) == 1


def test_the_file_that_is_extended_is_named_from_the_root_too(repository: Path) -> None:
    lay(repository / "policy.yaml", BROKEN_POLICY)
    shop = lay(repository / "prices" / "shop.yaml", LOSS + "extends: ../policy.yaml\n")
    assert named("gitlab", "shop.yaml", cwd=shop.parent) == ["policy.yaml"]


@each_host
def test_names_with_blanks_per_cent_and_other_scripts_come_through(
    form: str, find: Callable[[str], list[str]], repository: Path
) -> None:
    file = lay(repository / "价目 表" / "100% #1 夏.yaml")
    assert find(run("check", file.name, "-f", form, cwd=file.parent).stdout) == ["价目 表/100% #1 夏.yaml"]


def test_a_submodule_is_a_repository_of_its_own_unless_the_outer_one_is_checked_as_well(repository: Path) -> None:
    inner = lay(repository / "shared" / "hotel.yaml", LOSS.replace("D", "H"))
    (inner.parent / ".git").write_text("gitdir: ../.git/modules/shared\n", "utf-8")
    assert named("gitlab", "shared/hotel.yaml", cwd=repository) == ["hotel.yaml"]
    both = named("gitlab", "prices/shop.yaml", "shared/hotel.yaml", cwd=repository)
    assert both == ["prices/shop.yaml", "shared/hotel.yaml"]


def test_a_further_work_tree_of_git_is_a_root(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        me = ("-c", "user.name=Shop", "-c", "user.email=shop@example.com")
        subprocess.run(["git", *me, *words], cwd=tmp_path / "repo", check=True, capture_output=True)

    lay(tmp_path / "repo" / "prices" / "shop.yaml")
    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "-m", "Prices")
    git("worktree", "add", "--quiet", "../spring")
    assert (tmp_path / "spring" / ".git").is_file()
    assert named("gitlab", "shop.yaml", cwd=tmp_path / "spring" / "prices") == ["prices/shop.yaml"]


def test_files_of_two_repositories_are_each_named_from_their_own_and_never_alike(repository: Path) -> None:
    other = lay(repository.parent / "other" / "hotel.yaml", LOSS.replace("D", "H"))
    (other.parent / ".git").mkdir()
    assert named("gitlab", "repo/prices/shop.yaml", "other/hotel.yaml", cwd=repository.parent) == [
        "prices/shop.yaml",
        "hotel.yaml",
    ]
    twin = lay(repository.parent / "other" / "prices" / "shop.yaml", LOSS.replace("D", "C"))
    assert named("gitlab", "repo/prices/shop.yaml", twin, cwd=repository.parent) == ["prices/shop.yaml", str(twin)]


def test_what_a_file_extends_in_another_repository_is_not_taken_for_one_of_this(repository: Path) -> None:
    policy = lay(repository.parent / "rules" / "policy.yaml", BROKEN_POLICY)
    (policy.parent / ".git").mkdir()
    lay(repository / "prices" / "shop.yaml", LOSS + "extends: ../../rules/policy.yaml\n")
    assert named("gitlab", "prices/shop.yaml", "--extends-within", "..", cwd=repository) == [str(policy)]


def test_without_a_repository_names_begin_where_check_was_started(tmp_path: Path) -> None:
    file = lay(tmp_path / "prices" / "shop.yaml")
    assert named("gitlab", file, cwd=tmp_path) == ["prices/shop.yaml"]
    (tmp_path / "elsewhere").mkdir()
    assert named("gitlab", "../prices/shop.yaml", cwd=tmp_path / "elsewhere") == [str(file)]


def test_a_root_that_is_given_beats_the_repository(repository: Path) -> None:
    file = repository / "prices" / "shop.yaml"
    assert named("gitlab", "shop.yaml", "--root", "../..", cwd=file.parent) == ["repo/prices/shop.yaml"]
    assert named("gitlab", "shop.yaml", cwd=file.parent, SVCBUDGET_ROOT=".") == ["shop.yaml"]
    (repository / "empty").mkdir()
    assert named("gitlab", file, "--root", "empty", cwd=repository) == [str(file)]
    assert run("check", file, "--root", "nowhere").returncode == 2
    assert run("check", file, "--root", file).returncode == 2


def test_links_to_folders_lead_to_the_name_that_the_repository_knows(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "short").symlink_to(repository / "prices")
    (repository / "current").symlink_to("prices")
    for file in ("short/shop.yaml", "repo/current/shop.yaml", tmp_path / "repo/current/../current/shop.yaml"):
        assert named("gitlab", file, cwd=tmp_path) == ["prices/shop.yaml"], file
    assert named("gitlab", "short/shop.yaml", "--root", "short", cwd=tmp_path) == ["shop.yaml"]


def test_a_folder_that_only_a_link_brings_into_the_repository_is_named_by_the_link(repository: Path) -> None:
    outside = lay(repository.parent / "store" / "hotel.yaml")
    (repository / "hotels").symlink_to(outside.parent)
    assert named("gitlab", "hotels/hotel.yaml", cwd=repository) == ["hotels/hotel.yaml"]


@each_host
def test_standard_input_has_no_name_but_its_own(form: str, find: Callable[[str], list[str]], repository: Path) -> None:
    done = run("check", "-", "-f", form, stdin=LOSS.encode(), cwd=repository / "prices")
    assert find(done.stdout) == ["<stdin>"]


def test_a_name_in_angle_brackets_is_a_file_like_any_other(repository: Path) -> None:
    lay(repository / "prices" / "<new>.yaml")
    assert named("gitlab", "<new>.yaml", cwd=repository / "prices") == ["prices/<new>.yaml"]


def test_a_name_from_a_folder_takes_the_way_that_climbs_less(tmp_path: Path) -> None:
    file = lay(tmp_path / "real" / "prices" / "shop.yaml")
    (tmp_path / "link").symlink_to("real")
    assert name_from(tmp_path / "real", str(tmp_path / "link" / "prices" / "shop.yaml")) == "prices/shop.yaml"
    assert name_from(tmp_path / "link" / "ci", str(file)) == "../prices/shop.yaml"
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "shop.yaml").symlink_to(file)
    assert name_from(tmp_path / "kept", str(tmp_path / "kept" / "shop.yaml")) == "shop.yaml"
    assert name_from(tmp_path, "<stdin>") == "<stdin>"
    assert name_from(tmp_path, "a\0b") == "a\0b"


def test_a_deep_folder_is_no_trouble(tmp_path: Path) -> None:
    deep = str(tmp_path) + "/a" * 1500 + "/shop.yaml"
    assert name_for_hosts([deep], []) == {deep: deep}
    (tmp_path / ".git").mkdir()
    deeper = str(tmp_path) + "/b" * 1500 + "/shop.yaml"
    assert name_for_hosts([deeper], []) == {deeper: "b/" * 1500 + "shop.yaml"}
