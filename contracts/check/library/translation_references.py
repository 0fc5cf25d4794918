"""A translation refers to other sections or paragraphs than its original.

Why it matters: the reader of one language is sent somewhere else than the reader of the other.
Fails:   [Penurunan](#take-down) or no reference at all for [Takedown](#takedown)
Passes:  [Penurunan](#takedown): other words, the same anchor
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.parity import differing
from contracts.model.clause import Library
from contracts.model.inline import Reference
from contracts.model.problem import Severity
from contracts.model.source import Piece

SEVERITY = Severity.ERROR


def check(library: Library) -> Iterator[Finding]:
    for passage, lacks, more in differing(library, _target):
        told = [f"does not refer to {', '.join(lacks)}"] if lacks else []
        told += [f"refers to {', '.join(more)}, as the original does not"] if more else []
        yield Finding(
            f"{passage.where} {' and '.join(told)}",
            passage.span,
            "keep the anchor of each reference; the words before it are the language's",
            passage.weight,
        )


def _target(piece: Piece) -> str | None:
    """Where a reference leads."""
    return f"#{piece.target}" if isinstance(piece, Reference) else None
