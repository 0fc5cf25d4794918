"""The values of a deal in; the same with each number of months that its days tell, and it does not say, and
with the fee that its day rate comes to.

Rules and statutes count months, and ask what a shoot costs. A deal may say the first and the last day, or
what a day costs, in their place.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from contracts.model.months import months_of
from contracts.model.nested import value_at

TOLD = {
    "grant.term.months": ("effective_date", "grant.term.until"),
    "replica.months": ("replica.description.start", "replica.description.end"),
    "services.months": ("services.start", "services.end"),
}
"""A number of months, and the first and last day that tell it."""


def take_months(values: dict[str, Any]) -> None:
    """Fill in each number of months that is left out where both of its days are given."""
    for path, (first, last) in TOLD.items():
        *around, name = path.split(".")
        group, start, end = (
            value_at(values, around),
            value_at(values, first.split(".")),
            value_at(values, last.split(".")),
        )
        told = isinstance(group, dict) and isinstance(start, date) and isinstance(end, date)
        if told and end > start and group.get(name) is None:
            group[name] = months_of(start, end)


def take_day_fee(values: dict[str, Any]) -> None:
    """Fill in what the days of filming come to, where a day rate is given in place of a fee."""
    services = values.get("services")
    if not isinstance(services, dict) or services.get("fee") is not None:
        return
    rate, days = services.get("day_rate"), services.get("days")
    if isinstance(rate, Decimal) and isinstance(days, int):
        services["fee"] = rate * days
