"""Two agreements of one type in; a Word file with what differs as tracked changes, out.

It is written straight from the two trees, node by node: whoever rejects every change has the paper of the
old agreement, and whoever accepts every one that of the new, with numbers, references, rows and bookmarks.
An engine that compares two Word files has to find out again what the trees know, and those that were tried
lose bookmarks, miss references or flatten what others marked. Same inputs, same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from contracts.draft.changes import compared, passages
from contracts.load.deal.canonical import source_of
from contracts.load.word.read import read_word
from contracts.model.agreement import Agreement
from contracts.model.changes import Change, Changes
from contracts.model.inline import plain_text
from contracts.model.negotiated import WordText
from contracts.render.lock import lock
from contracts.render.signing import kind
from contracts.render.word import furniture
from contracts.render.word.agreement import about
from contracts.render.word.agreement import render as word_of
from contracts.render.word.assembled import word_file
from contracts.render.word.columns import joined, one
from contracts.render.word.content import Block, Mark, MoveEdge, Paragraph, Table
from contracts.render.word.custom import Before, carried
from contracts.render.word.marked import Marker
from contracts.render.word.package import Part
from contracts.render.word.paper import Groups, Paper
from contracts.render.word.parted import parted
from contracts.render.word.properties import About
from contracts.render.word.reread import tree
from contracts.render.word.union import called, united

Pair = tuple[int | None, int | None]
"""A node by its places in the old and in the new tree; None where it does not stand."""


def papers(old: Agreement, new: Agreement, *, paper: str = "", way: str = "") -> tuple[Paper, Paper]:
    """Both papers, on sheets of `paper` and to be signed in the way `way`, or each as it says itself."""
    return Paper.of(old, way=way), Paper.of(new, way=way, paper=paper)


def reread(
    old: Agreement | WordText, new: Agreement | WordText, *, paper: str = "", way: str = ""
) -> tuple[Paper, Paper]:
    """The same of two of which one at least is a Word file that carries no deal: both as files tell them, an
    agreement by the Word file that is made of it."""
    known = next((a for a in (new, old) if isinstance(a, Agreement)), None)
    layout = known.document.layout if known is not None else ""
    paper = paper or (known.paper if known is not None else "")

    def read(side: Agreement | WordText) -> Paper:
        text = side if isinstance(side, WordText) else read_word(word_of(side, way=way), "agreement.docx")
        return Paper.reread(tree(text, layout), paper)

    return read(old), read(new)


def render(before: Paper, after: Paper, found: Changes, *, author: str, when: str) -> bytes:
    """The redline of two papers from what differs between them, its changes marked as made by `author` at
    `when` (ISO 8601, in UTC)."""
    steps = list(_steps(found))
    stayed = [
        (i, j) for step in steps if not step.moved for i, j in step.pairs if i is not None and j is not None
    ]
    named = called(before.placed, after.placed, stayed)
    placed, lasting = united(before.placed, after.placed, stayed)
    before, after = replace(before, called=named, placed=placed), replace(after, placed=lasting)
    (olds, _), (news, last) = before.blocks(), after.blocks()
    marker = Marker(author, when, lasting.lists)
    body = joined(parted(_closed(list(_merged(steps, olds, news, marker)), marker)))
    return word_file(
        body,
        last,
        furniture.written(_around(before, after, marker)),
        after.placed.lists,
        _about(after, when),
        after.text,
        _carried(before, after),
        close=after.close,
        columns=after.columns,
        bidi=after.bidi,
    )


def _carried(before: Paper, after: Paper) -> tuple[Part, ...]:
    """What the file says to programs: which agreement it is, and which it was. Nothing, of papers that were
    read from Word files."""
    if before.agreement is None or after.agreement is None:
        return ()
    was, made = (
        lock(agreement, source_of(agreement.deal), paper.paper, paper.way)
        for paper, agreement in ((before, before.agreement), (after, after.agreement))
    )
    return carried(made, after.placed.ids, before=Before(was, before.called))


def _about(paper: Paper, when: str) -> About:
    if paper.agreement is not None:
        return about(paper.agreement)
    document = paper.document
    reference = plain_text(document.furniture.reference)
    day = date.fromisoformat(when[:10])
    return About(document.name, document.author, "", reference, document.language, day)


def differences(before: Paper, after: Paper) -> Changes:
    """What differs between two papers, each signed in its own way."""
    olds, news = (passages(p.document, kind(p.way, draft=p.draft)) for p in (before, after))
    return compared(olds, news)


class _Step:
    """What became of a passage: its nodes by their places, and whether this is where it moved to or from."""

    def __init__(self, change: Change, pairs: Sequence[Pair]) -> None:
        self.moved, self.away, self.pairs = change.moved, change.away, pairs
        self.passage = id(change.old)  # the same where it stood and where it stands


def _steps(found: Changes) -> Iterator[_Step]:
    """The passages of both papers in their common order, each node by its places."""
    starts: dict[int, int] = {}
    at = 0
    for change in found.passages:
        if change.old is not None and (change.away or not change.moved):
            starts[id(change.old)] = at
            at += len(change.old.nodes)
    begun = 0
    for change in found.passages:
        i = starts[id(change.old)] if change.old is not None else 0
        j, pairs = begun, list[Pair]()
        for node in change.nodes:
            pairs.append((i if node.old is not None else None, j if node.new is not None else None))
            i, j = i + (node.old is not None), j + (node.new is not None)
        begun = j
        yield _Step(change, pairs)


def _merged(steps: Sequence[_Step], olds: Groups, news: Groups, marker: Marker) -> Iterator[Block | MoveEdge]:
    """The blocks of both papers in their common order, each marked as what became of it."""
    moves: dict[int, str] = {}  # the name of each move, by its passage
    for step in steps:
        if step.moved:
            moves.setdefault(step.passage, f"move{len(moves) + 1}")
    for step in steps:
        if not step.moved:
            yield from _in_place(step.pairs, olds, news, marker)
            continue
        name = moves[step.passage]
        mark = marker.moved("moveFrom" if step.away else "moveTo").within
        assert mark is not None
        yield MoveEdge(mark, name, begins=True)
        if step.away:
            for i, _ in step.pairs:
                yield from (marker.whole(block, mark) for block in (olds[i] if i is not None else ()))
        else:
            yield from _moved_here(step.pairs, olds, news, marker)
        yield MoveEdge(mark, name, begins=False)


def _in_place(pairs: Sequence[Pair], olds: Groups, news: Groups, marker: Marker) -> Iterator[Block]:
    for i, j in pairs:
        before, after = olds[i] if i is not None else (), news[j] if j is not None else ()
        yield from marker.blocks(before, after)


def _moved_here(pairs: Sequence[Pair], olds: Groups, news: Groups, marker: Marker) -> Iterator[Block]:
    """A passage where it stands now, with what was edited in it. What was taken out stands where it was."""
    here = marker.moved("moveTo")
    for i, j in pairs:
        if j is None:
            continue
        before = olds[i] if i is not None else ()
        alike = [type(block) for block in before] == [type(block) for block in news[j]]
        for n, block in enumerate(news[j]):
            was = before[n] if alike else None
            if isinstance(block, Paragraph) and isinstance(was, Paragraph):
                yield here.paragraph(was, block)
            elif i is None:
                yield marker.whole(block, marker.mark("ins"))
            else:
                assert here.within is not None
                yield marker.whole(block, here.within)


def _closed(blocks: list[Block | MoveEdge], marker: Marker) -> list[Block | MoveEdge]:
    """The same with no two tables that touch, which Word would join, and with a last paragraph that stays,
    since the end of a file can neither be put in nor taken out."""
    nothing = Paragraph("Spacer", mark=Mark("del", marker.author, marker.date, marker.mark("ins")))
    last = next((n for n in reversed(range(len(blocks))) if isinstance(blocks[n], Paragraph)), None)
    if last is not None and _mark(blocks[last]) == "ins":
        gone = [n for n in range(last) if _spacer(blocks[n]) and _mark(blocks[n]) == "del"]
        tail = blocks[gone[-1] + 1 : last] if gone else []
        if gone and _spacer(blocks[last]) and all(_mark(block) == "ins" for block in tail):
            end = blocks[last]
            assert isinstance(end, Paragraph)
            blocks = [*blocks[: gone[-1]], *tail, replace(end, mark=None)]
    made: list[Block | MoveEdge] = []
    for block in blocks:
        if made and isinstance(block, Table) and isinstance(made[-1], Table) and not one(made[-1], block):
            made.append(nothing)
        made.append(block)
    return made


def _spacer(block: Block | MoveEdge) -> bool:
    return isinstance(block, Paragraph) and block.style == "Spacer" and block.section is None


def _mark(block: Block | MoveEdge) -> str:
    """The mark of a whole block; empty where it stands in both."""
    if isinstance(block, Table):
        marks = {row.mark.kind if row.mark is not None else "" for row in block.rows}
        return marks.pop() if len(marks) == 1 else ""
    return block.mark.kind if block.mark is not None else ""


def _around(before: Paper, after: Paper, marker: Marker) -> furniture.Around:
    """The heads and feet of both, with what differs marked."""
    olds, news = before.around(), after.around()
    made = dict(olds)
    for id, paragraphs in news.items():
        partner = olds.get(id) or (olds[furniture.FOOT] if id == furniture.INITIALED else paragraphs)
        marked = marker.blocks(partner, paragraphs)
        made[id] = tuple(block for block in marked if isinstance(block, Paragraph))
    return made
