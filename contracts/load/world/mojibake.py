"""A text in; the part of it that is UTF-8 taken for a Latin encoding, out: ZoÃ« for Zoë.

Sources: the WHATWG Encoding Standard, index windows-1252; RFC 3629 for what bytes UTF-8 is made of.
"""

from __future__ import annotations

import re
import unicodedata

_RUN = re.compile(r"[^\x00-\x7f]{2,}")
_PAIRS = (("«", "»"), ("‹", "›"), ("“", "”"), ("„", "“"), ("‘", "’"))
_SHREDS = re.compile(r"(?:[Â-ô][\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘-‚“-„†‡•…‰‹›€™]+[Ð-×]?){2,}")
"""Letters that begin a misread sign, each with marks after it, as no language writes them."""
_LATIN = range(0xA0, 0x180)
"""Letters with marks, and the signs beside them: what one misread pair nearly always was."""


def misread(text: str) -> str:
    """The first run of letters that is another text when its bytes are read as UTF-8; empty if none is."""
    if text.isascii():
        return ""
    quoted = text
    for opening, closing in _PAIRS:  # CAFÉ» is no letter of the phonetic alphabet
        if opening in text and closing in text:
            quoted = quoted.replace(opening, " ").replace(closing, " ")
    for part, least in ((quoted, 1), (text, 2)):
        for run in _RUN.finditer(part):
            if _was_utf8(run[0], least):
                return run[0]
    return ""


def _was_utf8(run: str, least: int) -> bool:
    """Whether the bytes of a run are UTF-8, for as many letters as this or more."""
    try:
        meant = bytes(map(_byte, run)).decode()
    except UnicodeDecodeError:  # of the five bytes that windows-1252 shows nothing for, one went missing
        return bool(_SHREDS.fullmatch(run))
    except ValueError:
        return False
    if len(meant) < least:
        return False
    if all(ord(c) in _LATIN or unicodedata.category(c)[0] == "P" for c in meant):
        return True
    return len(meant) > 1 or ord(meant) > 0xFFFF or unicodedata.category(meant)[0] in "PS"


def _byte(c: str) -> int:
    """The byte that windows-1252 shows as a letter. Raises ValueError for what it shows for none."""
    if ord(c) < 0x100:
        return ord(c)
    return c.encode("cp1252")[0]
