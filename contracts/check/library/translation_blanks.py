"""A translation has other blanks than its original.

Why it matters: a blank is a number, a date, a sum or a name; where it is missing, is there twice or is
filled otherwise, the two languages agree different things.
Fails:   "dalam 48 jam" for "within {{ protection.takedown.normal | hours }}"; another filter
Passes:  the same blanks with the same filters in the same paragraph, in whatever order the language wants
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.parity import differing
from contracts.model.clause import Library
from contracts.model.problem import Severity
from contracts.model.source import Piece, Slot

SEVERITY = Severity.ERROR


def check(library: Library) -> Iterator[Finding]:
    for passage, lacks, more in differing(library, _blank):
        told = [f"lacks {', '.join(lacks)}"] if lacks else []
        told += [f"has {', '.join(more)}, which the original has not"] if more else []
        yield Finding(
            f"{passage.where} {' and '.join(told)}",
            passage.span,
            "keep each blank as the original has it, filters included",
            passage.weight,
        )


def _blank(piece: Piece) -> str | None:
    """A blank as it is written."""
    if not isinstance(piece, Slot):
        return None
    filters = (name + "".join(f'("{word}")' for word in words) for name, words in piece.filters)
    return "{{ " + " | ".join((piece.path, *filters)) + " }}"
