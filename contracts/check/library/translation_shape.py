"""A translation has other paragraphs than its original.

Why it matters: paragraphs are numbered, referred to and left out by their numbers; with other paragraphs a
number means one thing in one language and something else in the other.
Fails:   one paragraph where the original has two; a plain line of two paragraphs where that has one
Passes:  the same paragraphs, numbered and nested in the same way
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts.check.finding import Finding
from contracts.check.parity import called, paragraphs, start, texts, weight
from contracts.model.clause import Library
from contracts.model.problem import Severity

SEVERITY = Severity.ERROR


def check(library: Library) -> Iterator[Finding]:
    for text in texts(library):
        was, said = paragraphs(text.was), paragraphs(text.said)
        if was.keys() != said.keys():
            yield Finding(
                f"{called(text.file, text.pair)} has {_count(said)} where the original has {_count(was)}",
                start(text.said),
                f"the original stands at {text.was.span.place}",
                weight(text.file),
            )


def _count(numbers: Iterable[str]) -> str:
    """The paragraphs of a text, as a person counts them."""
    known = list(numbers)
    numbered = [number for number in known if not number.endswith("-")]
    loose = len(known) - len(numbered)
    parts = [f"paragraphs {', '.join(numbered)}"] if numbered else []
    parts += [f"{loose} without a number"] if loose else []
    return " and ".join(parts) or "no paragraph"
