"""Where the project's own files stand, for tests in any room."""

from pathlib import Path

TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent
DOCS = ROOT / "docs"
EXAMPLES = ROOT / "examples"
GOLDEN_SHOP = TESTS / "golden" / "shop.yaml"
