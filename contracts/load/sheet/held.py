"""A workbook in; the map that it holds in its sheet "Map", out: a line of its YAML in each cell of column A.

Such a map goes wherever its sheet goes. What is wrong with it is told at its cell.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

from contracts.load.limits import UNPACKED
from contracts.load.sheet.grid import Grid, place
from contracts.load.sheet.sheetmap import SheetMap, read_map
from contracts.load.sheet.tab import MAP
from contracts.model.problem import Problem, Problems, Severity, Span, Unreadable

_NAMED = re.compile(rb"<(?:\w+:)?(?:sheet|table)\s[^>]{0,900}?name\s*=\s*[\"']%s[\"']" % MAP.encode())
_PIECE, _TAG = 1 << 16, 1_000
_LISTED = ("xl/workbook.xml", "content.xml")
"""Where a workbook lists its sheets: of XLSX, of ODS."""


def holds_map(source: bytes) -> bool:
    """Whether a packed file names a sheet "Map". What is damaged or too large is for its reader to refuse."""
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as parts:
            for name in _LISTED:
                if name in parts.namelist() and parts.getinfo(name).file_size <= UNPACKED.most:
                    return _names(parts, name)
    except Exception:  # zipfile raises whatever it trips over
        return False
    return False


def _names(parts: zipfile.ZipFile, name: str) -> bool:
    before = b""
    with parts.open(name) as stream:
        while piece := stream.read(_PIECE):
            if _NAMED.search(before + piece):
                return True
            before = piece[-_TAG:]
    return False


def map_in(grid: Grid) -> SheetMap:
    """The map that the grid of a sheet "Map" says. Raises Unreadable, at its cells."""
    lines, places = _lines(grid)

    def at(span: Span) -> Span:
        return places[min(span.line, len(places)) - 1]

    try:
        found = _placed(read_map("\n".join(lines).encode(), f"{grid.file}!{MAP}"), at)
    except Unreadable as unreadable:
        told = tuple(replace(p, span=at(p.span) if p.span else places[0]) for p in unreadable.problems)
        raise Unreadable(told) from None
    found.settled()
    return found


def _lines(grid: Grid) -> tuple[list[str], list[Span]]:
    """The lines of the map, and the cell of each; a cell may hold several. Raises Unreadable."""
    lines, places, problems = list[str](), list[Span](), Problems()
    for row in grid.rows:
        while len(lines) < row.number - 1:  # blank rows, unless a cell above holds more lines than one
            lines.append("")
            places.append(place(grid.file, grid.trail, row.line, 1, len(lines)))
        for cell in row.cells:
            if cell is None:
                continue
            if cell.fault is not None:
                problems.found.append(cell.fault)
            elif cell is not row.cells[0]:
                why = "a map stands in column A alone, a line of it in each cell"
                help = f"put what is here into column A, or take the sheet {MAP} away and give --map"
                problems.add("not-a-map", why, cell.span, help=help)
            else:
                said = (" " * cell.indent + cell.text).split("\n")
                lines += said
                places += [cell.span] * len(said)
    if problems.found:
        raise Unreadable(problems.found)
    return lines, places or [Span(grid.file, 1, trail=grid.trail)]


def _placed(how: SheetMap, at: Callable[[Span], Span]) -> SheetMap:
    """The map with each of its places in the sheet that holds it."""
    return replace(
        how,
        columns=tuple(replace(column, span=at(column.span)) for column in how.columns),
        defaults=tuple(replace(default, span=at(default.span)) for default in how.defaults),
        unsure=tuple(replace(asked, span=at(asked.span)) for asked in how.unsure),
        needs_span=at(how.needs_span) if how.needs_span else None,
        by_span=at(how.by_span) if how.by_span else None,
    )


def read_by(file: str) -> Problem:
    """That a sheet was read by a map that nobody sees."""
    why = f'read by the map in the sheet "{MAP}"; --map takes another'
    return Problem("map-in-sheet", why, Span(file, 1, trail=(MAP,)), Severity.NOTE)
