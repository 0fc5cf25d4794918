"""The YAML of a map in; a SheetMap out: how a firm's own sheet says what a deal says.

Raises Unreadable with all that is wrong with it, each at its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path as FilePath
from typing import Any

from contracts.load import files
from contracts.load.bounds import bounded
from contracts.load.deal.fields import fields
from contracts.load.files import resource
from contracts.load.limits import SHEET_MAP
from contracts.load.rule import rule_at
from contracts.load.sheet.columns import entry_of, field_at
from contracts.load.spec import Trusted
from contracts.load.suggest import suggest
from contracts.load.yaml import Spans, read
from contracts.model.deal import Path
from contracts.model.problem import Problem, Problems, Span, Unreadable

Plain = str | bool | int | Decimal
BLANK = re.compile(r"\{([^{}]{1,300})\}")
"""What is put into a default: {parties.licensor.name}, {Creator ID}, {row}."""

ROW = "row"


@dataclass(frozen=True, slots=True)
class MapColumn:
    """A field, the heads that its column may have, and what its cells mean where that is listed."""

    path: Path
    entry: int
    field: str
    names: tuple[str, ...]
    values: Mapping[str, Plain]
    optional: bool
    span: Span


@dataclass(frozen=True, slots=True)
class MapDefault:
    """What a field says where its cell is blank."""

    path: Path
    value: Plain
    span: Span


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of the map that somebody has to look at yet."""

    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class SheetMap:
    """How to read a sheet. Texts that are empty were left out."""

    file: str
    columns: tuple[MapColumn, ...]
    leave: tuple[str, ...] = ()
    defaults: tuple[MapDefault, ...] = ()
    tab: str = ""
    header: int = 0
    ends: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    needs: str = ""
    needs_span: Span | None = None
    skip_hidden: bool = False
    encoding: str = ""
    separator: str = ""
    manifests: str = ""
    dates: str = ""
    numbers: str = ""
    lengths: str = ""
    by: str = ""
    by_span: Span | None = None
    unsure: tuple[Asked, ...] = ()

    def settled(self) -> None:
        """Raise Unreadable while a line of the map is unsure."""
        if self.unsure:
            help = "put the line right, and take its unsure away"
            raise Unreadable([Problem("unsure-map", a.words, a.span, help=help) for a in self.unsure])


@cache
def schema() -> dict[str, Any]:
    """The schema of a map, as written in map.schema.yaml."""
    value, _ = read(resource("contracts.load.sheet", "map.schema.yaml"), "map.schema.yaml")
    assert isinstance(value, dict)
    return value


def load_map(path: FilePath) -> SheetMap:
    """The map in the file at `path`. Raises Unreadable."""
    return read_map(files.read(path, SHEET_MAP), path.name)


def read_map(source: bytes, file: str) -> SheetMap:
    """The map in `source`. Raises Unreadable with every problem of it."""
    files.bounded(source, file, SHEET_MAP)
    document, spans = read(source, file)
    if not isinstance(document, dict):
        why = "the file is no map of a sheet"
        raise Unreadable([Problem("not-a-map", why, Span(file, 1), help="docs/batch.md shows one")])
    problems = Problems()
    document, spans = _spelled_out(document, spans)
    document, _ = bounded(document, schema(), spans, problems)
    if problems.found or not Trusted(schema()).right(document, spans, problems):
        raise Unreadable(problems.found)
    made = _made(document, spans, file, problems)
    if problems.found:
        raise Unreadable(problems.found)
    return made


def _spelled_out(document: Mapping[str, Any], spans: Spans) -> tuple[dict[str, Any], Spans]:
    """The document with its short forms in full; what is added stands where the short form does."""
    found, values = dict(document), dict(spans.values)
    keys = dict(spans.keys)

    def within(path: Path, name: str, value: Any, *, listed: bool = False) -> Any:
        if isinstance(value, dict):
            if listed and isinstance(value.get(name), str):
                values[*path, name, 0] = values[*path, name]
                return {**value, name: [value[name]]}
            return value
        span = values.get(path)
        inner = (value if isinstance(value, list) else [value]) if listed else value
        if span is not None:
            keys[*path, name] = values[*path, name] = span
        for i in range(len(inner) if listed else 0):
            values[*path, name, i] = values.get((*path, i)) or span or Span("", 1)
        return {name: inner}

    if isinstance(columns := document.get("columns"), dict):
        found["columns"] = {
            field: within(("columns", field), "header", value, listed=True)
            for field, value in columns.items()
        }
    if isinstance(leave := document.get("leave"), list):
        found["leave"] = [within(("leave", i), "header", value) for i, value in enumerate(leave)]
    if isinstance(defaults := document.get("defaults"), dict):
        found["defaults"] = {
            field: within(("defaults", field), "value", value) for field, value in defaults.items()
        }
    return found, Spans(keys, values)


def _made(document: Mapping[str, Any], spans: Spans, file: str, problems: Problems) -> SheetMap:
    sheet, writes = document.get("sheet", {}), document.get("writes", {})
    group = document.get("group", {})
    columns = tuple(_columns(document["columns"], spans, file, problems))
    defaults = tuple(_defaults(document.get("defaults", {}), spans, file, problems))
    leave = tuple(entry["header"] for entry in document.get("leave", ()))
    _refuse_doubles(columns, leave, spans, problems)
    return SheetMap(
        file,
        columns,
        leave,
        defaults,
        tab=sheet.get("tab", ""),
        header=sheet.get("header", 0),
        ends=tuple(sheet.get("ends", ())),
        skip=tuple(sheet.get("skip", ())),
        needs=sheet.get("needs", ""),
        needs_span=spans.values.get(("sheet", "needs")),
        skip_hidden=sheet.get("hidden") == "skip",
        encoding=sheet.get("encoding", ""),
        separator=sheet.get("separator", ""),
        manifests=sheet.get("manifests", ""),
        dates=writes.get("dates", ""),
        numbers=writes.get("numbers", ""),
        lengths=writes.get("lengths", ""),
        by=group.get("by", ""),
        by_span=spans.values.get(("group", "by")),
        unsure=tuple(_unsure(document, spans, ())),
    )


def _columns(columns: Mapping[str, Any], spans: Spans, file: str, problems: Problems) -> Iterator[MapColumn]:
    for field, entry in columns.items():
        span = spans.keys.get(("columns", field), Span(file, 1))
        path = _field(field, span, problems)
        if path is not None:
            values = entry.get("values", {})
            yield MapColumn(
                path,
                entry_of(field, path),
                field,
                tuple(entry["header"]),
                _values(values, ("columns", field, "values"), spans, problems),
                entry.get("optional", False),
                span,
            )


def _field(field: str, span: Span, problems: Problems) -> Path | None:
    path = field_at(field)
    if path is None:
        help = suggest(field, fields().by_path, show=0) or "docs/deal.md lists the fields"
        problems.add("unknown-column", f'no deal has a field "{field[:60]}"', span, help=help)
        return None
    rule = rule_at(_deal(), path)
    kinds = rule.get("type", "string")
    if "dict" in kinds or ("list" in kinds and rule.get("schema", {}).get("type") == "dict"):
        help = f"name one of its fields: {field}.…"
        problems.add("not-for-a-cell", f"{field} holds several fields", span, help=help)
        return None
    return path


def _deal() -> dict[str, Any]:
    from contracts.load.deal.fields import schema as deal

    return deal()


def _values(values: Mapping[str, Plain], path: Path, spans: Spans, problems: Problems) -> Mapping[str, Plain]:
    found: dict[str, Plain] = {}
    for said, meant in values.items():
        span = spans.keys.get((*path, said))
        if folded(said) in found:
            why = f'"{said[:40]}" is listed twice, less its capitals and spaces'
            problems.add("duplicate-key", why, span, help="keep one of the two")
        elif said.count("#") > 1 or ("#" not in said and isinstance(meant, str) and _TIMES.fullmatch(meant)):
            why = f'"{said[:40]}: {str(meant)[:40]}" does not say which number is meant'
            problems.add("bad-value", why, span, help="write one # on each side: 'Net #': '#'")
        else:
            found[folded(said)] = meant
    return found


_TIMES = re.compile(r"#(?: ?[x×*] ?([0-9]{1,4}))?")


def times(meant: Plain) -> int | None:
    """By what a number is multiplied that a value takes from its cell: 12 for "# x 12"; None if it takes
    none."""
    found = _TIMES.fullmatch(meant) if isinstance(meant, str) else None
    return int(found[1] or 1) if found else None


def _defaults(
    defaults: Mapping[str, Any], spans: Spans, file: str, problems: Problems
) -> Iterator[MapDefault]:
    for field, entry in defaults.items():
        span = spans.keys.get(("defaults", field), Span(file, 1))
        if (path := _field(field, span, problems)) is not None:
            yield MapDefault(path, entry["value"], spans.values.get(("defaults", field, "value"), span))


def _refuse_doubles(
    columns: tuple[MapColumn, ...], leave: tuple[str, ...], spans: Spans, problems: Problems
) -> None:
    """A head can stand for one field."""
    seen: dict[str, str] = {}
    for column in columns:
        for i, name in enumerate(column.names):
            span = spans.values.get(("columns", column.field, "header", i), column.span)
            if (other := seen.setdefault(folded(name), column.field)) != column.field:
                why = f'"{name[:60]}" is the head of {other} already'
                help = f"keep one of the two; defaults can fill {column.field} from {other}"
                problems.add("duplicate-key", why, span, help=help)
    for i, name in enumerate(leave):
        if folded(name) in seen:
            why = f'"{name[:60]}" is the head of {seen[folded(name)]}, and to be left alone'
            problems.add("contradictory", why, spans.values.get(("leave", i, "header")), help="keep one")


def _unsure(value: Any, spans: Spans, path: Path) -> Iterator[Asked]:
    match value:
        case dict():
            for key, inner in value.items():
                if key == "unsure" and isinstance(inner, str) and path[-1:] != ("values",):
                    yield Asked(inner, spans.values.get((*path, key), Span("", 1)))
                else:
                    yield from _unsure(inner, spans, (*path, key))
        case list():
            for i, inner in enumerate(value):
                yield from _unsure(inner, spans, (*path, i))


def folded(text: str) -> str:
    """A text as heads and cells are compared: without capitals, needless spaces, a mark at the end."""
    return " ".join(text.casefold().split()).rstrip(" :*")
