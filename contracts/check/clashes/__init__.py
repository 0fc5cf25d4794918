"""Pairs of positions, and of positions and deal fields, that do not fit each other: one table.

Each entry was found by reading the two texts against each other; its `why` says what each of them
says. A clash is an error where the texts say opposite things about one act, and a
warning where one merely takes away what the other promises.
"""

from contracts.check.clashes import deal, ending, money, people, rights
from contracts.check.clashes.clash import Clash

CLASHES: tuple[Clash, ...] = (
    *deal.CLASHES,
    *ending.CLASHES,
    *money.CLASHES,
    *people.CLASHES,
    *rights.CLASHES,
)

__all__ = ["CLASHES", "Clash"]
