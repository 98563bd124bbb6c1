"""The action, each step run as the host runs it."""

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from checkout import ROOT
from repositories import (
    ACTION,
    APART,
    CHECK,
    CUT,
    EXAMPLES,
    INSTALL,
    SEARCHED,
    lay,
    needs_bash,
    run,
)

pytestmark = pytest.mark.slow


def act(step: Mapping[str, Any], folder: Path, programs: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run a step of the action as the host does; in the names of the inputs `_` stands for `-`."""
    values = {name: declared.get("default", "") for name, declared in ACTION["inputs"].items()}
    values |= {name.replace("_", "-"): value for name, value in inputs.items()}
    variables = {
        name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: values[found[1]], text)
        for name, text in step.get("env", {}).items()
    }
    runner = programs.parents[1]
    script = runner / "step.sh"
    script.write_text(step["run"], "utf-8")
    places = {"RUNNER_TEMP": str(runner), "GITHUB_ACTION_PATH": str(ROOT)}
    words = ("bash", "--noprofile", "--norc", "-eo", "pipefail", script)
    return run(words, folder, **places, **variables, **(APART if step is INSTALL else {}))


def test_no_script_of_the_action_holds_an_expression() -> None:
    assert [step["name"] for step in ACTION["runs"]["steps"] if "${{" in step["run"]] == []
    assert {step["shell"] for step in ACTION["runs"]["steps"]} == {"bash"}
    assert all(step["run"].startswith("set -euo pipefail\n") for step in ACTION["runs"]["steps"])


def test_the_action_uses_every_input_and_no_other() -> None:
    used = re.findall(r"\$\{\{ inputs\.([\w-]+) \}\}", " ".join(CHECK["env"].values()))
    assert sorted(used) == sorted(ACTION["inputs"])


@pytest.mark.skipif(not shutil.which("shellcheck", path=SEARCHED), reason="needs shellcheck")
@pytest.mark.parametrize("step", [INSTALL, CHECK], ids=["install", "check"])
def test_shellcheck_has_nothing_to_say_on_the_action(step: Mapping[str, Any], tmp_path: Path) -> None:
    script = tmp_path / "step.sh"
    script.write_text(step["run"], "utf-8")
    done = run(["shellcheck", "--shell=bash", "--norc", script], tmp_path)
    assert (done.returncode, done.stdout) == (0, "")


@needs_bash
def test_the_action_passes_where_all_is_well(repository: Path, programs: Path) -> None:
    done = act(CHECK, repository, programs, files="prices/*.yaml")
    assert done.returncode == 0
    assert "::" not in done.stdout


@needs_bash
def test_the_action_fails_and_annotates_the_line(repository: Path, programs: Path) -> None:
    lay(repository, CUT)
    done = act(CHECK, repository, programs, files="prices/*.yaml")
    assert done.returncode == 1
    assert re.search(r"^::error file=prices/tea-shop\.yaml,line=12,.*SB201", done.stdout, re.MULTILINE)


@needs_bash
def test_the_action_takes_a_name_or_pattern_a_line(repository: Path, programs: Path) -> None:
    """Blanks within a name belong to it, those around it and blank lines do not."""
    (repository / "more prices").mkdir()
    (repository / "prices" / "tea-shop.yaml").rename(repository / "more prices" / "tea shop.yaml")
    lay(repository, CUT)
    done = act(CHECK, repository, programs, files="\n  more prices/tea shop.yaml\n\nprices/*.yaml\n")
    assert done.returncode == 1
    assert re.search(
        r"^::error file=prices/tea-shop\.yaml,line=3,.*SB009 .*more prices/tea shop\.yaml", done.stdout, re.M
    )


@needs_bash
def test_the_action_hands_on_its_options(repository: Path, programs: Path) -> None:
    """The cut gives an error SB201 and a warning SB204."""
    lay(repository, CUT)
    assert act(CHECK, repository, programs, files="prices/*.yaml", fail_on="never").returncode == 0
    assert act(CHECK, repository, programs, files="prices/*.yaml", args="--ignore\nSB201\n").returncode == 0
    done = act(CHECK, repository, programs, files="prices/*.yaml", args="--ignore=SB201", fail_on="warning")
    assert done.returncode == 1


@needs_bash
def test_the_action_sets_aside_what_the_baseline_knows(repository: Path, programs: Path) -> None:
    lay(repository, CUT)
    args = "--write-baseline"
    assert act(CHECK, repository, programs, files="prices/*.yaml", baseline="known.json", args=args).returncode == 0
    assert act(CHECK, repository, programs, files="prices/*.yaml", baseline="known.json").returncode == 0
    assert act(CHECK, repository, programs, files="prices/*.yaml").returncode == 1


@needs_bash
def test_the_action_writes_sarif_also_where_it_fails(repository: Path, programs: Path) -> None:
    lay(repository, CUT)
    assert act(CHECK, repository, programs, files="prices/*.yaml", sarif="out/found.sarif").returncode == 2
    assert act(CHECK, repository, programs, files="prices/*.yaml", sarif="found.sarif").returncode == 1
    (found,) = json.loads((repository / "found.sarif").read_bytes())["runs"]
    assert [result["ruleId"] for result in found["results"]] == ["SB201", "SB204"]


@needs_bash
@pytest.mark.parametrize("files", ["", " \n\t\n", "prices/*.yml", "nothing.yaml", "bare", "prices/empty.yaml", "-"])
def test_the_action_never_passes_where_there_is_nothing_to_check(files: str, repository: Path, programs: Path) -> None:
    (repository / "prices" / "empty.yaml").write_bytes(b"")
    (repository / "bare").mkdir()
    assert act(CHECK, repository, programs, files=files).returncode in {1, 2}
    if files.strip():
        assert act(CHECK, repository, programs, files=f"prices/tea-shop.yaml\n{files}").returncode in {1, 2}


HOSTILE = [
    "; touch pwned",
    "$(touch pwned)",
    "`touch pwned`",
    "' ; touch pwned ; \" ; touch pwned ; '",
    "x\n; touch pwned\n",
    "--exit-zero",
    "--fail-on=never",
    "--output=pwned",
    "--",
    "\\",
]


@needs_bash
@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", ["files", "fail_on", "baseline", "sarif"])
def test_no_value_of_an_input_is_run_or_taken_for_an_option(
    name: str, value: str, repository: Path, programs: Path
) -> None:
    """With the price cut, whatever happens is no success."""
    lay(repository, CUT)
    done = act(CHECK, repository, programs, **{"files": "prices/*.yaml", name: value})
    assert done.returncode in {1, 2}
    assert not (repository / "pwned").exists()


@needs_bash
@pytest.mark.parametrize("value", HOSTILE[:5])
def test_nothing_in_the_further_options_is_run(value: str, repository: Path, programs: Path) -> None:
    """What is no option is a file, and there is none of that name."""
    assert act(CHECK, repository, programs, files="prices/*.yaml", args=value).returncode == 2
    assert not (repository / "pwned").exists()


@needs_bash
@pytest.mark.parametrize("value", HOSTILE)
def test_a_file_may_be_called_anything(value: str, repository: Path, programs: Path) -> None:
    """As a pattern finds it among the files of somebody's pull request."""
    odd = repository / "prices" / f"{value}.yaml"
    odd.write_bytes((EXAMPLES / CUT).read_bytes())
    (repository / "prices" / "tea-shop.yaml").unlink()
    done = act(CHECK, repository / "prices", programs, files="*.yaml")
    assert done.returncode == 1
    assert "SB201" in done.stdout
    assert list(repository.rglob("pwned*")) == []


@pytest.mark.slow
@needs_bash
def test_the_action_installs_itself(repository: Path, programs: Path) -> None:
    """Whatever modules lie in the repository."""
    for name in ("venv.py", "pip.py", "click.py"):
        (repository / name).write_text("raise SystemExit('a module of the repository was run')\n", "utf-8")
    shutil.rmtree(programs.parent)
    done = act(INSTALL, repository, programs, files="prices/*.yaml")
    assert done.returncode == 0, done.stdout
    done = run([programs / "svcbudget", "check", "prices/tea-shop.yaml"], repository, **APART)
    assert done.returncode == 0, done.stdout


def test_the_workflow_gives_the_action_inputs_it_has() -> None:
    workflow = yaml.safe_load((EXAMPLES / "github-workflow.yml").read_text("utf-8"))
    (step,) = (step for step in workflow["jobs"]["check"]["steps"] if "svcbudget@" in step["uses"])
    needed = {name for name, declared in ACTION["inputs"].items() if declared.get("required")}
    assert needed <= set(step["with"]) <= set(ACTION["inputs"])
