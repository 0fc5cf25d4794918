"""The tree of a paper in; the same as JSON out, for programs; and the JSON Schema of it.

Each object says under `is` what it is: a kind of node, or of what a sentence is made of. Keys are the
fields of `model/document.py` and `model/inline.py`. Where something was written in the library, and at
which position a clause stands, is not in it: it says no more than the paper does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from contracts.model.agreement import Agreement
from contracts.model.document import Document
from contracts.render.signing import kind, usual

KIND = "contracts-document/1"
"""What a tree says it is. A field that is taken away or means something else makes another kind."""

LEFT_OUT = frozenset({"span", "raw", "filter", "execution", "framed"})
"""Fields that no paper prints: where a word was written, a value before it was put
into words and how it was, the pages for signatures in ways in which this paper is not signed, what is drawn
around a clause."""

_PLAIN: Mapping[object, Mapping[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
}


def render(agreement: Agreement, *, draft: bool = False, way: str = "") -> bytes:
    """The tree of an agreement as JSON, with the pages for signatures of the way in which it is signed."""
    document = agreement.document
    signed = kind(way or usual(agreement), draft=draft)
    tree = _value(document)
    tree["parts"] = [_value(part) for part in document.all(signed)]
    made = {
        "kind": KIND,
        "type": agreement.outline,
        "reference": agreement.deal.text("reference"),
        "library": agreement.library_version,
        "way": signed,
        **tree,
    }
    written = json.dumps(made, indent=1, ensure_ascii=False) + "\n"
    return written.encode("utf-8", "backslashreplace")  # half a letter, as in a name of a file


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_value(inner) for inner in value]
    if isinstance(value, Mapping):
        return {key: _value(inner) for key, inner in value.items()}
    if is_dataclass(value):
        cls: type = type(value)
        return {"is": _tag(cls), **{name: _value(getattr(value, name)) for name in _names(cls)}}
    return value


@cache
def _tag(cls: type) -> str:
    """What an object is called: NumberedParagraph is a numbered-paragraph, and a blank holds a value."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", cls.__name__).lower()
    return {"blank": "value"}.get(name, name)


@cache
def _names(cls: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(cls) if f.name not in LEFT_OUT)


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of agreement.json: every field is there, and none besides."""
    found: dict[str, Any] = {}
    top = _object(Document, found)
    head = {
        "kind": {"const": KIND},
        "type": {"type": "string", "description": "The agreement type."},
        "reference": {"type": "string"},
        "library": {"type": "string", "description": "The version of the clause library."},
        "way": {"enum": ["fields", "ink", "tags", "draft"], "description": "How the paper is signed."},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Tree of a paper",
        **top,
        "description": "A paper: its parts in the order of its pages, with those for signatures last.",
        "required": [*head, *top["required"]],
        "properties": {**head, **top["properties"]},
        "$defs": dict(sorted(found.items())),
    }


def _object(cls: type, found: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(cls)
    names = _names(cls)
    return {
        "type": "object",
        "description": " ".join((cls.__doc__ or "").split()),
        "additionalProperties": False,
        "required": ["is", *names],
        "properties": {"is": {"const": _tag(cls)}, **{name: _shape(hints[name], found) for name in names}},
    }


def _shape(kind: Any, found: dict[str, Any]) -> dict[str, Any]:
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _series(inner, found)
    if origin in (Union, UnionType):
        return {"anyOf": [_shape(one, found) for one in inner]}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _shape(inner[1], found)}
    if is_dataclass(kind) and isinstance(kind, type):
        if kind.__name__ not in found:
            found[kind.__name__] = {}
            found[kind.__name__] = _object(kind, found)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    raise TypeError(f"{kind!r} has no shape in JSON")


def _series(inner: tuple[Any, ...], found: dict[str, Any]) -> dict[str, Any]:
    """The shape of a tuple: of any length, or of so many entries as it names."""
    if len(inner) == 2 and inner[1] is Ellipsis:
        return {"type": "array", "items": _shape(inner[0], found)}
    entries = [_shape(one, found) for one in inner]
    return {"type": "array", "prefixItems": entries, "items": False, "minItems": len(entries)}
