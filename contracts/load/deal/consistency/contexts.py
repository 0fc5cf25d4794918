"""What a deal grants against what it blocks: a use that may be made, in a context that may not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from contracts.load.deal.consistency.misfit import Look, Misfit, misfit
from contracts.model.clause import Library
from contracts.model.deal import Deal
from contracts.model.problem import Problem

OPEN = {"block": 0, "ask": 1, "allow": 2}
"""How far each word goes: a use must not go further than the context that it falls under."""

KINDS = {"political": "political", "violence": "violence", "ads": "endorsement"}
"""A kind of use of a character, and the context that it falls under, whatever else is true of it.

The other kinds (an appearance, a parody, a remix) can be made in any context or in none, and mature
themes are not what is blocked as sexual content.
"""

ADVERTISING = {
    "grant.display.advertising": "advertising with excerpts",
    "release.advertising": "advertising with what is released",
}


def _matrix(deal: Deal, library: Library) -> Iterator[Misfit]:
    """Each permission of each character, against the context that it falls under."""
    characters = deal.get("character")
    for i, entry in enumerate(characters if isinstance(characters, tuple) else ()):
        if not isinstance(entry, Mapping) or entry.get("refused") is True:
            continue
        for kind, context in KINDS.items():
            word, limit = str(entry.get(kind, "block")), _word(deal, context)
            if OPEN.get(word, 0) > OPEN.get(limit, 2):
                name = str(entry.get("name", f"character {i + 1}"))
                message = f"{name}: {kind} is {word}, and {_context(deal, context)}"
                help = f"make {kind} {limit} for {name}, or protection.blocked_contexts.{context} {word}"
                span = deal.spans.get(("character", i, kind)) or deal.spans.get(("character", i))
                yield Misfit(("character", "protection"), Problem("contradictory", message, span, help=help))


def _advertising(deal: Deal, library: Library) -> Iterator[Misfit]:
    """Advertising that is granted, and blocked as apparent endorsement."""
    if _word(deal, "endorsement") != "block":
        return
    granted = {path: named for path, named in ADVERTISING.items() if deal.get(path) is True}
    for path, named in granted.items():
        yield misfit(
            deal,
            f"{named} is granted, and {_context(deal, 'endorsement')}",
            "make protection.blocked_contexts.endorsement ask or allow, or take the grant out",
            path,
            "protection.blocked_contexts.endorsement",
        )


def _brands(deal: Deal, library: Library) -> Iterator[Misfit]:
    """Brands with which a replica may appear, and appearance with brands is blocked."""
    if deal.get("replica.description.brands") and _word(deal, "endorsement") == "block":
        yield misfit(
            deal,
            f"the replica may appear with brands, and {_context(deal, 'endorsement')}",
            "make protection.blocked_contexts.endorsement ask or allow, or take the brands out",
            "replica.description.brands",
            "protection.blocked_contexts.endorsement",
        )


def _word(deal: Deal, context: str) -> str:
    return deal.text(f"protection.blocked_contexts.{context}") or "block"


def _context(deal: Deal, context: str) -> str:
    """What the deal says of a context, and where."""
    path = f"protection.blocked_contexts.{context}"
    field, span = deal.fields.find(path), deal.span(path)
    where = f"({span.place})" if span else "(the default)"
    named = field.label if field and field.label else context
    return f"{path} is {_word(deal, context)} {where}: {named}"


LOOKS: tuple[Look, ...] = (_matrix, _advertising, _brands)
