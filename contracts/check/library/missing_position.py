"""A clause is not drafted in all three positions.

Why it matters: a deal that asks for the missing one gets another, and nobody has fallen back on
purpose.
Fails:   a file with `## creator` and `## licensee` only
Passes:  `## creator`, `## balanced` and `## licensee`
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.model.clause import POSITIONS, Library
from contracts.model.problem import Severity

SEVERITY = Severity.ERROR


def check(library: Library) -> Iterator[Finding]:
    for clause in library.clauses.values():
        missing = [name for name in POSITIONS if name not in clause.positions]
        if missing:
            headings = " and ".join(f"## {name}" for name in missing)
            yield Finding(
                f"{clause.id} has no position {' and no position '.join(missing)}",
                clause.span,
                f"draft {headings}, even if the text repeats a neighbour's",
            )
