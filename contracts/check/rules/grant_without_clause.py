"""The deal states a term of the licence, and no clause of this agreement type says it.

Why it matters: what the parties agreed on exclusivity, length or sublicences would then stand on the
cover page alone, or nowhere.
Fails:   `exclusivity: {kind: exclusive, months: 12}` in a type that has no clause for it
Passes:  the same deal in a footage-license, which has; and a rider in the place of such a clause, which
counsel reads
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement, Provision
from contracts.model.deal import LEFT_OUT
from contracts.model.problem import Severity

SEVERITY = Severity.ERROR

CLAUSES = {
    "grant.exclusivity": ("non-exclusive", "sole-rights", "exclusive-rights", "supply-grant"),
    "grant.term": ("licence-term", "perpetual-licence", "order-term"),
    "grant.sublicensing": ("no-sublicensing", "processors", "affiliates", "supply-grant"),
}
"""A field of the grant: the clauses of which one has to say it."""


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    deal = agreement.deal
    worded = {clause for p in agreement.printed() if _says_something(p) for clause in p.instead}
    for path, clauses in CLAUSES.items():
        span = deal.span(path)
        if span is not None and not any(agreement.provision(c) or c in worded for c in clauses):
            yield Finding(
                f"{path} is stated, and none of {', '.join(clauses)} is in the agreement",
                span,
                "choose terms that this agreement type has a clause for",
            )


def _says_something(rider: Provision) -> bool:
    """Whether a rider has words of its own, and not those alone that stand where a section was."""
    return rider.rider is not None and rider.rider.text.strip() != LEFT_OUT
