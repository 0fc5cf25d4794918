"""An aggregator may license on, and its buyers are not bound by what binds it.

Why it matters: every protection ends at the first sale unless each buyer takes it over.
Fails:   a licensee of role aggregator in an agreement without Pass-Through
Passes:  the same agreement with the clause; for a sublicence, with the upstream terms
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement
from contracts.model.problem import Severity

SEVERITY = Severity.ERROR

CLAUSES = {"licensee": "pass-through", "licensor": "upstream-terms"}
"""What an aggregator needs, by the seat it sits on."""

ELSEWHERE = ("agency-representation", "notice", "release")
"""Types under which nothing is licensed on, or that say themselves who else is bound."""


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    if agreement.outline in ELSEWHERE:
        return
    for party in agreement.deal.parties:
        needed = CLAUSES.get(party.key)
        if party.role == "aggregator" and needed and agreement.provision(needed) is None:
            yield Finding(
                f"{party.name} licenses on, and {needed} is not in the agreement",
                agreement.deal.span(f"parties.{party.key}.role"),
                f"keep {needed} in",
            )
