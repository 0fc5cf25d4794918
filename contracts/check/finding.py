"""What a rule yields. The runner adds the rule's name and severity."""

from __future__ import annotations

from contracts.model.problem import Severity, Span
from contracts.model.record import record


@record
class Finding:
    """One fault a rule has found: a sentence, a place, what to do.

    `severity` is set only where this fault weighs more or less than the rule's others.
    """

    message: str
    span: Span | None = None
    help: str = ""
    severity: Severity | None = None
