"""A text of the deal holds a letter that no font of the documents has.

Why it matters: such a letter is printed in whatever font the machine happens to have, or as an empty
box; the document then looks different, has other bytes on another machine, and is no archive file.
Fails:   `name: 山田花子`, `known_as: Maya 😀`
Passes:  `name: Hanako Yamada`, `name: מאיה`, `name: ꦱꦸꦥꦂꦩꦤ꧀`

The fonts have Latin, Greek, Cyrillic, Arabic, Hebrew, Devanagari, Bengali, Tamil, Thai, Khmer, Myanmar,
Javanese, Balinese, Georgian, Armenian and Ethiopic.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.load.world.fonts import FONTS, has
from contracts.model.agreement import Agreement
from contracts.model.deal import Deal, Path, Value
from contracts.model.problem import Severity, Span

SEVERITY = Severity.ERROR

SURELY_THERE = 0xFF
"""Both fonts are complete up to the end of Latin-1: most deals open no font to be checked."""


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    for text, span in _texts(agreement.deal):
        rare = sorted({c for c in text if ord(c) > SURELY_THERE and c.isprintable()})
        if lost := [c for c in rare if not has(c)]:
            listed = " ".join(f"{c} (U+{ord(c):04X}, {_script(c)})" for c in lost[:4])
            yield Finding(
                f"no font of the documents has {listed}{' …' if lost[4:] else ''}: {FONTS}",
                span,
                "write it in Latin letters, as in a passport, which a certificate says as well; known_as and "
                "descriptions too",
            )


def _script(letter: str) -> str:
    """What a letter is of: Han, or what Unicode calls it where it is of no script."""
    from fontTools import unicodedata as scripts

    code = scripts.script(letter)
    return (
        scripts.script_name(code)
        if code not in ("Zyyy", "Zinh", "Zzzz")
        else unicodedata.name(letter, "a sign")
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
