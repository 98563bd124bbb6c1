"""The documentation cannot go stale: its examples run, its tables are complete, its links lead somewhere."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import pytest
from checkout import ROOT

import svcbudget
from svcbudget import money
from svcbudget.cli import COMMANDS
from svcbudget.pricing import builtin
from svcbudget.pricing.validation import MODELS, PricingFile, known_keys

DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
PROGRAM = f'#!/bin/sh\nexec "{sys.executable}" -c "from svcbudget.cli import run; run()" "$@"\n'
# What is not run: it installs.
INSTALLS = re.compile(r"^(?:make|pip|pipx)\b.*\n", re.MULTILINE)

needs_bash = pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page."""

    page: Path
    line: int
    language: str
    text: str

    @property
    def is_pricing_file(self) -> bool:
        """Whether it is a whole one."""
        return self.language == "yaml" and {"currency", "products"} <= set(re.findall(r"^(\w+):", self.text, re.M))


def find_blocks(page: Path) -> Iterator[Block]:
    text = page.read_text("utf-8")
    for found in re.finditer(r"^```(\w*)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
        yield Block(page, text.count("\n", 0, found.start()) + 1, found[1], found[2])


# The examples of rules are run where the manuals are: half of them are bad.
BLOCKS = [block for page in PAGES if page.name != "rules.md" for block in find_blocks(page)]
WHOLE_FILES = [block for block in BLOCKS if block.is_pricing_file]


def in_language(language: str) -> list[Block]:
    return [block for block in BLOCKS if block.language == language]


def each(blocks: list[Block]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("block", blocks, ids=lambda block: f"{block.page.name}:{block.line}")


def read_page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def read_section(name: str, heading: str) -> str:
    return read_page(name).split(f"\n## {heading}\n")[1].split("\n## ")[0]


def first_cells(section: str) -> list[str]:
    """Return the code words in the first cells of table rows."""
    cells = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    return [word for cell in cells for word in re.findall(r"`([^`]+)`", cell)]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Return a folder with the files that the pages speak of: a YAML block that begins `# name.yaml` is that file."""
    files = {"shop.yaml": next(block.text for block in WHOLE_FILES if block.page.name == "README.md")}
    files["products.csv"] = in_language("csv")[0].text
    files["sales.csv"] = "date,sku,quantity\n2026-11-02,连衣裙,3\n2026-12-01,轿车,1\n"
    files["spend.csv"] = "date,amount,sku\n2026-11-05,12.00,连衣裙\n"
    for block in WHOLE_FILES:
        if found := re.match(r"# ([\w.-]+\.yaml)\n", block.text):
            files[found[1]] = block.text
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which `svcbudget` is a command."""
    program = tmp_path / "bin" / "svcbudget"
    program.parent.mkdir()
    program.write_text(PROGRAM, "utf-8")
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    package = str(Path(svcbudget.__file__).parents[1])
    return {**os.environ, "PATH": path, "PYTHONPATH": package, "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}


def execute(words: list[str], folder: Path, surroundings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words,
        cwd=folder,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@each(WHOLE_FILES)
def test_pricing_files_in_the_docs_are_planned(block: Block, shop: Path) -> None:
    file = shop / "page.yaml"
    file.write_text(block.text, "utf-8")
    assert list(svcbudget.plans(svcbudget.read(file)))


@each(in_language("python"))
def test_python_in_the_docs_runs_and_prints_what_the_page_says(
    block: Block, shop: Path, surroundings: dict[str, str]
) -> None:
    """What is printed for an invalid file stands on the page word for word."""
    done = execute([sys.executable, "-c", block.text], shop, surroundings)
    assert (done.returncode, done.stderr) == (0, "")
    if "InvalidFile" in block.text:
        assert f"`{done.stdout.strip()}`" in block.page.read_text("utf-8")


@needs_bash
@each(in_language("sh"))
def test_commands_in_the_docs_exit_0(block: Block, shop: Path, surroundings: dict[str, str]) -> None:
    script = INSTALLS.sub("", block.text)
    if not shutil.which("jq"):
        script = re.sub(r"\| jq .*", "> /dev/null", script)
    done = execute(["bash", "-euo", "pipefail", "-c", script], shop, surroundings)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_pricing_file_page_names_every_key() -> None:
    page = read_page("pricing-file.md")
    keys = {key for model in (PricingFile, *MODELS.values()) for key in known_keys(model)}
    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []


@pytest.mark.parametrize(
    ("heading", "models"),
    [
        ("Top level", [PricingFile]),
        ("A product", [MODELS["products"]]),
        ("Your own gifts", [MODELS["gifts"]]),
        ("Service promises", [MODELS["service"]]),
        ("Policy", [MODELS["policy"], MODELS["tiers"]]),
        ("Staff", [MODELS["staff"]]),
    ],
)
def test_the_pricing_file_page_has_a_row_for_every_key(heading: str, models: list[type]) -> None:
    keys = [key for model in models for key in known_keys(model)]
    assert sorted(first_cells(read_section("pricing-file.md", heading))) == sorted(keys)


def test_the_pricing_file_page_gives_the_limits_of_an_amount() -> None:
    limits = f"at most {money.WHOLE_DIGITS} digits before the point and {money.DECIMALS} after it"
    assert limits in read_page("pricing-file.md")


def test_the_pricing_file_page_gives_the_default_policy() -> None:
    """Defaults of one value stand in the last cell of their row; a tier's numbers stand in its column."""
    policy = builtin.raw("CNY")["policy"]
    section = read_section("pricing-file.md", "Policy")
    rows = {found[1]: found[2] for found in re.finditer(r"^\| `(\w+)` \|(.*)\|$", section, re.MULTILINE)}
    for key, value in policy.items():
        if isinstance(value, str):
            assert rows[key].endswith(f"| `{value}` ")
    for key in ("from", "touches", "gifts", "items_at_purchase", "longest_silence", "minutes"):
        assert [cell.strip() for cell in rows[key].split("|")[-5:]] == [tier[key] for tier in policy["tiers"]]
    assert all(f"`{occasion['name']}` {occasion['per_year']}" in section for occasion in policy["occasions"])


def test_the_output_page_names_every_field_in_its_order() -> None:
    section = read_section("output.md", "JSON")
    fields = svcbudget.record(svcbudget.quote(price="100", cost="60"), "en")
    assert first_cells(section) == list(fields)
    for name in ("gifts", "occasions", "cadence"):
        described = section.split(f"Each item of `{name}`")[1].split("\n\n")[0]
        assert [key for key in fields[name][0] if f"`{key}`" not in described] == []


def test_the_worked_table_of_the_method_page_is_right() -> None:
    lines = read_page("method.md").split("| price | cost | purchases |")[1].splitlines()[2:]
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in takewhile(str.strip, lines)]
    assert len(table) == 6
    for price, cost, purchases, *expected in table:
        plan = svcbudget.quote(price=price, cost=cost, purchases_per_year=purchases)
        amounts = [plan.annual_profit, plan.budget, plan.standard, plan.reserve, plan.heaviest_gift]
        assert [*map(str, amounts), plan.figures.tier.name] == expected


def test_every_command_has_its_help_in_the_docs() -> None:
    if not (DOCS / "commands.md").exists():
        pytest.skip("make docs has not been run")
    page = read_page("commands.md")
    assert [name for name in COMMANDS if f"## `svcbudget {name}`" not in page] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_relative_links_lead_to_a_file_and_a_heading(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    targets = [target for target in re.findall(r"\]\(([^)\s]+)\)", text) if ":" not in target]
    broken = []
    for target in targets:
        name, _, anchor = target.partition("#")
        file = page.parent / name if name else page
        if not file.exists() or (anchor and anchor not in find_anchors(file)):
            broken.append(target)
    assert broken == []


def find_anchors(page: Path) -> set[str]:
    """Return what a link to a heading of the page may say."""
    headings = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["svcbudget", "pl"], "plain,plan"),
        (["svcbudget", "plan", "--form"], "plain,--format"),
        (["svcbudget", "plan", "--format", "m"], "plain,markdown"),
    ],
)
def test_completion_answers_what_bash_hands_over(
    words: list[str], expected: str, tmp_path: Path, surroundings: dict[str, str]
) -> None:
    surroundings["COMP_WORDS"] = "\n".join(words)
    surroundings["COMP_CWORD"] = str(len(words) - 1)
    surroundings["_SVCBUDGET_COMPLETE"] = "bash_complete"
    done = execute(["svcbudget"], tmp_path, surroundings)
    assert (done.stdout, done.stderr) == (f"{expected}\n", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell: str, tmp_path: Path, surroundings: dict[str, str]) -> None:
    assert f"_SVCBUDGET_COMPLETE={shell}_source svcbudget" in read_page("completion.md")
    done = execute(["svcbudget"], tmp_path, surroundings | {"_SVCBUDGET_COMPLETE": f"{shell}_source"})
    assert f"_SVCBUDGET_COMPLETE={shell}_complete" in done.stdout


@needs_bash
def test_the_line_for_bashrc_makes_bash_complete(tmp_path: Path, surroundings: dict[str, str]) -> None:
    """Take the line from the page, then call what bash would call for `svcbudget pl` and the Tab key."""
    (line,) = re.findall(r"`(eval .*bash_source.*?)`", read_page("completion.md"))
    script = rf"""{line}
        COMP_WORDS=(svcbudget pl) COMP_CWORD=1
        $(complete -p svcbudget | sed 's/.*-F \([^ ]*\).*/\1/') svcbudget pl svcbudget
        echo "${{COMPREPLY[@]}}"
    """
    done = execute(["bash", "--norc", "-c", script], tmp_path, surroundings)
    assert (done.stdout, done.stderr) == ("plan\n", "")
