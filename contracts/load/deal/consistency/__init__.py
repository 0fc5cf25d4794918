"""A deal in; what its fields say against each other out. One file a subject, one function a matter."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.load.deal.consistency import grant, money, parties, people, protection, signers
from contracts.model.clause import Library
from contracts.model.deal import Deal, Path
from contracts.model.problem import Problem

LOOKS = (*parties.LOOKS, *signers.LOOKS, *people.LOOKS, *grant.LOOKS, *money.LOOKS, *protection.LOOKS)


def contradictions(
    deal: Deal, library: Library, faulty: tuple[Path, ...] = (), refused: tuple[str, ...] = ()
) -> Iterator[Problem]:
    """Every impossible combination in `deal`.

    `faulty` are the paths of values already reported and left out of `deal`: nothing in their
    blocks is called missing. Of the groups that were `refused` nothing more is said.
    """
    blurred = {path[0] for path in faulty if path}
    for look in LOOKS:
        for misfit in look(deal, library):
            if set(refused).intersection(misfit.topics):
                continue
            if misfit.problem.rule != "missing" or not blurred.intersection(misfit.topics):
                yield misfit.problem
