"""What a clash is, and how to ask an agreement whether it has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from contracts.model.agreement import Agreement, Provision
from contracts.model.condition import ALWAYS, Condition
from contracts.model.problem import Severity

Stands = Mapping[str, tuple[str, ...]]
"""Clause ids with the positions meant."""

CREATOR = ("creator",)
BALANCED = ("balanced",)
LICENSEE = ("licensee",)
NOT_LICENSEE = CREATOR + BALANCED
NOT_CREATOR = BALANCED + LICENSEE
ANY = CREATOR + BALANCED + LICENSEE


def always(agreement: Agreement) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Clash:
    """Any of `one` beside any of `other`, while `when` holds of the deal and `test` of it all.

    With `other` empty, one of `one` is enough; with `one` empty as well, the deal alone decides.
    `why` says what each of the two says; `fields` are the deal fields concerned, of which the
    first that was given is where the clash is reported.
    """

    name: str
    why: str
    help: str
    one: Stands = field(default_factory=dict)
    other: Stands = field(default_factory=dict)
    when: Condition = ALWAYS
    test: Callable[[Agreement], bool] = always
    fields: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR

    def pairs(self, standing: Mapping[str, Provision]) -> Iterator[tuple[Provision, ...]]:
        """The provisions that clash; an empty tuple where the deal alone does."""
        if not self.one:
            yield ()
        for first in _at(self.one, standing):
            if not self.other:
                yield (first,)
            for second in _at(self.other, standing):
                yield (first, second)


def _at(stands: Stands, standing: Mapping[str, Provision]) -> Iterator[Provision]:
    for clause, positions in stands.items():
        provision = standing.get(clause)
        if provision is not None and provision.position in positions:
            yield provision
