"""A defined term is used, but nothing defines it.

Why it matters: a court must then guess what the parties meant.
Fails:   The _Licensee_ may exploit the _Film_.      (nothing defines Film)
Passes:  "**Film**" means the work listed in Schedule A.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement
from contracts.model.problem import Severity

SEVERITY = Severity.ERROR


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    for use in index.uses:
        if index.canonical(use.shown) is None:
            yield Finding(
                f'"{use.shown}" is used but never defined',
                use.span,
                "define it in the clause, or add a file to clauses/definitions",
            )
