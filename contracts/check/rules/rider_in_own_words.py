"""A provision stands in the deal's own words, which no clause of the library says.

Why it matters: what a clause of the library means was weighed, at each position and under each statute. Of
a rider nobody knows but who reads it: the rules look for terms and sections that are not there and for words
that go before a protection, and can tell no more. No statute counts it as an answer.
Fails:   each rider; counsel reads it, and the warning is the reminder
Passes:  a deal without riders
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement
from contracts.model.problem import Severity

SEVERITY = Severity.WARNING


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    for provision in agreement.riders():
        if (rider := provision.rider) is not None:
            place = f", in the place of {rider.replaces}" if rider.replaces else ""
            yield Finding(
                f'the rider "{rider.title}" ({provision.number}) is in words of this deal{place}',
                rider.span,
                "counsel reads it beside the clauses around it; what a position of the library says "
                "needs no rider",
            )
