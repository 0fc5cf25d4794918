"""An order form against its master: whether it is that master, and whether it can add what it adds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from contracts.load.deal.consistency.misfit import Held, Look, Misfit, at, given, misfit
from contracts.model.clause import Library
from contracts.model.deal import Deal
from contracts.model.master import Master
from contracts.model.months import closing, days_later
from contracts.model.problem import Problem

OF_FOOTAGE = (
    "grant.term",
    "grant.purposes",
    "grant.territory",
    "delivery",
    "money.rate_card",
    "money.multipliers",
    "buyers.deny",
    "upstream",
    "schedule",
)
"""What an order says of the clips that it adds, and of nothing else."""


def _named(deal: Deal, library: Library) -> Iterator[Misfit | Held]:
    """What an order says of its master is what the master says of itself."""
    if deal.master is None:
        return
    yield Held("under.agreement")
    for name, theirs in (("reference", deal.master.reference), ("fingerprint", deal.master.fingerprint)):
        path = f"under.{name}"
        if given(deal, path) and "".join(deal.text(path).split()) != "".join(theirs.split()):
            yield misfit(
                deal,
                f"{path} is {deal.text(path)}, and that of {deal.master.file} is {theirs}",
                "name the file that is meant, or put the line right",
                path,
                rule="other-master",
            )
        else:
            yield Held(path)


def _adds(deal: Deal, library: Library) -> Iterator[Misfit]:
    if deal.master is None:
        return
    adds = deal.get("under.adds")
    if not adds:
        yield misfit(
            deal,
            "the order adds nothing to its master",
            "give clips under assets, models under grant.models.names, or under.more_months",
            "under",
            rule="missing",
        )
    if "footage" not in (adds if isinstance(adds, tuple) else ()):
        for path in (path for path in OF_FOOTAGE if given(deal, path)):
            yield misfit(
                deal,
                f"{path} is about the footage that an order adds, and this one adds none",
                "remove it; under.more_months lengthens the master" if path.endswith("term") else "remove it",
                path,
            )
    if given(deal, "grant.term.perpetual") and deal.master.ends is not None:
        yield misfit(
            deal,
            f"footage would be licensed without end, and the master ends on {deal.master.ends}",
            "give grant.term.months, or nothing",
            "grant.term.perpetual",
            rule="fixed-by-master",
        )
    if given(deal, "under.more_months") and deal.master.ends is None:
        yield misfit(
            deal,
            "the master has no end that could be put off",
            "remove under.more_months",
            "under.more_months",
        )


def _order_days(deal: Deal, library: Library) -> Iterator[Misfit]:
    """An order is made while its master lasts."""
    day = deal.get("effective_date")
    if deal.master is None or not isinstance(day, date):
        return
    if day < deal.master.dated:
        yield misfit(
            deal,
            f"the order takes effect on {day}, before its master of {deal.master.dated}",
            "make effective_date no earlier than that of the master",
            "effective_date",
        )
    elif deal.master.ends is not None and day > _furthest(deal.master, deal.master.ends):
        yield misfit(
            deal,
            f"the order takes effect on {day}, and its master ended on {deal.master.ends}",
            "make a new agreement: what has ended cannot govern an order",
            "effective_date",
        )


def _furthest(master: Master, ends: date) -> date:
    """The last day of a master that may have been renewed: whether it was, nobody can tell from its file."""
    months, times = master.get("renewal.months"), master.get("renewal.times")
    if isinstance(months, int) and isinstance(times, int):
        return closing(days_later(ends, 1), months * times)
    return ends


def _twice(deal: Deal, library: Library) -> Iterator[Misfit]:
    """What the master holds already is not added once more."""
    if deal.master is None:
        return
    for clip in deal.manifest.clips if deal.manifest is not None else ():
        if clip.id in deal.master.clips:
            why = f'the clip "{clip.id}" is in the master {deal.master.reference} already'
            place = clip.span or at(deal, "assets")
            yield Misfit(("assets",), Problem("duplicate-clip", why, place, help="take it out of the order"))
    names, theirs = deal.get("grant.models.names"), deal.master.get("grant.models.names")
    known = theirs if isinstance(theirs, tuple) else ()
    for i, name in enumerate(names if isinstance(names, tuple) else ()):
        if name in known:
            span = deal.spans.get(("grant", "models", "names", i)) or at(deal, "grant.models.names")
            why = f'the model "{name}" is in the master {deal.master.reference} already'
            yield Misfit(("grant",), Problem("duplicate-value", why, span, help="take it out of the order"))


def _paid(deal: Deal, library: Library) -> Iterator[Misfit]:
    """Footage has a price: a rate of the master or of the order, a share that the master takes, or a fee."""
    if deal.master is None or deal.manifest is None:
        return
    ways = (deal.get("money.rate_card"), deal.get("money.flat_fee"), deal.master.get("money.revenue_share"))
    if all(way is None for way in ways):
        yield misfit(
            deal,
            "the order adds footage, and neither it nor its master says what is paid for it",
            "a master says in orders.may_set: [price] that an order sets its price; give money.flat_fee then",
            "assets",
            rule="missing",
        )


LOOKS: tuple[Look, ...] = (_named, _adds, _order_days, _twice, _paid)
