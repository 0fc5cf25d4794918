"""A deal in; the same deal out, which notes each of its facts that is read.

Drafting reads through it wherever it prints a value or lets one decide what the paper says, so that
what nothing has taken up is known without a list of what is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, fields
from typing import Any

from contracts.model.condition import Condition, Fact, decisive
from contracts.model.deal import Deal, Value
from contracts.model.record import record
from contracts.model.traits import PREFIX


@record
class Watched(Deal):
    """`taken` gathers the dotted paths of the facts that were read: `money.rate_card.tiers.hd`.

    A group, and a list of groups, is no fact: it is noted by what is read of it. A condition that looks
    at a fact takes nothing up; what it hangs on is noted where it decides something.
    """

    taken: set[str] = field(default_factory=set)

    def get(self, path: str) -> Value | None:
        return _noting(Deal.get(self, path), path, self.taken)

    def fact(self, path: str) -> Fact:
        if path.startswith(PREFIX):
            return self.traits.fact(path)
        return Fact(path, Deal.get(self, path), self.span(path))

    def decided(self, condition: Condition) -> None:
        """Note what a condition hangs on that has decided what the paper says."""
        self.taken.update(decisive(condition, self))


def watched(deal: Deal) -> Watched:
    """The deal, watched from now on."""
    return Watched(**_parts(deal))


def unwatched(deal: Deal) -> Deal:
    """The deal, of which nothing is noted: for facts that are reckoned with and not printed."""
    return Deal(**_parts(deal))


def _parts(deal: Deal) -> dict[str, Any]:
    """What a deal consists of, less what was noted of it."""
    return {part.name: getattr(deal, part.name) for part in fields(Deal)}


def bare(value: object) -> object:
    """A value as the deal holds it, which notes nothing any more."""
    return value.values_of if isinstance(value, _Group) else value


def _noting(value: Value | None, path: str, taken: set[str]) -> Value | None:
    if isinstance(value, Mapping):
        return _Group(value, path, taken)
    if isinstance(value, tuple) and any(isinstance(member, Mapping) for member in value):
        found = tuple(_noting(member, f"{path}.{i}", taken) for i, member in enumerate(value))
        return tuple(member for member in found if member is not None)
    taken.add(path)
    return value


class _Group(Mapping[str, Value]):
    """A group of fields that notes which of them are read."""

    __slots__ = ("path", "taken", "values_of")

    def __init__(self, values_of: Mapping[str, Value], path: str, taken: set[str]) -> None:
        self.values_of, self.path, self.taken = values_of, path, taken

    def __getitem__(self, key: str) -> Value:
        found = _noting(self.values_of[key], f"{self.path}.{key}", self.taken)
        assert found is not None  # a group holds no empty fields
        return found

    def __contains__(self, key: object) -> bool:
        return key in self.values_of

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_of)

    def __len__(self) -> int:
        return len(self.values_of)
