"""Nothing says that the protections outlive a clause that falls.

Why it matters: if a court strikes one clause, the rest, and the protections first of all, must stand.
Fails:   an agreement with protections and without Severability
Passes:  the same agreement with it
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement, Provision
from contracts.model.problem import Severity

SEVERITY = Severity.ERROR


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    guarded = next(_guarded(agreement), None)
    if guarded is not None and agreement.provision("severability") is None:
        yield Finding(
            f"{guarded.heading} and the other protections stand without severability",
            guarded.clause.span,
            "put severability into the outline",
        )


def _guarded(agreement: Agreement) -> Iterator[Provision]:
    """The protections: what stands in the section of that name, and the floor wherever it stands."""
    for section in agreement.sections:
        for provision in section.provisions:
            if section.id == "protections" or provision.clause.floor:
                yield provision
