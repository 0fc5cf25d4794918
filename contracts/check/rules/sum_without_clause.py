"""A sum is in the deal or in a schedule, and no section of the agreement makes it payable.

Why it matters: a schedule shows how a sum is worked out; only a clause makes anybody pay it.
Fails:   a schedule of payments that takes a share of revenue, in an agreement that has lost its section
         Revenue Share
Passes:  the same schedule beside that section, which the schedule names at each step

A clause says which sums it owes in its front matter (`owes`).
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement
from contracts.model.problem import Severity, Span

SEVERITY = Severity.ERROR


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    deal = agreement.deal
    owed = {field for provision in agreement.provisions() for field in provision.clause.owes}
    can_be_owed = {
        field
        for clause in index.library.clauses.values()
        for field in clause.owes
        if field.startswith("money.")
    }
    given = [
        field for field in sorted(can_be_owed) if deal.span(field) is not None and _is_a_sum(agreement, field)
    ]
    steps = [field for schedule in agreement.schedules for field in schedule.owed]
    for field in dict.fromkeys((*steps, *given)):
        if not any(field == o or field.startswith(f"{o}.") for o in owed):
            yield Finding(
                f"{field}: no section of this agreement makes it payable",
                deal.span(field) or Span(deal.file, 1),
                "remove the sum, or what keeps the clause out that owes it (contracts explain names it)",
            )


def _is_a_sum(agreement: Agreement, field: str) -> bool:
    """Whether there is anything to pay: a rate of nothing needs no clause."""
    return agreement.deal.get(field) not in (None, 0, ())
