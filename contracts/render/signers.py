"""An agreement in; the people who sign it out, each once, with what each signs and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contracts.model.agreement import Agreement, ExecutionBlock
from contracts.model.deal import Party, Signatory
from contracts.model.places import optional


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who signs, for `party`: `number` is the place in the list, `turn` the round, both from 1.

    `others` may sign in place of this one, where a provider sends one request to several; where it cannot,
    each has a request, which is `optional`.
    """

    party: Party
    signatory: Signatory
    number: int
    turn: int
    blocks: tuple[ExecutionBlock, ...]
    others: Sequence[Signatory] = ()
    optional: bool = False

    @property
    def role(self) -> str:
        """What the request calls this person: the party, and a capacity unless for it alone."""
        first = self.blocks[0]
        return first.term if first.binds else f"{first.term}, {first.capacity}"

    @property
    def field(self) -> str:
        """The first of the fields that this person signs, by which the request names them."""
        return self.blocks[0].field


def signers(agreement: Agreement, *, sets: bool = False) -> tuple[Signer, ...]:
    """Everybody who signs, in the deal's order; all in the first round where it gives none.

    With `sets`, those of whom one is enough are one signer, who stands where the first of them stands.
    """
    found: dict[tuple[str, str], list[ExecutionBlock]] = {}
    for block in sorted(agreement.execution, key=agreement.signing.turn):
        found.setdefault(block.person, []).append(block)
    made: list[Signer] = []
    instead: dict[str, list[Signatory]] = {}
    for own in found.values():
        first = own[0]
        one = optional(first.place)
        if one and sets and first.party.key in instead:
            instead[first.party.key].append(first.signatory)
            continue
        others = instead.setdefault(first.party.key, []) if one and sets else []
        made.append(
            Signer(
                party=first.party,
                signatory=first.signatory,
                number=len(made) + 1,
                turn=min(map(agreement.signing.turn, own)),
                blocks=tuple(own),
                others=others,
                optional=one and not sets,
            )
        )
    return tuple(made)
