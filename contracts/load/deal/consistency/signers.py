"""Whom a deal is about, against who signs it: a child and a guardian, a person and that person's copy."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.load.deal.consistency.misfit import Held, Look, Misfit, given, misfit
from contracts.model.clause import Library
from contracts.model.deal import Deal, Party


def _guardian(deal: Deal, library: Library) -> Iterator[Misfit]:
    guardian, child = deal.text("minor.guardian"), deal.text("release.subject")
    signs = next((party for party in deal.parties if party.role == "guardian"), None)
    if deal.text("release.kind") == "guardian" and guardian and signs is not None:
        if not _is(guardian, signs):
            yield misfit(
                deal,
                f"{guardian} is named as the guardian, and {signs.name} signs as the guardian",
                "name the same person in minor.guardian and in the party of role guardian",
                "minor.guardian",
            )
        elif _same(guardian, child):
            yield misfit(
                deal,
                f"{child} is the child that is released, and the child's guardian",
                "name the child in release.subject, and the adult who signs in minor.guardian",
                "release.subject",
            )
    other = deal.party("licensee")
    for field in ("guardian", "trustee"):
        name = deal.text(f"minor.{field}")
        if name and other is not None and _is(name, other):
            yield misfit(
                deal,
                f"{name} is the child's {field}, and stands on the other side of the deal",
                f"name a {field} who is not the licensee",
                f"minor.{field}",
            )
    told = given(deal, "likeness") or deal.text("release.kind") == "guardian"  # said elsewhere
    minors = [party for party in deal.everybody() if party.guardian]
    told = told or bool(minors)
    acting = [signatory.name for party in minors for signatory in party.signatories]
    if guardian and acting and not any(_same(guardian, name) for name in acting):
        yield misfit(
            deal,
            f"{guardian} is named as the guardian, and {', '.join(acting)} acts for the minor who is a party",
            "name the same person in minor.guardian and in the guardian of the party",
            "minor.guardian",
        )
    if given(deal, "minor") and deal.text("people.minors") == "none" and not told:
        yield misfit(
            deal,
            "the deal says who acts for a child, and that no minor can be seen or heard",
            "make people.minors background or featured, or remove minor",
            "minor",
        )


def _release_of_a_child(deal: Deal, library: Library) -> Iterator[Misfit | Held]:
    if deal.text("release.kind") != "guardian":
        return
    if not any(party.role == "guardian" for party in deal.parties):
        yield misfit(
            deal,
            "a release of a child is signed by nobody who has authority for the child",
            "make the role of the party who signs for the child guardian",
            "release.kind",
        )
    yield Held("people.minors")
    if deal.text("people.minors") == "none":
        yield misfit(
            deal,
            "a child is released, and people.minors is none",
            "make people.minors featured, or background where the child is merely in the background",
            "people.minors",
            "release.kind",
        )


def _released(deal: Deal, library: Library) -> Iterator[Misfit]:
    licensor, subject = deal.party("licensor"), deal.text("release.subject")
    if licensor is None or deal.text("release.kind") != "model":
        return
    shown = licensor.artist.name if licensor.artist else licensor.name
    if not licensor.natural and licensor.artist is None:
        yield misfit(
            deal,
            "a person's likeness and voice are released by a company, which has neither",
            "make the party the person who is released, or name that person as the artist whom the company "
            "furnishes; or make release.kind location or music",
            "parties.licensor.kind",
            "release.kind",
        )
    elif subject and shown.casefold() not in subject.casefold():
        yield misfit(
            deal,
            f"{subject} is released, and {shown} signs",
            "make the party the person who is released; for a child, make release.kind guardian",
            "release.subject",
        )


def _copied(deal: Deal, library: Library) -> Iterator[Misfit]:
    """A replica is of the performer who signs, or is agreed by a holder of that person's rights."""
    licensor, person = deal.party("licensor"), deal.text("replica.person")
    if licensor is None or deal.get("replica.granted") is not True:
        return
    performs = licensor.role == "performer" and all(member.natural for member in licensor.members)
    signs = any(_is(person, member) for member in licensor.members)
    if deal.get("replica.deceased") is True:
        if not person and deal.traits.grants("replicas"):
            yield misfit(
                deal,
                "the replica is of a person who has died, and nobody says of whom",
                "name that person in replica.person",
                "replica.deceased",
                rule="missing",
            )
        if performs and person and signs:
            yield misfit(
                deal,
                f"{licensor.name} signs as the performer, and the replica is of a person who has died",
                "make the party who signs a rightsholder, or replica.deceased false",
                "replica.deceased",
            )
    elif person and performs and not signs:
        yield misfit(
            deal,
            f"the replica is of {person}, and {licensor.name} signs as the performer",
            "make the role of the party rightsholder, or let the person who is copied sign",
            "replica.person",
        )


def _recognised(deal: Deal, library: Library) -> Iterator[Misfit]:
    """Where a face or a voice is what the deal is about, the footage holds one."""
    modalities = deal.get("replica.modalities")
    copies = deal.traits.grants("replicas")  # elsewhere a replica is refused for other reasons
    copied = modalities if copies and isinstance(modalities, tuple) else ()
    likeness, model = given(deal, "likeness"), deal.text("release.kind") in ("model", "guardian")
    if (likeness or model or {"face", "body"}.intersection(copied)) and _denied(deal, "identifiable"):
        yield misfit(
            deal,
            "the deal is about a person's likeness, and says that nobody can be recognised",
            "make people.identifiable true, or leave it out",
            "people.identifiable",
        )
    if (likeness or "voice" in copied) and _denied(deal, "voice"):
        yield misfit(
            deal,
            "the deal is about a person's voice, and says that no voice can be heard",
            "make people.voice true, or leave it out",
            "people.voice",
        )
    licensor = deal.party("licensor")
    if likeness and licensor is not None and not licensor.natural and licensor.artist is None:
        yield misfit(
            deal,
            "a company consents to the use of its likeness and voice, and has neither",
            "make the party the person who is shown, or name that person as the company's artist",
            "parties.licensor.kind",
        )


def _denied(deal: Deal, field: str) -> bool:
    return given(deal, f"people.{field}") and deal.get(f"people.{field}") is False


def _is(name: str, party: Party) -> bool:
    """Whether a name is that of a party or of who signs for it."""
    return any(_same(name, other) for other in (party.name, *(s.name for s in party.signatories)))


def _same(one: str, other: str) -> bool:
    return one.casefold().strip() == other.casefold().strip() != ""


LOOKS: tuple[Look, ...] = (_guardian, _release_of_a_child, _released, _copied, _recognised)
