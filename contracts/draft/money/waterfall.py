"""Payment terms and usage in; what is due, step by step, and what each payee gets out.

The one place where money is worked out: clauses, the worked example, the summary and `contracts
calc` all read from it, and each clause says at each position how it counts (model/counting.py). The
order is fixed and printed with every account:

1. fees by the minute and for uses of a replica, and the fees that an event or a renewal earns (fees.py),
2. a guarantee of the fees by the minute, or one that comes on top (guarantee.py),
3. the revenue share, from gross to its cap and its floor (share.py),
4. the advance: paid with the first period and recouped from the share alone,
5. a guarantee of all fees, and what was guaranteed above a sum that is reduced later,
6. parts of the payees; the last cent goes by largest remainder, so parts sum to the whole,
7. commission out of each part, 8. tax withheld at the rate of the payee; where the payer bears it,
   the part is grossed up first, and the commission of an agent is not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from contracts.draft.money.fees import Fees
from contracts.draft.money.guarantee import Guarantee
from contracts.draft.money.payouts import payouts
from contracts.draft.money.period import Period
from contracts.draft.money.share import Share
from contracts.model.payment import Account, PaymentTerms, PeriodAccount, Step, Usage

ZERO = Decimal(0)


def account(terms: PaymentTerms, usage: Iterable[Usage]) -> Account:
    """Work out every period, in the order in which the usage first names them: the first that it names
    is the first reporting period.

    Sums are exact decimals, each rounded half up to the currency's unit where it is stated. No sum
    is negative; the payouts and commissions of a period add up to what is due, to the cent.
    """
    rows = list(usage)
    running = _Running(terms, int(sum((row.quantity for row in rows if row.kind == "renewal"), ZERO)))
    names = tuple(dict.fromkeys(row.period for row in rows))
    accounts = tuple(
        running.period(name, Period(i, tuple(row for row in rows if row.period == name)))
        for i, name in enumerate(names, 1)
    )
    return Account(terms, accounts, tuple(running.unsettled()), running.share.floor_open)


class _Running:
    """What is carried from one period to the next."""

    def __init__(self, terms: PaymentTerms, renewals: int = 0) -> None:
        longer = terms  # a renewal lengthens the term, and puts off no guarantee (clauses/grant/renewal.md)
        if renewals and terms.term_months:
            longer = replace(terms, term_months=terms.term_months + renewals * terms.renewal_months)
        self.terms = longer
        self.fees, self.guarantee, self.share = Fees(terms), Guarantee(terms), Share(longer)
        self.advance_left = ZERO

    def period(self, name: str, period: Period) -> PeriodAccount:
        steps: list[Step] = []
        minutes, other = self.fees.of(period, steps)
        early = self.guarantee.early(period, minutes, steps)
        share = self.share.of(period, steps)
        share, advance = self._recouped(period, share, steps)
        payable = minutes + other + share
        counted = payable + advance - self.fees.filming
        late = self.guarantee.late(period, counted, payable + min(early, ZERO), steps)
        due = payable + advance + early + late
        return PeriodAccount(name, tuple(steps), due, payouts(self.terms, due))

    def _recouped(self, period: Period, share: Decimal, steps: list[Step]) -> tuple[Decimal, Decimal]:
        """What is left of a share when the advance is recouped from it, and the advance where it is paid."""
        terms, advance = self.terms, ZERO
        if period.number == 1 and terms.advance:
            advance = self.advance_left = terms.advance
            steps.append(Step("advance", advance))
        over = terms.term_periods is not None and period.number > terms.term_periods
        if over and terms.counting.advance_left == "lapses":
            self.advance_left = ZERO
        recouped = min(self.advance_left, share)
        if recouped:
            self.advance_left -= recouped
            steps.append(Step("recouped", -recouped))
        return share - recouped, advance

    def unsettled(self) -> Iterable[Step]:
        """What is still to be earned, recouped, credited or given back after the last period."""
        yield from self.fees.unsettled()
        if self.advance_left:
            yield Step("advance-left", self.advance_left)
        yield from self.guarantee.unsettled()
