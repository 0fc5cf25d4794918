"""A deal in; who reads its creator's page out: a person, a company, an estate, a guardian for a child.

With it the words by which plain lines speak of the person that a copy is made of: "your" to that person,
and by name to whoever acts for somebody else.
"""

from __future__ import annotations

from contracts.draft.frame import speaker_of
from contracts.model.clause import Frame
from contracts.model.deal import Deal, Value

FIRST = "licensor"
"""The seat of whoever the page speaks to as "you"."""


def reader(deal: Deal) -> str:
    """One of creatorpage.READERS. An estate speaks for somebody who has died, whoever signs for it."""
    party = deal.party(FIRST)
    if party is None:
        return "person"
    if party.kind == "estate" or deal.get("replica.deceased") is True:
        return "estate"
    if not party.natural:
        return "company"
    if party.role == "guardian" or party.guardian or deal.get("release.kind") == "guardian":
        return "guardian"
    return "person"


def spoken_to(deal: Deal, frame: Frame) -> dict[str, Value]:
    """`wording.your` and `wording.you`: the person copied, as the lines of a replica call that person."""
    speaker = speaker_of(deal, frame)
    which = "you" if deal.get("replica.person") is None and reader(deal) == "person" else "person"
    if which == "person" and deal.get("replica.person"):
        which = "named"
    return {"your": speaker.text(f"summary.your-{which}"), "you": speaker.text(f"summary.you-{which}")}
