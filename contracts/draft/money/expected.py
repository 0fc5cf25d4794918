"""Terms of payment and clips in; the usage report of a deal in which all goes as planned out."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from contracts.model.deal import Clip
from contracts.model.payment import PaymentTerms, Usage


def all_accepted(terms: PaymentTerms, clips: Iterable[Clip]) -> list[Usage]:
    """A row for each clip, in what its rate is for, and one for the days of filming that were agreed."""
    by_number = terms.counted != "minutes"
    rows = [Usage("", terms.counted, clip.tier, Decimal(1 if by_number else clip.seconds)) for clip in clips]
    if terms.day_rate and terms.days_agreed:
        rows.append(Usage("", "filming-days", "", Decimal(terms.days_agreed)))
    return rows
