"""A drafted agreement in; where it departs from its house standard, and what each departure changes, out."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.draft.memo.positions import Positions, text, words
from contracts.model.agreement import Agreement, Provision
from contracts.model.clause import POSITIONS
from contracts.model.memo import Departure, Effect


def departures(agreement: Agreement, positions: Positions) -> Iterator[Departure]:
    """The deviations of an agreement, in the order of its sections."""
    found = {d.clause: d for d in agreement.deviations}
    for provision in agreement.printed():  # a short clause departs as one, with all that it stands for
        deviation = found.get(provision.clause.id)
        if deviation is None:
            continue
        house = positions.at(provision.clause.id, deviation.house)
        yield Departure(
            clause=provision.clause.id,
            section=provision.number,
            heading=provision.heading,
            position=provision.position,
            house=deviation.house,
            steps=POSITIONS.index(provision.position) - POSITIONS.index(deviation.house),
            effects=tuple(_all_effects(provision, house, positions)) if house else (),
            text=text(provision.paragraphs),
            house_text=text(house.paragraphs) if house else "",
            where=str(deviation.span or ""),
        )


def _all_effects(here: Provision, house: Provision, positions: Positions) -> Iterator[Effect]:
    """The effects on each clause that stands here, under either position."""
    before = {p.clause.id: p for p in house.standing()}
    for provision in here.standing():
        yield from _effects(provision, before[provision.clause.id], positions)


def _effects(here: Provision, house: Provision, positions: Positions) -> Iterator[Effect]:
    """Each row in which the two positions differ; where no row does, their plain lines."""
    clause = here.clause
    before = {label: says for _, label, says in positions.rows(clause, house.position)}
    after = {label: says for _, label, says in positions.rows(clause, here.position)}
    changed = [label for label in dict.fromkeys((*before, *after)) if before.get(label) != after.get(label)]
    for label in changed:
        yield Effect(label, before.get(label, ""), after.get(label, ""))
    if not changed:
        yield Effect("", words(house.plain), words(here.plain))
