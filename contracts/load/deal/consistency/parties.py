"""Who sits where, and in which order they sign."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.load.deal.consistency.misfit import Look, Misfit, given, misfit
from contracts.load.suggest import suggest
from contracts.model.clause import Library
from contracts.model.deal import Deal
from contracts.model.places import places


def _seats(deal: Deal, library: Library) -> Iterator[Misfit]:
    outline = library.outlines.get(deal.text("agreement"))
    if outline is None:
        return
    seats = {seat.key: seat for seat in outline.parties}
    for party in deal.parties:
        if party.key not in seats:
            yield misfit(
                deal,
                f'a {outline.id} has no party "{party.key}"',
                suggest(party.key, seats),
                f"parties.{party.key}",
                rule="unknown-party",
            )
        elif party.role not in seats[party.key].roles:
            yield misfit(
                deal,
                f'the {party.key} of a {outline.id} cannot be a party of role "{party.role}"',
                suggest(party.role, seats[party.key].roles),
                f"parties.{party.key}.role",
                rule="wrong-role",
            )
    for key in seats:
        if deal.party(key) is None:
            yield misfit(
                deal,
                f'the party "{key}" is missing',
                f"a {outline.id} needs: {', '.join(seats)}",
                "parties",
                rule="missing",
            )
    for need in outline.requires:
        if need != "clips" and deal.get(need) is None:
            yield misfit(
                deal,
                f'"{need}" is missing: agreements of type {outline.id} need it',
                getattr(deal.fields.find(need), "help", ""),
                need,
                rule="missing",
            )
        named = given(deal, "assets.manifest") or given(deal, "assets.clips")
        if need == "clips" and not named and deal.get("assets") is not None:
            yield misfit(
                deal,
                "the clips are missing: neither assets.manifest nor assets.clips is given",
                "name a CSV file in assets.manifest, or list the clips in assets.clips",
                "assets",
                rule="missing",
            )


def _signing(deal: Deal, library: Library) -> Iterator[Misfit]:
    outline = library.outlines.get(deal.text("agreement"))
    order = deal.get("signing.order")
    if outline is not None and isinstance(order, tuple):
        signing = [seat.key for seat in outline.parties if seat.key in outline.signs]
        named, sides = [str(key) for key in order], [p for p in deal.parties if p.key in signing]
        own = {side.key: [place.field for place in places(side)] for side in sides}
        known = {*signing, *(field for fields in own.values() for field in fields)}
        left = [key for key in signing if key not in named and not set(own.get(key, [key])) <= set(named)]
        if left or len(set(named)) < len(named) or not known.issuperset(named):
            yield misfit(
                deal,
                f"signing.order must name everyone who signs a {outline.id}, once each",
                f"write: [{', '.join(signing)}], in the order in which they sign; a seat stands for all who "
                "sign there and are not named by themselves"
                + (f": {', '.join(sorted(known))}" if known > set(signing) else ""),
                "signing.order",
                rule="bad-value",
            )
    if deal.get("signing.e_meterai") is True and not any(_in_indonesia(deal)):
        yield misfit(
            deal,
            "a place for an Indonesian stamp is asked for, and nothing in the deal is Indonesian",
            "remove signing.e_meterai, or give the party's residence, nationality or the law",
            "signing.e_meterai",
        )


def _in_indonesia(deal: Deal) -> Iterator[bool]:
    yield _is_in(deal.text("governing_law"))
    for party in deal.everybody():
        yield from map(_is_in, (party.residence, party.nationality, party.jurisdiction))
    for field in ("nexus.services", "nexus.filming"):
        found = deal.get(field)
        yield isinstance(found, tuple) and any(_is_in(str(place)) for place in found)


def _is_in(place: str) -> bool:
    return place.split("-", maxsplit=1)[0] == "ID"


LOOKS: tuple[Look, ...] = (_seats, _signing)
