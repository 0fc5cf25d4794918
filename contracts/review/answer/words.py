"""A passage that was touched in; what we say to it out. It goes to the other side.

It names no position, no house standard and no reason of ours: those are in the report, which stays here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from contracts.model.negotiated import KEPT, PUT_IN, TAKEN_OUT, Negotiated, Passage, Piece, Touched
from contracts.review.answer.file import Said

UNMARKED = "This was changed without a mark: {words}."
BECAME, LEFT, CAME = "“{old}” became “{new}”", "“{old}” was taken out", "“{new}” was put in"
GONE = "This was taken out without a mark. It read: {words}"
NEW = "This was put in without a mark."
MOVED = "This was moved without a mark."
FLOOR = "This protects the person whom the agreement is about. We ask that it stand."
COUNTER = "Our proposal is in the text."

LONGEST = 600


def said(
    found: Negotiated,
    counters: Mapping[str, Sequence[str]],
    comments: Mapping[str, str],
) -> Iterator[Said]:
    """What we say to each passage: by its id, a comment in place of the one made here, and a counter."""
    for passage in found.touched():
        counter = tuple(counters.get(passage.id, ())) if passage.id and not passage.into else ()
        lines = [comments[passage.id]] if passage.id in comments else list(_lines(passage, bool(counter)))
        if lines or counter:
            yield Said(passage, "\n".join(lines), counter)


def _lines(passage: Passage, countered: bool) -> Iterator[str]:
    if passage.floor and (passage.changes or passage.touched is Touched.DELETED):
        yield FLOOR
    bare = tuple(piece for piece in passage.pieces if piece.kind == "kept" or not piece.revisions)
    if passage.touched is Touched.DELETED and not passage.authors and not passage.into:
        yield GONE.format(words=_cut(" ".join(line.words for line in passage.before)))
    elif passage.touched is Touched.ADDED and passage.unmarked:
        yield NEW
    elif passage.unmarked:
        yield UNMARKED.format(words=_cut("; ".join(_changes(bare))))
    elif passage.moved and not passage.moves:
        yield MOVED
    if countered:
        yield COUNTER


def _changes(pieces: Sequence[Piece]) -> Iterator[str]:
    """Each change as a sentence says it: “30 days” became “60 days”."""
    for kept, stretch in groupby(pieces, lambda piece: piece.kind == KEPT):
        changed = tuple(stretch)
        if not kept:
            old, new = (
                " ".join("".join(p.text for p in changed if p.kind == kind).split())
                for kind in (TAKEN_OUT, PUT_IN)
            )
            if old or new:
                yield (BECAME if old and new else LEFT if old else CAME).format(old=old, new=new)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
