"""The fonts of the documents; out: which characters they have."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from contracts.load.library.home import home

SERIF, SANS = "SourceSerif4_400Regular.ttf", "SourceSans3_400Regular.ttf"
SANS_BOLD = "SourceSans3_600SemiBold.ttf"


def font(name: str) -> Path:
    """The file of a font."""
    return home() / "templates" / "fonts" / name


@cache
def covered() -> frozenset[int]:
    """The characters that both the text font and the label font have."""
    from fontTools.ttLib import TTFont

    found = []
    for name in (SERIF, SANS):
        with TTFont(font(name), lazy=True) as opened:
            found.append(frozenset(opened.getBestCmap()))
    return found[0] & found[1]


@cache
def alike() -> dict[int, int]:
    """Characters that a font of ours draws with one glyph, each with the least of those: hyphens, µ and μ.

    Whoever reads a page by its glyphs cannot tell them apart.
    """
    from fontTools.ttLib import TTFont

    least: dict[int, int] = {}
    for path in sorted((home() / "templates" / "fonts").glob("*.ttf")):
        glyphs: dict[str, int] = {}
        with TTFont(path, lazy=True) as opened:
            for code, glyph in sorted(opened.getBestCmap().items()):
                first = glyphs.setdefault(glyph, code)
                if first != code:
                    least[code] = min(least.get(code, first), first)
    return least
