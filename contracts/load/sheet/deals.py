"""Rows of a sheet in; deals out: a row each, or several rows together, each with what the map fills in."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from contracts.load.sheet.cell import REMOVE, SheetCell
from contracts.load.sheet.columns import SheetColumn
from contracts.load.sheet.fill import Defaults, Told
from contracts.load.sheet.grid import GridRow, letters, place
from contracts.load.sheet.head import Head, column_number
from contracts.load.sheet.row import SheetRow
from contracts.load.sheet.sheetmap import SheetMap, folded
from contracts.model.deal import Path
from contracts.model.problem import Problem, Span


def deals_in(rows: Iterator[Told], head: Head, how: SheetMap | None) -> Iterator[SheetRow]:
    """Each deal, with what the map fills in. Raises Unreadable where the map names a head there is not."""
    if how is None:
        for _, told in rows:
            yield _with_entries([told], head.columns)
        return
    fill = Defaults(head, how)
    for group in _groups(rows, head, how):
        loose = _loose_rows(group, head, how)
        whole = _with_entries([told for _, told in group], head.columns, loose)
        yield fill(whole, group)


def _loose_rows(group: list[Told], head: Head, how: SheetMap) -> frozenset[int]:
    """The rows of a group that leave blank whose they are."""
    if not how.by:
        return frozenset()
    number = column_number(how.by, head, how, how.by_span)
    blank = [row.number for row, _ in group if len(row.cells) < number or row.cells[number - 1] is None]
    return frozenset(blank if len(blank) < len(group) else ())  # of a group without a name that is told


def _groups(rows: Iterator[Told], head: Head, how: SheetMap) -> Iterator[list[Told]]:
    if not how.by:
        yield from ([pair] for pair in rows)
        return
    number = column_number(how.by, head, how, how.by_span)
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
