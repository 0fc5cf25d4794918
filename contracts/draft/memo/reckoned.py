"""A drafted agreement in; the sums and the last day that rows of the memo print, as `reckoned.*`, out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from contracts.draft.facts import with_clauses
from contracts.draft.memo.days import last_day
from contracts.model.agreement import Agreement
from contracts.model.clause import Library
from contracts.model.deal import Deal, Value

CAPS = {
    "licensor_cap": "liability.licensor_multiple",
    "licensee_cap": "liability.licensee_multiple",
    "protections_cap": "liability.protections_multiple",
}
"""Each limit of liability, and the field that says how many times the fees it comes to."""


def with_sums(agreement: Agreement, library: Library) -> Deal:
    """The deal, with what a row of the memo may print of it and no row of the agreement does.

    `fees` are all that is owed if every clip is accepted and nothing is sold, left out where that is
    nothing; `open` says that revenue or use adds to them. A cap that the fees measure comes to at least
    the floor, where the deal gives one.
    """
    deal = with_clauses(agreement)
    found: dict[str, Value] = {"open": False}
    if deal.get("money.currency") is not None and (fees := _fees(agreement, library, found)):
        found["fees"] = fees
        floor = deal.get("liability.floor")
        for name, multiple in CAPS.items():
            cap = fees * deal.number(multiple)
            if name != "licensor_cap" and isinstance(floor, Decimal):
                cap = max(cap, floor)
            found[name] = cap
    if (end := last_day(deal)) is not None:
        found["end"] = end
    return replace(deal, values={**deal.values, "reckoned": found})


def _fees(agreement: Agreement, library: Library, found: dict[str, Value]) -> Decimal:
    """What is due if every clip is accepted, by the waterfall that payments are worked out with."""
    from contracts.draft.money.expected import all_accepted
    from contracts.draft.money.terms import at_once, payment_terms
    from contracts.draft.money.waterfall import account
    from contracts.model.payment import HAPPENED

    deal, clips = agreement.deal, agreement.clips
    terms = at_once(payment_terms(deal, agreement.counting))
    found["open"] = bool(terms.share_base or terms.per_use or terms.per_output)
    listed = clips.manifest.clips if clips else ()
    return account(terms, [*all_accepted(terms, listed), *HAPPENED]).periods[0].due
