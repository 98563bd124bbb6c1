"""Pricing files as people send them, good and bad, and what svcbudget says to each.

A case is a file in `corpus/` and its lines in `corpus/expected.tsv`; a new one needs nothing else. What other files
extend is in `corpus/extended/`. Files too large to keep are made here.
"""

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from checkout import TESTS
from program import run

from svcbudget.cli import main
from svcbudget.reading.source import Spot, read

CORPUS = TESTS / "corpus"
TABLE = CORPUS / "expected.tsv"
YAML_FILES = sorted(path for path in CORPUS.rglob("*") if path.suffix in (".yaml", ".json"))
HEADLINE = re.compile(r"(.+?):(\d+:\d+): \w+\[(SB\d{3})\] (.*)")
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Expected(NamedTuple):
    """A line of the table."""

    place: str
    code: str
    words: str


def read_table() -> dict[str, list[Expected]]:
    cases: dict[str, list[Expected]] = {}
    for line in TABLE.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            case, *expected = line.split("\t")
            cases.setdefault(case, []).append(Expected(*expected))
    return cases


CASES = read_table()
ACCEPTED = [case for case, lines in CASES.items() if lines[-1].place == "ok"]


def read_findings(messages: str, file: str) -> list[Expected]:
    """Return the place, code and words of each finding; the place without `file`."""
    found: list[Expected] = []
    for line in messages.splitlines():
        if headline := HEADLINE.fullmatch(line):
            name, place, code, message = headline.groups()
            found.append(Expected(place if name == file else f"{name}:{place}", code, message))
        elif found and line.startswith("  hint: "):
            found[-1] = found[-1]._replace(words=f"{found[-1].words}\n{line}")
    return found


def is_as_expected(found: Expected, expected: Expected) -> bool:
    return found[:2] == expected[:2] and all(words in found.words for words in expected.words.split(" | "))


@pytest.mark.parametrize("case", CASES)
def test_a_file_is_answered_with_these_findings_and_no_others(
    case: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(CORPUS)
    arguments = shlex.split(case)
    code = main(["plan", *arguments, "--format", "json"])
    results, messages = capsys.readouterr()
    kinds = {line.place for line in CASES[case]} & {"ok", "usage"}
    assert code == {"ok": 0, "usage": 2}[kinds.pop()] if kinds else code == 1, messages
    expected = [line for line in CASES[case] if line.place not in ("ok", "usage")]
    found = read_findings(messages, arguments[0])
    assert len(found) == len(expected), messages
    assert [line for line, other in zip(expected, found, strict=True) if not is_as_expected(other, line)] == [], (
        messages
    )
    assert not CONTROL.search(messages)
    assert "Traceback" not in messages
    if code:
        assert results == ""
        assert all(line.words in messages for line in CASES[case] if line.place == "usage")
    else:
        products = json.loads(results)["products"]
        values = [line for line in CASES[case] if line.place == "ok"]
        assert [line for line in values if pick(products, line.code) != line.words] == []


def pick(products: list[dict[str, object]], key: str) -> str:
    """Return what is under a key of the first product, or of the second where it is `2.key`."""
    number, _, name = key.rpartition(".")
    value = products[int(number or 1) - 1][name]
    return "null" if value is None else str(value)


@pytest.mark.parametrize("form", ["table", "markdown", "csv"])
@pytest.mark.parametrize("case", ACCEPTED)
def test_what_is_accepted_comes_out_in_every_form(
    case: str, form: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(CORPUS)
    assert main(["plan", *shlex.split(case), "--format", form]) == 0
    assert not CONTROL.search(capsys.readouterr().out.replace("\r\n", "\n"))


def test_every_file_of_the_corpus_has_its_lines_in_the_table() -> None:
    named = {word for case in CASES for word in shlex.split(case)}
    files = {path.name for path in CORPUS.iterdir() if path.is_file()}
    assert files - named == {TABLE.name}


@pytest.mark.parametrize("path", YAML_FILES, ids=lambda path: path.name)
def test_both_parsers_give_a_file_the_same_answer(path: Path) -> None:
    data = path.read_bytes()
    (source, findings), (other, same) = read(data, "shop.yaml"), read(data, "shop.yaml", pure=True)
    assert findings == same
    assert (source.tree, list(source.lines), source.whole) == (other.tree, list(other.lines), other.whole)
    spots = list(find_spots(source.tree))
    assert source.locate(spots) == source.locate(spots, pure=True)


def find_spots(tree: object, path: tuple[str | int, ...] = ()) -> Iterator[Spot]:
    yield from (Spot(path), Spot(path, "key"))
    steps = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for step, inner in steps:
        yield from find_spots(inner, (*path, step))


SHOP = "currency: CNY\nproducts:\n"
TOP = f"{SHOP}  - {{name: Cup, price: 5, cost: 2}}\n"
LARGE = {
    "dashes": ("- " * 30_000 + "x", ["1:65 SB004"]),
    "brackets": (TOP + "x: " + "[" * 1000 + "]" * 1000, ["4:1 SB005", "4:35 SB004"]),
    "indented-mappings": ("".join(" " * i + "a:\n" for i in range(1100)), ["1:1 SB005", "33:33 SB004"]),
    "hexadecimal": (SHOP + "  - {name: Cup, cost: 2, price: 0x" + "f" * 5000 + "}\n", ["3:33 SB007"]),
    "long-name": (SHOP + "  - {name: " + "x" * 1_000_000 + ", price: 5, cost: 2}\n", ["3:12 SB007"]),
    "long-key": (TOP + "a" * 2000 + ": 1\n", ["4:1 SB002"]),
    "long-value-far-right": (TOP + "policy: {floor: " + " " * 5000 + "5}\n", ["4:5017 SB007"]),
    "thousand-products": (
        SHOP + "".join(f"  - {{name: Cup {i}, price: ¥{i}, cost: 2}}\n" for i in range(1, 1001)),
        [f"{i + 2}:{len(str(i)) + 25} SB007" for i in range(1, 1001)],
    ),
}


@pytest.mark.parametrize("name", LARGE)
def test_large_files_are_answered_in_short_lines_with_every_fault(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text, expected = LARGE[name]
    monkeypatch.chdir(tmp_path)
    Path("large.yaml").write_text(text, "utf-8")
    assert main(["plan", "large.yaml", "--all-errors"]) == 1
    results, messages = capsys.readouterr()
    assert [f"{found.place} {found.code}" for found in read_findings(messages, "large.yaml")] == expected
    assert results == ""
    assert max(map(len, messages.splitlines())) < 200


def test_a_file_above_the_size_allowed_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "large.yaml").open("wb") as file:
        file.truncate(100 << 20)
    done = run("plan", "large.yaml", "--max-size", "50", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "large.yaml:1:1: error[SB001] is 100 MiB large, more than the 50 MiB" in done.stderr


@pytest.mark.parametrize("case", ["price-octal.yaml", "bytes-gbk.yaml", "keys-chinese.yaml", "name-escape.yaml"])
@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
def test_a_process_of_its_own_says_the_same(case: str, locale: str) -> None:
    done = run("plan", case, cwd=CORPUS, LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (done.returncode, done.stdout) == (1, "")
    assert [found[:2] for found in read_findings(done.stderr, case)] == [line[:2] for line in CASES[case]]


def test_standard_input_is_answered_like_a_file() -> None:
    done = run("plan", "-", stdin=(CORPUS / "price-octal.yaml").read_bytes())
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("<stdin>:4:12: error[SB007] price: 010 is not an amount\n")
