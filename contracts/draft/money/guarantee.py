"""Fees in; what a minimum guarantee adds to them, and what is credited for it later, out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from contracts.draft.money.fees import less
from contracts.draft.money.period import Period
from contracts.model.payment import PaymentTerms, Step

ZERO = Decimal(0)


class Guarantee:
    """A guarantee, as its clause counts it at its position; `left` of it is still to be credited."""

    def __init__(self, terms: PaymentTerms) -> None:
        self.terms = terms
        self.left = ZERO
        self.excess = ZERO  # paid above a sum that was reduced later
        self.stands = terms.guarantee  # after its reductions
        self.earned = ZERO
        self.short = ZERO  # the length for which it is reduced
        self.looked_at: int | None = None  # the period in which a guarantee of all fees is looked at
        if terms.counting.guarantee == "fees" and terms.counting.guarantee_from == "start":
            end = terms.term_periods or terms.guarantee_periods
            self.looked_at = min(terms.guarantee_periods, end)  # or on the day on which the agreement ends

    def early(self, period: Period, minutes: Decimal, steps: list[Step]) -> Decimal:
        """What it adds before the share: to the first fees by the minute, or on top of everything."""
        word, first = self.terms.counting.guarantee, period.number == 1
        if not self.terms.guarantee:
            return ZERO
        if word == "on-top" and first:
            steps.append(Step("guaranteed", self.terms.guarantee))
            return self.terms.guarantee
        if word != "minutes":
            return ZERO
        before = self.stands
        self._reduce(period)
        moved = ZERO if first else min(before - self.stands, self.left)
        self.left -= moved
        self.excess += moved
        return self._top_up(minutes, minutes, steps, now=first)

    def late(self, period: Period, earned: Decimal, payable: Decimal, steps: list[Step]) -> Decimal:
        """What it adds to all fees, once they are known; `earned` of them in this period, `payable` now."""
        terms, word = self.terms, self.terms.counting.guarantee
        self.earned += earned
        if not terms.guarantee or word == "on-top":
            return ZERO
        if word == "minutes":
            back = min(self.excess, payable)
            if back:
                self.excess -= back
                steps.append(Step("above", -back))
            return -back
        if word == "end":
            now = period.number == terms.term_periods
            return self._top_up(self.earned, ZERO, steps, now=now)
        if self.looked_at is None and period.sum("delivered"):
            self.looked_at = period.number + terms.guarantee_periods
        now = period.number == self.looked_at and not self._lost(period.number)
        self._reduce(period, now=now)
        return self._top_up(self.earned, payable, steps, now=now)

    def _lost(self, number: int) -> bool:
        """A guarantee that runs from delivery is lost where the agreement ends before it is looked at."""
        end = self.terms.term_periods
        return self.terms.counting.guarantee_from == "delivered" and end is not None and number > end

    def _reduce(self, period: Period, *, now: bool = True) -> None:
        """Take off what belongs to clips that were late or rejected so far, or are missing now."""
        word = self.terms.counting.guarantee_less
        if word in ("late", "rejected"):
            self.short += period.sum(word)
        elif word == "missing" and now:
            self.short = period.sum(word)
        self.stands = less(self.terms, self.terms.guarantee, self.short)

    def _top_up(self, counted: Decimal, payable: Decimal, steps: list[Step], *, now: bool) -> Decimal:
        """The gap to the guarantee where it is looked at now; later, what is credited for it, below zero."""
        if now and self.stands > counted:
            gap = self.stands - counted
            self.left = gap if self.terms.counting.guarantee != "end" else ZERO
            steps.append(Step("top-up", gap))
            return gap
        credited = ZERO if now else min(self.left, payable)
        if credited:
            self.left -= credited
            steps.append(Step("credit", -credited))
        return -credited

    def unsettled(self) -> Iterator[Step]:
        if self.left:
            yield Step("guarantee-left", self.left)
        if self.excess:
            yield Step("guarantee-back", self.excess)
