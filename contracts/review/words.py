"""Our words and theirs in; each word kept, added or taken out, by whom, or without a mark, out.

Our text is compared with what theirs was before every revision: what differs there was changed without a
mark. Everything else is in the revisions, and nothing is guessed about it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from contracts.model.negotiated import KEPT, PASSING, PUT_IN, TAKEN_OUT, Piece, Revision

_TOKEN = re.compile(r"\n|[^\W_]+(?:[’'.,‑-]?[^\W_]+)*|[^\w\s]|_")
_SPACED = "\x00"
"""Beside words of ours that are in no text of theirs, where we wrote a blank."""

_BLANKS = " \t\u00a0"
_MOST = 3_000_000
"""How many pairs of words are compared at most; a text in which more differ is told as replaced."""

Changes = tuple[Revision, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """Words of theirs with one fate: whether they were there before every revision, whether they stand once
    all is accepted, and the revisions on them."""

    text: str
    was: bool
    stands: bool
    revisions: Changes = ()


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int


def tokens(text: str) -> list[_Token]:
    return [_Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text)]


def compared(ours: str, theirs: Sequence[Said]) -> tuple[Piece, ...]:
    """Our text in the words of both sides."""
    was = "".join(said.text for said in theirs if said.was)
    kept, lost = _aligned(ours, was)
    atoms: list[tuple[Piece, bool]] = []  # and whether it is in no text of theirs
    at = 0  # in what theirs was
    for said in theirs:
        if not said.was:
            atoms.append((Piece(PUT_IN if said.stands else PASSING, said.text, said.revisions), False))
            continue
        for text, same in _cut(said.text, at, kept, lost):
            if same is None:
                atoms.append((Piece(TAKEN_OUT, text), True))
            elif said.stands:
                atoms.append((Piece(KEPT if same else PUT_IN, text), False))
            else:
                atoms.append((Piece(TAKEN_OUT if same else PASSING, text, said.revisions), False))
        at += len(said.text)
    atoms += ((Piece(TAKEN_OUT, text), True) for place, text in lost if place >= at)
    return tuple(_whole_words(_joined(_set_apart(list(_without_blanks(atoms))))))


def _set_apart(atoms: list[tuple[Piece, bool]]) -> list[Piece]:
    """The pieces, with a blank between words of ours that are in no text of theirs and those beside them."""
    made = [Piece(p.kind, p.text.strip(_SPACED), p.revisions) if bare else p for p, bare in atoms]
    last = -1
    for i, (piece, bare) in enumerate(atoms):
        if piece.kind not in (KEPT, TAKEN_OUT) or not made[i].text:
            continue
        if piece.text.isspace() and 0 < i < len(atoms) - 1 and _both(atoms[i - 1], atoms[i + 1], PUT_IN):
            continue  # it goes with what was put in around it
        if last >= 0 and not made[last].text[-1].isspace() and not made[i].text[0].isspace():
            if bare and piece.text.startswith(_SPACED):
                made[i] = Piece(TAKEN_OUT, f" {made[i].text}")
            elif atoms[last][1] and atoms[last][0].text.endswith(_SPACED):
                made[last] = Piece(TAKEN_OUT, f"{made[last].text} ")
        last = i
    return made


def _both(one: tuple[Piece, bool], other: tuple[Piece, bool], kind: str) -> bool:
    return one[0].kind == other[0].kind == kind


def _aligned(ours: str, was: str) -> tuple[list[tuple[int, int]], list[tuple[int, str]]]:
    """The stretches of their old text that are ours, and what of ours is not in it, by where it was."""
    left, right = tokens(ours), tokens(was)
    first = 0
    while first < min(len(left), len(right)) and left[first].text == right[first].text:
        first += 1
    last = 0
    while last < min(len(left), len(right)) - first and left[-1 - last].text == right[-1 - last].text:
        last += 1
    a, b = left[first : len(left) - last], right[first : len(right) - last]
    pairs = [(i, i) for i in range(first)]
    if a and b and len(a) * len(b) <= _MOST:
        matcher = SequenceMatcher(None, [t.text for t in a], [t.text for t in b], autojunk=False)
        for block in matcher.get_matching_blocks():
            pairs += ((first + block.a + i, first + block.b + i) for i in range(block.size))
    pairs += ((len(left) - last + i, len(right) - last + i) for i in range(last))
    kept = [(right[j].start, right[j].end) for _, j in pairs]
    return kept, list(_lost(ours, left, right, pairs, len(was)))


def _lost(
    ours: str, left: list[_Token], right: list[_Token], pairs: list[tuple[int, int]], end: int
) -> Iterator[tuple[int, str]]:
    """Stretches of ours between words that are in both, and before which word of theirs each is missing."""
    before, after = -1, 0
    for i, j in [*pairs, (len(left), len(right))]:
        if i > before + 1:
            place = right[after].start if after < len(right) else end
            start, stop = left[before + 1].start, left[i - 1].end
            head = _SPACED if ours[start - 1 : start].isspace() else ""
            yield place, head + ours[start:stop] + (_SPACED if ours[stop : stop + 1].isspace() else "")
        before, after = i, j + 1


def _cut(
    text: str, at: int, kept: list[tuple[int, int]], lost: list[tuple[int, str]]
) -> Iterator[tuple[str, bool | None]]:
    """Pieces of their old text from `at` on: whether each is ours; None for what is ours and lost there."""
    end = at + len(text)
    marks = {at, end}
    i = max(bisect_left(kept, (at, 0)) - 1, 0)
    ranges = []
    while i < len(kept) and kept[i][0] < end:
        ranges.append(kept[i])
        marks |= {p for p in kept[i] if at < p < end}
        i += 1
    j = bisect_left(lost, (at, ""))
    here: dict[int, list[str]] = {}
    while j < len(lost) and lost[j][0] < end:
        here.setdefault(lost[j][0], []).append(lost[j][1])
        marks.add(lost[j][0])
        j += 1
    points = sorted(marks)
    r = 0
    for start, stop in pairwise(points):
        for gone in here.get(start, ()):
            yield gone, None
        while r < len(ranges) and ranges[r][1] <= start:
            r += 1
        piece = text[start - at : stop - at]
        if r < len(ranges) and ranges[r][0] <= start:
            yield piece, True
            continue
        words = piece.rstrip(_BLANKS)
        if words:
            yield words, False
        if rest := piece[len(words) :]:
            yield rest, True


def _without_blanks(atoms: Sequence[tuple[Piece, bool]]) -> Iterator[tuple[Piece, bool]]:
    """Blanks alone are no change, unless somebody marked them as one or they stand within what is gone."""
    mine = [i for i, (atom, _) in enumerate(atoms) if atom.kind in (KEPT, TAKEN_OUT)]
    within = {
        i
        for before, i, after in zip(mine, mine[1:], mine[2:], strict=False)
        if all(atoms[beside][0].kind == TAKEN_OUT and not atoms[beside][1] for beside in (before, after))
    }
    for i, (atom, bare) in enumerate(atoms):
        blank = not atom.text.strip(_BLANKS) and not atom.revisions
        if not blank or (atom.kind == TAKEN_OUT and i in within):
            yield atom, bare
        elif atom.kind != TAKEN_OUT:
            yield Piece(KEPT, atom.text), bare


def _joined(atoms: Iterable[Piece]) -> list[Piece]:
    """Pieces of one fate as one. Blanks between two that were changed alike, without a mark, go with them."""
    made: list[tuple[str, Changes, list[str]]] = []
    for atom in atoms:
        if not atom.text:
            continue
        fate = (atom.kind, atom.revisions)
        if made and made[-1][:2] == fate:
            made[-1][2].append(atom.text)
        elif len(made) > 1 and fate == made[-2][:2] and not atom.revisions and _blank(made[-1]):
            made[-2][2].extend((*made.pop()[2], atom.text))
        else:
            made.append((*fate, [atom.text]))
    return [Piece(kind, "".join(texts), revisions) for kind, revisions, texts in made]


def _blank(piece: tuple[str, Changes, list[str]]) -> bool:
    kind, _, texts = piece
    return kind == KEPT and len(texts) < 3 and all(text.isspace() and "\n" not in text for text in texts)


def _whole_words(pieces: list[Piece]) -> list[Piece]:
    """A word of which a part was changed is told as a whole, before and after."""
    made: list[Piece] = []
    i = 0
    while i < len(pieces):
        if pieces[i].kind == KEPT:
            made.append(pieces[i])
            i += 1
            continue
        j = i
        while j < len(pieces) and pieces[j].kind != KEPT:
            j += 1
        cluster = pieces[i:j]
        before = made.pop() if made and made[-1].kind == KEPT else Piece(KEPT, "")
        after = pieces[j] if j < len(pieces) else Piece(KEPT, "")
        head = _tail(before.text) if _letter(cluster[0].text[0]) else ""
        foot = _head(after.text) if _letter(cluster[-1].text[-1]) else ""
        if head and not any(_letter(p.text[0]) for p in cluster):
            head = ""
        if rest := before.text[: len(before.text) - len(head)]:
            made.append(Piece(KEPT, rest))
        made += _around(cluster, head, foot) if head or foot else cluster
        if j < len(pieces):
            pieces[j] = Piece(KEPT, after.text[len(foot) :])
            i = j + 1 if not pieces[j].text else j
        else:
            i = j
    return made


def _around(cluster: list[Piece], head: str, foot: str) -> list[Piece]:
    """The pieces of a change with the rest of their word before and behind, in both versions of it."""
    made = list(cluster)
    for kind in (TAKEN_OUT, PUT_IN):
        places = [i for i, piece in enumerate(made) if piece.kind == kind]
        if not places:
            revisions = next((p.revisions for p in made if p.kind != PASSING), ())
            at = 0 if kind == TAKEN_OUT else len(made)
            made.insert(at, Piece(kind, head + foot, revisions))
            continue
        first, last = places[0], places[-1]
        made[first] = Piece(kind, head + made[first].text, made[first].revisions)
        made[last] = Piece(kind, made[last].text + foot, made[last].revisions)
    return [piece for piece in made if piece.text]


def _letter(letter: str) -> bool:
    return letter.isalnum()


def _tail(text: str) -> str:
    i = len(text)
    while i and _letter(text[i - 1]):
        i -= 1
    return text[i:]


def _head(text: str) -> str:
    i = 0
    while i < len(text) and _letter(text[i]):
        i += 1
    return text[:i]
