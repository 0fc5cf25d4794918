"""Manifest and rate card in; Schedule A with every amount and total worked out."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from contracts.draft.words import decimals
from contracts.model.agreement import ClipSchedule, TierTotal
from contracts.model.deal import Deal, Value


def clip_schedule(deal: Deal, rounding: str) -> ClipSchedule | None:
    """Schedule A, or None for a deal without clips.

    Amounts are exact decimals in the deal's currency, rounded half up to its smallest unit:
    for each clip where `rounding` is `clip`, for each tier's total where it is `tier`.
    """
    if deal.manifest is None:
        return None
    card = rates(deal)
    unit = Decimal(1).scaleb(-decimals(deal.text("money.currency")))
    clips = deal.manifest.clips
    amounts = tuple(
        fee(clip.seconds, card[clip.tier], unit) if rounding == "clip" and clip.tier in card else None
        for clip in clips
    )
    order = list(card) or list(dict.fromkeys(clip.tier for clip in clips))
    tiers = []
    for tier in order:
        inside = [i for i, clip in enumerate(clips) if clip.tier == tier]
        seconds = sum(clips[i].seconds for i in inside)
        rate = card.get(tier)
        if rate is None:
            total = None
        elif rounding == "clip":
            total = sum((a for i in inside if (a := amounts[i]) is not None), Decimal(0)).quantize(unit)
        else:
            total = fee(seconds, rate, unit)
        tiers.append(TierTotal(tier, len(inside), seconds, rate, total))
    return ClipSchedule(
        anchor="schedule-a",
        label="Schedule A",
        title="Licensed Footage and Rates" if card else "Licensed Footage",
        manifest=deal.manifest,
        currency=deal.text("money.currency"),
        rounding=rounding,
        amounts=amounts,
        tiers=tuple(tiers),
        total_seconds=sum(t.seconds for t in tiers),
        total_amount=sum((t.amount for t in tiers if t.amount is not None), Decimal(0)) if card else None,
    )


def rates(deal: Deal) -> dict[str, Decimal]:
    """The rate a minute of each tier, after its multiplier, rounded half up to the currency's unit."""
    card, multipliers = deal.get("money.rate_card.tiers"), deal.get("money.multipliers")
    if not isinstance(card, Mapping):
        return {}
    factors = multipliers if isinstance(multipliers, Mapping) else {}
    unit = Decimal(1).scaleb(-decimals(deal.text("money.currency")))
    return {
        tier: (_decimal(rate) * _decimal(factors.get(tier, 1))).quantize(unit, ROUND_HALF_UP)
        for tier, rate in card.items()
    }


def _decimal(value: Value) -> Decimal:
    if isinstance(value, (int, Decimal)):
        return Decimal(value)
    raise TypeError(f"{value!r} is not an amount")


def fee(seconds: int, rate: Decimal, unit: Decimal) -> Decimal:
    """The fee for a length at a rate a minute, rounded half up to `unit`."""
    return (rate * seconds / 60).quantize(unit, ROUND_HALF_UP)


def derived(schedule: ClipSchedule | None) -> dict[str, Value]:
    """The `schedule.*` fields that clauses may use."""
    if schedule is None:
        return {}
    minutes = (Decimal(schedule.total_seconds) / 60).quantize(Decimal("0.01"), ROUND_HALF_UP)
    fields: dict[str, Value] = {
        "clip_count": len(schedule.manifest.clips),
        "tier_count": sum(tier.clips > 0 for tier in schedule.tiers),
        "total_seconds": schedule.total_seconds,
        "total_minutes": minutes,
    }
    if schedule.total_amount is not None:
        fields["total_amount"] = schedule.total_amount
    return fields
