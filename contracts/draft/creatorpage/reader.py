"""A deal in; who reads its creator's page out: a person, a company, an estate, a guardian for a child."""

from __future__ import annotations

from contracts.model.deal import Deal

FIRST = "licensor"
"""The seat of whoever the page speaks to as "you"."""


def reader(deal: Deal) -> str:
    """One of creatorpage.READERS. An estate speaks for somebody who has died, whoever signs for it."""
    party = deal.party(FIRST)
    if party is None:
        return "person"
    if party.kind == "estate" or deal.get("replica.deceased") is True:
        return "estate"
    if party.kind == "company":
        return "company"
    if party.role == "guardian" or deal.get("release.kind") == "guardian":
        return "guardian"
    return "person"
