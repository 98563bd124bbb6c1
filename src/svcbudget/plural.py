"""The form of a text that goes with a count, chosen here alone: English has one for 1 and one for every other count.

As with gettext's `ngettext`, whoever speaks of a count hands over all forms and the count. Chinese has one form.
"""

from decimal import Decimal
from fractions import Fraction

Forms = str | tuple[str, str]
"""A text that is the same whatever the count, or the one for 1 and the one for every other count."""
Count = int | Decimal | Fraction


def choose_form(forms: Forms, count: Count | None = None) -> str:
    """Return the form that goes with a count. Raises ValueError where there are two and no count decides."""
    if isinstance(forms, str):
        return forms
    if count is None:
        raise ValueError(f"no count says which of {forms}")
    one, other = forms
    return one if count == 1 else other


def say_count(count: int, one: str, other: str | None = None) -> str:
    """Say in English how many of something there are: `1 file`, `0 files`; `other` where no `s` makes the plural."""
    return f"{count} {choose_form((one, other or f'{one}s'), count)}"
