"""The fonts of the documents; out: which characters they have."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from contracts.load.library.home import home

SERIF, SANS = "SourceSerif4_400Regular.ttf", "SourceSans3_400Regular.ttf"
SANS_BOLD = "SourceSans3_600SemiBold.ttf"

NAMES = (
    "NotoSerif",  # the rest of Latin, Greek and Cyrillic
    "Amiri",  # Arabic
    "NotoSerifHebrew",
    "NotoSerifDevanagari",
    "NotoSerifBengali",
    "NotoSansTamil",
    "NotoSansThai",
    "NotoSansKhmer",
    "NotoSansMyanmar",
    "NotoSansJavanese",
    "NotoSansBalinese",
    "NotoSansGeorgian",
    "NotoSansArmenian",
    "NotoSansEthiopic",
)
"""Families for what the text fonts lack, in the order in which they are asked: what creators are called."""

FONTS = "Source Serif 4, Source Sans 3, Amiri, Noto"
"""The fonts by name, for whoever is told that none of them has a letter."""


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


def of_names(family: str) -> str:
    """The file of one of the families for names."""
    return f"{family}_400Regular.ttf"


def has(letter: str) -> bool:
    """Whether some font of ours has a letter."""
    code = ord(letter)
    return code in covered() or any(code in letters for letters in _letters().values())


def file_for(text: str) -> str:
    """The font file that has every letter of a text: that of labels if it can be; empty if none has."""
    if all(ord(c) in covered() for c in text):
        return SANS
    whole = (family for family, letters in _letters().items() if all(ord(c) in letters for c in text))
    return next(map(of_names, whole), "")


def holds(file: str, letter: str) -> bool:
    """Whether a font file has a letter; of the label font, what the text font has as well."""
    if file == SANS:
        return ord(letter) in covered()
    return ord(letter) in _letters()[file.partition("_")[0]]


@cache
def _letters() -> Mapping[str, Any]:
    """The characters of each family for names: sets, of which none takes a millisecond to make."""
    import uharfbuzz

    return {
        family: uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(font(of_names(family))))).unicodes
        for family in NAMES
    }


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
