"""A term is defined twice.

Why it matters: two meanings of one word let each party pick the one it likes better.
Fails:   "**Fixed Sum**" in one clause, and "**Fixed Sum**" in another
Passes:  "**Fixed Sum**" once; the other clause uses _Fixed Sum_
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement
from contracts.model.problem import Severity

SEVERITY = Severity.ERROR


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    for term, (first, *others) in index.definitions.items():
        for again in others:
            yield Finding(
                f'"{term}" is defined again; it is first defined at {first.span}',
                again.span,
                f"use it here (_{term}_), or give the second meaning a name of its own",
            )
