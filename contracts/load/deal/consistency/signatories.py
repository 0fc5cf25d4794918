"""Who signs for each party, in which office or by what right, and who witnesses it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from contracts.load.deal.consistency.misfit import Held, Look, Misfit, an, given, misfit
from contracts.load.holes import hole
from contracts.load.world.letters import words
from contracts.model.clause import Library
from contracts.model.deal import Deal, Party, Signatory
from contracts.model.letters import unmarked
from contracts.model.samename import same_person

OFFICES = {"estate": "Executor", "partnership": "Partner"}


def _signatories(deal: Deal, library: Library) -> Iterator[Misfit | Held]:
    start = deal.get("effective_date")
    names = {name.casefold() for side in deal.parties for name in side.names}
    for party in deal.everybody():
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
        yield Held(f"{path}.signatory.name")
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
                    f"{signatory.witness} witnesses the signature of {signatory.name}, and is no stranger",
                    "name somebody who has no part in the deal",
                    f"{signatory.path}.witness",
                )


def _signatory(deal: Deal, party: Party, signatory: Signatory, start: object) -> Iterator[Misfit | Held]:
    path, dated = signatory.path, signatory.power
    needs = party.kind in ("company", "partnership", "public-body", "estate") and dated is None
    if needs and signatory.title:
        yield Held(f"{path}.title")
    elif needs:
        yield misfit(
            deal,
            f"{party.key}: {an(party.kind)} signs through an office-holder, and no title is given",
            f"add title, such as {OFFICES.get(party.kind, 'Director')}",
            path,
            rule="missing",
        )
    if party.natural and not party.guardian and dated is None and not signatory.through:
        yield from _in_person(deal, party, signatory)
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


def _in_person(deal: Deal, party: Party, signatory: Signatory) -> Iterator[Misfit]:
    """A person signs herself, by any of her names; who signs for her says by what right."""
    own = (party.name, party.known_as, deal.text(f"parties.{party.key}.trading_as"))
    unnamed = any(hole(name, "name") or not any(words(name)) for name in (party.name, signatory.name))
    if not unnamed and not any(name and _fits(signatory.name, name) for name in own):
        yield misfit(
            deal,
            f"{party.key}: {signatory.name} signs for {party.name}, and nobody says by what right",
            "a parent or guardian of a minor stands in guardian: {name, capacity}; an attorney or manager "
            "signs under a power of attorney, power: {date}; for a person who has died, make kind estate; "
            "for a loan-out company, make it the party, with the person as its artist; if it is one person, "
            "write one name, and the other in known_as",
            f"{signatory.path}.name",
            rule="signs-without-right",
        )


def _fits(one: str, other: str) -> bool:
    """Whether two names may be one person's: all words of one are in the other, or nobody here can compare
    their letters, since one of them is in another script."""
    first, second = unmarked(one), unmarked(other)
    short, long = sorted((set(words(first)), set(words(second))), key=len)
    return same_person(one, other) or first.isascii() != second.isascii() or bool(short and short <= long)


LOOKS: tuple[Look, ...] = (_signatories,)
