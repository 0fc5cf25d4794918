"""The deal grants something that its agreement type does not say it grants.

Why it matters: the protections of the floor, and what every agreement promises, ask what a type
grants. A type that says less than it does would get around them.
Fails:   a type with `traits: {grants: []}`, of an own library, and a deal of it with a `grant`
Passes:  the same type with `traits: {grants: [works]}`
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement
from contracts.model.problem import Severity

SEVERITY = Severity.ERROR

GRANTED = {
    "grant": ("works", "characters"),
    "character": ("characters",),
    "likeness": ("likenesses",),
    "release": ("releases",),
}
"""A group of the deal that gives something: what a type may call it, any one of these."""


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    deal = agreement.deal
    for group, names in GRANTED.items():
        if deal.master is not None or deal.amending is not None:
            continue  # what an order form adds is granted by its master, and so it is with an amendment
        if deal.get(group) is not None and not deal.traits.grants(*names):
            yield Finding(
                f"{group} is given, and the type {agreement.outline} does not say that it grants "
                f"{' or '.join(names)}",
                deal.span(group),
                f"add {' or '.join(names)} to traits.grants of the outline",
            )
    if deal.get("replica.granted") is True and not deal.traits.grants():
        yield Finding(
            f"a replica is granted, and the type {agreement.outline} says that it grants nothing",
            deal.span("replica.granted"),
            "add replicas to traits.grants of the outline",
        )
