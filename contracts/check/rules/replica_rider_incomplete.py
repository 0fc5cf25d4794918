"""A consent to a digital replica lacks something that makes it one.

Why it matters: a consent that is vague, unsigned, unpaid or without a way to stop it does not hold,
and a person's face or voice is then out without one.
Fails:   `replica: {granted: true}` without a project, or without a separate signature
Passes:  a rider with kinds of production, project, role, content, quantity, media, territory and
         dates, a fee for each use, blocked contexts, takedown, destruction and security of the files,
         and `replica_terms_separately_signed: true` for the performer
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement
from contracts.model.problem import Severity

SEVERITY = Severity.ERROR

DETAILS = ("project", "role", "content", "quantity", "media", "territory", "start", "end")
DESCRIBED = ("replica.uses", *(f"replica.description.{detail}" for detail in DETAILS))
BESIDE = ("blocked-contexts", "takedown", "replica-fee", "replica-destruction", "replica-security")
SAID_BESIDE = ("replica_terms_separately_signed", "counsel.negotiated_replica_terms", "union.name")
OTHER_SIDE = ("ai-developer", "aggregator", "agent")
"""Roles of those who make a replica or sell one: their signature is no consent."""


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    deal = agreement.deal
    if deal.get("replica.granted") is not True:
        return
    span = deal.span("replica.granted")
    missing = [path for path in DESCRIBED if deal.get(path) is None]
    if missing:
        if deal.traits.grants("replicas"):  # what the consent would say is wanted, and not to be removed
            for path, _ in deal.stated():
                if path.startswith("replica.") or path.endswith(SAID_BESIDE):
                    index.ask(path)
        yield Finding(
            f"a replica is granted without {', '.join(missing)}",
            span,
            "describe the intended use so that anyone can tell what is covered and what is not",
        )
    signing = [p for p in deal.parties if p.role not in OTHER_SIDE]
    if not any(deal.get(f"parties.{p.key}.replica_terms_separately_signed") is True for p in signing):
        yield Finding(
            "the replica terms have no signature of their own",
            span,
            "make replica_terms_separately_signed true for the person who is copied",
        )
    absent = [clause for clause in BESIDE if agreement.provision(clause) is None]
    if absent:
        yield Finding(f"a replica is granted without {', '.join(absent)}", span, "keep these clauses in")
