"""A deal in; the days that it counts out: when a licence ends, when a delivery is due.

A plain line may print them (`{{ days.term_end | date }}`), and a row of the cover beside the length. The
text of a clause states the length and the day from which it runs; these are the same in another form.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from contracts.model.deal import Deal, Value
from contracts.model.months import closing, days_later
from contracts.model.term import MONTHS, UNTIL, duties_begin, licence_end

SOURCES: Mapping[str, tuple[str, ...]] = {
    "days.term_end": (MONTHS, UNTIL),
    "days.exclusive_end": ("grant.exclusivity.months",),
    "days.deliver_by": ("delivery.within_days",),
    "days.representation_end": ("agency.term_months",),
}
"""Each day, and the fields of a deal that say how long it is until then from the effective date, or that
hold the day itself."""


def days(deal: Deal) -> dict[str, Value]:
    """The last day of the licence and of exclusive rights, and the last day to deliver;
    the last day of a representation."""
    start = deal.get("effective_date")
    if not isinstance(start, date):
        return {}
    begun = duties_begin(deal.get) or start
    found: dict[str, Value] = {}
    if (end := licence_end(deal.get)) is not None:
        found["term_end"] = end
    for name, (source, *_) in SOURCES.items():
        count = deal.number(source) if source != MONTHS else 0
        if count:
            day = days_later(begun, count) if source.endswith("_days") else closing(start, count)
            found[name.removeprefix("days.")] = day
    return found
