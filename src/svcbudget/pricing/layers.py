"""A pricing file over the files it extends over the built-in defaults: what is in force, and who set it.

Works on text data, before validation; a later layer beats an earlier one key by key, lists are replaced whole.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from svcbudget.findings import Path, Place
from svcbudget.pricing import builtin
from svcbudget.pricing.document import Document
from svcbudget.reading.source import Source
from svcbudget.reading.tree import Spot

AMOUNT_KEYS: tuple[tuple[str, ...], ...] = (
    ("bands",),
    ("small_ticket", "amount"),
    ("heaviest_gift", "at_least"),
    ("heaviest_gift", "at_most"),
    ("tiers",),
    ("authority",),
)
"""The keys of a policy that hold amounts of money."""


def overlay(
    base: Mapping[str, Any], chain: Sequence[Source], layers: Sequence[dict[str, Any]], key: str
) -> tuple[dict[str, Any], dict[Path, Source]]:
    """Lay mappings over each other, key by key; remember which source set each key. Lists are replaced whole."""
    merged = dict(base)
    origins: dict[Path, Source] = {}
    for source, layer in zip(chain, layers, strict=True):
        own = layer.get(key)
        if not isinstance(own, dict):
            continue
        for name, value in own.items():
            if value is None:
                continue
            origins[name,] = source
            if isinstance(value, dict) and isinstance(merged.get(name), dict):
                merged[name] = merged[name] | {inner: part for inner, part in value.items() if part is not None}
                origins |= {(name, inner): source for inner in value}
            else:
                merged[name] = value
    return merged, origins


def origin(origins: Mapping[Path, Source], path: Path, otherwise: Source) -> Source:
    """Return the source that set a key, or the nearest one above it, or else the last that set any."""
    last = list(origins.values())[-1] if origins else otherwise
    return origins.get(path[:2]) or origins.get(path[:1]) or last


def missing_amounts(policy: Mapping[str, Any]) -> list[str]:
    """Return the keys of a policy that hold amounts of money and are not set."""
    return [".".join(path) for path in AMOUNT_KEYS if not _has(policy, path)]


def _has(raw: Any, path: tuple[str, ...]) -> bool:
    for step in path:
        if not isinstance(raw, Mapping):
            break  # it is there, but of the wrong kind: that is judged with the rest
        raw = raw.get(step)
    return raw is not None


def entries(source: Source, key: str) -> list[dict[str, Any]]:
    """Return the list of mappings under a key at the top, one for each item; empty ones for what is no mapping."""
    tree = source.tree
    items = tree.get(key) if isinstance(tree, dict) else None
    return [item if isinstance(item, dict) else {} for item in items] if isinstance(items, list) else []


def origins(chain: Sequence[Source]) -> dict[Path, Place]:
    """Return where each key of the policy and each catalogue entry was set last; nothing for what is built in."""
    places: dict[Path, Place] = {}
    for source in chain:
        tree = source.tree if isinstance(source.tree, dict) else {}
        policy = tree.get("policy")
        spots: dict[Path, Path] = {}
        for key, value in policy.items() if isinstance(policy, dict) else ():
            if value is None:
                continue
            spots["policy", key] = ("policy", key)
            if isinstance(value, dict):
                set_here = [name for name, part in value.items() if part is not None]
                spots |= {("policy", key, name): ("policy", key, name) for name in set_here}
        spots |= {("gifts", str(entry.get("id"))): ("gifts", i) for i, entry in enumerate(entries(source, "gifts"))}
        found = source.locate({Spot(path) for path in spots.values()})
        places |= {name: found[Spot(path)] for name, path in spots.items()}
    return places


def merged_policy(document: Document) -> dict[str, Any]:
    """Return the policy in force as it was typed, key by key."""
    layers = [source.tree if isinstance(source.tree, dict) else {} for source in document.chain]
    return overlay(builtin.raw(document.currency)["policy"], document.chain, layers, "policy")[0]
