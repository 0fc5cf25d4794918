"""A plain line is harder to read than the eighth grade, or has a sentence of over twenty words.

Why it matters: the summary is for somebody who does not read contracts, in what may be a second
language.
Fails:   > The licensee undertakes to effectuate removal subsequent to notification.
Passes:  > They must take it down once you tell them.

Graded by Flesch-Kincaid (check/readability.py gives the source), with "9 days" in each blank.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.passages import Passage, passages
from contracts.check.readability import grade, longest_sentence
from contracts.model.agreement import shown
from contracts.model.clause import Library
from contracts.model.problem import Severity
from contracts.model.source import Slot

SEVERITY = Severity.WARNING

HARDEST = 8
LONGEST = 20
FILLED = "9 days"


def check(library: Library) -> Iterator[Finding]:
    for passage in passages(library):
        if not passage.plain or passage.position is None:
            continue
        line = _read(passage)
        where = f"the plain line of {passage.owner} at {passage.position.name}"
        if (reached := grade(line)) > HARDEST:
            yield Finding(
                f"{where} is of grade {reached:.1f}",
                passage.source.span,
                f"use shorter words and shorter sentences, down to grade {HARDEST}",
            )
        if (longest := longest_sentence(line)) > LONGEST:
            yield Finding(
                f"{where} has a sentence of {longest} words",
                passage.source.span,
                f"split it: {LONGEST} words at most",
            )


def _read(passage: Passage) -> str:
    return "".join(FILLED if isinstance(p, Slot) else shown(p) for p in passage.parsed.pieces())
