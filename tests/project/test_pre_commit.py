"""The hook, run by the real pre-commit from a git repository of the project."""

import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from checkout import ROOT
from repositories import APART, CUT, EXAMPLES, lay, run

needs_pre_commit = pytest.mark.skipif(
    not (find_spec("pre_commit") and shutil.which("git") and (ROOT / ".git").exists()),
    reason="needs pre-commit and a git checkout",
)


def git(folder: Path, *arguments: str) -> str:
    """Run git as somebody; it must succeed."""
    words = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false", *arguments]
    return subprocess.run(words, cwd=folder, check=True, capture_output=True, encoding="utf-8").stdout


def commit_all(folder: Path) -> str:
    """Make a folder a git repository with one commit, and return which."""
    git(folder, "init", "-q")
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "-q", "--no-verify", "-m", "all")
    return git(folder, "rev-parse", "HEAD").strip()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return a git repository of the project as it stands here, and its revision."""
    copy = tmp_path_factory.mktemp("project")
    for name in git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0"):
        if name and (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, copy / name)
    return copy, commit_all(copy)


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home for pre-commit: what it has installed for one test serves the next."""
    return tmp_path_factory.mktemp("hooks")


def pre_commit(
    folder: Path, project: tuple[Path, str], hooks: Path, *, files: str | None = "^prices/"
) -> tuple[int, str]:
    """Run the hook of the example over a repository; `None` leaves its `files` out. Returns exit code and output."""
    config = (EXAMPLES / "pre-commit-config.yaml").read_text("utf-8")
    config = config.replace("https://github.com/OWNER/svcbudget", str(project[0])).replace("REVISION", project[1])
    line = f"        files: {files}\n" if files else ""
    assert "        files: ^prices/\n" in config
    config = config.replace("        files: ^prices/\n", line)
    (folder / ".pre-commit-config.yaml").write_text(config, "utf-8")
    commit_all(folder)
    words = [sys.executable, "-m", "pre_commit", "run", "--all-files"]
    done = run(words, folder, PRE_COMMIT_HOME=str(hooks), **APART)
    return done.returncode, done.stdout


@pytest.mark.slow
@needs_pre_commit
def test_the_hook_passes_where_all_is_well(repository: Path, project: tuple[Path, str], hooks: Path) -> None:
    code, told = pre_commit(repository, project, hooks)
    assert code == 0, told
    assert "Passed" in told


@pytest.mark.slow
@needs_pre_commit
def test_the_hook_fails_with_the_finding_where_a_price_was_cut(
    repository: Path, project: tuple[Path, str], hooks: Path
) -> None:
    lay(repository, CUT)
    code, told = pre_commit(repository, project, hooks)
    assert code == 1, told
    assert "prices/tea-shop.yaml:12:5: error[SB201] Monthly tea set:" in told


@pytest.mark.slow
@needs_pre_commit
def test_the_hook_judges_all_files_in_one_run(repository: Path, project: tuple[Path, str], hooks: Path) -> None:
    """The second file sells what the first one does."""
    shutil.copyfile(repository / "prices" / "tea-shop.yaml", repository / "prices" / "tea-shop-2.yaml")
    code, told = pre_commit(repository, project, hooks)
    assert code == 1, told
    assert "SB009" in told


@pytest.mark.slow
@needs_pre_commit
def test_a_pattern_of_the_hook_that_matches_nothing_is_no_success(
    repository: Path, project: tuple[Path, str], hooks: Path
) -> None:
    code, told = pre_commit(repository, project, hooks, files="^prizes/")
    assert code == 1, told
    assert "svcbudget-check does not apply to this repository" in told


@pytest.mark.slow
@needs_pre_commit
def test_the_hook_takes_pricing_files_where_nothing_else_is_said(
    repository: Path, project: tuple[Path, str], hooks: Path
) -> None:
    """Its own configuration is YAML too and would fail; so would a program or a text among the prices."""
    for name in ("prices.py", "prices/README.md", "enterprises/team.yaml", "prices-of-others.yaml"):
        (repository / name).parent.mkdir(exist_ok=True)
        (repository / name).write_text("no pricing file\n", "utf-8")
    assert pre_commit(repository, project, hooks, files=None)[0] == 0
    (repository / "shop").mkdir()
    lay(repository, CUT).rename(repository / "shop" / "pricing.yaml")
    code, told = pre_commit(repository, project, hooks, files=None)
    assert code == 1, told
    assert "shop/pricing.yaml:12:5: error[SB201]" in told


@pytest.mark.slow
@needs_pre_commit
@pytest.mark.parametrize("name", ["--exit-zero.yaml", "-o.yaml", "--fail-on=never.yaml"])
def test_the_hook_takes_no_file_for_an_option(
    name: str, repository: Path, project: tuple[Path, str], hooks: Path
) -> None:
    shutil.copyfile(EXAMPLES / CUT, repository / name)
    code, told = pre_commit(repository, project, hooks, files=re.escape(name))
    assert code == 1, told
    assert f"{name}:12:5: error[SB201]" in told
