"""Findings as annotations of GitHub Actions, judged by reading the log as its runner does."""

import re
from collections import Counter
from typing import NamedTuple

import pytest
import reports
from hypothesis import given
from hypothesis import strategies as st
from reports import HOSTILE, finding, report

from svcbudget.checking.formats import github
from svcbudget.checking.report import Failure, Report

# The commands that the runner knows.
REGISTERED = {
    "error", "warning", "notice", "debug", "group", "endgroup", "echo", "add-mask", "add-path", "add-matcher",
    "remove-matcher", "set-env", "set-output", "save-state", "stop-commands",
}  # fmt: skip


class Command(NamedTuple):
    """A command as the runner understands it."""

    name: str
    properties: dict[str, str]
    data: str


def read_log(text: str) -> tuple[list[Command], list[str]]:
    """Split the output of a step into commands and lines for people."""
    commands, lines = [], []
    for line in re.split("\r\n|\r|\n", text):
        command = _read_command(line.lstrip()) or _read_old_command(line)
        if command:
            commands.append(command)
        else:
            lines.append(line)
    return commands, lines


def _read_command(line: str) -> Command | None:
    start, opened, rest = line.partition("::")
    head, closed, data = rest.partition("::")
    return _make(head, data, ",") if not start and opened and closed else None


def _read_old_command(line: str) -> Command | None:
    _, opened, rest = line.partition("##[")
    head, closed, data = rest.partition("]")
    return _make(head, data, ";") if opened and closed else None


def _make(head: str, data: str, between: str) -> Command | None:
    name, _, listed = head.partition(" ")
    if name.lower() not in REGISTERED:
        return None
    pairs = [pair.partition("=") for pair in listed.strip().split(between)]
    properties = {key: _unescape(value.lstrip("="), ":,\r\n;]") for key, _, value in pairs if value}
    return Command(name.lower(), properties, _unescape(data, "\r\n"))


def _unescape(text: str, characters: str) -> str:
    for character in characters + "%":
        text = text.replace(f"%{ord(character):02X}", character)
    return text


def written(of: Report) -> tuple[list[Command], list[str]]:
    return read_log("".join(github.write(of)))


def test_github_says_where_else_to_look_in_the_annotation_and_in_the_log() -> None:
    one = finding(related=(reports.PRICE, reports.POLICY))
    see = "see shop.yaml:4:12: price: 100.00 (a higher price would carry it)"
    also = "see policy.yaml:2:3: service: (the default that holds for it)"
    commands, lines = written(report([one] * 11, paths={"../policy.yaml": "policy.yaml"}))
    assert commands[0].data.splitlines()[2:] == [see, also]
    assert lines[0].endswith(f" (hint: a box of at most 42.00 fits) ({see}) ({also})")


def test_github_annotates_the_stretch_with_message_and_hint() -> None:
    commands, _ = written(report([finding(), finding("SB403", hint=None)]))
    assert commands[0] == (
        "error",
        {"file": "shop.yaml", "line": "7", "col": "12", "endColumn": "18", "title": "SB201 over-ceiling"},
        "Dress: service costs 12.00 a year, ceiling 10.00\nhint: a box of at most 42.00 fits",
    )
    assert commands[1].name == "notice"
    assert commands[1].data == "Dress: service costs 12.00 a year, ceiling 10.00"


def test_github_gives_colons_commas_and_percent_signs_back() -> None:
    [command], _ = written(report([finding(message="a: 5%, 50%0A, b%2C", file="c:/5%,a%3A.yaml")]))
    assert command.properties["file"] == "c:/5%,a%3A.yaml"
    assert command.data.startswith("a: 5%, 50%0A, b%2C\n")


def test_github_shows_what_counts_worst_first_and_sums_up() -> None:
    commands, lines = written(reports.mixed())
    assert [command.name for command in commands] == ["error"] * 6 + ["warning", "notice"]
    assert commands[0] == ("error", {"file": "gone.yaml", "title": "cannot open"}, "no such file")
    assert lines == [
        "stale: shop.yaml DRESS-01 SB204 9.00, 8.00: known to the baseline, but found no more",
        "stale: shop.yaml SB407 old-gift: known to the baseline, but found no more",
        "svcbudget: errors: 5, warnings: 1, notes: 1, set aside: 2, found no more: 2, not opened: 1,"
        " files: 4, products: 3",
        "",
    ]


def test_github_leaves_nothing_out_of_ten_of_each_kind() -> None:
    ten = report([finding(code) for code in ("SB201", "SB203", "SB403") for _ in range(10)])
    assert len(written(ten)[0]) == 30
    assert github.left_out(ten) is None


def test_github_writes_what_the_host_would_not_show_into_the_log_and_says_so() -> None:
    """A file that cannot be opened and 11 errors are 12, so two errors are left for the log."""
    eleven = report([finding("SB201", line=i) for i in range(1, 12)], failures=[Failure("gone.yaml", "no such file")])
    commands, lines = written(eleven)
    assert [command.properties.get("line") for command in commands] == [None, *map(str, range(1, 10))]
    told = "SB201 over-ceiling: Dress: service costs 12.00 a year, ceiling 10.00 (hint: a box of at most 42.00 fits)"
    assert lines[:3] == [
        f"error: shop.yaml:10:12: {told}",
        f"error: shop.yaml:11:12: {told}",
        "not shown as annotations, of which a step has 10 of each kind: 2 of 12 errors",
    ]
    assert github.left_out(eleven) == lines[2]


def test_github_writes_every_one_of_thirty_thousand() -> None:
    commands, lines = written(reports.large())
    assert Counter(command.name for command in commands) == {"error": 10, "warning": 10, "notice": 10}
    assert len(lines) == 30_000 - 30 + len(["left out", "summary", ""])
    assert lines[-3].endswith("9990 of 10000 errors, 9990 of 10000 warnings, 9990 of 10000 notices")


def check_that_it_takes_no_orders(name: str, times: int) -> None:
    """Write nine findings `times` over, of which two errors, a warning and a note count, and two failures."""
    once = reports.hostile(name)
    text = "".join(
        github.write(report([*once.findings] * times, files=once.files, failures=once.failures, stale=once.stale))
    )
    commands, lines = read_log(text)
    counts = Counter(command.name for command in commands)
    assert counts == {"error": min(10, 2 + 2 * times), "warning": min(10, times), "notice": min(10, times)}
    for command in commands:
        places = {"line", "col", "endColumn"} if command.properties["title"] != "cannot open" else set()
        assert set(command.properties) - {"file"} == {"title"} | places
        assert not any(line.lstrip().startswith("::") for line in command.data.splitlines())
    assert "##[" not in text
    assert not any(line.lstrip().startswith("::") for line in lines)


@pytest.mark.parametrize("times", [1, 12], ids=["commands", "lines of the log"])
@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_github_takes_no_orders_from_hostile_texts(name: str, times: int) -> None:
    check_that_it_takes_no_orders(name, times)


@given(st.text(st.sampled_from("#[]:;%, =\n\r\t\u2028errorx0A") | st.characters(), min_size=1))
def test_github_takes_no_orders_from_any_text(name: str) -> None:
    check_that_it_takes_no_orders(name, 1)
