"""A drafted agreement in; the deal with what was drafted from it, for statutes to ask about, out."""

from __future__ import annotations

from dataclasses import replace

from contracts.model.agreement import Agreement
from contracts.model.deal import Deal


def with_clauses(agreement: Agreement) -> Deal:
    """The deal, with what was drafted from it: `included` clauses and where each is `standing`."""
    standing = {p.clause.id: p.position for p in agreement.provisions()}
    values = {**agreement.deal.values, "included": tuple(standing), "standing": standing}
    return replace(agreement.deal, values=values)
