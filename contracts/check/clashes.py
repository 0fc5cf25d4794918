"""An agreement and the clashes of its library in; those that it has, with the provisions that clash, out.

The clashes are data, in clauses/clashes. Those that need code are in clashes_in_code.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from contracts.check.clashes_in_code import CODED
from contracts.model.agreement import Agreement, Provision
from contracts.model.clash import Clash, Stands
from contracts.model.condition import holds

Clashing = tuple[Clash, tuple[Provision, ...]]
"""A clash that an agreement has; no provisions where the deal alone clashes."""


def clashing(agreement: Agreement, clashes: Iterable[Clash]) -> Iterator[Clashing]:
    """Every clash that the agreement has, in the order of `clashes`, and then those in code."""
    standing = {p.clause.id: p for p in agreement.provisions()}
    for clash in clashes:
        found = tuple(_pairs(clash, standing))
        if found and holds(clash.when, agreement.deal):
            yield from ((clash, pair) for pair in found)
    for coded in CODED:
        found = tuple(_pairs(coded.clash, standing))
        if found and coded.holds(agreement):
            yield from ((coded.clash, pair) for pair in found)


def _pairs(clash: Clash, standing: Mapping[str, Provision]) -> Iterator[tuple[Provision, ...]]:
    if not clash.one:
        yield ()
    for first in _at(clash.one, standing):
        if not clash.other:
            yield (first,)
        for second in _at(clash.other, standing):
            yield (first, second)


def _at(stands: Stands, standing: Mapping[str, Provision]) -> Iterator[Provision]:
    for clause, positions in stands.items():
        provision = standing.get(clause)
        if provision is not None and provision.position in positions:
            yield provision
