"""Exclusive rights are given, and nothing is guaranteed for them.

Why it matters: whoever may sell to one buyer only, and is paid by use alone, may sell nothing at all.
Fails:   `exclusivity: {kind: exclusive, months: 12}` with a rate card and no minimum guarantee
Passes:  the same deal with money.minimum_guarantee, money.advance or money.flat_fee
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement
from contracts.model.problem import Severity

SEVERITY = Severity.WARNING

SURE = ("money.minimum_guarantee", "money.flat_fee", "money.advance")


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    deal = agreement.deal
    if deal.get("grant.exclusivity.kind") == "exclusive" and all(deal.get(path) is None for path in SURE):
        yield Finding(
            "the rights are exclusive, and no sum is guaranteed",
            deal.span("grant.exclusivity.kind"),
            "give money.minimum_guarantee, a flat fee or an advance",
        )
