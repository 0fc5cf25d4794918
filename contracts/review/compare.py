"""An agreement and a Word file that came back in; what became of each passage of our paper out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from contracts.model.agreement import Agreement
from contracts.model.negotiated import (
    GONE,
    KEPT,
    TAKEN_OUT,
    Negotiated,
    Passage,
    Piece,
    Revision,
    Touched,
    WordText,
)
from contracts.render.signing import WAYS, kind, usual
from contracts.review.around import around
from contracts.review.columns import unrolled
from contracts.review.match import Pairs, matched
from contracts.review.ours import OurBlock, Ours, Paper, paper, squeezed
from contracts.review.passage import Stream, added, passage
from contracts.review.theirs import TheirBlock, blocks

_WHOLE = 0.8
"""How much of a passage has to stand elsewhere for it to be the passage that moved."""


def compare(agreement: Agreement, text: WordText) -> Negotiated:
    """Each passage of our paper in its order, and what they added where it stands."""
    ours = _paper(agreement, text)
    read, second = unrolled(text, ours)
    theirs = blocks(read, ours.labels, {block.key for block in ours.blocks}, second)
    found = _Comparison(ours, theirs, matched(ours.blocks, theirs))
    found.settle()
    passages = (*found.passages(text), *around(agreement, text))
    languages = tuple(one.language for one in agreement.document.texts)
    return Negotiated(text, passages, languages, agreement.deal.text("prevailing") if languages else "")


def _paper(agreement: Agreement, text: WordText) -> Paper:
    """Our paper as it was given out: to be signed in the way that the file names, or as a draft."""
    way = text.carried.signing if text.carried is not None else ""
    signed = kind(way if way in WAYS else usual(agreement))
    made = paper(agreement, signed)
    there = {squeezed(p.was) for p in text.paragraphs}
    both = (made, paper(agreement, "draft"))
    return min(both, key=lambda one: (_missing(one, there), -len(one.blocks)))


def _missing(made: Paper, there: set[str]) -> int:
    """How many lines of the pages to be signed are not in a file."""
    return sum(
        squeezed(line.words) not in there
        for passage in made.passages
        if passage.kind == "execution"
        for i in passage.blocks
        for line in made.blocks[i].lines
    )


@dataclass(slots=True)
class _Added:
    """Blocks of theirs that are of no passage of ours, and the passage that they follow."""

    kind: str
    after: int
    blocks: list[int] = field(default_factory=list)


class _Comparison:
    def __init__(self, ours: Paper, theirs: Sequence[TheirBlock], pairs: Pairs) -> None:
        self.ours, self.theirs, self.pairs = ours, theirs, pairs
        self.owner: dict[int, int] = {}  # a block of theirs: the passage that it is of
        self.mine: dict[int, int] = {}  # a block of theirs: the block of ours that it is, in its place
        self.moved: set[int] = set()
        self.gone_from: dict[int, list[int]] = {}  # a passage that moved: blocks where it stood
        self.added: list[_Added] = []

    def settle(self) -> None:
        """Find the passage of each of their blocks."""
        for number, of in enumerate(self.ours.passages):
            self._home(number, of)
        self._rest()

    def _home(self, number: int, of: Ours) -> None:
        weight = {a: len(self.ours.blocks[a].key) + 1 for a in of.blocks}
        whole = sum(weight.values())
        now = {a: self.pairs.now[a] for a in of.blocks if a in self.pairs.now}
        if now and sum(weight[a] for a in now) >= _WHOLE * whole:
            self.moved.add(number)
            self.gone_from[number] = [self.pairs.theirs[a] for a in of.blocks if a in self.pairs.theirs]
            self._take(number, now)
            for b in self.gone_from[number]:
                self.owner.setdefault(b, number)
            return
        there = {a: self.pairs.theirs[a] for a in of.blocks if a in self.pairs.theirs}
        away = {a: b for a, b in there.items() if a in self.pairs.moved}
        if away and sum(weight[a] for a in away) >= _WHOLE * sum(weight[a] for a in there):
            self.moved.add(number)
            self._take(number, there)
        else:
            self._take(number, {a: b for a, b in there.items() if a not in away})

    def _take(self, number: int, found: dict[int, int]) -> None:
        """Give a passage those of its blocks that stand in their order."""
        last = -1
        for a, b in sorted(found.items()):
            if b > last:
                self.owner[b], self.mine[b] = number, a
                last = b

    def _rest(self) -> None:
        """Give every other block to the passage in which it stands, or to what they added."""
        home = {b for b in self.mine if self.owner[b] not in self.moved}
        following, after = -1, [-1] * len(self.theirs)
        for b in range(len(self.theirs) - 1, -1, -1):
            following = self.owner[b] if b in self.mine else following
            after[b] = following
        before, open_ = -1, None
        last_home = -1
        for b, block in enumerate(self.theirs):
            if b in self.owner:
                before, open_ = self.owner[b], None
                last_home = before if b in home else last_home
                continue
            if before >= 0 and before == after[b] and not self._starts_row(before, block):
                self.owner[b] = before
                continue
            kind = self._starts(before, block)
            if not kind and open_ is not None and not block.row:
                open_.blocks.append(b)
            elif not kind and before >= 0 and self._takes(before, block):
                self.owner[b] = before
            else:
                open_ = _Added(kind or "text", last_home if last_home >= 0 else before, [b])
                self.added.append(open_)

    def _starts_row(self, before: int, block: TheirBlock) -> bool:
        return block.row and self.ours.passages[before].kind in ("row", "key-term")

    def _starts(self, before: int, block: TheirBlock) -> str:
        """What a block of theirs begins, if it begins something: a provision, a definition, a row."""
        within = self.ours.passages[before].kind if before >= 0 else ""
        if block.row:
            return within if within in ("row", "key-term") else "row"
        words = block.now or block.key
        if block.level or (len(words) < 120 and _heads(block.number)):
            return "provision"
        if within == "definition" and words[:1] in "“\"'‘" and " mean" in words:
            return "definition"
        return ""

    def _takes(self, before: int, block: TheirBlock) -> bool:
        """Whether a passage goes on with a paragraph that follows it."""
        return not block.row and self.ours.passages[before].kind in ("provision", "definition")

    def passages(self, text: WordText) -> Iterator[Passage]:
        """The passages with what became of them."""
        held: dict[int, list[int]] = {}
        for b in range(len(self.theirs)):
            if b in self.owner:
                held.setdefault(self.owner[b], []).append(b)
        comments: dict[int, tuple[str, ...]] = {
            i: p.comments for i, p in enumerate(text.paragraphs) if p.comments
        }
        formats = {i for i, p in enumerate(text.paragraphs) if any(r.kind == "format" for r in p.revisions())}
        made: list[Passage] = []
        for number, of in enumerate(self.ours.passages):
            stream = Stream(
                of,
                [self.ours.blocks[a] for a in of.blocks],
                [self.theirs[b] for b in held.get(number, ()) if b not in self.gone_from.get(number, ())],
                [self._block(b) for b in held.get(number, ()) if b not in self.gone_from.get(number, ())],
                [self.theirs[b] for b in self.gone_from.get(number, ())],
                moved=number in self.moved,
            )
            made.append(passage(stream))
        made = self._joined(made, held, text)
        more: dict[int, list[Passage]] = {}
        for extra in self.added:
            after = made[extra.after].id if extra.after >= 0 else ""
            more.setdefault(extra.after, []).append(
                replace(
                    added(extra.kind, [self.theirs[b] for b in extra.blocks], after),
                    language=made[extra.after].language if extra.after >= 0 else "",
                )
            )
        for number in range(-1, len(made)):
            found = [made[number]] if number >= 0 else []
            for one in (*found, *more.get(number, ())):
                yield _with_notes(one, text, comments, formats)

    def _block(self, b: int) -> OurBlock | None:
        return self.ours.blocks[self.mine[b]] if b in self.mine else None

    def _joined(self, made: list[Passage], held: dict[int, list[int]], text: WordText) -> list[Passage]:
        """Say which passages run into one another: by the mark of a paragraph, or by words that are found
        in what was put into a neighbour."""
        for number in range(len(made)):
            here = [b for b in held.get(number, ()) if b not in self.gone_from.get(number, ())]
            here = [b for b in here if self.theirs[b].now]
            if not here or self.theirs[here[-1]].row:
                continue
            follower = next((c for c in range(here[-1] + 1, len(self.theirs)) if self.theirs[c].now), -1)
            into = self.owner.get(follower, -1)
            if into < 0 or into == number or self.theirs[follower].row:
                continue
            first, last = self.theirs[here[-1]].lines[-1].paragraph, self.theirs[follower].lines[0].paragraph
            between = [text.paragraphs[i].end for i in range(first, last)]
            if between and all(any(r.kind in GONE for r in end) for end in between):
                made[number] = _merged(made[number], made[into], between[0])
                made[into] = replace(made[into], into=made[number].id)
        for number, one in enumerate(made):
            if one.touched is not Touched.DELETED or one.into or held.get(number):
                continue
            for near in (number - 1, number + 1):
                if 0 <= near < len(made) and held.get(near) and self._holds(made[near], one):
                    made[near] = self._together(near, number, made, held)
                    made[number] = replace(one, into=made[near].id)
                    break
        return made

    def _holds(self, near: Passage, one: Passage) -> bool:
        """Whether most of the words of a passage that is gone were put into another, without marks."""
        put_in = " ".join(p.text for p in near.changes if p.kind == "added").split()
        words = [word for line in one.before for word in line.words.split()]
        if len(words) < 4 or len(put_in) < 4:
            return False
        left = list(put_in)
        found = 0
        for word in words:
            if word in left:
                left.remove(word)
                found += 1
        return found >= _WHOLE * len(words)

    def _together(self, near: int, number: int, made: list[Passage], held: dict[int, list[int]]) -> Passage:
        first, second = sorted((near, number))
        of = self.ours.passages[near]
        mine = [*self.ours.passages[first].blocks, *self.ours.passages[second].blocks]
        stream = Stream(
            of,
            [self.ours.blocks[a] for a in mine],
            [self.theirs[b] for b in held[near]],
            [self._block(b) for b in held[near]],
            [],
            moved=near in self.moved,
        )
        joined = passage(stream)
        return replace(joined, before=made[near].before, merged=(*made[near].merged, made[number].id))


def _merged(one: Passage, other: Passage, end: tuple[Revision, ...]) -> Passage:
    pieces = one.pieces or (Piece(KEPT, "\n".join(line.words for line in one.before)),)
    ends = Piece(TAKEN_OUT, "\n", end)
    return replace(one, touched=Touched.EDITED, pieces=(*pieces, ends), merged=(*one.merged, other.id))


def _heads(number: str) -> bool:
    """Whether a number is one of a section or a provision: 4, 4.15."""
    bare = number.strip(".")
    return bool(bare) and all(part.isdecimal() for part in bare.split(".")) and len(bare.split(".")) < 3


def _with_notes(
    one: Passage, text: WordText, comments: dict[int, tuple[str, ...]], formats: set[int]
) -> Passage:
    """A passage with the comments that begin in it, and the changes of its looks."""
    found = tuple(id for i in one.paragraphs for id in comments.get(i, ()))
    looks = tuple(
        r
        for i in one.paragraphs
        if i in formats
        for r in text.paragraphs[i].revisions()
        if r.kind == "format"
    )
    return replace(one, comments=found, formats=looks) if found or looks else one
