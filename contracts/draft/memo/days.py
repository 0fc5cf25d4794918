"""A deal and a rule for a day in; the days that it makes out.

A period in days counts every day after the one that begins it, as the clause on interpretation says;
months are counted in contracts/model/months.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from contracts.load.library.counsel import END, unit
from contracts.model.clause import Duty
from contracts.model.deal import Deal
from contracts.model.months import closing, days_earlier, days_later, later
from contracts.model.term import duties_begin, licence_end

MONTHS = {"months": 1, "years": 12}
DELIVERED = "delivery.within_days"
MOST = 600
"""How many periods of a month a deal can have."""


def last_day(deal: Deal) -> date | None:
    """The last day of a deal: of its term or, without one, of the consent; None where it is open."""
    start, months = deal.get("effective_date"), deal.number("agency.term_months")
    end = licence_end(deal.get)
    if end is None and months and isinstance(start, date):
        end = closing(start, months)
    if end is not None:
        return end if end < date.max else None  # beyond the last year nobody keeps a calendar
    stated = deal.get("replica.description.end")
    return stated if isinstance(stated, date) else None


def days(duty: Duty, deal: Deal) -> tuple[date, ...]:
    """The days that a duty falls on; none where the deal leaves open what it is counted by."""
    end = last_day(deal)
    start = end if duty.start == END else deal.get(duty.start)
    if duty.start == "effective_date" and DELIVERED in duty.after:
        start = duties_begin(deal.get)
    if isinstance(start, tuple):  # a list of entries, some of which have a day of their own
        rows = (row.get("date") for row in start if isinstance(row, Mapping))
        return tuple(sorted(day for day in rows if isinstance(day, date)))
    if not isinstance(start, date) or any(deal.get(path) is None for path in duty.after):
        return ()
    if not duty.every:
        found: Iterator[date] = iter((start,))
    elif deal.number(duty.every):
        found = _periods(start, deal.number(duty.every), end)
    else:
        return ()
    made = tuple(_after(day, duty.after, deal) for day in found)
    if date.max in made:
        return ()
    return tuple(days_earlier(day, deal.number(duty.before)) for day in made) if duty.before else made


def _periods(start: date, months: int, end: date | None) -> Iterator[date]:
    """The last day of each period; the last period ends with the deal. Open deals have one period."""
    for count in range(1, MOST // months + 2):
        closes = closing(start, count * months)
        yield closes if end is None else min(closes, end)
        if end is None or closes >= end:
            return


def _after(day: date, paths: tuple[str, ...], deal: Deal) -> date:
    for path in paths:
        count = deal.number(path)
        day = later(day, count * MONTHS[unit(path)]) if unit(path) in MONTHS else days_later(day, count)
    return day
