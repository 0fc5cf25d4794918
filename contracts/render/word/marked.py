"""Paragraphs, rows and tables, old and new, in; one of both, with every change marked, out.

Whoever rejects the marks has the old one, and whoever accepts them the new. Words are compared as a reader
sees them; a word that only looks different keeps its place and says how it looked. How much room stands
above a paragraph, and where a page begins, is that of the new paper.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest

from contracts.draft.changes.match import aligned, joined
from contracts.draft.changes.words import edits, words
from contracts.render.word.content import (
    Block,
    Cell,
    Field,
    Former,
    Link,
    Mark,
    Paragraph,
    Piece,
    Restyled,
    Row,
    Run,
    Table,
    Watermark,
)
from contracts.render.word.numbering import Lists

Token = tuple[str, Hashable, Piece]
"""A word, a field or a link: how it reads, what it is compared by, and the piece that it stands in."""


@dataclass(frozen=True, slots=True)
class Marker:
    """Marks changes by one author at one time. `within` is the move that brought a passage to its place, and
    `lists` are those of the file."""

    author: str
    date: str
    lists: Lists
    within: Mark | None = None

    def mark(self, kind: str) -> Mark:
        return Mark(kind, self.author, self.date)

    def moved(self, kind: str) -> Marker:
        """The same for what stands inside a passage that moved."""
        return replace(self, within=Mark(kind, self.author, self.date))

    # words

    def pieces(self, old: Sequence[Piece], new: Sequence[Piece]) -> tuple[Piece, ...]:
        """The words of a paragraph, each kept, taken out or put in."""
        if old == new:
            return tuple(self._whole(new, self.within))
        olds, news = list(_tokens(old)), list(_tokens(new))
        found: list[Piece] = []
        for same, (i1, i2, j1, j2) in edits(*_keys(olds, news), [t[0] for t in olds], [t[0] for t in news]):
            if same:
                found += self._kept(olds[i1:i2], news[j1:j2])
                continue
            if self.within is None:  # a passage that moved shows what it lost where it stood
                found += self._whole(_together(olds[i1:i2]), self.mark("del"))
            found += self._whole(_together(news[j1:j2]), self._put_in)
        return tuple(found)

    def _kept(self, olds: Sequence[Token], news: Sequence[Token]) -> Iterator[Piece]:
        """Words that stand in both. In a passage that moved, nobody is told how they looked before."""
        styles = [(_style(a), _style(b)) for (_, _, a), (_, _, b) in zip(olds, news, strict=True)]
        for was, stretch in groupby(zip(styles, news, strict=True), lambda found: found[0]):
            pieces = self._whole(_together([token for _, token in stretch]), self.within)
            for piece in pieces:
                if was[0] != was[1] and isinstance(piece, Run) and self.within is None:
                    yield replace(piece, was=Restyled(was[0], self.author, self.date))
                else:
                    yield piece

    @property
    def _put_in(self) -> Mark:
        """What moved here and what was put in there are the same to whoever rejects or accepts."""
        return Mark("ins", self.author, self.date)

    def _whole(self, pieces: Iterator[Piece] | Sequence[Piece], mark: Mark | None) -> Iterator[Piece]:
        if mark is None:
            yield from pieces
            return
        for piece in pieces:
            match piece:
                case Run():
                    yield replace(piece, mark=mark, was=None)
                case Field(code, shown):
                    yield Field(code, replace(shown, mark=mark))
                case Link(name, runs):
                    yield Link(name, tuple(replace(run, mark=mark) for run in runs))
                case Watermark():
                    yield piece

    # paragraphs

    @property
    def _end(self) -> Mark | None:
        """That of the end of a paragraph that stands in both. One that moved here was put in: LibreOffice
        takes the number from the next paragraph where such an end says that it moved."""
        return self._put_in if self.within is not None else None

    def paragraph(self, old: Paragraph, new: Paragraph) -> Paragraph:
        """A paragraph that stands in both, with the bookmarks of both."""
        names = tuple(dict.fromkeys((*new.names, *(old.names if self.within is None else ()))))
        was = None
        if self.within is None and _looks(old) != _looks(new):
            # LibreOffice takes a number from a style only where nothing else is said
            old = replace(old, numbering=old.numbering or self.lists.tied(old.style))
            was = Former(
                replace(old, near=new.near, above=new.above, breaks=new.breaks), self.author, self.date
            )
        return replace(new, pieces=self.pieces(old.pieces, new.pieces), names=names, was=was, mark=self._end)

    def whole(self, block: Block, mark: Mark) -> Block:
        """A paragraph or a table that stands in one of both alone."""
        if isinstance(block, Paragraph):
            end = self._put_in if mark.kind == "moveTo" else mark
            return replace(block, pieces=tuple(self._whole(block.pieces, mark)), mark=end)
        return replace(block, rows=tuple(self.row(row, mark) for row in block.rows))

    def row(self, row: Row, mark: Mark) -> Row:
        """A row that stands in one of both alone, with all that is in it. Rows know no moves."""
        mark = replace(mark, kind="del" if mark.gone else "ins", within=None)
        return replace(row, cells=tuple(self._cell(cell, mark) for cell in row.cells), mark=mark)

    def _cell(self, cell: Cell, mark: Mark) -> Cell:
        inner = tuple(
            replace(p, pieces=tuple(self._whole(p.pieces, mark)), mark=mark) for p in cell.paragraphs
        )
        return replace(cell, paragraphs=inner)

    # tables

    def table(self, old: Table, new: Table, rows: Sequence[tuple[Row | None, Row | None]]) -> Table:
        """A table that stands in both, from the pairs of its rows."""
        if old == new:
            return new
        made: list[Row] = []
        for before, after in rows:
            if before is not None and after is not None and _one_shape(before, after):
                cells = zip(before.cells, after.cells, strict=True)
                made.append(replace(after, cells=tuple(self._cells(a, b) for a, b in cells)))
                continue
            if before is not None:
                made.append(self.row(before, self.mark("del")))
            if after is not None:
                made.append(self.row(after, self._put_in))
        widths = max(new.widths, old.widths, key=len)
        return replace(new, rows=tuple(made), widths=widths)

    def _cells(self, old: Cell, new: Cell) -> Cell:
        pairs = zip(old.paragraphs, new.paragraphs, strict=True)
        return replace(new, paragraphs=tuple(self.paragraph(a, b) for a, b in pairs))

    # blocks

    def blocks(self, olds: Sequence[Block], news: Sequence[Block]) -> Iterator[Block]:
        """The blocks of one node that stands in both."""
        texts = [_words(block) for block in olds], [_words(block) for block in news]
        keys = [(_kind(b), _words(b)) for b in olds], [(_kind(b), _words(b)) for b in news]
        if len(olds) == len(news) and all(_kind(a) == _kind(b) for a, b in zip(olds, news, strict=True)):
            pairs = [(i, i) for i in range(len(olds))]
        else:
            pairs = aligned(*keys, texts, lambda i, j: _kind(olds[i]) == _kind(news[j]))  # type: ignore[assignment]
        for i, j in pairs:
            old, new = olds[i] if i is not None else None, news[j] if j is not None else None
            match old, new:
                case Paragraph(), Paragraph():
                    yield self.paragraph(old, new)
                case Table(), Table():
                    yield self.table(old, new, rows_of(old, new))
                case _:
                    if old is not None:
                        yield self.whole(old, self.mark("del"))
                    if new is not None:
                        yield self.whole(new, self._put_in)


def rows_of(old: Table, new: Table) -> list[tuple[Row | None, Row | None]]:
    """The rows of two tables, paired by their words or, failing these, by their first cells."""
    texts = [_row_words(row) for row in old.rows], [_row_words(row) for row in new.rows]
    firsts = [text.partition("\t")[0] for text in texts[0]], [text.partition("\t")[0] for text in texts[1]]
    pairs = aligned(*texts, texts, lambda i, j: True)
    found = joined(pairs, lambda i, j: firsts[0][i] == firsts[1][j] != "")
    return [
        (old.rows[i] if i is not None else None, new.rows[j] if j is not None else None) for i, j in found
    ]


def _tokens(pieces: Sequence[Piece]) -> Iterator[Token]:
    for piece in pieces:
        match piece:
            case Run():
                yield from ((word, word, piece) for word in words(piece.text))
            case Field(code, shown):
                yield shown.text, (code, shown.text), piece
            case Link(name):
                yield text_of(piece), (name, text_of(piece)), piece
            case Watermark(text):
                yield text, ("watermark", text), piece


def _keys(olds: Sequence[Token], news: Sequence[Token]) -> tuple[list[Hashable], list[Hashable]]:
    return [key for _, key, _ in olds], [key for _, key, _ in news]


def _together(tokens: Sequence[Token]) -> Iterator[Piece]:
    """Words of one run as one again."""
    for _, found in groupby(tokens, lambda token: id(token[2])):
        stretch = list(found)
        piece = stretch[0][2]
        if isinstance(piece, Run):
            text = "".join(word for word, _, _ in stretch)
            yield piece if text == piece.text else replace(piece, text=text)
        else:
            yield from (piece for _ in stretch)


def _style(piece: Piece) -> str:
    return piece.style if isinstance(piece, Run) else ""


def text_of(piece: Piece) -> str:
    """A piece as a reader sees it."""
    match piece:
        case Run(text) | Watermark(text) | Field(_, Run(text)):
            return text
        case Link(_, runs):
            return "".join(run.text for run in runs)


def _looks(paragraph: Paragraph) -> tuple[object, ...]:
    return paragraph.style, paragraph.numbering, paragraph.indent


def _kind(block: Block) -> tuple[str, str]:
    """What two blocks have in common to be one."""
    if isinstance(block, Table):
        return "table", block.style
    return "section" if block.section is not None else "paragraph", ""


def _one_shape(old: Row, new: Row) -> bool:
    """Whether one row can become the other cell by cell: the end of a cell cannot be put in or taken out."""
    pairs = zip_longest(old.cells, new.cells)
    return old.head == new.head and all(
        a is not None and b is not None and len(a.paragraphs) == len(b.paragraphs) and a.span == b.span
        for a, b in pairs
    )


def _words(block: Block) -> str:
    if isinstance(block, Table):
        return "\n".join(map(_row_words, block.rows))
    return "".join(map(text_of, block.pieces))


def _row_words(row: Row) -> str:
    return "\t".join("\n".join(map(_words, cell.paragraphs)) for cell in row.cells)
