"""What a deal says of its licence in; the last day of it out.

A deal says a number of months, or the day itself (`until`), which tells the months (load/deal/months.py).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from contracts.model.months import closing

MONTHS, UNTIL = "grant.term.months", "grant.term.until"
PAST, SIGNED = "retroactive", "signing.date"


def licence_end(get: Callable[[str], object]) -> date | None:
    """The last day of the licence, of the deal whose fields `get` gives by path; None for one that has no
    end, or none of its own."""
    until, start, months = get(UNTIL), get("effective_date"), get(MONTHS)
    if isinstance(until, date):
        return until
    return closing(start, months) if isinstance(start, date) and isinstance(months, int) else None


def duties_begin(get: Callable[[str], object]) -> date | None:
    """The day from which delivery and reports are counted: that of signing, where the agreement starts
    before it (clauses/grant/earlier-start.md)."""
    start, signed = get("effective_date"), get(SIGNED)
    if get(PAST) is True and isinstance(signed, date):
        return signed
    return start if isinstance(start, date) else None
