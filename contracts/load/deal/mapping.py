"""A deal as a plain Python mapping in; the YAML it would be, its document and the place of each value out.

A mapping has no lines: a place is the path of keys that leads to a value, `deal.yaml!parties.licensor`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any

from contracts.load.deal.canonical import canonical
from contracts.load.yaml import MAX_DEPTH, Spans, read
from contracts.model.deal import Path
from contracts.model.problem import Problem, Problems, Span, Unreadable


def read_mapping(mapping: Mapping[Any, Any], file: str) -> tuple[dict[str, Any], Spans, bytes]:
    """The document of a deal, where its values stand, and YAML that reads as the same document.

    Takes text, true and false, whole numbers, Decimal, float (as Python prints it), dates, None,
    mappings with text for keys, lists and tuples. Raises Unreadable for anything else, and for what
    is too deep or too large to be a deal.
    """
    problems = Problems()
    document = dict(_entries(mapping, (), Span(file, 1), problems))
    if problems.found:
        raise Unreadable(problems.found)
    source = canonical(document)
    found, spans = read(source, file)
    return found or {}, Spans(_trails(spans.keys), _trails(spans.values)), source


def _trails(places: Mapping[Path, Span]) -> dict[Path, Span]:
    """Places of a text that nobody has seen, as paths of keys."""
    return {
        path: replace(span, column=None, width=1, trail=(_dotted(path),) if path else ())
        for path, span in places.items()
    }


def _dotted(path: Path) -> str:
    """("assets", "clips", 3, "id") as assets.clips[3].id"""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")


def _entries(
    mapping: Mapping[Any, Any], path: Path, at: Span, problems: Problems
) -> Iterator[tuple[str, Any]]:
    for key, value in mapping.items():
        if not isinstance(key, str) or not _encodes(key):
            place = replace(at, trail=(_dotted((*path, repr(key))),))
            problems.add("wrong-type", f"{key!r} cannot be a key of a deal", place, help="keys are text")
        else:
            yield key, _plain(value, (*path, key), at, problems)


def _plain(value: Any, path: Path, at: Span, problems: Problems) -> Any:
    """A value as reading YAML would give it."""
    place = replace(at, trail=(_dotted(path),))
    if len(path) > MAX_DEPTH:
        raise Unreadable([Problem("too-large", "the mapping is too deeply nested", place)])
    match value:
        case None | bool() | Decimal() if not isinstance(value, Decimal) or value.is_finite():
            return value
        case int() if abs(value) < 10**40:
            return int(value)
        case float() if isfinite(value):
            return Decimal(repr(float(value)))
        case str() if _encodes(value):
            return str(value)
        case date() if not isinstance(value, datetime):
            return value.isoformat()
        case Mapping():
            return dict(_entries(value, path, at, problems))
        case list() | tuple():
            return [_plain(member, (*path, i), at, problems) for i, member in enumerate(value)]
    why = f"{_dotted(path)} is {_kind(value)}, which no deal can hold"
    problems.add(
        "wrong-type", why, place, help="give text, a number, a date, true or false, a mapping or a list"
    )
    return None


def _kind(value: Any) -> str:
    match value:
        case int() | float() | Decimal():
            return "a number without bounds"
        case str():
            return "text with half of a character"  # a lone surrogate
        case datetime():
            return "a date with a time of day"
        case _:
            return f"of the type {type(value).__name__}"


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
