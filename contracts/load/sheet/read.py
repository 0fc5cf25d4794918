"""A deal sheet (CSV or XLSX) in; its columns and rows out, each cell with its place.

The first row names the columns; every other row is one deal, told as what differs from a base.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contracts.load import files
from contracts.load.limits import SHEET, SHEET_COLUMNS, SHEET_ROWS, WORKBOOK
from contracts.load.sheet.cell import SheetCell
from contracts.load.sheet.columns import SheetColumn, find, known
from contracts.load.sheet.grid import (
    MAX_COLUMNS,
    MAX_ROWS,
    Grid,
    GridRow,
    Measure,
    letters,
    place,
    refuse_formula,
    too_large,
    words,
)
from contracts.load.sheet.workbook import read_workbook
from contracts.load.yaml import decode
from contracts.model.deal import Path as Steps
from contracts.model.problem import Problem, Problems, Span, Unreadable

WORKBOOKS = (".xlsx", ".xlsm")
ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a sheet: a cell or None for each column, and what is wrong with the row itself."""

    number: int
    span: Span
    cells: tuple[SheetCell | None, ...]
    faults: tuple[Problem, ...] = ()

    def at(self, column: SheetColumn) -> Span:
        """The place of a cell of this row, blank or not."""
        return place(self.span.file, self.span.trail[:-1], self.span.line, column.number, self.number)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns of a sheet, each a field of the deal, and its rows."""

    file: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]


def load_sheet(path: Path, base: Mapping[str, Any], tab: str = "") -> Sheet:
    """Read the sheet at `path`, whose rows lie over `base`. Raises Unreadable."""
    limit = WORKBOOK if path.suffix.lower() in WORKBOOKS else SHEET
    return read_sheet(files.read_input(path, limit), files.name_of(path), base, tab)


def read_sheet(source: bytes, file: str, base: Mapping[str, Any], tab: str = "") -> Sheet:
    """The sheet in `source`: a workbook if it is one, else CSV.

    Raises Unreadable, also for a wrong header: no row can be told then.
    """
    grid = read_workbook(source, file, tab) if source[:4] == ZIP else _csv(source, file)
    problems = Problems()
    columns = tuple(_columns(grid, base, problems))
    if problems.found:
        raise Unreadable(problems.found)
    rows = tuple(_row(row, grid, columns) for row in grid.rows)
    if not rows:
        span = Span(file, 1, trail=grid.trail)
        raise Unreadable(
            [Problem("empty-sheet", "the sheet has no row", span, help="add a row for each deal")]
        )
    return Sheet(file, columns, rows)


def _columns(grid: Grid, base: Mapping[str, Any], problems: Problems) -> Iterator[SheetColumn]:
    seen: dict[Steps, Span] = {}
    paths = known(base)
    for number, cell in enumerate(grid.header.cells, 1):
        if cell is None:
            continue
        if problems.full:
            problems.stop(cell.span)
            return
        if cell.fault or not isinstance(cell.value, str):
            why = cell.fault.message if cell.fault else "a header is text"
            problems.add("unknown-column", why, cell.span, help="the first row names the fields of the deal")
            continue
        found = find(cell.value, cell.span, grid.labels, base, paths)
        if isinstance(found, Problem):
            problems.found.append(found)
        elif found in seen:
            why = f"two columns are for {'.'.join(map(str, found))}: {seen[found].trail[-1]} as well"
            problems.add("duplicate-key", why, cell.span, help="keep one of the two")
        else:
            seen[found] = cell.span
            yield SheetColumn(number, found, cell.span)


def _row(row: GridRow, grid: Grid, columns: tuple[SheetColumn, ...]) -> SheetRow:
    def at(number: int) -> Span:
        return place(grid.file, grid.trail, row.line, number, row.number)

    def cell(number: int) -> SheetCell | None:
        return row.cells[number - 1] if number <= len(row.cells) else None

    named = {column.number for column in columns}
    stray = [i for i, found in enumerate(row.cells, 1) if found is not None and i not in named]
    faults = [
        Problem("bad-row", f"the cell is in a column without a header ({letters(i)})", at(i), help=_STRAY)
        for i in stray
    ]
    width = len(grid.header.cells)
    surplus = any(found is not None for found in row.cells[width:])
    if grid.trail == () and (surplus or len(row.cells) < width):
        why = f"the row has {len(row.cells)} cells, the header {width}"
        help = (
            "put a cell that holds the separator in double quotes" if surplus else "write blank cells as well"
        )
        faults = [Problem("bad-row", why, at(1), help=help)]
    found = tuple(cell(column.number) for column in columns)
    faults += [c.fault for c in found if c is not None and c.fault is not None]
    return SheetRow(row.number, at(1), found, tuple(faults))


_STRAY = "name the column in the first row, or clear the cell"


def _csv(source: bytes, file: str) -> Grid:
    if source.startswith(_OLD_EXCEL):
        why = "the file is a workbook of the kind .xls, or locked with a password"
        help = "save it as .xlsx without a password, or as CSV"
        raise Unreadable([Problem("not-a-sheet", why, Span(file, 1), help=help)])
    text = decode(source, file, SHEET)
    rows = _lines(text, file, _separator(text.partition("\n")[0]))
    header = next(rows, None)
    if header is None:
        why = "the file is empty"
        raise Unreadable([Problem("not-a-sheet", why, Span(file, 1), help="the first row names the columns")])
    return Grid(file, (), header, rows)


def _separator(header: str) -> str:
    """A comma, unless the header has none: spreadsheets of half the world write semicolons."""
    return next((mark for mark in ",;\t" if mark in header), ",")


def _lines(text: str, file: str, separator: str) -> Iterator[GridRow]:
    """The rows that hold something. Raises Unreadable for what is not CSV."""
    reader: Any = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line, measure = 1, Measure()
    try:
        for number, row in enumerate(reader, 1):
            at = Span(file, line)
            if len(row) > MAX_COLUMNS or number > 2 * MAX_ROWS:  # before any of it is looked at
                raise too_large(SHEET_COLUMNS if len(row) > MAX_COLUMNS else SHEET_ROWS, at)
            found = GridRow(number, line, tuple(_cells(row, file, line, number)))
            line = reader.line_num + 1
            if any(found.cells):
                measure.row(found.cells, at)
                yield found
    except csv.Error as error:
        help = 'close the quotes; quotes inside quotes are doubled: "the ""Dawn"" shot"'
        raise Unreadable([Problem("not-csv", str(error), Span(file, line), help=help)]) from None


def _cells(row: Iterable[str], file: str, line: int, number: int) -> Iterator[SheetCell | None]:
    for column, text in enumerate(row, 1):
        blank = not text or text.isspace()
        yield None if blank else refuse_formula(words(text, place(file, (), line, column, number)))
