"""`svcbudget init`: files that are accepted as they are, whatever is switched on in them, and never overwrite one."""

import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from svcbudget.cli import main
from svcbudget.cli.commands.init import TRADES
from svcbudget.pricing import builtin

CURRENCIES = ("CNY", "USD", "JPY", "KWD")
SETTING = re.compile(r"( *)#(?=\S)")


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every test in an empty folder, with a locale that speaks English."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def init(*options: str) -> str:
    """Write a file and return its text."""
    assert main(["init", "made.yaml", *options]) == 0
    path = Path("made.yaml")
    text = path.read_text("utf-8")
    path.unlink()
    return text


def load(text: str) -> dict[str, Any]:
    """Return a file's data, every scalar as text."""
    data: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    return data


def plan(text: str) -> int:
    """Plan a file of this text and return the exit code."""
    Path("given.yaml").write_text(text, "utf-8")
    return main(["plan", "given.yaml", "--format", "json"])


def switched_on(text: str) -> str:
    """Return a file with every setting in force."""
    return "\n".join(SETTING.sub(r"\1", line) for line in text.split("\n"))


def with_one_setting(text: str, wanted: int) -> str:
    """Return a file with the setting of one line in force, all that belongs to it and what it belongs to."""
    lines = text.split("\n")
    depth = [len(line) - len(line.lstrip()) for line in lines]
    chosen = {wanted}
    for i in range(wanted + 1, len(lines)):
        if not lines[i] or (depth[i] <= depth[wanted]):
            break
        chosen.add(i)
    above = depth[wanted]
    for i in range(wanted - 1, -1, -1):
        if lines[i] and not lines[i].lstrip().startswith("# ") and depth[i] < above:
            chosen.add(i)
            above = depth[i]
    return "\n".join(SETTING.sub(r"\1", line) if i in chosen else line for i, line in enumerate(lines))


# What is written


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("currency", CURRENCIES)
@pytest.mark.parametrize("trade", TRADES)
def test_every_file_is_accepted_as_it_is(trade: str, currency: str, language: str) -> None:
    """In each trade, currency and language, and with no mark of the template left in it."""
    text = init("--trade", trade, "--currency", currency, "--lang", language)
    assert plan(text) == 0
    assert not re.search(r"\$|\[\[|\]\]|<|>|#!|#en|#zh", text)
    assert max(map(len, text.splitlines())) <= 165


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("currency", ["CNY", "USD", "EUR", "GBP", "JPY"])
def test_check_finds_nothing_at_all_in_any_trade(currency: str, language: str) -> None:
    for category in builtin.categories().values():
        Path("made.yaml").unlink(missing_ok=True)
        trade = category.names[language]
        assert main(["init", "made.yaml", "--trade", trade, "--currency", currency, "--lang", language]) == 0
        assert main(["check", "made.yaml", "--fail-on", "note"]) == 0, trade


TYPED = {"服装": "clothing", "shop": "shop", "cafe": "cafe", "4S店": "car", "Milk Tea": "Milk Tea", "牙科": "牙科"}


@pytest.mark.parametrize("typed", TYPED)
def test_a_trade_goes_by_every_name_that_a_category_has(typed: str) -> None:
    """The examples of a trade that has some, else the words that were typed."""
    written = load(init("--trade", typed))
    assert written["defaults"]["category"] == TYPED[typed]
    assert len(written["products"]) >= 3


@pytest.mark.parametrize("trade", ["insurance", "pharmacy", "公共服务"])
def test_a_trade_that_may_not_give_is_shown_gestures(trade: str) -> None:
    gifts = load(switched_on(init("--trade", trade, "--currency", "USD")))["gifts"]
    assert {gift["cost"] for gift in gifts} == {"0.00"}


@pytest.mark.parametrize("currency", CURRENCIES)
@pytest.mark.parametrize("trade", TRADES)
def test_every_setting_may_be_switched_on(trade: str, currency: str) -> None:
    """One at a time and all together; each currency without built-in amounts has those of its policy on already."""
    text = init("--trade", trade, "--currency", currency)
    settings = [i for i, line in enumerate(text.split("\n")) if SETTING.match(line) and "#-" not in line]
    assert len(settings) >= 8
    for i in settings:
        assert plan(with_one_setting(text, i)) == 0, text.split("\n")[i]
    assert plan(switched_on(text)) == 0


@pytest.mark.parametrize("currency", ["CNY", "USD"])
def test_the_policy_shown_is_the_built_in_one(currency: str) -> None:
    assert load(switched_on(init("--currency", currency)))["policy"] == builtin.raw(currency)["policy"]


@pytest.mark.parametrize("trade", TRADES)
def test_the_gifts_are_built_in_ones_in_every_set(trade: str) -> None:
    """All that the trade names, at the cost of the catalogue of its currency."""
    wanted = yaml.safe_load((files("svcbudget") / "data" / "init" / f"{trade}.yaml").read_text("utf-8"))["gifts"]
    for currency in ("CNY", "USD"):
        catalogue = {gift["id"]: gift for gift in builtin.raw(currency)["gifts"]}
        written = load(switched_on(init("--trade", trade, "--currency", currency)))["gifts"]
        assert sorted(gift["id"] for gift in written) == sorted(wanted)
        for gift in written:
            known = catalogue[gift["id"]] | {"name": catalogue[gift["id"]]["name"]["en"]}
            assert gift.items() <= known.items()


def test_a_currency_without_amounts_gets_those_of_cny_times_the_rate() -> None:
    """At 21 JPY a yuan: 100.00 are 2100, 10000 are 210000; 5.00 of a sachet 105; shares and counts stay."""
    data = load(init("--trade", "clothing", "--currency", "JPY", "--rate", "21"))
    policy, dress = data["policy"], data["products"][0]
    assert (dress["price"], dress["cost"], dress["units_per_year"]) == ("2100", "1260", "480")
    assert policy["bands"] == [{"upto": "210000", "rate": "10%"}, {"rate": "5%"}]
    assert policy["small_ticket"] == {"amount": "210", "share": "25%"}
    assert policy["heaviest_gift"] == {"share": "25%", "at_least": "315", "at_most": "2100"}
    assert [tier["from"] for tier in policy["tiers"]] == ["0", "4200", "63000", "210000", "1050000"]
    assert policy["authority"] == {"staff": "1050", "manager": "4200"}
    assert {gift["id"]: gift["cost"] for gift in data["gifts"]}["sachet"] == "105"


def test_amounts_are_rounded_half_up_to_the_minor_unit() -> None:
    """At 0.0435 KWD a yuan, with three decimals: 59.00 are 2.5665, so 2.567; 10 are 0.435."""
    data = load(init("--trade", "clothing", "--currency", "KWD", "--rate", "0.0435"))
    assert data["products"][2]["price"] == "2.567"
    assert data["policy"]["small_ticket"]["amount"] == "0.435"


def test_nothing_is_rounded_away() -> None:
    """Peanuts at 0.10 CNY would be no yen at all: they cost one."""
    data = load(init("--trade", "restaurant", "--currency", "JPY"))
    assert {gift["id"]: gift["cost"] for gift in data["gifts"]}["peanuts"] == "1"


def test_the_yen_dress_gets_its_budget(capsys: pytest.CaptureFixture[str]) -> None:
    """A profit of 840 gives 210 to service: a quarter, as 40 of a dress give 10."""
    Path("tokyo.yaml").write_text(init("--trade", "clothing", "--currency", "JPY", "--rate", "21"), "utf-8")
    capsys.readouterr()
    assert main(["plan", "tokyo.yaml", "--format", "csv"]) == 0
    header, dress, *_ = capsys.readouterr().out.splitlines()
    assert dict(zip(header.split(","), dress.split(","), strict=True))["budget"] == "210"


def test_comments_and_names_are_in_one_language() -> None:
    """No Chinese in an English file; in a Chinese one every comment and every name of a product."""
    for trade in TRADES:
        assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", init("--trade", trade, "--lang", "en"))
        text = init("--trade", trade, "--lang", "zh")
        told = [line for line in text.splitlines() if line.lstrip().startswith("# ")]
        assert [line for line in told if not re.search(r"[\u4e00-\u9fff]", line)] == []
        assert all(re.match(r"[\u4e00-\u9fff]|T恤", product["name"]) for product in load(text)["products"])


def test_the_locale_chooses_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert init() == init("--lang", "zh") != init("--lang", "en")


# Where it is written


def test_it_writes_shop_yaml_and_names_the_next_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init"]) == 0
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "wrote shop.yaml; next: svcbudget plan shop.yaml\n")
    assert main(["plan", "shop.yaml"]) == 0


def test_a_dash_writes_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["init", "-"], ["init", "-o", "-"]):
        assert main(arguments) == 0
        told = capsys.readouterr()
        assert (told.out, told.err) == (init(), "")
        capsys.readouterr()
    assert list(Path.cwd().iterdir()) == []


def test_the_output_option_names_the_file_as_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--output", "my shop.yaml"]) == 0
    assert capsys.readouterr().err == "wrote my shop.yaml; next: svcbudget plan 'my shop.yaml'\n"
    assert main(["init", "a.yaml", "-o", "b.yaml"]) == 2


def test_amounts_that_are_only_converted_are_pointed_out(capsys: pytest.CaptureFixture[str]) -> None:
    """On standard error and in the file; where no rate was given, how to give one."""
    assert "CNY times 21, and nothing more: check every amount." in init("--currency", "JPY", "--rate", "21")
    assert capsys.readouterr().err.splitlines()[1:] == ["note: its amounts are those for CNY times 21: check every one"]
    assert "CNY times 1" in init("--currency", "JPY")
    assert capsys.readouterr().err.endswith("times 1: check every one, or give --rate, how much JPY one yuan is\n")
    assert "check every amount" not in init("--currency", "USD")


def test_a_file_that_exists_is_never_overwritten(capsys: pytest.CaptureFixture[str]) -> None:
    Path("shop.yaml").write_text("mine", "utf-8")
    assert main(["init"]) == 2
    assert capsys.readouterr().err.startswith("Error: shop.yaml exists and is never overwritten: ")
    assert Path("shop.yaml").read_text("utf-8") == "mine"


def test_what_a_link_points_to_is_never_written() -> None:
    Path("shop.yaml").symlink_to("elsewhere.yaml")
    assert main(["init"]) == 2
    assert not Path("elsewhere.yaml").exists()


def test_a_write_that_fails_leaves_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """Here because the system allows files of 1000 bytes only."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        assert main(["init"]) == 2
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert capsys.readouterr().err.startswith("Error: shop.yaml: ")
    assert list(Path.cwd().iterdir()) == []


def test_a_folder_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "nowhere/shop.yaml"]) == 2
    assert capsys.readouterr().err.startswith("Error: nowhere/shop.yaml: ")


# What is refused


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("jpy", "did you mean JPY?"),
        ("JYP", "did you mean JPY?"),
        ("RMB", "did you mean CNY?"),
        ("CNH", "did you mean CNY?"),
        ("EURO", "did you mean EUR?"),
        ("XAU", "did you mean "),
        ("???", "such as CNY, USD, EUR, GBP or JPY"),
        ("", "such as CNY, USD, EUR, GBP or JPY"),
    ],
)
def test_an_unknown_currency_is_refused_with_the_nearest(
    typed: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", "--currency", typed]) == 2
    assert hint in capsys.readouterr().err
    assert list(Path.cwd().iterdir()) == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--currency", "JPY", "--rate", "0"], "0 is not above 0"),
        (["--currency", "JPY", "--rate", "-1"], "an amount here is never negative"),
        (["--currency", "JPY", "--rate", "1,5"], "1,5 is not an amount"),
        (["--currency", "JPY", "--rate", "1000001"], "at most 1000000"),
        (["--currency", "JPY", "--rate", "0.5"], "--rate 0.5 leaves nothing of a yuan: JPY goes down to 1"),
        (["--rate", "7"], "CNY has its own"),
        (["--trade", "restaurnt"], "there is no trade restaurnt; did you mean restaurant?"),
        (["shop.csv"], "call it shop.yaml"),
    ],
)
def test_a_wrong_call_writes_nothing(options: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", *options]) == 2
    assert message in capsys.readouterr().err
    assert list(Path.cwd().iterdir()) == []
