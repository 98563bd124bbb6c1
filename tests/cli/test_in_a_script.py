"""A script in bash that branches on rows, values and exit codes."""

import shutil
import subprocess
from pathlib import Path

import pytest
from program import PROGRAM, surroundings

SHOP = """currency: CNY
products:
  - {name: Dress, sku: D-1, price: 50.00, cost: 60.00}
  - {name: Coat, sku: C-1, price: 900.00, cost: 600.00}
policy: {least_margin: 40%}
gifts:
  - {id: ribbon, cost: 1.00, at: [purchase, calendar], obligation: true}
"""


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_bash_in_strict_mode_reads_rows_and_values_and_stops_at_a_wrong_field(tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text(SHOP, "utf-8")
    script = """set -euo pipefail
        while IFS=$'\\t' read -r sku profit; do
            echo "$sku earns $profit"
        done < <("$@" plan shop.yaml --format tsv --no-header --fields sku,profit)
        floor=$("$@" policy shop.yaml --only floor --get value)
        echo "at least $floor"
        budget=$("$@" plan shop.yaml --only C-1 --get budgets)
        echo "never reached"
    """
    done = subprocess.run(
        ["bash", "-c", script, "bash", *PROGRAM],
        cwd=tmp_path,
        env=surroundings(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "D-1 earns -10.00\nC-1 earns 300.00\nat least 5%\n")
    assert "did you mean budget, year_budget or minutes?" in done.stderr
