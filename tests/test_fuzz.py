"""Whatever a file holds, reading it ends in findings or in plans that add up and can be written in every form."""

import json
import re
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import HealthCheck, event, given, settings
from shops import ANY_FILE, GOOD_FILES

import svcbudget
from svcbudget.checking.formats import text
from svcbudget.findings import Severity
from svcbudget.planning.plan import ProductPlan
from svcbudget.planning.planner import Planner
from svcbudget.pricing.document import Document
from svcbudget.pricing.loading import load
from svcbudget.showing.exports import json as json_export
from svcbudget.showing.exports.record import SCALARS, scalars
from svcbudget.showing.forms import markdown, rows, svg, terminal
from svcbudget.showing.shop import show_shop

SCHEMA = json.loads((Path(svcbudget.__file__).parent / "data" / "plan.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def put_through(data: bytes, name: str = "shop.yaml") -> Document | None:
    """Read a file, write its findings, or plan it, hold the plans to their promises and write them in every form."""

    def open_bytes(asked: str) -> bytes:
        if asked != name:
            raise FileNotFoundError(2, "No such file or directory", asked)
        return data

    document, findings = load(name, open_bytes, currency="CNY" if name.endswith("csv") else None)
    assert (document is None) == any(finding.severity is Severity.ERROR for finding in findings)
    places = [finding.place for finding in findings]
    assert all(place.line >= 1 and place.column >= 1 and place.caret <= len(place.text) for place in places)
    assert places == sorted(places, key=lambda place: (place.line, place.column))
    assert not CONTROL.search("".join(text.write(findings)))
    event("findings" if document is None else "plans")
    if document is not None:
        plans = list(Planner(document))
        for plan in plans:
            judge(plan)
        write(plans)
    return document


def judge(plan: ProductPlan) -> None:
    """Hold a plan to what must be true of any."""
    figures, programme = plan.figures, plan.programme
    assert figures.standard + figures.reserve == figures.budget >= 0
    assert min(figures.standard, figures.reserve) >= 0
    assert sum(line.year_cost for line in programme.gifts) == programme.spent <= figures.standard
    assert sum(line.worth for line in programme.gifts) == programme.worth
    heaviest = {"purchase": figures.heaviest_at_purchase, "calendar": figures.heaviest}
    assert all(line.unit_cost > 0 or line.gift.is_own for line in programme.gifts)  # a product may cost next to nothing
    assert all(line.gift.is_service or line.unit_cost <= heaviest[line.at] for line in programme.gifts)
    assert all(line.worth + 1 >= line.year_cost for line in programme.gifts)  # rounded each, to add up
    items = [line for line in programme.gifts if line.at == "purchase"]
    assert len(items) <= figures.tier_at_purchase.items_at_purchase
    assert sum(line.times for line in programme.gifts if line.at == "calendar") <= figures.tier.gifts
    assert [touch.month for touch in programme.cadence] == sorted(touch.month for touch in programme.cadence)
    assert all(0 <= touch.month <= 12 for touch in programme.cadence)
    if figures.annual_profit <= 0:
        assert (figures.budget, programme.gifts) == (0, ())


def write(plans: list[ProductPlan]) -> None:
    """Write plans in every form."""
    exported = json.loads("".join(json_export.write(plans, "zh")))
    VALIDATOR.validate(exported)
    for product in exported["products"]:
        assert Decimal(product["spent"]) + Decimal(product["left"]) == Decimal(product["standard"])
    for form, end in (("csv", "\r\n"), ("tsv", "\n")):
        assert "".join(rows.write(SCALARS, map(scalars, plans), form)).count(end) == len(plans) + 1
    sections = show_shop(plans, "en", explain=True)
    shown = "".join(markdown.write(sections)) + terminal.draw(sections, width=80, colour=False)
    shown += terminal.draw(sections, width=None, colour=False, encoding="ascii")
    picture = "".join(svg.write(terminal.draw_pieces(sections, width=100), "plans"))
    assert ElementTree.fromstring(picture).tag.endswith("svg")
    assert not CONTROL.search(shown + picture)


OFTEN = pytest.mark.parametrize("examples", [60, pytest.param(200, marks=pytest.mark.slow)])


@OFTEN
@pytest.mark.parametrize("kind", ANY_FILE)
def test_no_file_brings_more_than_findings(kind: str, examples: int) -> None:
    name, files = ANY_FILE[kind]

    @settings(max_examples=examples, suppress_health_check=[HealthCheck.too_slow])
    @given(files)
    def check(data: bytes) -> None:
        put_through(data, name)

    check()


@OFTEN
def test_every_file_that_keeps_the_rules_becomes_plans_that_add_up(examples: int) -> None:
    @settings(max_examples=examples, suppress_health_check=[HealthCheck.too_slow])
    @given(GOOD_FILES)
    def check(data: bytes) -> None:
        assert put_through(data) is not None

    check()
