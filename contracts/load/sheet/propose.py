"""A sheet in a firm's own words and a base deal in; a map of it out, with what it is unsure of marked.

It looks at heads and at what stands below them, and guesses; nothing that it guesses is used before a
person has read it. What heads mean most often is data: heads.yaml.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from contracts.load.deal.fields import schema
from contracts.load.rule import rule_at
from contracts.load.sheet.cell import SheetCell
from contracts.load.sheet.columns import entry_of, field_at, known, worded
from contracts.load.sheet.grid import Grid, GridRow
from contracts.load.sheet.guess import Ground, Guess, guess, tiers, words
from contracts.load.sheet.mapfile import Draft, DraftColumn, DraftDefault, DraftLeft
from contracts.load.sheet.read import read_grid
from contracts.load.sheet.sheetmap import folded
from contracts.load.sheet.signs import money_of
from contracts.load.sheet.values import Writes, values_of
from contracts.model.deal import Path
from contracts.model.nested import value_at
from contracts.model.problem import Problem, Unreadable

LOOKED_AT = 2_000
"""The rows that are looked at; those of a longer sheet are like them."""

HEADS_WITHIN = 40
GUESSED = "windows-1252"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet: its head, what may stand in it, and where it is."""

    number: int
    head: str
    cells: tuple[SheetCell, ...]


def propose(
    source: bytes, file: str, base: Mapping[str, Any], unused: Collection[str], tab: str = ""
) -> Draft:
    """A map for the sheet in `source`. Raises Unreadable where it holds no rows, or cannot be read."""
    grid, encoding = _read(source, file, tab)
    currency = value_at(base, ("money", "currency"))
    ground = Ground(known(base, unused), tiers(base), unused, currency if isinstance(currency, str) else "")
    rows = list(islice(grid.rows, LOOKED_AT))
    head = _head(rows, ground)
    if head is None:
        why = "no row of the sheet looks like heads above columns"
        help = "docs/batch.md says what a map holds; write one by hand"
        raise Unreadable(
            [
                Problem(
                    "not-a-sheet",
                    why,
                    rows[0].cells[0].span if rows and rows[0].cells[0] else None,
                    help=help,
                )
            ]
        )
    below = [row for row in rows if row.number > head.number]
    ends, skip, deals = _extent(below, head)
    columns = list(_columns(head, deals))
    guesses = dict(_guesses(columns, ground))
    writes = Writes()
    drafted = tuple(_drafted(columns, guesses, ground, writes))
    left = tuple(_left(columns, guesses, drafted))
    defaults = tuple(_defaults(drafted, base))
    needs = _needs(deals, columns, drafted)
    return Draft(
        file,
        head.number,
        tuple(ends),
        tuple(skip),
        drafted,
        left,
        defaults,
        tab=tab,
        needs=needs,
        encoding=encoding,
        writes=writes,
        by=_group(columns, guesses, drafted),
    )


def _read(source: bytes, file: str, tab: str) -> tuple[Grid, str]:
    """The sheet; where it is text of no encoding that says so, as it is most often encoded."""
    try:
        return read_grid(source, file, tab), ""
    except Unreadable as unreadable:
        if any(problem.rule != "not-utf8" for problem in unreadable.problems):
            raise
        return read_grid(source, file, tab, GUESSED), GUESSED


def _head(rows: Sequence[GridRow], ground: Ground) -> GridRow | None:
    """The row with most heads in it: short texts, and better ones that somebody knows."""

    def score(row: GridRow) -> int:
        texts = [c for c in row.cells if c is not None and c.fault is None and isinstance(c.value, str)]
        heads = {folded(c.text) for c in texts if len(c.text) <= 60 and any(s.isalpha() for s in c.text)}
        return len(heads) + 3 * sum(guess(head, ground) is not None for head in heads)

    found = max(rows[:HEADS_WITHIN], key=score, default=None)
    return found if found is not None and score(found) >= 4 else None


def _extent(below: Sequence[GridRow], head: GridRow) -> tuple[list[str], list[str], list[GridRow]]:
    """Words at which the rows end, words of rows to be left out, and the rows that are deals."""
    width = sum(cell is not None for cell in head.cells)
    skip: list[str] = []
    deals: list[GridRow] = []
    for i, row in enumerate(below):
        filled = [cell for cell in row.cells if cell is not None]
        said = filled[0].text
        first = worded(said.partition(":")[0])
        few = len(filled) <= max(3, width // 3)
        if few and first in words()["skip"]:
            skip.append(said)
        elif few and first in words()["ends"]:
            if _goes_on(below[i + 1 :], width):
                skip.append(said)
                continue
            prefix = said.partition(":")[0].strip()
            return [f"{prefix}*" if folded(said) != folded(prefix) else prefix], skip, deals
        else:
            deals.append(row)
    return [], list(dict.fromkeys(skip)), deals


def _needs(deals: Sequence[GridRow], columns: Sequence[Column], drafted: Sequence[DraftColumn]) -> str:
    """The head of a column that sums without a word leave blank, where there are such sums."""
    if not any(_only_figures(row) for row in deals):
        return ""
    heads = {column.field: column.head for column in drafted}
    numbers = {column.head: column.number for column in columns}
    for field in ("assets.clips.id", "assets.clips.title", "parties.licensor.name", "reference"):
        if (head := heads.get(field)) and all(
            _only_figures(row) for row in deals if not _fills(row, numbers[head])
        ):
            return head
    return ""


def _fills(row: GridRow, number: int) -> bool:
    return number <= len(row.cells) and row.cells[number - 1] is not None


def _only_figures(row: GridRow) -> bool:
    """Whether a row holds nothing but numbers, as sums below the others do."""
    return all(
        cell is None or (any(s.isdigit() for s in cell.text) and not _letters(cell)) for cell in row.cells
    )


def _letters(cell: SheetCell) -> bool:
    return sum(sign.isalpha() for sign in cell.text) > 3


def _goes_on(rows: Sequence[GridRow], width: int) -> bool:
    """Whether rows below a total look like deals again."""
    return any(sum(cell is not None for cell in row.cells) > max(3, width // 2) for row in rows)


def _columns(head: GridRow, deals: Sequence[GridRow]) -> Iterator[Column]:
    for number, cell in enumerate(head.cells, 1):
        if cell is not None:
            held = (row.cells[number - 1] for row in deals if number <= len(row.cells))
            yield Column(number, cell.text, tuple(found for found in held if found is not None))


def _guesses(columns: Sequence[Column], ground: Ground) -> Iterator[tuple[int, Guess]]:
    """The field of each column that one can be guessed for; each field once, and the surest first."""
    taken: set[str] = set()
    found = [(column, guess(column.head, ground)) for column in columns]
    for column, meant in sorted(found, key=lambda pair: bool(pair[1] and pair[1].unsure)):
        if meant is not None and meant.field not in taken:
            taken.add(meant.field)
            yield column.number, meant


def _drafted(
    columns: Sequence[Column], guesses: Mapping[int, Guess], ground: Ground, writes: Writes
) -> Iterator[DraftColumn]:
    for column in columns:
        meant = guesses.get(column.number)
        path = field_at(meant.field) if meant is not None else None
        if meant is None or path is None:
            continue
        values, doubt = values_of(column.head, meant.field, path, column.cells, ground.tiers, writes, words())
        unsure = " ".join(filter(None, (meant.unsure, doubt, _other_money(column, path, ground))))
        yield DraftColumn(meant.field, column.head, values, unsure, _sample(column))


def _other_money(column: Column, path: Path, ground: Ground) -> str:
    """What a head says of money that the base does not."""
    codes = money_of(column.head) if rule_at(schema(), path).get("coerce") == "amount" else ()
    if not codes or not ground.currency or ground.currency in codes:
        return ""
    return f"'{column.head[:40]}' is in {' or '.join(codes)}, and the base in {ground.currency[:8]}."


def _sample(column: Column) -> str:
    """The first cells that differ, on one line."""
    told = dict.fromkeys(" ".join(cell.text.split())[:30] for cell in column.cells if cell.fault is None)
    return ", ".join(list(told)[:3]) + (", …" if len(told) > 3 else "")


def _left(
    columns: Sequence[Column], guesses: Mapping[int, Guess], drafted: Sequence[DraftColumn]
) -> Iterator[DraftLeft]:
    heads = {folded(column.head) for column in drafted}
    for column in columns:
        if column.number in guesses or folded(column.head) in heads:
            continue  # of two columns with one head, the sheet has to say which is meant
        if worded(column.head) in words()["leave"] or not column.cells:
            yield DraftLeft(column.head, "", _sample(column))
        else:
            why = "no field was found for it: give it one under columns, or leave it alone"
            yield DraftLeft(column.head, why, _sample(column))


def _group(columns: Sequence[Column], guesses: Mapping[int, Guess], drafted: Sequence[DraftColumn]) -> str:
    """The head by which rows belong together, where entries of a list stand in rows of their own."""
    if not any(_entry(column.field) for column in drafted):
        return ""
    fields = {meant.field: number for number, meant in guesses.items()}
    rows = max((len(column.cells) for column in columns), default=0)
    for column in columns:
        for field in ("parties.licensor.name", "reference"):
            if (
                fields.get(field) == column.number
                and len({folded(cell.text) for cell in column.cells}) < rows
            ):
                return column.head
    return ""


def _entry(field: str) -> int:
    path = field_at(field)
    return entry_of(field, path) if path is not None else 0


def _defaults(drafted: Sequence[DraftColumn], base: Mapping[str, Any]) -> Iterator[DraftDefault]:
    fields = {column.field for column in drafted}
    licensor = value_at(base, ("parties", "licensor"))
    person = isinstance(licensor, dict) and licensor.get("kind", "person") == "person"
    name, signs = "parties.licensor.name", "parties.licensor.signatory.name"
    if person and name in fields and signs not in fields:
        yield DraftDefault(signs, f"{{{name}}}", "")
    if "reference" not in fields:
        why = "no column gives a reference; {row} moves when a row is put in above: name a column that stays"
        yield DraftDefault("reference", "R-{row}", why)
