"""An order form adds models or months, and nothing is paid for them.

Why it matters: what is worth adding is worth something. Rates by the minute are paid once for each clip,
so that a further model, or more time, earns nothing unless the order says so.
Fails:   `grant: {models: {names: [Lumen-3]}}` in an order under a master that pays by the minute
Passes:  the same with `money: {flat_fee: 200.00}`, under a master that says `orders: {may_set: [price]}`;
         or under a master that pays a share of revenue, or for each model
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement
from contracts.model.problem import Severity

SEVERITY = Severity.WARNING

PLACES = {"models": "grant.models.names", "months": "under.more_months"}
GOES_ON = ("money.revenue_share", "money.model_fee")
"""What a master pays more of, the more it is used for."""


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    deal, master = agreement.deal, agreement.deal.master
    if master is None or deal.get("money.flat_fee") or any(master.get(path) for path in GOES_ON):
        return
    adds = deal.get("under.adds")
    for what, path in PLACES.items():
        if what in (adds if isinstance(adds, tuple) else ()):
            yield Finding(
                f"the order adds {what}, and nothing is paid for that",
                deal.span(path),
                "give money.flat_fee, where the master leaves the price to orders, or see that it is meant",
            )
