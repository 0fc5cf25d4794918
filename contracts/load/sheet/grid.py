"""What every kind of sheet is read to: rows of cells, each with the place that its reader would name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from contracts.load.limits import SHEET_AREA, SHEET_CELLS, SHEET_COLUMNS, SHEET_ROWS, Limit
from contracts.load.sheet.cell import MAX_CELL, SheetCell
from contracts.model.problem import Problem, Span, Unreadable

MAX_ROWS = SHEET_ROWS.most
MAX_COLUMNS = SHEET_COLUMNS.most


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: its number as a reader counts them, and a cell or None for each column."""

    number: int
    line: int  # of the file, where the file has lines
    cells: tuple[SheetCell | None, ...]


class Measure:
    """Counts what has been read of a sheet. Raises Unreadable once it is more than a sheet may hold."""

    def __init__(self) -> None:
        self.rows = self.cells = self.area = 0

    def row(self, cells: Sequence[SheetCell | None], span: Span) -> None:
        """Count a row that holds something. The header is not one of the rows."""
        self.rows += 1
        self.cells += sum(cell is not None for cell in cells)
        self.area += len(cells)
        for found, limit in (
            (self.rows - 1, SHEET_ROWS),
            (len(cells), SHEET_COLUMNS),
            (self.cells, SHEET_CELLS),
            (self.area, SHEET_AREA),
        ):
            if found > limit.most:
                raise too_large(limit, span)


def too_large(limit: Limit, span: Span) -> Unreadable:
    """What to say where a sheet has more of something than it may."""
    help = "share the rows out among several sheets"
    return Unreadable([Problem("too-large", f"{limit.what}: {limit} at most", span, help=help)])


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet as it stands. `labels` are the dotted paths that its hidden sheet gives to headers."""

    file: str
    trail: tuple[str, ...]
    header: GridRow
    rows: Iterator[GridRow]
    labels: Mapping[str, str] = field(default_factory=dict)


def letters(column: int) -> str:
    """The letters of a column, from 1: A, Z, AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def place(file: str, trail: tuple[str, ...], line: int, column: int, row: int) -> Span:
    """roster.xlsx!Deals!D17, or roster.csv!D17, on a line of the file where it has lines."""
    return Span(file, line, column, trail=(*trail, f"{letters(column)}{row}"))


FORMULA = "the cell holds a formula, and what it comes to is not worked out here"


def refuse_formula(cell: SheetCell | None) -> SheetCell | None:
    """A cell of a text file is a formula if a spreadsheet would take it for one."""
    if cell is None or not str(cell.value).startswith("="):
        return cell
    return SheetCell(
        "", cell.span, fault=Problem("formula", FORMULA, cell.span, help="write what it comes to")
    )


def words(text: str, span: Span) -> SheetCell | None:
    """A cell of text, less the space around it; None where it is blank."""
    if len(text) > MAX_CELL:
        why = f"the cell holds {len(text):,} characters"
        help = f"{MAX_CELL:,} at most"
        return SheetCell("", span, fault=Problem("out-of-range", why, span, help=help))
    text = text.strip()
    return SheetCell(text, span) if text else None
