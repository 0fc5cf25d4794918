"""What every kind of sheet is read to: rows of cells, each with the place that its reader would name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from contracts.load.limits import SHEET_AREA, SHEET_CELLS, SHEET_COLUMNS, SHEET_ROWS, Limit
from contracts.load.sheet.cell import MAX_CELL, REMOVE, SheetCell
from contracts.load.sheet.numeral import Shown
from contracts.model.problem import Problem, Span, Unreadable

MAX_ROWS = SHEET_ROWS.most
MAX_COLUMNS = SHEET_COLUMNS.most


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: its number as a reader counts them, and a cell or None for each column."""

    number: int
    line: int  # of the file, where the file has lines
    cells: tuple[SheetCell | None, ...]
    hidden: bool = False  # by a filter or by hand


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
class Merged:
    """A block of merged cells, from 1 and to the last one of them."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def __str__(self) -> str:
        first = f"{letters(self.first_column)}{self.first_row}"
        return f"{first}:{letters(self.last_column)}{self.last_row}"


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet as it stands: the rows that hold something, from the top.

    `labels` are the dotted paths that its hidden sheet gives to headers; `lined` says that a row has as
    many cells as are written. `hidden` columns and `merged` cells are whole once a row has been read.
    """

    file: str
    trail: tuple[str, ...]
    rows: Iterator[GridRow]
    labels: Mapping[str, str] = field(default_factory=dict)
    merged: tuple[Merged, ...] = ()
    hidden: Collection[int] = ()
    lined: bool = False


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
    bare = text.strip()
    return SheetCell(bare, span, indent=len(text) - len(text.lstrip(" "))) if bare else None


def number_cell(value: Decimal, shown: Shown, span: Span) -> SheetCell:
    """A cell that holds a number, as it shows it: the number, its words, or why it cannot be taken."""
    if shown.fault:
        rule = "hidden-decimals" if shown.hides else "other-than-shown"
        do = "type the number as it is meant, or choose a format that shows all of it"
        return faulty(span, rule, shown.fault, do)
    if shown.value is None:
        told = None if shown.text == REMOVE else words(shown.text, span)
        why = f'the cell holds {value}, and shows "{shown.text}"'
        return told or faulty(span, "other-than-shown", why, "type what is meant, as text")
    if shown.text.isdecimal() and len(shown.text) > 1 and shown.text[0] == "0":
        return SheetCell(shown.text, span)  # 0012 is more of a name than of a number
    whole: int | Decimal = int(shown.value) if shown.value == shown.value.to_integral_value() else shown.value
    return SheetCell(whole, span, shown.percent, shown.currencies, shown=shown.text)


def faulty(span: Span, rule: str, why: str, help: str) -> SheetCell:
    """A cell that cannot be taken, whatever it is for."""
    return SheetCell("", span, fault=Problem(rule, why, span, help=help))
