"""A document and its schema in; the document with places as codes, where it names them in words, out.

`residence: California` is US-CA. What can mean several places, or none, stays as it is, for the checks to
ask about.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contracts.load.world.gazetteer import WORLD, is_worldwide, own, understood
from contracts.load.world.places import countries, is_place
from contracts.load.world.regions import region

PLACES = ("place", "country", "territory")
"""What `check_with` asks of a field that takes places."""


def coded(document: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of the document with each place that is understood as its code of ISO 3166."""
    return {key: _value(value, schema.get(key, {})) for key, value in document.items()}


def _value(value: Any, rule: Mapping[str, Any]) -> Any:
    if not isinstance(rule, Mapping):
        return value
    asked = rule.get("check_with")
    match value:
        case str() if asked == "territory":
            return WORLD if is_worldwide(value) else _place(value, "country")
        case list() if asked == "territory":
            if len(value) == 1 and isinstance(value[0], str) and is_worldwide(value[0]):
                return WORLD
            return [_place(member, "country") for member in value]
        case str() if asked in PLACES:
            return _place(value, asked)
        case list() if isinstance(rule.get("schema"), Mapping):
            return [_value(member, rule["schema"]) for member in value]
        case dict() if "valuesrules" in rule:
            return {key: _value(inner, rule["valuesrules"]) for key, inner in value.items()}
        case dict() if isinstance(rule.get("schema"), Mapping):
            return coded(value, rule["schema"])
    return value


def _place(value: Any, asked: str) -> Any:
    if not isinstance(value, str) or value in countries():
        return value
    if asked == "country" and region(value):
        return value  # of a territory; no country is called what a region is
    if asked == "place" and is_place(value):
        return own(value)
    code = understood(value)
    return code if code and (asked == "place" or "-" not in code) else value
