"""A share of revenue is promised, and nothing lets the creator check it.

Why it matters: a percentage of a sum that only one side can see is a promise to be believed.
Fails:   a Revenue Share in an agreement without Reports or without Audit
Passes:  the same agreement with both
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement
from contracts.model.problem import Severity

SEVERITY = Severity.ERROR

NEEDED = {"revenue-share": ("reports", "audit"), "replica-share": ("replica-records",)}
"""What lets a creator check each share."""


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    for share, needed in NEEDED.items():
        absent = [clause for clause in needed if agreement.provision(clause) is None]
        if agreement.provision(share) is not None and absent:
            yield Finding(
                f"a revenue share stands without {' and '.join(absent)}",
                agreement.deal.span("money.revenue_share"),
                f"put the clauses into the outline, or let {share} require them",
            )
