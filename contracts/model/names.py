"""The names that a deal may use and that only the library knows."""

from __future__ import annotations

from collections.abc import Collection

from contracts.model.language import ORIGINAL
from contracts.model.record import record


@record
class Names:
    """Of outlines, playbooks and clauses, and of the languages that an agreement can be drafted in."""

    outlines: Collection[str] = ()
    playbooks: Collection[str] = ()
    clauses: Collection[str] = ()
    languages: Collection[str] = (ORIGINAL,)
