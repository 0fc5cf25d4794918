"""A size in; a sheet of it out, as text, XLSX or ODS, with and without a map: the kinds of limits.py."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

Make = Callable[[Path, int], list[object]]
"""Writes an input of a size into a folder; the words of the command that reads it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to be large: sizes up to the limit, or as far beyond it as a file of the size goes."""

    make: Make
    sizes: tuple[int, int, int]


def sheet(columns: int, cell: Callable[[int, int], str], encoding: str = "utf-8") -> Make:
    """A sheet that is read, and none of whose rows is checked."""

    def make(folder: Path, size: int) -> list[object]:
        head = ",".join(f"money.rate_card.tiers.t{i}" for i in range(columns))
        rows = "".join(",".join(cell(i, j) for j in range(columns)) + "\n" for i in range(size))
        (folder / "sheet.csv").write_text(f"{head}\n{rows}", encoding)
        return ["-c", READ_SHEET, folder / "sheet.csv"]

    return make


READ_SHEET = """
import gc, sys
from pathlib import Path
from contracts.load.sheet.read import load_sheet
from contracts.load.sheet.sheetmap import load_map
from contracts.model.problem import Rejected
gc.disable() # as every command does
try:
    how = load_map(Path(sys.argv[2])) if sys.argv[2:] else None
    print(len(load_sheet(Path(sys.argv[1]), {"money": {"rate_card": {"tiers": {}}}}, how=how).rows))
except Rejected as rejected:
    print(rejected)
"""

_BOOK = {
    "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sharedStrings+xml"/></Types>',
    "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
    '2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet '
    'name="Deals" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.'
    'org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" '
    'Target="sharedStrings.xml"/></Relationships>',
}
_SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def workbook(rows: Callable[[int], str], strings: Callable[[int], str] = lambda size: "") -> Make:
    def make(folder: Path, size: int) -> list[object]:
        head = '<row r="1"><c r="A1" t="inlineStr"><is><t>reference</t></is></c></row>'
        with zipfile.ZipFile(folder / "sheet.xlsx", "w", zipfile.ZIP_DEFLATED) as book:
            for name, text in _BOOK.items():
                book.writestr(name, text)
            body = f"<sheetData>{head}{rows(size)}</sheetData>"
            book.writestr("xl/worksheets/sheet1.xml", f"<worksheet {_SPACE}>{body}</worksheet>")
            book.writestr("xl/sharedStrings.xml", f"<sst {_SPACE}>{strings(size)}</sst>")
        return ["-c", READ_SHEET, folder / "sheet.xlsx"]

    return make


MAP = """
sheet: {ends: [Total]}
writes: {dates: day-first, numbers: point, lengths: "m:ss"}
columns:
  reference: No.
  parties.licensor.name: Creator
  effective_date: Start
  grant.term.months: {header: Term, values: {"# months": "#", "# years": "# x 12"}}
  assets.clips.title: Clip
  assets.clips.duration: Length
leave: [Notes]
group: {by: No.}
defaults: {parties.licensor.signatory.name: "{parties.licensor.name}"}
"""
HEADS = ("No.", "Creator", "Start", "Term", "Clip", "Length", "Notes")


def told(row: int, clips: int) -> tuple[str, ...]:
    """A row in a firm's own words: the first of as many clips says the deal, the others leave it blank."""
    deal = (f"A-{row}", f"Creator {row}", "03/04/2027", "2 years") if row % clips == 0 else ("",) * 4
    return (*deal, f"Clip {row}", "2:30", "")


def by_map(write: Callable[[Path, list[tuple[str, ...]]], Path], clips: int = 1) -> Make:
    """A sheet that a map says how to read, a row for each clip."""

    def make(folder: Path, size: int) -> list[object]:
        (folder / "map.yaml").write_text(MAP, "utf-8")
        written = write(folder, [HEADS, *(told(row, clips) for row in range(size))])
        return ["-c", READ_SHEET, written, folder / "map.yaml"]

    return make


def a_map(text: Callable[[int], str]) -> Make:
    """A map that grows, over a sheet of one row."""

    def make(folder: Path, size: int) -> list[object]:
        (folder / "map.yaml").write_text(text(size), "utf-8")
        as_text()(folder, [HEADS, told(0, 1)])
        return ["-c", READ_SHEET, folder / "sheet.txt", folder / "map.yaml"]

    return make


def as_text(mark: str = ";", encoding: str = "utf-8") -> Callable[[Path, list[tuple[str, ...]]], Path]:
    def write(folder: Path, rows: list[tuple[str, ...]]) -> Path:
        path = folder / "sheet.txt"
        path.write_text("".join(mark.join(row) + "\n" for row in rows), encoding)
        return path

    return write


_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
_CALC = "application/vnd.oasis.opendocument.spreadsheet"


def ods(table: Callable[[int], str]) -> Make:
    """An OpenDocument sheet of rows as they are written, below one head."""

    def make(folder: Path, size: int) -> list[object]:
        return ["-c", READ_SHEET, opendocument(folder, ods_row(("reference",)) + table(size))]

    return make


def opendocument(folder: Path, rows: str, more: str = "") -> Path:
    spaces = " ".join(f'xmlns:{name}="{_OPEN}:{name}:1.0"' for name in ("office", "table", "text"))
    body = f'<office:body><office:spreadsheet><table:table table:name="Deals">{rows}</table:table>{more}'
    with zipfile.ZipFile(folder / "sheet.ods", "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", _CALC)
        whole = f"{body}</office:spreadsheet></office:body></office:document-content>"
        book.writestr("content.xml", f"<office:document-content {spaces}>{whole}")
    return folder / "sheet.ods"


def ods_row(cells: Sequence[str], again: int = 1) -> str:
    repeated = f' table:number-rows-repeated="{again}"' if again > 1 else ""
    inner = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
    return f"<table:table-row{repeated}>{inner}</table:table-row>"


def as_ods(folder: Path, rows: list[tuple[str, ...]]) -> Path:
    return opendocument(folder, "".join(map(ods_row, rows)))


def holds_map(folder: Path, size: int) -> list[object]:
    """A map of many lines in a sheet of its own."""
    lines = [*MAP.splitlines(), *(f"# line {i}" for i in range(size))]
    held = "".join(ods_row((line,)) for line in lines)
    rows = ods_row(HEADS) + ods_row(told(0, 1))
    more = f'<table:table table:name="Map">{held}</table:table>'
    return ["-c", READ_SHEET, opendocument(folder, rows, more)]


ROW = "<row><c t='s'><v>0</v></c></row>"
CELL = "<c t='inlineStr'><is><t>x</t></is></c>"


def far(row: int) -> str:
    return f"<row r='{row}'><c r='ZZZ{row}' t='inlineStr'><is><t> </t></is></c></row>"


SHEETS: dict[str, Kind] = {
    "sheet: cells of a CSV": Kind(sheet(20, lambda i, j: f"{i}{j}"), (500, 5_000, 14_900)),
    "sheet: blank cells of a CSV": Kind(sheet(390, lambda i, j: "" if j else "x"), (100, 1_000, 5_000)),
    "sheet: beyond the cells": Kind(sheet(20, lambda i, j: f"{i}{j}"), (500, 30_000, 300_000)),
    "sheet: cells in UTF-16": Kind(sheet(20, lambda i, j: f"{i}{j}", "utf-16"), (500, 5_000, 14_900)),
    "sheet: beyond the bytes in UTF-16": Kind(
        sheet(20, lambda i, j: f"{i}{j}", "utf-16"), (500, 100_000, 300_000)
    ),
    "map: deals": Kind(by_map(as_text()), (1_000, 10_000, 49_000)),
    "map: deals of fifty rows": Kind(by_map(as_text(), 50), (1_000, 10_000, 49_000)),
    "map: deals in UTF-16": Kind(by_map(as_text("\t", "utf-16"), 50), (1_000, 10_000, 49_000)),
    "map: deals in ODS": Kind(by_map(as_ods, 50), (1_000, 10_000, 49_000)),
    "map: values of a column": Kind(
        a_map(lambda n: MAP.replace('"# months"', "".join(f"v{i}: 1, " for i in range(n)) + '"# months"')),
        (50, 490, 40_000),
    ),
    "map: fields that no deal has": Kind(
        a_map(lambda n: MAP.replace("leave:", "".join(f"  f{i}: H{i}\n" for i in range(n)) + "leave:")),
        (50, 390, 20_000),
    ),
    "map: heads to leave alone": Kind(
        a_map(lambda n: MAP.replace("[Notes", "".join(f"[H{i}" if not i else f", H{i}" for i in range(n)))),
        (50, 399, 40_000),
    ),
    "map: lines in its workbook": Kind(holds_map, (1_000, 10_000, 45_000)),
    "ods: cells": Kind(
        ods(lambda n: "".join(ods_row([os.urandom(8).hex() for _ in range(10)]) for _ in range(n // 10))),
        (10_000, 100_000, 299_000),
    ),
    "ods: a row over and over": Kind(ods(lambda n: ods_row("x", n)), (1_000, 10_000, 49_000)),
    "ods: a row without end": Kind(ods(lambda n: ods_row("x", n)), (1_000, 100_000, 1_048_000)),
    "ods: cells without values": Kind(
        ods(lambda n: "<table:table-row>" + "<table:table-cell/>" * n + "</table:table-row>"),
        (10_000, 900_000, 5_000_000),
    ),
    "ods: one long text": Kind(
        ods(lambda n: ods_row((os.urandom(n // 2).hex(),))), (10_000, 10_000_000, 36_000_000)
    ),
    "workbook: cells": Kind(
        workbook(lambda n: "".join(f"<row>{CELL * 10}</row>" for _ in range(n // 10))),
        (10_000, 100_000, 299_000),
    ),
    "workbook: rows without cells": Kind(workbook(lambda n: "<row/>" * n), (10_000, 1_000_000, 17_000_000)),
    "workbook: cells without values": Kind(
        workbook(lambda n: "<row>" + "<c/>" * n + "</row>"), (10_000, 900_000, 5_000_000)
    ),
    "workbook: cells far to the right": Kind(
        workbook(lambda n: "".join(map(far, range(2, n)))), (1_000, 20_000, 100_000)
    ),
    "workbook: a row far down": Kind(
        workbook(lambda n: f"<row r='{n}'>{CELL}</row>"), (1_000, 100_000, 1_000_000)
    ),
    "workbook: strings": Kind(
        workbook(lambda n: ROW, lambda n: "".join(f"<si><t>text {i}</t></si>" for i in range(n))),
        (10_000, 250_000, 480_000),
    ),
    "workbook: one long string": Kind(
        workbook(lambda n: ROW, lambda n: f"<si><t>{os.urandom(n // 2).hex()}</t></si>"),
        (10_000, 10_000_000, 36_000_000),
    ),
    "workbook: a bomb": Kind(
        workbook(lambda n: ROW, lambda n: f"<si><t>{'a' * n}</t></si>"), (10_000, 10_000_000, 500_000_000)
    ),
}
