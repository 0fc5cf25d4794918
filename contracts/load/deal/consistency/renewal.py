"""Renewals of a term, against that term, and against what is paid for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from contracts.load.deal.consistency.misfit import Look, Misfit, given, misfit
from contracts.model.clause import Library
from contracts.model.deal import Deal
from contracts.model.months import closing, later
from contracts.model.term import MONTHS, licence_end

KIND, NOTICE, TIMES, LENGTH = "renewal.kind", "renewal.notice_days", "renewal.times", "renewal.months"
FEE, UPLIFT = "renewal.fee", "renewal.uplift_percent"
LONGEST = 600
"""The most months that a licence with an end can last, as in deal.schema.yaml."""


def _renewable(deal: Deal, library: Library) -> Iterator[Misfit]:
    """What is renewed has an end, and can be renewed in that way."""
    kind = deal.get(KIND)
    if kind is None:
        return
    if deal.get("grant.term.perpetual") is True:
        yield misfit(
            deal,
            "the licence has no end, and is renewed at its end",
            "remove renewal, or give the licence months",
            KIND,
            "grant.term.perpetual",
        )
    represents = deal.traits.has("representation")
    if represents and deal.get("agency.term_months") is None and not given(deal, "agency.term_months"):
        yield misfit(
            deal,
            "the representation lasts until a party ends it, and is renewed at its end",
            "remove renewal, or give agency.term_months",
            KIND,
        )
    if represents and (deal.get(FEE) is not None or deal.get(UPLIFT) is not None):
        yield misfit(
            deal,
            "an agent is paid by commission, and a renewal of the representation has a price",
            f"remove {FEE} or {UPLIFT}",
            FEE,
            UPLIFT,
        )
    if kind == "automatic" and deal.traits.grants("replicas"):
        yield misfit(
            deal,
            "a consent to a replica is renewed by silence, and needs a signature of its own each time",
            f"make {KIND} agreed: it settles when a further consent is asked for, and its price",
            KIND,
        )


def _renewal_notice(deal: Deal, library: Library) -> Iterator[Misfit]:
    """The last day of notice lies in the term, and in each renewal."""
    start, end = deal.get("effective_date"), _end(deal)
    days, months = deal.number(NOTICE), deal.number(LENGTH)
    if deal.get(KIND) is None or not (isinstance(start, date) and days and months):
        return
    if end is not None and days > (end - start).days:
        yield misfit(
            deal,
            f"notice is due {days} days before the end, and the term has {(end - start).days + 1} days",
            f"make {NOTICE} shorter, or the term longer",
            NOTICE,
            KIND,
        )
    elif deal.number(TIMES) > 1 and days >= (later(start, months) - start).days:
        yield misfit(
            deal,
            f"notice is due {days} days before the end, and a renewal lasts {months} months: "
            "notice against the next would be due before this one begins",
            f"make {NOTICE} shorter, or {LENGTH} longer",
            NOTICE,
            LENGTH,
            KIND,
        )


def _renewal_length(deal: Deal, library: Library) -> Iterator[Misfit]:
    """With all renewals a licence lasts no longer than one with an end can."""
    term, months, times = deal.number(MONTHS), deal.number(LENGTH), deal.number(TIMES)
    if term and months and term + months * times > LONGEST:
        yield misfit(
            deal,
            f"with all its renewals the licence lasts {term + months * times} months",
            f"make it {LONGEST} months or less, or write perpetual: true in place of a term and renewals",
            TIMES,
            LENGTH,
        )


def _renewal_price(deal: Deal, library: Library) -> Iterator[Misfit]:
    """A licence that is paid by a rate or a fee has a price for each renewal; what rises is there."""
    if deal.get(KIND) is None or not deal.traits.grants("works", "characters"):
        return
    paid = [path for path in ("money.rate_card", "money.flat_fee") if deal.get(path) is not None]
    if paid and deal.get(FEE) is None and deal.get(UPLIFT) is None and not given(deal, FEE):
        yield misfit(
            deal,
            f"the licence is paid for by {' and '.join(paid)}, and its renewal has no price",
            f"give {FEE}, or {UPLIFT}: 0 keeps the price",
            KIND,
            rule="missing",
        )
    if not paid and deal.get(UPLIFT) is not None:
        yield misfit(
            deal,
            "a renewal costs more by a percentage, and there is no rate or fee that could rise",
            f"give {FEE} in place of {UPLIFT}, or leave both out: a share of revenue goes on",
            UPLIFT,
        )


def _end(deal: Deal) -> date | None:
    start, months = deal.get("effective_date"), deal.number("agency.term_months")
    stated = deal.get("replica.description.end")
    if (end := licence_end(deal.get)) is not None:
        return end
    if months and isinstance(start, date):
        return closing(start, months)
    return stated if isinstance(stated, date) else None


LOOKS: tuple[Look, ...] = (_renewable, _renewal_notice, _renewal_length, _renewal_price)
