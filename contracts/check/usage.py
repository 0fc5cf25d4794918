"""A deal, its terms of payment and a usage report in; what the report says that the deal cannot have, out.

A reckoning of what was never licensed is worse than none: each of these is an error, at its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from contracts.model.deal import Clip, Deal
from contracts.model.months import closing, days_later, later
from contracts.model.payment import LENGTHS, NUMBERS, PaymentTerms, Usage
from contracts.model.problem import Problem
from contracts.model.term import licence_end

_PERIOD = re.compile(r"([0-9]{4})(?:-(?:(H[12])|(Q[1-4])|([01][0-9])))?")
_MONTHS = {"H": 6, "Q": 3}


def beyond(deal: Deal, terms: PaymentTerms, usage: Iterable[Usage]) -> Iterator[Problem]:
    """Every row that reports what was not licensed, or what the deal pays nothing for."""
    rows = tuple(usage)
    yield from _unpaid(terms, rows)
    yield from _unlicensed_clips(deal, rows)
    yield from _unlicensed_lengths(deal, rows)
    yield from _unlicensed_numbers(deal, rows)
    yield from _clip_by_clip(deal, terms, rows)
    yield from _before_and_after(deal, terms, rows)


def _unpaid(terms: PaymentTerms, rows: tuple[Usage, ...]) -> Iterator[Problem]:
    paid = {
        "revenue": bool(terms.share_base),
        "refund": bool(terms.share_base),
        "replica-use": bool(terms.per_use),
        "realtime": bool(terms.per_use and terms.realtime_uses),
        "outputs": bool(terms.per_output),
        "filming-days": bool(terms.day_rate),
        "minutes": terms.counted == "minutes",
        "clips": terms.counted == "clips",
        "images": terms.counted == "images",
        "renewal": bool(terms.renewal_months),
    }
    renewed = 0
    for row in rows:
        before, renewed = renewed, renewed + (int(row.quantity) if row.kind == "renewal" else 0)
        if terms.renewal_months and before <= terms.renewals < renewed:
            why = f"{renewed} renewals are reported up to here, and there are at most {terms.renewals}"
            yield Problem("usage-beyond-deal", why, row.span, help="correct the number of renewals")
        if row.quantity and not paid.get(row.kind, True):
            why = f"the deal pays nothing for {row.kind}"
            help = "remove the row, or see whether the deal is the right one"
            yield Problem("usage-beyond-deal", why, row.span, help=help)
        elif row.quantity and row.kind == "refund" and terms.counting.refunds == "none":
            why = "the clause on the revenue share takes no refund off, at the position it stands at"
            yield Problem("usage-beyond-deal", why, row.span, help="remove the row")


def clip_by_clip(deal: Deal, terms: PaymentTerms, usage: Iterable[Usage]) -> Iterator[Usage]:
    """The rows, with a row for each clip in place of one for a whole tier, where clips are rounded alone."""
    tiers = whole_tiers(deal) if terms.counting.rounding == "clip" else {}
    for row in usage:
        if row.kind == "minutes" and not row.clip and tiers.get(row.tier) == row.quantity and deal.manifest:
            yield from (
                replace(row, quantity=Decimal(clip.seconds), clip=clip.id)
                for clip in deal.manifest.clips
                if clip.tier == row.tier
            )
        else:
            yield row


def whole_tiers(deal: Deal) -> dict[str, int]:
    """The length of all clips of each tier."""
    found: dict[str, int] = {}
    for clip in deal.manifest.clips if deal.manifest else ():
        found[clip.tier] = found.get(clip.tier, 0) + clip.seconds
    return found


def _clip_by_clip(deal: Deal, terms: PaymentTerms, rows: tuple[Usage, ...]) -> Iterator[Problem]:
    """Where each clip is rounded by itself, a row is one clip, or nobody can tell what it comes to."""
    if deal.manifest is None or terms.counting.rounding != "clip":
        return
    known = {(clip.tier, clip.seconds) for clip in deal.manifest.clips} | set(whole_tiers(deal).items())
    for row in rows:
        nameless = row.kind == "minutes" and not row.clip and row.quantity
        if nameless and (row.tier, int(row.quantity)) not in known:
            why = "fees are rounded clip by clip, and this is the length of no clip, nor of a whole tier"
            help = "give a row for each clip, with its name in the column clip"
            yield Problem("usage-beyond-deal", why, row.span, help=help)


def _unlicensed_clips(deal: Deal, rows: tuple[Usage, ...]) -> Iterator[Problem]:
    """A clip is reported at most once of each kind, at its length and in its tier."""
    clips: dict[str, Clip] = {clip.id: clip for clip in deal.manifest.clips} if deal.manifest else {}
    reported: dict[tuple[str, str], int] = {}
    for row in rows:
        if not row.clip:
            continue
        clip = clips.get(row.clip)
        if clip is None:
            why = f'the clip "{row.clip[:40]}" is not in the schedule of clips'
            yield Problem("usage-beyond-deal", why, row.span, help="name a clip of the deal")
            continue
        if clip.tier != row.tier:
            why = f"{clip.id} is {clip.tier} in the schedule of clips, and {row.tier} here"
            yield Problem("usage-beyond-deal", why, row.span, help=f"write {clip.tier}")
        once = (row.kind, clip.id if row.kind != "missing" else f"{row.period}/{clip.id}")
        reported[once] = reported.get(once, 0) + int(row.quantity)
        if row.kind in NUMBERS:
            if row.quantity == 1 and reported[once] > 1:
                why = f"{clip.id} is reported {reported[once]} times up to here"
                yield Problem("usage-beyond-deal", why, row.span, help="it counts once, and is paid for once")
        elif reported[once] > clip.seconds:
            there, so_far = _clock(clip.seconds), _clock(reported[once])
            why = f"{so_far} of {clip.id} are reported up to here, and it is {there} long"
            yield Problem("usage-beyond-deal", why, row.span, help="a clip is paid for once, at its length")


def _unlicensed_lengths(deal: Deal, rows: tuple[Usage, ...]) -> Iterator[Problem]:
    """A second is paid for once, so a tier never comes to more than is licensed of it; nor is more
    late, missing or rejected than there was."""
    if deal.manifest is None:
        return
    licensed = whole_tiers(deal)
    reported: dict[tuple[str, str], int] = {}
    for row in rows:
        if row.kind not in LENGTHS:
            continue
        once = (row.kind, row.tier if row.kind != "missing" else f"{row.period}/{row.tier}")
        before = reported.get(once, 0)
        reported[once] = before + int(row.quantity)
        there = licensed.get(row.tier, 0)
        if before <= there < reported[once]:
            yield Problem(
                "usage-beyond-deal",
                f"{_clock(reported[once])} of {row.tier} are reported up to here, "
                f"and {_clock(there)} are licensed",
                row.span,
                help="correct the length; a second is paid for once",
            )


def _unlicensed_numbers(deal: Deal, rows: tuple[Usage, ...]) -> Iterator[Problem]:
    """A clip is paid for once, so of a tier there are never more than are licensed."""
    reported: dict[str, int] = {}
    for row in rows:
        if row.kind not in NUMBERS or deal.manifest is None:
            continue
        there = sum(clip.tier == row.tier for clip in deal.manifest.clips)
        before = reported.get(row.tier, 0)
        reported[row.tier] = before + int(row.quantity)
        if row.clip and row.quantity > 1:
            why = f"{row.clip[:40]} counts once, and is reported {row.quantity} times"
            yield Problem("usage-beyond-deal", why, row.span, help="it is paid for once")
        elif before <= there < reported[row.tier]:
            why = (
                f"{reported[row.tier]} {row.kind} of {row.tier} are reported up to here, licensed are {there}"
            )
            yield Problem("usage-beyond-deal", why, row.span, help="correct the number")


def _before_and_after(deal: Deal, terms: PaymentTerms, rows: tuple[Usage, ...]) -> Iterator[Problem]:
    """Periods whose names say when they are (2027, 2027-H1, 2027-Q3, 2027-04) lie in the term, in order.

    Revenue may still come after the term, and nothing before it; other names are taken as they are.
    """
    start = deal.get("effective_date")
    if not isinstance(start, date):
        return
    end = licence_end(deal.get)
    renewed = int(sum(row.quantity for row in rows if row.kind == "renewal"))
    if end is not None and renewed:
        end = closing(days_later(end, 1), renewed * terms.renewal_months)
    last: tuple[date, date] | None = None
    named: set[str] = set()
    for row in rows:
        when = _when(row.period)
        if when is None:
            continue
        first, after = when
        if after <= start or (end is not None and row.kind in ("minutes", *NUMBERS) and first > end):
            why = f"{row.period} lies {'before' if after <= start else 'after'} the term of the deal"
            yield Problem("usage-beyond-deal", why, row.span, help="correct the period")
        if row.period not in named and last is not None and first < last[1]:
            why = f"{row.period} comes after a period that is not over when it begins"
            help = "list the periods in the order of time, none twice"
            yield Problem("usage-beyond-deal", why, row.span, help=help)
        if row.period not in named:
            named.add(row.period)
            last = when


def _when(period: str) -> tuple[date, date] | None:
    """The first day of a period that its name tells, and the day after its last."""
    found = _PERIOD.fullmatch(period)
    if found is None:
        return None
    year, half, quarter, month = int(found[1]), found[2], found[3], found[4]
    if not 1 <= year <= 9998 or (month and not 1 <= int(month) <= 12):
        return None
    if month:
        first, length = date(year, int(month), 1), 1
    elif part := half or quarter:
        length = _MONTHS[part[0]]
        first = date(year, (int(part[1]) - 1) * length + 1, 1)
    else:
        first, length = date(year, 1, 1), 12
    return first, later(first, length)


def _clock(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
