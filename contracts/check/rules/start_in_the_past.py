"""The agreement starts before the day on which it is signed, and does not say so.

Why it matters: a slip of a digit licenses years that nobody meant, and without words for the time before
signature nobody can tell whether a use in it is licensed, paid for or a breach.
Fails:   `effective_date: 2026-10-01` with `signing: {date: 2026-12-15}`, or checked with --as-of 2026-12-15
Passes:  the same with `retroactive: true`: the section Start before Signature says what holds until then

The day of signing is the deal's own (signing.date); where it states none, it is the day that --as-of names.
A deal that is signed already states its signing.date, and can then be looked at as of any later day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement
from contracts.model.problem import Severity

SEVERITY = Severity.ERROR


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    deal, start = agreement.deal, agreement.effective_date
    signed = index.ask("signing.date")
    day = signed if isinstance(signed, date) else index.as_of
    if day is None or start >= day or deal.get("retroactive") is True:
        return
    meant = "the deal is signed" if isinstance(signed, date) else "it is looked at (--as-of)"
    reaches = deal.traits.has("representation") or deal.traits.grants("works", "characters")
    help = "correct effective_date, or write retroactive: true beside it"
    if not reaches:  # a consent counts from the day on which it is given, an order from its own
        help = "make effective_date the day of signing or a later one"
    otherwise = "" if isinstance(signed, date) else "; if it is signed already, give its signing.date"
    yield Finding(
        f"the agreement starts on {start}, and {meant} on {day}",
        deal.span("effective_date"),
        help + otherwise,
    )
