"""Manifest and rate card in; the clips with every amount and total worked out."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from contracts.draft.money.rates import counted, fee, fee_by_number, rates
from contracts.draft.watched import watched
from contracts.load.world.currencies import unit_of
from contracts.model.agreement import ClipSchedule, TierTotal
from contracts.model.deal import Deal, Value

PRINTED = 500
"""How many clips are printed one by one where the deal leaves it open: about twelve pages."""


def clip_schedule(agreed: Deal, rounding: str) -> ClipSchedule | None:
    """The clips and what they cost, or None for a deal without clips.

    Amounts are exact decimals in the deal's currency, rounded half up to its smallest unit:
    for each clip where `rounding` is `clip`, for each tier's total where it is `tier`. `read` says from
    which fields of the deal all this was worked out.
    """
    if agreed.manifest is None:
        return None
    deal = watched(agreed)
    card = rates(deal)
    of_what = counted(deal)
    unit = unit_of(deal.text("money.currency"))
    clips = agreed.manifest.clips
    amounts = tuple(
        fee(clip.seconds, card[clip.tier], unit) if rounding == "clip" and clip.tier in card else None
        for clip in clips
    )
    inside: dict[str, list[int]] = {tier: [] for tier in card}
    for i, clip in enumerate(clips):
        inside.setdefault(clip.tier, []).append(i)
    tiers = []
    for tier, rows in inside.items():
        if card and tier not in card:
            continue
        seconds = sum(clips[i].seconds for i in rows)
        rate = card.get(tier)
        if rate is None:
            total = None
        elif rounding == "clip":
            total = sum((a for i in rows if (a := amounts[i]) is not None), Decimal(0)).quantize(unit)
        elif of_what != "minutes":
            total = fee_by_number(len(rows), rate, unit)
        else:
            total = fee(seconds, rate, unit)
        tiers.append(TierTotal(tier, len(rows), seconds, rate, total))
    return ClipSchedule(
        manifest=agreed.manifest,
        currency=deal.text("money.currency"),
        rounding=rounding,
        counted=of_what,
        images=deal.text("assets.kind") == "image",
        amounts=amounts,
        tiers=tuple(tiers),
        total_seconds=sum(t.seconds for t in tiers),
        total_amount=sum((t.amount for t in tiers if t.amount is not None), Decimal(0)) if card else None,
        whole=_whole(deal),
        read=frozenset(deal.taken),
    )


def _whole(deal: Deal) -> bool:
    """Whether every clip is printed. Clips that are listed in the deal itself always are."""
    manifest = deal.manifest
    if manifest is None or not manifest.path:
        return True
    chosen = deal.text("schedule.print") or "auto"
    return chosen == "full" or (chosen == "auto" and len(manifest.clips) <= PRINTED)


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
