"""A text of another language translates an earlier version of its original, or a skeleton of one.

Why it matters: it says what the clause said before, and an agreement in that language cannot be made of it.
Fails:   `translates: 1.1.0` of a clause whose version is 1.2.0; `translates: 0.0.0`
Passes:  `translates: 1.2.0`, once somebody has read both again

`contracts clauses lint` counts these in one note a language; with `--coverage` each is an error at its line.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.parity import besides
from contracts.model.clause import Library
from contracts.model.problem import Severity

SEVERITY = Severity.ERROR


def check(library: Library) -> Iterator[Finding]:
    for file in besides(library).files:
        if file.why:
            help = "read both again, put right what differs, and name the version of the original"
            yield Finding(f"{file.where} {file.why}", file.place, help)
