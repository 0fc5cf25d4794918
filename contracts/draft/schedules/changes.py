"""The schedule of changes: reads what an order form sets by leave of its master; makes a table of what the
master says and what holds for what the order adds."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from contracts.draft.schedules.ground import Content, Ground
from contracts.model.deal import Value
from contracts.model.document import Note, Table, Words
from contracts.model.master import Change

FILTERS: Mapping[str, str] = {
    "grant.purposes": "label",
    "grant.territory": "territory",
    "delivery.method": "label",
    "delivery.within_days": "days",
    "delivery.acceptance_days": "days",
    "money.payment_days": "days",
}
"""How the values of a field are said; those of others are sums and numbers."""


def make(ground: Ground) -> Content | None:
    deal = ground.speaker.filler.deal
    if not deal.changes:
        return None
    say = ground.speaker.say
    rows = [
        ground.row((_what(ground, change), _said(ground, change, change.master), _here(ground, change)))
        for change in deal.changes
    ]
    ground.take(change.path for change in deal.changes)
    head = (say("changes.what"), say("changes.master"), say("changes.order"))
    note = Note("note", say("changes.note"), language=ground.language)
    return Content((Table("changes", head, tuple(rows), language=ground.language), note))


def _what(ground: Ground, change: Change) -> Words:
    """What the row is about: the rate of a tier by its name, any other field by its phrase."""
    say, around, _, tier = ground.speaker.say, *change.path.rpartition(".")
    if around in ("money.rate_card.tiers", "money.multipliers"):
        phrase = "changes.rate" if around == "money.rate_card.tiers" else "changes.factor"
        return say(phrase, {"tier": ground.value(change.path, tier)})
    return say(f"changes.{change.path}")


def _here(ground: Ground, change: Change) -> Words:
    return _said(ground, change, change.order)


def _said(ground: Ground, change: Change, value: Value | None) -> Words:
    if value is None:
        return ground.speaker.say("changes.nothing")
    if name := FILTERS.get(change.path):
        return ground.speaker.shown(change.path, value, name)
    if isinstance(value, Decimal) and change.path.startswith("money.rate_card"):
        currency = ground.speaker.filler.deal.text("money.currency")
        return ground.value(change.path, ground.speech.figure(value, currency))
    return ground.speaker.shown(change.path, value)
