"""Deal in; its terms of payment out, as its clauses count them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from contracts.draft.money.rates import rates
from contracts.load.deal.consistency.money import floor_months
from contracts.load.world.currencies import unit_of
from contracts.model.deal import Deal, Value
from contracts.model.payment import Deduction, Part, PaymentTerms, ShareTier

ZERO, HUNDRED = Decimal(0), Decimal(100)


def payment_terms(deal: Deal, rounding: str = "tier", guarantee: str = "minutes") -> PaymentTerms:
    """The terms of payment as the deal states them.

    Fees are rounded by `clip` or by `tier`; `guarantee` is what a minimum guarantee tops up. Both
    are said by clauses: see select.rounding and select.guarantee.
    """
    currency = deal.text("money.currency")
    share = "money.revenue_share"
    percent = _amount(deal, f"{share}.percent")
    licensor = deal.party("licensor")
    whole = Part(licensor.name if licensor else "Licensor", HUNDRED)
    floor, least = _amount(deal, f"{share}.floor"), _amount(deal, "money.minimum_guarantee")
    per = (deal.text(f"{share}.floor_per") if floor else "") or "report"
    report = deal.number("transparency.report_months") or 1
    months = deal.number("money.guarantee_months") if least else 0
    named = deal.fields.find(f"{share}.floor_per")
    splits = _rows(deal, "money.splits")
    commission = deal.get("money.commission.payee")
    withheld = _amount(deal, "money.withholding_percent")
    parts = tuple(
        Part(str(row["payee"]), _decimal(row["percent"]), _optional(row.get("withholding_percent")))
        for row in splits
    ) or (whole,)
    agent = (
        Part(
            str(commission),
            _amount(deal, "money.commission.percent") or ZERO,
            _amount(deal, "money.commission.withholding_percent"),
        )
        if commission
        else None
    )
    taxed = withheld or any(part.withholding for part in (*parts, *((agent,) if agent else ())))
    return PaymentTerms(
        currency=currency,
        unit=unit_of(currency),
        rates=rates(deal),
        rounding=rounding,
        flat_fee=_amount(deal, "money.flat_fee") or ZERO,
        services_fee=_amount(deal, "services.fee") or ZERO,
        guarantee=least or ZERO,
        guarantee_by=guarantee,
        guarantee_period=max(1, (months or report) // report),
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
        creation=_amount(deal, "replica.fee.creation") or ZERO,
        parts=parts,
        commission=agent,
        withholding=withheld or ZERO,
        gross_up=bool(taxed) and deal.get("money.withholding") == "gross-up",
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
