"""An Excel workbook in; its rows of cells out, as the workbook shows them. The only reader of .xlsx.

Nothing is worked out: a cell that holds a formula says so. The file is bounded before it is opened.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError, SubElement, iterparse

from contracts.load import files
from contracts.load.limits import SHEET_COLUMNS, WORKBOOK
from contracts.load.sheet.cell import SheetCell
from contracts.load.sheet.day import clock, day, is_of_days
from contracts.load.sheet.format import parse
from contracts.load.sheet.grid import (
    FORMULA,
    MAX_COLUMNS,
    Grid,
    GridRow,
    Measure,
    Merged,
    faulty,
    number_cell,
    place,
    too_large,
    words,
)
from contracts.load.sheet.numeral import exact, show, show_text
from contracts.load.sheet.tab import COLUMNS, chosen
from contracts.load.sheet.unpack import damaged, refuse_outsized
from contracts.model.problem import Span, Unreadable

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

LAST_ROW = 1_048_576  # what Excel allows

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_ESCAPED = re.compile("_x(?![Dd][89A-Fa-f])([0-9A-Fa-f]{4})_")
"""How a workbook writes a control character. Source: ECMA-376 part 1, 22.9.2.19."""


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
        states = {s.title: s.sheet_state == "visible" for s in book.worksheets}
        title = chosen(states, file, tab)
        sheet: Any = next(s for s in book.worksheets if s.title == title)
        hidden: set[int] = set()
        rows = _rows(sheet, file, hidden)
        labels, merged = _labels(book), _merged(source, sheet)
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises whatever it trips over
        raise damaged(file, error) from None
    return Grid(file, (sheet.title,), rows, labels, merged, hidden)


def _labels(book: Workbook) -> dict[str, str]:
    """What the hidden sheet says of headers: the label in its first column, the path in its second."""
    sheet = next((s for s in book.worksheets if s.title == COLUMNS), None)
    if sheet is None:
        return {}
    rows = sheet.iter_rows(min_row=2, max_row=MAX_COLUMNS, max_col=2, values_only=True)
    return {label: path for label, path in rows if isinstance(label, str) and isinstance(path, str)}


def _merged(source: bytes, sheet: Any) -> tuple[Merged, ...]:
    """The merged cells of a sheet."""
    from openpyxl.utils import column_index_from_string

    with zipfile.ZipFile(io.BytesIO(source)) as parts:
        try:
            text = parts.read(sheet._worksheet_path)
        except KeyError:
            return ()
    found = []
    for first, top, last, bottom in _MERGED.findall(text):
        left, right = (column_index_from_string(name.decode()) for name in (first, last))
        found.append(Merged(int(top), left, int(bottom), right))
    return tuple(found)


def _rows(sheet: Any, file: str, hidden: set[int]) -> Iterator[GridRow]:
    """The rows that hold something. Raises Unreadable where there are too many, or too wide ones.

    Rows and cells that are not there are not made up: a cell far down or far to the right says so in a
    few letters. Columns that are hidden are put into `hidden` before the first row comes.
    """
    measure = Measure()
    try:
        for number, found, unseen in _told(sheet, hidden):
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
                yield GridRow(number, number, cells, unseen)
    except (ParseError, ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise damaged(file, error) from None


def _told(sheet: Any, hidden: set[int]) -> Iterator[tuple[int, dict[int, Any], bool]]:
    """The rows of a sheet, each with the cells that have a value, by column; and whether it is hidden.

    This is openpyxl's own reading of a cell, without what it does for a whole sheet: it fills in what is
    not there, reads what stands behind the rows, and translates formulas.
    """
    from openpyxl.cell.read_only import ReadOnlyCell
    from openpyxl.worksheet._reader import (
        COL_TAG,
        DATA_TAG,
        INLINE_STRING,
        ROW_TAG,
        VALUE_TAG,
        WorkSheetParser,
    )

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
        parser: Any = Parser(source, sheet._shared_strings, epoch=book.epoch)  # a date is a number here
        ended = False
        for _, element in iterparse(source):
            if element.tag == COL_TAG:
                _hide(element, hidden)
                element.clear()
            elif element.tag == ROW_TAG:
                unseen = element.get("hidden") in ("1", "true") or element.get("ht") == "0"
                before = parser.row_counter
                number, cells = parser.parse_row(element)
                element.clear()
                if not before < number <= LAST_ROW:
                    raise ValueError(f"row {str(number)[:20]} comes after row {before}")
                told = (cell for cell in cells if cell["value"] is not None)
                yield number, {cell["column"]: ReadOnlyCell(sheet, **cell) for cell in told}, unseen
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


def _hide(element: Any, hidden: set[int]) -> None:
    if element.get("hidden") in ("1", "true") or element.get("width") == "0":
        first, last = int(element.get("min", 0)), int(element.get("max", 0))
        hidden.update(range(max(1, first), min(last, MAX_COLUMNS) + 1))


def _cell(cell: Any, span: Span) -> SheetCell | None:
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f":
        return faulty(span, "formula", FORMULA, "paste the value in its place (Paste special, Values)")
    if cell.data_type == "e":
        return faulty(
            span, "bad-value", f"the cell holds the error {value}", "put it right, or clear the cell"
        )
    code = cell.number_format or "General"
    match value:
        case str():
            return _text(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), value), code, span)
        case bool():
            return SheetCell(value, span)
        case int() | float():
            if isinstance(value, float) and not abs(value) < 1e15:
                return faulty(
                    span, "out-of-range", "the number is too large to be exact", "15 digits at most"
                )
            if is_of_days(code):
                return _of_days(value, code, cell.parent.parent.epoch, span)
            return number_cell(exact(value), show(exact(value), code), span)
        case date():
            return _day(value, code, span)
        case time():
            length = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
            return _clock(length, code, span)
        case _:
            return faulty(span, "bad-value", "the cell holds a time of day", "a date alone, or text")


def _text(text: str, code: str, span: Span) -> SheetCell | None:
    cell = words(text, span)
    if cell is None or cell.fault is not None or code in ("General", "@"):
        return cell
    shown = show_text(str(cell.value), code)
    if shown.fault:
        return faulty(span, "other-than-shown", f"the cell does not show what {shown.fault}", _AS_TEXT)
    return words(shown.text, span)


_AS_TEXT = "format the cell as text, and type it as it is meant"


def _of_days(value: int | float, code: str, epoch: datetime, span: Span) -> SheetCell:
    """A number that is shown as a date or as a time."""
    from openpyxl.utils.datetime import from_excel

    if not any(unit[0] in "yd" or unit == "mmm" for unit in parse(code).sections[0].units):
        return _clock(timedelta(days=float(value)), code, span)
    try:
        found = from_excel(value, epoch)
    except (OverflowError, ValueError):
        found = None
    if not isinstance(found, date):
        why = f"the cell holds {value}, which is no date"
        return faulty(span, "bad-value", why, "type the date anew, or choose a number format")
    return _day(found, code, span)


def _day(value: date, code: str, span: Span) -> SheetCell:
    found = day(value, code)
    if isinstance(found, date):
        return SheetCell(found, span)
    timed = isinstance(value, datetime) and value.time() != time()
    help = "a date alone, or text" if timed else "choose a format that shows day, month and year"
    return faulty(span, "bad-value" if timed else "other-than-shown", found, help)


def _clock(length: timedelta, code: str, span: Span) -> SheetCell:
    if shown := clock(length, code):
        return SheetCell(shown, span)
    why = "the cell holds a time of day, and does not show all of it"
    return faulty(span, "bad-value", why, "show it as h:mm:ss, or type it as text")
