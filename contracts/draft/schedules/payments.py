"""The schedule of payments: reads what is paid and to whom; makes the order in which a payment is worked
out, each step with the section that owes it, who gets which part of it, and a worked example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from contracts.draft.frame import Filled, Given
from contracts.draft.money.labels import named
from contracts.draft.schedules.ground import Content, Ground
from contracts.draft.schedules.steps import SHARE, payees, steps
from contracts.model.document import Heading, Note, Row, Table, Words

if TYPE_CHECKING:
    from contracts.model.payment import Part, PaymentTerms, PeriodAccount

EXAMPLE_REVENUE = Decimal(100_000)
"""Gross revenue of the worked example: round, so that percentages can be read off it."""

EXAMPLE_OUTPUTS = Decimal(1000)
"""Outputs of the worked example: as many, so that a fee finer than a cent comes to something."""

NAMED = {
    "minutes": "money.rate_card.tiers",
    "clips": "money.rate_card.tiers",
    "images": "money.rate_card.tiers",
    "outputs": "money.per_output",
    "filming-days": "services.day_rate",
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
    "money.per_output",
)
"""What there is to explain: where a deal has none of it, its clauses say all."""

BESIDE_CLIPS = "services.day_rate"
"""What is explained where it is paid beside fees for clips; beside a release its clause says all."""


def make(ground: Ground) -> Content | None:
    ways = WAYS if ground.get("release") is not None else (*WAYS, BESIDE_CLIPS)
    if not [way for way in ways if ground.get(way) is not None]:  # each is asked: what is read is recorded
        return None
    from contracts.draft.money.terms import payment_terms  # few deals need it

    deal = ground.speaker.filler.deal
    terms = payment_terms(deal, ground.counting)
    nodes = [*_order(ground, terms), *_parts(ground, terms), *_example(ground, terms)]
    note = Note("note", ground.speaker.say("payments.note"), language=ground.language)
    return Content((*nodes, note), owed=tuple(dict.fromkeys(field for field, _ in steps(ground, terms))))


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
        for i, (field, step) in enumerate(steps(ground, terms), 1)
    )
    yield from _table(ground, ground.speaker.say("payments.order"), ("step", "what", "under"), rows)


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
            [p.withholding for p in payees(terms)],
            part.withholding,
            "withholding_percent",
        ),
        ("with-vat", "without-vat", [p.vat for p in payees(terms)], part.vat, "vat_percent"),
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
    say, footage, speech = ground.speaker.say, ground.footage, ground.speech
    period = _first_period(ground, terms)

    def line(name: str, sum_: Decimal, of: Words = ()) -> tuple[Words, ...]:
        return say(f"reckoned.{name}", {"name": of}), ground.value(
            "schedule.example", speech.amount(sum_, terms.currency)
        )

    def rows() -> Iterator[tuple[Words, ...]]:
        for step in period.steps:
            yield line(step.kind, step.amount, ground.value(NAMED.get(step.kind, ""), named(step, speech)))
        yield line("due", period.due)
        for payout in period.payouts:
            for step in payout.lines:  # what makes the payment differ from what is due
                if step.kind in ("gross-up", "tax", "vat"):
                    yield line(step.kind, step.amount)
            yield line("paid", payout.paid, _payee(ground, terms, payout.payee))

    accepted: Words = ()
    if footage and not footage.images:
        length = ground.value("schedule.total_seconds", speech.clock(footage.total_seconds))
        accepted = say("payments.accepted", {"length": length})
    caption = say("payments.example", {"accepted": accepted})
    yield from _table(ground, caption, ("line", "amount"), rows())


def _first_period(ground: Ground, terms: PaymentTerms) -> PeriodAccount:
    """What the waterfall makes of every clip accepted, and of an invented revenue."""
    from contracts.draft.money.expected import all_accepted
    from contracts.draft.money.waterfall import account
    from contracts.model.payment import HAPPENED, Usage

    clips = ground.footage.manifest.clips if ground.footage else ()
    usage = all_accepted(terms, clips)
    if terms.per_output:
        usage.append(Usage("", "outputs", "", EXAMPLE_OUTPUTS))
    if terms.share_base:
        usage.append(Usage("", "revenue", "", EXAMPLE_REVENUE))
    if terms.per_use:
        usage.append(Usage("", "replica-use", "", Decimal(2)))
    return account(terms, [*usage, *HAPPENED]).periods[0]
