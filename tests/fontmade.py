"""Letters in; a small TrueType font that has them, each a box of its own width, out."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

SIGNED = "Signed by :-.0123456789 UTC"
"""What stands around a name in a signature field, beside the digits of its day."""


def font(letters: str, family: str = "Made", *, rights: int = 0, variable: bool = False) -> bytes:
    """The font as a file. `rights` is its OS/2.fsType; the same arguments give the same bytes."""
    made = _built(letters, family, rights)
    if variable:
        made.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    return _saved(made.font)


def collection(letters: str) -> bytes:
    """Two fonts in a file."""
    made = TTCollection()
    made.fonts = [_built(letters, name, 0).font for name in ("One", "Two")]
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def postscript(letters: str) -> bytes:
    """A font whose outlines are PostScript (CFF)."""
    return _saved(_built(letters, "Made", 0, cff=True).font)


FAULTS: Mapping[str, Callable[[], bytes]] = {
    "variable": lambda: font("山", variable=True),
    "a collection": lambda: collection("山"),
    "PostScript outlines": lambda: postscript("山"),
    "not to be embedded": lambda: font("山", rights=0x0002),
    "not to be cut down": lambda: font("山", rights=0x0100),
    "no letter": lambda: font(""),
    "half a font": lambda: font("山田花子")[:400],
    "a font of the web": lambda: b"wOF2" + bytes(60),
    "words": lambda: b"a letter to the editor",
    "nothing": lambda: b"",
}
"""What is no font for a document, by what is wrong with it."""


def _built(letters: str, family: str, rights: int, *, cff: bool = False) -> FontBuilder:
    names = [".notdef", *(f"u{ord(c):04X}" for c in sorted(set(letters)))]
    made = FontBuilder(1000, isTTF=not cff)
    made.setupGlyphOrder(names)
    made.setupCharacterMap({ord(c): f"u{ord(c):04X}" for c in set(letters)})
    widths = {name: (600 + i % 300, 50) for i, name in enumerate(names)}
    if cff:
        drawn = {name: _outline(T2CharStringPen(widths[name][0], None)) for name in names}
        made.setupCFF(family, {"FullName": family}, drawn, {})
    else:
        made.setupGlyf({name: _outline(TTGlyphPen(None)) for name in names})
    made.setupHorizontalMetrics(widths)
    made.setupHorizontalHeader(ascent=880, descent=-120)
    made.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family})
    made.setupOS2(sTypoAscender=880, sTypoDescender=-120, fsType=rights)
    made.setupPost()
    made.font["head"].created = made.font["head"].modified = 0
    return made


def _outline(pen: Any) -> Any:
    pen.moveTo((50, 0))
    for corner in ((550, 0), (550, 700), (50, 700)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph() if isinstance(pen, TTGlyphPen) else pen.getCharString()


def _saved(font: TTFont) -> bytes:
    font.recalcTimestamp = False
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
