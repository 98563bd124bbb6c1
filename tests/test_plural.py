"""Texts that speak of a count: the form is right for 0, 1 and many, and is chosen in one place."""

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from string import Formatter

import pytest
import reports
from checkout import ROOT
from checks import find
from program import run

from svcbudget.checking.formats import sarif
from svcbudget.plural import Forms, choose_form, say_count
from svcbudget.showing.phrases import PHRASES, say
from svcbudget.showing.sentences import SENTENCES
from svcbudget.showing.words import WORDS, word

TEXTS = [*WORDS.items(), *PHRASES.items(), *SENTENCES.items()]
every_text = pytest.mark.parametrize(("key", "texts"), TEXTS, ids=[key for key, _ in TEXTS])
ALWAYS_SEVERAL = {"several-more", "shop-loses", "customers-bring", "all-lose", "at-every", "item-at-every"}
"""Texts that are only used where the count is above 1."""


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 files"),
        (1, "1 file"),
        (2, "2 files"),
        (11, "11 files"),
        (101, "101 files"),
    ],
)
def test_english_has_one_form_for_1_and_one_for_the_rest(count: int, said: str) -> None:
    assert say_count(count, "file") == said


def test_a_plural_without_s_is_given() -> None:
    assert (say_count(1, "touch", "touches"), say_count(2, "touch", "touches")) == ("1 touch", "2 touches")


@pytest.mark.parametrize(
    ("count", "form"),
    [(Decimal("1.0"), "hour"), (Fraction(1), "hour"), (Decimal("0.5"), "hours"), (Fraction(3, 2), "hours")],
)
def test_a_count_may_be_broken(count: Decimal | Fraction, form: str) -> None:
    assert choose_form(("hour", "hours"), count) == form


def test_a_text_of_one_form_needs_no_count_and_one_of_two_does() -> None:
    assert choose_form("个商品") == choose_form("个商品", 1) == choose_form("个商品", 2) == "个商品"
    with pytest.raises(ValueError, match="no count"):
        choose_form(("product", "products"))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (word("some-units", "en", 1), "the sums are of the 1 product with units_per_year"),
        (word("some-units", "en", 2), "the sums are of the 2 products with units_per_year"),
        (word("some-units", "zh", 1), "合计只含填写了 units_per_year 的 1 个商品"),
        (word("months", "en", 1), "1 month"),
        (word("months", "en", 2), "2 months"),
        (word("months", "zh", 1), "1 个月"),
        (
            word("shown", "en", 1, all=300),
            "1 of 300 products shown, the one with the most annual profit; --limit all shows every one",
        ),
        (
            say("wage", "en", Fraction(1), cost="8.00", wage="30.00", unit="8.50"),
            "8.00 + 1 minute at 30.00 an hour = 8.50",
        ),
        (
            say("wage", "en", Fraction(1, 2), cost="8.00", wage="30.00", unit="8.25"),
            "8.00 + 0.5 minutes at 30.00 an hour = 8.25",
        ),
        (say("promise-purchase", "en", Fraction(1), unit="5.00", cost="5.00"), "5.00 × 1 (purchase a year) = 5.00"),
        (say("promise-calendar", "zh", Fraction(4), unit="5.00", cost="20.00"), "5.00 × 每年 4 次 = 20.00"),
    ],
)
def test_a_sentence_is_right_in_both_languages(said: str, sentence: str) -> None:
    assert said == sentence


def test_one_hour_and_one_time_are_one_in_findings() -> None:
    """72 units × 10 minutes ÷ 60 ÷ 12 months is an hour a month; once a year is once more than never."""
    text = """
currency: CNY
staff: {hours_per_month: 0.5}
gifts: [{id: box, cost: 1, repeats: 0, at: [purchase, calendar], owner: sales}]
products: [{name: Soap, profit: 40, units_per_year: 72, service: [{gift: box, every: year, minutes: 10}]}]
"""
    assert [finding.message for finding in find(text, "SB304", "SB405")] == [
        "Soap: all promises together take 1 hour a month, more than hours_per_month 0.5",
        "Soap: box comes 1 time a year, more than repeats 0",
    ]


def test_one_finding_too_many_is_one() -> None:
    found = sarif.left_out(reports.large(sarif.MOST + 1))
    assert found == "1 of 25001 findings is left out, the least: SARIF readers take 25000 a run"


@pytest.mark.parametrize(("wrong", "shown", "last"), [(6, 6, "hint"), (7, 5, "and 2 more of the same kind")])
def test_no_count_speaks_of_one_more_row(wrong: int, shown: int, last: str, tmp_path: Path) -> None:
    """Five of a kind are shown and the rest counted; a rest of one takes no more room when it is shown."""
    (tmp_path / "shop.yaml").write_text("currency: CNY\nproducts: [{name: pen, profit: 3}]\n", "utf-8")
    (tmp_path / "sales.csv").write_text("date,sku,quantity\n" + "2026-11-01,pen,x\n" * wrong, "utf-8")
    done = run("accrue", "shop.yaml", "--sales", "sales.csv", cwd=tmp_path)
    assert (done.returncode, done.stderr.count("x is no quantity")) == (1, shown)
    assert last in done.stderr.splitlines()[-1]


def fields(form: str) -> set[str]:
    """Return the names of what is filled in, the count left out: the form for 1 may write it out."""
    return {name for _, name, _, _ in Formatter().parse(form) if name and name != "count"}


@every_text
def test_all_forms_of_a_text_take_the_same_values(key: str, texts: tuple[Forms, Forms]) -> None:
    """Where the form for 1 speaks of the only one there is, it needs no `products` of so many.

    Of a cut list English tells how many `more` there are, and Chinese of how many in `all` it is.
    """
    english, chinese = texts
    one, other = (english, english) if isinstance(english, str) else english
    assert isinstance(chinese, str), "Chinese has one form"
    assert fields(one) <= fields(other)
    assert fields(other) - {"more"} == fields(chinese) - {"all"} or fields(other) == fields(chinese)


@every_text
def test_english_with_a_count_before_a_plural_has_a_form_for_1(key: str, texts: tuple[Forms, Forms]) -> None:
    english, _ = texts
    if isinstance(english, str) and key not in ALWAYS_SEVERAL:
        assert not re.search(r"\{\w+\} (?:more )?\(?(?!is\b|has\b|does\b)[a-z]+s\b", english)


def test_nowhere_else_is_a_plural_made() -> None:
    for file in (ROOT / "src").rglob("*.py"):
        if file.name != "plural.py":
            assert not re.search(r"""(["'])s?\1 if [^\n]+ == 1 else|else (["'])s\2""", file.read_text("utf-8")), file
