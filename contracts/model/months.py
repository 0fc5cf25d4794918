"""Days and months in; the day so much later, or how many months a time is long, out.

There is a last of all days, and what would be beyond it is on it. This is the one place where months
are counted: loading, the rules, the statutes, the creator's page, the memo and the reckoning of payments
all go by it.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta


def later(day: date, months: int) -> date:
    """The day that many months later; the last of its month where there is no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def days_later(day: date, days: int) -> date:
    """The day that many days later."""
    return day + timedelta(days=min(days, (date.max - day).days))


def days_earlier(day: date, days: int) -> date:
    """The day that many days earlier."""
    return day - timedelta(days=min(days, (day - date.min).days))


def closing(day: date, months: int) -> date:
    """The last day of a time of so many months that begins on `day`: the day before that of the same
    number, or the last of its month, if that has no such day."""
    end = later(day, months)
    return end if end.day < day.day or end == date.max else end - timedelta(days=1)


def months_of(start: date, end: date) -> int:
    """The fewest whole months in which a time from `start` to `end` fits, as people say them: from
    1 January 2027 to 31 December 2027, or to 1 January 2028, are twelve months."""
    months = max((end.year - start.year) * 12 + end.month - start.month, 0)
    return months if later(start, months) >= end else months + 1


def months_passed(start: date, day: date) -> int:
    """How many whole months have passed on `day`; none before `start`."""
    months = max((day.year - start.year) * 12 + day.month - start.month, 0)
    return months if months == 0 or later(start, months) <= day else months - 1
