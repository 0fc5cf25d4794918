"""The rows of a usage report that belong to one reporting period; what was reported of each kind."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from contracts.model.payment import Usage
from contracts.model.record import record


@record
class Period:
    """A reporting period, numbered from 1, and what was reported for it."""

    number: int
    rows: tuple[Usage, ...]

    def of(self, kind: str, tier: str = "") -> Iterator[Decimal]:
        """The quantities of a kind, of one tier if it is named."""
        return (row.quantity for row in self.rows if row.kind == kind and tier in ("", row.tier))

    def sum(self, kind: str, tier: str = "") -> Decimal:
        return sum(self.of(kind, tier), Decimal(0))
