"""Reports for the tests of the formats: what a run of `check` may come to."""

from collections.abc import Sequence
from typing import Any

from svcbudget.checking.report import Failure, Report
from svcbudget.findings import KINDS, Finding, Place, Related, Severity, Suppression

FILE = "shop.yaml"
LINE = "    price: 100.00  # net"

HOSTILE = {
    "command": "::error file=other.py::forged",
    "command-after-blanks": " \t ::error::forged",
    "old-command": "a ##[error]forged",
    "old-command-with-data": "##[set-env name=A;]b",
    "escaped-stop": "%0A::stop-commands::x",
    "twice-escaped-stop": "%250A::stop-commands::x",
    "line-ends": "one\n::error::two\r::error::three\r\n##[error]four",
    "other-line-ends": "one\x0b::error::two\x0c::error::three\x85::error::four\u2028::error::five",
    "property": "a,line=9::b:c",
    "ansi": "\x1b[31mred\x1b[0m\x9b2J",
    "clipboard": "\x1b]52;c;ZXZpbA==\x07",
    "bidi": "abc\u202egpj.exe\u2066x\u2069",
    "nul": "a\x00b",
    "xml": "]]></system-out><x y='1' z=\"2\">&",
    "entity": "&lt;b&gt; &#x1b; &nosuch;",
    "noncharacter": "a\ufffeb\uffffc",
    "surrogate": "a\ud800b\udfff",
    "markdown": "[x](https://example.com) ![y](z) `code` | <b>bold</b> **x** {{0}} {1}",
    "attachment": "[[ATTACHMENT|/etc/passwd]]",
    "formula": "=cmd|' /C calc'!A1",
    "quotes": "\"'\\ \\n \\u0000 </script>",
    "emoji": "连衣裙 👗\u200d✨",
    "long": "x" * 5_000,
}
"""Names that would do harm in one format or another, by what they try."""

IGNORED = Suppression("ignore", "agreed with the owner until spring")
KNOWN = Suppression("baseline", "known to baseline.json")
PRICE = Related("a higher price would carry it", Place(FILE, 4, 12, "    price: 100.00", 11, 6))
POLICY = Related("the default that holds for it", Place("../policy.yaml", 2, 3, "  service:", 2, 7))


def finding(code: str = "SB201", message: str | None = None, **changes: Any) -> Finding:
    """Build a finding about a price in line 7; `changes` are fields of the finding, or of its place."""
    place = {name: changes.pop(name) for name in Place._fields if name in changes}
    found = Finding(
        code,
        message or "Dress: service costs 12.00 a year, ceiling 10.00",
        Place(FILE, 7, 12, LINE, 11, 6)._replace(**place),
        "a box of at most 42.00 fits",
        product="DRESS-01",
        values=("12.00", "10.00"),
    )
    return found._replace(**changes)


def report(findings: Sequence[Finding] = (), **changes: Any) -> Report:
    """Build the report of a run over one file; `changes` are arguments of Report."""
    return Report(findings, **{"files": [FILE], "products": 3, **changes})


def all_well() -> Report:
    """Build the report of a run that found nothing."""
    return report(files=[FILE, "hotel.yaml"], products=5)


def every_kind() -> Report:
    """Build a report with one finding of every code."""
    return report([finding(code, f"what {code} says", line=i) for i, code in enumerate(KINDS, 1)])


def mixed() -> Report:
    """Build a report with something of everything: three files, one that cannot be opened, set aside, stale."""
    findings = [
        finding("SB201", related=(PRICE, POLICY)),
        finding("SB203", "Dress: gift costs 80.00, heavier than 75.00", line=9, weight=Severity.ERROR),
        finding("SB203", line=9, suppression=IGNORED),
        finding("SB302", line=10, hint=None),
        finding("SB403", line=11, product="DRESS-01 (web)"),
        finding("SB201", line=12, product="SHOE-02", suppression=KNOWN),
        # Two that are alike but for the line, in a file that was not asked for but extended.
        finding("SB007", "price is negative", file="../policy.yaml", line=1, product=None, values=()),
        finding("SB007", "price is negative", file="../policy.yaml", line=2, product=None, values=()),
        finding("SB008", "nothing to check", file="/tmp/x/empty.yaml", line=1, column=1, text="", caret=0, length=0),
    ]
    return report(
        findings,
        files=[FILE, "well.yaml", "/tmp/x/empty.yaml", "gone.yaml"],
        paths={"../policy.yaml": "policy.yaml", "/tmp/x/empty.yaml": "sub dir/empty.yaml"},
        failures=[Failure("gone.yaml", "no such file")],
        stale=[(FILE, "DRESS-01", "SB204", ("9.00", "8.00")), (FILE, None, "SB407", ("old-gift",))],
    )


def hostile(name: str) -> Report:
    """Build a report in which `name` stands wherever a text of the user's can stand."""
    findings = [
        finding(
            code,
            f"{name}: {name}",
            file=name,
            text=f"  - name: {name}",
            caret=10,
            length=len(name),
            hint=name,
            product=name,
            values=(name,),
            suppression=suppression,
            related=(Related(name, Place(name, 3, 11, f"  - name: {name}", 10, len(name))),),
        )
        for code in ("SB201", "SB203", "SB403")
        for suppression in (None, Suppression("ignore", name), Suppression("baseline", name))
    ]
    # A message that begins with the name, and nothing before it.
    begins = {"text": name, "column": 1, "caret": 0}
    findings.append(finding("SB101", name, file=name, **begins, hint=None, product=None, values=()))
    return report(
        findings,
        files=[name, f"{name}.yaml"],
        failures=[Failure(name, name), Failure(f"{name}.yaml", name)],
        stale=[(name, name, "SB204", (name, name)), (name, None, name, ())],
    )


def large(number: int = 30_000) -> Report:
    """Build a report of many findings in two files, a third of them errors, warnings and notes each."""
    codes = ("SB201", "SB203", "SB403")
    return report(
        [
            finding(
                codes[i % 3],
                f"product {i}: 12.00, more than 10.00",
                file=FILE if i < number // 2 else "hotel.yaml",
                line=i + 1,
                product=f"P-{i}",
                values=(str(i),),
            )
            for i in range(number)
        ],
        files=[FILE, "hotel.yaml"],
        products=number,
    )
