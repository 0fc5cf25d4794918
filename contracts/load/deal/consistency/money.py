"""Whether the sums can be paid as they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from contracts.load.deal.consistency.misfit import Look, Misfit, given, misfit
from contracts.load.world.currencies import currencies, decimals
from contracts.model.clause import Library
from contracts.model.deal import Deal, Value

WAYS = (
    "money.rate_card",
    "money.flat_fee",
    "money.revenue_share",
    "money.per_output",
    "replica.fee.per_use",
    "services.fee",
    "release.payment",
    "agency.commission_percent",
)
"""What a party can be paid by."""

SUMS = (
    "money.flat_fee",
    "money.minimum_guarantee",
    "money.advance",
    "money.model_fee",
    "money.revenue_share.floor",
    "money.revenue_share.cap",
    "protection.fixed_sum.amount",
    "replica.fee.creation",
    "release.payment",
    "services.fee",
    "services.day_rate",
    "services.expenses",
)
"""Every field that holds one sum of money. A rate is none: it may be finer than its currency."""


FLOORS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
"""The periods that a floor can be for, in months; any other is the reporting period."""


def floor_months(per: str, report_months: int) -> int:
    """How many months one floor is for."""
    return FLOORS.get(per, report_months)


def _money(deal: Deal, library: Library) -> Iterator[Misfit]:
    if deal.get("money") is None:
        return
    if all(deal.get(way) is None for way in WAYS) and deal.master is None:
        yield misfit(
            deal,
            f"nothing is paid: none of {', '.join(WAYS)} is given",
            "give a rate card, a flat fee or a revenue share",
            "money",
            *WAYS,
            rule="missing",
        )
    currency = deal.text("money.currency")
    if currency not in currencies():  # the schema has said so
        return
    places = decimals(currency)
    for path, amount in _sums(deal):
        if isinstance(amount, Decimal) and -int(amount.normalize().as_tuple().exponent) > places:
            yield misfit(
                deal,
                f"{path} has more decimals than {currency} has ({places})",
                "round the amount",
                path,
                rule="bad-amount",
            )


def _sums(deal: Deal) -> Iterator[tuple[str, Value | None]]:
    """Every sum of the deal, with its path; those of a list stand at the path of the list."""
    for path in SUMS:
        yield path, deal.get(path)
    steps = deal.get("money.revenue_share.tiers")
    for step in steps if isinstance(steps, tuple) else ():
        if isinstance(step, Mapping):
            yield "money.revenue_share.tiers", step.get("over")


def _shares(deal: Deal, library: Library) -> Iterator[Misfit]:
    for path, whole in (("money.splits", True), ("money.revenue_share.deductions", False)):
        rows = deal.get(path)
        stated = [r.get("percent") for r in rows if isinstance(r, Mapping)] if isinstance(rows, tuple) else []
        parts = [part for part in stated if isinstance(part, Decimal)]
        total = sum(parts, Decimal(0))
        short = whole and total < 100 and len(parts) == len(stated)  # one without a number is already said
        if parts and (total > 100 or short):
            yield misfit(
                deal,
                f"{path} adds up to {total.normalize():f}%",
                "make the parts add up to 100" if whole else "keep the deductions at 100 or under",
                path,
                rule="bad-shares",
            )
    if given(deal, "money.revenue_share.deductions") and deal.text("money.revenue_share.base") == "gross":
        yield misfit(
            deal,
            "deductions are given, but the share is of gross revenue",
            "make money.revenue_share.base net, or remove the deductions",
            "money.revenue_share.deductions",
        )
    if deal.get("money.advance") is not None and deal.get("money.revenue_share") is None:
        yield misfit(
            deal,
            "an advance is recouped from a revenue share, and there is none",
            "give money.revenue_share, or pay a flat fee instead",
            "money.advance",
            "money.model_fee",
        )
    floor, cap = deal.get("money.revenue_share.floor"), deal.get("money.revenue_share.cap")
    if isinstance(floor, Decimal) and isinstance(cap, Decimal) and floor > cap:
        yield misfit(
            deal,
            "the floor of the share lies above its cap",
            "lower the floor or raise the cap",
            "money.revenue_share.floor",
        )
    factors, tiers = deal.get("money.multipliers"), deal.get("money.rate_card.tiers")
    for tier in factors if isinstance(factors, Mapping) else ():
        if not isinstance(tiers, Mapping) or tier not in tiers:
            yield misfit(
                deal,
                f'the tier "{tier}" has a multiplier, but no rate',
                "give it a rate in money.rate_card.tiers",
                f"money.multipliers.{tier}",
                rule="unknown-tier",
            )


def _periods(deal: Deal, library: Library) -> Iterator[Misfit]:
    """A floor and a guarantee are told at the end of a reporting period: theirs must be whole ones."""
    floor_per, report = "money.revenue_share.floor_per", deal.number("transparency.report_months") or 1
    if given(deal, floor_per) and deal.get("money.revenue_share.floor") is None:
        yield misfit(
            deal,
            "a period is given for a floor, and there is no floor",
            "give the floor, or remove it",
            floor_per,
        )
    periods = {
        floor_per: floor_months(deal.text(floor_per), report),
        "money.guarantee_months": deal.number("money.guarantee_months"),
    }
    for path, months in periods.items():
        if months % report:
            yield misfit(
                deal,
                f"{path} is {months} months, which are no whole reporting periods of {report} months",
                "choose transparency.report_months so that whole periods fit into it",
                path,
                "transparency.report_months",
            )
    if given(deal, "money.guarantee_months") and deal.get("money.minimum_guarantee") is None:
        yield misfit(
            deal,
            "a time is given for a guarantee, and nothing is guaranteed",
            "give money.minimum_guarantee, or remove it",
            "money.guarantee_months",
        )


def _commission(deal: Deal, library: Library) -> Iterator[Misfit]:
    payee = deal.text("money.commission.payee").casefold()
    for party in deal.parties:
        if payee and payee in (party.name.casefold(), party.signatory.name.casefold()):
            yield misfit(
                deal,
                f"the commission is for an agent, and {party.name} is the {party.key}",
                "name the agent, or remove money.commission",
                "money.commission.payee",
            )


def _commissions(deal: Deal, library: Library) -> Iterator[Misfit]:
    """What all agents together may take is no less than what this one takes."""
    this, together = (deal.get(f"agency.{name}_percent") for name in ("commission", "all_commissions"))
    if isinstance(this, Decimal) and isinstance(together, Decimal) and this > together:
        yield misfit(
            deal,
            "the commission of this agent alone is above what all agents together may take",
            "lower agency.commission_percent, or raise agency.all_commissions_percent",
            "agency.all_commissions_percent",
        )


def _model_fee(deal: Deal, library: Library) -> Iterator[Misfit]:
    """What is owed for models after the end needs models that learn, and an end."""
    if deal.get("money.model_fee") is None or deal.get("grant") is None:
        return
    purposes = deal.get("grant.purposes")
    if isinstance(purposes, tuple) and not {"training", "fine-tuning"} & set(purposes):
        yield misfit(
            deal,
            "a fee is agreed for models that learn from the works, and no model may learn from them",
            "add training or fine-tuning to grant.purposes, or remove money.model_fee",
            "money.model_fee",
        )
    if deal.get("grant.term.perpetual"):
        yield misfit(
            deal,
            "a fee is agreed for the time after the end, and the licence has no end",
            "give grant.term.months, or remove money.model_fee",
            "money.model_fee",
        )


LOOKS: tuple[Look, ...] = (_money, _shares, _periods, _commission, _commissions, _model_fee)
