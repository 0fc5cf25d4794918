"""A text of another language translates nothing.

Why it matters: what it was written for has another name or is gone, so it is never printed, and whoever
reads the folder takes it for part of the library.
Fails:   clauses/translations/id/general/poetry.md without a clause of that name; a row, a position, a term,
         a phrase or a choice that the library does not have
Passes:  the same texts as the library, in the same places

`contracts clauses lint` counts these in one note a language; with `--coverage` each is an error at its line.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.parity import besides, called
from contracts.model.clause import Library
from contracts.model.problem import Severity

SEVERITY = Severity.ERROR


def check(library: Library) -> Iterator[Finding]:
    for file in besides(library).files:
        if file.original is None:
            yield Finding(f"{file.where} translates nothing of the library", file.place, "delete it")
        for pair in file.texts:
            if pair.original is None and pair.other is not None:
                why = f"{called(file, pair)} translates nothing"
                yield Finding(why, pair.other.span, "delete it, or put it where it belongs")
