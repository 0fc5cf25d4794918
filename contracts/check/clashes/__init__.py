"""Pairs of positions, and of positions and deal fields, that do not fit each other: one table.

Each entry was found by reading the two texts against each other; its `why` says what each of them
says. A clash is an error where the texts say opposite things about one act, and a warning where one
merely takes away what the other promises. Two texts are no clash where one of them says how they
go together: that it prevails, or that it leaves the other as it is.
"""

from contracts.check.clashes import (
    agency,
    aggregation,
    deal,
    ending,
    money,
    payment,
    people,
    places,
    records,
    release,
    replica,
    rights,
    services,
    showing,
    users,
)
from contracts.check.clashes.clash import Clash

CLASHES: tuple[Clash, ...] = (
    *deal.CLASHES,
    *places.CLASHES,
    *rights.CLASHES,
    *showing.CLASHES,
    *records.CLASHES,
    *people.CLASHES,
    *money.CLASHES,
    *payment.CLASHES,
    *ending.CLASHES,
    *services.CLASHES,
    *aggregation.CLASHES,
    *replica.CLASHES,
    *users.CLASHES,
    *agency.CLASHES,
    *release.CLASHES,
)

__all__ = ["CLASHES", "Clash"]
