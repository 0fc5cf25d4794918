"""A document and its schema in; what is out of all proportion reported, and the document without it out.

Cerberus looks at a document thoroughly and slowly. Before it does, keys that no schema knows, lists and
mappings of more entries than theirs, and texts longer than any field takes are found in one walk.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contracts.load.limits import NAME, TEXT
from contracts.load.suggest import suggest
from contracts.load.yaml import Spans
from contracts.model.deal import Path
from contracts.model.problem import Problems
from contracts.model.record import record

OUTSIZED = "out-of-range"
FEW = 2
"""In more places than these a key of one name says nothing of what is meant."""


@record
class _Ground:
    """What a walk goes by: the whole schema, the places, and where what is found goes to."""

    schema: Mapping[str, Any]
    spans: Spans
    problems: Problems


def bounded(
    document: dict[str, Any], schema: Mapping[str, Any], spans: Spans, problems: Problems
) -> tuple[dict[str, Any], tuple[Path, ...]]:
    """The document without what is outsized or unknown, and the paths of that."""
    found: list[Path] = []
    for path in _outsized(document, {"schema": schema}, (), _Ground(schema, spans, problems)):
        found.append(path)
        if problems.full:
            problems.stop(spans.values.get(()))
            break
    for path in found:
        document = without(document, path)
    return document, tuple(found)


def elsewhere(name: str, schema: Mapping[str, Any]) -> str:
    """Where else a schema has a key of this name, as help for who wrote it in the wrong place."""
    found = [path for path in _paths(schema, ()) if path[-1] == name]
    if not found or len(found) > FEW:
        return ""
    return " or ".join(f'"{".".join(path)}"' + ("" if len(path) > 1 else " at the top") for path in found)


def _paths(schema: Mapping[str, Any], above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every key of a schema by its path; what stands in a list or under a name of one's own has none."""
    for key, rule in schema.items():
        yield (*above, key)
        if rule.get("type") == "dict" and "schema" in rule:
            yield from _paths(rule["schema"], (*above, key))


def without(value: Any, path: Path) -> Any:
    """A copy of nested mappings and lists that lacks what stands at `path`."""
    if isinstance(value, dict) and path and path[0] in value:
        rest = {} if len(path) == 1 else {path[0]: without(value[path[0]], path[1:])}
        return {key: kept for key, kept in value.items() if key != path[0]} | rest
    if isinstance(value, list) and len(path) > 1 and isinstance(path[0], int):
        return [without(v, path[1:]) if i == path[0] else v for i, v in enumerate(value)]
    return [] if isinstance(value, list) else value


def _outsized(value: Any, rule: Mapping[str, Any], path: Path, ground: _Ground) -> Iterator[Path]:
    match value:
        case dict() if "schema" in rule and rule.get("type", "dict") == "dict":
            yield from _mapping(value, rule["schema"], path, ground)
        case dict() if "valuesrules" in rule:
            yield from _chosen(value, rule, path, ground)
        case list() if len(value) > (most := rule.get("maxlength", TEXT.most)):
            yield _told(path, f"has {len(value):,} entries; {most:,} at most", ground)
        case list():
            for i, member in enumerate(value):
                yield from _outsized(member, rule.get("schema", {}), (*path, i), ground)
        case str() if len(value) > (most := _longest(rule)):
            yield _told(path, f"has {len(value):,} characters; {most:,} at most", ground)


def _longest(rule: Mapping[str, Any]) -> int:
    """How long a text may be; one where a list belongs is told as such, whatever its length."""
    kinds = rule.get("type", "string")
    takes = "string" in ([kinds] if isinstance(kinds, str) else kinds)
    return int(rule.get("maxlength", TEXT.most)) if takes else TEXT.most


def _mapping(value: dict[str, Any], schema: Mapping[str, Any], path: Path, ground: _Ground) -> Iterator[Path]:
    for key, inner in value.items():
        below = (*path, key)
        if key in schema:
            yield from _outsized(inner, schema[key], below, ground)
        else:
            name = ".".join(str(step)[: NAME.most] for step in below if isinstance(step, str))
            place = elsewhere(key, ground.schema)
            near = suggest(key, schema)
            help = f"{near}; elsewhere there is {place}" if place else near
            ground.problems.add(
                "unknown-key", f'unknown key "{name}"', ground.spans.keys.get(below), help=help
            )
            yield below


def _chosen(value: dict[str, Any], rule: Mapping[str, Any], path: Path, ground: _Ground) -> Iterator[Path]:
    """A mapping whose keys the deal chooses."""
    if len(value) > (most := rule.get("maxlength", TEXT.most)):
        yield _told(path, f"has {len(value):,} entries; {most:,} at most", ground)
        return
    for key, inner in value.items():
        if len(key) > NAME.most:
            why = f'"{key[:20]}…" is no name: {len(key):,} characters; {NAME.most} at most'
            ground.problems.add(
                "out-of-range", why, ground.spans.keys.get((*path, key)), help="choose a short one"
            )
            yield (*path, key)
        else:
            yield from _outsized(inner, rule["valuesrules"], (*path, key), ground)


def _told(path: Path, why: str, ground: _Ground) -> Path:
    name = ".".join(str(step) for step in path if isinstance(step, str))
    span = ground.spans.values.get(path)
    ground.problems.add("out-of-range", f"{name} {why}", span, help="docs/limits.md lists the limits")
    return path
