"""Who signs for each party, in which office or by what right, and who witnesses it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from contracts.load.deal.consistency.misfit import Held, Look, Misfit, an, given, misfit
from contracts.model.clause import Library
from contracts.model.deal import Deal, Party, Signatory

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


LOOKS: tuple[Look, ...] = (_signatories,)
