"""The manuals of the check rules: each has all its parts, and its examples give what it says of them."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from inspect import isfunction
from pathlib import Path
from typing import NamedTuple

import pytest
from program import printed, run

from svcbudget.checking.check import check
from svcbudget.checking.rules import FAMILIES, MARGIN_RULES, PROMISE_RULES, RUN_RULES, SHOP_RULES, file, manual, page
from svcbudget.checking.selection import Selection
from svcbudget.findings import KINDS, Finding, Severity
from svcbudget.pricing.loading import load
from svcbudget.pricing.model import Policy, Staff
from svcbudget.pricing.validation import known_keys

TODAY = date(2026, 11, 22)
LONGEST_LINE = 120
RULES = [code for code in KINDS if code not in file.MANUALS]
"""The codes that a rule finds: what is found while a file is read has no function, only a manual."""
TABLES: list[dict[str, object]] = [dict(table) for table in (MARGIN_RULES, PROMISE_RULES, SHOP_RULES, RUN_RULES)]
FENCE = re.compile(r"^```yaml ?(.*)\n((?:.*\n)*?)```$", re.MULTILINE)
PARTS = re.compile(
    r"[A-Z].+\.\n\n(?:.+\n)+\n\*\*Why it matters\.\*\* (?:.+\n)+\n"
    r"\*\*Bad\*\*\n(?P<bad>(?:```yaml.*\n(?:.*\n)*?```\n)+)"
    r"\*\*Good\*\*\n(?P<good>```yaml\n(?:.*\n)*?```\n)\n"
    r"\*\*To mend it\.\*\* (?P<mend>(?:.+\n)+)"
)
every_code = pytest.mark.parametrize("code", KINDS)
every_rule = pytest.mark.parametrize("code", RULES)


class Example(NamedTuple):
    """A pricing file of a manual; `info` is the encoding it is saved in, or the name of a file beside it."""

    info: str
    text: str


@cache
def parts(code: str) -> dict[str, str]:
    """Return the parts of a manual by name; it must have all of them, in their order, and nothing else."""
    found = PARTS.fullmatch(manual(code).rstrip("\n") + "\n")
    assert found, f"the manual of {code} lacks a part"
    return found.groupdict()


def examples(code: str, part: str) -> list[Example]:
    return [Example(*found.groups()) for found in FENCE.finditer(parts(code)[part])]


def save(folder: Path, name: str, shown: Sequence[Example]) -> Path:
    """Save an example under a name, what it needs under theirs; return where it is."""
    for info, text in shown:
        is_file = info.endswith(".yaml")
        (folder / (info if is_file else name)).write_text(text, encoding="utf-8" if is_file else info or "utf-8")
    return folder / name


def judge(path: Path) -> list[Finding]:
    """Hold a file to all rules, as `check` does."""
    document, findings = load(str(path), lambda name: Path(name).read_bytes())
    return check([document] if document else [], Selection(), TODAY, findings)


@every_code
def test_a_manual_has_all_its_parts(code: str) -> None:
    assert parts(code)


@every_rule
def test_a_manual_of_what_may_be_set_aside_says_when_that_is_right(code: str) -> None:
    assert "ignore" in parts(code)["mend"] or code < "SB100"


@every_code
def test_no_line_of_a_manual_is_too_long_for_a_terminal(code: str) -> None:
    assert max(len(line) for line in page(code).splitlines()) <= LONGEST_LINE


@every_code
def test_the_bad_example_gives_the_finding_at_its_usual_severity(code: str, tmp_path: Path) -> None:
    found = judge(save(tmp_path, "bad.yaml", examples(code, "bad")))
    assert {finding.severity for finding in found if finding.code == code} == {KINDS[code].severity}


@every_code
def test_the_good_example_is_free_of_the_finding_and_of_errors(code: str, tmp_path: Path) -> None:
    save(tmp_path, "bad.yaml", examples(code, "bad"))
    found = judge(save(tmp_path, "good.yaml", examples(code, "good")))
    assert [(one.code, one.message) for one in found if one.code == code or one.severity is Severity.ERROR] == []


@every_rule
def test_a_rule_is_one_function_named_like_its_kind_and_run_from_exactly_one_table(code: str) -> None:
    (rule,) = [table[code] for table in TABLES if code in table]
    assert isfunction(rule)
    assert rule.__name__ == KINDS[code].name.replace("-", "_")


def test_every_family_has_a_name() -> None:
    assert {code[:3] for code in KINDS} == set(FAMILIES)


def test_the_tables_hold_no_rule_without_a_code() -> None:
    assert sorted(code for table in TABLES for code in table) == RULES


@every_code
def test_the_keys_that_a_rule_depends_on_exist(code: str) -> None:
    known = {"policy": known_keys(Policy), "staff": known_keys(Staff)}
    for key in KINDS[code].keys:
        room, name = key.split(".")
        assert name in known[room]


@every_rule
def test_a_manual_names_every_key_that_its_rule_depends_on(code: str) -> None:
    for key in KINDS[code].keys:
        assert key.split(".")[1] in manual(code)


@every_code
def test_a_page_begins_with_the_code_and_the_name(code: str) -> None:
    assert page(code).startswith(f"# {code} {KINDS[code].name}\n\nDefault severity: {KINDS[code].severity}")


@pytest.mark.parametrize("asked", ["SB203", "sb203", "Sb203", "heavy-gift", "Heavy-Gift"])
def test_explain_prints_the_page_of_a_code_or_a_name_in_any_letter_case(asked: str) -> None:
    assert printed("explain", asked) == page("SB203")


@pytest.mark.parametrize(("asked", "meant"), [("SB2O3", "SB203"), ("heavy-gifts", "heavy-gift")])
def test_explain_suggests_what_was_meant_by_an_unknown_rule(asked: str, meant: str) -> None:
    done = run("explain", asked)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{asked} is no rule; did you mean {meant}?" in done.stderr


def test_explain_without_a_near_one_says_where_all_are_listed() -> None:
    done = run("explain", "xyzzy")
    assert (done.returncode, done.stdout) == (2, "")
    assert "svcbudget explain lists them all" in done.stderr


def test_explain_alone_lists_all_rules() -> None:
    lines = run("explain").stdout.splitlines()
    assert [line.split()[:3] for line in lines] == [
        [code, kind.name, str(kind.severity)] for code, kind in KINDS.items()
    ]
