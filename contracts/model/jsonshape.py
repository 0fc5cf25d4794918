"""A record in, as a class; the JSON Schema of its values as JSON out."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

_PLAIN: dict[object, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    NoneType: {"type": "null"},
}


def json_schema_of(record: type, title: str) -> dict[str, Any]:
    """JSON Schema (2020-12) of a record: every field is there, and none besides."""
    found: dict[str, Any] = {}
    top = _object(record, found)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **top,
        "$defs": dict(sorted(found.items())),
    }


def _object(record: type, found: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(record)
    names = [f.name for f in fields(record)]
    about = " ".join((record.__doc__ or "").split())
    return {
        "type": "object",
        "description": about,
        "additionalProperties": False,
        "required": names,
        "properties": {name: _shape(hints[name], found) for name in names},
    }


def _shape(kind: Any, found: dict[str, Any]) -> dict[str, Any]:
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _shape(get_args(kind)[0], found)}
    if get_origin(kind) is UnionType:
        return {"anyOf": [_shape(inner, found) for inner in get_args(kind)]}
    if is_dataclass(kind) and isinstance(kind, type):
        if kind.__name__ not in found:
            found[kind.__name__] = {}
            found[kind.__name__] = _object(kind, found)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    raise TypeError(f"{kind!r} has no shape in JSON")
