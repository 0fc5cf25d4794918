"""The head of a column in; the field that it most likely means, and whether that is sure, out.

What heads mean most often is data: heads.yaml.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from contracts.load.deal.fields import schema
from contracts.load.files import resource
from contracts.load.rule import rule_at
from contracts.load.sheet.columns import find, worded
from contracts.load.yaml import read
from contracts.model.deal import Path
from contracts.model.problem import Problem, Span


@cache
def words() -> Mapping[str, Any]:
    """What heads and words mean most often."""
    value, _ = read(resource("contracts.load.sheet", "heads.yaml"), "heads.yaml")
    assert isinstance(value, dict)
    return value


@dataclass(frozen=True, slots=True)
class Guess:
    """The field that a head most likely means, and why that is not sure."""

    field: str
    unsure: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What heads are held against: the fields that short heads can mean, the tiers of the base, and the
    groups that deals like it have no place for."""

    paths: tuple[str, ...]
    tiers: tuple[str, ...]
    unused: Collection[str]
    currency: str


def guess(head: str, ground: Ground) -> Guess | None:
    """The field that a head means: by its own words, by those of a tier, or by what firms write."""
    said = worded(head)
    said = said.replace(" ", "") if all(len(word) == 1 for word in said.split()) else said  # D.O.B.
    bare = " ".join(word for word in said.split() if word not in words()["ignored"]) or said
    if whole := _first(words()["heads"], (bare, said), ground):
        return Guess(whole)
    if either := _first(words()["either"], (bare,), ground):
        return Guess(either, f"'{head[:40]}' does not say whose or what it is: is it {either}?")
    if tier := _tier(bare.split(), ground.tiers):
        return Guess(f"money.rate_card.tiers.{tier}")
    path = find(head, Span("", 1), {}, ground.paths)
    if not isinstance(path, Problem):
        field = ".".join(str(step) for step in path if not isinstance(step, int))
        return Guess(field) if _takes(path) else None
    part = _part(bare, ground)
    return Guess(part, f"'{head[:40]}' may be {part}, by part of its words") if part else None


def _takes(path: Path) -> bool:
    """Whether a cell can hold the field."""
    rule = rule_at(schema(), path)
    kinds = rule.get("type", "string")
    return "dict" not in kinds and rule.get("schema", {}).get("type") != "dict"


def _first(table: Mapping[str, Sequence[str]], said: Collection[str], ground: Ground) -> str:
    """The first field of a table, with a place in the deal, that one of the phrases stands for."""
    return next(
        (
            field
            for field, phrases in table.items()
            if field.partition(".")[0] not in ground.unused and any(phrase in phrases for phrase in said)
        ),
        "",
    )


def _part(bare: str, ground: Ground) -> str:
    """The field of the longest phrase whose words all stand in a head."""
    said = set(bare.split())
    found = [
        (len(phrase.split()), field)
        for field, phrases in words()["heads"].items()
        for phrase in phrases
        if set(phrase.split()) <= said and field.partition(".")[0] not in ground.unused
    ]
    return max(found, default=(0, ""))[1]


def _tier(said: Sequence[str], known_tiers: Sequence[str]) -> str:
    """The tier whose rate a head names; none where it names several."""
    if not set(said) & set(words()["rates"]):
        return ""
    found = [tier for tier in known_tiers if set(worded(tier).split()) & set(said)]
    return found[0] if len(found) == 1 else ""


def tiers(base: Mapping[str, Any]) -> tuple[str, ...]:
    """The tiers that the base has a rate for."""
    found: Any = base
    for step in ("money", "rate_card", "tiers"):
        found = found.get(step) if isinstance(found, dict) else None
    return tuple(found) if isinstance(found, dict) else ()
