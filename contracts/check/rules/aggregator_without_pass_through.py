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


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    if not agreement.deal.traits.grants(
        "works"
    ):  # nothing is licensed on, or the type says who else is bound
        return
    for party in agreement.deal.parties:
        needed = CLAUSES.get(party.key)
        if party.role == "aggregator" and needed and agreement.provision(needed) is None:
            yield Finding(
                f"{party.name} licenses on, and {needed} is not in the agreement",
                agreement.deal.span(f"parties.{party.key}.role"),
                f"keep {needed} in",
            )
