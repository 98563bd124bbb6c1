"""`svcbudget quote`: one product from flags, one value for a script, or questions on a terminal."""

import json

import pexpect
import pytest
from program import PATIENCE, PROGRAM, printed, run, sit_down, surroundings

import svcbudget
from svcbudget.cli import main
from svcbudget.showing.exports.record import SCALARS, scalars

FLAGS = {
    "--price": "113",
    "--cost": "60",
    "--tax-included": "13%",
    "--category": "服装",
    "--purchases-per-year": "0.5",
    "--units-per-year": "480",
    "--name": "连衣裙",
    "--currency": "EUR",
}


def test_a_quote_takes_what_a_product_may_have() -> None:
    arguments = [part for flag in FLAGS.items() for part in flag]
    (product,) = json.loads(printed("quote", *arguments, "--format", "json"))["products"]
    assert (product["net_price"], product["profit"], product["annual_profit"]) == ("100.00", "40.00", "20.00")
    assert (product["name"], product["category"], product["currency"]) == ("连衣裙", "服装", "EUR")
    assert (product["customers"], product["year_budget"], product["file"]) == ("960", "4800.00", None)


@pytest.mark.parametrize(
    ("arguments", "budget"),
    [("--profit 3000", "300.00"), ("--price 100 --margin 2/5", "10.00"), ("--price 100 --cost 60", "10.00")],
)
def test_one_value_comes_bare_for_a_script(arguments: str, budget: str) -> None:
    assert printed("quote", *arguments.split(), "--get", "budget") == f"{budget}\n"


def test_every_single_valued_field_can_be_had(capfd: pytest.CaptureFixture[str]) -> None:
    """In one process, for there are many; what is not known is an empty line."""
    expected = scalars(svcbudget.quote(price="100", cost="60", category="clothing"))
    for name, value in zip(SCALARS, expected, strict=True):
        assert main(["quote", "--price", "100", "--cost", "60", "--category", "clothing", "--get", name]) == 0
        assert capfd.readouterr().out == ("\n" if value is None else f"{value}\n")


def test_an_unknown_field_is_a_call_at_fault_and_the_known_ones_are_named() -> None:
    done = run("quote", "--profit", "40", "--get", "profits")
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no field profits; did you mean profit, promised or annual_profit?" in done.stderr


def test_a_quote_without_flags_asks_on_a_terminal_until_it_understands() -> None:
    child = sit_down("quote", "--get", "budget")
    for question, answer in [
        ("Price: ", "1,000"),
        ("Error: 1,000 is not an amount.*Price: ", "100"),
        ("Cost: ", "60"),
        (r"Category .*\[general\]: ", "clothing"),
        (r"How often .*\[1\]: ", "0"),
        ("Error: 0 purchases a year.*How often .*: ", ""),
    ]:
        child.expect(question)
        child.sendline(answer)
    child.expect(r"10\.00\r\n")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_what_is_asked_does_not_stand_among_the_results() -> None:
    child = pexpect.spawn(
        "sh",
        ["-c", 'budget=$("$@"); echo "it is $budget"', "sh", *PROGRAM, "quote", "--get", "budget"],
        env=surroundings(TERM="xterm"),
        encoding="utf-8",
        timeout=PATIENCE,
    )
    for answer in ("100", "60", "", ""):
        child.expect(": ")
        child.sendline(answer)
    child.expect(r"it is 10\.00\r\n")
    child.close()
