"""A clause is said to clash, and no agreement ever holds it beside what it clashes with.

Why it matters: this part of the entry can never speak, so a clause is misnamed, or has moved away.
Fails:   `one: {takedown: licensee}`, `other: {agency-tail: creator}`, which no outline holds together
Passes:  licence-term beside effect-of-ending, which stand in one outline
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.passages import required
from contracts.model.clause import Library, Outline
from contracts.model.problem import Severity

SEVERITY = Severity.WARNING


def check(library: Library) -> Iterator[Finding]:
    held = [_held(outline, library) for outline in library.outlines.values()]
    for clash in library.clashes.values():
        for side, own, others in (("one", clash.one, clash.other), ("other", clash.other, clash.one)):
            for clause in own if others else ():
                if not any(clause in together and together.intersection(others) for together in held):
                    yield Finding(
                        f"{clash.name}: no type of agreement holds {clause} beside {' or '.join(others)}",
                        clash.spans.get(f"{side}.{clause}", clash.span),
                        "name clauses that can stand together, or take this one out",
                    )


def _held(outline: Outline, library: Library) -> frozenset[str]:
    """Every clause that an agreement of this type may hold."""
    listed = {c for s in outline.sections for c in s.clauses}
    families = {f for s in outline.sections for f in s.families}
    reached = {c.id for c in library.clauses.values() if c.floor or c.id in listed or c.family in families}
    for clause in tuple(reached):
        reached |= {needed.id for needed in required(library.clauses[clause], library)}
    return frozenset(reached)
