"""What each party is, against what is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from contracts.load.deal.consistency.misfit import Held, Look, Misfit, alike, an, given, misfit
from contracts.model.clause import Library
from contracts.model.deal import Deal, Party

BODIES = ("company", "partnership", "trust", "public-body")
HELD_BY: Mapping[str, tuple[str, ...]] = {
    "jurisdiction": BODIES,
    "registration": BODIES,
    "artist": ("company", "partnership"),
    "birth_date": ("person",),
    "trading_as": ("person",),
    "guardian": ("person",),
    "estate": ("estate",),
    "trust": ("trust",),
}
"""Fields that only parties of some kinds have."""

_ESTATE = re.compile(r"(?:the )?estate of\b|(?:late )?.+, deceased$", re.IGNORECASE)
"""Names by which an estate goes."""


def _kinds(deal: Deal, library: Library) -> Iterator[Misfit | Held]:
    for party in deal.everybody():
        path, kind = f"parties.{party.key}", party.kind
        yield Held(f"{path}.kind")
        for field, kinds in HELD_BY.items():
            trades = field == "registration" and deal.get(f"{path}.trading_as") is not None
            if kind not in kinds and not trades and given(deal, f"{path}.{field}"):
                yield misfit(
                    deal,
                    f"{party.key}: {an(kind)} has no {field.replace('_', ' ')}",
                    f"remove {field}, or change kind",
                    f"{path}.{field}",
                )
        if kind == "estate" and deal.get(f"{path}.estate") is None:
            yield misfit(
                deal,
                f"{party.key}: nobody says whose estate it is",
                "add estate: {of, died, letters, court}: who died and when, and what the executor acts under",
                path,
                rule="missing",
            )
        elif kind in BODIES and _ESTATE.match(party.name):
            yield misfit(
                deal,
                f"{party.name} is an estate by its name, and {an(kind)} by its kind",
                "make kind estate, and add estate: {of, died, letters, court}",
                f"{path}.kind",
            )


def _estates(deal: Deal, library: Library) -> Iterator[Misfit]:
    """An estate acts after the death, and a replica that it allows is of the person who has died."""
    start = deal.get("effective_date")
    for party in deal.everybody():
        path = f"parties.{party.key}.estate"
        died, of = deal.get(f"{path}.died"), deal.text(f"{path}.of")
        if isinstance(died, date) and isinstance(start, date) and died > start:
            yield misfit(
                deal,
                f"{of or party.name} died on {died}, after the agreement starts on {start}",
                f"correct {path}.died",
                f"{path}.died",
            )
        if party.kind != "estate" or party.key != "licensor" or deal.get("replica.granted") is not True:
            continue
        if given(deal, "replica.deceased") and deal.get("replica.deceased") is False:
            yield misfit(
                deal,
                "an estate allows the replica, and the person copied is said to be alive",
                "make replica.deceased true, or leave it out",
                "replica.deceased",
            )
        for field, own in (("person", of), ("died", died), ("rightsholder", party.name)):
            said = deal.get(f"replica.{field}")
            if given(deal, f"replica.{field}") and own and not alike(said, own):
                yield misfit(
                    deal,
                    f"replica.{field} is {said}, and the estate that allows the replica says {own}",
                    f"leave replica.{field} out, or make the two the same",
                    f"replica.{field}",
                )


def _named_once(deal: Deal, library: Library) -> Iterator[Misfit]:
    seen: dict[str, Party] = {}
    for party in deal.everybody():
        before = seen.setdefault(party.name.casefold(), party)
        if before is not party:
            beside = before.seat == party.seat
            yield misfit(
                deal,
                f"{party.name} stands {'twice on one side' if beside else 'on both sides'} of the deal",
                "name each person once" if beside else "each party must be somebody else",
                f"parties.{party.key}.name",
            )


LOOKS: tuple[Look, ...] = (_kinds, _estates, _named_once)
