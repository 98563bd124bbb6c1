"""`svcbudget track` on the tables of a folder, for the tests of the books and of the command."""

from pathlib import Path

from program import run

CALL = ("track", "shop.yaml", "--sales", "sales.csv", "--spend", "spend.csv")
GROUPS = ("product", "gift", "occasion", "customer")


def track(shop: Path, *more: str, form: str = "csv") -> str:
    """Return what a call prints that must succeed; remarks may stand on standard error."""
    done = run(*CALL, "--format", form, *more, cwd=shop)
    assert done.returncode == 0, done.stderr
    return done.stdout
