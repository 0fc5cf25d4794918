"""The deal schema in; JSON Schema for editors out, with the library's names filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contracts.load.deal.fields import schema
from contracts.model.clause import POSITIONS, Library

_TYPES = {
    "string": "string",
    "boolean": "boolean",
    "integer": "integer",
    "decimal": "number",
    "dict": "object",
    "list": "array",
}

ORDERS = ("agreement", "reference", "effective_date")
"""What every deal states, an order form too: it takes the rest from its master."""

ALONE = ("under",)
"""A group in which an order form takes nothing from its master."""

_COUNTED = {"string": "Length", "list": "Items", "dict": "Properties"}
"""What a length is of, by kind."""


def json_schema(library: Library) -> dict[str, Any]:
    """JSON Schema (2020-12) of a deal spec."""
    names = {
        "outline": sorted(library.outlines),
        "playbook": sorted(library.playbooks),
        "clause": sorted(library.clauses),
        "language": list(library.languages),
    }
    document = _object(schema(), names, needed=ORDERS)
    for field in library.fields.by_path.values():
        if field.figure:
            place = document
            for step in field.path.split("."):
                place = place["properties"][step]
            place["default"] = float(library.figures[field.figure].value)
    document["properties"]["positions"] = {
        "type": "object",
        "description": schema()["positions"]["meta"]["help"],
        "additionalProperties": False,
        "maxProperties": schema()["positions"]["maxlength"],
        "properties": {clause: {"enum": list(POSITIONS)} for clause in names["clause"]},
    }
    orders = [o.id for o in library.outlines.values() if o.traits.has("master")]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Deal spec",
        **document,
        "if": {"properties": {"agreement": {"not": {"enum": sorted(orders)}}}},
        "then": _needs(schema()),
    }


def shape(rules: Mapping[str, Any]) -> dict[str, Any]:
    """JSON Schema of a mapping by another schema of ours, which asks for no names of the library."""
    return _object(rules, {})


def _needs(rules: Mapping[str, Any]) -> dict[str, Any]:
    """What a deal must state that takes nothing from a master: field by field, and nothing else of it."""
    inner = {name: _needs(rule["schema"]) for name, rule in rules.items() if _is_group(rule)}
    inner |= {
        name: {"additionalProperties": _needs(rule["valuesrules"]["schema"])}
        for name, rule in rules.items()
        if _is_group(rule.get("valuesrules", {}))
    }
    required = [name for name, rule in rules.items() if rule.get("required")]
    found: dict[str, Any] = {"required": required} if required else {}
    if kept := {
        name: needs for name, needs in inner.items() if needs and needs != {"additionalProperties": {}}
    }:
        found["properties"] = kept
    return found


def _is_group(rule: Mapping[str, Any]) -> bool:
    return rule.get("type") == "dict" and "schema" in rule


def _object(
    rules: Mapping[str, Any], names: Mapping[str, list[str]], needed: tuple[str, ...] | None = None
) -> dict[str, Any]:
    """The shape of a group. Where only some of what it must state is `needed`, `_needs` has the rest."""
    inner = None if needed is None else ()
    properties = {
        name: _rule(rule, names, inner if name not in ALONE else None) for name, rule in rules.items()
    }
    required = [n for n, rule in rules.items() if rule.get("required") and (needed is None or n in needed)]
    document: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": properties}
    if required:
        document["required"] = required
    return document


def _rule(
    rule: Mapping[str, Any], names: Mapping[str, list[str]], needed: tuple[str, ...] | None = None
) -> dict[str, Any]:
    kind = rule.get("type", "string")
    made: dict[str, Any]
    if kind == "dict" and "schema" in rule:
        made = _object(rule["schema"], names, needed)
    elif kind == "date":
        made = {"type": "string", "format": "date"}
    else:
        kinds = kind if isinstance(kind, list) else [kind]
        types = [_TYPES[k] for k in kinds]
        made = {"type": types[0] if len(types) == 1 else types}
    if kind == "dict" and "valuesrules" in rule:
        made = {"type": "object", "additionalProperties": _rule(rule["valuesrules"], names, needed)}
        if "keysrules" in rule:
            made["propertyNames"] = _rule(rule["keysrules"], names)
    if kind == "list" and "schema" in rule:
        made["items"] = _rule(rule["schema"], names)
    if "allowed" in rule:
        made = {"enum": list(rule["allowed"])}
    if rule.get("check_with") in names:
        made["enum"] = names[rule["check_with"]]
    bounds = [("min", "minimum"), ("max", "maximum")]
    for one in kind if isinstance(kind, list) else [kind]:
        if one in _COUNTED:
            bounds += [("minlength", f"min{_COUNTED[one]}"), ("maxlength", f"max{_COUNTED[one]}")]
    made |= {there: rule[name] for name, there in bounds if name in rule}
    if "regex" in rule:
        made["pattern"] = f"^({rule['regex']})$"
    if "default" in rule and not isinstance(rule["default"], (dict, list)):
        made["default"] = rule["default"]
    if help := rule.get("meta", {}).get("help"):
        made["description"] = help
    return made
