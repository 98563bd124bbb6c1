"""How much of the profit should go into serving the customer, on what, and when.

`read`, `plans` and `quote` are the library; see `svcbudget.api`. They are loaded when first used, so that the command
line starts at once.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from svcbudget.api import (
        Document,
        Finding,
        InvalidFile,
        ProductPlan,
        Totals,
        check,
        plans,
        quote,
        read,
        record,
        sum_up,
    )

__version__ = "0.1.0"
__all__ = [
    "Document",
    "Finding",
    "InvalidFile",
    "ProductPlan",
    "Totals",
    "check",
    "plans",
    "quote",
    "read",
    "record",
    "sum_up",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'svcbudget' has no attribute {name!r}")
    from svcbudget import api  # noqa: PLC0415 - nothing heavy before it is used

    return getattr(api, name)
