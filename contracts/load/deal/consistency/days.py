"""The days of a deal, against one another and against the months that it states."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from contracts.load.deal.consistency.misfit import Look, Misfit, given, misfit
from contracts.load.deal.months import TOLD
from contracts.model.clause import Library
from contracts.model.deal import Deal
from contracts.model.months import days_later, months_of
from contracts.model.term import MONTHS, PAST, SIGNED, UNTIL, duties_begin, licence_end

REPLICA = "replica.description"


def _replica_days(deal: Deal, library: Library) -> Iterator[Misfit]:
    start, end, day = (
        _day(deal, f"{REPLICA}.start"),
        _day(deal, f"{REPLICA}.end"),
        _day(deal, "effective_date"),
    )
    if start and end and end <= start:
        yield misfit(
            deal,
            "the replica's use ends before it starts",
            f"make {REPLICA}.end later than start",
            f"{REPLICA}.end",
        )
    elif end and day and end < day:
        yield misfit(
            deal,
            f"the replica's use ends on {end}, before the consent takes effect on {day}",
            f"correct {REPLICA}.end or effective_date",
            f"{REPLICA}.end",
        )
    elif start and day and start < day:
        yield misfit(
            deal,
            f"the replica may be used from {start}, before the consent takes effect on {day}",
            f"make {REPLICA}.start no earlier than effective_date",
            f"{REPLICA}.start",
            "effective_date",
        )
    until = _day(deal, f"{REPLICA}.available_until")
    if until and end and until < end:
        yield misfit(
            deal,
            f"items may be published until {end}, and stay available only until {until}",
            f"make {REPLICA}.available_until no earlier than {REPLICA}.end",
            f"{REPLICA}.available_until",
            f"{REPLICA}.end",
        )


def _told_months(deal: Deal, library: Library) -> Iterator[Misfit]:
    """A number of months beside the days that tell it: never fewer."""
    for path, (first, last) in TOLD.items():
        start, end, stated = _day(deal, first), _day(deal, last), deal.number(path)
        if not (start and end and end > start and given(deal, path)):
            continue
        told = months_of(start, end)
        if stated < told:
            yield misfit(
                deal,
                f"the days from {start} to {end} are {told} months, and {path} says {stated}",
                f"remove {path}, or make the days and the months agree",
                path,
                last,
            )


LONGEST = 600
"""The most months that a licence with an end can last."""


def _licence_days(deal: Deal, library: Library) -> Iterator[Misfit]:
    """A last day of the licence that the deal states comes after its first, and not lifetimes later."""
    until, day = _day(deal, UNTIL), _day(deal, "effective_date")
    if until and day and until <= day:
        yield misfit(
            deal,
            f"the licence ends on {until}, and begins on {day}",
            f"make {UNTIL} later than effective_date",
            UNTIL,
            "effective_date",
        )
    elif until and day and (months := months_of(day, until)) > LONGEST:
        yield misfit(
            deal,
            f"the licence lasts until {until}, which is {months} months",
            f"make {UNTIL} a day within {LONGEST} months, or write perpetual: true in its place",
            UNTIL,
        )


def _past_start(deal: Deal, library: Library) -> Iterator[Misfit]:
    """An agreement that starts before it is signed says when that is; a consent never does."""
    if deal.get(PAST) is not True:
        return
    start, signed = _day(deal, "effective_date"), _day(deal, SIGNED)
    if deal.traits.grants("replicas", "likenesses", "releases"):
        yield misfit(
            deal,
            "a consent counts from the day on which it is given, and this one would reach back",
            f"remove {PAST}, and make effective_date the day of signing or a later one",
            PAST,
        )
    elif deal.traits.has("representation") or deal.traits.grants():
        if signed is None and not given(deal, SIGNED):
            yield misfit(
                deal,
                "the agreement starts before it is signed, and nobody says when that is",
                f"give {SIGNED}, the day on which it is signed",
                PAST,
                rule="missing",
            )
        elif signed and start and signed <= start:
            yield misfit(
                deal,
                f"the agreement is retroactive, starts on {start} and is signed on {signed}",
                f"remove {PAST}, or correct effective_date or {SIGNED}",
                PAST,
                SIGNED,
                "effective_date",
            )


def _work_days(deal: Deal, library: Library) -> Iterator[Misfit]:
    """Work to order lies in the time for which there is an agreement."""
    start, end, day = _day(deal, "services.start"), _day(deal, "services.end"), _day(deal, "effective_date")
    if start and day and start < day:
        yield misfit(
            deal,
            f"the work starts on {start}, before the agreement takes effect on {day}",
            "make services.start no earlier than effective_date",
            "services.start",
            "effective_date",
        )
    elif end and (over := licence_end(deal.get)) and end > over:
        yield misfit(
            deal,
            f"the work ends on {end}, after the licence has ended on {over}",
            "make the term of the licence longer, or services.end earlier",
            "services.end",
            UNTIL,
            MONTHS,
        )


def _delivery_days(deal: Deal, library: Library) -> Iterator[Misfit]:
    """What is licensed can be delivered, and checked, before the licence is over."""
    day, over = duties_begin(deal.get), licence_end(deal.get)
    if not (day and over and deal.traits.has("clips")):
        return
    begin = _day(deal, "services.end") or day
    last = days_later(begin, deal.number("delivery.within_days"))
    if day < over and begin <= over < last:
        yield misfit(
            deal,
            f"clips may be delivered until {last}, and the licence ends on {over}",
            "make delivery.within_days shorter, or the term of the licence longer",
            "delivery.within_days",
            UNTIL,
            MONTHS,
        )


def _data_months(deal: Deal, library: Library) -> Iterator[Misfit]:
    """Face and voice data for safeguards is gone by the last day of the term."""
    kept, term = deal.number("data.biometric.months"), deal.number("grant.term.months")
    if deal.text("people.biometrics") == "safeguards" and kept and term and kept > term:
        yield misfit(
            deal,
            f"face and voice data is kept for {kept} months, and must be gone when {term} months have passed",
            "make data.biometric.months no longer than the licence",
            "data.biometric.months",
            UNTIL,
            MONTHS,
        )


def _day(deal: Deal, path: str) -> date | None:
    value = deal.get(path)
    return value if isinstance(value, date) else None


LOOKS: tuple[Look, ...] = (
    _replica_days,
    _told_months,
    _licence_days,
    _past_start,
    _work_days,
    _delivery_days,
    _data_months,
)
