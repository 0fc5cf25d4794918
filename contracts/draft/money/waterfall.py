"""Payment terms and usage in; what is due, step by step, and what each payee gets out.

The one place where money is worked out: clauses, the worked example, the summary and `contracts
calc` all read from it. The order is fixed and printed with every account:

1. fees by the minute (and replica fees) of the period, each clip or each tier rounded as the
   clause on fees says,
2. the fee for services and the flat fee, in the first period,
3. the minimum guarantee, as its clause says at its position: the first period's fees by the minute
   (or all fees, with the share) are topped up to it and the top-up is credited against later ones;
   or it is paid on top; or all fees are topped up to it in the last period,
4. the revenue share: gross, less deductions in their order, at the tier's percentage, not under
   the floor, not over the cap,
5. the advance: paid with the first period and recouped from the share alone,
6. parts of the payees; the last cent goes by largest remainder, so parts sum to the whole,
7. commission out of each part, 8. tax withheld, or grossed up where the payer bears it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from contracts.draft.money.rates import rates
from contracts.load.world.currencies import unit_of
from contracts.model.deal import Deal, Value
from contracts.model.payment import (
    Account,
    Deduction,
    Part,
    PaymentTerms,
    Payout,
    PeriodAccount,
    ShareTier,
    Step,
    Usage,
)

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
    splits = _rows(deal, "money.splits")
    commission = deal.get("money.commission.payee")
    return PaymentTerms(
        currency=currency,
        unit=unit_of(currency),
        rates=rates(deal),
        rounding=rounding,
        flat_fee=_amount(deal, "money.flat_fee") or ZERO,
        services_fee=_amount(deal, "services.fee") or ZERO,
        guarantee=_amount(deal, "money.minimum_guarantee") or ZERO,
        guarantee_by=guarantee,
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
        share_floor=_amount(deal, f"{share}.floor") or ZERO,
        share_cap=_amount(deal, f"{share}.cap"),
        per_use=_amount(deal, "replica.fee.per_use") or ZERO,
        creation=_amount(deal, "replica.fee.creation") or ZERO,
        parts=tuple(Part(str(row["payee"]), _decimal(row["percent"])) for row in splits) or (whole,),
        commission=Part(str(commission), _amount(deal, "money.commission.percent") or ZERO)
        if commission
        else None,
        withholding=_amount(deal, "money.withholding_percent") or ZERO,
        gross_up=deal.get("money.withholding") == "gross-up",
    )


def account(terms: PaymentTerms, usage: Iterable[Usage]) -> Account:
    """Work out every period, in the order in which the usage first names them.

    Sums are exact decimals, each rounded half up to the currency's unit where it is stated. No sum
    is negative; the payouts and commissions of a period add up to what is due, to the cent.
    """
    rows = list(usage)
    state = _Running(terms)
    periods = tuple(dict.fromkeys(row.period for row in rows))
    accounts = tuple(
        state.period(
            period,
            [r for r in rows if r.period == period],
            first=i == 0,
            last=i == len(periods) - 1,
        )
        for i, period in enumerate(periods)
    )
    return Account(terms, accounts, state.advance_left, state.guarantee_left)


class _Running:
    """What is carried from one period to the next."""

    def __init__(self, terms: PaymentTerms) -> None:
        self.terms = terms
        self.advance_left = ZERO
        self.guarantee_left = ZERO
        self.base_so_far = ZERO
        self.share_so_far = ZERO
        self.earned_so_far = ZERO

    def period(self, name: str, rows: list[Usage], *, first: bool, last: bool) -> PeriodAccount:
        steps: list[Step] = []
        minutes, other = self._fees(rows, steps, first=first)
        by = self.terms.guarantee_by
        extra = ZERO
        if by == "minutes":
            extra = self._top_up(minutes, minutes, steps, first=first)
        elif by == "on-top" and first and self.terms.guarantee:
            extra = self.terms.guarantee
            steps.append(Step("guaranteed", extra))
        share = self._share(rows, steps)
        earned = minutes + other + share
        self.earned_so_far += earned
        advance = ZERO
        if first and self.terms.advance:
            advance = self.advance_left = self.terms.advance
            steps.append(Step("advance", advance))
        if self.advance_left and share:
            recouped = min(self.advance_left, share)
            self.advance_left -= recouped
            share -= recouped
            steps.append(Step("recouped", -recouped))
        if by == "fees":
            extra = self._top_up(earned, minutes + other + share, steps, first=first)
        elif by == "end" and last and self.terms.guarantee > self.earned_so_far:
            extra = self.terms.guarantee - self.earned_so_far
            steps.append(Step("top-up", extra))
        due = minutes + other + share + advance + extra
        return PeriodAccount(name, tuple(steps), due, payouts(self.terms, due))

    def _top_up(self, counted: Decimal, payable: Decimal, steps: list[Step], *, first: bool) -> Decimal:
        """The first period's gap to the guarantee; later, what is credited for it, below zero."""
        if first and self.terms.guarantee > counted:
            self.guarantee_left = self.terms.guarantee - counted
            steps.append(Step("top-up", self.guarantee_left))
            return self.guarantee_left
        credited = ZERO if first else min(self.guarantee_left, payable)
        if credited:
            self.guarantee_left -= credited
            steps.append(Step("credit", -credited))
        return -credited

    def _fees(self, rows: list[Usage], steps: list[Step], *, first: bool) -> tuple[Decimal, Decimal]:
        """Fees by the minute, and all other fees but the share."""
        terms, minute_fees = self.terms, ZERO
        for tier, rate in terms.rates.items():
            lengths = [r.quantity for r in rows if r.kind == "minutes" and r.tier == tier]
            if sum(lengths, ZERO):
                counted = lengths if terms.rounding == "clip" else [sum(lengths, ZERO)]
                fee = sum((_round(rate * seconds / 60, terms.unit) for seconds in counted), ZERO)
                minute_fees += fee
                steps.append(Step("minutes", fee, tier))
        other = ZERO
        if first and terms.creation:
            other += terms.creation
            steps.append(Step("creation", terms.creation))
        uses = sum((r.quantity for r in rows if r.kind == "replica-use"), ZERO)
        if uses and terms.per_use:
            fee = _round(uses * terms.per_use, terms.unit)
            other += fee
            steps.append(Step("uses", fee))
        if first and terms.services_fee:
            other += terms.services_fee
            steps.append(Step("services", terms.services_fee))
        if first and terms.flat_fee:
            other += terms.flat_fee
            steps.append(Step("flat-fee", terms.flat_fee))
        return minute_fees, other

    def _share(self, rows: list[Usage], steps: list[Step]) -> Decimal:
        terms = self.terms
        if not terms.share_base:
            return ZERO
        gross = sum((r.quantity for r in rows if r.kind == "revenue"), ZERO)
        steps.append(Step("revenue", gross))
        base = gross
        if terms.share_base == "net":
            for deduction in terms.deductions:
                taken = min(_round(gross * deduction.percent / HUNDRED, terms.unit), base)
                base -= taken
                steps.append(Step("deduction", -taken, deduction.name))
        share = _round(self._tiered(base), terms.unit)
        self.base_so_far += base
        share = max(share, terms.share_floor)
        if terms.share_cap is not None:
            share = min(share, max(terms.share_cap - self.share_so_far, ZERO))
        self.share_so_far += share
        steps.append(Step("share", share))
        return share

    def _tiered(self, base: Decimal) -> Decimal:
        """The share of `base`, each slice of it at the percentage of the tier it falls in."""
        start, end, total = self.base_so_far, self.base_so_far + base, ZERO
        tiers = self.terms.share_tiers
        for i, tier in enumerate(tiers):
            upper = tiers[i + 1].over if i + 1 < len(tiers) else end
            inside = max(min(end, upper) - max(start, tier.over), ZERO)
            total += inside * tier.percent / HUNDRED
        return total


def payouts(terms: PaymentTerms, due: Decimal) -> tuple[Payout, ...]:
    """Divide what is due. Parts and commissions sum to it; tax comes off, or on top where grossed up."""
    parts = divide(due, [part.percent for part in terms.parts], terms.unit)
    rows: list[tuple[str, Decimal, Decimal]] = []
    taken = ZERO
    for part, sum_ in zip(terms.parts, parts, strict=True):
        fee = ZERO
        if terms.commission and part.payee != terms.commission.payee:
            fee = _round(sum_ * terms.commission.percent / HUNDRED, terms.unit)
        taken += fee
        rows.append((part.payee, sum_, fee))
    if terms.commission:
        own = next((r for r in rows if r[0] == terms.commission.payee), None)
        rows = [r for r in rows if r is not own]
        rows.append((terms.commission.payee, (own[1] if own else ZERO) + taken, ZERO))
    return tuple(_payout(terms, *row) for row in rows)


def _payout(terms: PaymentTerms, payee: str, part: Decimal, fee: Decimal) -> Payout:
    net = part - fee
    rate = terms.withholding / HUNDRED
    if terms.gross_up:
        grossed = _round(net / (1 - rate), terms.unit)
        return Payout(payee, part, fee, grossed - net, net)
    tax = _round(net * rate, terms.unit)
    return Payout(payee, part, fee, tax, net - tax)


def divide(whole: Decimal, percents: list[Decimal], unit: Decimal) -> list[Decimal]:
    """Divide an amount by percentages that sum to 100; largest remainder takes the odd cents."""
    exact = [whole * percent / HUNDRED for percent in percents]
    parts = [sum_.quantize(unit, ROUND_DOWN) for sum_ in exact]
    left = int((whole - sum(parts, ZERO)) / unit)
    order = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for i in order[:left]:
        parts[i] += unit
    return parts


def _round(value: Decimal, unit: Decimal) -> Decimal:
    return value.quantize(unit, ROUND_HALF_UP)


def _rows(deal: Deal, path: str) -> tuple[Mapping[str, Value], ...]:
    found = deal.get(path)
    return tuple(row for row in found if isinstance(row, Mapping)) if isinstance(found, tuple) else ()


def _amount(deal: Deal, path: str) -> Decimal | None:
    value = deal.get(path)
    return None if value is None else _decimal(value)


def _decimal(value: Value | Decimal) -> Decimal:
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return Decimal(value)
    raise TypeError(f"{value!r} is not an amount")
