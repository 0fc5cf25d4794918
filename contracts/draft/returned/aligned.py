"""Words of ours with their blanks and theirs in; what stands in each blank now, and what else is different.

The two are aligned word by word. A blank is never looked for in their words: it is where our words around
it lead to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import SequenceMatcher
from functools import cache

from contracts.model.document import BETWEEN, Words
from contracts.model.inline import Blank, Reference, Text, shown
from contracts.model.record import record
from contracts.speak.heard import hearing

_TOKEN = re.compile(r"\n|[^\W_]+(?:[.,:/'’-](?=[^\W_])[^\W_]+)*|[^\w\s]|_")
_ALIKE = str.maketrans(
    {
        "\u00a0": " ",
        "\u202f": " ",
        "\u2007": " ",
        "‘": "'",
        "’": "'",
        "“": '"',
        "”": '"',
        "‑": "-",
        "\u00ad": None,
    }
)


@record
class Token:
    """A word or a mark: as it is compared, and where it stands."""

    same: str
    start: int
    end: int


@record
class Spot:
    """A blank or a reference in our words: where it stands in them, and the language of these."""

    node: Blank | Reference
    start: int
    end: int
    language: str = "en"


@record
class Filled:
    """A blank of ours that is filled otherwise: our words, theirs, and the language of both."""

    blank: Blank
    ours: str
    theirs: str
    language: str = "en"


@record
class Difference:
    """Words of ours, outside of every blank, and what stands in their place."""

    ours: str
    theirs: str


@record
class Joints:
    """What makes a blank longer: a scale behind its number, one more of a series behind it or before it."""

    scale: re.Pattern[str]
    more: re.Pattern[str]
    before: re.Pattern[str]


@cache
def joints(language: str) -> Joints:
    """Those of a language."""
    words = hearing(language)
    return Joints(
        re.compile(rf"\s*(?:{words.SCALES})(?!\w)", re.I),
        re.compile(rf"^(?:[,;]|(?:{words.SERIES})(?!\w))\s*\w"),
        re.compile(rf"\w\s*(?:[,;]|\b(?:{words.SERIES}))$"),
    )


@record
class Aligned:
    """What is different. `likeness` is the share of words that are the same, from 0 to 1."""

    filled: tuple[Filled, ...]
    rest: tuple[Difference, ...]
    likeness: float

    @property
    def same(self) -> bool:
        return not self.filled and not self.rest

    @property
    def weight(self) -> int:
        """How many letters stand otherwise outside of the blanks."""
        return sum(len(d.ours) + len(d.theirs) for d in self.rest)


def tokens(text: str) -> list[Token]:
    return [Token(m[0].translate(_ALIKE), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def read(
    lines: Sequence[Words], languages: Sequence[str] = (), second: str = ""
) -> tuple[str, tuple[Spot, ...]]:
    """Our lines as one text, and the blanks and references in it. Of words of two languages on one line,
    those behind the mark between them are in the `second`."""
    text, spots = "", []
    for i, line in enumerate(lines):
        text += "\n" if i else ""
        language = languages[i] if i < len(languages) else "en"
        for node in line:
            words = shown(node)
            if isinstance(node, (Blank, Reference)) and words:
                spots.append(Spot(node, len(text), len(text) + len(words), language))
            if second and isinstance(node, Text) and node.value == BETWEEN:
                language = second
            text += words
    return text, tuple(spots)


def aligned(
    lines: Sequence[Words], theirs: Iterable[str], languages: Sequence[str] = (), second: str = ""
) -> Aligned:
    """Our lines beside theirs, which need not be as many; see read() for their languages."""
    ours, spots = read(lines, languages, second)
    other = "\n".join(theirs)
    if _flat(ours) == _flat(other):
        return Aligned((), (), 1.0)
    if len(other) > MOST + 4 * len(ours):
        return Aligned((), (Difference(ours, other),), 0.0)
    mine, yours = tokens(ours), tokens(other)
    steps = _steps(mine, yours)
    same = sum(i2 - i1 for tag, i1, i2, _, _ in steps if tag == "equal")
    likeness = 2 * same / max(len(mine) + len(yours), 1)
    blanks = [spot for spot in spots if isinstance(spot.node, Blank)]
    filled: list[Filled] = []
    covered: set[int] = set()
    for spot in blanks:
        found = _in_blank(spot, ours, other, mine, yours, steps, covered)
        if found is not None:
            filled.append(found)
    rest = tuple(
        Difference(_cut(ours, mine, i1, i2), _cut(other, yours, j1, j2))
        for number, (tag, i1, i2, j1, j2) in enumerate(steps)
        if tag != "equal" and number not in covered and not _breaks_alone(mine[i1:i2], yours[j1:j2])
    )
    return Aligned(tuple(filled), rest, likeness)


MOST = 40_000
"""Letters beyond four times ours that a passage may have and still be held against our words."""

Step = tuple[str, int, int, int, int]


def _steps(mine: list[Token], yours: list[Token]) -> list[Step]:
    """How one becomes the other."""
    matcher = SequenceMatcher(None, [t.same for t in mine], [t.same for t in yours], autojunk=False)
    return [(tag, i1, i2, j1, j2) for tag, i1, i2, j1, j2 in matcher.get_opcodes()]


def _in_blank(
    spot: Spot,
    ours: str,
    other: str,
    mine: list[Token],
    yours: list[Token],
    steps: list[Step],
    covered: set[int],
) -> Filled | None:
    """What stands in a blank now, where it is not what we put there."""
    first = next((i for i, t in enumerate(mine) if t.end > spot.start), len(mine))
    last = next((i for i, t in enumerate(mine) if t.start >= spot.end), len(mine))
    low, high = len(yours), 0
    hit: list[int] = []
    for number, (tag, i1, i2, j1, j2) in enumerate(steps):
        if tag == "equal":
            a, b = max(i1, first), min(i2, last)
            if a < b:
                low, high = min(low, j1 + a - i1), max(high, j1 + b - i1)
        elif tag == "insert":
            inside = first < i1 < last
            edge = _belongs(spot, i1, first, last, mine, yours[j1:j2], other, ours)
            if inside or edge:
                low, high = min(low, j1), max(high, j2)
                hit.append(number)
        elif i1 < last and i2 > first:
            low, high = min(low, j1), max(high, j2)
            hit.append(number)
    if not hit:
        return None
    if isinstance(spot.node, Blank) and isinstance(spot.node.raw, date):  # March 3 for 3 March
        for number, (tag, i1, _, j1, j2) in enumerate(steps):
            if tag == "insert" and i1 in (first, last) and number not in hit:
                low, high = min(low, j1), max(high, j2)
                hit.append(number)
    for number in hit:
        _, i1, i2, _, _ = steps[number]
        if first <= i1 and i2 <= last:
            covered.add(number)
    theirs = _cut(other, yours, low, high) if low < high else ""
    assert isinstance(spot.node, Blank)
    return Filled(spot.node, ours[spot.start : spot.end], theirs, spot.language)


def _belongs(
    spot: Spot,
    at: int,
    first: int,
    last: int,
    mine: list[Token],
    put_in: list[Token],
    other: str,
    ours: str,
) -> bool:
    """Whether words put in right before or behind a blank are of its value: a scale behind a number, or
    more of a text that stands alone in its line."""
    if at not in (first, last) or not put_in:
        return False
    words = other[put_in[0].start : put_in[-1].end]
    if at == last and ours[spot.start : spot.end][-1:].isdigit() and joints(spot.language).scale.match(words):
        return True
    if isinstance(spot.node, Blank) and spot.node.filter == "label" and "\n" not in words:
        return True  # more words of a choice, or behind it
    if isinstance(spot.node, Blank) and isinstance(spot.node.raw, tuple):  # one more of a list
        grown = joints(spot.language)
        more = grown.more if at == last else grown.before
        return bool(more.search(words.strip()))
    alone = (first == 0 or mine[first - 1].same == "\n") and (last == len(mine) or mine[last].same == "\n")
    return alone and "\n" not in words


def _cut(text: str, found: list[Token], a: int, b: int) -> str:
    return text[found[a].start : found[b - 1].end] if a < b else ""


def _breaks_alone(mine: list[Token], yours: list[Token]) -> bool:
    """Whether nothing but ends of lines differ."""
    return all(t.same == "\n" for t in (*mine, *yours))


def _flat(text: str) -> str:
    return " ".join(text.translate(_ALIKE).split())
