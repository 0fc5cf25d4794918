"""A text of the deal holds a letter that no font of the documents has.

Why it matters: such a letter is printed in whatever font the machine happens to have, or as an empty
box; the document then looks different, has other bytes on another machine, and is no archive file.
Fails:   `name: 山田花子`, `known_as: Maya 😀`
Passes:  `name: Hanako Yamada`, `name: מאיה`; `name: 山田花子` with --fonts NotoSansJP.ttf

The fonts have Latin, Greek, Cyrillic, Arabic, Hebrew, Devanagari, Bengali, Tamil, Thai, Khmer, Myanmar,
Balinese, Georgian, Armenian and Ethiopic. What else a deal needs, such as Chinese, Japanese or Korean, is in
fonts that you name (`--fonts`, `CONTRACTS_FONTS`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.load.world.fonts import FONTS, has
from contracts.load.world.named import holds
from contracts.model.agreement import Agreement
from contracts.model.problem import Severity

SEVERITY = Severity.ERROR

SURELY_THERE = 0xFF
"""Both fonts are complete up to the end of Latin-1: most deals open no font to be checked."""


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    named = index.library.fonts
    asked = ", ".join((FONTS, *(font.file for font in named)))
    for text, span in agreement.deal.texts():
        rare = sorted({c for c in text if ord(c) > SURELY_THERE and c.isprintable()})
        if lost := [c for c in rare if not has(c) and not any(holds(font, c) for font in named)]:
            listed = " ".join(f"{c} (U+{ord(c):04X}, {_script(c)})" for c in lost[:4])
            yield Finding(
                f"no font of the documents has {listed}{' …' if lost[4:] else ''}: {asked} were asked",
                span,
                "name a font that has it, --fonts FILE.ttf (docs/deal.md names free ones), or write it in "
                "Latin letters, as in a passport; known_as and descriptions too",
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
