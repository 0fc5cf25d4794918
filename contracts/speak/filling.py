"""A value on its way into a blank; what every language asks of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from decimal import Decimal

from contracts.model.deal import Deal, Field
from contracts.model.language import Term
from contracts.model.record import record

NBSP = "\u00a0"

Filters = tuple[tuple[str, tuple[str, ...]], ...]


@record
class Filling:
    """A value, the field it came from, the deal around it, and what a language calls the library's terms."""

    value: object
    field: Field | None
    deal: Deal
    terms: Mapping[str, Term] = dataclasses.field(default_factory=dict)

    @property
    def currency(self) -> str:
        return self.deal.text("money.currency")

    @property
    def labels(self) -> Mapping[str, str]:
        """The words of the choices of its field."""
        return self.field.labels if self.field else {}

    @property
    def number(self) -> Decimal:
        """Its value, which is a number. Raises TypeError."""
        return number_of(self.value)

    def labelled(self) -> list[str]:
        """Each choice that it holds, by its label."""
        return [self.labels.get(value, value) for value in texts_of(self.value)]

    def rows(self) -> list[Mapping[str, object]]:
        """The groups of a list. Raises TypeError where there is none."""
        rows = self.value if isinstance(self.value, tuple) else ()
        found = [row for row in rows if isinstance(row, Mapping)]
        if not found:
            raise TypeError("a list with nothing in it")
        return found

    def rates(self) -> list[Decimal]:
        """Each rate of a rate card once, the lowest first; multipliers are in them. Raises TypeError."""
        typed = self.value.values() if isinstance(self.value, Mapping) else ()
        worked_out = self.deal.get("schedule.rates")
        found = sorted({number_of(rate) for rate in (worked_out if isinstance(worked_out, tuple) else typed)})
        if not found:
            raise TypeError("a rate card without a rate")
        return found

    def standing(self, level: str) -> Iterator[Field]:
        """The members of a group of choices that stand at `level`."""
        chosen = self.value if isinstance(self.value, Mapping) else {}
        prefix = self.field.path if self.field else ""
        for name, value in chosen.items():
            found = self.deal.fields.find(f"{prefix}.{name}")
            if value == level and found is not None:
                yield found


def number_of(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise TypeError(f"{value!r} is not a number")
    return Decimal(value)


def texts_of(value: object) -> list[str]:
    return [str(v) for v in value] if isinstance(value, tuple) else [str(value)]
