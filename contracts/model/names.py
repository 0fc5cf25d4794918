"""The names that a deal may use and that only the library knows."""

from __future__ import annotations

from collections.abc import Collection

from contracts.model.record import record


@record
class Names:
    """Of outlines, playbooks and clauses."""

    outlines: Collection[str] = ()
    playbooks: Collection[str] = ()
    clauses: Collection[str] = ()
