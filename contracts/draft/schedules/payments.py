"""The schedule of payments: reads what is paid and to whom; makes the order in which a payment is worked
out, each step with the section that owes it, who gets which part of it, and a worked example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from contracts.draft.frame import Filled, Given
from contracts.draft.schedules.ground import Content, Ground
from contracts.model.document import Heading, Note, Row, Table, Words
from contracts.speak.en import amount, clock

if TYPE_CHECKING:
    from contracts.model.payment import Part, PaymentTerms, PeriodAccount

EXAMPLE_REVENUE = Decimal(100_000)
"""Gross revenue of the worked example: round, so that percentages can be read off it."""

SHARE = "money.revenue_share"
NAMED = {
    "minutes": "money.rate_card.tiers",
    "deduction": f"{SHARE}.deductions",
    "flat-fee-part": "money.instalments",
    "services-part": "services.instalments",
    "least": f"{SHARE}.floor_per",
}
"""Steps that name something, and the field that the name comes from."""
WAYS = (
    SHARE,
    "money.advance",
    "money.splits",
    "money.commission",
    "money.withholding_percent",
    "money.vat_percent",
    "money.instalments",
    "services.instalments",
)
"""What there is to explain: where a deal has none of it, its clauses say all."""


def make(ground: Ground) -> Content | None:
    if not [way for way in WAYS if ground.get(way) is not None]:  # each is asked: what is read is recorded
        return None
    from contracts.draft.money.terms import payment_terms  # few deals need it

    deal = ground.speaker.filler.deal
    terms = payment_terms(deal, ground.counting)
    nodes = [*_order(ground, terms), *_parts(ground, terms), *_example(ground, terms)]
    note = Note("note", ground.speaker.say("payments.note"), language=ground.language)
    return Content((*nodes, note), owed=tuple(dict.fromkeys(field for field, _ in _steps(ground, terms))))


def _table(
    ground: Ground, caption: Words, head: tuple[str, ...], rows: Iterator[tuple[Words, ...]]
) -> Iterator[Heading | Table]:
    say, language = ground.speaker.say, ground.language
    figures = () if head[1] == "what" else (1,)
    yield Heading(caption, 3, language=language)
    made: tuple[Row, ...] = tuple(ground.row(cells) for cells in rows)
    yield Table("plain", tuple(say(f"payments.{name}") for name in head), made, figures, language=language)


def _order(ground: Ground, terms: PaymentTerms) -> Iterator[Heading | Table]:
    rows = (
        (ground.value("schedule.step", str(i)), step, ground.owed_under(field))
        for i, (field, step) in enumerate(_steps(ground, terms), 1)
    )
    yield from _table(ground, ground.speaker.say("payments.order"), ("step", "what", "under"), rows)


def _steps(ground: Ground, terms: PaymentTerms) -> Iterator[tuple[str, Words]]:
    """The steps that these terms need, in the order in which the waterfall takes them.

    Each with the field of the deal that holds the sum: a clause says which of them it owes.
    """
    say, how = ground.speaker.say, terms.counting
    if terms.rates:
        yield "money.rate_card", say(f"payments.minutes-by-{how.rounding}")
    if terms.creation:
        yield "replica.fee", say(f"payments.creation-{how.creation}")
    if terms.per_use:
        yield "replica.fee", say(f"payments.uses-{how.uses}")
    if terms.days_saved and how.days == "paid":
        yield "replica.fee", say("payments.days")
    if terms.services_fee:
        way = "in-parts" if terms.services_parts else how.services
        yield (
            "services.instalments" if terms.services_parts else "services.fee",
            say(f"payments.services-{way}"),
        )
    if terms.flat_fee:
        way = "in-parts" if terms.flat_fee_parts else how.flat_fee
        yield (
            "money.instalments" if terms.flat_fee_parts else "money.flat_fee",
            say(f"payments.flat-fee-{way}"),
        )
    tested = f"fees-{how.guarantee_from}" if how.guarantee == "fees" else how.guarantee
    early = how.guarantee in ("minutes", "on-top")
    if terms.guarantee and early:
        yield "money.minimum_guarantee", say(f"payments.guarantee-{tested}")
    yield from ((SHARE, step) for step in _share(ground, terms))
    if terms.advance:
        yield "money.advance", say(f"payments.advance-{how.advance_left}")
    if terms.guarantee and not early:
        yield "money.minimum_guarantee", say(f"payments.guarantee-{tested}")
    if ground.get("money.model_fee"):
        yield "money.model_fee", say("payments.model-fee")
    if len(terms.parts) > 1:
        yield "money.splits", say("payments.divide")
    if terms.commission:
        yield (
            "money.commission",
            say("payments.commission" if len(terms.parts) > 1 else "payments.commission-of-one"),
        )
    way = "on-top" if terms.gross_up else "off"
    if any(part.withholding is not None for part in _payees(terms)):
        yield "money.withholding", say(f"payments.tax-by-payee-{way}")
    elif terms.withholding:
        percent = Given("money.withholding_percent", terms.withholding)
        yield "money.withholding", say(f"payments.tax-{way}", {"percent": percent})
    elif ground.get("money.withholding_percent") is not None:
        yield "money.withholding", say("payments.tax-none")
    if any(part.vat is not None for part in _payees(terms)):
        yield "money.vat_percent", say(f"payments.vat-by-payee-{how.vat}")
    elif terms.vat:
        percent = Given("money.vat_percent", terms.vat)
        yield "money.vat_percent", say(f"payments.vat-{how.vat}", {"percent": percent})
    if terms.trust:
        percent = Given("minor.trust_percent", terms.trust)
        yield "minor.trust_percent", say(f"payments.trust-{how.trust}", {"percent": percent})


def _share(ground: Ground, terms: PaymentTerms) -> Iterator[Words]:
    """How the share is worked out, from gross revenue to its cap and its floor."""
    say = ground.speaker.say
    if not terms.share_base:
        return
    if terms.counting.refunds != "none":
        yield say(f"payments.refunds-{terms.counting.refunds}")
    if terms.share_base == "net":
        for deduction in terms.deductions:
            percent = Given(f"{SHARE}.deductions", deduction.percent)
            name = Given(f"{SHARE}.deductions", deduction.name)
            yield say("payments.deduction", {"percent": percent, "name": name})
    first, *higher = terms.share_tiers
    yield say(f"payments.share-{terms.share_base}", {"percent": Given(f"{SHARE}.percent", first.percent)})
    for tier in higher:
        over = Given(f"{SHARE}.tiers", tier.over)
        percent = Given(f"{SHARE}.tiers", tier.percent)
        yield say(f"payments.above-{terms.share_base}", {"over": over, "percent": percent})
    if terms.share_cap is not None:
        yield say("payments.cap", {"cap": Given(f"{SHARE}.cap", terms.share_cap)})
    if terms.share_floor:
        floor = Given(f"{SHARE}.floor", terms.share_floor)
        period = ground.value(f"{SHARE}.floor_per", terms.floor_for)
        yield say(f"payments.floor-{terms.counting.short_floor}", {"floor": floor, "period": period})


def _payees(terms: PaymentTerms) -> tuple[Part, ...]:
    return (*terms.parts, terms.commission) if terms.commission else terms.parts


def _parts(ground: Ground, terms: PaymentTerms) -> Iterator[Heading | Table]:
    """Who gets what, where it is not all for one."""
    say = ground.speaker.say
    if len(terms.parts) < 2 and not terms.commission:
        return

    def rows() -> Iterator[tuple[Words, ...]]:
        for part in terms.parts:
            percent = Given("money.splits", part.percent)
            given: dict[str, Filled] = {
                "percent": percent,
                "taxed": _taxed(ground, terms, part, "money.splits"),
            }
            payee = _payee(ground, terms, part.payee)
            if said := _numbers(ground, part.payee):
                numbers = ground.value("money.splits", said)
                payee = say("payments.numbered", {"name": payee, "numbers": numbers})
            yield payee, say("payments.percent", given)
        if terms.commission:
            percent = Given("money.commission.percent", terms.commission.percent)
            taxed = _taxed(ground, terms, terms.commission, "money.commission")
            yield (
                _payee(ground, terms, terms.commission.payee),
                say(
                    "payments.of-each-other" if len(terms.parts) > 1 else "payments.of-the-other",
                    {"percent": percent, "taxed": taxed},
                ),
            )

    yield from _table(ground, say("payments.parts"), ("payee", "part"), rows())


def _numbers(ground: Ground, payee: str) -> str:
    """The tax numbers of a payee of a split: VAT GB 123 4567 89, UTR 1234567890."""
    splits = ground.get("money.splits")
    for row in splits if isinstance(splits, tuple) else ():
        if isinstance(row, Mapping) and row.get("payee") == payee:
            found = row.get("tax_numbers")
            pairs = found.items() if isinstance(found, Mapping) else ()
            return ", ".join(f"{name} {number}" for name, number in pairs)
    return ""


def _taxed(ground: Ground, terms: PaymentTerms, part: Part, field: str) -> Words:
    """The rates of tax of a payee, where the payees have different ones and one was given."""
    said: Words = ()
    rates = (
        (
            "taxed",
            "untaxed",
            [p.withholding for p in _payees(terms)],
            part.withholding,
            "withholding_percent",
        ),
        ("with-vat", "without-vat", [p.vat for p in _payees(terms)], part.vat, "vat_percent"),
    )
    for some, none, all_, own, name in rates:
        rate = ground.get(f"money.{name}") if own is None else own
        if isinstance(rate, Decimal) and any(one is not None for one in all_):
            percent = Given(field, rate)
            said += ground.speaker.say(f"payments.{some if rate else none}", {"percent": percent})
    return said


def _payee(ground: Ground, terms: PaymentTerms, name: str) -> Words:
    agent: Part | None = terms.commission
    if agent is not None and name == agent.payee:
        return ground.value("money.commission.payee", name)
    split = len(terms.parts) > 1 or ground.get("money.splits") is not None
    return ground.value("money.splits" if split else "parties.licensor.name", name)


def _example(ground: Ground, terms: PaymentTerms) -> Iterator[Heading | Table]:
    say, footage = ground.speaker.say, ground.footage
    period = _first_period(ground, terms)

    def line(name: str, sum_: Decimal, of: Words = ()) -> tuple[Words, ...]:
        return say(f"reckoned.{name}", {"name": of}), ground.value(
            "schedule.example", amount(sum_, terms.currency)
        )

    def rows() -> Iterator[tuple[Words, ...]]:
        for step in period.steps:
            yield line(step.kind, step.amount, ground.value(NAMED.get(step.kind, ""), step.of))
        yield line("due", period.due)
        for payout in period.payouts:
            for step in payout.lines:  # what makes the payment differ from what is due
                if step.kind in ("gross-up", "tax", "vat"):
                    yield line(step.kind, step.amount)
            yield line("paid", payout.paid, _payee(ground, terms, payout.payee))

    accepted: Words = ()
    if footage:
        length = ground.value("schedule.total_seconds", clock(footage.total_seconds))
        accepted = say("payments.accepted", {"length": length})
    caption = say("payments.example", {"accepted": accepted})
    yield from _table(ground, caption, ("line", "amount"), rows())


def _first_period(ground: Ground, terms: PaymentTerms) -> PeriodAccount:
    """What the waterfall makes of every clip accepted, and of an invented revenue."""
    from contracts.draft.money.waterfall import account
    from contracts.model.payment import HAPPENED, Usage

    clips = ground.footage.manifest.clips if ground.footage else ()
    usage = [Usage("", "minutes", clip.tier, Decimal(clip.seconds)) for clip in clips]
    if terms.share_base:
        usage.append(Usage("", "revenue", "", EXAMPLE_REVENUE))
    if terms.per_use:
        usage.append(Usage("", "replica-use", "", Decimal(2)))
    return account(terms, [*usage, *HAPPENED]).periods[0]
