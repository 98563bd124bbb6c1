"""The check rules by family, and their manuals. A rule knows no format, no file and no line: it names key paths.

A rule is the function named like its kind in `findings.KINDS`, in the module of its family; its docstring is its
manual.
"""

from collections.abc import Callable, Iterable, Sequence
from textwrap import dedent

from svcbudget.checking.rules import costs, file, margins, organisation, people, timing, trade
from svcbudget.checking.rules.case import Case, Shop
from svcbudget.findings import KINDS, Fault

FAMILIES = {"SB0": "file", "SB1": "margins", "SB2": "costs", "SB3": "timing", "SB4": "people"}
"""The name of each family of codes."""

MARGIN_RULES: dict[str, Callable[[Case], Iterable[Fault]]] = {
    "SB101": margins.sold_at_a_loss,
    "SB102": margins.no_margin,
    "SB103": margins.thin_margin,
}
"""What every product is held to."""

PROMISE_RULES: dict[str, Callable[[Case], Iterable[Fault]]] = {
    "SB201": costs.over_ceiling,
    "SB202": costs.under_floor,
    "SB203": costs.heavy_gift,
    "SB204": costs.reserve_spent,
    "SB205": costs.recipient_cap,
    "SB206": costs.service_on_a_loss,
    "SB207": costs.does_not_pay,
    "SB301": timing.long_silence,
    "SB302": timing.too_many_touches,
    "SB303": timing.self_serving,
    "SB304": timing.repetitive,
    "SB401": people.obligation_as_service,
    "SB402": people.nominal_service,
    "SB403": people.no_owner,
    "SB404": people.over_authority,
    "SB408": organisation.regulated_gift,
}
"""What products that promise anything are held to."""

SHOP_RULES: dict[str, Callable[[Shop], Iterable[tuple[Case | None, Fault]]]] = {
    "SB015": trade.unknown_category,
    "SB405": organisation.heroics,
    "SB407": organisation.unused_gift,
}
"""What one file is held to as a whole."""

RUN_RULES: dict[str, Callable[[Sequence[Shop]], Iterable[tuple[Case, Fault]]]] = {"SB406": organisation.uneven_channels}
"""What all files of a run are held to together."""


def manual(code: str) -> str:
    """Return the manual of a code in Markdown: a sentence, then paragraphs. Raises KeyError for what is no code."""
    rule = {**MARGIN_RULES, **PROMISE_RULES, **SHOP_RULES, **RUN_RULES}.get(code)
    text = file.MANUALS.get(code) or (rule.__doc__ if rule else None)
    if text is None:
        raise KeyError(code)
    first, _, rest = text.strip().partition("\n")
    return first + "\n" + dedent(rest)


def page(code: str) -> str:
    """Return the manual of a code as a page in Markdown: its name, its severity, its keys and what it says."""
    kind = KINDS[code]
    keys = "".join(f", key `{key}`" for key in kind.keys)
    return f"# {code} {kind.name}\n\nDefault severity: {kind.severity}{keys}.\n\n{manual(code)}\n"
