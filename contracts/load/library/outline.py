"""Agreement types and playbooks (YAML) in; Outline and Playbook out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

from contracts.load.library.conditions import Reader
from contracts.load.library.markup import parse
from contracts.load.library.short import omitted
from contracts.load.library.traits import roles, schema, traits_of
from contracts.load.spec import Trusted
from contracts.load.suggest import suggest
from contracts.load.world.currencies import currencies
from contracts.load.yaml import Spans, read
from contracts.model.clause import (
    POSITIONS,
    KeyTerm,
    Named,
    Outline,
    OutlineParty,
    OutlineSection,
    Playbook,
    Proportion,
    Weight,
)
from contracts.model.condition import ALWAYS, Condition
from contracts.model.problem import Problems, Rejected, Span
from contracts.model.source import Source

_SUMS: dict[str, Any] = {
    "type": "dict",
    "keysrules": {"type": "string", "regex": "[A-Z]{3}"},
    "valuesrules": {"type": "decimal", "min": 0},
}
_PLAYBOOK_SCHEMA: dict[str, Any] = {
    "id": {"type": "string", "required": True},
    "title": {"type": "string", "required": True},
    "default": {"type": "string", "required": True, "allowed": list(POSITIONS)},
    "positions": {"type": "dict", "valuesrules": {"type": "string", "allowed": list(POSITIONS)}},
    "proportion": {
        "type": "dict",
        "schema": {
            "long_from": _SUMS,
            "short_below": _SUMS,
            "weighs": {
                "type": "list",
                "schema": {
                    "type": "dict",
                    "schema": {
                        "when": {"type": "dict", "required": True},
                        "says": {"type": "string", "required": True, "empty": False},
                    },
                },
            },
        },
    },
}


def read_outline(source: bytes, file: str, problems: Problems) -> Outline:
    """One agreement type. Raises Rejected where the file has not the shape of one."""
    value, spans = _document(source, file, _outline_validator())
    reader = Reader(spans, problems)
    _roles(value, spans, problems)

    def text(*path: str | int) -> Source:
        found = value
        for step in path:
            found = found[step]
        return Source(found, spans.values[path], parse)

    def when(entry: dict[str, Any], *path: str | int) -> Condition:
        return reader.read(entry["when"], (*path, "when")) if "when" in entry else ALWAYS

    def key_terms(*path: str) -> tuple[KeyTerm | str, ...]:
        found = value
        for step in path:
            found = found[step]
        return tuple(
            str(entry["clause"])
            if "clause" in entry
            else KeyTerm(entry.get("label", ""), text(*path, i, "text"), when(entry, *path, i))
            for i, entry in enumerate(found)
        )

    whole = Outline(
        id=value["id"],
        title=value["title"],
        summary_title=value["summary_title"],
        parties=tuple(
            OutlineParty(key, seat["term"], tuple(seat["roles"]), seat.get("stands_for", seat["term"]))
            for key, seat in value["parties"].items()
        ),
        recitals=tuple(
            (text("recitals", i, "text"), when(entry, "recitals", i))
            for i, entry in enumerate(value["recitals"])
        ),
        key_terms=key_terms("key_terms"),
        sections=_sections(value),
        schedules=tuple(value.get("schedules", ())),
        requires=tuple(value.get("requires", ())),
        span=Span(file, 1),
        traits=traits_of(value, spans),
        terms=value.get("terms", {}),
        wording=value.get("wording", {}),
        layout=value.get("layout", "agreement"),
        purposes=tuple(value.get("purposes", ())),
        signs=tuple(value.get("signs", value["parties"])),
        form=value.get("form", "long"),
        images=Named(**value["images"]) if "images" in value else None,
    )
    if "short" not in value:
        return whole
    short = replace(
        whole,
        recitals=(),
        key_terms=key_terms("short", "key_terms"),
        sections=_sections(value["short"]),
        omits=omitted(value["short"].get("omits", ()), ("short", "omits"), spans),
        layout="short",
    )
    return replace(whole, short=short)


def _sections(value: dict[str, Any]) -> tuple[OutlineSection, ...]:
    return tuple(
        OutlineSection(s["id"], s["heading"], tuple(s.get("families", ())), tuple(s.get("clauses", ())))
        for s in value["sections"]
    )


def _roles(value: dict[str, Any], spans: Spans, problems: Problems) -> None:
    """A role that no party can have would leave a seat that nobody can take."""
    for key, seat in value["parties"].items():
        for i, role in enumerate(seat["roles"]):
            if role not in roles():
                why = f'"{role}" is no role of a party'
                place = spans.values[("parties", key, "roles", i)]
                problems.add("bad-value", why, place, help=suggest(role, roles()))


def read_playbook(source: bytes, file: str, problems: Problems) -> Playbook:
    """One house standard. Raises Rejected where the file has not the shape of one."""
    value, spans = _document(source, file, Trusted(_PLAYBOOK_SCHEMA))
    return Playbook(
        value["id"],
        value["title"],
        value["default"],
        value.get("positions", {}),
        Span(file, 1),
        _proportion(value.get("proportion", {}), spans, problems),
    )


def _proportion(value: dict[str, Any], spans: Spans, problems: Problems) -> Proportion:
    """Which form a deal deserves; no sum at which it would deserve both."""
    reader = Reader(spans, problems)
    weighs = tuple(
        Weight(reader.read(entry["when"], ("proportion", "weighs", i, "when")), entry["says"])
        for i, entry in enumerate(value.get("weighs", ()))
    )
    long_from, short_below = (
        {currency: Decimal(sum_) for currency, sum_ in value.get(name, {}).items()}
        for name in ("long_from", "short_below")
    )
    for name, sums in (("long_from", long_from), ("short_below", short_below)):
        for currency, sum_ in sums.items():
            place = spans.values[("proportion", name, currency)]
            if currency not in currencies():
                why = f"{currency} is no currency"
                problems.add("bad-value", why, place, help=suggest(currency, currencies()))
            elif name == "short_below" and sum_ > (most := long_from.get(currency, sum_)):
                why = f"a deal of {most} {currency} would deserve both forms"
                problems.add("bad-value", why, place, help="let short_below be at most long_from")
    return Proportion(long_from, short_below, weighs)


def _document(source: bytes, file: str, validator: Any) -> tuple[Any, Spans]:
    value, spans = read(source, file)
    problems = Problems()
    if not isinstance(value, dict):
        problems.add("wrong-type", "the file is not a mapping", Span(file, 1))
    else:
        validator.right(value, spans, problems)
    if problems.found:
        raise Rejected(problems.found)
    return value, spans


@cache
def _outline_validator() -> Any:
    return Trusted(schema())
