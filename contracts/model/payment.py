"""Money that flows: the terms of payment, what was used, and what each payee gets for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal

from contracts.model.counting import Counting
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
    """A payee's part of what is paid, in percent; the rates of tax withheld from it and of value added or
    sales tax charged on it, if it has its own."""

    payee: str
    percent: Decimal
    withholding: Decimal | None = None
    vat: Decimal | None = None


@record
class Instalment:
    """A part of a fee, and what earns it: an event, or the name of a day in `PaymentTerms.dated`."""

    amount: Decimal
    event: str


@record
class PaymentTerms:
    """All that decides what is paid. Amounts in `currency`, rounded half up to `unit`.

    `counting` is how the clauses count it. Reporting periods are numbered from 1, each `report_months`
    long; `dated` says in which of them the days fall that the deal itself states: `start`, `filming`,
    `filmed`, `consent-end`. Where the term has no known end, `term_months` is None.
    """

    currency: str
    unit: Decimal
    counting: Counting = Counting()
    report_months: int = 1
    term_months: int | None = None
    dated: Mapping[str, int] = field(default_factory=dict)
    rates: Mapping[str, Decimal] = field(default_factory=dict)  # by tier, for each of what is counted
    counted: str = "minutes"  # or `clips`, `images`: the kind of usage that the rates are for
    listed: int = 0  # the length of all clips that were listed at the start, in seconds
    flat_fee: Decimal = Decimal(0)
    flat_fee_parts: tuple[Instalment, ...] = ()  # where the flat fee is paid in instalments
    services_fee: Decimal = Decimal(0)
    services_parts: tuple[Instalment, ...] = ()
    day_rate: Decimal = Decimal(0)
    days_agreed: int = 0
    per_output: Decimal = Decimal(0)
    release: Decimal = Decimal(0)
    guarantee: Decimal = Decimal(0)
    guarantee_periods: int = 1  # the reporting periods after which a guarantee of all fees is looked at
    advance: Decimal = Decimal(0)
    share_base: str = ""  # gross or net; empty for no share
    deductions: tuple[Deduction, ...] = ()
    share_tiers: tuple[ShareTier, ...] = ()  # the first starts at zero
    share_floor: Decimal = Decimal(0)
    floor_periods: int = 1  # how many reporting periods a floor covers
    floor_for: str = ""  # the same in words
    share_cap: Decimal | None = None  # over the whole term
    per_use: Decimal = Decimal(0)
    realtime_uses: int = 0  # the uses that an item which answers live counts as
    creation: Decimal = Decimal(0)
    days_saved: Decimal = Decimal(0)  # the least that all fees for use come to, for working days saved
    parts: tuple[Part, ...] = ()
    commission: Part | None = None
    withholding: Decimal = Decimal(0)  # percent
    gross_up: bool = False
    vat: Decimal = Decimal(0)  # percent, of value added or sales tax
    renewal_fee: Decimal = Decimal(0)  # for each renewal of the licence
    renewal_uplift: Decimal | None = None  # percent by which a renewal costs more than the last term
    renewal_months: int = 0  # how long each renewal lasts; 0 where there is none
    renewals: int = 0  # how many there may be
    trust: Decimal = Decimal(0)  # percent of what is paid for a minor
    trust_of: str = ""  # the payee from whose pay it comes

    @property
    def term_periods(self) -> int | None:
        """How many reporting periods the term has, the last of which may be cut short."""
        return None if self.term_months is None else -(-self.term_months // self.report_months)


EVENTS = ("delivered", "confirmed", "use")
LENGTHS = ("minutes", "late", "missing", "rejected")
SUMS = ("revenue", "refund")
COUNTS = ("replica-use", "realtime", "outputs", "filming-days", "renewal")
NUMBERS = ("clips", "images")
KINDS = (*LENGTHS, *NUMBERS, *SUMS, *COUNTS, *EVENTS)
"""What a usage report may report: lengths of a tier, numbers of a tier, sums of money, counts, and events
that happened."""


@record
class Usage:
    """One row of what happened in a period, of one of KINDS: a length in seconds, an amount or a count.

    `delivered` is the period in which all is delivered (in a rider the source recordings), `confirmed`
    that in which the licensee has confirmed it, `use` that of the first use.
    """

    period: str
    kind: str
    tier: str
    quantity: Decimal
    span: Span | None = None
    clip: str = ""  # of a length, where the report goes by clips


HAPPENED = tuple(Usage("", event, "", Decimal(1)) for event in EVENTS)
"""Every event, in a period without a name: for what comes of a deal in which all goes as it should."""


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

    `part` less `commission`, with what the payer adds for tax (`gross_up`), less `tax`, with value added or
    sales tax that comes on top (`vat`), is `paid`; `vat_inside` is so much of it as is such a tax.
    `lines` are these sums as a statement prints them, signed; they add up to `paid`. `trust` is so much
    of what is paid as the payer pays into a minor's trust.
    """

    payee: str
    part: Decimal
    commission: Decimal
    gross_up: Decimal
    tax: Decimal
    paid: Decimal
    trust: Decimal = Decimal(0)
    vat: Decimal = Decimal(0)
    vat_inside: Decimal = Decimal(0)
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
    """The whole reckoning, period by period, and `open`: what is still to be earned, recouped or credited.

    `floor_open` counts the reporting periods since the last floor was looked at.
    """

    terms: PaymentTerms
    periods: tuple[PeriodAccount, ...]
    open: tuple[Step, ...] = ()
    floor_open: int = 0

    @property
    def due(self) -> Decimal:
        return sum((p.due for p in self.periods), Decimal(0))

    def payees(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(p.payee for period in self.periods for p in period.payouts))

    def left(self, kind: str) -> Decimal:
        """What is open of a kind."""
        return sum((step.amount for step in self.open if step.kind == kind), Decimal(0))
