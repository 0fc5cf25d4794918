"""What every look at a deal shares: places, what was given, and the misfit it reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from contracts.model.clause import Library
from contracts.model.deal import Deal
from contracts.model.problem import Problem, Span
from contracts.model.record import record


@record
class Misfit:
    """A problem, and the blocks of the deal (`money`) that it is about."""

    topics: tuple[str, ...]
    problem: Problem


@record
class Held:
    """A field that was held against law or against another field, and passed: the deal hangs on it."""

    path: str


Look: TypeAlias = Callable[[Deal, Library], Iterator[Misfit | Held]]
"""Looks at one matter of a deal. A faulty deal may lack anything: a look takes nothing for granted."""


def at(deal: Deal, *paths: str) -> Span:
    """The place of the first of these fields that was written, or of what is around it."""
    for path in paths:
        steps = path.split(".")
        for end in range(len(steps), 0, -1):
            if span := deal.span(".".join(steps[:end])):
                return span
    return Span(deal.file, 1)


def given(deal: Deal, path: str) -> bool:
    """Whether the deal itself states a field."""
    return deal.span(path) is not None


def misfit(deal: Deal, message: str, help: str, *paths: str, rule: str = "contradictory") -> Misfit:
    """A problem at the first of `paths` that was written."""
    topics = tuple(dict.fromkeys(path.split(".")[0] for path in paths))
    return Misfit(topics, Problem(rule, message, at(deal, *paths), help=help))


def an(kind: str) -> str:
    """A kind of party with its article: a company, an estate, a public body."""
    shown = kind.replace("-", " ")
    return f"an {shown}" if shown[0] in "aeiou" else f"a {shown}"


def alike(one: object, other: object) -> bool:
    """Whether two fields say the same; of names, whatever the case."""
    if isinstance(one, str) and isinstance(other, str):
        return one.casefold().strip() == other.casefold().strip()
    return one == other
