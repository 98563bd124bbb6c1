"""From the text data of a pricing file, and of the files it extends, to one validated document.

All faults are returned as findings with their places; values come only where there are none. Opens no file: the
chain of sources is handed in, the first one extended by the next, the pricing file last.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from svcbudget.findings import Fault, Finding, Path
from svcbudget.guess import nearest
from svcbudget.pricing import builtin
from svcbudget.pricing.document import Document
from svcbudget.pricing.layers import entries, missing_amounts, origin, overlay
from svcbudget.pricing.model import Accounts, Gift, Policy, Staff
from svcbudget.pricing.policy_faults import judge_policy
from svcbudget.pricing.products import Register, judge_defaults, judge_products
from svcbudget.pricing.references import judge_references
from svcbudget.pricing.typed import ALSO_CALLED
from svcbudget.pricing.validation import PricingFile, validate, without_echoes
from svcbudget.reading.source import REFUSED, Source
from svcbudget.reading.tree import Spot
from svcbudget.text import visible

LAYERED = ("policy", "staff", "accounts")
UNSURE = ("SB006", "SB008", "SB010")
"""What cannot be said of a file that was not read to its end, or extends such a file: that something is not there."""


def assemble(
    chain: Sequence[Source],
    *,
    register: Register | None = None,
    currency: str | None = None,
    needs_products: bool = True,
) -> tuple[Document | None, list[Finding]]:
    """Validate a pricing file and merge it with what it extends and with the built-in defaults.

    `currency` beats the file's own; `register` holds the products of the files before it. Returns the document, or
    None and every finding of the chain. The text of the products is not kept.
    """
    assembly = _Assembly(chain, currency)
    document = assembly.run(register or Register(), needs_products=needs_products)
    findings = assembly.findings()
    return (None if findings else document), findings


class _Assembly:
    def __init__(self, chain: Sequence[Source], wanted_currency: str | None) -> None:
        self.chain = chain
        self.source = chain[-1]
        self.wanted_currency = wanted_currency
        self.faults: list[tuple[Source, Fault]] = []

    def run(self, register: Register, *, needs_products: bool) -> Document | None:
        layers = [self._layer(source) for source in self.chain]
        if None in layers:
            return None
        trees: list[dict[str, Any]] = [layer for layer in layers if layer is not None]
        own = trees[-1]
        self._add(judge_products(self.source, trees, register.since(own.get("valid_from")), needed=needs_products))
        parsed = [self._validate_layer(source, tree) for source, tree in zip(self.chain, trees, strict=True)]
        currency = self._find_currency(trees)
        base = builtin.raw(currency or "CNY")
        policy = self._merge_policy(base["policy"], trees, currency)
        staff = self._merge("staff", Staff, {}, trees)
        accounts = self._merge("accounts", Accounts, {}, trees)
        gifts = self._merge_gifts(builtin.gifts(currency or "CNY"), trees, parsed)
        of_trades = [occasion for category in builtin.categories().values() for occasion in category.more]
        occasions = [occasion.name for occasion in (*policy.occasions, *of_trades)] if policy else None
        self.faults += judge_references(self.chain, gifts.keys(), occasions)
        if self.faults or currency is None or policy is None or parsed[-1] is None:
            return None
        own["products"] = None
        products = parsed[-1].products or []
        digits = builtin.digits(currency)
        catalogue = [gift for gift in gifts.values() if gift]
        values = (self.source.file, currency, digits, products, self.source.lines, policy, catalogue, staff, self.chain)
        own_gifts = frozenset(str(entry.get("id")) for source in self.chain for entry in entries(source, "gifts"))
        return Document(*values, accounts, parsed[-1].valid_from, own_gifts)

    def _add(self, faults: Any, source: Source | None = None) -> None:
        self.faults += [(source or self.source, fault) for fault in faults]

    def _layer(self, source: Source) -> dict[str, Any] | None:
        """Return the mapping at the top of a source; None where there is no such thing."""
        tree = source.tree
        if isinstance(tree, dict):
            if source is not self.source:
                tree.pop("products", None)
            return tree
        if source.whole and tree is None:
            message, hint = (
                "nothing to calculate: there is no document in this file",
                "svcbudget init writes a file to start from",
            )
            self._add([Fault("SB008", message, (), hint)], source)
        elif source.whole and tree is not REFUSED:
            kind = "a list" if isinstance(tree, list) else "a single value"
            hint = "begin with currency: CNY, then products: and the list under it"
            self._add([Fault("SB007", f"the top level must be a mapping, not {kind}", (), hint)], source)
        return None

    def _validate_layer(self, source: Source, tree: dict[str, Any]) -> PricingFile | None:
        own = {key: value for key, value in tree.items() if key not in LAYERED or not isinstance(value, dict)}
        parsed, faults = validate(PricingFile, own)
        self._add([*faults, *judge_defaults(tree)], source)
        return parsed  # type: ignore[no-any-return]

    def _find_currency(self, trees: Sequence[dict[str, Any]]) -> str | None:
        """Return the currency in force, if it is one."""
        typed = trees[-1].get("currency")
        code = self.wanted_currency or typed
        path: Path = ("currency",)
        if code is None:
            state = "is empty" if "currency" in trees[-1] else "is missing"
            self._add([Fault("SB006", f"currency {state}", path, "write currency: CNY, or another ISO 4217 code")])
            return None
        if not isinstance(code, str) or not (self.wanted_currency or re.fullmatch("[A-Z]{3}", code)):
            return None  # its form is judged by its reader
        if code not in builtin.SETS and code not in builtin.currency_digits():
            near = ALSO_CALLED.get(code.upper()) or nearest(code.upper(), list(builtin.SETS))
            hint = f"did you mean {near}?" if near else "write a code in use today, such as CNY, USD, EUR or JPY"
            self._add([Fault("SB011", f"{visible(code, 40)} is no currency of ISO 4217", path, hint)])
            return None
        for source, tree in zip(self.chain[:-1], trees[:-1], strict=True):
            other = tree.get("currency")
            if isinstance(other, str) and other != code:
                message = f"{self.source.file} is in {code}, but extends amounts in {visible(other, 40)}"
                self._add([Fault("SB014", message, path, "keep one policy file a currency")], source)
        return code

    def _merge_policy(
        self, base: Mapping[str, Any], trees: Sequence[dict[str, Any]], currency: str | None
    ) -> Policy | None:
        """Lay the chain's policy over the built-in one; where that has no amounts they must be set: none is guessed."""
        missing = missing_amounts(overlay(base, self.chain, trees, "policy")[0])
        if missing:
            if currency is not None and all(source.whole for source in self.chain):
                message = f"there are no built-in amounts for {currency}: set policy.{', policy.'.join(missing)}"
                hint = f"svcbudget init --currency {currency} writes a file to start from"
                self._add([Fault("SB011", message, ("currency",), hint)])
            return None
        return self._merge("policy", Policy, base, trees)  # type: ignore[no-any-return]

    def _merge(self, key: str, model: type, base: Mapping[str, Any], trees: Sequence[dict[str, Any]]) -> Any:
        """Lay the chain's mappings under a key over each other and validate the whole."""
        raw, origins = overlay(base, self.chain, trees, key)
        value, faults = validate(model, raw, (key,))
        if isinstance(value, Policy):
            faults = list(judge_policy(value))
        for fault in faults:
            self._add([fault], origin(origins, fault.path[1:], self.source))
        return value

    def _merge_gifts(
        self, base: Sequence[Gift], trees: Sequence[dict[str, Any]], parsed: Sequence[PricingFile | None]
    ) -> dict[str, Gift | None]:
        """Lay the chain's catalogue entries over the built-in ones, by id; None for an entry that is not valid."""
        built_in = next((tree["catalogue"] for tree in reversed(trees) if tree.get("catalogue")), "default") != "none"
        gifts: dict[str, Gift | None] = {gift.id: gift for gift in base} if built_in else {}
        for source, part in zip(self.chain, parsed, strict=True):
            seen: set[str] = set()
            for i, entry in enumerate(entries(source, "gifts")):
                name = entry.get("id")
                if not isinstance(name, str):
                    continue
                if name in seen:
                    self._add(
                        [
                            Fault(
                                "SB003",
                                f"gift {visible(name, 40)} stands here twice",
                                ("gifts", i, "id"),
                                "keep one of them",
                            )
                        ],
                        source,
                    )
                seen.add(name)
                gifts[name] = part.gifts[i] if part and part.gifts else None
        return gifts

    def findings(self) -> list[Finding]:
        """Give every fault its place. Where reading was cut short, what is missing is not counted."""
        findings: list[tuple[int, Finding]] = []
        whole = True
        for order, source in enumerate(self.chain):
            own = without_echoes([fault for of, fault in self.faults if of is source])
            whole = whole and source.whole
            own = [fault for fault in own if whole or fault.code not in UNSURE]
            spots = [Spot(fault.path, "key" if fault.on_key else "value") for fault in own]
            places = source.locate(spots) if spots else {}
            findings += [
                (order, Finding(fault.code, fault.message, places[spot], fault.hint, subject=fault.subject))
                for fault, spot in zip(own, spots, strict=True)
            ]
        findings.sort(key=lambda found: (found[0], found[1].place.line, found[1].place.column))
        return list(dict.fromkeys(finding for _, finding in findings))
