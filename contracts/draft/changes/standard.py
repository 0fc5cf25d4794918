"""A deal and a house standard in; every clause that stands elsewhere, with both texts, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from contracts.draft.assemble import draft
from contracts.model.agreement import Provision, plain_text
from contracts.model.clause import POSITIONS, Library
from contracts.model.deal import Deal


@dataclass(frozen=True, slots=True)
class Difference:
    """A clause of the deal that does not stand where the house standard puts it.

    `steps` counts how far: above zero is further from the creator than the house, below is nearer.
    """

    clause: str
    number: str
    heading: str
    position: str
    house: str
    steps: int
    says: str
    house_says: str
    text: str
    house_text: str


def compare(deal: Deal, library: Library, playbook: str) -> tuple[Difference, ...]:
    """Where the agreement of `deal` departs from `playbook`, in the order of its sections.

    The house's text is drafted for the same deal, so both sides show the deal's own figures.
    """
    theirs = {p.clause.id: p for p in draft(in_house(deal, playbook), library).provisions()}
    return tuple(_differences(tuple(draft(deal, library).provisions()), theirs))


def in_house(deal: Deal, playbook: str) -> Deal:
    """The same deal as a house standard has it: its figures, clauses where the house puts them, no rider."""
    return replace(deal, values={**deal.values, "playbook": playbook, "positions": {}}, riders=())


def _differences(ours: tuple[Provision, ...], theirs: dict[str, Provision]) -> Iterator[Difference]:
    for provision in ours:
        house = theirs.get(provision.clause.id)
        if house is not None and house.position != provision.position:
            yield Difference(
                provision.clause.id,
                provision.number,
                provision.heading,
                provision.position,
                house.position,
                POSITIONS.index(provision.position) - POSITIONS.index(house.position),
                plain_text(provision.plain),
                plain_text(house.plain),
                _text(provision),
                _text(house),
            )


def _text(provision: Provision) -> str:
    return "\n".join(
        f"{paragraph.label} {plain_text(paragraph.inlines)}".strip()
        for top in provision.paragraphs
        for paragraph in top.walk()
    )
