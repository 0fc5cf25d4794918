"""An Excel workbook in; its rows of cells out, as the workbook shows them. The only reader of .xlsx.

Nothing is worked out: a cell that holds a formula says so. The file is bounded before it is opened.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from contracts.load import files
from contracts.load.limits import WORKBOOK
from contracts.load.sheet.cell import Cell
from contracts.load.sheet.grid import FORMULA, MAX_COLUMNS, MAX_ROWS, Grid, GridRow, place, words
from contracts.load.sheet.numeral import hides, parse, shown
from contracts.model.problem import Problem, Span, Unreadable

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

MAX_UNPACKED = 500_000_000
MAX_PARTS = 2_000
DEALS, COLUMNS = "Deals", "Columns"
"""The sheet of the rows, and the hidden sheet that says which field each header stands for."""

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z0-9:]{1,30})"')
_ESCAPED = re.compile("_x(?![Dd][89A-Fa-f])([0-9A-Fa-f]{4})_")
"""How a workbook writes a control character. Source: ECMA-376 part 1, 22.9.2.19."""

_parse = cache(parse)


def read_workbook(source: bytes, file: str, tab: str = "") -> Grid:
    """The rows of the sheet `tab`; without it of "Deals", or of the only sheet that can be seen.

    Raises Unreadable.
    """
    files.bounded(source, file, WORKBOOK)
    _bounded(source, file)
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
        raise _damaged(file, error) from None
    if header is None:
        why = f'the sheet "{sheet.title}" is empty'
        help = "the first row names the columns"
        raise Unreadable([Problem("not-a-sheet", why, Span(file, 1, trail=(sheet.title,)), help=help)])
    _refuse_merged(source, sheet, file)
    return Grid(file, (sheet.title,), header, rows, labels)


def _damaged(file: str, error: Exception) -> Unreadable:
    why = f"the file is no workbook that can be read: {error or type(error).__name__}"
    help = "open it and save it anew as .xlsx"
    return Unreadable([Problem("not-a-sheet", why[:200], Span(file, 1), help=help)])


def _bounded(source: bytes, file: str) -> None:
    """Refuse what unfolds to too much, and XML that declares entities. Raises Unreadable."""
    size = 0
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as parts:
            if len(parts.infolist()) > MAX_PARTS:
                raise _too_large(file)
            for part in parts.infolist():
                size += part.file_size
                if size > MAX_UNPACKED:
                    raise _too_large(file)
                if part.filename.lower().endswith((".xml", ".rels")):
                    _plain_xml(parts.read(part), file)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise _damaged(file, error) from None


def _too_large(file: str) -> Unreadable:
    why = f"the workbook unfolds to more than {MAX_UNPACKED // 1_000_000} MB"
    return Unreadable([Problem("too-large", why, Span(file, 1))])


def _plain_xml(text: bytes, file: str) -> None:
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text or b"\0" in text[:200]:
        raise _damaged(file, ValueError("a part of it declares a document type or is not UTF-8"))


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
    """The rows that hold something. Raises Unreadable where there are too many, or too wide ones."""
    sheet.reset_dimensions()  # what a file says of its size need not be so
    found = 0
    try:
        for number, row in enumerate(sheet.iter_rows(max_row=1_048_576), 1):
            if len(row) > MAX_COLUMNS and any(c.value is not None for c in row[MAX_COLUMNS:]):
                why = f"the sheet has more than {MAX_COLUMNS} columns"
                raise Unreadable([Problem("too-large", why, Span(file, number, trail=(sheet.title,)))])
            cells = tuple(
                _cell(cell, place(file, (sheet.title,), number, column, number))
                for column, cell in enumerate(row[:MAX_COLUMNS], 1)
            )
            if not any(cells):
                continue
            found += 1
            if found > MAX_ROWS + 1:
                why = f"the sheet has more than {MAX_ROWS:,} rows"
                raise Unreadable([Problem("too-large", why, Span(file, number, trail=(sheet.title,)))])
            yield GridRow(number, number, cells)
    except (ParseError, ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise _damaged(file, error) from None


def _cell(cell: Any, span: Span) -> Cell | None:
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
            return Cell(value, span)
        case int() | float():
            return _number(value, cell.number_format or "General", span)
        case datetime() if value.time() == time():
            return Cell(value.date(), span)
        case date() if not isinstance(value, datetime):
            return Cell(value, span)
        case _:
            return _faulty(span, "bad-value", "the cell holds a time of day", "a date alone, or text")


def _number(value: int | float, code: str, span: Span) -> Cell:
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
        return Cell(f"{int(exact):0{form.digits}d}", span)
    whole: int | Decimal = int(exact) if exact == exact.to_integral_value() else exact
    return Cell(whole, span, form.percent, form.currencies)


def _faulty(span: Span, rule: str, why: str, help: str) -> Cell:
    return Cell("", span, fault=Problem(rule, why, span, help=help))
