"""`svcbudget init`: a commented pricing file to start from, for a trade, a currency and a language.

`data/init/frame.txt` is that file with marks in it, `data/init/<trade>.yaml` what a trade puts there, `any.yaml` what a
trade without such a file does. The marks:

    #en text            a comment in English, as #zh text in Chinese
    #!key: value        a setting that is needed where the currency has no built-in amounts, elsewhere switched off;
                        likewise #en! text, elsewhere left out
    [[Dress|连衣裙]]     a text in English and in Chinese
    <880.00|240.00>     an amount in CNY, and in USD, EUR and GBP where it is another
    $TITLE, $CATEGORY   what the trade and the command line fill in
"""

import re
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from typing import Any

import click

from svcbudget.cli import options, output, say
from svcbudget.money import Misread, from_minor, parse_amount, plain, plain_count, round_to
from svcbudget.planning.trade import explain_unknown
from svcbudget.pricing import builtin
from svcbudget.pricing.typed import OWN
from svcbudget.reading import source
from svcbudget.text import visible

TRADES = ("general", "restaurant", "hotel", "clothing", "car")
"""The trades that have example products of their own."""
MOST_GIFTS = 8
DEFAULT_FILE = "shop.yaml"
HIGHEST_RATE = 1_000_000

_COMMENT = re.compile(r"( *)#(en|zh)(!?) (.*)")
_TEXT = re.compile(r"\[\[([^|\]]+)\|([^|\]]+)\]\]")
_AMOUNT = re.compile(r"<([0-9.]+)(?:\|([0-9.]+))?>")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the file is to be: `rate` is how much of the currency one yuan is, where it has no amounts of its own."""

    trade: str
    """A name of a built-in category."""
    currency: str
    rate: Decimal
    language: str

    @property
    def is_built_in(self) -> bool:
        """Whether the package has amounts for the currency."""
        return self.currency in builtin.SETS


def read_trade(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    """Read `--trade`: whatever a category may be called."""
    if builtin.find_category(value) not in builtin.categories():
        _, hint = explain_unknown(value)
        raise click.BadParameter(f"there is no trade {visible(value, 40)}; {hint}")
    return value


def read_rate(ctx: click.Context, parameter: click.Parameter, value: str | None) -> Decimal | None:
    """Read `--rate`: a plain decimal above nought."""
    if value is None:
        return None
    try:
        rate = parse_amount(value)
    except Misread as misread:
        raise click.BadParameter(f"{misread.message}{'; ' + misread.hint if misread.hint else ''}") from None
    if not 0 < rate <= HIGHEST_RATE:
        raise click.BadParameter(f"{value} is not above 0 and at most {HIGHEST_RATE}")
    return rate


@click.command("init", short_help="Write a commented pricing file to start from.")
@click.argument("file", required=False)
@click.option(
    "--trade",
    callback=read_trade,
    metavar="TRADE",
    default=TRADES[0],
    show_default=True,
    help="Restaurant, hotel, clothing, car or whatever category takes: 奶茶店, dentist, b2b.",
)
@click.option(
    "--currency",
    callback=options.read_currency,
    metavar="CODE",
    envvar="SVCBUDGET_CURRENCY",
    default="CNY",
    show_default=True,
    help="ISO 4217.",
)
@click.option(
    "--rate",
    callback=read_rate,
    metavar="N",
    help="How much of the currency one yuan is, where it has no built-in amounts [default: 1].",
)
@click.option("--output", "-o", "target", metavar="FILE", help="The same as FILE.")
@options.showing
def command(
    file: str | None,
    trade: str,
    currency: str,
    rate: Decimal | None,
    target: str | None,
    lang: str | None,
    color: str | None,
) -> None:
    """Write a commented pricing file to start from.

    FILE is shop.yaml where it is not given; - writes to standard output. A file that exists is never overwritten.

    \b
    svcbudget init --trade restaurant
    svcbudget init tokyo.yaml --trade clothing --currency JPY --rate 21
    """
    if file is not None and target is not None:
        raise click.UsageError(f"{file} and -o {target} both name the file: keep one")
    path = next((name for name in (file, target) if name is not None), DEFAULT_FILE)
    if path.lower().endswith((".csv", ".tsv")):
        raise click.UsageError(f"{path} is no name for a YAML file; call it {Path(path).with_suffix('.yaml')}")
    wish = Wish(trade, currency, Decimal(1) if rate is None else rate, options.language_for_people(lang))
    _judge_rate(wish, rate)
    text = compose(wish)
    if path == "-":
        output.write([text], None)
    else:
        create(path, text)
        say(f"wrote {path}; next: svcbudget plan {shlex.quote(path)}")
    if not wish.is_built_in:
        missing = f", or give --rate, how much {currency} one yuan is" if rate is None else ""
        say(f"note: its amounts are those for CNY times {plain_count(wish.rate)}: check every one{missing}")


def create(path: str, text: str) -> None:
    """Write a new file, whole or not at all.

    Raises ClickException where one of that name exists, OSError where it cannot be written.
    """
    try:
        file = open(path, "xb")  # noqa: PTH123, SIM115 - a name as the user gave it; x also where two of us run at once
    except FileExistsError:
        raise click.ClickException(
            f"{path} exists and is never overwritten: name another file, or - for standard output"
        ) from None
    try:
        with file:
            file.write(text.encode())
    except BaseException as wrong:
        with suppress(OSError):
            Path(path).unlink()
        if isinstance(wrong, OSError):
            wrong.filename = path
        raise


def compose(wish: Wish) -> str:
    """Return the pricing file as text."""
    folder = files("svcbudget") / "data" / "init"
    category = builtin.categories()[builtin.find_category(wish.trade)]
    name = f"{category.id if category.id in TRADES else 'any'}.yaml"
    trade, findings = source.read((folder / name).read_bytes(), name, "yaml")
    assert not findings, findings  # held by its tests
    parts: Mapping[str, Any] = trade.tree  # type: ignore[assignment]
    gifts = _choose_gifts(wish.currency if wish.is_built_in else "CNY", category, parts.get("gifts"))
    text = (folder / "frame.txt").read_text("utf-8")
    for mark, value in {
        "$TITLE": parts.get("title", category.names)[wish.language],
        "$PRODUCTS": parts["text"].rstrip("\n"),
        "$CATEGORY": wish.trade,
        "$GIFTS": "\n".join(_write_gift(gift, wish.language) for gift in gifts),
        "$CURRENCY": wish.currency,
        "$RATE": plain_count(wish.rate),
    }.items():
        text = text.replace(mark, value)
    text = _TEXT.sub(lambda found: found[1] if wish.language == "en" else found[2], text)
    text = _AMOUNT.sub(_scaler(wish), text)
    return "\n".join(_choose(text.splitlines(), wish)) + "\n"


def _choose_gifts(currency: str, category: builtin.Category, wanted: Sequence[str] | None) -> list[Mapping[str, Any]]:
    """Return the entries that a trade wants of the catalogue; without a wish the first of its own that cost money.

    A trade that may not give has gestures instead.
    """
    catalogue = builtin.raw(currency)["gifts"]
    if wanted is not None:
        return [gift for gift in catalogue if gift["id"] in wanted]
    own = [gift for gift in catalogue if category.id in gift.get("for", ()) and gift["cost"] != OWN]
    own.sort(key=lambda gift: len(gift["for"]))  # those of this trade alone first
    return [gift for gift in own if bool(Decimal(gift["cost"])) is not category.regulated][:MOST_GIFTS]


def _judge_rate(wish: Wish, given: Decimal | None) -> None:
    """Refuse a rate that would have no effect, or that would leave nothing of a yuan."""
    if wish.is_built_in and given is not None:
        raise click.UsageError(f"--rate is for currencies without built-in amounts; {wish.currency} has its own")
    least = from_minor(1, builtin.digits(wish.currency))
    if wish.rate < least:
        raise click.UsageError(
            f"--rate {plain_count(wish.rate)} leaves nothing of a yuan: {wish.currency} goes down to {plain(least, 0)}"
        )


def _write_gift(gift: Mapping[str, Any], language: str) -> str:
    """Write a built-in catalogue entry on one line, with marks: for all that the shop sells."""
    name = gift["name"][language]
    entry = {"id": gift["id"], "name": f'"{name}"' if set(name) & set(",:#[]{}") else name}
    entry |= {key: f"<{gift[key]}>" for key in ("cost", "worth") if key in gift}
    entry["at"] = f"[{', '.join(gift['at'])}]"
    more = ("minutes", "every", "repeats", "repeat_worth", "kind", "owner")
    entry |= {key: gift[key] for key in more if key in gift}
    return f"  #!- {{{', '.join(f'{key}: {value}' for key, value in entry.items())}}}"


def _scaler(wish: Wish) -> Callable[[re.Match[str]], str]:
    """Return what writes an amount: as it stands, or times the rate, to the minor unit and at least one of it."""

    def scale(found: re.Match[str]) -> str:
        cny, western = found.groups()
        if wish.is_built_in or not Decimal(cny):
            return western if western and builtin.SETS.get(wish.currency) == "western" else cny
        digits = builtin.digits(wish.currency)
        amount = max(round_to(Fraction(cny) * Fraction(wish.rate), digits), from_minor(1, digits))
        return plain(amount, digits if "." in cny else 0)

    return scale


def _choose(lines: Sequence[str], wish: Wish) -> Iterator[str]:
    """Keep the comments in the language asked for; switch settings on or off."""
    for line in lines:
        found = _COMMENT.fullmatch(line)
        if not found:
            yield line.replace("#!", "#" if wish.is_built_in else "", 1)
        elif found[2] == wish.language and not (found[3] and wish.is_built_in):
            yield f"{found[1]}# {found[4]}"
