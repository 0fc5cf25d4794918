"""Tables in; a workbook out, whose bytes are the same for the same tables.

What stands in a cell is data: text that starts like a formula is text, and stays it when edited.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from contracts.load.sheet.grid import letters

if TYPE_CHECKING:
    from openpyxl import Workbook

INK, TEAL, LINE, PAPER = "2B2622", "125063", "ECDFD0", "FFFAF3"
"""The colours of the summary, so that all that comes out looks like one house's."""

MOST = 32_000  # characters in a cell: Excel takes 32,767
_MADE = b"2000-01-01T00:00:00Z"
_WHEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its name, the heads of its columns, its rows, and the widths of the first columns."""

    name: str
    head: tuple[str, ...]
    rows: Sequence[tuple[str | int, ...]]
    widths: tuple[int, ...] = ()


def workbook(tables: Sequence[Table]) -> bytes:
    """A workbook with a sheet for each table, its head frozen and ready to be filtered."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    book = Workbook(write_only=True)
    top = Alignment(vertical="top", wrap_text=True)
    for table in tables:
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = f"A1:{letters(len(table.head))}{len(table.rows) + 1}"
        for i, _ in enumerate(table.head, 1):
            width = table.widths[i - 1] if i <= len(table.widths) else 14
            sheet.column_dimensions[letters(i)].width = width
        head = [WriteOnlyCell(sheet, name) for name in table.head]
        for cell in head:
            dress_head(cell)
        sheet.append(head)
        for row in table.rows:
            cells = []
            for value in row:
                cell = WriteOnlyCell(sheet)
                put(cell, value)
                cell.alignment = top
                cells.append(cell)
            sheet.append(cells)
    return saved(book)


def put(cell: Any, value: str | int) -> None:
    """Put a value into a cell as what it is: a number, or text that never counts as a formula."""
    if isinstance(value, str):
        text = "".join(c if c.isprintable() or c == "\n" else repr(c)[1:-1] for c in value)
        cell._value, cell.data_type = text[:MOST], "s"
        cell.quotePrefix = text[:1] in ("=", "+", "-", "@")  # text even after somebody edits it
    else:
        cell.value = value


def dress_head(cell: Any) -> None:
    """The look of the head of a column."""
    from openpyxl.styles import Alignment, Font, PatternFill

    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor=TEAL)
    cell.alignment = Alignment(vertical="center", wrap_text=True)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook, without the time at which it was written."""
    written = io.BytesIO()
    book.save(written)
    again = io.BytesIO()
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as timeless:
        for part in parts.infolist():
            content = parts.read(part)
            if part.filename == "docProps/core.xml":
                content = _WHEN.sub(rb"\g<1>" + _MADE, content)
            entry = zipfile.ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            timeless.writestr(entry, content)
    return again.getvalue()
