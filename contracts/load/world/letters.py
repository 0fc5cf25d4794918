"""A text in; whether it can be seen, which scripts its words are in, and what it looks like out.

Sources: DerivedCoreProperties.txt of Unicode 17.0 (Default_Ignorable_Code_Point); Unicode Technical
Standard 39, sections 4 (skeletons) and 5 (scripts); scripts as fontTools keeps them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, reduce

from contracts.load.files import resource

_IGNORABLE = (
    (0x00AD, 0x00AD),
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
)
"""What a font shows nothing for, whatever its category: fillers, joiners, selectors, tags."""

_BLANK = frozenset("\u2800\U0001d159\U00016fe4")
"""What is drawn, and drawn empty: the Braille pattern of no dot, a note without a head, a filler."""

_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp", "Mn", "Me"))
"""Categories of which nothing can be seen without a letter before it."""

_CHOOSE_EMOJI, _CHOOSE_HAN = range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0)
"""Variation selectors: they say how the character before them is drawn."""

_WORDS = re.compile(r"[^\W\d_](?:[^\W_]|[\u0300-\u036f\u3099\u309a])*")


def can_be_seen(text: str) -> bool:
    """Whether there is anything in a text that leaves ink on paper."""
    return any(map(_drawn, text))


def hidden(text: str) -> tuple[str, ...]:
    """The characters of a text that nobody can see, space aside: U+200B, U+3164, each once and in order."""
    if text.isascii() and text.isprintable():
        return ()
    before, found = "", set()
    for c in text:
        if not c.isprintable() or c in _BLANK or (_ignorable(c) and not _chooses(c, before)):
            found.add(c)
        before = c
    return tuple(f"U+{ord(c):04X}" for c in sorted(found))


def _drawn(c: str) -> bool:
    return unicodedata.category(c) not in _UNSEEN and c not in _BLANK and not _ignorable(c)


def _ignorable(c: str) -> bool:
    code = ord(c)
    return code > 0x7F and any(start <= code <= end for start, end in _IGNORABLE)


def _chooses(c: str, before: str) -> bool:
    """Whether a variation selector has something to choose for: an emoji or sign, a Han character."""
    if ord(c) in _CHOOSE_HAN or ord(c) in _CHOOSE_EMOJI:
        han = bool(before) and unicodedata.name(before, "").startswith("CJK")
        sign = bool(before) and (unicodedata.category(before) in ("So", "Sm") or before in "#*0123456789")
        return han or (sign and ord(c) in _CHOOSE_EMOJI)
    return False


def words(text: str) -> Iterator[str]:
    """The words of a text: runs of letters, with the marks and digits among them."""
    return (match[0] for match in _WORDS.finditer(text))


def mixed(word: str) -> tuple[str, ...]:
    """The names of the scripts of a word that no one language writes together; none if one does.

    What UTS 39 calls highly restrictive is allowed: one script, or Latin with what Japanese, Chinese or
    Korean is written in.
    """
    if word.isascii():
        return ()
    sets = [found for c in word if (found := _scripts(c))]
    if not sets or reduce(frozenset.intersection, sets):
        return ()
    rest = [found for found in sets if "Latn" not in found]
    if rest and reduce(frozenset.intersection, rest) & {"Jpan", "Hanb", "Kore"}:
        return ()
    from fontTools import unicodedata as scripts

    return tuple(dict.fromkeys(scripts.script_name(scripts.script(c)) for c in word if _scripts(c)))


@cache
def _scripts(c: str) -> frozenset[str]:
    """The scripts that a letter is used in, and the ways of writing that use those; none for any script."""
    from fontTools import unicodedata as scripts

    found = set(scripts.script_extension(c))
    if found & {"Zyyy", "Zinh"}:
        return frozenset()
    together = {"Hani": ("Hanb", "Jpan", "Kore"), "Hira": ("Jpan",), "Kana": ("Jpan",), "Hang": ("Kore",)}
    for script, ways in (*together.items(), ("Bopo", ("Hanb",))):
        if script in found:
            found |= set(ways)
    return frozenset(found)


def skeleton(text: str) -> str:
    """What a text looks like: two texts of the same skeleton cannot be told apart on paper."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not _ignorable(c))
    return unicodedata.normalize("NFD", "".join(map(_prototype, plain)))


@cache
def _prototype(c: str) -> str:
    """What a letter looks like: of most letters, the letter itself."""
    like = _confusables("00[0-7][0-9A-F]" if c.isascii() else "[0-9A-F]+").get(f"{ord(c):04X}")
    return c if like is None else "".join(chr(int(code, 16)) for code in like.split())


@cache
def _confusables(points: str) -> dict[str, str]:
    """The table as it is written, for code points that match: of six thousand lines, few are asked for."""
    table = resource("contracts.load.world", "confusables.txt").decode()
    return dict(re.findall(rf"^({points});(.+)$", table, re.MULTILINE))


_DISGUISED = frozenset(
    {
        "Mathematical Alphanumeric Symbols",
        "Letterlike Symbols",
        "Enclosed Alphanumerics",
        "Enclosed Alphanumeric Supplement",
        "Number Forms",
        "IPA Extensions",
        "Phonetic Extensions",
        "Phonetic Extensions Supplement",
        "Modifier Tone Letters",
        "Latin Extended-D",
        "Latin Extended-E",
        "Lisu",
        "Cherokee",
    }
)
"""Blocks of signs and of letters of few languages that look like A to Z."""


def disguised(word: str) -> tuple[str, ...]:
    """The letters of a word that look like those of A to Z and are signs of something else."""
    if word.isascii():
        return ()
    from fontTools import unicodedata as blocks

    found = (c for c in word if ord(c) > 0x24F and blocks.block(c) in _DISGUISED)
    return tuple(dict.fromkeys(c for c in found if _latin(skeleton(unicodedata.normalize("NFKC", c)))))


def looks_latin(word: str) -> bool:
    """Whether a word of another script than Latin looks as if all of it were Latin."""
    if word.isascii() or any("Latn" in _scripts(c) for c in word):
        return False
    return _latin(skeleton(word))


def _latin(text: str) -> bool:
    return bool(text) and text.isascii() and any(c.isalpha() for c in text)
