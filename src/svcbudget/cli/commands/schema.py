"""`svcbudget schema`: JSON Schema of the pricing file, for editors; or of what `--format json` writes."""

import json
from importlib.resources import files

import click

from svcbudget.cli import options, output


@click.command("schema", short_help="JSON Schema of the pricing file, for editors.")
@click.argument("what", type=click.Choice(["pricing", "plan", "check"]), default="pricing")
@options.to_file
@options.showing
def command(what: str, target: str | None, lang: str | None, color: str | None) -> None:
    """JSON Schema of the pricing file (default), or of the JSON that plan or check writes.

    \b
    svcbudget schema -o svcbudget.schema.json
    # yaml-language-server: $schema=svcbudget.schema.json
    """
    if what != "pricing":
        text = (files("svcbudget") / "data" / f"{what}.schema.json").read_text("utf-8")
    else:
        from svcbudget.pricing.validation import pricing_schema

        text = json.dumps(pricing_schema(), ensure_ascii=False, indent=2) + "\n"
    output.write([text], target)
