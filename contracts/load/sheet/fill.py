"""The deal that a row tells and the defaults of a map in; the deal with what its row leaves blank out."""

from __future__ import annotations

from dataclasses import replace

from contracts.load.sheet.cell import REMOVE, SheetCell, plain
from contracts.load.sheet.grid import GridRow
from contracts.load.sheet.head import Head, column_number
from contracts.load.sheet.row import SheetRow
from contracts.load.sheet.sheetmap import BLANK, ROW, MapDefault, SheetMap

Told = tuple[GridRow, SheetRow]
"""A row as it stands, and the deal that it tells."""


class Defaults:
    """Fills what rows leave blank. What a default names is looked up once, in the heads."""

    def __init__(self, head: Head, how: SheetMap) -> None:
        self.how = how
        self.places = {column.path: i for i, column in enumerate(head.columns) if not column.entry}
        self.fields = {m.field: i for i, m in enumerate(head.mapped) if not head.columns[i].entry}
        self.numbers = {
            name: column_number(name, head, how, default.span)
            for default in how.defaults
            for name in self._names(default)
            if name not in (ROW, *self.fields)
        }

    def _names(self, default: MapDefault) -> list[str]:
        return BLANK.findall(default.value) if isinstance(default.value, str) else []

    def __call__(self, told: SheetRow, group: list[Told]) -> SheetRow:
        cells, more = list(told.cells), list(told.more)
        for default in self.how.defaults:
            i = self.places.get(default.path)
            if i is not None and cells[i] is not None:
                continue
            made = self._made(default, told, group)
            if made is not None and i is not None:
                cells[i] = made
            elif made is not None:
                more.append((default.path, made))
        return replace(told, cells=tuple(cells), more=tuple(more))

    def _made(self, default: MapDefault, told: SheetRow, group: list[Told]) -> SheetCell | None:
        """The cell of a default; None where a part of it is blank in this row."""
        parts: dict[str, SheetCell | None] = {
            name: self._part(name, told, group) for name in self._names(default)
        }
        if any(cell is None or cell.fault is not None or cell.value == REMOVE for cell in parts.values()):
            return None
        given = [cell for cell in parts.values() if cell is not None]
        span = given[0].span if given else told.span
        if not isinstance(default.value, str):
            return SheetCell(default.value, span)
        text = BLANK.sub(lambda blank: _text(parts[blank[1]]), default.value)
        return SheetCell(text, span)

    def _part(self, name: str, told: SheetRow, group: list[Told]) -> SheetCell | None:
        if name == ROW:
            return SheetCell(str(told.number), told.span)
        if (i := self.fields.get(name)) is not None:
            return told.cells[i]
        number = self.numbers[name]
        cells = (row.cells[number - 1] for row, _ in group if number <= len(row.cells))
        return next((cell for cell in cells if cell is not None), None)


def _text(cell: SheetCell | None) -> str:
    return "" if cell is None else cell.shown or plain(cell.value)
