"""A language lacks a text that it says it has.

Why it matters: the agreement, or the creator's page, that needs the text cannot be made in that language.
Fails:   a clause without a file in clauses/translations/id, whose pack.yaml says `whole: [plain]`; a file
         that has the plain line of one position and not that of another
Passes:  a language that says of nothing that it is whole, and has the texts that it needs

`contracts clauses lint` counts these in one note a language; with `--coverage` each is an error.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.parity import besides, called
from contracts.load.library.pairs import Beside
from contracts.model.clause import Library
from contracts.model.problem import Severity

SEVERITY = Severity.ERROR


def check(library: Library) -> Iterator[Finding]:
    for file in besides(library).files:
        if file.original is not None and not file.why:
            yield from _lacking(file)


def _lacking(file: Beside) -> Iterator[Finding]:
    language = file.pack.language
    missing = file.lacking()
    if missing and file.alone and file.written is None:
        help = f"contracts clauses translate {language} writes what there is to translate"
        yield Finding(f"{language} has no {file.where}", file.place, help)
        return
    for pair in missing:
        yield Finding(
            f"{language} lacks {called(file, pair)}", file.place, "translate it, or delete the file"
        )
