"""A clause of a library laid over another protects less than the protection that it replaces.

Why it matters: a protection of the floor keeps its flag and its conditions whatever replaces its
words, so the clause will stand in agreements from which its author meant to keep it.
Fails:   takedown in an overlay, without `floor: true`, or with a `when` that holds in fewer deals
Passes:  the same clause with the flags of ours, and with conditions of ours or wider ones
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.model.clause import Library
from contracts.model.problem import Severity

SEVERITY = Severity.ERROR


def check(library: Library) -> Iterator[Finding]:
    for why, span in library.lowered:
        yield Finding(why, span, "keep what ours says; a deal that does without it records a waiver")
