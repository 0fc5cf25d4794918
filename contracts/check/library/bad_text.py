"""Library text holds markup, blanks or characters that a contract has no use for.

Why it matters: it would be lost on the way to one of the documents, or break them all.
Fails:   ### A heading; * a bullet; `code`; {% if %}; {{ a + b }}
Passes:  paragraphs and numbered lists of **definitions**, _uses_, [references](#id) and {{ blanks }}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from contracts.check.finding import Finding
from contracts.check.passages import PRIVATE_USE, passages
from contracts.model.agreement import Text
from contracts.model.clause import Library
from contracts.model.problem import Severity

SEVERITY = Severity.ERROR

_BRACES = re.compile(r"\{[{%#]|[}%#]\}")


def check(library: Library) -> Iterator[Finding]:
    for passage in passages(library):
        for i, line in enumerate(passage.source.text.splitlines()):
            if found := PRIVATE_USE.search(line):
                start = passage.source.span
                yield Finding(
                    f"U+{ord(found.group()):04X} is a private-use character",
                    replace(start, line=start.line + i, column=None, width=1),
                    "delete it, or write the character that was meant",
                )
        refused = set()
        for problem in passage.parsed.problems:
            refused.add(problem.span)
            yield Finding(problem.message, problem.span, problem.help)
        for piece in passage.parsed.pieces():
            if not isinstance(piece, Text) or piece.span in refused:
                continue
            if mark := _BRACES.search(piece.value):
                why = f'"{mark.group()}" is neither text nor part of a blank'
                yield Finding(why, piece.span, "write {{ field | filter }}, closed on both sides")
