"""The rows below the heads in; those that tell deals out, put together where a map groups them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from contracts.load.sheet.cell import REMOVE, SheetCell, plain
from contracts.load.sheet.columns import SheetColumn
from contracts.load.sheet.grid import Grid, GridRow, letters, place
from contracts.load.sheet.head import Head
from contracts.load.sheet.row import SheetRow
from contracts.load.sheet.sheetmap import BLANK, ROW, MapDefault, SheetMap, folded
from contracts.load.suggest import suggest
from contracts.model.deal import Path
from contracts.model.problem import Problem, Severity, Span, Unreadable

Told = tuple[GridRow, SheetRow]


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
        return _number(self.how.needs, self.head, self.how, self.how.needs_span)

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


def deals_in(rows: Iterator[Told], head: Head, how: SheetMap | None) -> Iterator[SheetRow]:
    """Each deal, with what the map fills in. Raises Unreadable where the map names a head there is not."""
    if how is None:
        for _, told in rows:
            yield _with_entries([told], head.columns)
        return
    fill = _Defaults(head, how)
    for group in _groups(rows, head, how):
        loose = _loose_rows(group, head, how)
        whole = _with_entries([told for _, told in group], head.columns, loose)
        yield fill(whole, group)


def _loose_rows(group: list[Told], head: Head, how: SheetMap) -> frozenset[int]:
    """The rows of a group that leave blank whose they are."""
    if not how.by:
        return frozenset()
    number = _number(how.by, head, how, how.by_span)
    blank = [row.number for row, _ in group if len(row.cells) < number or row.cells[number - 1] is None]
    return frozenset(blank if len(blank) < len(group) else ())  # of a group without a name that is told


def _groups(rows: Iterator[Told], head: Head, how: SheetMap) -> Iterator[list[Told]]:
    if not how.by:
        yield from ([pair] for pair in rows)
        return
    number = _number(how.by, head, how, how.by_span)
    groups: dict[str, list[Told]] = {}
    spelt: dict[str, tuple[str, Span]] = {}
    above = ""
    lists = [column for column in head.columns if column.entry]
    for row, told in rows:
        cell = row.cells[number - 1] if number <= len(row.cells) else None
        at = place(told.span.file, told.span.trail[:-1], row.line, number, row.number)
        if cell is None and not above:
            why = f"the row has nothing in column {letters(number)}, by which rows belong together"
            fault = Problem("missing", why, at, help="fill it in: no row stands above that it could go with")
            groups[f"\0{row.number}"] = [(row, replace(told, faults=(*told.faults, fault)))]
            continue
        if cell is None:
            groups[above].append((row, replace(told, faults=(*told.faults, *_loose(row, told, lists, how)))))
            continue
        if cell is not None:
            above = folded(cell.text)
            first, where = spelt.setdefault(above, (cell.text, cell.span))
            if first != cell.text:
                why = f'"{cell.text[:60]}" is spelt otherwise than "{first[:60]}" in {where}'
                help = "spell them alike if they are the same, and otherwise if they are not"
                fault = Problem("disagreement", why, at, help=help)
                groups[above].append((row, replace(told, faults=(*told.faults, fault))))
                continue
        groups.setdefault(above, []).append((row, told))
    yield from groups.values()


def _loose(row: GridRow, told: SheetRow, lists: list[SheetColumn], how: SheetMap) -> Iterator[Problem]:
    """What is amiss with a row that leaves out whose it is: a sum below the others is no deal's."""
    if not any(
        len(row.cells) >= column.number and row.cells[column.number - 1] is not None for column in lists
    ):
        why = f'the row does not say its "{how.by[:60]}", and adds no entry to the deal above'
        help = "say it; or leave the row out: sheet.ends, sheet.skip or sheet.needs in the map"
        yield Problem("bad-row", why, told.span, help=help)


def _with_entries(
    rows: list[SheetRow], columns: tuple[SheetColumn, ...], loose: Collection[int] = ()
) -> SheetRow:
    """Several rows as one: what is said once stays, and each row adds its entries to the lists.

    The `loose` rows do not say whose they are: they say nothing new of the deal itself.
    """
    first, *_ = rows
    cells: list[SheetCell | None] = [None] * len(columns)
    faults = [fault for row in rows for fault in row.faults]
    more: list[tuple[Path, SheetCell]] = []
    counts: dict[Path, int] = {}
    for row in rows:
        begun: set[Path] = set()
        for i, (column, cell) in enumerate(zip(columns, row.cells, strict=True)):
            if cell is None:
                continue
            if column.entry:
                listed = column.path[: column.entry]
                if listed not in begun:
                    begun.add(listed)
                    counts[listed] = counts.get(listed, -1) + 1
                if cell.value == REMOVE and cell.fault is None:
                    continue  # an entry without it
                more.append((column.at(counts[listed]), cell))
            elif (before := cells[i]) is None and row.number in loose:
                why = f'{column.dotted} is "{cell.text[:60]}" here, and the row does not say whose it is'
                help = "say it in the first row of the deal"
                faults.append(Problem("disagreement", why, cell.span, help=help))
            elif before is None:
                cells[i] = cell
            elif _differ(before, cell) and all(fault.span != cell.span for fault in faults):
                why = f'{column.dotted} is "{cell.text[:60]}" here and "{before.text[:60]}" in {before.span}'
                help = "the rows make one deal: say it once, or say the same"
                faults.append(Problem("disagreement", why, cell.span, help=help))
    numbers = tuple(row.number for row in rows)
    return replace(first, cells=tuple(cells), faults=tuple(faults), more=tuple(more), rows=numbers)


def _differ(one: SheetCell, other: SheetCell) -> bool:
    if one.fault is not None or other.fault is not None:
        return False  # told already
    return (one.value, one.percent, one.currencies) != (other.value, other.percent, other.currencies)


def _number(name: str, head: Head, how: SheetMap, span: Span | None) -> int:
    """The column that a map names by its head or by its field. Raises Unreadable."""
    for column, mapped in zip(head.columns, head.mapped, strict=True):
        if name == mapped.field or folded(name) in map(folded, mapped.names):
            return column.number
    if (number := head.named.get(folded(name))) is not None:
        return number
    why = f'the sheet has no column "{name[:60]}"'
    help = suggest(folded(name), head.named) or "name a head of the sheet, or a field under columns"
    raise Unreadable([Problem("missing-column", why, span or Span(how.file, 1), help=help)])


class _Defaults:
    """Fills what rows leave blank. What a default names is looked up once, in the heads."""

    def __init__(self, head: Head, how: SheetMap) -> None:
        self.how = how
        self.places = {column.path: i for i, column in enumerate(head.columns) if not column.entry}
        self.fields = {m.field: i for i, m in enumerate(head.mapped) if not head.columns[i].entry}
        self.numbers = {
            name: _number(name, head, how, default.span)
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
