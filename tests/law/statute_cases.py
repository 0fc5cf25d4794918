"""A statute file in; its test deals, each laid over the base deal and assessed, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from contracts.check.law import assess
from contracts.draft import draft
from contracts.draft.facts import before_the_law
from contracts.load.deal.months import take_months
from contracts.load.deal.read import load_deal
from contracts.load.library.read import load_library
from contracts.load.yaml import read
from contracts.model.agreement import Agreement
from contracts.model.clause import Library
from contracts.model.deal import Deal, Value
from contracts.model.statute import Assessment, Statute

BASE = Path(__file__).parent.parent / "cases" / "law" / "base.yaml"
DEFAULT_DAY = date(2026, 12, 1)


@dataclass(frozen=True, slots=True)
class Case:
    """One test of a statute: what it should say, and what it says."""

    name: str
    expected: str
    limbs: frozenset[str]
    found: Assessment


@cache
def library() -> Library:
    return load_library()


@cache
def base() -> tuple[Agreement, Deal]:
    agreement = draft(load_deal(BASE, library()), library())
    facts = before_the_law(agreement)
    assert isinstance(facts, Deal)
    return agreement, facts


def cases(statute: Statute, file: Path) -> Iterator[Case]:
    """Every test in a statute's file: `deal` laid over the base, `clauses` in place of those drafted."""
    document, _ = read(file.read_bytes(), file.name)
    _, facts = base()
    for i, test in enumerate(document.get("tests", ()), 1):
        values = over(facts.values, test["deal"])
        take_months(values)
        if "clauses" in test:
            values = {**values, "included": tuple(test["clauses"])}
        day = date.fromisoformat(test["as_of"]) if "as_of" in test else DEFAULT_DAY
        named = values["parties"]
        assert isinstance(named, Mapping)
        parties = tuple(replace(facts.parties[0], key=key) for key in named)
        outline = library().outlines[str(values["agreement"])]
        deal = replace(facts, values=values, parties=parties, traits=outline.traits)
        limbs = frozenset(test.get("limbs", ()))
        yield Case(f"{statute.id} {i}", test["outcome"], limbs, assess(statute, deal, day))


def over(base: Mapping[str, Value], changes: Mapping[str, Any]) -> dict[str, Value]:
    """Nested `changes` laid over `base`; null takes a value away."""
    merged = dict(base)
    for key, change in changes.items():
        below = merged.get(key)
        if change is None:
            merged.pop(key, None)
        elif isinstance(change, dict):
            merged[key] = over(below if isinstance(below, Mapping) else {}, change)
        else:
            merged[key] = _typed(change)
    return merged


def _typed(value: Any) -> Value:
    if isinstance(value, list):
        return tuple(_typed(v) for v in value)
    if isinstance(value, str) and len(value) == 10 and value[4:5] == value[7:8] == "-":
        return date.fromisoformat(value)
    typed: Value = value
    return typed
