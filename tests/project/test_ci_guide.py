"""The guide "pricing files in CI": its story happens as it is told."""

import os
import re
from pathlib import Path

import pytest
from repositories import (
    ACTION,
    CUT,
    DAY,
    EXAMPLES,
    GOOD,
    PAGE,
    SEARCHED,
    lay,
    needs_bash,
    run,
)

pytestmark = pytest.mark.slow


def retell(page: str, folder: Path, programs: Path) -> str:
    """Return the page with what its commands print, run in their order.

    Each heading begins with the pricing file as the story has it there; what a diff does holds until the next one.
    """
    code, file = 0, folder / "prices" / "tea-shop.yaml"
    path = f"{programs}{os.pathsep}{SEARCHED}"

    def tell(found: re.Match[str]) -> str:
        nonlocal code
        heading, language, text = found.groups()
        if heading:
            lay(folder, GOOD if heading == "## A price is cut" else CUT)
        if language == "diff":
            change(file, text)
        if language != "console":
            return found[0]
        told = ""
        for command in re.findall(r"^\$ (.*)$", text, re.MULTILINE):
            done = run(["bash", "-c", f"(exit {code}); {command}"], folder, PATH=path, SVCBUDGET_TODAY=DAY)
            code = done.returncode
            told += f"$ {command}\n{done.stdout}"
        return f"```console\n{told}```"

    return re.sub(r"^(#+ [^\n]*)$|^```(\w+)\n(.*?)^```$", tell, page, flags=re.DOTALL | re.MULTILINE)


def change(file: Path, diff: str) -> None:
    """Do to a file what a diff shows; the lines it takes out or passes by stand there once."""
    lines = [line for line in diff.splitlines(keepends=True) if not line.startswith(("---", "+++", "@@"))]
    before, after = ("".join(line[1:] for line in lines if line[0] in signs) for signs in (" -", " +"))
    text = file.read_text("utf-8")
    assert text.count(before) == 1
    file.write_text(text.replace(before, after), "utf-8")


@needs_bash
def test_the_commands_of_the_guide_print_what_it_says(
    repository: Path, programs: Path, request: pytest.FixtureRequest
) -> None:
    page = PAGE.read_text("utf-8")
    retold = retell(page, repository, programs)
    if request.config.getoption("--renew"):
        PAGE.write_text(retold, "utf-8")
    else:
        assert retold == page


def test_the_cut_of_the_guide_is_the_one_among_the_examples(repository: Path) -> None:
    diff = re.findall(r"^```diff\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)[0]
    file = lay(repository, GOOD)
    change(file, diff)
    assert file.read_bytes() == (EXAMPLES / CUT).read_bytes()


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLES.iterdir() if path.name != CUT))
def test_the_guide_shows_every_example_whole(name: str) -> None:
    assert f"```yaml\n{(EXAMPLES / name).read_text('utf-8')}```\n" in PAGE.read_text("utf-8")


def test_the_guide_has_a_row_for_every_input_of_the_action() -> None:
    section = PAGE.read_text("utf-8").split("\n## GitHub\n")[1].split("\n## ")[0]
    assert re.findall(r"^\| `([\w-]+)` \|", section, re.MULTILINE) == list(ACTION["inputs"])
