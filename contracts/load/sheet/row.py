"""The deal that a row of a sheet tells: its cells, each for a field, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contracts.load.sheet.cell import SheetCell
from contracts.load.sheet.columns import SheetColumn
from contracts.load.sheet.grid import place
from contracts.model.deal import Path
from contracts.model.problem import Problem, Span


@dataclass(frozen=True, slots=True)
class SheetRow:
    """The deal that a row of a sheet tells: a cell or None for each column, and what is wrong with it.

    `more` are cells for fields that no column of its own stands for: the entries that the rows of a group
    add to a list, and what the map fills in. `number` is the first of the `rows`.
    """

    number: int
    span: Span
    cells: tuple[SheetCell | None, ...]
    faults: tuple[Problem, ...] = ()
    more: tuple[tuple[Path, SheetCell], ...] = ()
    rows: tuple[int, ...] = ()

    def at(self, column: SheetColumn) -> Span:
        """The place of a cell of this row, blank or not."""
        return place(self.span.file, self.span.trail[:-1], self.span.line, column.number, self.number)

    def says(self, columns: Sequence[SheetColumn]) -> Iterator[tuple[Path, SheetCell]]:
        """Each field that the row speaks of, and the cell that does."""
        for column, cell in zip(columns, self.cells, strict=True):
            if cell is not None:
                yield column.path, cell
        yield from self.more
