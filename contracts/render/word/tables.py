"""A table of the tree in; the same as a table of Word out, its columns as wide as their words want."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.model.document import Cell as TreeCell
from contracts.model.document import Row as TreeRow
from contracts.model.document import Table as TreeTable
from contracts.model.document import Words
from contracts.model.inline import Blank, plain_text
from contracts.render.word.content import Cell, Paragraph, Row, Table
from contracts.render.word.runs import CHOSEN, Speller, in_language

BOLD = 1.15
"""How wide a letter of a column of labels is, beside others."""

LETTER = 88
"""About how wide a letter of a table is, in twentieths of a point."""

SMALL = 0.85
"""How wide one is, beside that, in a column that few read."""

PADDING = 1.8
"""What a column wants beside its words, in letters."""

_MOST, _WORD = 44, 22
"""How many letters of a cell and of a word a column is made for at most."""


def table(node: TreeTable, speller: Speller, width: int, title: str) -> Table:
    """The table on a page with `width` of text; `title` is what a listener hears of it."""
    widths = columns(node, width)
    between = node.kind == "between"
    rows = []
    if node.head:
        heads = (
            Cell((Paragraph(_head(node, i), speller.pieces(words), near=True),), widths[i])
            for i, words in enumerate(node.head)
        )
        rows.append(Row(tuple(heads), head=not between))
    for i, row in enumerate(node.rows):
        total = node.total and i == len(node.rows) - 1
        cells = (
            Cell(
                tuple(_paragraphs(node, j, cell, speller, _spoken(cell, row, speller), total=total)),
                widths[j],
            )
            for j, cell in enumerate(row.cells)
        )
        rows.append(Row(tuple(cells)))
    style = "PlainTable" if between else "ContractTable"
    return Table(style, tuple(rows), widths, title, headed=bool(node.head), labelled=not between)


def _spoken(cell: TreeCell, row: TreeRow, speller: Speller) -> str:
    """The language of a cell, where it is the second of the paper."""
    language = cell.language or row.language
    return language if language == speller.second else ""


def _head(node: TreeTable, column: int) -> str:
    return "TableHeadFigure" if column in node.figures else "TableHead"


def _paragraphs(
    node: TreeTable, column: int, cell: TreeCell, speller: Speller, language: str, *, total: bool
) -> Sequence[Paragraph]:
    style = _style(node, column, total=total)
    pieces = speller.pieces(cell.words, _chosen(node, cell.words))
    made = [Paragraph(style, tuple(in_language(piece, language) for piece in pieces))]
    if cell.below:
        below = speller.pieces(cell.below)
        language = speller.second if node.kind == "key-terms" and not column else language
        made.append(Paragraph("TableText", tuple(in_language(piece, language) for piece in below)))
    return made


def _style(node: TreeTable, column: int, *, total: bool) -> str:
    if node.kind == "between":
        return "TableName"
    if column in node.figures:
        return "TableFigureTotal" if total else "TableFigure"
    if column in node.quiet:
        return "TableDigits"
    return "TableLabel" if total or (column == 0 and node.kind != "clips") else "TableText"


def _chosen(node: TreeTable, words: Words) -> str:
    first = words[0] if node.kind == "matrix" and words else None
    return CHOSEN.get(str(first.raw), "") if isinstance(first, Blank) else ""


def columns(node: TreeTable, width: int) -> tuple[int, ...]:
    """How wide each column is: what its words want, or in proportion where that is too much or too little."""
    count = max([len(node.head), *(len(row.cells) for row in node.rows)], default=0)
    if node.kind == "between":
        return _filled([width // count] * count, width)
    wants, least = [0.0] * count, [0.0] * count
    for i, words in enumerate(node.head):
        wants[i] = least[i] = _longest(plain_text(words))
    for row in node.rows:
        for i, cell in enumerate(row.cells):
            text = plain_text(cell.words)
            bold = i == 0 and node.kind != "clips"
            size = BOLD if bold else SMALL if i in node.quiet else 1.0
            wants[i] = max(wants[i], size * min(len(text), _MOST))
            least[i] = max(least[i], size * min(_longest(text), _WORD))
    room = width / LETTER
    wants, least = [want + PADDING for want in wants], [few + PADDING for few in least]
    if (over := sum(wants) - room) > 0 and (give := sum(wants) - sum(least)) > 0:
        share = min(1.0, over / give)
        wants = [want - (want - few) * share for want, few in zip(wants, least, strict=True)]
    made = [int(want * LETTER) for want in wants]
    if (total := sum(made)) > width:
        made = [part * width // total for part in made]
    return _filled(made, width, node.elastic if node.elastic is not None else _widest(made, node.figures))


def _longest(text: str) -> int:
    return max(map(len, text.split()), default=0)


def _widest(made: Sequence[int], figures: Sequence[int]) -> int:
    """The widest of the columns that hold words, or of all where none does."""
    texts = [i for i in range(len(made)) if i not in figures] or range(len(made))
    return max(texts, key=made.__getitem__, default=0)


def _filled(made: list[int], width: int, elastic: int | None = None) -> tuple[int, ...]:
    """The columns with the room that is left given to the elastic one, or else to the widest."""
    if made:
        widest = elastic if elastic is not None else max(range(len(made)), key=made.__getitem__)
        made[widest] += width - sum(made)
    return tuple(made)
