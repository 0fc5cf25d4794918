"""A clause is in no outline, is no protection of the floor, and no clause requires it.

Why it matters: it looks as if the library covered its subject, and no agreement ever holds it.
Fails:   clauses/general/poetry.md, with a family of its own that no outline lists
Passes:  the same clause, listed in a section of an outline or required by a clause that is
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.passages import required
from contracts.model.clause import Library
from contracts.model.problem import Severity

SEVERITY = Severity.WARNING


def check(library: Library) -> Iterator[Finding]:
    sections = [s for outline in library.outlines.values() for s in outline.sections]
    listed = {c for section in sections for c in section.clauses}
    families = {f for section in sections for f in section.families}
    reached = {
        clause.id: clause
        for clause in library.clauses.values()
        if clause.floor or clause.id in listed or clause.family in families
    }
    for clause in tuple(reached.values()):
        reached |= {needed.id: needed for needed in required(clause, library)}
    for clause in library.clauses.values():
        if clause.id not in reached:
            yield Finding(
                f"no agreement can ever hold {clause.id}",
                clause.spans.get("id", clause.span),
                "list it in a section of an outline, or let a clause require it",
            )
