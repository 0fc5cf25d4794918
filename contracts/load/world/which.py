"""A text that is no code of a place in; what to say to whoever wrote it, out."""

from __future__ import annotations

from contracts.load.suggest import suggest
from contracts.load.world.gazetteer import meant, near
from contracts.load.world.placenames import place
from contracts.load.world.places import countries, subdivisions

MOST = 6


def which(text: str, *, parts: bool = True) -> str:
    """The places that a text can mean, or that are most like it; else the codes that there are."""
    codes = meant(text)
    if not parts:
        codes = tuple(dict.fromkeys(code[:2] for code in codes))
    if not codes and (found := near(text)):
        codes = (found if parts else found[:2],)
    if codes:
        named = [f"{code} ({place(code).name})" for code in codes[:MOST]]
        return f"write {' or '.join(named)}" if len(named) < MOST else f"write one of: {', '.join(named)}"
    country = text[:2]
    known = subdivisions(country) if parts and "-" in text and country in countries() else countries()
    example = "US-CA, ID-BA, ID" if parts else "ID, US"
    return suggest(text, known, show=6) + f" (ISO 3166: {example})"
