"""The blocks of a redline in; the same with no two like changes that touch over the end of a paragraph out.

LibreOffice takes two such changes for one, with the end of the paragraph that stands between them: it
joins paragraphs when they are rejected or accepted. So what was put in at an end stands before what was
taken out there, or the other way about; and where there is but one of both, the word beside it is taken out
and put in again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from contracts.draft.changes.words import words
from contracts.render.word.content import Block, Field, Mark, MoveEdge, Paragraph, Piece, Run
from contracts.render.word.written import mark_of

KINDS = {"ins": "ins", "moveTo": "ins", "del": "del", "moveFrom": "del"}
"""A move is read as what was put in and taken out."""

OTHER = {"ins": "del", "del": "ins"}


def parted(blocks: Sequence[Block | MoveEdge]) -> list[Block | MoveEdge]:
    """The blocks, of which none reads differently once all is accepted or all rejected."""
    made: list[Block | MoveEdge] = []
    before: int | None = None  # where the paragraph is that stands right before
    for block in blocks:
        made.append(block)
        if isinstance(block, MoveEdge):
            continue
        if not isinstance(block, Paragraph):
            before = None
            continue
        if before is not None:
            above = made[before]
            assert isinstance(above, Paragraph)
            made[before], made[-1] = _apart(above, block)
        before = len(made) - 1
    return made


def _apart(above: Paragraph, below: Paragraph) -> tuple[Paragraph, Paragraph]:
    last, first = _kind(above.pieces[-1:]), _kind(below.pieces[:1])
    if above.mark is not None or not last or last != first:
        return above, below
    if (pieces := _turned(above.pieces, last)) is not None:
        return replace(above, pieces=pieces), below
    if below.mark is None and (pieces := _turned(below.pieces[::-1], first)) is not None:
        return above, replace(below, pieces=pieces[::-1])
    if (pieces := _widened(above.pieces, last, end=True)) is not None:
        return replace(above, pieces=pieces), below
    if below.mark is None and (pieces := _widened(below.pieces, first, end=False)) is not None:
        return above, replace(below, pieces=pieces)
    return above, below


def _kind(pieces: Sequence[Piece]) -> str:
    mark = mark_of(pieces[0]) if pieces else None
    return KINDS.get(mark.kind, "") if mark is not None else ""


def _turned(pieces: tuple[Piece, ...], last: str) -> tuple[Piece, ...] | None:
    """The pieces with the two changes at their end in the other order; None where there is but one."""
    end = len(pieces)
    start = end
    while start and _kind(pieces[start - 1 : start]) == last:
        start -= 1
    first = start
    while first and _kind(pieces[first - 1 : first]) == OTHER[last]:
        first -= 1
    return (*pieces[:first], *pieces[start:], *pieces[first:start]) if first < start else None


def _widened(pieces: tuple[Piece, ...], kind: str, *, end: bool) -> tuple[Piece, ...] | None:
    """The pieces with the word beside the change at their end, or at their beginning, taken out and put in
    again; None where no word stands beside it."""
    turned = pieces if end else pieces[::-1]
    start = len(turned)
    while start and _kind(turned[start - 1 : start]) == kind:
        start -= 1
    mark = mark_of(turned[-1])
    if not start or mark is None or mark_of(turned[start - 1]) is not None:
        return None
    rest, beside = _split(turned[start - 1], end=end)
    again = Mark(OTHER[kind], mark.author, mark.date)
    same = Mark(kind, mark.author, mark.date)
    made = (*turned[: start - 1], *rest, _marked(beside, same), *turned[start:], _marked(beside, again))
    return made if end else made[::-1]


def _split(piece: Piece, *, end: bool) -> tuple[tuple[Piece, ...], Piece]:
    """A piece without its last word, or its first; and that word."""
    if not isinstance(piece, Run):
        return (), piece
    found = words(piece.text)
    word = next(
        (n for n in (range(len(found) - 1, -1, -1) if end else range(len(found))) if found[n].strip()), 0
    )
    cut = (found[:word], found[word:]) if end else (found[word + 1 :], found[: word + 1])
    rest, beside = ("".join(part) for part in cut)
    return ((replace(piece, text=rest),) if rest else ()), replace(piece, text=beside)


def _marked(piece: Piece, mark: Mark) -> Piece:
    match piece:
        case Run():
            return replace(piece, mark=mark, was=None)
        case Field(code, shown):
            return Field(code, replace(shown, mark=mark))
        case _:
            return piece
