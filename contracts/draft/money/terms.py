"""Deal in; its terms of payment out, as its clauses count them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from contracts.draft.money.rates import counted, rates
from contracts.draft.watched import unwatched
from contracts.load.deal.consistency.money import floor_months
from contracts.load.world.currencies import unit_of
from contracts.model.counting import Counting
from contracts.model.deal import Deal, Value
from contracts.model.months import months_of, months_passed
from contracts.model.payment import Deduction, Instalment, Part, PaymentTerms, ShareTier

ZERO, HUNDRED = Decimal(0), Decimal(100)


def payment_terms(deal: Deal, counting: Counting) -> PaymentTerms:
    """The terms of payment as the deal states them, counted as the clauses of its agreement say."""
    facts = unwatched(deal)
    currency = deal.text("money.currency")
    share = "money.revenue_share"
    percent = _amount(deal, f"{share}.percent")
    licensor = deal.party("licensor")
    whole = Part(licensor.billed if licensor else "Licensor", HUNDRED)
    floor, least = _amount(deal, f"{share}.floor"), _amount(deal, "money.minimum_guarantee")
    per = (deal.text(f"{share}.floor_per") if floor else "") or "report"
    report = deal.number("transparency.report_months") or 1
    months = deal.number("money.guarantee_months") if least else 0
    named = deal.fields.find(f"{share}.floor_per")
    splits = _rows(deal, "money.splits")
    day_rate = _amount(deal, "services.day_rate") or ZERO
    commission = deal.get("money.commission.payee")
    withheld = _amount(deal, "money.withholding_percent")
    parts = tuple(
        Part(
            str(row["payee"]),
            _decimal(row["percent"]),
            _optional(row.get("withholding_percent")),
            _optional(row.get("vat_percent")),
        )
        for row in splits
    ) or (whole,)
    agent = (
        Part(
            str(commission),
            _amount(deal, "money.commission.percent") or ZERO,
            _amount(deal, "money.commission.withholding_percent"),
            _amount(deal, "money.commission.vat_percent"),
        )
        if commission
        else None
    )
    taxed = withheld or any(part.withholding for part in (*parts, *((agent,) if agent else ())))
    return PaymentTerms(
        currency=currency,
        unit=unit_of(currency),
        counting=counting,
        report_months=report,
        term_months=_term_months(facts),
        dated=dict(_dated(facts, report)),
        rates=rates(deal),
        counted=counted(deal),
        listed=sum(clip.seconds for clip in deal.manifest.clips) if deal.manifest else 0,
        flat_fee=_amount(deal, "money.flat_fee") or ZERO,
        flat_fee_parts=_instalments(deal, "money"),
        services_parts=_instalments(deal, "services"),
        services_fee=ZERO if day_rate else _amount(deal, "services.fee") or ZERO,
        day_rate=day_rate,
        days_agreed=facts.number("services.days"),
        per_output=_amount(deal, "money.per_output") or ZERO,
        release=_amount(facts, "release.payment") or ZERO,
        guarantee=least or ZERO,
        guarantee_periods=max(1, (months or report) // report),
        advance=_amount(deal, "money.advance") or ZERO,
        share_base=deal.text(f"{share}.base") if percent is not None else "",
        deductions=tuple(
            Deduction(str(row["name"]), _decimal(row["percent"]))
            for row in _rows(deal, f"{share}.deductions")
        ),
        share_tiers=(
            ShareTier(ZERO, percent or ZERO),
            *sorted(
                (
                    ShareTier(_decimal(row["over"]), _decimal(row["percent"]))
                    for row in _rows(deal, f"{share}.tiers")
                ),
                key=lambda tier: tier.over,
            ),
        )
        if percent is not None
        else (),
        share_floor=floor or ZERO,
        floor_periods=max(1, floor_months(per, report) // report),
        floor_for=named.labels.get(per, "") if named else "",
        share_cap=_amount(deal, f"{share}.cap"),
        per_use=_amount(deal, "replica.fee.per_use") or ZERO,
        realtime_uses=facts.number("replica.realtime_uses"),
        creation=_amount(deal, "replica.fee.creation") or ZERO,
        days_saved=facts.number("replica.fee.days") * (_amount(facts, "replica.fee.day_rate") or ZERO),
        renewal_fee=_amount(deal, "renewal.fee") or ZERO,
        renewal_uplift=_amount(deal, "renewal.uplift_percent"),
        renewal_months=facts.number("renewal.months") if deal.get("grant.term.months") else 0,
        renewals=facts.number("renewal.times"),
        parts=parts,
        commission=agent,
        withholding=withheld or ZERO,
        vat=_amount(deal, "money.vat_percent") or ZERO,
        gross_up=bool(taxed) and deal.get("money.withholding") == "gross-up",
        trust_of=whole.payee,
        trust=(_amount(facts, "minor.trust_percent") or ZERO) if counting.trust != "none" else ZERO,
    )


def at_once(terms: PaymentTerms) -> PaymentTerms:
    """The same terms as if all of it fell into one period: for what a deal comes to, whenever it is due."""
    tested = {"end": "fees"}.get(terms.counting.guarantee, terms.counting.guarantee)
    counting = replace(terms.counting, guarantee=tested, guarantee_from="start")
    parts = (
        part.event for part in (*terms.flat_fee_parts, *terms.services_parts) if part.event in terms.dated
    )
    dated = dict.fromkeys(("start", "filming", "filmed", *parts), 1)
    dated = {event: 1 for event in dated if event != "consent-end"}
    return replace(terms, counting=counting, dated=dated, guarantee_periods=1, term_months=None)


def _term_months(deal: Deal) -> int | None:
    """How long the deal lasts: the term of its licence, or to the last day of its consent."""
    start, end = deal.get("effective_date"), deal.get("replica.description.end")
    if months := deal.number("grant.term.months"):
        return months
    return months_of(start, end) if isinstance(start, date) and isinstance(end, date) else None


DAYS = {"filming": "services.start", "filmed": "services.end", "consent-end": "replica.description.end"}
"""What happens on a day that the deal states."""


def _dated(deal: Deal, report_months: int) -> Iterator[tuple[str, int]]:
    """Each event on a day that the deal states, with the number of the reporting period it falls in."""
    yield "start", 1
    start = deal.get("effective_date")
    for event, path in DAYS.items():
        day = deal.get(path)
        if isinstance(day, date) and isinstance(start, date):
            yield event, months_passed(start, day) // report_months + 1
    for fee in ("money", "services"):
        for i, row in enumerate(_rows(deal, f"{fee}.instalments"), 1):
            day = row.get("date")
            if isinstance(day, date) and isinstance(start, date):
                yield f"{fee}-{i}", max(months_passed(start, day), 0) // report_months + 1


def _instalments(deal: Deal, fee: str) -> tuple[Instalment, ...]:
    return tuple(
        Instalment(_decimal(row["amount"]), str(row.get("event") or f"{fee}-{i}"))
        for i, row in enumerate(_rows(deal, f"{fee}.instalments"), 1)
    )


def _rows(deal: Deal, path: str) -> tuple[Mapping[str, Value], ...]:
    found = deal.get(path)
    return tuple(row for row in found if isinstance(row, Mapping)) if isinstance(found, tuple) else ()


def _amount(deal: Deal, path: str) -> Decimal | None:
    value = deal.get(path)
    return None if value is None else _decimal(value)


def _optional(value: Value | None) -> Decimal | None:
    return None if value is None else _decimal(value)


def _decimal(value: Value | Decimal) -> Decimal:
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return Decimal(value)
    raise TypeError(f"{value!r} is not an amount")
