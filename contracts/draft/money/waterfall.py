"""Payment terms and usage in; what is due, step by step, and what each payee gets out.

The one place where money is worked out: clauses, the worked example, the summary and `contracts
calc` all read from it. The order is fixed and printed with every account:

1. fees by the minute (and replica fees) of the period, each clip or each tier rounded as the
   clause on fees says,
2. the fee for services and the flat fee, in the first period,
3. the minimum guarantee, as its clause says at its position: the first period's fees by the minute
   (or all fees, with the share) are topped up to it and the top-up is credited against later ones;
   or it is paid on top; or all fees are topped up to it in the last period,
4. the revenue share: gross, less deductions in their order, at the tier's percentage, not over the
   cap; in the last reporting period that a floor covers, it is raised to the floor,
5. the advance: paid with the first period and recouped from the share alone,
6. parts of the payees; the last cent goes by largest remainder, so parts sum to the whole,
7. commission out of each part, 8. tax withheld at the rate of the payee; where the payer bears it,
   the part is grossed up first, and the commission of an agent is not.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from contracts.draft.money.payouts import HUNDRED, payouts, rounded
from contracts.model.payment import Account, PaymentTerms, PeriodAccount, Step, Usage

ZERO = Decimal(0)


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
            i + 1,
            last=i == len(periods) - 1,
        )
        for i, period in enumerate(periods)
    )
    return Account(terms, accounts, state.advance_left, state.guarantee_left, state.floor_open)


class _Running:
    """What is carried from one period to the next."""

    def __init__(self, terms: PaymentTerms) -> None:
        self.terms = terms
        self.advance_left = ZERO
        self.guarantee_left = ZERO
        self.base_so_far = ZERO
        self.share_so_far = ZERO
        self.earned_so_far = ZERO
        self.floor_open = 0
        self.share_since = ZERO  # since the last floor was looked at

    def period(self, name: str, rows: list[Usage], count: int, *, last: bool) -> PeriodAccount:
        steps: list[Step] = []
        first = count == 1
        minutes, other = self._fees(rows, steps, first=first)
        by = self.terms.guarantee_by
        extra = ZERO
        if by == "minutes":
            extra = self._top_up(minutes, minutes, steps, now=first)
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
            looked_at = count == self.terms.guarantee_period
            extra = self._top_up(self.earned_so_far, minutes + other + share, steps, now=looked_at)
        elif by == "end" and last and self.terms.guarantee > self.earned_so_far:
            extra = self.terms.guarantee - self.earned_so_far
            steps.append(Step("top-up", extra))
        due = minutes + other + share + advance + extra
        return PeriodAccount(name, tuple(steps), due, payouts(self.terms, due))

    def _top_up(self, counted: Decimal, payable: Decimal, steps: list[Step], *, now: bool) -> Decimal:
        """The gap to the guarantee where it is looked at now; later, what is credited for it, below zero."""
        if now and self.terms.guarantee > counted:
            self.guarantee_left = self.terms.guarantee - counted
            steps.append(Step("top-up", self.guarantee_left))
            return self.guarantee_left
        credited = ZERO if now else min(self.guarantee_left, payable)
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
                fee = sum((rounded(rate * seconds / 60, terms.unit) for seconds in counted), ZERO)
                minute_fees += fee
                steps.append(Step("minutes", fee, tier))
        other = ZERO
        if first and terms.creation:
            other += terms.creation
            steps.append(Step("creation", terms.creation))
        uses = sum((r.quantity for r in rows if r.kind == "replica-use"), ZERO)
        if uses and terms.per_use:
            fee = rounded(uses * terms.per_use, terms.unit)
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
                taken = min(rounded(gross * deduction.percent / HUNDRED, terms.unit), base)
                base -= taken
                steps.append(Step("deduction", -taken, deduction.name))
        share = rounded(self._tiered(base), terms.unit)
        self.base_so_far += base
        share = self._capped(share)
        steps.append(Step("share", share))
        if not terms.share_floor:
            return share
        steps.append(Step("least", terms.share_floor, terms.floor_for))
        self.floor_open += 1
        self.share_since += share
        raised = ZERO
        if self.floor_open == terms.floor_periods:
            raised = self._capped(max(terms.share_floor - self.share_since, ZERO))
            self.floor_open, self.share_since = 0, ZERO
        if raised:
            steps.append(Step("raised", raised))
        return share + raised

    def _capped(self, share: Decimal) -> Decimal:
        """What of a share there is room for under the cap, which it then fills."""
        if self.terms.share_cap is not None:
            share = min(share, max(self.terms.share_cap - self.share_so_far, ZERO))
        self.share_so_far += share
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
