"""Money that flows: the terms of payment, what was used, and what each payee gets for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal

from contracts.model.problem import Span
from contracts.model.record import record


@record
class Deduction:
    """Something taken off gross revenue, in percent of gross."""

    name: str
    percent: Decimal


@record
class ShareTier:
    """A share that holds for revenue above a sum, counted from the start of the contract."""

    over: Decimal
    percent: Decimal


@record
class Part:
    """A payee's part of what is paid, in percent, and the rate of tax withheld from it if it has its own."""

    payee: str
    percent: Decimal
    withholding: Decimal | None = None


@record
class PaymentTerms:
    """All that decides what is paid. Amounts in `currency`, rounded half up to `unit`."""

    currency: str
    unit: Decimal
    rates: Mapping[str, Decimal] = field(default_factory=dict)  # a minute, by tier
    rounding: str = "tier"  # `clip`: each row of minutes is one clip, rounded by itself
    flat_fee: Decimal = Decimal(0)
    services_fee: Decimal = Decimal(0)
    guarantee: Decimal = Decimal(0)
    guarantee_period: int = 1  # the reporting period at whose end a guarantee of all fees is looked at
    guarantee_by: str = "minutes"  # what it tops up: minutes, fees, on-top (nothing), end (all fees, last)
    advance: Decimal = Decimal(0)
    share_base: str = ""  # gross or net; empty for no share
    deductions: tuple[Deduction, ...] = ()
    share_tiers: tuple[ShareTier, ...] = ()  # the first starts at zero
    share_floor: Decimal = Decimal(0)
    floor_periods: int = 1  # how many reporting periods a floor covers
    floor_for: str = ""  # the same in words
    share_cap: Decimal | None = None  # over the whole term
    per_use: Decimal = Decimal(0)
    creation: Decimal = Decimal(0)
    parts: tuple[Part, ...] = ()
    commission: Part | None = None
    withholding: Decimal = Decimal(0)  # percent
    gross_up: bool = False


@record
class Usage:
    """One row of what happened: `minutes` (quantity in seconds), `revenue` (money) or `replica-use`."""

    period: str
    kind: str
    tier: str
    quantity: Decimal
    span: Span | None = None
    clip: str = ""  # of minutes, where the report goes by clips


@record
class Step:
    """One line of the reckoning of a period: what it is and what it adds or takes.

    `kind` is the phrase `reckoned.<kind>` of the frame, or `statement.<kind>` where no agreement says it;
    `of` the tier or the deduction that it names;
    `label` is the whole in words, where somebody has found them (draft/money/labels.py).
    """

    kind: str
    amount: Decimal
    of: str = ""
    label: str = ""


@record
class Payout:
    """What one payee gets for one period.

    `part` less `commission`, with what the payer adds for tax (`gross_up`), less `tax`, is `paid`.
    `lines` are these sums as a statement prints them, signed; they add up to `paid`.
    """

    payee: str
    part: Decimal
    commission: Decimal
    gross_up: Decimal
    tax: Decimal
    paid: Decimal
    lines: tuple[Step, ...] = ()


@record
class PeriodAccount:
    """One period: the steps that lead to the sum due, and who gets it."""

    period: str
    steps: tuple[Step, ...]
    due: Decimal
    payouts: tuple[Payout, ...]


@record
class Account:
    """The whole reckoning, period by period, and what is still to be recouped or credited.

    `floor_open` counts the reporting periods since the last floor was looked at.
    """

    terms: PaymentTerms
    periods: tuple[PeriodAccount, ...]
    advance_left: Decimal
    guarantee_left: Decimal
    floor_open: int = 0

    @property
    def due(self) -> Decimal:
        return sum((p.due for p in self.periods), Decimal(0))

    def payees(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(p.payee for period in self.periods for p in period.payouts))
