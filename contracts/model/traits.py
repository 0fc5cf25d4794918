"""What an agreement type says it is: what it grants, what else is in it, who may sit on which side.

Conditions ask it by `type.grants`, `type.has`, `type.licensor` and `type.licensee`, so that no clause
needs to know a type by its name, and a new type gets what belongs to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from contracts.model.condition import Fact
from contracts.model.problem import Span
from contracts.model.record import record

PREFIX = "type."
"""What the path of a trait begins with."""


@record
class Traits:
    """The traits of one agreement type, and where its outline states each."""

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spans: Mapping[str, Span] = field(default_factory=dict)

    def get(self, name: str) -> tuple[str, ...]:
        """A trait by its name; nothing where the outline does not state it."""
        return self.values.get(name, ())

    def grants(self, *what: str) -> bool:
        """Whether the type grants any of these; with no argument, whether it grants anything."""
        given = self.get("grants")
        return any(thing in given for thing in what) if what else bool(given)

    def has(self, *what: str) -> bool:
        """Whether any of these is in agreements of the type."""
        return any(thing in self.get("has") for thing in what)

    def fact(self, path: str) -> Fact:
        """A trait as a condition sees it, by its path: `type.grants`."""
        name = path.removeprefix(PREFIX)
        return Fact(path, self.get(name), self.spans.get(name))


NONE = Traits()
"""Of a type that nobody knows."""
