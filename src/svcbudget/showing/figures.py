"""Shares and amounts in full, for arithmetic that is to be redone on paper, and how its parts are joined."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from svcbudget.money import plain_count


def join(parts: Sequence[str], language: str) -> str:
    """Put parts of an explanation after one another."""
    return ("；" if language == "zh" else "; ").join(parts)


def share(value: Fraction) -> str:
    """Write a share in per cent where that ends, otherwise as a fraction."""
    per_cent = value * 100
    return (
        f"{plain_count(per_cent)}%" if (per_cent * 10**6).denominator == 1 else f"{value.numerator}/{value.denominator}"
    )


def number(value: Fraction | Decimal, digits: int) -> str:
    """Write an amount exactly with at least `digits` decimals, to six where it has no end, thousands set apart."""
    text = plain_count(Fraction(value))
    whole, _, decimals = text.partition(".")
    sign = "-" if whole.startswith("-") else ""
    decimals = decimals.ljust(digits, "0")
    return f"{sign}{int(whole.removeprefix('-')):,}{'.' + decimals if decimals else ''}"
