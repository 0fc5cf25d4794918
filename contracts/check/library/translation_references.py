"""A translation refers to other sections or paragraphs than its original.

Why it matters: the reader of one language is sent somewhere else than the reader of the other.
Fails:   [Penurunan](#take-down) or no reference at all for [Takedown](#takedown)
Passes:  [Penurunan](#takedown): other words, the same anchor
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from contracts.check.finding import Finding
from contracts.check.parity import passages
from contracts.model.clause import Library
from contracts.model.inline import Reference
from contracts.model.problem import Severity
from contracts.model.source import Piece

SEVERITY = Severity.ERROR


def check(library: Library) -> Iterator[Finding]:
    for passage in passages(library):
        was, said = _targets(passage.was), _targets(passage.said)
        if was != said:
            lacks, more = was - said, said - was
            told = [f"does not refer to {_named(lacks)}"] if lacks else []
            told += [f"refers to {_named(more)}, as the original does not"] if more else []
            yield Finding(
                f"{passage.where} {' and '.join(told)}",
                passage.span,
                "keep the anchor of each reference; the words before it are the language's",
                passage.weight,
            )


def _targets(pieces: Iterable[Piece]) -> Counter[str]:
    return Counter(piece.target for piece in pieces if isinstance(piece, Reference))


def _named(targets: Counter[str]) -> str:
    return ", ".join(f"#{target}" for target in sorted(targets.elements()))
