"""The values of a deal in; the same with each region of its territory as the countries that it is, out.

The paper lists countries, and rules ask about countries. What the fields say against each other is looked at
before, while each entry still has its place.
"""

from __future__ import annotations

from collections.abc import Mapping

from contracts.load.world.regions import region
from contracts.model.deal import Value

FIELDS = ("territory", "except")
"""The fields of the grant that take countries and regions."""


def with_countries(values: Mapping[str, Value]) -> Mapping[str, Value]:
    """The values, with its countries in the place of each region; none stands there twice."""
    grant = values.get("grant")
    if not isinstance(grant, Mapping):
        return values
    found = {name: expanded(grant[name]) for name in FIELDS if _has_region(grant.get(name))}
    return {**values, "grant": {**grant, **found}} if found else values


def expanded(written: Value) -> tuple[Value, ...]:
    """The countries of a list, or of one entry, of countries and regions."""
    return tuple(dict.fromkeys(code for entry in _entries(written) for code in region(entry) or (entry,)))


def _has_region(written: Value | None) -> bool:
    return written is not None and any(map(region, _entries(written)))


def _entries(written: Value) -> tuple[Value, ...]:
    return written if isinstance(written, tuple) else (written,)
