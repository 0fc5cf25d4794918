"""A deal in; the days that it counts out: when a licence ends, when a delivery is due.

A plain line may print them (`{{ days.term_end | date }}`), and a row of the cover beside the length. The
text of a clause states the length and the day from which it runs; these are the same in another form.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from contracts.model.deal import Deal, Value
from contracts.model.months import closing, days_earlier, days_later
from contracts.model.term import MONTHS, UNTIL, duties_begin, licence_end

NOTICE, CONSENT = "renewal.notice_days", "replica.description.end"

SOURCES: Mapping[str, tuple[str, ...]] = {
    "days.term_end": (MONTHS, UNTIL),
    "days.exclusive_end": ("grant.exclusivity.months",),
    "days.deliver_by": ("delivery.within_days",),
    "days.representation_end": ("agency.term_months",),
    "days.renewal_notice": ("renewal.notice_days",),
}
"""Each day, and the fields of a deal that say how long it is until then from the effective date, or that
hold the day itself."""


def days(deal: Deal) -> dict[str, Value]:
    """The last day of the licence and of exclusive rights, and the last day to deliver;
    the last day of a representation; the last day of notice before a renewal."""
    start = deal.get("effective_date")
    if not isinstance(start, date):
        return {}
    begun = duties_begin(deal.get) or start
    found: dict[str, Value] = {}
    if (end := licence_end(deal.get)) is not None:
        found["term_end"] = end
    for name, (source, *_) in SOURCES.items():
        count = deal.number(source) if source not in (MONTHS, NOTICE) else 0
        if count:
            day = days_later(begun, count) if source.endswith("_days") else closing(start, count)
            found[name.removeprefix("days.")] = day
    if (last := _ends(deal)) is not None and (notice := deal.number(NOTICE)):
        found["renewal_notice"] = days_earlier(last, notice)
    return found


def _ends(deal: Deal) -> date | None:
    """The last day of what may be renewed: a licence, a representation or a consent to a replica."""
    start, months, stated = deal.get("effective_date"), deal.number("agency.term_months"), deal.get(CONSENT)
    if (end := licence_end(deal.get)) is not None:
        return end
    if months and isinstance(start, date):
        return closing(start, months)
    return stated if isinstance(stated, date) else None
