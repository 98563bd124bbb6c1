"""`svcbudget quote`: the plan of one product given by flags, without a file."""

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from svcbudget import api
from svcbudget.cli import options, output, say
from svcbudget.cli.output_plans import Look, check_look, show_options, tell_unknown, write_plans
from svcbudget.money import Misread
from svcbudget.pricing import builtin

if TYPE_CHECKING:
    from svcbudget.showing.forms.order import Order

DEFAULT_CURRENCY = "CNY"


class Typed(click.ParamType):  # type: ignore[type-arg]
    """Text that must read like the value of a key in a pricing file."""

    def __init__(self, key: str) -> None:
        """Take the key."""
        self.name = key
        self.read = api.READERS[key]

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> object:
        """Return the text as it is, or fail with what is wrong with it and what to type instead."""
        try:
            self.read(value)
        except Misread as misread:
            self.fail(tell(misread), param, ctx)
        return value


def key_option(key: str, metavar: str, text: str) -> Callable[[Any], Any]:
    """Make the option of a key of a pricing file."""
    return click.option(f"--{key.replace('_', '-')}", type=Typed(key), metavar=metavar, help=text)


@click.command("quote", short_help="The same for one product given by flags, without a file.")
@key_option("price", "AMOUNT", "Price of one sale; may be left out where --profit is given.")
@key_option("cost", "AMOUNT", "What one sale costs, net of tax.")
@key_option("margin", "SHARE", "Share of the net price that is profit, instead of --cost: 40%.")
@key_option("profit", "AMOUNT", "Profit of one sale, instead of --cost.")
@key_option("tax_included", "SHARE", "Tax that the price contains: 13%.")
@key_option("category", "TEXT", "Selects suitable gifts: clothing, restaurant, hotel, car, home, shop.")
@key_option("purchases_per_year", "NUMBER", "How often one customer buys in a year [default: 1].")
@key_option("units_per_year", "AMOUNT", "Units sold in a year, for sums of the shop.")
@key_option("name", "TEXT", "Name of the product in the result.")
@click.option(
    "--currency",
    metavar="CODE",
    envvar="SVCBUDGET_CURRENCY",
    default=DEFAULT_CURRENCY,
    show_default=True,
    help="CNY, USD, EUR or GBP.",
)
@show_options
@options.showing
def command(
    currency: str, form: str, show: Sequence[str] | None, explain: bool, start: tuple[int, int] | None,
    fields: Sequence[str] | None, sort: "Order", header: bool, get: str | None, target: str | None, lang: str | None,
    color: str | None, **flags: Any,
) -> None:  # fmt: skip
    """Budget, gifts and cadence for one product given by flags; asks for them on a terminal.

    \b
    svcbudget quote --price 100 --cost 60
    svcbudget quote --price 158000 --margin 5% --category car --explain
    BUDGET=$(svcbudget quote --profit 3000 --get budget)
    """
    if currency not in builtin.SETS:
        raise click.UsageError(no_amounts(currency))
    look = Look(form, show, explain, None, start, lang, color, target, fields, header, get, sort)
    check_look(look)
    given = {name: value for name, value in flags.items() if value is not None}
    if not given and sys.stdin is not None and sys.stdin.isatty():
        given = ask()
    try:
        plan = api.quote(currency=currency, **given)
    except Misread as misread:
        raise click.UsageError(tell(misread)) from None
    tell_unknown(plan.document)
    parts, encoding = write_plans([plan], look)
    output.write(parts, target, encoding=encoding)


def no_amounts(currency: str) -> str:
    """Say that a currency has no built-in amounts, and what to do."""
    upper = currency.upper()
    hint = (
        f"did you mean {upper}?"
        if upper in builtin.SETS
        else f"svcbudget init --currency {currency} writes a pricing file to start from"
    )
    return f"there are no built-in amounts for {currency}, only for {', '.join(builtin.SETS)}; {hint}"


def ask() -> dict[str, Any]:
    """Ask on the terminal for what a quote needs."""
    return {
        "price": ask_for("price", "Price"),
        "cost": ask_for("cost", "Cost"),
        "category": ask_for("category", f"Category ({', '.join(builtin.categories())})", "general"),
        "purchases_per_year": ask_for("purchases_per_year", "How often does one customer buy it in a year", "1"),
    }


def ask_for(key: str, question: str, default: str = "") -> str:
    """Ask for the value of a key until it can be read; on standard error, where it does not mix with results."""
    while True:
        click.echo(f"{question} [{default}]: " if default else f"{question}: ", err=True, nl=False)
        typed = input().strip() or default
        try:
            api.READERS[key](typed)
        except Misread as misread:
            say(f"Error: {tell(misread)}")
        else:
            return typed


def tell(misread: Misread) -> str:
    """Say what is wrong with a value and what to type instead."""
    return f"{misread.message}; {misread.hint}" if misread.hint else misread.message
