"""A rate card in; the rate of each tier, and what a length or a number of clips costs at it, out."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from contracts.load.world.currencies import unit_of
from contracts.model.deal import Deal, Value

COUNTED = {"accepted-clip": "clips", "accepted-image": "images"}
"""What a unit counts, where it is no length."""

FINEST = Decimal("0.000001")
"""The finest rate: as fine as a deal can state one."""


def counted(deal: Deal) -> str:
    """What the rates are for: `minutes`, or the number of `clips` or `images`."""
    return COUNTED.get(deal.text("money.rate_card.unit"), "minutes")


def rates(deal: Deal) -> dict[str, Decimal]:
    """The rate of each tier, a minute or a clip, times its factor: half up to six decimals if it has more.

    A rate may be finer than the smallest unit of the currency; what it comes to is rounded, and no rate.
    """
    card, multipliers = deal.get("money.rate_card.tiers"), deal.get("money.multipliers")
    if not isinstance(card, Mapping):
        return {}
    factors = multipliers if isinstance(multipliers, Mapping) else {}
    unit = unit_of(deal.text("money.currency"))
    return {tier: _rate(_decimal(rate) * _decimal(factors.get(tier, 1)), unit) for tier, rate in card.items()}


def _rate(exact: Decimal, unit: Decimal) -> Decimal:
    """A rate with the decimals that it needs, and no fewer than the currency has."""
    rate = exact.quantize(FINEST, ROUND_HALF_UP)
    whole = rate.quantize(unit, ROUND_HALF_UP)
    return whole if whole == rate else rate.normalize()


def _decimal(value: Value) -> Decimal:
    if isinstance(value, (int, Decimal)):
        return Decimal(value)
    raise TypeError(f"{value!r} is not an amount")


def fee(seconds: int, rate: Decimal, unit: Decimal) -> Decimal:
    """The fee for a length at a rate a minute, rounded half up to `unit`."""
    return (rate * seconds / 60).quantize(unit, ROUND_HALF_UP)


def fee_by_number(clips: int, rate: Decimal, unit: Decimal) -> Decimal:
    """The fee for so many clips at a rate for each, rounded half up to `unit`."""
    return (rate * clips).quantize(unit, ROUND_HALF_UP)
