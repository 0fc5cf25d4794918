"""The deal schema in; every field a deal may have out, as Fields, for linting and for labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from contracts.load.files import resource
from contracts.load.yaml import read
from contracts.model.deal import Field, Fields

DERIVED = {
    "schedule.clip_count": "integer",
    "schedule.tier_count": "integer",
    "schedule.total_seconds": "integer",
    "schedule.total_minutes": "decimal",
    "schedule.total_amount": "decimal",
    "schedule.renewal_price": "decimal",
    "reckoned.fees": "decimal",
    "reckoned.open": "boolean",
    "reckoned.licensor_cap": "decimal",
    "reckoned.licensee_cap": "decimal",
    "reckoned.protections_cap": "decimal",
    "reckoned.end": "date",
    "wording": "dict",
    "wording.*": "string",
    "reader": "string",
    "days": "dict",
    "days.term_end": "date",
    "days.exclusive_end": "date",
    "days.deliver_by": "date",
    "days.renewal_notice": "date",
    "days.representation_end": "date",
    "seats": "dict",
    "seats.joint": "boolean",
    "seats.artists": "list",
    "seats.minors": "list",
    "seats.guardians": "list",
    "seats.homes": "list",
    "under.title": "string",
    "under.date": "date",
    "under.ends": "date",
    "under.then_ends": "date",
    "under.adds": "list",
    "under.rates": "boolean",
    "amends.title": "string",
    "amends.date": "date",
    "amends.earlier": "list",
    "amends.lessened": "list",
    "amends.copy": "string",
    "included": "list",
    "standing": "dict",
    "standing.*": "string",
    "told": "list",
}
"""Fields that are worked out; a deal cannot give them.

`schedule` comes from the manifest and the rate card, `reckoned` from the sums of the deal, for rows that
the memo alone prints; `wording` from the agreement type and from who reads the creator's page, `reader`;
`days` are counted from the effective date; `seats` says who stands on
the licensor's side: several, artists whom a company furnishes, minors and who acts for them, and where
the human beings there live or whose nationals they are; `under` is
told by the master of an order form, and by what the order adds; `amends` is told by the agreement that
an amendment changes, and by what it changes; `included`
(the clauses drafted), `standing` (their positions) and `told` (the facts that their paragraphs tell) are
there for statutes to ask about.
"""


@cache
def schema() -> dict[str, Any]:
    """The Cerberus schema of a deal, as written in deal.schema.yaml."""
    value, _ = read(resource("contracts.load.deal", "deal.schema.yaml"), "deal.schema.yaml")
    assert isinstance(value, dict)
    return value


@cache
def fields() -> Fields:
    """Every field by dotted path; a name the user chooses, or a place in a list, is written `*`."""
    found = {f.path: f for f in _walk(schema(), "")}
    for path, way in better().items():
        found[path] = replace(found[path], better=way)
    found |= {path: Field(path, kind) for path, kind in DERIVED.items()}
    return Fields(found)


@cache
def better() -> Mapping[str, str]:
    """What is better of a field for the licensor, `more` or `less`, by its path: better.yaml."""
    value, _ = read(resource("contracts.load.deal", "better.yaml"), "better.yaml")
    assert isinstance(value, dict)
    return {path: way for way, paths in value.items() for path in paths}


def _walk(rules: Mapping[str, Any], prefix: str) -> Iterator[Field]:
    for name, rule in rules.items():
        yield from _field(rule, prefix + name)


def _field(rule: Mapping[str, Any], path: str) -> Iterator[Field]:
    meta = rule.get("meta", {})
    kind = rule.get("type", "string")
    member = rule.get("schema", {}) if kind == "list" else {}
    yield Field(
        path=path,
        kind=kind if isinstance(kind, str) else "/".join(kind),
        help=meta.get("help", ""),
        label=meta.get("label", ""),
        plain=meta.get("plain", ""),
        labels=meta.get("labels", {}),
        figure=meta.get("figure", ""),
        law=meta.get("law", ""),
        creator=meta.get("creator", ""),
        order=meta.get("order", ""),
        required=rule.get("required", False),
        allowed=tuple(str(a) for a in (member or rule).get("allowed", ())),
    )
    if kind == "list" and member.get("type") == "dict":
        yield Field(f"{path}.*", "dict")
        yield from _walk(member["schema"], f"{path}.*.")
    if kind == "dict":
        yield from _walk(rule.get("schema", {}), path + ".")
        if "valuesrules" in rule:
            yield from _field(rule["valuesrules"], path + ".*")
