"""A path that the user names in; the font files there, looked at, out: for letters that no font of ours has.

A font decides on pages, so it must give the same bytes on any machine: one that looks different by its
settings (a variable font), or of which there are several in a file, is refused with what to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from contracts.load import files
from contracts.load.limits import FONT
from contracts.load.world.fonts import has as ours_has
from contracts.model.lock import digest
from contracts.model.namedfont import NamedFont
from contracts.model.problem import Problem, Span, Unreadable

RULE = "bad-font"
ENDINGS = (".ttf", ".otf", ".ttc", ".otc", ".woff", ".woff2")
"""How files are called that are taken for fonts: those that cannot be used are refused, not passed over."""

KINDS = (b"\0\1\0\0", b"true")
RESTRICTED, NO_SUBSET, BITMAPS = 0x0002, 0x0100, 0x0200
"""Of OS/2.fsType: may not be embedded; may not be cut down; only its bitmaps may be. Source: OpenType 1.9."""


def font_files(root: Path) -> tuple[Path, ...]:
    """A font file itself; of a folder, the font files in it and in its folder `fonts`, in order of names."""
    if root.is_file():
        return (root,)
    found = (
        path for folder in (root, root / "fonts") if folder.is_dir() for path in sorted(folder.iterdir())
    )
    return tuple(path for path in found if path.suffix.lower() in ENDINGS and path.is_file())


def named_fonts(roots: Iterable[Path]) -> tuple[NamedFont, ...]:
    """The fonts of these files and folders, in their order. Raises Unreadable for one that cannot be used."""
    found: dict[str, NamedFont] = {}
    for path in (path for root in roots for path in font_files(root)):
        content = files.read(path, FONT)
        made = NamedFont(path.name, str(path), digest(content))
        if (fault := _refused(content, path)) is not None:
            raise _unusable(path, *fault)
        if found.setdefault(made.file, made).sha256 != made.sha256:
            why = f"another font is called {made.file} too: {found[made.file].path}"
            raise _unusable(path, why, "call one of them otherwise: a lock names fonts by their files")
    return tuple(found.values())


@lru_cache(maxsize=8)
def content(font: NamedFont) -> bytes:
    """The bytes of a font. Raises Unreadable where they are not those that were looked at."""
    found = files.read(Path(font.path), FONT)
    if digest(found) != font.sha256:
        raise _unusable(Path(font.path), "the font was changed while it was in use", "build again")
    return found


def holds(font: NamedFont, letter: str) -> bool:
    """Whether a named font has a letter."""
    return ord(letter) in _letters(font)


def needed(fonts: Iterable[NamedFont], letters: set[str]) -> tuple[NamedFont, ...]:
    """The fonts that letters are printed in: of each that ours lack, the first font that has it."""
    fonts = tuple(fonts)
    lacking = [c for c in letters if fonts and not c.isascii() and c.isprintable() and not ours_has(c)]
    used = {font for c in lacking if (font := next((f for f in fonts if holds(f, c)), None)) is not None}
    return tuple(font for font in fonts if font in used)


@lru_cache(maxsize=8)
def _letters(font: NamedFont) -> Any:
    import uharfbuzz

    return uharfbuzz.Face(uharfbuzz.Blob(content(font))).unicodes


def _unusable(path: Path, why: str, help: str) -> Unreadable:
    return Unreadable([Problem(RULE, f"{path.name}: {why}", Span(str(path), 1), help=help)])


def _refused(content: bytes, path: Path) -> tuple[str, str] | None:
    """Why a file cannot be used as a font, and what to do."""
    if content[:4] == b"ttcf":
        return "several fonts in one file", "give a .ttf file of one of them"
    if content[:4] == b"OTTO":
        why = "its letters are PostScript outlines (CFF), and a document with them is no archive file (PDF/A)"
        return why, "give the TrueType file of the same font, .ttf"
    if content[:4] not in KINDS:
        return "it is no TrueType font", "give a .ttf file"
    return next(_faults(content, path), None)


def _faults(content: bytes, path: Path) -> Iterator[tuple[str, str]]:
    from fontTools.ttLib import TTFont

    try:
        with TTFont(BytesIO(content), lazy=True) as opened:
            if "fvar" in opened:
                fixed = (
                    f"fonttools varLib.instancer {path.name} wght=400 -o {path.stem.split('[')[0]}-fixed.ttf"
                )
                yield (
                    "it is a variable font, and looks as whoever opens it sets it",
                    f"fix its weight: {fixed}",
                )
            rights = opened["OS/2"].fsType
            if rights & (RESTRICTED | NO_SUBSET | BITMAPS) and not rights & 0x000C:
                yield (
                    "its maker does not let it be embedded in a document",
                    "take a free one (docs/deal.md)",
                )
            if not opened.getBestCmap():
                yield "it has no letters by their Unicode", "take another font"
            opened["head"], opened["hhea"], opened["hmtx"], opened["maxp"]
    except Exception as error:  # of fontTools, or of what the file does to it
        yield f"it cannot be read as a font ({type(error).__name__})", "it is damaged: take it anew"
