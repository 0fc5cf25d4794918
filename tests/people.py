"""Parties laid over a deal: what a case says of a side takes the place of what the deal says there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contracts.load.deal.mapping import read_mapping
from contracts.load.deal.read import deal_from, nowhere
from contracts.load.yaml import read
from contracts.model.clause import Library
from contracts.model.deal import Deal


def laid(text: str, sides: Mapping[str, Mapping[str, Any]], library: Library, **groups: Any) -> Deal:
    """The deal of a text with other parties, and with other `groups`; None takes a field away."""
    found, _ = read(text.encode(), "deal.yaml")
    document: dict[str, Any] = {**found, **groups}
    parties = dict(document["parties"])
    for seat, said in sides.items():
        party = {**parties[seat], **said}
        parties[seat] = {name: value for name, value in party.items() if value is not None}
    plain, spans, source = read_mapping({**document, "parties": parties}, "deal.yaml")
    return deal_from(plain, spans, source, "deal.yaml", nowhere, library)
