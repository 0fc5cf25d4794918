"""Days that are counted on, in days and in months, up to the last of all days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.model.months import closing, days_later, later

DAYS, COUNTS = st.dates(), st.integers(0, 20_000)


@pytest.mark.parametrize(
    ("day", "months", "then", "ends"),
    [
        ("2026-12-01", 24, "2028-12-01", "2028-11-30"),
        ("2027-01-31", 1, "2027-02-28", "2027-02-28"),
        ("2028-01-31", 1, "2028-02-29", "2028-02-29"),
        ("9999-01-01", 12, "9999-12-31", "9999-12-31"),
        ("9999-12-31", 600, "9999-12-31", "9999-12-31"),
    ],
)
def test_months(day: str, months: int, then: str, ends: str) -> None:
    start = date.fromisoformat(day)
    assert later(start, months) == date.fromisoformat(then)
    assert closing(start, months) == date.fromisoformat(ends)


@given(DAYS, COUNTS, COUNTS)
def test_more_days_are_never_sooner(day: date, one: int, more: int) -> None:
    assert day <= days_later(day, one) <= days_later(day, one + more) <= date.max
    assert days_later(day, one) == date.max or (days_later(day, one) - day).days == one


@given(DAYS, st.integers(1, 2_000))
def test_a_time_ends_before_the_day_on_which_the_next_begins(day: date, months: int) -> None:
    assert day <= closing(day, months) <= later(day, months)
