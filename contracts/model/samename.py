"""Two names in; whether they can be those of one person, or of one organisation, out.

A certificate writes a name as its issuer does: in capitals, without marks, the family name first, with
a title or a second name more. What is the same, and what is not, stands in docs/signing.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from contracts.model.letters import folded, unmarked

TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "sir", "dame", "esq", "dr", "drs", "dra", "prof", "professor"}
    | {"ir", "hj", "ing", "dipl", "phd", "md", "mba", "llm", "llb", "msc", "bsc"}
)
"""Words before or after a name that are no part of it, as they are without their points."""

GENERATIONS = frozenset({"jr", "jnr", "junior", "sr", "snr", "senior", "ii", "iii", "iv"})
"""Words that part a parent from a child of the same name: both names have the same of them, or none."""

_GENERATION = {"jnr": "jr", "junior": "jr", "snr": "sr", "senior": "sr"}

FORMS = frozenset(
    {"inc", "incorporated", "llc", "llp", "lp", "ltd", "limited", "corp", "corporation", "co", "company"}
    | {"plc", "gmbh", "mbh", "ag", "ug", "kg", "ohg", "se", "bv", "nv", "sa", "sas", "sarl", "srl", "spa"}
    | {"sl", "oy", "oyj", "ab", "as", "asa", "aps", "pt", "tbk", "cv", "pte", "pty", "kk", "the", "and", "of"}
)
"""Words of an organisation's name that say what kind it is, as they are without their points."""

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_POINTS = re.compile(r"(?<=\w)\.(?=\w)|['’ʼ`´]")
_WORD = re.compile(r"[^\W_]+")

Word = frozenset[str]
"""One word of a name in each of its spellings: without its marks, and with ü as ue."""


def same_person(one: str, other: str) -> bool:
    """Whether every word of the shorter name is a word of the longer, and at least two of them whole.

    Case, marks, width, order, titles and points do not matter, nor do words that only one of the two
    has. A middle name may be its first letter. A name of one word is the same as itself alone.
    """
    first, second = _words(_bare(one)), _words(_bare(other))
    if not first or not second or _generations(first) != _generations(second):
        return False
    if _joined(first, second):
        return True
    short, long = sorted((first, second), key=len)
    return len(short) >= 2 and _within(short, long)


def whole(one: str, other: str) -> bool:
    """Whether neither of two names of one person has a word that the other has not in full."""
    first, second = _words(_bare(one)), _words(_bare(other))
    return _joined(first, second) or (len(first) == len(second) and _within(first, second, initials=False))


def _generations(words: Iterable[Word]) -> frozenset[str]:
    return frozenset(spelt for word in words for spelt in word & GENERATIONS)


def same_body(one: str, other: str) -> bool:
    """Whether two organisations have the same words, but for those that say what kind they are."""
    first, second = (_kindless(_words(name)) for name in (one, other))
    if not first or not second:
        return False
    return _joined(first, second) or (len(first) == len(second) and _within(first, second, initials=False))


def _within(short: Sequence[Word], long: Sequence[Word], *, initials: bool = True) -> bool:
    """Whether each word of one name has a word of its own in the other: whole ones first, then initials."""
    left, alone = list(long), []
    for word in short:
        match = next((other for other in left if word & other), None)
        if match is None:
            alone.append(word)
        else:
            left.remove(match)
    whole = sum(len(min(word, key=len)) > 1 for word in short) - sum(
        len(min(word, key=len)) > 1 for word in alone
    )
    for word in alone:
        match = next((other for other in left if _initial(word, other) or _initial(other, word)), None)
        if match is None or not initials:
            return False
        left.remove(match)
    return not alone or whole >= 2


def _initial(letter: Word, word: Word) -> bool:
    return any(len(short) == 1 and long.startswith(short) for short in letter for long in word)


def _joined(one: Iterable[Word], other: Iterable[Word]) -> bool:
    """The same letters in the same order, wherever they are parted: Anne-Marie and Annemarie, 山田 太郎."""
    return any(
        "".join(spell(word) for word in one) == "".join(spell(word) for word in other) for spell in (min, max)
    )


def _bare(name: str) -> str:
    """Without what follows a comma, where that is no part of the name: "Raka Pratama, S.H., M.Kn."."""
    first, *rest = name.split(",")
    kept = [part for part in rest if not all("." in word or _plain(word) in TITLES for word in part.split())]
    return " ".join((first, *kept))


def _words(name: str) -> tuple[Word, ...]:
    found = []
    for written in _WORD.findall(_POINTS.sub("", folded(name))):
        spellings = {unmarked(written), unmarked(written.translate(_UMLAUTS))} - {""}
        word = frozenset(_GENERATION.get(spelt, spelt) for spelt in spellings)
        if word and not word & TITLES:
            found.append(word)
    return tuple(found)


def _kindless(words: Sequence[Word]) -> tuple[Word, ...]:
    return tuple(word for word in words if not word & FORMS) or tuple(words)


def _plain(word: str) -> str:
    return unmarked(word.replace(".", ""))
