"""What each party is, against what is said of it: of its kind, its age, and who signs for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from contracts.load.deal.consistency.misfit import Held, Look, Misfit, given, misfit
from contracts.model.clause import Library
from contracts.model.deal import Deal, Party, Signatory

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

SHOWN = {"public-body": "public body"}
OFFICES = {"estate": "Executor", "partnership": "Partner"}

_ESTATE = re.compile(r"(?:the )?estate of\b|(?:late )?.+, deceased$", re.IGNORECASE)
"""Names by which an estate goes."""


def _kinds(deal: Deal, library: Library) -> Iterator[Misfit]:
    for party in _everybody(deal):
        path, kind = f"parties.{party.key}", party.kind
        for field, kinds in HELD_BY.items():
            trades = field == "registration" and deal.get(f"{path}.trading_as") is not None
            if kind not in kinds and not trades and given(deal, f"{path}.{field}"):
                yield misfit(
                    deal,
                    f"{party.key}: {_a(kind)} has no {field.replace('_', ' ')}",
                    f"remove {field}, or change kind",
                    f"{path}.{field}",
                )
        if kind == "estate" and deal.get(f"{path}.estate") is None:
            yield misfit(
                deal,
                f"{party.key}: nobody says whose estate it is",
                "add estate: {of, died, letters, court}: who has died and when, and what the executor acts under",
                path,
                rule="missing",
            )
        elif kind in BODIES and _ESTATE.match(party.name):
            yield misfit(
                deal,
                f"{party.name} is an estate by its name, and {_a(kind)} by its kind",
                "make kind estate, and add estate: {of, died, letters, court}",
                f"{path}.kind",
            )


def _estates(deal: Deal, library: Library) -> Iterator[Misfit]:
    """An estate acts after the death, and a replica that it allows is of the person who has died."""
    start = deal.get("effective_date")
    for party in _everybody(deal):
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
            if given(deal, f"replica.{field}") and own and not _alike(said, own):
                yield misfit(
                    deal,
                    f"replica.{field} is {said}, and the estate that allows the replica says {own}",
                    f"leave replica.{field} out, or make the two the same",
                    f"replica.{field}",
                )


def _ages(deal: Deal, library: Library) -> Iterator[Misfit | Held]:
    """Nobody under age signs; a parent or guardian may, where no replica or likeness is granted."""
    start, adult_at = deal.get("effective_date"), int(library.figures["age-of-majority"].value)
    if not isinstance(start, date):
        return
    copies = deal.traits.grants("replicas", "likenesses") or deal.get("replica.granted") is True
    for party in _everybody(deal):
        path = f"parties.{party.key}"
        born = deal.get(f"{path}.birth_date")
        young = isinstance(born, date) and _age(born, start) < adult_at
        if isinstance(born, date):
            yield Held(f"{path}.birth_date")
        if young and party.guardian and copies:
            yield misfit(
                deal,
                f"{party.name} is under {adult_at}, and the deal is about a copy of the likeness or the voice",
                "no replica of a minor can be agreed, whoever consents",
                f"{path}.birth_date",
                rule="replica-of-minor",
            )
        elif young and not party.guardian:
            yield misfit(
                deal,
                f"{party.key} is under {adult_at} on the effective date",
                "a minor cannot sign: give guardian: {name, capacity}, who acts and signs; a release for a child "
                "is given by the guardian as the party",
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
                "remove guardian, and let the person sign; who acts for a grown-up signs under a power of attorney",
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
                f"{party.artist.name}, whom {party.name} furnishes, is under {adult_at} on the effective date",
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
    artists = [p.artist.name for p in _everybody(deal) if p.artist is not None and p.seat == "licensor"]
    granted = deal.get("replica.granted") is True and deal.traits.grants("replicas")
    for party in _everybody(deal):
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
                f"{party.name} performs, and as {_a(party.kind)} has neither a face nor a voice",
                "add artist: {name, birth_date}, the person whom it furnishes; or make role rightsholder",
                f"{path}.role",
                rule="missing",
            )
    if granted and alive and person and artists and not any(_alike(person, name) for name in artists):
        yield misfit(
            deal,
            f"the replica is of {person}, and the artist furnished is {', '.join(artists)}",
            "name the same person in replica.person and in artist, or leave replica.person out",
            "replica.person",
        )


def _signatories(deal: Deal, library: Library) -> Iterator[Misfit | Held]:
    start = deal.get("effective_date")
    names = {name.casefold() for side in deal.parties for name in side.names}
    for party in _everybody(deal):
        path = f"parties.{party.key}"
        if given(deal, f"{path}.signatory") and given(deal, f"{path}.signatories"):
            yield misfit(
                deal,
                f"{party.key}: who signs is given twice, under signatory and under signatories",
                "keep one of the two",
                f"{path}.signatories",
            )
        if given(deal, f"{path}.signs") and len(party.signatories) < 2:
            yield misfit(
                deal,
                f"{party.key}: one person signs, and signs says how several do",
                "name the others under signatories, or remove signs",
                f"{path}.signs",
            )
        if party.guardian and not any(s.name == deal.get(f"{path}.guardian.name") for s in party.signatories):
            yield misfit(
                deal,
                f"{party.key}: {deal.text(f'{path}.guardian.name')} acts for {party.name}, and others sign",
                "leave signatory out: the parent or guardian signs",
                f"{path}.signatory",
            )
        yield Held(f"{path}.signs")
        for named in (f"{path}.guardian", f"{path}.artist"):
            yield Held(f"{named}.email")
        seen: set[str] = set()
        for signatory in party.signatories:
            for field in ("name", "email", "witness.email"):  # where a request to sign goes
                yield Held(f"{signatory.path}.{field}")
            yield from _signatory(deal, party, signatory, start)
            if signatory.name.casefold() in seen:
                why = f"{party.key}: {signatory.name} is named twice as a signatory"
                yield misfit(deal, why, "name each person once", signatory.path)
            seen.add(signatory.name.casefold())
            witness = (signatory.witness or "").casefold()
            if witness and (witness in names or witness == signatory.name.casefold()):
                yield misfit(
                    deal,
                    f"{signatory.witness} witnesses the signature of {signatory.name}, and is a party or signs",
                    "name somebody who has no part in the deal",
                    f"{signatory.path}.witness",
                )


def _signatory(
    deal: Deal, party: Party, signatory: Signatory, start: object
) -> Iterator[Misfit | Held]:
    path, dated = signatory.path, signatory.power
    needs = party.kind in ("company", "partnership", "public-body", "estate") and dated is None
    if needs and signatory.title:
        yield Held(f"{path}.title")
    elif needs:
        yield misfit(
            deal,
            f"{party.key}: {_a(party.kind)} signs through an office-holder, and no title is given",
            f"add title, such as {OFFICES.get(party.kind, 'Director')}",
            path,
            rule="missing",
        )
    if signatory.through and party.natural and dated is None:
        yield misfit(
            deal,
            f"{party.key}: {party.name} acts through {signatory.through}, and nobody says by what right",
            "add power: {date}, the power of attorney; or remove through",
            f"{path}.through",
        )
    if isinstance(start, date) and dated is not None and dated > start:
        yield misfit(
            deal,
            f"{party.key}: the power of attorney is of {dated}, after the agreement starts on {start}",
            "correct power.date, or the effective date",
            f"{path}.power.date",
        )


def _named_once(deal: Deal, library: Library) -> Iterator[Misfit]:
    seen: dict[str, Party] = {}
    for party in _everybody(deal):
        before = seen.setdefault(party.name.casefold(), party)
        if before is not party:
            beside = before.seat == party.seat
            yield misfit(
                deal,
                f"{party.name} stands {'twice on one side' if beside else 'on both sides'} of the deal",
                "name each person once" if beside else "each party must be somebody else",
                f"parties.{party.key}.name",
            )


def _everybody(deal: Deal) -> Iterator[Party]:
    for side in deal.parties:
        yield from side.members


def _a(kind: str) -> str:
    shown = SHOWN.get(kind, kind)
    return f"an {shown}" if shown[0] in "aeiou" else f"a {shown}"


def _alike(one: object, other: object) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one.casefold().strip() == other.casefold().strip()
    return one == other


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


LOOKS: tuple[Look, ...] = (_kinds, _estates, _ages, _furnished, _signatories, _named_once)
