"""A type and changes in; the starter deal of that type with the changes laid over it, as YAML, out."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from casebook import HOME

from contracts.load.yaml import read


def written(type_: str, *changes: Any) -> str:
    """The starter of a type with each of the changes laid over it in turn; null takes a key away."""
    document = starter(type_)
    for change in changes:
        document = over(document, change)
    return flow(_of_its_own(document, starter(type_)))


def _of_its_own(document: Any, sample: Any) -> Any:
    """Without the address and mailbox of the starter's party, where the deal names another."""
    parties = document.get("parties") if isinstance(document, dict) else None
    if not isinstance(parties, dict):
        return document
    kept = {}
    for key, party in parties.items():
        old = sample["parties"].get(key) or {}
        other = isinstance(party, dict) and party.get("name") != old.get("name")
        left = {f for f in ("address", "email") if other and f in old and party.get(f) == old[f]}
        kept[key] = {f: v for f, v in party.items() if f not in left} if left else party
    return {**document, "parties": kept}


@cache
def starter(type_: str) -> Any:
    path = HOME / "templates" / "agreements" / f"{type_}.starter.yaml"
    document, _ = read(path.read_bytes(), path.name)
    return document


def over(base: Any, changes: Any) -> Any:
    if not isinstance(base, dict) or not isinstance(changes, dict):
        return changes
    merged = {k: v for k, v in base.items() if changes.get(k, v) is not None}
    for key, change in changes.items():
        if change is not None:
            merged[key] = over(merged.get(key), change)
    return merged


def flow(value: Any) -> str:
    """Nested values as YAML in flow style, numbers as they were written."""
    match value:
        case dict():
            return "{" + ", ".join(f"{flow(str(k))}: {flow(v)}" for k, v in value.items()) + "}"
        case list():
            return "[" + ", ".join(flow(v) for v in value) + "]"
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return f"{value}"
        case None:
            return "null"
        case _:
            text = str(value).replace("\\", "\\\\").replace('"', '\\"')
            return f'"{text}"'
