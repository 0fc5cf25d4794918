"""Parties in; the paragraphs that introduce them out, every value a Blank."""

from __future__ import annotations

from contracts.draft.define import OPENING
from contracts.draft.frame import Filled, Given, Speaker
from contracts.model.agreement import Definition, Paragraph
from contracts.model.deal import Deal, Party
from contracts.model.document import Words
from contracts.model.problem import Span


def introductions(speaker: Speaker, seats: tuple[tuple[Party, str], ...]) -> tuple[Paragraph, ...]:
    """One numbered paragraph a party: who it is, where it is, and the term it is known by."""
    return tuple(
        Paragraph(
            _introduce(speaker, party, term, last=i == len(seats)),
            (),
            speaker.text("parties.label", {"number": str(i)}),
            f"party-{party.key}",
        )
        for i, (party, term) in enumerate(seats, 1)
    )


def opening(speaker: Speaker) -> Paragraph:
    """What a short form defines at once: the agreement, its key terms and its parties."""
    span = speaker.frame.span
    given: dict[str, Filled] = {name: (Definition(term, span),) for name, term in OPENING.items()}
    return Paragraph(speaker.say("parties.terms", given))


def acts_for_a_child(party: Party, deal: Deal) -> bool:
    """Whether a party stands here for the child whom a release shows."""
    return party.role == "guardian" and deal.get("release.subject") is not None


def _introduce(speaker: Speaker, party: Party, term: str, *, last: bool) -> Words:
    deal, base = speaker.filler.deal, f"parties.{party.key}"
    span = deal.spans.get(("parties", party.key)) or Span(deal.file, 1)
    company = party.kind == "company"
    home = f"{base}.{'jurisdiction' if party.jurisdiction else 'residence'}"

    def part(name: str, value: object) -> Words:
        """A part that is said of those who have it."""
        return speaker.say(f"parties.{name}", party=party.key) if value else ()

    firm = part("firm", deal.get(f"{base}.counsel.firm"))
    counsel: Words = ()
    if deal.get(f"{base}.counsel.name"):
        counsel = speaker.say("parties.counsel", {"firm": firm}, party.key)
    given: dict[str, Filled] = {
        "known_as": part("known-as", party.known_as),
        "home": Given(home, deal.get(home), deal.span(home)),
        "registration": part("registration", party.registration if company else ""),
        "nationality": part("nationality", party.nationality),
        "address": part("address", party.address),
        "email": part("email", party.email),
        "counsel": counsel,
        "ward": part("ward", acts_for_a_child(party, deal)),
        "term": (Definition(term, span),),
        "end": speaker.say("parties.last" if last else "parties.not-last"),
    }
    return speaker.say("parties.company" if company else "parties.individual", given, party.key)
