"""A clause says neither where the creator's page shows it nor that it is furniture.

Why it matters: the page leaves out a clause without a group, and with it a right or a burden of the
creator; nobody decided that.
Fails:   front matter without `group`
Passes:  `group: do`, for a duty of the creator; `group: furniture`, for what gives and takes nothing;
         `group: {creator: never, balanced: never, licensee: give}`, where a position permits
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.model.clause import GROUPS, Library
from contracts.model.problem import Severity

SEVERITY = Severity.ERROR


def check(library: Library) -> Iterator[Finding]:
    for clause in library.clauses.values():
        missing = [name for name, position in clause.positions.items() if not position.group]
        if missing:
            yield Finding(
                f"{clause.id} has no group"
                + (f" at {missing[0]}" if len(missing) < len(clause.positions) else ""),
                clause.span,
                f"say where the creator's page shows it ({', '.join(GROUPS[:-1])}), or group: furniture",
            )
