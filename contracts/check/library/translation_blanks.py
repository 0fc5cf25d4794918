"""A translation has other blanks than its original.

Why it matters: a blank is a number, a date, a sum or a name; where it is missing, is there twice or is
filled otherwise, the two languages agree different things.
Fails:   "dalam 48 jam" for "within {{ protection.takedown.normal | hours }}"; another filter
Passes:  the same blanks with the same filters in the same paragraph, in whatever order the language wants
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from contracts.check.finding import Finding
from contracts.check.parity import passages
from contracts.model.clause import Library
from contracts.model.problem import Severity
from contracts.model.source import Piece, Slot

SEVERITY = Severity.ERROR


def check(library: Library) -> Iterator[Finding]:
    for passage in passages(library):
        was, said = _blanks(passage.was), _blanks(passage.said)
        lacks, more = was - said, said - was
        if lacks or more:
            told = [f"lacks {_named(lacks)}"] if lacks else []
            told += [f"has {_named(more)}, which the original has not"] if more else []
            yield Finding(
                f"{passage.where} {' and '.join(told)}",
                passage.span,
                "keep each blank as the original has it, filters included",
                passage.weight,
            )


def _blanks(pieces: Iterable[Piece]) -> Counter[str]:
    return Counter(_written(piece) for piece in pieces if isinstance(piece, Slot))


def _written(slot: Slot) -> str:
    filters = (name + "".join(f'("{word}")' for word in words) for name, words in slot.filters)
    return "{{ " + " | ".join((slot.path, *filters)) + " }}"


def _named(blanks: Counter[str]) -> str:
    return ", ".join(sorted(blanks.elements()))
