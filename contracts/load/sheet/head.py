"""The rows of a grid in; its columns, each a field of the deal, and the rows below them, out.

Without a map the first row names the fields. With one, the map says which head fills which field, and a
head that it does not know is refused: nothing is left alone unless the map says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from contracts.load.sheet.cell import SheetCell
from contracts.load.sheet.columns import SheetColumn, entry_of, find, known
from contracts.load.sheet.grid import Grid, GridRow
from contracts.load.sheet.sheetmap import MapColumn, SheetMap, folded
from contracts.load.suggest import suggest
from contracts.model.deal import Path
from contracts.model.problem import Problem, Problems, Span, Unreadable

SEARCHED = 200
"""The rows in which the heads are looked for, where the map does not say which row they are in."""


@dataclass(frozen=True, slots=True)
class Head:
    """The row of the heads, its columns, and the rows below it.

    `mapped` has the entry of the map for each column, `named` the number of each column by its head, of
    those too that are left alone.
    """

    row: GridRow
    columns: tuple[SheetColumn, ...]
    rows: Iterator[GridRow]
    mapped: tuple[MapColumn, ...] = ()
    named: Mapping[str, int] = field(default_factory=dict)


def head_of(grid: Grid, base: Mapping[str, Any], unused: Collection[str], how: SheetMap | None) -> Head:
    """The columns of a grid. Raises Unreadable where any of them is not plain: no row can be told then."""
    problems = Problems()
    if how is None:
        row = next(grid.rows, None)
        if row is None:
            raise _nothing(grid, "the first row names the columns")
        columns = tuple(_fields(row, grid.labels, known(base, unused), problems))
        if problems.found:
            raise Unreadable(problems.found)
        return Head(row, columns, grid.rows)
    row, rows = _found(grid, how)
    pairs = tuple(_mapped(row, how, problems))
    if problems.found:
        raise Unreadable(problems.found)
    named = {folded(cell.text): i for i, cell in enumerate(row.cells, 1) if cell is not None}
    return Head(row, tuple(column for column, _ in pairs), rows, tuple(m for _, m in pairs), named)


def _nothing(grid: Grid, help: str) -> Unreadable:
    why = f'the sheet "{grid.trail[0]}" is empty' if grid.trail else "the file is empty"
    return Unreadable([Problem("not-a-sheet", why, Span(grid.file, 1, trail=grid.trail), help=help)])


def _fields(
    row: GridRow, labels: Mapping[str, str], paths: tuple[str, ...], problems: Problems
) -> Iterator[SheetColumn]:
    seen: dict[Path, Span] = {}
    for number, cell in enumerate(row.cells, 1):
        if cell is None:
            continue
        if problems.full:
            problems.stop(cell.span)
            return
        if not _is_head(cell):
            why = cell.fault.message if cell.fault else "a header is text"
            problems.add("unknown-column", why, cell.span, help="the first row names the fields of the deal")
            continue
        found = find(str(cell.value), cell.span, labels, paths)
        if isinstance(found, Problem):
            problems.found.append(found)
        elif found in seen:
            why = f"two columns are for {'.'.join(map(str, found))}: {seen[found].trail[-1]} as well"
            problems.add("duplicate-key", why, cell.span, help="keep one of the two")
        else:
            seen[found] = cell.span
            yield SheetColumn(number, found, cell.span, _entry(str(cell.value), found))


def _entry(header: str, path: Path) -> int:
    return entry_of(header, path) if "." in header else 0


def _is_head(cell: SheetCell) -> bool:
    return cell.fault is None and isinstance(cell.value, str)


def _found(grid: Grid, how: SheetMap) -> tuple[GridRow, Iterator[GridRow]]:
    """The row of the heads, and the rows below it. Raises Unreadable where there is none."""
    needed = [column for column in how.columns if not column.optional]
    best: tuple[int, GridRow] | None = None
    seen = []
    for row in grid.rows:
        if how.header:
            if row.number == how.header:
                return row, grid.rows
            if row.number > how.header:
                break
            continue
        seen.append(row)
        held = {folded(cell.text) for cell in row.cells if cell is not None and _is_head(cell)}
        score = sum(any(folded(name) in held for name in column.names) for column in needed)
        if best is None or score > best[0]:
            best = (score, row)
        if score == len(needed):
            return row, grid.rows
        if row.number > SEARCHED:
            break
    if how.header:
        why = f"row {how.header} is blank, and the map says that it holds the heads"
        span = Span(grid.file, 1, trail=(*grid.trail, f"A{how.header}"))
        raise Unreadable([Problem("missing-column", why, span, help=f"put sheet.header right in {how.file}")])
    if best is None:
        raise _nothing(grid, f"the map {how.file} looks for its heads")
    below = [row for row in seen if row.number > best[1].number]
    return best[1], chain(below, grid.rows)  # what it lacks is told of that row


def _mapped(row: GridRow, how: SheetMap, problems: Problems) -> Iterator[tuple[SheetColumn, MapColumn]]:
    """The columns that the map knows; what it misses in the row, and what the row has besides, is told."""
    heads = {folded(name): column for column in how.columns for name in column.names}
    leave = {folded(name) for name in how.leave}
    seen: dict[str, Span] = {}
    for number, cell in enumerate(row.cells, 1):
        if cell is None:
            continue
        if problems.full:
            problems.stop(cell.span)
            return
        name = folded(cell.text)
        if name in leave and cell.fault is None:
            continue
        column = heads.get(name) if cell.fault is None else None
        if column is None:
            near = suggest(name, heads, show=0)
            help = f"name it in {how.file}: under columns with its field, or under leave"
            why = f'the map does not know the column "{cell.text[:60]}"'
            problems.add("unknown-column", why, cell.span, help=f"{near} {help}".strip())
        elif column.field in seen:
            why = f"two columns are for {column.field}: {seen[column.field].trail[-1]} as well"
            problems.add("duplicate-key", why, cell.span, help="keep one of the two")
        else:
            seen[column.field] = cell.span
            yield SheetColumn(number, column.path, cell.span, column.entry), column
    for column in how.columns:
        if column.field not in seen and not column.optional:
            names = " or ".join(f'"{name[:60]}"' for name in column.names[:3])
            why = f"no column of the sheet is headed {names}, in row {row.number}"
            help = f"add what the head says now to {column.field}, or say there: optional: true"
            problems.add("missing-column", why, column.span, help=help)


def column_number(name: str, head: Head, how: SheetMap, span: Span | None) -> int:
    """The column that a map names by its head or by its field. Raises Unreadable."""
    for column, mapped in zip(head.columns, head.mapped, strict=True):
        if name == mapped.field or folded(name) in map(folded, mapped.names):
            return column.number
    if (number := head.named.get(folded(name))) is not None:
        return number
    why = f'the sheet has no column "{name[:60]}"'
    help = suggest(folded(name), head.named) or "name a head of the sheet, or a field under columns"
    raise Unreadable([Problem("missing-column", why, span or Span(how.file, 1), help=help)])
