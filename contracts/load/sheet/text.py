"""A text file of cells in; its rows out. The reader of .csv and .tsv."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts.load.delimited import Delimited, NotCsv, delimited
from contracts.load.limits import SHEET, SHEET_COLUMNS, SHEET_ROWS
from contracts.load.sheet.cell import SheetCell
from contracts.load.sheet.grid import (
    MAX_COLUMNS,
    MAX_ROWS,
    Grid,
    GridRow,
    Measure,
    place,
    refuse_formula,
    too_large,
    words,
)
from contracts.model.problem import Problem, Span, Unreadable

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def text_grid(source: bytes, file: str, encoding: str = "", separator: str = "") -> Grid:
    """The rows of a text file. Raises Unreadable, also while they are read."""
    if source.startswith(_OLD_EXCEL):
        why = "the file is a workbook of the kind .xls, or locked with a password"
        help = "save it as .xlsx without a password, or as CSV"
        raise Unreadable([Problem("not-a-sheet", why, Span(file, 1), help=help)])
    table = delimited(source, file, SHEET, encoding, separator)
    return Grid(file, (), _rows(table, file), lined=True)


def _rows(table: Delimited, file: str) -> Iterator[GridRow]:
    """The rows that hold something. Raises Unreadable for what is not CSV."""
    measure = Measure()
    try:
        for number, (line, row) in enumerate(table.rows(), 1):
            at = Span(file, line)
            if len(row) > MAX_COLUMNS or number > 2 * MAX_ROWS:  # before any of it is looked at
                raise too_large(SHEET_COLUMNS if len(row) > MAX_COLUMNS else SHEET_ROWS, at)
            found = GridRow(number, line, tuple(_cells(row, file, line, number)))
            if any(found.cells):
                measure.row(found.cells, at)
                yield found
    except NotCsv as error:
        help = 'close the quotes; quotes inside quotes are doubled: "the ""Dawn"" shot"'
        raise Unreadable([Problem("not-csv", str(error), Span(file, error.begins), help=help)]) from None


def _cells(row: Iterable[str], file: str, line: int, number: int) -> Iterator[SheetCell | None]:
    for column, text in enumerate(row, 1):
        blank = not text or text.isspace()
        yield None if blank else refuse_formula(words(text, place(file, (), line, column, number)))
