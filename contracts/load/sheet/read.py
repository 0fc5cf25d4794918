"""A deal sheet (CSV, XLSX or ODS) in; its columns and rows out, each cell with its place.

Each row is one deal, told as what differs from a base; with a map that groups them, several rows are.
This is the one road from a sheet to rows, as `lay` is from a row to the document of its deal.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from contracts.load import files
from contracts.load.deal.fields import schema
from contracts.load.limits import SHEET, WORKBOOK
from contracts.load.rule import rule_at
from contracts.load.sheet.columns import SheetColumn
from contracts.load.sheet.deals import deals_in
from contracts.load.sheet.extent import Extent
from contracts.load.sheet.grid import Grid, GridRow, Merged, letters, place
from contracts.load.sheet.head import Head, head_of
from contracts.load.sheet.held import holds_map, map_in, read_by
from contracts.load.sheet.opendocument import is_opendocument, read_opendocument
from contracts.load.sheet.row import SheetRow
from contracts.load.sheet.sheetmap import SheetMap
from contracts.load.sheet.signs import money_of
from contracts.load.sheet.tab import MAP
from contracts.load.sheet.text import text_grid
from contracts.load.sheet.understand import understood
from contracts.load.sheet.workbook import read_workbook
from contracts.model.problem import Problem, Severity, Span, Unreadable

WORKBOOKS = (".xlsx", ".xlsm", ".ods")
ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns of a sheet, each a field of the deal, and its rows.

    `notes` tell what of the sheet cannot be seen and was read all the same, or can be seen and was not;
    `manifests` is the encoding of the manifests that its rows name, where the map says it.
    """

    file: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]
    notes: tuple[Problem, ...] = ()
    manifests: str = ""


def load_sheet(
    path: Path,
    base: Mapping[str, Any],
    tab: str = "",
    how: SheetMap | None = None,
    unused: Collection[str] = (),
) -> Sheet:
    """Read the sheet at `path`, whose rows lie over `base`. Raises Unreadable."""
    return read_sheet(*opened(path), base, tab, how, unused)


def opened(path: Path) -> tuple[bytes, str]:
    """The bytes of a sheet and what it is called. Raises Unreadable."""
    limit = WORKBOOK if path.suffix.lower() in WORKBOOKS else SHEET
    return files.read_input(path, limit), files.name_of(path)


def read_grid(source: bytes, file: str, tab: str = "", encoding: str = "", separator: str = "") -> Grid:
    """The sheet in `source` as it stands: a workbook if it is one, else text. Raises Unreadable."""
    if source[:4] != ZIP:
        return text_grid(source, file, encoding, separator)
    return (read_opendocument if is_opendocument(source) else read_workbook)(source, file, tab)


def read_sheet(
    source: bytes,
    file: str,
    base: Mapping[str, Any],
    tab: str = "",
    how: SheetMap | None = None,
    unused: Collection[str] = (),
) -> Sheet:
    """The sheet in `source`, read by the map `how`, or by the one that it holds, where there is one;
    `unused` are groups of the deal that no short header means.

    Raises Unreadable, also for a wrong header: no row can be told then.
    """
    notes: tuple[Problem, ...] = ()
    if how is None and source[:4] == ZIP and holds_map(source):
        how, notes = map_in(read_grid(source, file, MAP)), (read_by(file),)
    named = (how.encoding, how.separator) if how is not None else ("", "")
    grid = read_grid(source, file, tab or (how.tab if how is not None else ""), *named)
    head = head_of(grid, base, unused, how)
    extent = Extent(head, grid, how)
    rows = tuple(deals_in(_told(extent.rows(), head, grid, how), head, how))
    _refuse_merged(grid.merged, head.row.number, extent.last, grid, grouped=bool(how and how.by))
    if not rows:
        span = Span(file, 1, trail=grid.trail)
        raise Unreadable(
            [Problem("empty-sheet", "the sheet has no row", span, help="add a row for each deal")]
        )
    notes += (*_unseen_columns(grid, head.columns), *extent.notes())
    return Sheet(file, head.columns, rows, notes, how.manifests if how is not None else "")


def _told(
    rows: Iterator[GridRow], head: Head, grid: Grid, how: SheetMap | None
) -> Iterator[tuple[GridRow, SheetRow]]:
    """Each row with its cells as the map understands them."""
    money = [_money_of(column, head) for column in head.columns]
    known = {column.number for column in head.columns} | set(head.named.values() if how else ())
    for row in rows:
        faults = list(_misplaced(row, head, grid, known))
        found = []
        for i, column in enumerate(head.columns):
            cell = row.cells[column.number - 1] if column.number <= len(row.cells) else None
            if cell is not None and how is not None:
                cell = understood(cell, head.mapped[i], how)
            if cell is not None and cell.fault is not None:
                faults.append(cell.fault)
            elif cell is not None and money[i] and not cell.currencies and not cell.percent:
                cell = replace(cell, currencies=money[i])
            found.append(cell)
        if row.hidden:
            faults.append(_unseen(row, grid))
        at = place(grid.file, grid.trail, row.line, 1, row.number)
        yield row, SheetRow(row.number, at, tuple(found), tuple(faults))


def _money_of(column: SheetColumn, head: Head) -> tuple[str, ...]:
    """The money that a column of sums is in, where its head says so."""
    cell = head.row.cells[column.number - 1]
    sums = rule_at(schema(), column.path).get("coerce") == "amount"
    return money_of(cell.text) if cell is not None and sums else ()


def _unseen(row: GridRow, grid: Grid) -> Problem:
    span = place(grid.file, grid.trail, row.line, 1, row.number)
    help = "show the row and look at it, or delete it; in a map, sheet.hidden: skip leaves it out"
    return Problem("hidden-row", f"row {row.number} is hidden, and was read", span, Severity.WARNING, help)


def _misplaced(row: GridRow, head: Head, grid: Grid, known: set[int]) -> Iterator[Problem]:
    """Cells of a row that no column stands for."""

    def at(number: int) -> Span:
        return place(grid.file, grid.trail, row.line, number, row.number)

    width = len(head.row.cells)
    surplus = any(found is not None for found in row.cells[width:])
    if grid.lined and (surplus or len(row.cells) < width):
        why = f"the row has {len(row.cells)} cells, the header {width}"
        help = (
            "put a cell that holds the separator in double quotes" if surplus else "write blank cells as well"
        )
        yield Problem("bad-row", why, at(1), help=help)
        return
    for i, found in enumerate(row.cells, 1):
        if found is not None and i not in known:
            why = f"the cell is in a column without a header ({letters(i)})"
            help = f"name the column in row {head.row.number}, or clear the cell"
            yield Problem("bad-row", why, at(i), help=help)


def _refuse_merged(merged: tuple[Merged, ...], first: int, last: int, grid: Grid, *, grouped: bool) -> None:
    """A merged cell holds one value and looks as if it held many. Raises Unreadable.

    Above the heads and below the rows it is no matter. Where rows belong together, one column of them may
    be merged: what stands once is true of all.
    """
    for block in merged:
        if block.last_row < first or block.first_row > last:
            continue
        if grouped and block.first_column == block.last_column and block.first_row > first:
            continue
        why = f"the cells {block} are merged: it is not plain which rows their value is for"
        span = Span(grid.file, 1, trail=(*grid.trail, str(block)))
        raise Unreadable([Problem("not-a-sheet", why, span, help="split them, and fill in every row")])


def _unseen_columns(grid: Grid, columns: tuple[SheetColumn, ...]) -> Iterator[Problem]:
    for column in columns:
        if column.number in grid.hidden:
            why = f"column {letters(column.number)} is hidden, and fills {column.dotted}"
            help = "show the column and look at it, or delete it"
            yield Problem("hidden-row", why, column.span, Severity.WARNING, help)
