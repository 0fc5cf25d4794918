"""Terms of payment in; the steps of the reckoning in words, each with the field that holds its sum, out.

Their order is that of the waterfall (draft/money/waterfall.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from contracts.draft.frame import Given
from contracts.draft.schedules.ground import Ground
from contracts.model.document import Words

if TYPE_CHECKING:
    from contracts.model.payment import Part, PaymentTerms

SHARE = "money.revenue_share"


def steps(ground: Ground, terms: PaymentTerms) -> Iterator[tuple[str, Words]]:
    """The steps that these terms need, in the order in which the waterfall takes them.

    Each with the field of the deal that holds the sum: a clause says which of them it owes.
    """
    say, how = ground.speaker.say, terms.counting
    yield from _fees(ground, terms)
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
    yield from _taxes(ground, terms)
    if terms.trust:
        percent = Given("minor.trust_percent", terms.trust)
        yield "minor.trust_percent", say(f"payments.trust-{how.trust}", {"percent": percent})


def _fees(ground: Ground, terms: PaymentTerms) -> Iterator[tuple[str, Words]]:
    """Fees by a count, for a replica, and those that an event earns."""
    say, how = ground.speaker.say, terms.counting
    if terms.rates:
        way = terms.counted if terms.counted != "minutes" else f"minutes-by-{how.rounding}"
        yield "money.rate_card", say(f"payments.{way}")
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
    if terms.day_rate:
        yield "services.day_rate", say(f"payments.filming-days-{how.shooting_days}")
    if terms.release:
        yield "release.payment", say(f"payments.release-{how.release}")
    if terms.flat_fee:
        way = "in-parts" if terms.flat_fee_parts else how.flat_fee
        yield (
            "money.instalments" if terms.flat_fee_parts else "money.flat_fee",
            say(f"payments.flat-fee-{way}"),
        )
    if terms.per_output:
        yield "money.per_output", say("payments.outputs")
    if terms.renewal_months and terms.renewal_fee:
        yield "renewal.fee", say("payments.renewal-fee")
    if terms.renewal_months and terms.renewal_uplift is not None:
        yield "renewal.uplift_percent", say("payments.renewal-uplift")


def _taxes(ground: Ground, terms: PaymentTerms) -> Iterator[tuple[str, Words]]:
    """Tax that is withheld, and tax that is charged."""
    say, how = ground.speaker.say, terms.counting
    way = "on-top" if terms.gross_up else "off"
    if any(part.withholding is not None for part in payees(terms)):
        yield "money.withholding", say(f"payments.tax-by-payee-{way}")
    elif terms.withholding:
        percent = Given("money.withholding_percent", terms.withholding)
        yield "money.withholding", say(f"payments.tax-{way}", {"percent": percent})
    elif ground.get("money.withholding_percent") is not None:
        yield "money.withholding", say("payments.tax-none")
    if any(part.vat is not None for part in payees(terms)):
        yield "money.vat_percent", say(f"payments.vat-by-payee-{how.vat}")
    elif terms.vat:
        percent = Given("money.vat_percent", terms.vat)
        yield "money.vat_percent", say(f"payments.vat-{how.vat}", {"percent": percent})


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


def payees(terms: PaymentTerms) -> tuple[Part, ...]:
    return (*terms.parts, terms.commission) if terms.commission else terms.parts
