"""An Excel workbook in; its rows of cells out, as the workbook shows them. The only reader of .xlsx.

Nothing is worked out: a cell that holds a formula says so. The file is bounded before it is opened.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError, SubElement, iterparse

from contracts.load import files
from contracts.load.limits import SHEET_COLUMNS, WORKBOOK
from contracts.load.sheet.cell import SheetCell
from contracts.load.sheet.grid import FORMULA, MAX_COLUMNS, Grid, GridRow, Measure, place, too_large, words
from contracts.load.sheet.numeral import hides, parse, shown
from contracts.load.sheet.unpack import damaged, refuse_outsized
from contracts.model.problem import Problem, Span, Unreadable

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

DEALS, COLUMNS = "Deals", "Columns"
"""The sheet of the rows, and the hidden sheet that says which field each header stands for."""

LONGEST_FORMAT, LAST_ROW = 255, 1_048_576  # what Excel allows

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z0-9:]{1,30})"')
_ESCAPED = re.compile("_x(?![Dd][89A-Fa-f])([0-9A-Fa-f]{4})_")
"""How a workbook writes a control character. Source: ECMA-376 part 1, 22.9.2.19."""

_parse = cache(parse)


def read_workbook(source: bytes, file: str, tab: str = "") -> Grid:
    """The rows of the sheet `tab`; without it of "Deals", or of the only sheet that can be seen.

    Raises Unreadable.
    """
    files.bounded(source, file, WORKBOOK)
    refuse_outsized(source, file)
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts of a workbook that are of no interest here
            book = load_workbook(io.BytesIO(source), read_only=True, keep_links=False)
        sheet = _sheet(book, file, tab)
        rows = _rows(sheet, file)
        header = next(rows, None)
        labels = _labels(book)
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises whatever it trips over
        raise damaged(file, error) from None
    if header is None:
        why = f'the sheet "{sheet.title}" is empty'
        help = "the first row names the columns"
        raise Unreadable([Problem("not-a-sheet", why, Span(file, 1, trail=(sheet.title,)), help=help)])
    _refuse_merged(source, sheet, file)
    return Grid(file, (sheet.title,), header, rows, labels)


def _sheet(book: Workbook, file: str, tab: str) -> Any:
    """The sheet to read. Raises Unreadable where it is not plain which."""
    sheets = {s.title: s for s in book.worksheets}
    seen = [s for s in sheets.values() if s.sheet_state == "visible"]
    if chosen := sheets.get(tab or DEALS):
        return chosen
    if not tab and len(seen) == 1:
        return seen[0]
    names = ", ".join(s.title for s in seen)
    why = f'there is no sheet "{tab or DEALS}"'
    help = f'name the sheet of the deals "{DEALS}", or give --tab one of: {names}'
    raise Unreadable([Problem("not-a-sheet", why, Span(file, 1), help=help)])


def _labels(book: Workbook) -> dict[str, str]:
    """What the hidden sheet says of headers: the label in its first column, the path in its second."""
    sheet = next((s for s in book.worksheets if s.title == COLUMNS), None)
    if sheet is None:
        return {}
    rows = sheet.iter_rows(min_row=2, max_row=MAX_COLUMNS, max_col=2, values_only=True)
    return {label: path for label, path in rows if isinstance(label, str) and isinstance(path, str)}


def _refuse_merged(source: bytes, sheet: Any, file: str) -> None:
    """A merged cell holds one value and looks as if it held many. Raises Unreadable."""
    with zipfile.ZipFile(io.BytesIO(source)) as parts:
        try:
            text = parts.read(sheet._worksheet_path)
        except KeyError:
            return
    if merged := _MERGED.search(text):
        cells = merged[1].decode()
        why = f"the cells {cells} are merged: it is not plain which rows their value is for"
        span = Span(file, 1, trail=(sheet.title, cells))
        raise Unreadable([Problem("not-a-sheet", why, span, help="split them, and fill in every row")])


def _rows(sheet: Any, file: str) -> Iterator[GridRow]:
    """The rows that hold something. Raises Unreadable where there are too many, or too wide ones.

    Rows and cells that are not there are not made up: a cell far down or far to the right says so in a
    few letters.
    """
    measure = Measure()
    try:
        for number, found in _told(sheet):
            if not found:
                continue
            at = Span(file, number, trail=(sheet.title,))
            if max(found) > MAX_COLUMNS:
                raise too_large(SHEET_COLUMNS, at)
            made = {
                column: _cell(cell, place(file, (sheet.title,), number, column, number))
                for column, cell in found.items()
            }
            cells = tuple(made.get(column) for column in range(1, max(found) + 1))
            if any(cells):
                measure.row(cells, at)
                yield GridRow(number, number, cells)
    except (ParseError, ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise damaged(file, error) from None


def _told(sheet: Any) -> Iterator[tuple[int, dict[int, Any]]]:
    """The rows of a sheet, each with the cells that have a value, by column.

    This is openpyxl's own reading of a cell, without what it does for a whole sheet: it fills in what is
    not there, reads what stands behind the rows, and translates formulas.
    """
    from openpyxl.cell.read_only import ReadOnlyCell
    from openpyxl.worksheet._reader import DATA_TAG, INLINE_STRING, ROW_TAG, VALUE_TAG, WorkSheetParser

    class Parser(WorkSheetParser):
        def parse_formula(self, element: Any) -> str:
            return "="

        def parse_cell(self, element: Any) -> Any:
            if element.get("t") == "inlineStr":  # a tenth of the time that openpyxl takes for it
                SubElement(element, VALUE_TAG).text = _inline(element.find(INLINE_STRING))
                element.set("t", "str")
            return super().parse_cell(element)

    book = sheet.parent
    with sheet._get_source() as source:
        parser: Any = Parser(
            source,
            sheet._shared_strings,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        ended = False
        for _, element in iterparse(source):
            if element.tag == ROW_TAG:
                before = parser.row_counter
                number, cells = parser.parse_row(element)
                element.clear()
                if not before < number <= LAST_ROW:
                    raise ValueError(f"row {str(number)[:20]} comes after row {before}")
                told = (cell for cell in cells if cell["value"] is not None)
                yield number, {cell["column"]: ReadOnlyCell(sheet, **cell) for cell in told}
            elif element.tag == DATA_TAG or ended:
                ended = True  # what stands behind the rows is read on, so that a file cut off is noticed
                element.clear()


def _inline(element: Any) -> str:
    """The text of a cell that holds its own, plain or in runs; readings of it (ruby) are not part of it."""
    if element is None:
        return ""
    space = element.tag.rpartition("}")[0] + "}"
    texts = [part for part in element if part.tag == f"{space}t"]
    texts += [part for run in element if run.tag == f"{space}r" for part in run if part.tag == f"{space}t"]
    return "".join(part.text or "" for part in texts)


def _cell(cell: Any, span: Span) -> SheetCell | None:
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f":
        return _faulty(span, "formula", FORMULA, "paste the value in its place (Paste special, Values)")
    if cell.data_type == "e":
        return _faulty(
            span, "bad-value", f"the cell holds the error {value}", "put it right, or clear the cell"
        )
    match value:
        case str():
            return words(_ESCAPED.sub(lambda code: chr(int(code[1], 16)), value), span)
        case bool():
            return SheetCell(value, span)
        case int() | float():
            return _number(value, (cell.number_format or "General")[:LONGEST_FORMAT], span)
        case datetime() if value.time() == time():
            return SheetCell(value.date(), span)
        case date() if not isinstance(value, datetime):
            return SheetCell(value, span)
        case _:
            return _faulty(span, "bad-value", "the cell holds a time of day", "a date alone, or text")


def _number(value: int | float, code: str, span: Span) -> SheetCell:
    form = _parse(code)
    if isinstance(value, float) and not abs(value) < 1e15:
        return _faulty(span, "out-of-range", "the number is too large to be exact", "15 digits at most")
    exact = shown(value, form)
    if form.scaled:
        why = f"the cell holds {exact.normalize():f}, and its format shows it in thousands or not at all"
        return _faulty(span, "hidden-decimals", why, "choose a number format that shows the whole number")
    if looks := hides(exact, form):
        why = f"the cell holds {exact.normalize():f} and shows {looks}: it is not plain which is meant"
        return _faulty(
            span, "hidden-decimals", why, "type the number as it is meant, or show all its decimals"
        )
    if form.digits > 1:
        return SheetCell(f"{int(exact):0{form.digits}d}", span)
    whole: int | Decimal = int(exact) if exact == exact.to_integral_value() else exact
    return SheetCell(whole, span, form.percent, form.currencies)


def _faulty(span: Span, rule: str, why: str, help: str) -> SheetCell:
    return SheetCell("", span, fault=Problem(rule, why, span, help=help))
