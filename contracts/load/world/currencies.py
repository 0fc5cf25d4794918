"""A currency's code in; how many decimals it has out. Source: ISO 4217, kept dated in currencies.yaml.

Everything that states, rounds or checks a sum asks here.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any

from contracts.load.files import resource
from contracts.load.yaml import read


def currencies() -> tuple[str, ...]:
    """The ISO 4217 codes of the currencies in which a sum can be stated, sorted."""
    return tuple(_units())


def decimals(currency: str) -> int:
    """The digits of a currency's minor unit: 2 for USD and IDR, 0 for JPY.

    Two where a deal names no currency (""). Raises KeyError for what is none.
    """
    return _units()[currency] if currency else 2


def unit_of(currency: str) -> Decimal:
    """The smallest sum of a currency: 0.01 for USD, 1 for JPY. Raises KeyError."""
    return Decimal(1).scaleb(-decimals(currency))


def is_fund(currency: str) -> bool:
    """Whether a code is one of a fund or a unit of account, and no money that can be paid."""
    return currency in _table()["funds"]


@cache
def _table() -> Mapping[str, Any]:
    table, _ = read(resource("contracts.load.world", "currencies.yaml"), "currencies.yaml")
    return MappingProxyType(table)


@cache
def _units() -> MappingProxyType[str, int]:
    table = _table()
    found = {code: int(digits) for digits, codes in table["minor_units"].items() for code in codes}
    return MappingProxyType(dict(sorted(found.items())))
