"""The creator's page is silent about something that matters to the creator and that the contract uses.

Why it matters: the page is what a creator signs by; a fee, an end or a duty that it leaves out is one
that she does not know of.
Fails:   `replica.fee.creation` is owed by a clause, and no line, fact or sum of the page prints it
Passes:  the same, where the plain line prints `{{ replica.fee.creation | money }}`, or the cover has a
         row for it, which the page then shows as a fact

What matters is marked in the deal schema (`meta.creator`). What is typed or counted has to be printed;
a choice may also be told by the plain line of a clause that is there because of it. A page is found
silent before it is sent, and not only while the library is made: a library of one's own can word lines
otherwise, and a deal can combine clauses in ways that no example has.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement
from contracts.model.problem import Severity, Span

SEVERITY = Severity.ERROR


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    deal = agreement.deal
    for path in agreement.page.silent:
        yield Finding(
            f"the contract uses {path}, and the creator's page does not tell it",
            deal.span(path) or Span(deal.file, 1),
            "say it in the plain line of the clause that uses it, or give the clause a row of the cover",
        )
