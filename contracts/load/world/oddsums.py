"""A field's path in; the bounds outside which its value is seldom meant out. Kept in oddsums.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from contracts.load.files import resource
from contracts.load.yaml import read
from contracts.model.record import record


@record
class Usual:
    """What is usual of a number: at least `under` unless it is nothing, at most `over`."""

    under: Decimal | None
    over: Decimal | None


@record
class OddSums:
    """Which numbers of a deal are odd. Paths hold `[]` for each entry of a list and `*` for each name."""

    percent: Mapping[str, Usual]
    factor: Mapping[str, Usual]
    nothing: tuple[str, ...]
    slight: tuple[str, ...]
    least: Mapping[str, Decimal]  # by currency


@cache
def odd_sums() -> OddSums:
    table, _ = read(resource("contracts.load.world", "oddsums.yaml"), "oddsums.yaml")
    slight = table["slight"]
    return OddSums(
        percent=_usual(table["percent"]),
        factor=_usual(table["factor"]),
        nothing=tuple(table["nothing"]),
        slight=tuple(slight["fields"]),
        least=MappingProxyType({code: Decimal(str(least)) for code, least in slight["least"].items()}),
    )


def _usual(rows: Mapping[str, Mapping[str, object]]) -> Mapping[str, Usual]:
    def bound(row: Mapping[str, object], name: str) -> Decimal | None:
        return Decimal(str(row[name])) if name in row else None

    return MappingProxyType(
        {path: Usual(bound(row, "under"), bound(row, "over")) for path, row in rows.items()}
    )
