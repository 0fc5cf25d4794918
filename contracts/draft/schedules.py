"""Deal in; the schedules its agreement type prints out: clips, characters, payments, ticked uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from contracts.model.agreement import ClipSchedule, Table, TableSchedule
from contracts.model.clause import Outline
from contracts.model.deal import Deal
from contracts.speak.en import amount, clock

if TYPE_CHECKING:
    from contracts.model.payment import PaymentTerms

EXAMPLE_REVENUE = Decimal(100_000)
"""Gross revenue of the worked example: round, so that percentages can be read off it."""

DIMENSIONS = {
    "appear": "Appear",
    "voice": "Voice",
    "alter": "Alter design",
    "mature": "Mature",
    "violence": "Violence",
    "political": "Political",
    "parody": "Parody",
    "ads": "Brands and ads",
    "co_appear": "With others",
    "remix": "Remix",
    "commercial": "Commercial reuse",
    "train": "Train",
}

GUARANTEES = {
    "minutes": "In the first period, top the fees by the minute up to the minimum guarantee; "
    "credit the top-up against later fees by the minute.",
    "fees": "In the first period, top all fees and the share up to the minimum guarantee; "
    "credit the top-up against later ones.",
    "on-top": "In the first period, add the guaranteed sum.",
    "end": "In the last period, top all fees and shares so far up to the minimum guarantee.",
}

USES = {
    "train": "Training of AI models",
    "display": "Showing the footage to people",
    "advertising": "Use in advertising",
    "replica": "Digital replica",
}

READS = {
    "schedule-a": ("assets.clips", "money.rate_card.tiers", "money.multipliers", "schedule.print"),
    "schedule-b": ("character",),
    "schedule-c": (
        "money.revenue_share",
        "money.advance",
        "money.splits",
        "money.commission",
        "money.withholding_percent",
        "money.withholding",
    ),
    "schedule-d": ("release",),
}
"""The deal fields that each schedule prints."""

Schedule = ClipSchedule | TableSchedule


def schedules_of(
    deal: Deal, outline: Outline, clips: ClipSchedule | None, guarantee: str = "minutes"
) -> tuple[Schedule, ...]:
    """The schedules of an agreement type that this deal has something for, in their order."""
    makers: dict[str, Callable[[], Schedule | None]] = {
        "clips": lambda: clips,
        "characters": lambda: characters(deal),
        "payments": lambda: payments(deal, clips, guarantee),
        "uses": lambda: uses(deal),
    }
    return tuple(made for name in outline.schedules if (made := makers[name]()) is not None)


def fields_printed(schedules: tuple[Schedule, ...]) -> frozenset[str]:
    """The deal fields that these schedules print."""
    return frozenset(field for s in schedules for field in READS[s.anchor])


def characters(deal: Deal) -> TableSchedule | None:
    """Schedule B: what each character may do. A refused character is blocked throughout."""
    found = deal.get("character")
    if not isinstance(found, tuple):
        return None
    rows = []
    for entry in found:
        if isinstance(entry, Mapping):
            refused = entry.get("refused") is True
            name = str(entry["name"]) + (f" ({entry['work']})" if entry.get("work") else "")
            choices = ["block" if refused else str(entry[key]) for key in DIMENSIONS]
            company = entry.get("with")
            if isinstance(company, tuple):
                choices[list(DIMENSIONS).index("co_appear")] += ": " + ", ".join(str(c) for c in company)
            rows.append((name + (", refused" if refused else ""), *choices))
    head = ("Character", *DIMENSIONS.values())
    note = "Allow: permitted. Ask: only with written approval. Block: never."
    table = Table("What each Character may be used for", head, tuple(rows))
    return TableSchedule("schedule-b", "Schedule B", "Character Permissions", (table,), note)


def payments(deal: Deal, clips: ClipSchedule | None, guarantee: str) -> TableSchedule | None:
    """Schedule C: the order in which a payment is worked out, who gets it, and a worked example."""
    if all(deal.get(f"money.{way}") is None for way in ("revenue_share", "advance", "splits", "commission")):
        return None
    from contracts.draft.money.waterfall import payment_terms  # few deals need it

    terms = payment_terms(deal, clips.rounding if clips else "tier", guarantee)
    order = tuple((str(i), text) for i, text in enumerate(_order(terms), 1))
    tables = [Table("Order of reckoning, for each Reporting Period", ("Step", "What is done"), order)]
    if len(terms.parts) > 1 or terms.commission:
        parts = [(part.payee, f"{part.percent.normalize():f}%") for part in terms.parts]
        if terms.commission:
            rate = f"{terms.commission.percent.normalize():f}% of each other part"
            parts.append((terms.commission.payee, rate))
        tables.append(Table("Who gets what", ("Payee", "Part"), tuple(parts), (1,)))
    tables.append(_example(terms, clips))
    note = (
        "The example shows how the sums are worked out. Its revenue and its usage are invented; "
        "it promises nothing."
    )
    return TableSchedule("schedule-c", "Schedule C", "Payments", tuple(tables), note)


def _order(terms: PaymentTerms) -> list[str]:
    """The steps that these terms need, in the order in which the waterfall takes them."""
    steps = []
    if terms.rates:
        each = "clip" if terms.rounding == "clip" else "tier"
        steps.append(f"Add the fees by the minute, each {each} rounded to the smallest unit of the currency.")
    if terms.per_use:
        steps.append("Add the fees for the uses of the replica.")
    if terms.creation:
        steps.append("In the first period, add the fee for making the replica.")
    if terms.services_fee:
        steps.append("In the first period, add the fee for the services.")
    if terms.flat_fee:
        steps.append("In the first period, add the flat fee.")
    if terms.guarantee:
        steps.append(GUARANTEES[terms.guarantee_by])
    if terms.share_base == "net":
        for deduction in terms.deductions:
            steps.append(f"From gross revenue take {deduction.percent.normalize():f}% for {deduction.name}.")
    if terms.share_base:
        base = "net revenue" if terms.share_base == "net" else "gross revenue"
        first, *higher = terms.share_tiers
        steps.append(f"Take {first.percent.normalize():f}% of {base} as the share.")
        for tier in higher:
            over = amount(tier.over, terms.currency)
            steps.append(f"For {base} above {over} since the start, take {tier.percent.normalize():f}%.")
    if terms.share_floor:
        steps.append(f"Raise the share to at least {amount(terms.share_floor, terms.currency)} a period.")
    if terms.share_cap is not None:
        steps.append(f"Stop the share at {amount(terms.share_cap, terms.currency)} over the whole term.")
    if terms.advance:
        steps.append("Pay the advance with the first period, and recoup it from the share alone.")
    if len(terms.parts) > 1:
        steps.append("Divide the sum among the payees; odd cents go by the largest remainder.")
    if terms.commission:
        steps.append("Take the commission out of each other payee's part.")
    if terms.withholding:
        how = "pay it on top" if terms.gross_up else "take it off the payment"
        steps.append(f"Where tax of {terms.withholding.normalize():f}% is withheld, {how}.")
    return steps


def _example(terms: PaymentTerms, clips: ClipSchedule | None) -> Table:
    from contracts.draft.money.waterfall import account
    from contracts.model.payment import Usage

    usage = [
        Usage("Example", "minutes", clip.tier, Decimal(clip.seconds))
        for clip in (clips.manifest.clips if clips else ())
    ]
    if terms.share_base:
        usage.append(Usage("Example", "revenue", "", EXAMPLE_REVENUE))
    if terms.per_use:
        usage.append(Usage("Example", "replica-use", "", Decimal(2)))
    period = account(terms, usage or [Usage("Example", "revenue", "", Decimal(0))]).periods[0]
    rows = [(step.label, amount(step.amount, terms.currency)) for step in period.steps]
    rows.append(("Due", amount(period.due, terms.currency)))
    rows += [(f"Paid to {p.payee}", amount(p.paid, terms.currency)) for p in period.payouts]
    used = f", {clock(clips.total_seconds)} accepted" if clips else ""
    caption = f"Worked example: a first period with the figures below{used}"
    return Table(caption, ("Line", f"Amount ({terms.currency})"), tuple(rows), (1,))


def uses(deal: Deal) -> TableSchedule | None:
    """Schedule D: the uses of a release, ticked one by one."""
    if deal.get("release") is None:
        return None
    rows = tuple(
        (text, "allowed" if deal.get(f"release.{key}") is True else "not allowed")
        for key, text in USES.items()
    )
    table = Table("Each use stands alone", ("Use", "Allowed or not"), rows)
    return TableSchedule(
        "schedule-d", "Schedule D", "Uses", (table,), "What is not marked as allowed is forbidden."
    )
