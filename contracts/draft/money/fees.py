"""A reporting period in; its fees by the minute, for uses of a replica and for what an event earns out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from contracts.draft.money.payouts import HUNDRED, divide, rounded
from contracts.draft.money.period import Period
from contracts.model.payment import EVENTS, PaymentTerms, Step

ZERO = Decimal(0)


class Fees:
    """All fees but the share; what has been earned of each is carried on."""

    def __init__(self, terms: PaymentTerms) -> None:
        self.terms = terms
        counting = terms.counting
        self.seconds: dict[str, Decimal] = {}
        self.minutes_so_far: dict[str, Decimal] = {}
        self.outputs = self.outputs_so_far = self.days = ZERO
        self.used = self.made = self.uses = self.uses_so_far = self.flat = ZERO
        self.licence = ZERO  # earned for the first term: fees by the minute and the flat fee
        self.renewed = ZERO  # the sum for the last renewal
        self.renewals = 0
        self.filming = ZERO  # of this period: such sums count towards no guarantee
        self.happened: set[str] = set()
        fees = (
            ("services", terms.services_fee, counting.services, terms.services_parts),
            ("flat-fee", terms.flat_fee, counting.flat_fee, terms.flat_fee_parts),
            ("release", terms.release, counting.release, ()),
        )
        self.parts = [
            (kind, *part)
            for kind, fee, word, stated in fees
            if not stated
            for part in _parts(terms, fee, word)
        ]
        self.instalments = [
            (f"{kind}-part", part, str(i)) for kind, _, _, stated in fees for i, part in enumerate(stated, 1)
        ]

    def of(self, period: Period, steps: list[Step]) -> tuple[Decimal, Decimal]:
        """Fees by the minute, and all other fees but the share."""
        minutes = self._minutes(period, steps)
        new = self._events(period)
        other = self._replica(period, new, steps) + self._earned(period, new, steps)
        if not self.renewals:
            self.licence += minutes + self.flat
        other += self._outputs(period, steps) + self._filming(period, steps)
        return minutes, other + self._renewal(period, steps)

    def _renewal(self, period: Period, steps: list[Step]) -> Decimal:
        """The fee for each renewal that begins: stated; or that of the first term for as many months,
        raised once for the first renewal, and what the last one came to, raised, for each later one."""
        terms, total = self.terms, ZERO
        for _ in range(int(period.sum("renewal"))):
            fee = terms.renewal_fee
            if terms.renewal_uplift is not None and terms.term_months:
                first = self.licence * terms.renewal_months / terms.term_months
                rise = 1 + terms.renewal_uplift / HUNDRED
                fee = rounded((self.renewed if self.renewals else first) * rise, terms.unit)
            self.renewals, self.renewed = self.renewals + 1, fee
            total += fee
        return self._step("renewal", total, steps)

    def _minutes(self, period: Period, steps: list[Step]) -> Decimal:
        """Each clip by itself; or what the tier comes to so far, less what it came to before."""
        terms, total = self.terms, ZERO
        each = 60 if terms.counted == "minutes" else 1  # lengths are in seconds
        for tier, rate in terms.rates.items():
            lengths = [length for length in period.of(terms.counted, tier) if length]
            if not lengths:
                continue
            if terms.counting.rounding == "clip":
                fee = sum((rounded(rate * seconds / each, terms.unit) for seconds in lengths), ZERO)
            else:
                before = self.minutes_so_far.get(tier, ZERO)
                self.seconds[tier] = self.seconds.get(tier, ZERO) + sum(lengths, ZERO)
                self.minutes_so_far[tier] = rounded(rate * self.seconds[tier] / each, terms.unit)
                fee = self.minutes_so_far[tier] - before
            total += fee
            steps.append(Step(terms.counted, fee, tier))
        return total

    def _outputs(self, period: Period, steps: list[Step]) -> Decimal:
        """The fee for each output: what all of them so far come to, less what they came to before."""
        before, made = self.outputs_so_far, period.sum("outputs")
        if not made or not self.terms.per_output:
            return ZERO
        self.outputs += made
        self.outputs_so_far = rounded(self.outputs * self.terms.per_output, self.terms.unit)
        return self._step("outputs", self.outputs_so_far - before, steps, f"{made:f}")

    def _filming(self, period: Period, steps: list[Step]) -> Decimal:
        """The day rate for the days of filming, or for those agreed at most."""
        before, self.days = self.days, self.days + period.sum("filming-days")
        if self.terms.counting.shooting_days == "agreed":
            self.days = min(self.days, Decimal(self.terms.days_agreed))
        days = self.days - before
        fee = self._step("filming-days", days * self.terms.day_rate, steps, f"{days:f}")
        self.filming += fee
        return fee

    def _events(self, period: Period) -> set[str]:
        """The events that happen in a period, and did not before."""
        reported = {event for event in EVENTS if period.sum(event)}
        if self.terms.counting.minutes == "used" and period.sum(self.terms.counted):
            reported.add("use")
        dated = {event for event, number in self.terms.dated.items() if number == period.number}
        new = (reported | dated) - self.happened
        self.happened |= new
        return new

    def _replica(self, period: Period, new: set[str], steps: list[Step]) -> Decimal:
        """The fee for making a replica, for its uses, and for the working days that it saves."""
        terms, total = self.terms, ZERO
        together = terms.creation if terms.counting.creation == "counted" else ZERO
        if "delivered" in new and terms.creation:
            made = max(terms.creation - self.used, ZERO) if together else terms.creation
            self.made = made
            total += self._step("creation", made, steps)
        uses = period.sum("replica-use") + period.sum("realtime") * terms.realtime_uses
        if uses and terms.per_use:
            if terms.counting.uses == "each":
                before, self.uses = self.uses_so_far, self.uses + uses
                self.uses_so_far = rounded(self.uses * terms.per_use, terms.unit)
                fee = self.uses_so_far - before
                total += self._step("uses", fee, steps)
            elif not self.used:
                self.used = terms.per_use
                fee = max(terms.per_use - (self.made if together else ZERO), ZERO)
                total += self._step("used-once", fee, steps)
        if "consent-end" in new and terms.counting.days == "paid":
            total += self._step("days", max(terms.days_saved - self.uses_so_far, ZERO), steps)
        return total

    def _earned(self, period: Period, new: set[str], steps: list[Step]) -> Decimal:
        """The parts of the fees that an event of this period earns."""
        total = self.flat = ZERO
        for kind in ("services", "flat-fee", "release"):
            earned = [part for part in self.parts if part[0] == kind and part[2] in new]
            sum_ = sum((part for _, part, _ in earned), ZERO)
            if kind == "flat-fee" and self.terms.counting.flat_fee_less == "missing":
                sum_ = less(self.terms, sum_, period.sum("missing"))
            self.parts = [part for part in self.parts if part not in earned]
            total += self._step(kind, sum_, steps)
            if kind == "services":
                self.filming = sum_
            if kind == "flat-fee":
                self.flat = sum_
        return total + self._instalments(steps)

    def _instalments(self, steps: list[Step]) -> Decimal:
        """The instalments that are earned by now: their day has come, or their event has happened."""
        handed = self.happened & {"delivered", "confirmed"}  # what is confirmed is there
        waits = self.terms.counting.instalments == "delivered" and not handed
        earned = [part for part in self.instalments if part[1].event in self.happened and not waits]
        self.instalments = [part for part in self.instalments if part not in earned]
        for kind, part, name in earned:
            steps.append(Step(kind, part.amount, name))
            if kind == "services-part":
                self.filming += part.amount
            if kind == "flat-fee-part":
                self.flat += part.amount
        return sum((part.amount for _, part, _ in earned), ZERO)

    @staticmethod
    def _step(kind: str, amount: Decimal, steps: list[Step], of: str = "") -> Decimal:
        if amount:
            steps.append(Step(kind, amount, of))
        return amount

    def unsettled(self) -> Iterator[Step]:
        """Fees that wait for an event that has not been reported."""
        terms = self.terms
        if terms.creation and "delivered" not in self.happened:
            yield Step("open-creation", terms.creation)
        for kind, part, _ in self.parts:
            yield Step(f"open-{kind}", part)
        for kind, instalment, name in self.instalments:
            yield Step(f"open-{kind}", instalment.amount, name)


def _parts(terms: PaymentTerms, fee: Decimal, word: str) -> Iterator[tuple[Decimal, str]]:
    """The equal parts of a fee, each with the event that earns it."""
    events = word.split("-")
    parts = divide(fee, [HUNDRED / len(events)] * len(events), terms.unit)
    yield from ((part, event) for part, event in zip(parts, events, strict=True) if part)


def less(terms: PaymentTerms, sum_: Decimal, length: Decimal) -> Decimal:
    """A sum reduced in the proportion of a length to the length of all clips that were listed."""
    if not terms.listed or not length:
        return sum_
    kept = max(terms.listed - length, ZERO)
    return rounded(sum_ * kept / terms.listed, terms.unit)
