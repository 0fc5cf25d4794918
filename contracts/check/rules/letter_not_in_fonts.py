"""A text of the deal holds a letter that the fonts of the documents do not have.

Why it matters: such a letter is printed in whatever font the machine happens to have, or as an empty
box; the document then looks different, and has other bytes, on another machine.
Fails:   `name: 山田花子`
Passes:  `name: Hanako Yamada` (letters of the Latin, Greek and Cyrillic scripts)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.load.world.fonts import covered
from contracts.model.agreement import Agreement
from contracts.model.deal import Deal, Path, Value
from contracts.model.problem import Severity, Span

SEVERITY = Severity.WARNING

SURELY_THERE = 0xFF
"""Both fonts are complete up to the end of Latin-1: most deals open no font to be checked."""


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    for text, span in _texts(agreement.deal):
        rare = sorted({c for c in text if ord(c) > SURELY_THERE and c.isprintable()})
        lost = [c for c in rare if ord(c) not in covered()]
        if lost:
            listed = " ".join(f"{c} (U+{ord(c):04X})" for c in lost[:4]) + (" …" if lost[4:] else "")
            yield Finding(
                f"the fonts of the documents do not have {listed}",
                span,
                "write it in Latin, Greek or Cyrillic letters, or look at the pages before they go out",
            )


def _texts(deal: Deal) -> Iterator[tuple[str, Span]]:
    """Every text that the deal or its manifest gives, and where."""
    yield from _given(deal, deal.values, ())
    for clip in deal.manifest.clips if deal.manifest else ():
        cells = (clip.title, clip.tier, clip.resolution, clip.fps, clip.captured)
        yield "".join(cells), clip.span or Span(deal.file, 1)


def _given(deal: Deal, value: Value, path: Path) -> Iterator[tuple[str, Span]]:
    if isinstance(value, Mapping):
        for key, below in value.items():
            if path or key not in ("schedule", "wording"):
                yield from _given(deal, below, (*path, key))
    elif isinstance(value, tuple) and path != ("assets", "clips"):
        for i, below in enumerate(value):
            yield from _given(deal, below, (*path, i))
    elif isinstance(value, str) and (span := deal.spans.get(path)):
        yield value, span
