"""An OpenDocument spreadsheet in; its rows of cells out, as the sheet shows them. The only reader of .ods.

Such a file holds of each cell what it is and, as text, what it shows: the two are held against each other.
Source: OASIS OpenDocument 1.3, part 3, 9 and 19.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from xml.etree.ElementTree import ParseError, iterparse

from contracts.load import files
from contracts.load.limits import SHEET_COLUMNS, SHEET_ROWS, WORKBOOK
from contracts.load.sheet.cell import SheetCell
from contracts.load.sheet.day import shows
from contracts.load.sheet.grid import (
    FORMULA,
    MAX_COLUMNS,
    MAX_ROWS,
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
from contracts.load.sheet.numeral import exact, read_shown
from contracts.load.sheet.tab import COLUMNS, chosen
from contracts.load.sheet.unpack import damaged, part, refuse_outsized
from contracts.model.problem import Span

MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_CONTENT = "content.xml"
_NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TABLE, _OFFICE, _TEXT, _STYLE = (_NS % name for name in ("table", "office", "text", "style"))
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_ROW, _SHEET, _COLUMN = f"{_TABLE}table-row", f"{_TABLE}table", f"{_TABLE}table-column"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_ASIDE = (f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TEXT}ruby-text")
_CLOCK = re.compile(r"PT(?:([0-9]{1,5})H)?(?:([0-9]{1,5})M)?(?:([0-9]{1,5})(?:[.,][0-9]*)?S)?")
_FAULTS = (ParseError, ValueError, KeyError, IndexError, TypeError, AttributeError, ArithmeticError)


def is_opendocument(source: bytes) -> bool:
    """Whether a packed file says that it is an OpenDocument spreadsheet."""
    try:
        with part(source, "mimetype") as stream:
            return stream.read(len(MIMETYPE) + 1).strip() == MIMETYPE
    except Exception:  # zipfile raises whatever it trips over: whoever reads the file says so
        return False


def read_opendocument(source: bytes, file: str, tab: str = "") -> Grid:
    """The rows of the sheet `tab`; without it of "Deals", or of the only sheet that can be seen.

    Raises Unreadable.
    """
    files.bounded(source, file, WORKBOOK)
    refuse_outsized(source, file)
    try:
        survey = _survey(source)
    except Exception as error:  # a part that is missing, or packed as nobody unpacks it
        raise damaged(file, error) from None
    title = chosen(survey.seen, file, tab)
    sheet = _Sheet(title)
    merged = tuple(survey.merged.get(title, ()))
    return Grid(file, (title,), _rows(source, file, sheet), survey.labels, merged, sheet.hidden)


@dataclass(slots=True)
class _Survey:
    """What is asked of a whole file: which sheets can be seen, what is merged, what the hidden sheet says."""

    seen: dict[str, bool] = field(default_factory=dict)
    merged: dict[str, list[Merged]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Sheet:
    """The sheet that is read, and its hidden columns."""

    title: str
    hidden: set[int] = field(default_factory=set)
    columns: int = 0


def _elements(source: bytes) -> Iterator[tuple[str, Any, str]]:
    """The beginnings of sheets and the ends of columns, rows and styles, each with its sheet's name."""
    with part(source, _CONTENT) as stream:
        inside: list[str] = []
        for event, element in iterparse(stream, ("start", "end")):
            if element.tag == _SHEET and event == "start":
                inside.append(element.get(f"{_TABLE}name", ""))
                if len(inside) == 1:
                    yield event, element, inside[0]
            elif element.tag == _SHEET:
                inside.pop()
                element.clear()
            elif event == "end" and len(inside) == 1 and element.tag in (_ROW, _COLUMN):
                yield event, element, inside[0]
                element.clear()
            elif event == "end" and element.tag == f"{_STYLE}style":
                yield event, element, ""
                element.clear()


def _survey(source: bytes) -> _Survey:
    found, unseen, number = _Survey(), set[str](), 0
    for _, element, title in _elements(source):
        if element.tag == f"{_STYLE}style":
            looks = element.find(f"{_STYLE}table-properties")
            if looks is not None and looks.get(f"{_TABLE}display") == "false":
                unseen.add(element.get(f"{_STYLE}name", ""))
        elif element.tag == _SHEET:
            found.seen.setdefault(title, element.get(f"{_TABLE}style-name", "") not in unseen)
            number = 1
        elif element.tag == _ROW:
            for column, _, cell in _cells(element):
                over = int(cell.get(f"{_TABLE}number-columns-spanned", 1))
                down = int(cell.get(f"{_TABLE}number-rows-spanned", 1))
                if over > 1 or down > 1:
                    block = Merged(number, column, number + down - 1, column + over - 1)
                    found.merged.setdefault(title, []).append(block)
            if title == COLUMNS and number > 1:
                told = {column: _text(cell) for column, _, cell in _cells(element) if column <= 2}
                if told.get(1) and told.get(2) and len(found.labels) < MAX_COLUMNS:
                    found.labels[told[1]] = told[2]
            number += _times(element, "rows")
    return found


def _rows(source: bytes, file: str, sheet: _Sheet) -> Iterator[GridRow]:
    """The rows that hold something. Raises Unreadable where there are too many, or too wide ones."""
    measure, number = Measure(), 1
    try:
        for _, element, title in _elements(source):
            if title != sheet.title:
                continue
            if element.tag == _COLUMN:
                _hide(element, sheet)
            elif element.tag == _ROW:
                again = _times(element, "rows")
                unseen = element.get(f"{_TABLE}visibility", "visible") != "visible"
                for number_here in range(number, number + again):
                    cells = tuple(_made(element, file, sheet.title, number_here))
                    if not any(cells):
                        break  # nor does it hold anything the next time
                    if again > MAX_ROWS:
                        raise too_large(SHEET_ROWS, Span(file, number_here, trail=(sheet.title,)))
                    measure.row(cells, Span(file, number_here, trail=(sheet.title,)))
                    yield GridRow(number_here, number_here, cells, unseen)
                number += again
    except _FAULTS as error:
        raise damaged(file, error) from None


def _hide(element: Any, sheet: _Sheet) -> None:
    again = _times(element, "columns")
    if element.get(f"{_TABLE}visibility", "visible") != "visible":
        last = min(sheet.columns + again, MAX_COLUMNS)
        sheet.hidden.update(range(sheet.columns + 1, last + 1))
    sheet.columns += again


def _times(element: Any, what: str) -> int:
    return max(1, int(element.get(f"{_TABLE}number-{what}-repeated", 1)))


def _cells(row: Any) -> Iterator[tuple[int, int, Any]]:
    """The cells of a row that hold something, each with its first column and how often it is there."""
    column = 1
    for cell in row:
        if cell.tag in _CELLS:
            again = _times(cell, "columns")
            if len(cell) or cell.get(f"{_OFFICE}value-type") or cell.get(f"{_TABLE}formula"):
                yield column, again, cell
            column += again


def _made(row: Any, file: str, title: str, number: int) -> Iterator[SheetCell | None]:
    here = 1
    for column, again, element in _cells(row):
        if element.tag == _CELLS[1]:
            continue  # covered by a merged cell: nobody sees it
        for at in range(column, column + again):
            span = place(file, (title,), number, at, number)
            cell = _cell(element, span)
            if cell is None:
                break
            if at > MAX_COLUMNS:
                raise too_large(SHEET_COLUMNS, Span(file, number, trail=(title,)))
            while here < at:
                yield None
                here += 1
            yield cell
            here += 1


def _cell(element: Any, span: Span) -> SheetCell | None:
    if element.get(f"{_TABLE}formula"):
        return faulty(span, "formula", FORMULA, "paste the value in its place (Paste special, Values)")
    said = _text(element)
    text = said.strip()
    if element.get(f"{_CALC}value-type") == "error":
        return faulty(
            span, "bad-value", f"the cell holds the error {text}", "put it right, or clear the cell"
        )

    def attribute(name: str) -> str:
        return str(element.get(_OFFICE + name, ""))

    match attribute("value-type"):
        case "float" | "percentage" | "currency" as kind:
            value = float(attribute("value"))
            if not abs(value) < 1e15:
                return faulty(
                    span, "out-of-range", "the number is too large to be exact", "15 digits at most"
                )
            number = exact(int(value) if value == int(value) else value)
            return number_cell(number, read_shown(number, text, attribute("currency"), kind), span)
        case "date":
            return _day(attribute("date-value"), text, span)
        case "time":
            return _clock(attribute("time-value"), text, span)
        case "boolean":
            return SheetCell(attribute("boolean-value") == "true", span)
        case _:
            return words(said if text else attribute("string-value"), span)


def _day(value: str, text: str, span: Span) -> SheetCell:
    day, _, time = value.partition("T")
    found = date.fromisoformat(day)
    if time.strip("0:.Z"):
        return faulty(span, "bad-value", "the cell holds a time of day", "a date alone, or text")
    if not shows(text, found):
        why = f'the cell holds {day}, and shows "{text[:40]}"'
        help = "choose a format that shows day, month and year"
        return faulty(span, "other-than-shown", why, help)
    return SheetCell(found, span)


def _clock(value: str, text: str, span: Span) -> SheetCell:
    found = _CLOCK.fullmatch(value)
    if found and text.count(":") == 2 and text.replace(":", "").isdecimal():
        seconds = sum(int(figure or 0) * of for figure, of in zip(found.groups(), (3600, 60, 1), strict=True))
        return SheetCell(f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}", span)
    if found and re.fullmatch(r"[0-9]{1,3}:[0-9]{2}", text):
        return SheetCell(f"{int(text.partition(':')[0])}:{text.partition(':')[2]}", span)
    why = "the cell holds a time of day, and does not show all of it"
    return faulty(span, "bad-value", why, "show it as h:mm:ss, or type it as text")


def _text(cell: Any) -> str:
    """What a cell shows: its paragraphs, without notes beside it."""
    return "\n".join("".join(_said(said)) for said in cell if said.tag == f"{_TEXT}p")


def _said(element: Any) -> Iterator[str]:
    yield element.text or ""
    for inner in element:
        if inner.tag == f"{_TEXT}s":
            yield " " * min(int(inner.get(f"{_TEXT}c", 1)), 100)
        elif inner.tag == f"{_TEXT}tab":
            yield "\t"
        elif inner.tag == f"{_TEXT}line-break":
            yield "\n"
        elif inner.tag not in _ASIDE:
            yield from _said(inner)
        yield inner.tail or ""
