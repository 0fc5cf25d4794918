"""A deal in; what its first renewal costs, where that can be worked out when it is made, out."""

from __future__ import annotations

from decimal import Decimal

from contracts.draft.money.payouts import rounded
from contracts.load.world.currencies import unit_of
from contracts.model.deal import Deal, Value

HUNDRED = Decimal(100)


def first_renewal(deal: Deal) -> dict[str, Value]:
    """`renewal_price`: the flat fee of a licence that no rate pays for, in proportion to the months of the
    renewal and raised by the percentage agreed. Nothing where a fee depends on what will be accepted."""
    flat, uplift = deal.get("money.flat_fee"), deal.get("renewal.uplift_percent")
    months, term = deal.get("renewal.months"), deal.get("grant.term.months")
    if deal.get("money.rate_card") is not None or not isinstance(flat, Decimal):
        return {}
    if not isinstance(uplift, Decimal):
        return {}
    if not (isinstance(months, int) and isinstance(term, int) and term):
        return {}
    price = flat * months / term * (1 + uplift / HUNDRED)
    return {"renewal_price": rounded(price, unit_of(deal.text("money.currency")))}
