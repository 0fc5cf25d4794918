"""The blocks of a node in two languages in; a row of two columns out, and rows as one table.

A row is a table by itself until all are there, so that a comparison of two papers finds in both what
belongs to a node. Rows that touch are one table in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from contracts.model.document import DocumentNode, Note
from contracts.render.word.content import Block, Cell, MoveEdge, Paragraph, Row, Run, Table
from contracts.render.word.runs import in_language as spoken

STYLE = "TwoColumns"

SHORT = 600
"""Up to how many letters a paragraph stands on one page; a row of more may be parted."""


def names(node: DocumentNode) -> bool:
    """Whether a node names the language of a column."""
    return isinstance(node, Note) and node.kind == "language"


def row(first: Sequence[Block], second: Sequence[Block], width: int, *, head: bool) -> Iterator[Block]:
    """Paragraphs beside paragraphs on a page with `width` of text; `head` comes again on each page."""
    cells, widths = [], (width // 2, width - width // 2)
    for blocks, room in zip((first, second), widths, strict=True):
        paragraphs = tuple(block for block in blocks if isinstance(block, Paragraph))
        if not paragraphs or len(paragraphs) < len(blocks):
            yield from (*first, *second)
            return
        cells.append(Cell(paragraphs, room))
    splits = max(_length(cell) for cell in cells) > SHORT
    yield Table(STYLE, (Row(tuple(cells), head=head, splits=splits),), widths, headed=head)


def _length(cell: Cell) -> int:
    return sum(len(p.text) for paragraph in cell.paragraphs for p in paragraph.pieces if isinstance(p, Run))


def one(above: object, below: object) -> bool:
    """Whether two blocks are rows of one table."""
    return isinstance(above, Table) and isinstance(below, Table) and above.style == below.style == STYLE


def joined(blocks: Sequence[Block | MoveEdge]) -> list[Block | MoveEdge]:
    """The blocks, with rows of two columns that touch in one table."""
    made: list[Block | MoveEdge] = []
    for block in blocks:
        above = made[-1] if made else None
        if isinstance(above, Table) and isinstance(block, Table) and one(above, block):
            made[-1] = replace(above, rows=(*above.rows, *block.rows))
        else:
            made.append(block)
    return made


def in_language(block: Block, language: str) -> Block:
    """A block whose words are in a language, unless they say another themselves."""
    if not language:
        return block
    if isinstance(block, Paragraph):
        return _paragraph(block, language)
    return replace(block, rows=tuple(replace(row, cells=_cells(row, language)) for row in block.rows))


def _cells(row: Row, language: str) -> tuple[Cell, ...]:
    return tuple(
        replace(cell, paragraphs=tuple(_paragraph(p, language) for p in cell.paragraphs))
        for cell in row.cells
    )


def _paragraph(paragraph: Paragraph, language: str) -> Paragraph:
    return replace(paragraph, pieces=tuple(spoken(piece, language) for piece in paragraph.pieces))
