"""A text in; the same as a machine or a hurried eye may read it out: no width, no case, nothing invisible."""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Letters that leave no mark on paper. Source: Unicode 16, DerivedCoreProperties,
Default_Ignorable_Code_Point; and the blank of Braille."""


def folded(text: str) -> str:
    """Without case, width and invisible letters: what is the same to a reader is the same here."""
    plain = INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return INVISIBLE.sub("", unicodedata.normalize("NFKC", plain))


def unmarked(text: str) -> str:
    """Folded, and without the marks on letters: "Núñez" and "NUNEZ" are one. A few letters that are no
    letter with a mark, and that are written as others where they are lacking, are those others."""
    parts = unicodedata.normalize("NFKD", folded(text).translate(_ALONE))
    return "".join(c for c in parts if not unicodedata.combining(c))


_ALONE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n"}
    | {"þ": "th", "æ": "ae", "œ": "oe"}
)
