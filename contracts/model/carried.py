"""A short clause and a deal in; the position that the deal gives it by naming what it stands for.

A deal that was written for the long form names long clauses. A short clause takes the position that
they name, as far as it holds for all that it says: the most protective of what the deal and the playbook
give the clauses that may stand in the deal.
"""

from __future__ import annotations

from contracts.model.clause import POSITIONS, Clause, Library
from contracts.model.condition import holds
from contracts.model.deal import Deal


def named(short: Clause, deal: Deal) -> tuple[str, ...]:
    """The clauses that a short clause stands for and to which the deal gives a position."""
    return tuple(c for c in short.covered() if c not in short.split and deal.get(f"positions.{c}"))


def carried(short: Clause, deal: Deal, library: Library) -> str:
    """The position, or nothing where the deal names none of the clauses."""
    asked = named(short, deal)
    playbook = library.playbooks.get(deal.text("playbook"))
    if not asked or playbook is None:
        return ""
    house = playbook.positions.get(short.id, "")
    given = [str(deal.get(f"positions.{c}")) for c in asked]
    given += [
        house or playbook.position(c)
        for c in short.covered()
        if c not in asked and c not in short.split and _may_stand(c, deal, library)
    ]
    return min((p for p in given if p in POSITIONS), key=POSITIONS.index, default="")


def _may_stand(name: str, deal: Deal, library: Library) -> bool:
    """Whether a clause is in, or could come in because another requires it."""
    clause = library.clauses.get(name)
    if clause is None:
        return False
    if clause.unless is not None and holds(clause.unless, deal):
        return False
    required = any(name in other.requires for other in library.clauses.values())
    return required or holds(clause.when, deal)
