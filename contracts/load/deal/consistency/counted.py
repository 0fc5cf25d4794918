"""Fees that go by a count: one basis for one thing, and something there to be counted."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.load.deal.consistency.misfit import Look, Misfit, given, misfit
from contracts.model.clause import Library
from contracts.model.deal import Deal

DAY_RATE, FEE, OUTPUT, UNIT = "services.day_rate", "services.fee", "money.per_output", "money.rate_card.unit"
LEARNS = frozenset({"training", "fine-tuning", "grounding"})


def _day_rate(deal: Deal, library: Library) -> Iterator[Misfit]:
    """A shoot is paid by the day or as a whole; parts are parts of a whole."""
    if deal.get("services") is None:
        return
    if deal.get(DAY_RATE) is None:
        if deal.traits.has("performance"):
            why = "a performer is paid by the day, and no day rate is given"
            yield misfit(deal, why, f"give {DAY_RATE}, in place of {FEE}", FEE, "services", rule="missing")
            return
        if deal.get(FEE) is None:
            why = "the shoot has neither a fee nor a day rate"
            yield misfit(deal, why, f"give {FEE}, or {DAY_RATE}", "services", rule="missing")
        return
    if given(deal, FEE):
        why = "a fee for the shoot and a day rate both pay for the same days"
        yield misfit(deal, why, f"keep one of {FEE} and {DAY_RATE}", DAY_RATE)
    if given(deal, "services.instalments"):
        why = "a day rate is earned day by day, and the fee for the shoot is split into parts"
        yield misfit(deal, why, "give a fee in place of the day rate, or remove the parts", DAY_RATE)


def _outputs(deal: Deal, library: Library) -> Iterator[Misfit]:
    """A fee for each output needs a model that may make some with the works."""
    purposes = deal.get("grant.purposes")
    if deal.get(OUTPUT) is None or not isinstance(purposes, tuple) or deal.get("character") is not None:
        return
    if not LEARNS & set(map(str, purposes)):
        yield misfit(
            deal,
            "a fee is agreed for each output, and no purpose of the licence makes one",
            "add training, fine-tuning or grounding to grant.purposes, or remove money.per_output",
            OUTPUT,
        )


def _images(deal: Deal, library: Library) -> Iterator[Misfit]:
    """Images have a number and no length, and are licensed by agreements that have a name for them."""
    if _of_another_kind(deal):
        return  # that is told, and the unit is the master's
    outline, card = library.outlines.get(deal.text("agreement")), deal.get("money.rate_card")
    if deal.text("assets.kind") == "image":
        if outline is not None and outline.images is None and deal.master is None:
            why = f"a {outline.id} is about recordings, and licenses no still images"
            yield misfit(deal, why, "choose a footage-license, or make assets.kind video", "assets.kind")
        elif card is not None and deal.text(UNIT) != "accepted-image":
            why = f"images are paid {deal.text(UNIT)}"
            yield misfit(deal, why, "write unit: accepted-image", UNIT, "money.rate_card")
    elif deal.text(UNIT) == "accepted-image":
        yield misfit(deal, "recordings are paid by the image", "make assets.kind image", UNIT)


def _one_unit(deal: Deal, library: Library) -> Iterator[Misfit]:
    """Clips of an order form are counted as those of its master."""
    if deal.master is None or deal.get("money.rate_card") is None:
        return
    theirs = deal.master.get("money.rate_card")
    unit = deal.master.get(UNIT) or "accepted-minute"
    if theirs is not None and deal.text(UNIT) != unit:
        yield misfit(
            deal,
            f"the order pays {deal.text(UNIT)}, and its master {unit}",
            f"write unit: {unit}",
            UNIT,
            "money.rate_card",
        )


def _of_another_kind(deal: Deal) -> bool:
    """Whether an order form adds works of another kind than its master speaks of."""
    theirs = deal.master.get("assets.kind") if deal.master is not None else None
    return theirs is not None and deal.manifest is not None and deal.text("assets.kind") != theirs


def _one_kind(deal: Deal, library: Library) -> Iterator[Misfit]:
    """What an order form adds is of the kind that its master speaks of."""
    if deal.master is not None and _of_another_kind(deal):
        theirs = deal.master.get("assets.kind")
        why = f"the order adds works of kind {deal.text('assets.kind')}, and its master licenses {theirs}"
        help = "remove assets.kind, or license these in an agreement of their own"
        yield misfit(deal, why, help, "assets.kind")


LOOKS: tuple[Look, ...] = (_day_rate, _outputs, _images, _one_unit, _one_kind)
