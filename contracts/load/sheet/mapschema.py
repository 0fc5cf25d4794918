"""The schema of a map in; JSON Schema for editors out, with the short forms that a person writes."""

from __future__ import annotations

from typing import Any

from contracts.load.deal.jsonschema import shape
from contracts.load.sheet.sheetmap import schema

SHORT = {
    ("columns", "additionalProperties"): ("header", "string", "array"),
    ("leave", "items"): ("header", "string"),
    ("defaults", "additionalProperties"): ("value", "string", "boolean", "number"),
}
"""Where a mapping may be written shorter: as one of its values alone."""


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a map."""
    document = shape(schema())
    for (key, inner), (name, *kinds) in SHORT.items():
        whole = document["properties"][key][inner]
        said = whole["properties"][name]
        short = [{"type": kind, **({"items": said["items"]} if kind == "array" else {})} for kind in kinds]
        if said.get("type") == "array":
            whole = {**whole, "properties": {**whole["properties"], name: {"anyOf": [said, said["items"]]}}}
        document["properties"][key][inner] = {"anyOf": [*short, whole]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Map of a sheet",
        **document,
    }
