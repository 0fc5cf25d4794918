"""How old whoever signs is, and whom a company furnishes that performs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from contracts.load.deal.consistency.kinds import BODIES, HELD_BY
from contracts.load.deal.consistency.misfit import Held, Look, Misfit, alike, an, given, misfit
from contracts.model.clause import Library
from contracts.model.deal import Deal, Party


def _ages(deal: Deal, library: Library) -> Iterator[Misfit | Held]:
    """Nobody under age signs; a parent or guardian may, where no replica or likeness is granted."""
    start, adult_at = deal.get("effective_date"), int(library.figures["age-of-majority"].value)
    if not isinstance(start, date):
        return
    copies = deal.traits.grants("replicas", "likenesses") or deal.get("replica.granted") is True
    for party in deal.everybody():
        path = f"parties.{party.key}"
        born = deal.get(f"{path}.birth_date")
        young = isinstance(born, date) and _age(born, start) < adult_at
        if isinstance(born, date):
            yield Held(f"{path}.birth_date")
        if young and party.guardian and copies:
            yield misfit(
                deal,
                f"{party.name} is under {adult_at}, and the deal is about a copy of face or voice",
                "no replica of a minor can be agreed, whoever consents",
                f"{path}.birth_date",
                rule="replica-of-minor",
            )
        elif young and not party.guardian:
            yield misfit(
                deal,
                f"{party.key} is under {adult_at} on the effective date",
                "a minor cannot sign: give guardian: {name, capacity}, who acts and signs; a release for "
                "a child is given by the guardian as the party",
                f"{path}.birth_date",
                rule="minor-party",
            )
        elif party.guardian and born is None:
            yield misfit(
                deal,
                f"{party.key}: a parent or guardian acts, and nobody says how old {party.name} is",
                "add birth_date",
                f"{path}.guardian",
                rule="missing",
            )
        elif party.guardian and not young:
            yield misfit(
                deal,
                f"{party.key}: a parent or guardian acts for {party.name}, who is of age",
                "remove guardian, and let the person sign; who acts for an adult has a power of attorney",
                f"{path}.guardian",
            )
        yield from _artist_age(deal, party, start, adult_at, copies=copies)


def _artist_age(
    deal: Deal, party: Party, start: date, adult_at: int, *, copies: bool
) -> Iterator[Misfit | Held]:
    """An artist consents by a signature of its own, so it is asked how old that person is."""
    if party.artist is None:
        return
    path, born = party.artist.path, deal.get(f"{party.artist.path}.birth_date")
    if isinstance(born, date):
        yield Held(f"{path}.birth_date")
        if _age(born, start) < adult_at:
            yield misfit(
                deal,
                f"{party.artist.name}, furnished by {party.name}, is under {adult_at} on the effective date",
                "no replica of a minor can be agreed, whoever consents"
                if copies
                else "make the artist the party, with the parent or guardian who acts",
                f"{path}.birth_date",
                rule="replica-of-minor" if copies else "minor-party",
            )
    elif copies or party.role == "performer":
        yield misfit(
            deal,
            f"{party.name} furnishes {party.artist.name}, and nobody says how old that person is",
            f"add {path}.birth_date",
            path,
            "replica.person",
            rule="missing",
        )


def _furnished(deal: Deal, library: Library) -> Iterator[Misfit]:
    """A company has no voice: what performs is somebody whom it furnishes, and that is who is copied."""
    person, alive = deal.text("replica.person"), deal.get("replica.deceased") is not True
    artists = [p.artist.name for p in deal.everybody() if p.artist is not None and p.seat == "licensor"]
    granted = deal.get("replica.granted") is True and deal.traits.grants("replicas")
    for party in deal.everybody():
        path = f"parties.{party.key}"
        if given(deal, f"{path}.artist") and party.artist is None and party.kind in HELD_BY["artist"]:
            yield misfit(
                deal,
                f"{party.name} furnishes an artist, and nobody says whom",
                "add artist.name",
                f"{path}.artist",
                rule="missing",
            )
        body = party.kind in BODIES and party.role == "performer" and party.artist is None
        if granted and alive and body and not given(deal, f"{path}.artist"):
            yield misfit(
                deal,
                f"{party.name} performs, and as {an(party.kind)} has neither a face nor a voice",
                "add artist: {name, birth_date}, the person whom it furnishes; or make role rightsholder",
                f"{path}.role",
                rule="missing",
            )
    if granted and alive and person and artists and not any(alike(person, name) for name in artists):
        yield misfit(
            deal,
            f"the replica is of {person}, and the artist furnished is {', '.join(artists)}",
            "name the same person in replica.person and in artist, or leave replica.person out",
            "replica.person",
        )


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


LOOKS: tuple[Look, ...] = (_ages, _furnished)
