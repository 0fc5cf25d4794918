"""An agreement in; its money as the creator sees it out: tiers, and the way from their sum to yours.

Every sum comes out of the waterfall. `page.*` are the fields of sums that only the page works out: what
goes to others, and what is left for whoever reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from contracts.draft.creatorpage.ground import Ground
from contracts.draft.frame import Given
from contracts.model.agreement import ClipSchedule, TierTotal
from contracts.model.creatorpage import MoneyRow, MoneyWay, PageLine, PageMoney, PageTier, Place
from contracts.model.deal import Party
from contracts.model.document import Words

if TYPE_CHECKING:
    from contracts.model.payment import PaymentTerms, PeriodAccount, Step, Usage

ZERO, HUNDRED = Decimal(0), Decimal(100)
TIERS = "money.rate_card.tiers"
SHARE = "money.revenue_share"
ROOM = 6
"""How many tiers a printed page states one by one; beyond it, the last are taken together."""

SOURCES = {
    "minutes": "schedule.total_amount",
    "clips": "schedule.total_amount",
    "images": "schedule.total_amount",
    "outputs": "money.per_output",
    "filming-days": "services.fee",
    "creation": "replica.fee.creation",
    "uses": "replica.fee.per_use",
    "used-once": "replica.fee.per_use",
    "release": "release.payment",
    "services": "services.fee",
    "flat-fee": "money.flat_fee",
    "flat-fee-part": "money.flat_fee",
    "services-part": "services.fee",
    "top-up": "money.minimum_guarantee",
    "guaranteed": "money.minimum_guarantee",
    "raised": f"{SHARE}.floor",
    "advance": "money.advance",
    "share": f"{SHARE}.percent",
}
"""The field that a part of the sum comes from; what is not here is no part of it."""

UNSAID = ("minutes", "clips", "images", "share", "uses", "used-once", "outputs")
"""Parts that need no name where they are the whole sum: the title over it says what it is for."""


def money(ground: Ground) -> PageMoney:
    """What is paid; nothing for a deal without money."""
    clips = ground.agreement.clips
    if ground.agreement.deal.get("money.currency") is None:
        return PageMoney()
    ways = tuple(_ways(ground))
    notes = tuple(_notes(ground))
    if clips is None or clips.total_amount is None:
        return PageMoney(ways=ways, notes=notes)
    return PageMoney(
        caption=ground.speaker.say("summary.if-all-images" if clips.images else "summary.if-all"),
        head=tuple(_head(ground)),
        tiers=tuple(_tier(ground, clips, tier) for tier in clips.tiers),
        short=_short(ground, clips),
        total=_total(ground, clips),
        ways=ways,
        notes=notes,
    )


def _head(ground: Ground) -> Iterator[Words]:
    say = ground.speaker.say
    clips = ground.agreement.clips
    if clips is not None and clips.images:
        yield from (say("clips.tier"), say("clips.images"))
    else:
        yield from (say("clips.tier"), say("clips.clips"), say("clips.minutes"))
    by_number = f"-of-{clips.counted}" if clips is not None and clips.counted != "minutes" else ""
    yield from (say(f"summary.rate{by_number}"), say("summary.they-pay"))


def _tier(ground: Ground, clips: ClipSchedule, tier: TierTotal) -> PageTier:
    value, rate, sum_ = ground.value, tier.rate, tier.amount
    return PageTier(
        (
            value(TIERS, tier.tier),
            value("schedule.clip_count", ground.speech.grouped(tier.clips)),
            *_minutes(ground, clips, tier.seconds),
            value(TIERS, ground.speech.figure(rate, clips.currency)) if rate is not None else (),
            value("schedule.total_amount", ground.speech.figure(sum_ or ZERO, clips.currency)),
        )
    )


def _minutes(ground: Ground, clips: ClipSchedule, seconds: int) -> tuple[Words, ...]:
    """The cell of a length; images have none."""
    shown = ground.speech.minutes(seconds)
    return () if clips.images else (ground.value("schedule.total_minutes", shown),)


def _total(ground: Ground, clips: ClipSchedule) -> PageTier:
    value, sum_ = ground.value, clips.total_amount or ZERO
    return PageTier(
        (
            ground.speaker.say("clips.total"),
            value("schedule.clip_count", ground.speech.grouped(len(clips.manifest.clips))),
            *_minutes(ground, clips, clips.total_seconds),
            (),
            value("schedule.total_amount", ground.speech.amount(sum_, clips.currency)),
        )
    )


def _short(ground: Ground, clips: ClipSchedule, room: int = ROOM) -> tuple[PageTier, ...]:
    """The tiers as a printed page has room for them: the last of many taken together."""
    if len(clips.tiers) <= room:
        return tuple(_tier(ground, clips, tier) for tier in clips.tiers)
    first, rest = clips.tiers[: room - 1], clips.tiers[room - 1 :]
    count = ground.value(TIERS, str(len(rest)))
    together = TierTotal(
        "",
        sum(t.clips for t in rest),
        sum(t.seconds for t in rest),
        None,
        sum((t.amount for t in rest if t.amount is not None), ZERO),
    )
    cells = _tier(ground, clips, together).cells[1:]
    more = PageTier((ground.speaker.say("summary.more-tiers", {"count": count}), *cells))
    return (*(_tier(ground, clips, tier) for tier in first), more)


def _ways(ground: Ground) -> Iterator[MoneyWay]:
    """From what they pay to what you get: of all fees, of each hundred of revenue, of each use."""
    from contracts.draft.money.expected import all_accepted
    from contracts.draft.money.terms import at_once, payment_terms  # few deals need it
    from contracts.draft.money.waterfall import account
    from contracts.model.payment import HAPPENED, Usage

    agreement = ground.agreement
    clips = agreement.clips
    terms = at_once(payment_terms(agreement.deal, agreement.counting))
    alone = replace(terms, rates={}, flat_fee=ZERO, services_fee=ZERO, release=ZERO, creation=ZERO)
    alone = replace(alone, flat_fee_parts=(), services_parts=(), day_rate=ZERO)
    alone = replace(alone, guarantee=ZERO, advance=ZERO, share_floor=ZERO, share_cap=None)
    listed = clips.manifest.clips if clips and clips.total_amount is not None else ()

    def way(kind: str, terms: PaymentTerms, usage: list[Usage]) -> MoneyWay | None:
        period = account(terms, usage).periods[0]
        count = next((row.quantity for row in usage if row.kind in ("replica-use", "outputs")), Decimal(1))
        return _way(ground, kind, terms, period, count) if period.due else None

    used = all_accepted(terms, listed)
    sure = [event for event in HAPPENED if event.kind == "delivered"]  # what you do, and not what they do
    if listed:
        fees = way("images" if clips and clips.images else "fees", terms, [*used, *HAPPENED])
    else:  # days that are worked by the day, where there are any
        fees = way("days", terms, [*sure, *used]) if used else way("sure", terms, sure)
    found = [fees]
    if terms.share_base:
        found.append(way("share", alone, [Usage("", "revenue", "", HUNDRED)]))
    if terms.per_output:
        count = uses_that_can_be_paid(terms.per_output, terms.unit)
        made = Usage("", "outputs", "", count)
        found.append(way("output" if count == 1 else "outputs", alone, [made]))
    use = Usage("", "replica-use", "", Decimal(1))
    if terms.per_use and terms.counting.uses == "each":
        count = uses_that_can_be_paid(terms.per_use, terms.unit)
        several = replace(use, quantity=count)
        found.append(way("use" if count == 1 else "uses", alone, [several]))
    elif terms.per_use:  # all uses for one sum, of which making the copy is a part
        found = [way("once", replace(alone, creation=terms.creation), [*sure, use])]
    yield from (one for one in found if one is not None)


def uses_that_can_be_paid(fee: Decimal, unit: Decimal) -> Decimal:
    """One use; or a thousand, or as many more as bring a fee finer than the currency to a sum to be paid."""
    count = Decimal(1000 if fee % unit else 1)
    while fee * count % unit:
        count *= 10
    return count


def _way(
    ground: Ground, kind: str, terms: PaymentTerms, period: PeriodAccount, uses: Decimal = Decimal(1)
) -> MoneyWay:
    """Three rows, or one where all of it reaches you."""
    say, you = ground.speaker.say, ground.agreement.parties[0][0]
    names = (you.billed, *you.names)
    mine = sum((p.paid - p.vat - p.vat_inside for p in period.payouts if p.payee in names), ZERO)

    steps = _adding(period.steps)
    whole = next(iter(steps), "") if len(steps) == 1 else ""  # one part, and so the whole sum

    def row(of: str, sum_: Decimal, made: Words, field: str = "") -> MoneyRow:
        sign = "\u2212" if sum_ < 0 else ""
        shown = ground.value(field or f"page.{of}", sign + ground.speech.amount(abs(sum_), terms.currency))
        return MoneyRow(of, say(f"summary.money-{of}"), shown, made)

    off = period.due - mine
    caption = say(
        f"summary.way-{kind}",
        {
            "hundred": ground.value("page.hundred", ground.speech.amount(HUNDRED, terms.currency)),
            "count": ground.value("page.uses", ground.speech.grouped(uses)),
        },
    )
    several, from_ = len(period.payouts) > 1, SOURCES.get(whole, "")
    made = _what(ground, whole, several) if whole else _made(ground, terms, steps, several)
    if whole in UNSAID:
        made = ()
    if not off:
        return MoneyWay(kind, caption, (row("yours", mine, made, from_),))
    rows = (row("gross", period.due, made, from_), row("off", -off, _off(ground, terms, period, you)))
    return MoneyWay(kind, caption, (*rows, row("yours", mine, ())))


def _listed(ground: Ground, parts: list[Words]) -> Words:
    """Parts of a sum as a series."""
    found: Words = ()
    for i, part in enumerate(parts):
        found += (ground.speaker.say("series.between") if i else ()) + part
    return found


def _adding(steps: tuple[Step, ...]) -> dict[str, Decimal]:
    """What a sum that they pay is made of; the tiers of the clips are one part."""
    sums: dict[str, Decimal] = {}
    for step in steps:
        if step.kind in SOURCES and step.amount > 0:
            sums[step.kind] = sums.get(step.kind, ZERO) + step.amount
    return sums


def _what(ground: Ground, kind: str, several: bool) -> Words:
    """What a part of a sum is; a share that others have a part of is not yours alone."""
    return ground.speaker.say(f"summary.made-{kind}" + ("-of-several" if several and kind == "share" else ""))


def _made(ground: Ground, terms: PaymentTerms, sums: dict[str, Decimal], several: bool) -> Words:
    """The parts of a sum, each with how much it is."""
    parts: list[Words] = []
    for kind, sum_ in sums.items():
        shown = ground.value(SOURCES[kind], ground.speech.amount(sum_, terms.currency))
        given = {"what": _what(ground, kind, several), "sum": shown}
        parts.append(ground.speaker.say("summary.made", given))
    return _listed(ground, parts)


def _off(ground: Ground, terms: PaymentTerms, period: PeriodAccount, you: Party) -> Words:
    """What goes off before the rest is yours: the parts of others, a commission, tax."""
    say, value = ground.speaker.say, ground.value
    parts: list[Words] = []
    agent, yours = terms.commission, (you.billed, *you.names)

    def part(kind: str, sum_: Decimal, whose: Words = ()) -> None:
        if sum_:
            shown = value(f"page.{kind}", ground.speech.amount(sum_, terms.currency))
            parts.append(say(f"summary.off-{kind}", {"name": whose, "sum": shown}))

    for payout in period.payouts:
        if payout.payee not in yours and not (agent and payout.payee == agent.payee):
            part("part", payout.part, value("money.splits", payout.payee))
    for payout in period.payouts:
        if payout.payee in yours:
            whose = value("money.commission.payee", agent.payee) if agent else ()
            part("commission", payout.commission, whose)
            part("tax", payout.tax - payout.gross_up)
            part("vat", payout.vat_inside)
    return _listed(ground, parts)


def _notes(ground: Ground) -> Iterator[PageLine]:
    """How sums are worked out where no line says it: rounding, and what a share is of."""
    clips, say, deal = ground.agreement.clips, ground.speaker.say, ground.agreement.deal
    if clips is not None and clips.total_amount is not None:
        anchor = next((s.anchor for s in ground.agreement.schedules if s.kind == "clips"), "")
        rounded = {"clips": "number", "images": "images"}.get(clips.counted, clips.rounding)
        yield PageLine(say(f"summary.rounded-by-{rounded}"), Place(anchor=anchor))
    share = ground.owing(SHARE)
    if deal.get(f"{SHARE}.percent") is None:
        return
    from contracts.draft.money.terms import payment_terms

    terms = payment_terms(deal, ground.agreement.counting)
    for deduction in terms.deductions if terms.share_base == "net" else ():
        given = {
            "name": Given(f"{SHARE}.deductions", deduction.name),
            "percent": Given(f"{SHARE}.deductions", deduction.percent),
        }
        yield PageLine(say("summary.deduction", given), share)
    for tier in terms.share_tiers[1:]:
        over, percent = Given(f"{SHARE}.tiers", tier.over), Given(f"{SHARE}.tiers", tier.percent)
        yield PageLine(say("summary.above", {"over": over, "percent": percent}), share)
