"""Who sits where, and who may sign."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from contracts.load.deal.consistency.misfit import Held, Look, Misfit, given, misfit
from contracts.load.suggest import suggest
from contracts.model.clause import Library
from contracts.model.deal import Deal


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


def _people(deal: Deal, library: Library) -> Iterator[Misfit | Held]:
    start, adult_at = deal.get("effective_date"), library.figures["age-of-majority"].value
    for party in deal.parties:
        path = f"parties.{party.key}"
        if party.kind == "company" and party.signatory.title:
            yield Held(f"{path}.signatory.title")
        elif party.kind == "company":
            yield misfit(
                deal,
                f"{party.key}: a company signs through an office-holder, and no title is given",
                "add signatory.title, such as Director",
                f"{path}.signatory",
                rule="missing",
            )
        for field, kind in (
            ("jurisdiction", "person"),
            ("registration", "person"),
            ("birth_date", "company"),
        ):
            if party.kind == kind and given(deal, f"{path}.{field}"):
                yield misfit(
                    deal,
                    f"{party.key}: a {kind} has no {field.replace('_', ' ')}",
                    f"remove {field}, or change kind",
                    f"{path}.{field}",
                )
        born = deal.get(f"{path}.birth_date")
        if not (isinstance(born, date) and isinstance(start, date)):
            continue
        yield Held(f"{path}.birth_date")
        if _age(born, start) < adult_at:
            yield misfit(
                deal,
                f"{party.key} is under {adult_at} on the effective date",
                "a minor cannot sign; only a release can be given for a child, by the guardian as the party",
                f"{path}.birth_date",
                rule="minor-party",
            )
    names = [p.name.casefold() for p in deal.parties]
    for party in deal.parties[1:]:
        if party.name.casefold() in names[: deal.parties.index(party)]:
            yield misfit(
                deal,
                f"{party.name} stands on both sides of the deal",
                "each party must be somebody else",
                f"parties.{party.key}.name",
            )


def _signing(deal: Deal, library: Library) -> Iterator[Misfit]:
    outline = library.outlines.get(deal.text("agreement"))
    order = deal.get("signing.order")
    if outline is not None and isinstance(order, tuple):
        signing = [seat.key for seat in outline.parties if seat.key in outline.signs]
        if sorted(str(key) for key in order) != sorted(signing):
            yield misfit(
                deal,
                f"signing.order must name everyone who signs a {outline.id}, once each",
                f"write: [{', '.join(signing)}], in the order in which they sign",
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
    for party in deal.parties:
        yield from map(_is_in, (party.residence, party.nationality, party.jurisdiction))
    for places in ("nexus.services", "nexus.filming"):
        found = deal.get(places)
        yield isinstance(found, tuple) and any(_is_in(str(place)) for place in found)


def _is_in(place: str) -> bool:
    return place.split("-", maxsplit=1)[0] == "ID"


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


LOOKS: tuple[Look, ...] = (
    _seats,
    _people,
    _signing,
)
