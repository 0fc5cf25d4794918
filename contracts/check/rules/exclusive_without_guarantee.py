"""Exclusive rights are given, and nothing is guaranteed for them.

Why it matters: whoever may sell to one buyer only, and is paid by use alone, may sell nothing at all.
Fails:   `exclusivity: {kind: exclusive, months: 12}` with a rate card and no minimum guarantee
Passes:  the same deal with money.minimum_guarantee, money.advance or money.flat_fee, above nothing

A flat fee counts only where it is owed whether or not the footage is used. The fee for a shoot pays
for the work and guarantees nothing for the rights.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement
from contracts.model.problem import Severity

SEVERITY = Severity.WARNING

SURE = ("money.minimum_guarantee", "money.advance", "money.flat_fee")
ON_USE = {"money.flat_fee": ("flat-fee", "licensee")}
"""Sums that a clause in one of its positions makes payable only for use."""


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    deal = agreement.deal
    if deal.get("grant.exclusivity.kind") == "exclusive" and not any(_sure(agreement, path) for path in SURE):
        yield Finding(
            "the rights are exclusive, and no sum is guaranteed",
            deal.span("grant.exclusivity.kind"),
            "give money.minimum_guarantee, an advance, or a flat fee that does not depend on use",
        )


def _sure(agreement: Agreement, path: str) -> bool:
    amount = agreement.deal.get(path)
    clause, position = ON_USE.get(path, ("", ""))
    provision = agreement.provision(clause)
    on_use = provision is not None and provision.position == position
    return isinstance(amount, (int, Decimal)) and amount > 0 and not on_use
