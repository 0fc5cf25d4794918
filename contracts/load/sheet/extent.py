"""The rows below the heads in; those that tell deals out, and by number those that do not or are hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from contracts.load.sheet.grid import Grid, GridRow, place
from contracts.load.sheet.head import Head, column_number
from contracts.load.sheet.sheetmap import SheetMap, folded
from contracts.model.problem import Problem, Severity


@dataclass(slots=True)
class Extent:
    """Which rows are read; afterwards, what was left out and what could not be seen."""

    head: Head
    grid: Grid
    how: SheetMap | None
    last: int = 0
    ended: tuple[int, str] | None = None
    below: list[int] = field(default_factory=list)
    left: list[tuple[int, str]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)

    def rows(self) -> Iterator[GridRow]:
        """The rows that tell deals. Raises Unreadable where the map names a column there is not."""
        needs = self._needed()
        for row in self.head.rows:
            if self.ended is not None:
                self.below.append(row.number)
                continue
            said = next((cell.text for cell in row.cells if cell is not None), "")
            if self.how is not None and _says(said, self.how.ends):
                self.ended = (row.number, said)
                continue
            self.last = row.number
            if self.how is not None and _says(said, self.how.skip):
                self.left.append((row.number, said))
                continue
            if needs and (len(row.cells) < needs or row.cells[needs - 1] is None):
                self.left.append((row.number, said))
                continue
            if row.hidden:
                self.hidden.append(row.number)
                if self.how is not None and self.how.skip_hidden:
                    continue
            yield row

    def _needed(self) -> int:
        """The column that every row of a deal fills; 0 where the map names none."""
        if self.how is None or not self.how.needs:
            return 0
        return column_number(self.how.needs, self.head, self.how, self.how.needs_span)

    def notes(self) -> Iterator[Problem]:
        """What was not read, or cannot be seen: by number."""
        at = place(self.grid.file, self.grid.trail, self.head.row.line, 1, self.head.row.number)
        if self.hidden:
            kept = self.how is not None and self.how.skip_hidden
            are = "is" if len(self.hidden) == 1 else "are"
            done = "left out" if kept else "read like the others"
            why = f"{_rows(self.hidden)} {are} hidden, by a filter or by hand, and {done}"
            yield Problem("hidden-row", why, at, Severity.WARNING)
        for number, said in self.left[:20]:
            yield Problem("row-left-out", f'row {number} is left out: "{said[:40]}"', at, Severity.NOTE)
        if self.ended is not None:
            number, said = self.ended
            rest = f" nor {_rows(self.below)} below it" if self.below else ""
            why = f'row {number} is not read{rest}: the deals end at "{said[:40]}"'
            yield Problem("row-left-out", why, at, Severity.NOTE)


def _says(said: str, words: Iterable[str]) -> bool:
    told = folded(said).rstrip(".")
    return any(
        told.startswith(folded(word)) if word.endswith("*") else told == folded(word).rstrip(".")
        for word in words
    )


def _rows(numbers: list[int]) -> str:
    """rows 4, 7–9."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    told = ["–".join(map(str, run)) for run in runs[:20]] + (["…"] if len(runs) > 20 else [])
    return ("row " if len(numbers) == 1 else "rows ") + ", ".join(told)
