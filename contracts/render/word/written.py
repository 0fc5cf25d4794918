"""Paragraphs and tables in; their XML out (WordprocessingML, ISO/IEC 29500-1, transitional).

Children stand in the order that the schema wants: pPr and rPr are sequences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from contracts.model.language import direction
from contracts.render.word.content import (
    Block,
    Cell,
    Field,
    Link,
    Mark,
    MoveEdge,
    Paragraph,
    Piece,
    Row,
    Run,
    Section,
    Table,
    Watermark,
)
from contracts.render.word.styles import locale
from contracts.render.word.watermark import watermark
from contracts.render.word.xml import escape

MARGIN = 1304
"""Of each page on both sides, in twentieths of a point: 23 mm."""

_TOP, _BOTTOM, _EDGE = 1361, 1247, 680


class Writer:
    """Writes the blocks of one part, and numbers what has to have a number of its own there."""

    def __init__(self) -> None:
        self._bookmarks = 0
        self._changes = 0
        self._moves: dict[tuple[str, str], int] = {}  # the number of each move that has begun

    def blocks(self, blocks: Iterable[Block | MoveEdge]) -> str:
        return "".join(map(self._block, blocks))

    def _block(self, block: Block | MoveEdge) -> str:
        match block:
            case Paragraph():
                return self.paragraph(block)
            case Table():
                return self.table(block)
            case MoveEdge():
                return self._edge(block)

    def _edge(self, edge: MoveEdge) -> str:
        kind = edge.mark.kind
        if not edge.begins:
            return f'<w:{kind}RangeEnd w:id="{self._moves[kind, edge.name]}"/>'
        opened = self._change(edge.mark, f"{kind}RangeStart")
        self._moves[kind, edge.name] = self._changes
        return f'{opened} w:name="{escape(edge.name)}"/>'

    def paragraph(self, paragraph: Paragraph) -> str:
        start, end = [], []
        for name in paragraph.names:
            id = self._bookmarks
            self._bookmarks += 1
            start.append(f'<w:bookmarkStart w:id="{id}" w:name="{name}"/>')
            end.append(f'<w:bookmarkEnd w:id="{id}"/>')
        return (
            f"<w:p>{self._properties(paragraph)}{''.join(start)}{self.pieces(paragraph.pieces)}"
            f"{''.join(end)}</w:p>"
        )

    def _properties(self, paragraph: Paragraph) -> str:
        found = [self._looks(paragraph)]
        if paragraph.mark is not None:
            marks = "".join(f"{self._change(mark)}/>" for mark in _unfolded(paragraph.mark))
            found.append(f"<w:rPr>{marks}</w:rPr>")
        if paragraph.section is not None:
            found.append(section(paragraph.section))
        if (was := paragraph.was) is not None:
            opened = self._change(Mark("", was.author, was.date), "pPrChange")
            found.append(f"{opened}><w:pPr>{self._looks(was.paragraph)}</w:pPr></w:pPrChange>")
        return f"<w:pPr>{''.join(found)}</w:pPr>"

    @staticmethod
    def _looks(paragraph: Paragraph) -> str:
        found = [f'<w:pStyle w:val="{paragraph.style}"/>']
        if paragraph.near:
            found.append("<w:keepNext/>")
        if paragraph.breaks:
            found.append("<w:pageBreakBefore/>")
        if (numbering := paragraph.numbering) is not None:
            found.append(
                f'<w:numPr><w:ilvl w:val="{numbering.level}"/><w:numId w:val="{numbering.list}"/></w:numPr>'
            )
        if paragraph.rtl is not None:
            found.append("<w:bidi/>" if paragraph.rtl else '<w:bidi w:val="0"/>')
        if paragraph.above is not None:
            found.append(f'<w:spacing w:before="{paragraph.above}"/>')
        if paragraph.indent is not None:
            found.append(f'<w:ind w:left="{paragraph.indent}"/>')
        return "".join(found)

    def pieces(self, pieces: Iterable[Piece]) -> str:
        """Pieces one after the other, those of one change together under its mark."""
        found = []
        for outer, inside in groupby(pieces, lambda piece: _unfolded(mark_of(piece))[:1]):
            opened = (
                f"{self._change(outer[0])}>" if outer else ""
            )  # before those inside, whose number is higher
            inner = "".join(self._marked(mark, together) for mark, together in groupby(inside, mark_of))
            found.append(f"{opened}{inner}</w:{outer[0].kind}>" if outer else inner)
        return "".join(found)

    def _marked(self, mark: Mark | None, pieces: Iterable[Piece]) -> str:
        """Pieces of one change; the one that it stands in, if any, is open already."""
        opened = f"{self._change(mark)}>" if mark is not None and mark.within is not None else ""
        inner = "".join(self._piece(piece, gone=mark is not None and mark.gone) for piece in pieces)
        return f"{opened}{inner}</w:{mark.kind}>" if mark is not None and opened else inner

    def _change(self, mark: Mark, tag: str = "") -> str:
        """The opening of an element that marks a change, without its end."""
        self._changes += 1
        return (
            f'<w:{tag or mark.kind} w:id="{self._changes}" w:author="{escape(mark.author)}"'
            f' w:date="{escape(mark.date)}"'
        )

    def _piece(self, piece: Piece, *, gone: bool) -> str:
        match piece:
            case Run():
                return self._run(piece, gone=gone)
            case Field():
                return _field(piece, gone=gone)
            case Link():
                inner = self.pieces(piece.runs)
                return f'<w:hyperlink w:anchor="{piece.name}" w:history="1">{inner}</w:hyperlink>'
            case Watermark():
                return watermark(piece)

    def _run(self, run: Run, *, gone: bool) -> str:
        if (was := run.was) is None:
            return _run(run, gone=gone)
        opened = self._change(Mark("", was.author, was.date), "rPrChange")
        look = _look(replace(run, style=was.style)) or "<w:rPr/>"
        return _run(run, gone=gone, changed=f"{opened}>{look}</w:rPrChange>")

    def table(self, table: Table) -> str:
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in table.widths)
        title = f'<w:tblCaption w:val="{escape(table.title)}"/>' if table.title else ""
        indent = f'<w:tblInd w:w="{table.indent}" w:type="dxa"/>' if table.indent else ""
        look = (
            f'<w:tblLook w:val="{0x0400 | 0x20 * table.headed | 0x80 * table.labelled:04X}"'
            f' w:firstRow="{int(table.headed)}" w:lastRow="0" w:firstColumn="{int(table.labelled)}"'
            ' w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        )
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{table.style}"/>{"<w:bidiVisual/>" if table.rtl else ""}'
            f'<w:tblW w:w="{sum(table.widths)}" w:type="dxa"/>{indent}<w:tblLayout w:type="fixed"/>{look}'
            f"{title}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(map(self._row, table.rows))}</w:tbl>"
        )

    def _row(self, row: Row) -> str:
        height = f'<w:trHeight w:val="{row.height}" w:hRule="atLeast"/>' if row.height else ""
        whole = "" if row.splits else "<w:cantSplit/>"
        head = "<w:tblHeader/>" if row.head else ""
        mark = f"{self._change(row.mark)}/>" if row.mark is not None else ""
        cells = "".join(map(self._cell, row.cells))
        return f"<w:tr><w:trPr>{whole}{height}{head}{mark}</w:trPr>{cells}</w:tr>"

    def _cell(self, cell: Cell) -> str:
        span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        line = _LINE if cell.line else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{cell.width}" w:type="dxa"/>{span}{line}</w:tcPr>'
            f"{self.blocks(cell.paragraphs)}</w:tc>"
        )


_LINE = '<w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="16181A"/></w:tcBorders>'


def mark_of(piece: Piece) -> Mark | None:
    """The change that a piece is part of. A link is of none: the marks of its runs stand inside it."""
    match piece:
        case Run():
            return piece.mark
        case Field():
            return piece.shown.mark
        case Link() | Watermark():
            return None


def _unfolded(mark: Mark | None) -> tuple[Mark, ...]:
    """A mark with those that it stands in, the outermost first."""
    return (*_unfolded(mark.within), mark) if mark is not None else ()


def _run(run: Run, *, gone: bool, changed: str = "") -> str:
    return f"<w:r>{_look(run, changed)}{''.join(_text(run.text, 'w:delText' if gone else 'w:t'))}</w:r>"


def _look(run: Run, changed: str = "") -> str:
    if not (run.style or run.typed or run.rtl or run.language or changed):
        return ""
    style = f'<w:rStyle w:val="{run.style}"/>' if run.style else ""
    typed = "<w:noProof/>" if run.typed else ""
    rtl = "<w:rtl/>" if run.rtl else ""
    return f"<w:rPr>{style}{typed}{rtl}{_spoken(run.language)}{changed}</w:rPr>"


def _spoken(language: str) -> str:
    """The language of a run, for whoever checks its spelling or reads it aloud."""
    which = "bidi" if language and direction(language) == "rtl" else "val"
    return f'<w:lang w:{which}="{locale(language)}"/>' if language else ""


def _text(text: str, tag: str) -> Iterator[str]:
    """The words of a run: between tabs and ends of lines, which are elements of their own."""
    if "\t" not in text and "\n" not in text:
        yield f'<{tag} xml:space="preserve">{escape(text)}</{tag}>'
        return
    for i, line in enumerate(text.split("\n")):
        if i:
            yield "<w:br/>"
        for j, words in enumerate(line.split("\t")):
            if j:
                yield "<w:tab/>"
            if words:
                yield f'<{tag} xml:space="preserve">{escape(words)}</{tag}>'


def _field(field: Field, *, gone: bool) -> str:
    """A complex field, whose result is there already."""
    tag = "w:delInstrText" if gone else "w:instrText"
    look = _look(field.shown)
    return (
        f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{look}<{tag} xml:space="preserve"> {field.code} </{tag}></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"{_run(field.shown, gone=gone)}"
        f'<w:r>{look}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def section(section: Section) -> str:
    """The properties of a section of the file."""
    named = [("header", "default", section.head), ("footer", "default", section.foot)]
    if section.first_head:
        named += [("header", "first", section.first_head), ("footer", "first", section.first_foot)]
    references = "".join(f'<w:{kind}Reference w:type="{which}" r:id="{id}"/>' for kind, which, id in named)
    start = '<w:type w:val="continuous"/>' if section.runs_on else ""
    return (
        f"<w:sectPr>{references}{start}"
        f'<w:pgSz w:w="{section.width}" w:h="{section.height}"/>'
        f'<w:pgMar w:top="{_TOP}" w:right="{MARGIN}" w:bottom="{_BOTTOM}" w:left="{MARGIN}"'
        f' w:header="{_EDGE}" w:footer="{_EDGE}" w:gutter="0"/>'
        f"{'<w:titlePg/>' if section.first_head else ''}{'<w:bidi/>' if section.rtl else ''}</w:sectPr>"
    )
