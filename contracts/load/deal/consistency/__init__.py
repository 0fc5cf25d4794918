"""A deal in; what its fields say against each other out. One file a subject, one function a matter."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.load.deal.consistency import (
    ages,
    contexts,
    counted,
    days,
    form,
    grant,
    holes,
    instalments,
    kinds,
    languages,
    law,
    money,
    orders,
    parties,
    people,
    protection,
    renewal,
    samples,
    signatories,
    signers,
)
from contracts.load.deal.consistency.misfit import Held
from contracts.model.clause import Library
from contracts.model.deal import Deal, Path
from contracts.model.problem import Problem

LOOKS = (
    *form.LOOKS,
    *languages.LOOKS,
    *parties.LOOKS,
    *kinds.LOOKS,
    *ages.LOOKS,
    *signatories.LOOKS,
    *signers.LOOKS,
    *people.LOOKS,
    *grant.LOOKS,
    *money.LOOKS,
    *instalments.LOOKS,
    *counted.LOOKS,
    *protection.LOOKS,
    *contexts.LOOKS,
    *days.LOOKS,
    *renewal.LOOKS,
    *holes.LOOKS,
    *samples.LOOKS,
    *law.LOOKS,
    *orders.LOOKS,
)


def contradictions(
    deal: Deal, library: Library, faulty: tuple[Path, ...], refused: tuple[str, ...], held: set[str]
) -> Iterator[Problem]:
    """Every impossible combination in `deal`.

    `faulty` are the paths of values already reported and left out of `deal`: nothing in their
    blocks is called missing. Of the groups that were `refused` nothing more is said. `held` gathers
    the fields that were found to fit, and that decided so.
    """
    blurred = {path[0] for path in faulty if path}
    for look in LOOKS:
        for found in look(deal, library):
            if isinstance(found, Held):
                held.add(found.path)
            elif not set(refused).intersection(found.topics) and (
                found.problem.rule != "missing" or not blurred.intersection(found.topics)
            ):
                yield found.problem
