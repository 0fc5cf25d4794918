"""A base deal and a row of a sheet in; the document of the row's own deal out, with every place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from contracts.load.deal.fields import schema
from contracts.load.rule import rule_at
from contracts.load.sheet.cell import REMOVE, SheetCell, fit
from contracts.load.sheet.columns import SheetColumn
from contracts.load.sheet.row import SheetRow
from contracts.load.yaml import Spans
from contracts.model.deal import Path
from contracts.model.nested import value_at
from contracts.model.problem import Problem, Span

MANIFEST: Path = ("assets", "manifest")
CLIPS = ("assets", "clips")
CURRENCY = ("money", "currency")
MASTER, REFERENCE = ("under", "agreement"), ("under", "reference")

IDENTITY = (
    ("signatory", "name"),
    ("signatory", "email"),
    ("signatory", "through"),
    ("signatory", "power"),
    ("known_as",),
    ("trading_as",),
    ("residence",),
    ("nationality",),
    ("registration",),
    ("tax_numbers",),
    ("address",),
    ("email",),
    ("birth_date",),
    ("guardian",),
    ("artist",),
    ("estate",),
    ("trust",),
    ("signatories",),
    ("joint",),
    ("counsel",),
)
"""What is true of one party and of no other: it does not pass from the base to whom a row names."""


@dataclass(frozen=True, slots=True)
class Base:
    """What all rows of a sheet have in common: a deal as written, whole or not."""

    file: str
    document: dict[str, Any]
    spans: Spans


@dataclass(frozen=True, slots=True)
class Laid:
    """The document of one row, and what is wrong with cells before anyone looks at the deal.

    The manifest is named without its folder: it stands beside the deal that is made.
    """

    document: dict[str, Any]
    spans: Spans
    problems: tuple[Problem, ...]


def lay(base: Base, columns: tuple[SheetColumn, ...], row: SheetRow) -> Laid:
    """Lay the cells of `row` over `base`: a blank cell leaves the base, `-` takes its value away."""
    document, problems = base.document, list(row.faults)
    keys, values = dict(base.spans.keys), {**base.spans.values, (): row.span}
    told = [(path, cell) for path, cell in row.says(columns) if _told(cell)]
    document = _without_lists(document, columns, told)
    fitted = []
    gone: set[Path] = {path for path, cell in told if cell.value == REMOVE}
    for path, cell in told:
        if cell.value == REMOVE:
            document = _without(document, path)
            continue
        value = fit(cell, path, rule_at(schema(), path))
        if isinstance(value, Problem):
            problems.append(value)
        else:
            fitted.append((path, cell, value))
            gone |= {path, CLIPS} if path == MANIFEST else {path}  # it stands for the clips of the base
    gone |= _lists(columns, told)
    _forget(gone, keys, values)
    for path, cell, value in fitted:
        if path == MANIFEST:
            document = _without(document, CLIPS)
        document = _with(document, path, value)
        keys[path] = values[path] = cell.span
        entry = next((i for i, step in enumerate(path) if isinstance(step, int)), len(path))
        for end in range(entry, len(path)):  # the list and its entry begin where first something is said
            keys.setdefault(path[:end], cell.span)
            values.setdefault(path[:end], cell.span)
        for i in range(len(value) if isinstance(value, list) else 0):
            values[(*path, i)] = cell.span
    for column in columns:
        for end in range(1, (column.entry or len(column.path)) + 1):
            if column.path[:end] not in keys:
                keys[column.path[:end]] = row.at(column)  # what is missing is missing here
    problems += _somebody_else(base, told)
    problems += _other_money(told, value_at(document, CURRENCY))
    if isinstance(name := value_at(document, MANIFEST), str):
        document = _with(document, MANIFEST, PurePosixPath(name).name)
    return Laid(document, Spans(keys, values), tuple(problems))


def manifest_of(
    base: Base, columns: tuple[SheetColumn, ...], row: SheetRow
) -> tuple[str, Span | None, bool] | None:
    """The manifest that a row's deal names, the place that names it, and whether that is the row's own."""
    for path, cell in row.says(columns):
        if path == MANIFEST and _told(cell):
            return None if cell.value == REMOVE else (str(cell.value), cell.span, True)
    name = value_at(base.document, MANIFEST)
    return (name, base.spans.values.get(MANIFEST), False) if isinstance(name, str) else None


@dataclass(frozen=True, slots=True)
class Under:
    """How a row names its master: by a file or by its reference; where, and whether the row itself does."""

    agreement: str
    reference: str
    span: Span | None
    own: bool


def under_of(base: Base, columns: tuple[SheetColumn, ...], row: SheetRow) -> Under | None:
    """The master that a row's deal names; None where it names none. A file is said before a reference, and
    what a row says before what the base does."""
    cells = {path: cell for path, cell in row.says(columns) if _told(cell)}
    for path in (MASTER, REFERENCE):
        if (cell := cells.get(path)) is not None and cell.value != REMOVE:
            return _under(path, str(cell.value), cell.span, own=True)
    for path in (MASTER, REFERENCE):
        if path not in cells and isinstance(name := value_at(base.document, path), str):
            return _under(path, name, base.spans.values.get(path), own=False)
    return None


def _under(path: Path, name: str, span: Span | None, *, own: bool) -> Under:
    return Under(name, "", span, own) if path == MASTER else Under("", name, span, own)


def with_master(document: dict[str, Any], file: str) -> dict[str, Any]:
    """The document of a row whose master stands beside it under this name."""
    found: dict[str, Any] = _with(document, MASTER, file)
    return found


def _told(cell: SheetCell) -> bool:
    return cell.fault is None


def _lists(columns: tuple[SheetColumn, ...], told: list[tuple[Path, SheetCell]]) -> set[Path]:
    """The lists that the row tells entry by entry: they stand in place of those of the base."""
    lists = {column.path[: column.entry] for column in columns if column.entry}
    return {one for one in lists if any(path[: len(one)] == one for path, _ in told)}


def _without_lists(
    document: dict[str, Any], columns: tuple[SheetColumn, ...], told: list[tuple[Path, SheetCell]]
) -> dict[str, Any]:
    for path in _lists(columns, told):
        document = _without(document, path)
        if path == CLIPS and not any(other == MANIFEST for other, _ in told):
            document = _without(document, MANIFEST)
    return document


def _somebody_else(base: Base, told: list[tuple[Path, SheetCell]]) -> Iterator[Problem]:
    """Parties whom a row names anew, and of whom the base still says what was true of another."""
    paths = {path for path, _ in told}
    for path, cell in told:
        match path:
            case ("parties", str(seat), "name"):
                party = f"another {seat}"
            case ("parties", str(seat), "joint", int(), "name"):
                party = f"another beside the {seat}"
            case _:
                continue
        before, around = value_at(base.document, path), path[:-1]
        if not isinstance(before, str) or before == cell.value:
            continue
        left = [f for f in IDENTITY if value_at(base.document, (*around, *f)) is not None]
        left = [f for f in left if not any(p[: len(around) + len(f)] == (*around, *f) for p in paths)]
        if left:
            names = ", ".join(".".join(map(str, (*around, *field))) for field in left)
            why = f"the row names {party}, and what the base says of {before[:60]} would stay"
            help = f"fill in {names}, or write - to leave one out; or take the name out of the base"
            yield Problem("somebody-else", why, cell.span, help=help)


def _other_money(told: list[tuple[Path, SheetCell]], currency: Any) -> Iterator[Problem]:
    """Sums that the sheet shows in another money than the deal's."""
    for path, cell in told:
        if cell.currencies and isinstance(currency, str) and currency not in cell.currencies:
            shown = " or ".join(cell.currencies)
            why = f"the cell shows {shown}, and the deal is in {currency[:8]}"
            help = "put the format of the cell right, or money.currency"
            yield Problem("other-currency", f"{'.'.join(map(str, path))}: {why}", cell.span, help=help)


def _with(document: Any, path: Path, value: Any) -> Any:
    """A copy with `value` at `path`; what lay in its way is replaced, the rest is shared."""
    if not path:
        return value
    if isinstance(step := path[0], int):
        listed = list(document) if isinstance(document, list) else []
        listed += [{} for _ in range(step + 1 - len(listed))]
        listed[step] = _with(listed[step], path[1:], value)
        return listed
    kept = document if isinstance(document, dict) else {}
    return {**kept, step: _with(kept.get(step), path[1:], value)}


def _without(document: Any, path: Path) -> Any:
    """A copy that lacks what stands at `path`, and the mappings around it that this leaves empty."""
    if isinstance(document, list) and isinstance(path[0], int):
        return _without_entry(document, path[0], path[1:])
    if not isinstance(document, dict) or path[0] not in document:
        return document
    rest = {key: value for key, value in document.items() if key != path[0]}
    inner = document[path[0]]
    if len(path) > 1:
        if not isinstance(inner, (dict, list)) or not (left := _without(inner, path[1:])):
            return rest
        return {key: left if key == path[0] else value for key, value in document.items()}
    return rest


def _without_entry(listed: list[Any], place: int, path: Path) -> list[Any]:
    """A list without an entry, or with what is left of it: of one that is left empty nothing is."""
    if place >= len(listed):
        return listed
    left = _without(listed[place], path) if path else None
    return [*listed[:place], *([left] if left else ()), *listed[place + 1 :]]


def _forget(gone: set[Path], keys: dict[Path, Span], values: dict[Path, Span]) -> None:
    """Take away the places of some paths and of all that stands below them."""
    for places in (keys, values):
        for known in [p for p in places if any(p[:end] in gone for end in range(1, len(p) + 1))]:
            del places[known]
