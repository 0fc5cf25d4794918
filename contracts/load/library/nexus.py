"""The nexus of a rule of law in; the condition that asks a deal for it out.

A rule of California is reached by California and by a bare United States: a country is all its
parts, and a deal that names no State may be in any of them. It is not reached by New York.
"""

from __future__ import annotations

from typing import Any

from contracts.load.suggest import suggest
from contracts.load.world.places import is_place
from contracts.load.yaml import Spans
from contracts.model.condition import Any as AnyOf
from contracts.model.condition import Condition, Parties, Test
from contracts.model.problem import Problems

UNIONS = {
    "EU": (
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"),
        *("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
    )
}
"""Unions of countries whose law reaches all of them. Source: Treaty on European Union, Article 52,
without the United Kingdom, which left on 31 January 2020."""

PARTIES = ("residence", "nationality", "jurisdiction")
PLACES = ("services", "filming", "distribution")
THROUGH = ("law", *PARTIES, *PLACES)
"""What can carry a rule to a deal: the governing law, who the parties are, where things happen."""


def reach(value: dict[str, Any], spans: Spans, problems: Problems) -> Condition:
    """The condition for `places` (countries, subdivisions, unions) and `through` (all, if left out)."""
    places = _places(value["places"], spans, problems)
    through = value.get("through", THROUGH)
    parts: list[Condition] = []
    if "law" in through:
        parts.append(Test("governing_law", "touches", places))
    # A nationality is of a country: it says nothing of a State.
    nations = tuple(p for p in places if "-" not in p)
    parties = tuple(
        Test(name, "touches", nations if name == "nationality" else places)
        for name in PARTIES
        if name in through and (nations or name != "nationality")
    )
    if parties:
        parts.append(Parties("any_party", AnyOf(parties)))
    parts += [Test(f"nexus.{name}", "touches", places) for name in PLACES if name in through]
    return AnyOf(tuple(parts))


def _places(named: list[str], spans: Spans, problems: Problems) -> tuple[str, ...]:
    found: list[str] = []
    for i, name in enumerate(named):
        if name not in UNIONS and not is_place(name):
            where = spans.values.get(("reach", "places", i))
            problems.add("bad-value", f'"{name}" is no place', where, help=suggest(name, UNIONS))
        found += UNIONS.get(name, (name,))
    return tuple(found)
