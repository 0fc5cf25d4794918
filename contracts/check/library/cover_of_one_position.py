"""One cover text, or one heading that denies, serves positions that say different things.

Why it matters: a busy person signs by the cover. "Takedown 48 hours" over a position that counts from
confirmation, or "No Distillation" over one that permits it, is untrue in that position.
Fails:   `cover: [{label: Takedown, text: 48 hours}]` in a clause whose positions differ; a text for
         creator and licensee in a clause that has balanced as well; `heading: No Distillation`, or
         `heading: Adults Only`, written once over positions that differ
Passes:  `text: {creator: 48 hours, balanced: 48 hours, licensee: 48 hours from confirming it}`, even
         where two of them are alike: somebody looked; `heading: {creator: No Distillation, balanced:
         No Distillation, licensee: Distillation}`; `heading: Takedown`, which denies nothing
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.model.clause import Clause, CoverRow, Library
from contracts.model.problem import Severity

SEVERITY = Severity.ERROR

DENIALS = frozenset({"no", "not", "never", "none", "nobody", "nothing", "only", "without"})
"""Words by which a heading says that something is kept out, which one position may yet let in."""


def check(library: Library) -> Iterator[Finding]:
    for clause in library.clauses.values():
        yield from _cover(clause)
        yield from _heading(clause)


def _cover(clause: Clause) -> Iterator[Finding]:
    for row in (*clause.cover, *clause.counsel.rows):
        if missing := [name for name in clause.positions if name not in row.text]:
            yield Finding(
                f'the row "{row.label.text}" of {clause.id} has no text for {" and ".join(missing)}',
                row.span,
                "say for each position what the cover shows",
            )
        elif _differ(clause) and _written_once(row):
            yield Finding(
                f'the row "{row.label.text}" of {clause.id} has one text, and its positions differ',
                row.span,
                "write `text: {creator: …, balanced: …, licensee: …}`, each true of its position",
            )


def _heading(clause: Clause) -> Iterator[Finding]:
    """A finding where a heading that denies stands over positions that differ, and nobody looked at each."""
    unlooked = [position for position in clause.positions.values() if not position.heading]
    if unlooked and _differ(clause) and DENIALS.intersection(clause.heading.lower().split()):
        yield Finding(
            f'the heading "{clause.heading}" of {clause.id} denies, and its positions differ',
            clause.spans.get("heading", clause.span),
            "write `heading: {creator: …, balanced: …, licensee: …}`, each true of its position",
        )


def _differ(clause: Clause) -> bool:
    return len({" ".join(position.body.text.split()) for position in clause.positions.values()}) > 1


def _written_once(row: CoverRow) -> bool:
    return len({text.span for text in row.text.values()}) == 1 and len(row.text) > 1
