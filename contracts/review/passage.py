"""The blocks of one passage, ours and theirs, in; what became of it out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from contracts.model.negotiated import COME, GONE, KEPT, PUT_IN, Line, Passage, Piece, Revision, Run, Touched
from contracts.review.ours import OurBlock, Ours, squeezed
from contracts.review.theirs import TheirBlock, TheirLine
from contracts.review.words import Said, compared

Changes = tuple[Revision, ...]
_LOOSE = str.maketrans("", "", " .():\t\u00a0")


@dataclass(frozen=True, slots=True)
class Stream:
    """A passage: its blocks as we wrote them, those of theirs with ours beside them (None where there is
    none), and, where it was moved with marks, those from which it was taken."""

    of: Ours
    ours: Sequence[OurBlock]
    theirs: Sequence[TheirBlock]
    beside: Sequence[OurBlock | None]
    left: Sequence[TheirBlock]
    moved: bool


def passage(stream: Stream) -> Passage:
    """What became of a passage of ours."""
    of = stream.of
    before = tuple(line for block in stream.ours for line in block.lines)
    paragraphs = tuple(
        sorted({line.paragraph for block in (*stream.theirs, *stream.left) for line in block.lines})
    )
    retyped = any(
        line.by_hand
        for block, ours in _pairs(stream)
        if ours is not None and ours.lines[0].number
        for line in block.lines
    )
    as_it_was = Passage(
        of.kind,
        of.id,
        Touched.UNTOUCHED,
        of.number,
        of.heading,
        of.clause,
        of.position,
        of.floor,
        before=before,
        after=before,
        moved=stream.moved,
        retyped=retyped,
        paragraphs=paragraphs,
        language=of.language,
        twin=of.twin,
    )
    if _as_it_was(stream):
        number = stream.theirs[0].number if of.number and stream.theirs else ""
        return replace(as_it_was, numbered=number)
    ours, said, numbers, moves = _told(stream)
    pieces = compared(ours, said)
    after = tuple(_after(said, numbers))
    changed = any(piece.kind != KEPT for piece in pieces)
    touched = Touched.DELETED if not after else Touched.EDITED if changed else Touched.UNTOUCHED
    number = after[0].number if after and of.number else ""
    return replace(
        as_it_was,
        touched=touched,
        numbered=number,
        after=after,
        pieces=pieces if changed else (),
        moves=moves,
        split=_split(pieces),
    )


def added(kind: str, theirs: Sequence[TheirBlock], follows: str) -> Passage:
    """What they put in, that is of no passage of ours."""
    said: list[Said] = []
    numbers: list[str] = []
    for block in theirs:
        for line in block.lines:
            said += _runs(line.runs)
            said.append(_end(line, block))
            numbers.append(line.number)
    last = said.pop()
    pieces = tuple(Piece(p.kind, p.text, p.revisions) for p in compared("", said))
    after = tuple(_after([*said, last], numbers))
    first = after[0] if after else Line("", "")
    return Passage(
        kind=kind,
        id="",
        touched=Touched.ADDED,
        number=first.number,
        numbered=first.number,
        heading=first.words[:80] if kind != "text" else "",
        after=after,
        pieces=pieces,
        paragraphs=tuple(sorted({line.paragraph for block in theirs for line in block.lines})),
        follows=follows,
    )


def _pairs(stream: Stream) -> Iterator[tuple[TheirBlock, OurBlock | None]]:
    return zip(stream.theirs, stream.beside, strict=True)


def _as_it_was(stream: Stream) -> bool:
    """Whether nothing at all was done to it, so that it need not be looked at word by word."""
    if len(stream.theirs) != len(stream.ours) or stream.left:
        return False
    return all(
        mine is ours and not block.revised and block.key == mine.key and not _number(block.lines[0], mine)
        for (block, ours), mine in zip(_pairs(stream), stream.ours, strict=True)
    )


def _number(line: TheirLine, ours: OurBlock) -> str:
    """How the number of a paragraph differs: `gone`, `typed` or `other`; nothing where it is as ours, or
    has moved with what was put in or taken out above it. A number where we had none is words."""
    label = ours.lines[0].number
    if ours.row or not line.stands.strip():
        return ""
    if not label:
        return "words" if line.by_hand else ""
    if line.by_hand:
        return "" if _bare(line.number) == _bare(label) else "typed"
    if not line.number:
        return "gone"
    return "" if _shape(line.number) == _shape(label) else "other"


def _bare(number: str) -> str:
    return number.translate(_LOOSE).casefold()


def _shape(number: str) -> str:
    return re.sub(r"[A-Za-z]+", "a", re.sub(r"\d+", "9", squeezed(number).strip(".")))


def _told(stream: Stream) -> tuple[str, list[Said], list[str], Changes]:
    """Our text, theirs, the numbers of their paragraphs, and who moved it."""
    labels: set[int] = set()
    said: list[Said] = []
    numbers: list[str] = []
    moves: dict[Revision, None] = {}
    away = bool(stream.left) or stream.moved
    for block, ours in _pairs(stream):
        for i, line in enumerate(block.lines):
            differs = _number(line, ours) if ours is not None and i == 0 else ""
            runs, number = (line.whole, "") if differs == "words" else (line.runs, line.number)
            words = list(_runs(runs))
            if differs in ("typed", "gone", "other") and ours is not None:
                labels.add(id(ours))
                if differs != "gone":
                    come = any(r.kind in COME for r in line.typed)
                    words.insert(0, Said(f"{line.number} ", not come, True, line.typed))
            end = _end(line, block)
            if away and words and all(_came(w) for w in words if w.stands):
                moves |= dict.fromkeys(r for w in words for r in w.revisions if r.kind in COME)
                words = [_settled(w) for w in words]
                end = _settled(end)
            said += words
            said.append(end)
            numbers.append(number)
    for block in stream.left:
        moves |= dict.fromkeys(
            r for line in block.lines for run in line.runs for r in run.revisions if r.kind in GONE
        )
    if said:
        said.pop() if said[-1].text == "\n" else None
    lines = []
    for mine in stream.ours:
        for i, ours_line in enumerate(mine.lines):
            label = f"{ours_line.number} " if i == 0 and id(mine) in labels else ""
            lines.append(label + ours_line.words)
    return "\n".join(lines), said, numbers, tuple(moves)


def _runs(runs: Sequence[Run]) -> Iterator[Said]:
    for run in runs:
        yield Said(run.text.replace("\n", " "), run.was, run.stands, run.revisions)


def _end(line: TheirLine, block: TheirBlock) -> Said:
    """The end of a paragraph. A cell ends as its row does."""
    changes = line.end
    if block.row and line.runs:
        first = line.runs[0].revisions
        changes = first if all(run.revisions == first for run in line.runs) else ()
    was = not any(r.kind in COME for r in changes)
    stands = not any(r.kind in GONE for r in changes)
    return Said("\n", was, stands, changes)


def _came(said: Said) -> bool:
    return any(r.kind in COME for r in said.revisions)


def _settled(said: Said) -> Said:
    """Words that were put in where a passage was moved to, as if they had been there."""
    left = tuple(r for r in said.revisions if r.kind not in COME)
    return Said(said.text, True, not any(r.kind in GONE for r in left) and (said.stands or not left), left)


def _after(said: Sequence[Said], numbers: Sequence[str]) -> Iterator[Line]:
    """The paragraphs that stand once all is accepted. Of two that are joined, the first gives the number."""
    parts: list[str] = []
    number, left = "", iter(numbers)
    here, begun = next(left, ""), False
    for one in said:
        if one.text != "\n":
            if one.stands:
                parts.append(one.text)
                if not begun and one.text.strip():
                    number, begun = here, True
            continue
        if one.stands:
            if begun:
                yield Line(number, squeezed("".join(parts)))
            parts, begun = [], False
        here = next(left, "")
    if begun:
        yield Line(number, squeezed("".join(parts)))


def _split(pieces: Sequence[Piece]) -> bool:
    """Whether a paragraph of it was cut in two: its end put in between words that were kept."""
    for before, piece, after in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if piece.kind == PUT_IN and piece.text.strip(" \t") == "\n" and before.kind == after.kind == KEPT:
            return True
    return False
