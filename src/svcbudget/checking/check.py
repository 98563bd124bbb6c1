"""From documents to findings: holds every product to the rules, and sets aside what products ignore.

The day is handed in. Knows no format.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from svcbudget.checking.placing import Found, place
from svcbudget.checking.rules import MARGIN_RULES, PROMISE_RULES, RUN_RULES, SHOP_RULES
from svcbudget.checking.rules.case import Case, Shop
from svcbudget.checking.selection import Selection
from svcbudget.findings import Fault, Finding, Suppression
from svcbudget.pricing.document import Document
from svcbudget.pricing.model import Ignore
from svcbudget.text import visible


@dataclass(slots=True)
class _Judgement:
    """The faults of one document."""

    shop: Shop
    ignoring: list[Case] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)

    def add(self, case: Case | None, faults: Iterable[Fault]) -> None:
        for fault in faults:  # for most products none
            self.found.append(Found(fault, case))


def check(
    documents: Sequence[Document],
    selection: Selection,
    today: date,
    before: Sequence[Finding] = (),
    files: Sequence[str] = (),
) -> list[Finding]:
    """Hold documents to the selected rules.

    `before` are the findings from reading all files, also those that gave no document, and `files` the order in which
    the files were opened. Returns all findings in the order of the files and their lines.
    """
    judgements = [_judge(document, selection) for document in documents]
    by_shop = {id(judgement.shop): judgement for judgement in judgements}
    for code, run_rule in RUN_RULES.items():
        if selection.takes(code):
            for case, fault in run_rule([judgement.shop for judgement in judgements]):
                by_shop[id(case.shop)].add(case, [fault])
    findings = _weigh(before, documents)
    for judgement in judgements:
        _set_aside(judgement, selection, today)
    findings += place([(judgement.shop.document, judgement.found) for judgement in judgements])
    order = {file: position for position, file in enumerate(files)}
    last = len(order)
    findings.sort(key=lambda found: (order.get(found.place.file, last), found.place.line, found.place.column))
    return findings


def _weigh(findings: Iterable[Finding], documents: Sequence[Document]) -> list[Finding]:
    """Give what was found while reading the severity that its file sets."""
    weights = {source.file: document.policy.severity for document in documents for source in document.chain}
    once = dict.fromkeys(findings)  # a file that several extend is read for each of them
    return [finding._replace(weight=(weights.get(finding.place.file) or {}).get(finding.code)) for finding in once]


def _judge(document: Document, selection: Selection) -> _Judgement:
    """Hold one document to the rules, product by product and then as a whole."""
    shop = Shop(document)
    judgement = _Judgement(shop)
    margin_rules = [rule for code, rule in MARGIN_RULES.items() if selection.takes(code)]
    promise_rules = [rule for code, rule in PROMISE_RULES.items() if selection.takes(code)]
    for i, product in enumerate(document.products):
        case = Case(shop, i, product)
        for rule in margin_rules:
            judgement.add(case, rule(case))
        if product.service or shop.policy.promise_required:
            for rule in promise_rules:
                judgement.add(case, rule(case))
        if product.service or product.channel is not None:
            shop.cases.append(case)
        if product.ignore:
            judgement.ignoring.append(case)
    for code, shop_rule in SHOP_RULES.items():
        if selection.takes(code):
            for case_or_none, fault in shop_rule(shop):
                judgement.add(case_or_none, [fault])
    return judgement


def _set_aside(judgement: _Judgement, selection: Selection, today: date) -> None:
    """Set aside what a product ignores; report an `ignore` that has ended, or that sets nothing aside."""
    by_case: defaultdict[int, list[Found]] = defaultdict(list)
    for found in judgement.found:
        if found.case is not None:
            by_case[found.case.index].append(found)
    for case in judgement.ignoring:
        for i, ignore in enumerate(case.product.ignore or ()):
            same = [found for found in by_case[case.index] if found.fault.code == ignore.code]
            met = [found for found in same if not found.suppression]
            has_ended = ignore.until is not None and ignore.until < today
            if not has_ended:
                for found in met:
                    found.suppression = Suppression("ignore", ignore.reason)
            if (has_ended or not met) and selection.takes(ignore.code) and selection.takes("SB013"):
                judgement.add(case, [_idle(i, ignore, met=bool(met), is_second=bool(same))])


def _idle(position: int, ignore: Ignore, *, met: bool, is_second: bool) -> Fault:
    path = ("ignore", position)
    if met:
        message = f"ignore of {ignore.code} ended on {ignore.until}: {visible(ignore.reason, 80)}"
        hint = f"mend what {ignore.code} finds, or set a later date"
        return Fault("SB013", message, (*path, "until"), hint, values=(ignore.code, str(ignore.until)))
    state = "is set aside by the one before" if is_second else "is not found here"
    return Fault("SB013", f"{ignore.code} {state}", path, "take it out", values=(ignore.code,))
