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

OUTSIZED = "out-of-range"


def bounded(
    document: dict[str, Any], schema: Mapping[str, Any], spans: Spans, problems: Problems
) -> tuple[dict[str, Any], tuple[Path, ...]]:
    """The document without what is outsized or unknown, and the paths of that."""
    found: list[Path] = []
    for path in _outsized(document, {"schema": schema}, (), spans, problems):
        found.append(path)
        if problems.full:
            problems.stop(spans.values.get(()))
            break
    for path in found:
        document = without(document, path)
    return document, tuple(found)


def without(value: Any, path: Path) -> Any:
    """A copy of nested mappings and lists that lacks what stands at `path`."""
    if isinstance(value, dict) and path and path[0] in value:
        rest = {} if len(path) == 1 else {path[0]: without(value[path[0]], path[1:])}
        return {key: kept for key, kept in value.items() if key != path[0]} | rest
    if isinstance(value, list) and len(path) > 1 and isinstance(path[0], int):
        return [without(v, path[1:]) if i == path[0] else v for i, v in enumerate(value)]
    return [] if isinstance(value, list) else value


def _outsized(
    value: Any, rule: Mapping[str, Any], path: Path, spans: Spans, problems: Problems
) -> Iterator[Path]:
    match value:
        case dict() if "schema" in rule and rule.get("type", "dict") == "dict":
            yield from _mapping(value, rule["schema"], path, spans, problems)
        case dict() if "valuesrules" in rule:
            yield from _chosen(value, rule, path, spans, problems)
        case list() if len(value) > (most := rule.get("maxlength", TEXT.most)):
            yield _told(path, f"has {len(value):,} entries; {most:,} at most", spans, problems)
        case list():
            for i, member in enumerate(value):
                yield from _outsized(member, rule.get("schema", {}), (*path, i), spans, problems)
        case str() if len(value) > (most := rule.get("maxlength", TEXT.most)):
            yield _told(path, f"has {len(value):,} characters; {most:,} at most", spans, problems)


def _mapping(
    value: dict[str, Any], schema: Mapping[str, Any], path: Path, spans: Spans, problems: Problems
) -> Iterator[Path]:
    for key, inner in value.items():
        below = (*path, key)
        if key in schema:
            yield from _outsized(inner, schema[key], below, spans, problems)
        else:
            name = ".".join(str(step)[: NAME.most] for step in below if isinstance(step, str))
            help = suggest(key, schema)
            problems.add("unknown-key", f'unknown key "{name}"', spans.keys.get(below), help=help)
            yield below


def _chosen(
    value: dict[str, Any], rule: Mapping[str, Any], path: Path, spans: Spans, problems: Problems
) -> Iterator[Path]:
    """A mapping whose keys the deal chooses."""
    if len(value) > (most := rule.get("maxlength", TEXT.most)):
        yield _told(path, f"has {len(value):,} entries; {most:,} at most", spans, problems)
        return
    for key, inner in value.items():
        if len(key) > NAME.most:
            why = f'"{key[:20]}…" is no name: {len(key):,} characters; {NAME.most} at most'
            problems.add("out-of-range", why, spans.keys.get((*path, key)), help="choose a short one")
            yield (*path, key)
        else:
            yield from _outsized(inner, rule["valuesrules"], (*path, key), spans, problems)


def _told(path: Path, why: str, spans: Spans, problems: Problems) -> Path:
    name = ".".join(str(step) for step in path if isinstance(step, str))
    span = spans.values.get(path)
    problems.add("out-of-range", f"{name} {why}", span, help="docs/limits.md lists the limits")
    return path
