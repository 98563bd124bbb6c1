"""The GitLab job run as its host runs it, and what all hosts read held against their schemas."""

import json
import os
import sys
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from checkout import ROOT
from repositories import (
    APART,
    CUT,
    EXAMPLES,
    GOOD,
    SEARCHED,
    lay,
    needs_bash,
    run,
)

pytestmark = pytest.mark.slow

GITLAB_JOB = yaml.safe_load((EXAMPLES / "gitlab-ci.yml").read_text("utf-8"))["prices"]


@needs_bash
@pytest.mark.parametrize(("example", "code", "found"), [(GOOD, 0, []), (CUT, 1, ["SB201", "SB204"])])
def test_the_gitlab_job_writes_the_reports_it_hands_in(
    example: str, code: int, found: list[str], repository: Path, programs: Path
) -> None:
    lay(repository, example)
    script = [line for line in GITLAB_JOB["script"] if not line.startswith("pip install ")]
    assert len(script) == len(GITLAB_JOB["script"]) - 1
    words = ["bash", "-eo", "pipefail", "-c", "\n".join(script)]
    assert run(words, repository, PATH=f"{programs}{os.pathsep}{SEARCHED}").returncode == code
    reports = GITLAB_JOB["artifacts"]["reports"]
    quality = json.loads((repository / reports["codequality"]).read_bytes())
    assert [one["check_name"][:5] for one in quality] == found
    assert {one["location"]["path"] for one in quality} <= {"prices/tea-shop.yaml"}
    suites = ElementTree.parse(repository / reports["junit"]).getroot()
    assert len(list(suites.iter("failure"))) == code
    assert list(suites.iter("testcase"))


def test_the_gitlab_job_hands_in_its_reports_also_where_it_fails() -> None:
    assert GITLAB_JOB["artifacts"]["when"] == "always"


@pytest.mark.skipif(not find_spec("check_jsonschema"), reason="needs check-jsonschema")
@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("github-actions", "action.yml"),
        ("github-workflows", "examples/ci/github-workflow.yml"),
        ("gitlab-ci", "examples/ci/gitlab-ci.yml"),
    ],
)
def test_what_the_hosts_read_is_valid(schema: str, file: str) -> None:
    words = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", file]
    done = run(words, ROOT, **APART)
    assert done.returncode == 0, done.stdout
