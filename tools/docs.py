"""Make the generated pages and pictures from the program itself; with --check, tell whether they are current.

docs/commands.md holds every command's help, docs/rules.md the manual of every rule of check, docs/img/ the pictures
that README.md shows, and each block in README.md after a line `<!-- svcbudget ... -->` is that command's output.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = [sys.executable, "-c", "from svcbudget.cli import run; run()"]
PICTURES = {
    "plan": (100, ["plan", "examples/clothing-shop.yaml"]),
    "plan-zh": (100, ["plan", "examples/car-dealer.yaml", "--lang", "zh", "--show", "budgets,cadence"]),
    "explain": (
        100,
        ["quote", "--price", "100", "--cost", "60", "--category", "clothing", "--explain"],
    ),
}
"""Name of the picture, its width in cells, and the command that it shows."""


def run(arguments: list[str], width: int = 100) -> str:
    """Return what the program prints, in English and without colour, at a width."""
    surroundings = {
        name: value for name, value in os.environ.items() if not name.startswith(("SVCBUDGET_", "LC_", "LANG"))
    }
    surroundings |= {"COLUMNS": str(width), "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "NO_COLOR": "1"}
    done = subprocess.run(
        [*PROGRAM, *arguments], cwd=ROOT, env=surroundings, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        sys.exit(f"svcbudget {' '.join(arguments)} failed: {done.stderr}")
    return done.stdout


def commands_page() -> str:
    """Return the help of every command as one page."""
    from svcbudget.cli import COMMANDS  # noqa: PLC0415

    parts = ["# Commands\n\nThis page is made from the program's own help by `make docs`.\n"]
    for name in ["", *COMMANDS]:
        arguments = [*([name] if name else []), "--help"]
        text = run(arguments).replace("Usage: -c", "Usage: svcbudget")
        parts.append(f"\n## `svcbudget{' ' + name if name else ''}`\n\n```\n{text.strip()}\n```\n")
    return "".join(parts)


def rules_page() -> str:
    """Return the manual of every rule of check as one page, after a list of them."""
    from svcbudget.checking.rules import manual, page  # noqa: PLC0415
    from svcbudget.findings import KINDS  # noqa: PLC0415

    rows = [
        f"| [{code}](#{code.lower()}-{kind.name}) | {kind.name} | {kind.severity} | {manual(code).splitlines()[0]} |\n"
        for code, kind in KINDS.items()
    ]
    head = (
        "# The rules of `check`\n\nThis page is made from the program's own manual by `make docs`; `svcbudget explain "
        "SB203` prints one of its parts.\n\n| code | name | severity | finds |\n|---|---|---|---|\n"
    )
    return head + "".join(rows) + "".join(f"\n#{page(code)}" for code in KINDS)


def readme() -> str:
    """Return README.md with every marked block filled in anew."""

    def fill(found: re.Match[str]) -> str:
        return f"{found[1]}\n```\n{run(found[2].split(), 90).strip()}\n```"

    text = (ROOT / "README.md").read_text("utf-8")
    return re.sub(r"(<!-- svcbudget (.*?) -->)\n```\n.*?\n```", fill, text, flags=re.DOTALL)


def pages() -> dict[Path, str]:
    """Return every generated file with its text."""
    made = {
        ROOT / "docs" / "commands.md": commands_page(),
        ROOT / "docs" / "rules.md": rules_page(),
        ROOT / "README.md": readme(),
    }
    for name, (width, arguments) in PICTURES.items():
        made[ROOT / "docs" / "img" / f"{name}.svg"] = run([*arguments, "--format", "svg"], width)
    return made


def main() -> int:
    """Write what has changed, or with --check name it and fail."""
    stale = {path: text for path, text in pages().items() if not path.exists() or path.read_text("utf-8") != text}
    for path, text in stale.items():
        if "--check" in sys.argv:
            print(f"{path.relative_to(ROOT)} is not current; make docs renews it")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            print(f"wrote {path.relative_to(ROOT)}")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
