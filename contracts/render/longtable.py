"""Columns and rows in; a table over any number of pages, drawn straight into the PDF, out.

Laying out a cell as a box of its own takes most of a millisecond and many kilobytes: a schedule of ten
thousand clips would need minutes and gigabytes, and one of a hundred takes as long as ten pages of text.
A row needs none of that. Its lines are broken here, with HarfBuzz's widths; the layout engine gets one
empty block a row, as high as the row will be, and says on which page it stands and where.

To a screen reader it is one table, with its column and row headers. Source: ISO 14289-1, 7.5.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from contracts.load.world.fonts import SANS, SANS_BOLD
from contracts.render.typeset import Typeface

if TYPE_CHECKING:
    import pydyf

SIZE, LEADING, PADDING = 8.5, 11.5, 2.55  # points: as the short table of agreement.css
HEAD_SIZE, HEAD_LEADING, HEAD_PADDING = 7.5, 10.0, 5.0
SMALL = 7.5  # of what is quiet
GAP = 7.0
ROUNDING = 0.001  # a column as wide as its widest cell has room for it
WIDEST = 0.24  # of the table: no column but the elastic one takes more


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and whether it holds figures, is quiet, or takes the room that is left."""

    head: str
    figures: bool = False
    quiet: bool = False
    elastic: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row broken into lines: for each cell its lines. `lines` is how many the longest has."""

    cells: tuple[tuple[str, ...], ...]

    @property
    def lines(self) -> int:
        return max(len(cell) for cell in self.cells)


@dataclass(slots=True)
class LongTable:
    """A table, set for a width in points. `below` counts the texts that lie below all else on a page."""

    columns: tuple[Column, ...]
    width: float
    widths: tuple[float, ...] = ()
    heads: tuple[tuple[str, ...], ...] = ()  # each in lines
    rows: tuple[Row, ...] = ()
    below: int = 0
    face: Typeface = field(default_factory=lambda: Typeface(SANS))
    bold: Typeface = field(default_factory=lambda: Typeface(SANS_BOLD))

    @property
    def head_height(self) -> float:
        """How much room the heads take above the rows of a page, in points."""
        return HEAD_LEADING * max(len(lines) for lines in self.heads) + HEAD_PADDING

    def draw(self, document: Any, pdf: pydyf.PDF) -> None:
        """Draw each row into its place on the pages, and put the table into the tag tree."""
        from contracts.render.tabledrawing import Drawing

        Drawing(self, document, pdf).draw()


def long_table(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: float) -> LongTable:
    """Set a table in a width in points. Raises Unsuited for text it cannot set."""
    table = LongTable(tuple(columns), width)
    table.widths = tuple(_widths(table, rows))
    table.heads = tuple(
        tuple(_lines(column.head, width, table.bold, HEAD_SIZE))
        for column, width in zip(table.columns, table.widths, strict=True)
    )
    table.rows = tuple(_broken(table, cells) for cells in rows)
    return table


def height(lines: int) -> float:
    """How high a row of so many lines is, in points."""
    return LEADING * lines + 2 * PADDING


def _widths(table: LongTable, rows: Sequence[Sequence[str]]) -> Iterator[float]:
    """Each column as wide as its widest cell, within reason; the elastic one takes the rest."""
    natural = [_in_two_lines(column.head, table.bold) for column in table.columns]
    for cells in rows:
        for i, cell in enumerate(cells):
            if not table.columns[i].elastic:
                size = SMALL if table.columns[i].quiet else SIZE
                natural[i] = max(natural[i], table.face.run(cell).width * size / 1000)
    fixed = [min(w, WIDEST * table.width) for w in natural]
    room = table.width - GAP * (len(fixed) - 1)
    taken = sum(w for w, column in zip(fixed, table.columns, strict=True) if not column.elastic)
    shrink = min(1.0, 0.75 * room / taken) if taken else 1.0
    for width, column in zip(fixed, table.columns, strict=True):
        yield room - taken * shrink if column.elastic else width * shrink


def _in_two_lines(head: str, face: Typeface) -> float:
    """How wide a head is that may stand in two lines."""
    words = head.split(" ")
    breaks = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))] or [(head, "")]
    return min(max(face.run(line).width for line in lines) for lines in breaks) * HEAD_SIZE / 1000


def _broken(table: LongTable, cells: Sequence[str]) -> Row:
    return Row(
        tuple(
            tuple(_lines(cell, width, table.face, SMALL if column.quiet else SIZE))
            for cell, width, column in zip(cells, table.widths, table.columns, strict=True)
        )
    )


def _lines(text: str, width: float, face: Typeface, size: float) -> Iterator[str]:
    """A text in lines that fit, broken at spaces, and inside a word only where it fits no line."""

    def fits(line: str) -> bool:
        return face.run(line).width * size / 1000 <= width + ROUNDING

    if fits(text):
        yield text
        return
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if fits(longer):
            line = longer
            continue
        if line:
            yield line
        line = ""
        for letter in word:
            if line and not fits(line + letter):
                yield line
                line = ""
            line += letter
    yield line
