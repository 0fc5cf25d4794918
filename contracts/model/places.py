"""A side of a deal in; every place at which somebody signs for it out, in the order of the paper.

A place has the name of its signature field: that of the seat for whoever signs first, and a number after
it for each further one (`licensor`, `licensor-2`), or the word that says in which capacity.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model.deal import Party, Signatory
from contracts.model.record import record

SIGNS, ARTIST, WITNESS, CONSENT = "signatory", "artist", "witness", "consent"
"""In which capacity somebody signs: for the party; as the artist whom it furnishes; as the witness of
another's signature; to give a consent by itself."""


@record
class Place:
    """Where one person signs for `party`, one of a side, in a `capacity`; a witness for the place `of`."""

    field: str
    party: Party
    signatory: Signatory
    capacity: str = SIGNS
    of: str = ""


def places(side: Party) -> Iterator[Place]:
    """Who signs for a side: its signatories with their witnesses, then the artists whom it furnishes."""
    count = 0
    for member in side.members:
        for signatory in member.signatories:
            count += 1
            field = _numbered(side.seat, count)
            yield Place(field, member, signatory)
            if signatory.witness is not None:
                yield Place(f"{field}-{WITNESS}", member, _witness(signatory), WITNESS, field)
    for number, (member, artist) in enumerate(_artists(side), 1):
        yield Place(_numbered(f"{side.seat}-{ARTIST}", number), member, artist, ARTIST)


def consents(side: Party, name: str = CONSENT, *, persons: bool = False) -> Iterator[Place]:
    """Who gives a consent by itself: each person concerned, whom a company cannot answer for; else who
    signs for the party. Where any one may sign, the first does. Fields bear the `name` of the consent;
    one that only `persons` give is asked of nobody who signs for a company or another body."""
    count = 0
    for member in side.members:
        if persons and member.artist is None and not member.human:
            continue
        signing = member.signatories[:1] if member.any_signs else member.signatories
        for signatory in (member.artist,) if member.artist is not None else signing:
            count += 1
            yield Place(_numbered(f"{side.seat}-{name}", count), member, signatory, CONSENT)


def optional(place: Place) -> bool:
    """Whether the signature of another at the same party is enough."""
    return place.capacity == SIGNS and place.party.any_signs and len(place.party.signatories) > 1


def _artists(side: Party) -> Iterator[tuple[Party, Signatory]]:
    for member in side.members:
        if member.artist is not None:
            yield member, member.artist


def _witness(signatory: Signatory) -> Signatory:
    return Signatory(signatory.witness or "", f"{signatory.path}.{WITNESS}", email=signatory.witness_email)


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}-{number}"
