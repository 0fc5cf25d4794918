"""The master of an order form was made by another version, so that it could not be compared here.

Why it matters: an order is made under words that somebody signed; that they are still those of the
master's deal was not shown. Nothing says that it was altered.
Fails:   an order under a master that an earlier version of the library worded
Passes:  the same order made with the version that the master's lock names
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement
from contracts.model.problem import Severity

SEVERITY = Severity.WARNING


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    master = agreement.deal.master
    for doubt in master.doubts if master is not None else ():
        yield Finding(
            f"the master {agreement.deal.text('under.reference')} could not be compared: {doubt}",
            agreement.deal.span("under.agreement"),
            "make the order with the versions that the master names, or see with contracts verify that each "
            "signature of it holds",
        )
