"""What our own starters say of their parties, left standing in a deal of other parties."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.load.deal.consistency.misfit import Held, Look, Misfit
from contracts.load.deal.samples import OF_A_PARTY, samples, signing
from contracts.load.holes import INSISTED, Hole, unfilled
from contracts.model.clause import Library
from contracts.model.deal import Deal, Party
from contracts.model.letters import folded
from contracts.model.problem import Span
from contracts.model.samename import same_body, same_person


def _left_standing(deal: Deal, library: Library) -> Iterator[Misfit | Held]:
    insisted = deal.get(INSISTED)
    meant = frozenset(map(str, insisted)) if isinstance(insisted, tuple) else frozenset()
    for party in deal.everybody():
        left = [said for said in _said(deal, party) if _anothers(said[1], said[2], party, deal)]
        if all(field == "signatory" for _, field, _ in left):
            continue  # an officer alone may have the name of a sample
        for path, field, value in left:
            if value in meant:
                yield Held(INSISTED)
                continue
            whose = " or ".join(sorted(samples()[field, folded(value)]))
            what = f"a sample of our own starter, where it is that of {whose}"
            found = Hole(value, what, f"write that of {party.name}")
            span = deal.span(path) or deal.span(path.rpartition(".")[0]) or Span(deal.file, 1)
            yield Misfit(("parties",), unfilled(path, value, found, span))


def _anothers(field: str, value: str, party: Party, deal: Deal) -> bool:
    """Whether a value is a sample, and true in the starters of other parties than this one alone."""
    owners = samples().get((field, folded(value)), frozenset())
    return bool(owners) and not any(_is(owner, party, deal) for owner in owners)


def _said(deal: Deal, party: Party) -> Iterator[tuple[str, str, str]]:
    """Path, field and value of what a deal says of a party and a starter may have said before."""
    base = f"parties.{party.key}"
    for field in OF_A_PARTY:
        if value := deal.text(f"{base}.{field}"):
            yield f"{base}.{field}", field, value
    for signatory in party.signatories:
        if signatory.title:
            yield f"{signatory.path}.name", "signatory", signing(signatory.name, signatory.title)
        own = f"{signatory.path}.email"
        if value := deal.text(own):
            yield own, "email", value
    if party.key == "licensee" and (value := deal.text("agency.licence_number")):
        yield "agency.licence_number", "licence_number", value


def _is(owner: str, party: Party, deal: Deal) -> bool:
    """Whether a party goes by the name of a starter's, itself or by the person whom it furnishes."""
    names = [
        party.name,
        deal.text(f"parties.{party.key}.trading_as"),
        party.artist.name if party.artist else "",
    ]
    if party.seat == "licensor":
        names.append(deal.text("replica.person"))
    return any(name and (same_person(owner, name) or same_body(owner, name)) for name in names)


LOOKS: tuple[Look, ...] = (_left_standing,)
