"""A deal and a rule for a day in; the days that it makes out.

A period in days counts every day after the one that begins it, as the clause on interpretation says. A
period of months ends on the day before that of the same number, or with the last month, if that has no
such day.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from contracts.load.library.counsel import END, unit
from contracts.model.clause import Duty
from contracts.model.deal import Deal

MONTHS = {"months": 1, "years": 12}
TERMS = ("grant.term.months", "agency.term_months")
"""Fields that hold how long a deal lasts, from its first day."""
MOST = 600
"""How many periods of a month a deal can have."""


def later(day: date, months: int) -> date:
    """The day of the same number so many months later; the last of its month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def closing(day: date, months: int) -> date:
    """The last day of a period of so many months that begins on `day`."""
    end = later(day, months)
    return end if end.day < day.day else end - timedelta(days=1)


def last_day(deal: Deal) -> date | None:
    """The last day of a deal: of its term or, without one, of the consent; None where it is open."""
    start = deal.get("effective_date")
    for path in TERMS:
        months = deal.number(path)
        if months and isinstance(start, date):
            try:
                return closing(start, months)
            except ValueError:  # beyond the year 9999 nobody keeps a calendar
                return None
    end = deal.get("replica.description.end")
    return end if isinstance(end, date) else None


def days(duty: Duty, deal: Deal) -> tuple[date, ...]:
    """The days that a duty falls on; none where the deal leaves open what it is counted by."""
    end = last_day(deal)
    start = end if duty.start == END else deal.get(duty.start)
    if not isinstance(start, date) or any(deal.get(path) is None for path in duty.after):
        return ()
    if not duty.every:
        found: Iterator[date] = iter((start,))
    elif deal.number(duty.every):
        found = _periods(start, deal.number(duty.every), end)
    else:
        return ()
    try:
        return tuple(_after(day, duty.after, deal) for day in found)
    except (OverflowError, ValueError):
        return ()


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
        day = later(day, count * MONTHS[unit(path)]) if unit(path) in MONTHS else day + timedelta(days=count)
    return day
