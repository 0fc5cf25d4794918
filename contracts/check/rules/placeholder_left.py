"""Something that was to be filled in later is still there.

Why it matters: a contract signed with a hole in it is a contract about something else.
Fails:   within [●] days; {{ fee }}; TBD; a blank whose field the deal does not give
Passes:  within {{ money.payment_days | days }}      (and the deal gives money.payment_days)

What a deal itself leaves open (TBD, N/A, [ADDRESS]) is refused when it is read: `unfilled`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement, Blank
from contracts.model.problem import Severity

SEVERITY = Severity.ERROR

_MARKS = re.compile("[\\[\\]{}●_\ue000-\uf8ff]+")
_WORDS = ("tbd", "tbc", "todo", "xxx", "fixme", "lorem ipsum")


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    for line in (*index.lines, *index.plain):
        for node in line.inlines:
            if isinstance(node, Blank) and not node.shown.strip():
                yield Finding(
                    f"{node.field} is printed here, but there is nothing to print",
                    node.span,
                    _help(node, agreement),
                )
    for prose in (index.prose, index.plain_prose):
        places = [(m.start(), m.group()) for m in _MARKS.finditer(prose.text) if m.group() != "_"]
        places += [(at, word.upper()) for word in _WORDS for at in prose.find(word)]
        for at, mark in places:
            shown = mark if mark.isprintable() else f"U+{ord(mark[0]):04X}"
            yield Finding(
                f'"{shown}" is left in the text',
                prose.span(at),
                "write the final words, or a blank for what a deal decides: {{ field | filter }}",
            )


def _help(blank: Blank, agreement: Agreement) -> str:
    if agreement.deal.fields.find(blank.field) is None:
        return f"a deal has no field {blank.field}"
    if blank.raw is None:
        return f"give {blank.field} in the deal, or make the clause depend on it with `when`"
    return f"{blank.field} is {blank.raw!r}: give it a value that can be printed"
