"""A position has no plain line above its text.

Why it matters: the creator's summary is made of plain lines; a clause without one can take
something away unseen.
Fails:   ## creator, and contract text at once
Passes:  ## creator, then `> You keep your clips.`, then contract text
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.model.clause import Library
from contracts.model.problem import Severity

SEVERITY = Severity.ERROR


def check(library: Library) -> Iterator[Finding]:
    for clause in library.clauses.values():
        for position in clause.positions.values():
            if not position.plain.text.strip():
                yield Finding(
                    f"{clause.id} has no plain line at {position.name}",
                    position.span,
                    "put a line that starts with > under the heading, and say in it what the text does",
                )
