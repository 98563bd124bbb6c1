"""The first screen of plan and quote: what matters on 24 lines of 80 columns, a line for each product."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from checkout import EXAMPLES, GOLDEN_SHOP
from program import printed, run, show
from rich.cells import cell_len

SHOPS = sorted(EXAMPLES.glob("*.yaml"))
SUMMED = "201 products earn 20,100.00 CNY a year; 2,310.00 (11.5%) go into service: 2,141.67 standard, 168.33 reserve."
"""A quarter of 1 to 40 is 205; then 60 × 10; a tenth of 101 to 200 is 1505, of which a third beyond 10 each is kept."""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a pricing file of 201 products that earn 0 to 200, the last of them most."""
    file = tmp_path_factory.mktemp("many") / "many.yaml"
    lines = "".join(f"  - {{name: P{i}, profit: {i}, units_per_year: 1}}\n" for i in range(201))
    file.write_text(f"currency: CNY\nproducts:\n{lines}", "utf-8")
    return file


def rows_of(text: str) -> list[list[str]]:
    """Return the cells of each line of the table."""
    return [[cell.strip() for cell in line[1:-1].split("│")] for line in text.splitlines() if line.startswith("│")][1:]


@pytest.mark.pinned
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("screen.en.80.txt", "--lang en"),
        ("screen.en.120.txt", "--lang en"),
        ("screen.zh.80.txt", "--lang zh"),
        ("screen.md", "--format markdown"),
    ],
)
def test_the_screen_looks_as_it_did(name: str, arguments: str, golden: Callable[[str, str], None]) -> None:
    columns = "120" if "120" in name else "80"
    golden(name, printed("plan", "shop.yaml", *arguments.split(), cwd=GOLDEN_SHOP.parent, COLUMNS=columns))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("shop", SHOPS, ids=[shop.stem for shop in SHOPS])
def test_every_example_fits_a_screen_of_24_lines_with_the_prompt(shop: Path, language: str) -> None:
    text = show("plan", shop, "--lang", language, "--color", "never", columns=80)
    assert text.count("\n") <= 23
    assert max(map(cell_len, text.splitlines())) <= 80


@pytest.mark.parametrize(("columns", "rows"), [(80, 13), (120, 13), (40, 9), (24, 4)])
def test_of_many_products_a_terminal_shows_as_many_as_fit_those_of_most_profit_first(
    columns: int, rows: int, many: Path
) -> None:
    text = show("plan", many, "--color", "never", columns=columns)
    assert [row[0] for row in rows_of(text)] == [f"P{200 - i}" for i in range(rows)]
    assert f"and {201 - rows} more: --limit all" in " ".join(text.split())
    assert text.count("\n") == 23


def test_as_many_as_just_fit_are_all_shown_in_the_order_of_the_file(tmp_path: Path) -> None:
    """A line for the sentence, an empty one, the title, four of the table, one of hints and the prompt leave 15."""
    lines = [f"  - {{name: P{i}, profit: {i + 30}, units_per_year: 1}}\n" for i in range(16)]
    for count, shown, left in ((15, 15, None), (16, 14, "and 2 more: --limit all")):
        (tmp_path / "shop.yaml").write_text("currency: CNY\nproducts:\n" + "".join(lines[:count]), "utf-8")
        text = show("plan", "shop.yaml", "--color", "never", columns=80, cwd=tmp_path)
        assert text.count("\n") == 23
        assert ("--limit" in text) == (left is not None)
        assert left is None or left in text
        names = [row[0] for row in rows_of(text)]
        assert names == [f"P{i if left is None else 15 - i}" for i in range(shown)]


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [((), 50), (("--limit", "3"), 3), (("--limit", "all"), 201), (("--limit", "500"), 201)],
)
def test_into_a_pipe_or_a_file_50_of_more_than_200_go(
    arguments: tuple[str, ...], shown: int, many: Path, tmp_path: Path
) -> None:
    text = printed("plan", many, *arguments)
    assert len(rows_of(text)) == shown
    assert text.replace("\n", " ").startswith(SUMMED)
    printed("plan", many, *arguments, "-o", tmp_path / "plan.txt")
    assert (tmp_path / "plan.txt").read_text("utf-8") == text
    assert (f"and {201 - shown} more: --limit all" in text) == (shown < 201)


def test_a_limit_asked_for_holds_at_a_terminal_too(many: Path) -> None:
    assert len(rows_of(show("plan", many, "--limit", "40", "--color", "never"))) == 40


def test_explanations_are_of_all_products_and_not_cut_to_a_screen(tmp_path: Path) -> None:
    lines = "".join(f"  - {{name: P{i}, profit: {i + 30}}}\n" for i in range(30))
    (tmp_path / "shop.yaml").write_text(f"currency: CNY\nproducts:\n{lines}", "utf-8")
    text = show("plan", "shop.yaml", "--explain", "--color", "never", cwd=tmp_path)
    assert text.count("How it came about: ") == 30
    assert "More: --show gifts | cadence | all\n" in text


def test_of_several_currencies_each_has_its_sentence_and_its_turn(many: Path) -> None:
    done = show("plan", many, EXAMPLES / "coffee-roaster-usd.yaml", "--limit", "5", "--color", "never", columns=100)
    assert "201 products earn 20,100.00 CNY a year" in done
    assert "6 products earn 286,828.00 USD a year" in done
    assert "Service plan · per customer and year" in done
    budgets = [row[1] for row in rows_of(done)]
    assert [budget.rpartition(" ")[2] for budget in budgets] == ["CNY"] * 3 + ["USD"] * 2
    assert "and 202 more: --limit all" in done


def test_a_line_says_what_is_given_in_words_and_shortens_it_at_a_whole_thing() -> None:
    def suggested(columns: int) -> list[str]:
        return [row[2] for row in rows_of(printed("plan", GOLDEN_SHOP, COLUMNS=str(columns)))]

    wide, narrow = suggested(200), suggested(80)
    assert wide == [
        "Pair of socks at each purchase; Sachet once a year",
        "Pack of wipes, Pair of socks at each purchase; Sachet 2 times a year",
        "gestures only",
        "no budget: it loses 10.00 a sale",
        "Pack of wipes at each purchase; Fruit box 3 times a year",
    ]
    assert narrow == [
        "Pair of socks at each purchase +1",
        "Pack of wipes at each purchase +2",
        "gestures only",
        "no budget: it loses 10.00 a sale",
        "Pack of wipes at each purchase +1",
    ]


def test_a_product_is_never_more_than_a_line_and_no_budget_is_cut() -> None:
    for columns in (24, 40, 60, 80, 100, 200):
        rows = rows_of(printed("plan", GOLDEN_SHOP, COLUMNS=str(columns)))
        assert [row[1] for row in rows] == ["10.00", "25.19", "3.00", "0.00", "800.00"]


def test_the_next_touch_is_the_first_after_the_purchase() -> None:
    """A month after it; on a loss no more than two minutes are spent, and no gesture of the shop takes so few."""

    def touches(*arguments: str) -> list[str]:
        return [row[3] for row in rows_of(printed("plan", GOLDEN_SHOP, *arguments, COLUMNS="200"))]

    def all_but_a_loss(told: str, nothing: str = "nothing") -> list[str]:
        return [told, told, told, nothing, told]

    assert touches() == all_but_a_loss("month 1: Call to ask after it")
    assert touches("--start", "2026-11") == all_but_a_loss("2026-12: Call to ask after it")
    assert touches("--lang", "zh") == all_but_a_loss("第 1 个月：电话回访", "无")


def test_a_year_without_a_touch_is_said(tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text("currency: CNY\ncatalogue: none\nproducts: [{name: a, profit: 40}]\n", "utf-8")
    assert rows_of(printed("plan", "shop.yaml", cwd=tmp_path)) == [["a", "10.00", "gestures only", "nothing"]]


def test_one_product_alone_has_a_line_for_each_thing_it_gives() -> None:
    text = printed("quote", "--price", "100", "--cost", "60", "--category", "clothing")
    assert [row[2] for row in rows_of(text)] == [
        "Pack of wet wipes at each purchase",
        "Pair of socks at each purchase",
        "Wardrobe sachet once a year",
    ]
    assert text.startswith("Of 40.00 CNY profit a year that a customer brings, 10.00 (25.0%) go into service.\n")


@pytest.mark.parametrize("command", ["quote --price 50 --cost 60", "plan - --currency CNY"])
def test_at_a_loss_there_is_a_sentence_and_no_list_of_what_will_not_be_paid(command: str) -> None:
    done = run(*command.split(), stdin=b"name,price,cost\nOld stock,50,60\n")
    assert done.stdout == (
        "Each sale loses 10.00 CNY, so there is no budget: service does not make up for a bad product."
        " Mend its price or cost first.\n\nMore: --explain\n"
    )


def test_at_a_loss_explanations_follow_at_once() -> None:
    text = printed("quote", "--price", "50", "--cost", "60", "--explain")
    assert "More:" not in text
    assert "\n\nHow it came about: product\n" in text


def test_promises_are_named_among_what_there_is_to_see_only_where_there_are_some() -> None:
    assert "More: --show gifts | promises | cadence | all, --explain\n" in printed("plan", GOLDEN_SHOP)
    assert "More: --show gifts | cadence | all, --explain\n" in printed("quote", "--profit", "40")


def test_a_document_and_a_picture_show_the_same_and_a_document_names_no_options(many: Path) -> None:
    text = printed("plan", many, "--format", "markdown")
    assert text.startswith(SUMMED)
    assert "\n## Service plan · CNY per customer and year\n\n| Product | Budget | Suggested | Next touch |\n" in text
    assert text.endswith("\nand 151 more: --limit all\n")
    picture = printed("plan", GOLDEN_SHOP, "--format", "svg")
    words = re.sub("<[^>]+>", " ", picture).split()
    assert "Suggested" in words
    assert "Heaviest" not in words
    assert "--explain" in words


def test_all_parts_are_there_for_the_asking() -> None:
    everything = printed("plan", GOLDEN_SHOP, "--show", "all")
    assert everything == printed("plan", GOLDEN_SHOP, "--show", "budgets,gifts,promises,cadence")
    assert everything == printed("plan", GOLDEN_SHOP, "--show", "gifts, all")
    done = run("plan", GOLDEN_SHOP, "--show", "everything")
    assert (done.returncode, done.stdout) == (2, "")
    assert "'everything' is none of budgets, gifts, promises, cadence, all" in done.stderr


def test_occasions_that_cost_nothing_are_a_line_each() -> None:
    text = printed("quote", "--price", "50", "--cost", "60", "--show", "gifts")
    assert text.endswith(
        "Personal occasions\ncomplaint: Call from the owner, same day\n"
        "birthday, wedding, new baby, moving, promotion: Personal wish\nfestival: Greeting by name\n"
    )
    chinese = printed("quote", "--price", "50", "--cost", "60", "--show", "gifts", "--lang", "zh")
    assert "\n生日、结婚、添丁、乔迁、晋升：一段祝福\n" in chinese
    some = printed("plan", GOLDEN_SHOP, "--show", "gifts")
    assert re.findall("^│ (complaint|birthday|wedding)", some, re.MULTILINE) == ["birthday"]
    assert some.endswith("complaint: Call to ask after it\nwedding: Handwritten card\n")


def test_an_occasion_without_an_answer_is_a_line_too(tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text(
        "currency: CNY\ncatalogue: none\npolicy: {occasions: [{name: birthday, per_year: 1}]}\n"
        "products: [{name: a, profit: 40}, {name: b, profit: 400}]\n",
        "utf-8",
    )
    assert printed("plan", "shop.yaml", "--show", "gifts", cwd=tmp_path).endswith(
        "Personal occasions\nbirthday: nothing in the catalogue\n"
    )
