"""The revenue of a period in; the share of it out, from gross revenue to its cap and its floor."""

from __future__ import annotations

from decimal import Decimal

from contracts.draft.money.payouts import HUNDRED, rounded
from contracts.draft.money.period import Period
from contracts.model.payment import PaymentTerms, Step

ZERO = Decimal(0)


class Share:
    """A share of revenue; its tiers and its cap count from the start, its floors one after another."""

    def __init__(self, terms: PaymentTerms) -> None:
        self.terms = terms
        self.base_so_far = self.share_so_far = ZERO
        self.owed_back = ZERO  # refunds above revenue, where they are carried on
        self.floor_open = self.floors = 0
        self.share_since = ZERO  # since the last floor was looked at

    def of(self, period: Period, steps: list[Step]) -> Decimal:
        terms = self.terms
        if not terms.share_base:
            return ZERO
        gross = self._gross(period, steps)
        base = gross
        if terms.share_base == "net":
            for deduction in terms.deductions:
                taken = min(rounded(gross * deduction.percent / HUNDRED, terms.unit), base)
                base -= taken
                steps.append(Step("deduction", -taken, deduction.name))
        share = self._capped(rounded(self._tiered(base), terms.unit))
        self.base_so_far += base
        steps.append(Step("share", share))
        return share + self._raised(period, share, steps)

    def _gross(self, period: Period, steps: list[Step]) -> Decimal:
        """Gross revenue, less refunds where the clause takes them off."""
        gross, how = period.sum("revenue"), self.terms.counting.refunds
        steps.append(Step("revenue", gross))
        refunds = ZERO if how == "none" else period.sum("refund") + self.owed_back
        taken = min(refunds, gross)
        if refunds:
            steps.append(Step("refund", -taken))
        self.owed_back = refunds - taken if how == "carried" else ZERO
        return gross - taken

    def _raised(self, period: Period, share: Decimal, steps: list[Step]) -> Decimal:
        """What a floor adds at the end of its period, or of the term, which may cut that period short."""
        terms, end = self.terms, self.terms.term_periods
        if not terms.share_floor or (end is not None and period.number > end):
            return ZERO
        self.floor_open += 1
        self.share_since += share
        floor = self._floor()
        steps.append(Step("least", floor, terms.floor_for))
        if self.floor_open < terms.floor_periods and period.number != end:
            return ZERO
        raised = self._capped(max(floor - self.share_since, ZERO))
        self.floor_open, self.share_since = 0, ZERO
        self.floors += 1
        if raised:
            steps.append(Step("raised", raised))
        return raised

    def _floor(self) -> Decimal:
        """The floor of the period that runs now: less, or none, where the end of the term cuts it short."""
        terms = self.terms
        whole = terms.floor_periods * terms.report_months
        there = whole if terms.term_months is None else terms.term_months - self.floors * whole
        if there >= whole:
            return terms.share_floor
        if terms.counting.short_floor == "none":
            return ZERO
        return rounded(terms.share_floor * there / whole, terms.unit)

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
