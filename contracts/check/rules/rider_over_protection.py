"""A rider says that it goes before a protection of the floor, or before all of the agreement.

Why it matters: a protection that other words override is no protection, though its section still stands.
Fails:   Notwithstanding anything in this Agreement, Licensee may …; Section 4.15 does not apply to …
Passes:  Despite Section 9.2, Licensee may pay within sixty days.      (where 9.2 is no protection)

Only words that say so can be found. What a rider comes to beside the clauses, counsel has to judge:
`rider-in-own-words` says so of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement, Paragraph, Provision, Reference, shown
from contracts.model.condition import holds
from contracts.model.problem import Severity

SEVERITY = Severity.ERROR

OVERRIDES = (
    r"(?i)\b(?:notwithstanding|despite|in spite of|irrespective of|regardless of|without regard to"
    r"|prevails?|takes? (?:precedence|priority)|overrid(?:es?|ing)|supersedes?|in lieu of|in place of"
    r"|(?:(?:do|does|shall|will|may) not|no longer) (?:apply|applies|bind|limit|restrict|prevent|prohibit)"
    r"|disappl(?:y|ies)|(?:has|have) no (?:effect|force)|(?:is|are|be) (?:deleted|removed|suspended|waived)"
    r"|waives?|need not (?:comply|observe|follow)|(?:is|are) (?:not bound|excused|exempt|released)"
    r"|shall not be a breach|is no breach|to the exclusion of|as an exception to|subject to this rider)\b"
)
"""Words by which one provision goes before another."""

_WHOLE = (
    r"(?i)\b(?:anything|any(?: other)? (?:provision|term|section|clause)s?|all other|the rest|contrary"
    r"|this Agreement|the Agreement|every (?:provision|section)|Protections?|protections of)\b"
)
_SENTENCE = r"(?<=[.;!?])\s+"


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    homes = dict(_protections(agreement, index))
    for rider in agreement.riders():
        title = rider.rider.title if rider.rider is not None else ""
        for paragraph in (p for top in rider.paragraphs for p in top.walk()):
            for words, named in sentences(paragraph):
                if found := re.search(OVERRIDES, words):
                    for message, help in _overridden(words, named, homes):
                        why = f'the rider "{title}" says "{found[0]}" of {message}'
                        yield Finding(why, paragraph.inlines[0].span, help)


def _overridden(
    words: str, named: tuple[Reference, ...], homes: dict[str, Provision]
) -> Iterator[tuple[str, str]]:
    """The protections of which a sentence says that it goes before them, and what to do about it."""
    help = "let the protections stand: name the sections that it goes before, and none of the floor"
    hit = (homes.get(node.target) or homes.get(node.target.partition("/")[0]) for node in named)
    for protection in {found.clause.id: found for found in hit if found is not None}.values():
        clause = protection.clause
        waive = f"; or waive {clause.id}, by the side that it protects, and let the rider replace it"
        why = f"{clause.id} ({protection.number}), a protection of the floor"
        yield why, help + waive * clause.waivable
    if not named and homes and re.search(_WHOLE, words):
        yield "all of this agreement, its protections with it", help


def sentences(paragraph: Paragraph) -> Iterator[tuple[str, tuple[Reference, ...]]]:
    """The sentences of a paragraph, each with the references in it that lead somewhere."""
    text, spots = "", []
    for node in paragraph.inlines:
        if isinstance(node, Reference) and node.shown:
            spots.append((len(text), node))
        text += shown(node)
    at = 0
    for end in (*(m.end() for m in re.finditer(_SENTENCE, text)), len(text)):
        if words := text[at:end].strip():
            yield words, tuple(node for start, node in spots if at <= start < end)
        at = end


def _protections(agreement: Agreement, index: Index) -> Iterator[tuple[str, Provision]]:
    """What is a protection of the floor here, by each anchor that leads to it."""
    promised = {
        clause
        for promise in index.library.promises.values()
        if holds(promise.when, agreement.deal)
        for clause in promise.clauses
    }
    for section in agreement.sections:
        for provision in section.provisions:
            for standing in provision.standing():
                if standing.clause.floor or standing.clause.id in promised:
                    for anchor in (section.anchor, provision.anchor, standing.clause.id, standing.anchor):
                        yield anchor, standing
