"""A roster of notices, good rows and bad, as CSV and as a workbook; and a run of it in this process."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from casebook import load
from openpyxl import Workbook

from contracts.batch.account import BatchAccount
from contracts.batch.crew import Crew
from contracts.batch.ledger import Ledger
from contracts.batch.plan import read_plan
from contracts.batch.run import Batch, Destination, Tell
from contracts.batch.store import Folder, Store
from contracts.batch.task import Setting
from contracts.load.library.edition import edition

CASES = load("roster")
COLUMNS: list[str] = CASES["columns"]
BAD: list[dict[str, Any]] = CASES["bad"]

Line = list[str]


def good(i: int) -> Line:
    """A row without fault."""
    return [cell.format(i=i, d=i % 28 + 1) for cell in CASES["good"]]


def spoilt(i: int, bad: dict[str, Any]) -> Line:
    """The same row, with one cell that spoils it."""
    row = good(i)
    row[COLUMNS.index(bad["column"])] = bad["cell"]
    return row


def as_csv(rows: Iterable[Line], columns: Sequence[str] = COLUMNS) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows([columns, *rows])
    return written.getvalue().encode()


def as_xlsx(rows: Iterable[Sequence[Any]], columns: Sequence[str] = COLUMNS, title: str = "Deals") -> bytes:
    """A workbook; a cell may be a pair of a value and its number format."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    sheet.append(list(columns))
    for number, row in enumerate(rows, 2):
        for column, cell in enumerate(row, 1):
            value, form = cell if isinstance(cell, tuple) else (cell, None)
            written = sheet.cell(number, column, value if value != "" else None)
            if form:
                written.number_format = form
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def lay_out(folder: Path, rows: Iterable[Line], columns: Sequence[str] = COLUMNS) -> tuple[Path, Path]:
    """A base and a sheet in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    base, sheet = folder / "base.yaml", folder / "roster.csv"
    base.write_text(CASES["base"], "utf-8")
    sheet.write_bytes(as_csv(rows, columns))
    return base, sheet


def threads() -> Crew:
    """A worker in this process: nothing to start, and nothing to wait for."""
    return Crew(lambda: ThreadPoolExecutor(1), 1)


def run(
    base: Path,
    sheet: Path,
    out: Path | None,
    *,
    crew: Crew | None = None,
    store: Store | None = None,
    resume: bool = False,
    only: tuple[str, ...] = ("text",),
    tell: Tell = lambda *_: None,
    sheet_map: Path | None = None,
    **setting: Any,
) -> BatchAccount:
    """One run, to a folder or only a check."""
    plan = read_plan(base, sheet, sheet_map=sheet_map)
    workers = crew or threads()
    options = {"edition": edition(), "only": only, **setting}
    told = Setting(plan.base, plan.sheet.columns, **options)
    batch = Batch(plan, told, workers, tell)
    if out is None:
        account = batch.run(None)
        workers.stop()
        return account
    ledger = Ledger(out / ".ledger")
    try:
        return batch.run(Destination(store or Folder(out), ledger, resume))
    finally:
        ledger.close()
        workers.stop()


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of the sets in a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not any(part.startswith((".", "report.")) for part in path.relative_to(folder).parts)
    }
