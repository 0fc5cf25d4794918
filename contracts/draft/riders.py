"""The riders of a deal in; provisions out, marked as what they are, and where each of them stands.

A rider is a provision in the deal's own words. It has no position, no plain line of the library and no
version; its words are values of the deal, and the terms and numbers in them are nodes (recognise.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from contracts.draft.frame import Speaker
from contracts.model.agreement import Decision, Paragraph, Provision, Section
from contracts.model.clause import Clause
from contracts.model.deal import Rider
from contracts.model.document import Words
from contracts.model.inline import plain_text

if TYPE_CHECKING:
    from contracts.draft.recognise import Recogniser

LAST = "riders"
"""The section of riders that stand beside no clause."""

_PARTS = re.compile(r"\n[ \t]*\n")
_COUNTED = re.compile(
    r"(?<![\w.])(?:[A-Z]{0,3}[$€£¥] )?[0-9][0-9,.]*"
    r"(?: (?:Business Days?|business days?|(?:day|hour|month|year|week|minute)s?))?\b"
)
"""A sum or a count, inside which no line breaks: the library prints its own so."""

_LABEL = re.compile(r"\(([a-z]{1,5})\)[ \u00a0]+(?=\S)")


def replaced(decisions: Mapping[str, Decision], rider: Rider, names: Iterable[str]) -> dict[str, Decision]:
    """The decisions on clauses whose place a rider takes: each that would be in is out."""
    why = (f"the rider “{rider.title}” takes its place",)
    return {
        name: replace(found, included=False, because=why, span=rider.span, rider=rider.id)
        for name in names
        if (found := decisions.get(name)) is not None and found.included
    }


def heading(rider: Rider, speaker: Speaker) -> Words:
    """What is printed above a rider."""
    title = speaker.value(f"{rider.path}.title", rider.title, rider.span)
    return speaker.say("riders.heading", {"title": title})


def provision(rider: Rider, instead: tuple[str, ...], speaker: Speaker) -> Provision:
    """A rider without its words."""
    clause = Clause(
        id=rider.id,
        version="",
        heading=plain_text(heading(rider, speaker)),
        family="",
        positions={},
        span=rider.span,
    )
    return Provision(clause, "", (), (), rider=rider, instead=instead)


def last_section(provisions: Sequence[Provision], speaker: Speaker) -> Section:
    return Section(LAST, speaker.text("riders.section"), tuple(provisions))


def worded(sections: tuple[Section, ...], forms: Iterable[str]) -> tuple[Section, ...]:
    """Sections whose riders have their words. `forms` are the printed forms of the agreement's terms."""
    riders = [p.rider for section in sections for p in section.provisions if p.rider is not None]
    if not riders:
        return sections
    from contracts.draft.recognise import Recogniser, defined_in  # few deals have any, and it takes time

    own = {term for rider in riders for term in defined_in(rider.text)}
    recogniser = Recogniser({*forms, *own, *(term + "s" for term in own)})
    return tuple(
        replace(
            section,
            provisions=tuple(
                p if p.rider is None else replace(p, paragraphs=tuple(_paragraphs(p.rider, recogniser)))
                for p in section.provisions
            ),
        )
        for section in sections
    )


def parted(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a text: how deep each is numbered, 0 for not at all, and its words.

    A label counts as one where it is the next of its level, and is what the agreement prints anyway.
    """
    counts = [0, 0]
    for part in _PARTS.split(text.strip()):
        words = " ".join(part.split())
        label = _LABEL.match(words)
        depth = _depth(label[1], counts) if label else 0
        if label and depth:
            counts[depth - 1] += 1
            counts[depth:] = [0] * (2 - depth)
            yield depth, words[label.end() :]
        elif words:
            yield 0, words


_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


def _held_together(match: re.Match[str]) -> str:
    return match[0].replace(" ", "\u00a0")


def _depth(label: str, counts: list[int]) -> int:
    """On which level a label is the next one; 0 where on none."""
    letters, romans = counts
    if letters < 26 and label == chr(97 + letters):
        return 1
    return 2 if letters and romans < len(_ROMAN) and label == _ROMAN[romans] else 0


def _paragraphs(rider: Rider, recogniser: Recogniser) -> Iterator[Paragraph]:
    field = f"{rider.path}.text"
    found: list[Paragraph] = []
    for depth, words in parted(rider.text):
        inlines = recogniser.inlines(_COUNTED.sub(_held_together, words), field, rider.said)
        if depth == 2:
            last = found[-1]
            found[-1] = replace(last, children=(*last.children, Paragraph(inlines, (), "#")))
        else:
            found.append(Paragraph(inlines, (), "#" if depth else ""))
    yield from found


def unnumbered(provision: Provision) -> Provision:
    """A rider of an agreement as it was before its paragraphs were counted."""

    def bare(paragraph: Paragraph) -> Paragraph:
        return replace(paragraph, anchor="", children=tuple(map(bare, paragraph.children)))

    return replace(provision, paragraphs=tuple(map(bare, provision.paragraphs)))
