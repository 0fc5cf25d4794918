"""The schema of outlines in; the traits that a condition may ask of an agreement type out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from contracts.load.deal.fields import fields
from contracts.load.files import resource
from contracts.load.yaml import Spans, read
from contracts.model.deal import Field
from contracts.model.problem import Span
from contracts.model.traits import PREFIX, Traits

SEATS = ("licensor", "licensee")
"""The two sides of an agreement, by the key under which a condition asks who may sit there."""


@cache
def schema() -> dict[str, Any]:
    """The Cerberus schema of an outline, as written in outline.schema.yaml."""
    value, _ = read(resource("contracts.load.library", "outline.schema.yaml"), "outline.schema.yaml")
    assert isinstance(value, dict)
    return value


@cache
def known() -> Mapping[str, Field]:
    """Every trait by its path, with the values that it can have."""
    rules = schema()["traits"]["schema"]
    found = {
        PREFIX + name: Field(
            PREFIX + name,
            "list",
            rule.get("meta", {}).get("help", ""),
            allowed=tuple(rule["schema"]["allowed"]),
        )
        for name, rule in rules.items()
    }
    for seat in SEATS:
        found[PREFIX + seat] = Field(
            PREFIX + seat, "list", f"the roles that may be the {seat}", allowed=roles()
        )
    return found


@cache
def roles() -> tuple[str, ...]:
    """The roles that a party of a deal can have."""
    role = fields().find("parties.*.role")
    assert role is not None
    return role.allowed


def traits_of(outline: Mapping[str, Any], spans: Spans) -> Traits:
    """What an outline says of itself, with the places; `outline` has been validated."""
    values: dict[str, tuple[str, ...]] = {}
    places: dict[str, Span] = {}
    for name, given in outline["traits"].items():
        values[name] = tuple(given)
        places[name] = spans.values[("traits", name)]
    if "has" not in places:
        places["has"] = spans.keys[("traits",)]
    for key, seat in outline["parties"].items():
        side = seat.get("stands_for", seat["term"]).lower()
        if side in SEATS:
            values[side] = tuple(seat["roles"])
            places[side] = spans.values[("parties", key, "roles")]
    return Traits(values, places)
