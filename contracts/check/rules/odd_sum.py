"""A sum, a percentage or a rate is allowed, and seldom meant.

Why it matters: 0.2 in a field of percent pays a fifth of one percent where twenty were agreed, and no
reader of the contract sees that a number was typed otherwise than it was meant.
Fails:   `revenue_share: {percent: 0.2}`; `flat_fee: 0`; `multipliers: {uhd: 150}`; `flat_fee: 25` in rupiah;
         a currency in which nobody is paid, such as CHE; a share that falls as revenue grows; and, as an
         error, one fee for all uses of a replica that is finer than a cent
Passes:  `revenue_share: {percent: 20}`; `withholding_percent: 0.5`; a fee that is left out

What is usual, field by field, stands in contracts/load/world/oddsums.yaml. Nothing here is a limit: a sum
that is meant as it stands may stay, and the warning with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.load.world.currencies import is_fund, unit_of
from contracts.load.world.oddsums import Usual, odd_sums
from contracts.model.agreement import Agreement
from contracts.model.deal import Deal
from contracts.model.problem import Severity

SEVERITY = Severity.WARNING

HIGHER = "money.revenue_share.tiers"


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    deal = agreement.deal
    yield from _percentages(deal)
    yield from _factors(deal)
    yield from _nothing(deal)
    yield from _slight(deal)
    yield from _falling(deal)
    yield from _rounded_away(agreement)
    yield from _finer_than_money(agreement)
    currency = deal.text("money.currency")
    if is_fund(currency):
        yield Finding(
            f"{currency} is a unit of account, and no money that can be paid",
            deal.span("money.currency"),
            "give the currency in which the sums are paid",
        )


def _percentages(deal: Deal) -> Iterator[Finding]:
    for pattern, usual in odd_sums().percent.items():
        for path, percent in numbers(deal, pattern):
            if usual.under is not None and 0 < percent < usual.under:
                yield Finding(
                    f"{path} is {percent.normalize():f} percent, less than {usual.under:f} in a hundred",
                    deal.span(path),
                    f"write {(percent * 100).normalize():f} if that was meant: the field takes percent",
                )
            elif _above(percent, usual):
                why = f"{path} is {percent.normalize():f} percent, which is much"
                yield Finding(why, deal.span(path), "look whether it was meant")


def _factors(deal: Deal) -> Iterator[Finding]:
    for pattern, usual in odd_sums().factor.items():
        for path, factor in numbers(deal, pattern):
            if _above(factor, usual):
                why = f"{path} multiplies a rate by {factor.normalize():f}"
                yield Finding(why, deal.span(path), "write a factor: 1.5 is half as much again")


def _above(value: Decimal, usual: Usual) -> bool:
    return usual.over is not None and value > usual.over


def _nothing(deal: Deal) -> Iterator[Finding]:
    for pattern in odd_sums().nothing:
        for path, value in numbers(deal, pattern):
            if not value and deal.span(path):
                yield Finding(
                    f"{path} is 0: nothing is paid by it",
                    deal.span(path),
                    "give the sum, or leave the field out",
                )


def _slight(deal: Deal) -> Iterator[Finding]:
    currency = deal.text("money.currency")
    least = odd_sums().least.get(currency, Decimal(0))
    for pattern in odd_sums().slight:
        for path, value in numbers(deal, pattern):
            if 0 < value < least:
                yield Finding(
                    f"{path} is {currency} {value.normalize():f}, which buys next to nothing",
                    deal.span(path),
                    "look whether the sum was meant in another currency",
                )


def _falling(deal: Deal) -> Iterator[Finding]:
    """A tier whose share is no higher than that of the tier below it."""
    overs = [over for _, over in numbers(deal, f"{HIGHER}[].over")]
    shares = list(numbers(deal, f"{HIGHER}[].percent"))
    tiers = sorted((over, percent, path) for over, (path, percent) in zip(overs, shares, strict=True))
    before = deal.get("money.revenue_share.percent")
    for _, percent, path in tiers:
        if isinstance(before, Decimal) and percent <= before:
            why = f"{path} is no higher than the share below it, {before.normalize():f} percent"
            yield Finding(why, deal.span(path), "give a higher percentage, or leave the tier out")
        before = percent


def _rounded_away(agreement: Agreement) -> Iterator[Finding]:
    """Clips that have a rate, and of which the fee for each is rounded to nothing."""
    clips = agreement.clips
    for tier in clips.tiers if clips is not None else ():
        if tier.clips and tier.rate and not tier.amount:
            path = f"money.rate_card.tiers.{tier.tier}"
            yield Finding(
                f"the clips of {tier.tier} come to nothing: what each earns is rounded away",
                agreement.deal.span(path),
                "give a higher rate, or round by the total of a tier (positions: rate-per-minute: balanced)",
            )


def _finer_than_money(agreement: Agreement) -> Iterator[Finding]:
    """One fee for all uses of a replica is a sum and no rate: it must be one that can be paid."""
    deal = agreement.deal
    fee = deal.get("replica.fee.per_use")
    currency = deal.text("money.currency")
    if agreement.counting.uses == "once" and isinstance(fee, Decimal) and fee % unit_of(currency):
        yield Finding(
            f"the fee for all uses is {fee.normalize():f}, finer than the smallest unit of {currency}",
            deal.span("replica.fee.per_use"),
            "round it, or have each use paid (positions: replica-fee: creator or balanced)",
            Severity.ERROR,
        )


def numbers(deal: Deal, pattern: str) -> Iterator[tuple[str, Decimal]]:
    """The numbers at the paths that a pattern stands for."""
    yield from _numbers(deal, "", tuple(pattern.replace("[]", ".[]").split(".")))


def _numbers(deal: Deal, path: str, steps: tuple[str, ...]) -> Iterator[tuple[str, Decimal]]:
    if not steps:
        value = deal.get(path)
        if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            yield path, Decimal(value)
        return
    around = deal.get(path) if path else None
    if steps[0] == "[]":
        names = tuple(map(str, range(len(around)))) if isinstance(around, tuple) else ()
    elif steps[0] == "*":
        names = tuple(around) if isinstance(around, Mapping) else ()
    else:
        names = (steps[0],)
    for name in names:
        yield from _numbers(deal, f"{path}.{name}".lstrip("."), steps[1:])
