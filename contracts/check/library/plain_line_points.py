"""A plain line points to a place of the contract instead of saying what stands there.

Why it matters: the creator has the page and not the contract before her; a line that sends her to a
cover page that nobody showed her tells her nothing.
Fails:   > The key terms page says which models may learn from it.
         > You allow the uses ticked in [Schedule of Uses](#schedule-uses).
Passes:  > Only these models may learn from it: {{ grant.models.names | listing }}.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.passages import Passage, passages
from contracts.model.clause import Library
from contracts.model.inline import Reference, Text
from contracts.model.problem import Severity
from contracts.model.source import Slot

SEVERITY = Severity.ERROR

POINTING = (
    r"cover page",
    r"key terms",
    r"schedules?",
    r"annex(es)?",
    r"appendix",
    r"matrix",
    r"sections?",
    r"paragraphs?",
    r"clauses?",
    r"this part",
    r"(an)?other parts? of this (deal|contract)",
    r"where it says",
    r"(listed|named|set out|written) (here|there|above|below)",
    r"(this|the) (deal|contract) (names|lists|sets out)",
    r"as the brief says",
    r"the ways you blocked",
    r"your (blocked )?list",
)
"""Words that send a reader somewhere else."""

_POINTS = re.compile(rf"\b(?:{'|'.join(POINTING)})\b", re.IGNORECASE)


def check(library: Library) -> Iterator[Finding]:
    for passage in passages(library):
        if not passage.plain or passage.position is None:
            continue
        where = f"the plain line of {passage.owner} at {passage.position.name}"
        for name in _pointing(passage):
            yield Finding(
                f'{where} points: "{name}"',
                passage.position.plain.span,
                "say the thing itself, with a blank for what the deal says",
            )


def _pointing(passage: Passage) -> Iterator[str]:
    said = ""
    for block in passage.parsed.blocks:
        for piece in block.pieces:
            if isinstance(piece, Reference):
                yield piece.text
            elif isinstance(piece, Text):
                said += piece.value
            elif isinstance(piece, Slot):
                said += "…"
        said += " "
    yield from (found.group() for found in _POINTS.finditer(said))
