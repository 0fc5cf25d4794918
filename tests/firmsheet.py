"""A sheet in a firm's own words, as each program writes it: title rows, totals, notes, a row for each clip.

`python tests/firmsheet.py` writes it anew into examples/roster and tests/fixtures/sheets; what LibreOffice
saves of it needs LibreOffice.
"""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

HOME = Path(__file__).parents[1]
EXAMPLE = HOME / "examples" / "roster"
FIXTURES = HOME / "tests" / "fixtures" / "sheets"
MAP = EXAMPLE / "own-words.map.yaml"

FORMS = {
    "own-words.xlsx": EXAMPLE,
    "libreoffice.xlsx": FIXTURES,
    "libreoffice.ods": FIXTURES,
    "semicolons.csv": FIXTURES,
    "unicode.txt": FIXTURES,
}
"""The forms of the sheet and where they lie."""

DAY, MONTHS, DOLLARS, SUM, CLOCK = "dd/mm/yyyy", '0 "months"', '"$"#,##0.00', "#,##0.00", "h:mm:ss"

HEAD = (
    "Contract no.", "Creator name", "Lives in", "Start", "Term", "Exclusive? Y/N", "Terms", "Rate/min HD",
    "Rate/min UHD", "Min. guarantee", "What it shows", "Clip ID", "Clip", "Length", "Quality", "Notes",
)  # fmt: skip

Cell = tuple[Any, str, str]
"""A value, its number format, and what the cell shows."""


def day(value: date) -> Cell:
    return value, DAY, f"{value:%d/%m/%Y}"


def months(value: int) -> Cell:
    return value, MONTHS, f"{value} months"


def dollars(value: float) -> Cell:
    return value, DOLLARS, f"${value:,.2f}"


def length(minutes: int, seconds: int) -> Cell:
    return time(0, minutes, seconds), CLOCK, f"0:{minutes:02d}:{seconds:02d}"


def text(value: str) -> Cell:
    return value, "General", value


BLANK = text("")
ONCE = (BLANK,) * 11
ROWS: tuple[tuple[Cell, ...], ...] = (
    (
        text("DF-31"), text("Maya Chen"), text("California"), day(date(2026, 12, 1)), months(24), text("N"),
        text("Net 30"), dollars(1), dollars(2.5), BLANK,
        text("unpublished timelapse footage of the Mojave Desert"),
        text("MC-01"), text("Dawn over dunes"), length(2, 30), text("4K"), text("sent 3 Nov"),
    ),
    (*ONCE, text("MC-02"), text("Joshua trees at noon"), length(1, 15), text("HD"), BLANK),
    (*ONCE, text("MC-03"), text("Night sky, north"), length(3, 0), text("4K"), text("check the sound")),
    (
        text("DF-32"), text("Tomás Rivera"), text("New Mexico"), day(date(2027, 4, 3)), text("2 years"),
        text("N"), text("Net 45"), dollars(1.25), dollars(3), (1250.0, SUM, "1,250.00"),
        text("unpublished aerial footage of northern New Mexico"),
        text("TR-01"), text("Acequias; from above"), length(4, 5), text("4K"), BLANK,
    ),
    (
        text("DF-32"), text("Tomás Rivera"), text("New Mexico"), day(date(2027, 4, 3)), text("2 years"),
        text("N"), text("Net 45"), dollars(1.25), dollars(3), (1250.0, SUM, "1,250.00"),
        text("unpublished aerial footage of northern New Mexico"),
        text("TR-02"), text("Taos gorge"), length(0, 50), text("HD"), BLANK,
    ),
    (
        text("DF-33"), text("Grace Okafor"), text("Texas"), day(date(2026, 12, 15)), months(36), text("N"),
        text("Net 30"), dollars(1), dollars(2.5), BLANK,
        text("unpublished street footage of Houston at night"),
        text("GO-01"), text("Bayou Street"), length(10, 0), text("HD"), text('says "no" to ads'),
    ),
)  # fmt: skip


def lines() -> Iterator[tuple[Cell, ...]]:
    """The whole sheet, from the top."""
    yield (text("Desert Frames Agency: roster for Lumen, December 2026"),)
    yield (text("Prepared by Ana for Legal; rates in US dollars"),)
    yield ()
    yield tuple(map(text, HEAD))
    yield from ROWS
    yield (text("Total"), *(BLANK,) * 8, (2500.0, SUM, "2,500.00"))
    yield ()
    yield (text("Notes: 4K is paid as UHD."),)


def workbook() -> bytes:
    """As a spreadsheet program writes it: shared strings, number formats, a title over merged cells."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "December"
    for r, line in enumerate(lines(), 1):
        for c, (value, form, _) in enumerate(line, 1):
            if value != "":
                cell = sheet.cell(r, c, value)
                cell.number_format = form
                cell.font = Font(bold=r in (1, 4))
    sheet.merge_cells("A1:P1")
    book.properties.created = book.properties.modified = datetime(2026, 12, 1)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def delimited(mark: str) -> str:
    """As a program saves it as text: each cell as it shows, every row as wide as the widest."""
    written = io.StringIO()
    rows = [[shown for _, _, shown in line] for line in lines()]
    csv.writer(written, delimiter=mark).writerows([*row, *[""] * (len(HEAD) - len(row))] for row in rows)
    return written.getvalue()


def by_libreoffice(book: bytes) -> Iterator[tuple[str, bytes]]:
    """What LibreOffice saves of the workbook."""
    program = shutil.which("soffice")
    assert program is not None, "LibreOffice is missing"
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder, "libreoffice.xlsx"), Path(folder, "out")
        path.write_bytes(book)
        for kind in ("xlsx", "ods"):
            profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
            argv = [program, profile, "--headless", "--convert-to", kind, "--outdir", str(out), str(path)]
            subprocess.run(argv, check=True, capture_output=True, timeout=300)
            yield f"libreoffice.{kind}", (out / f"libreoffice.{kind}").read_bytes()


def main() -> None:
    book = workbook()
    made = {
        "own-words.xlsx": book,
        "semicolons.csv": delimited(";").encode("utf-8-sig"),
        "unicode.txt": delimited("\t").encode("utf-16"),
        **dict(by_libreoffice(book)),
    }
    for name, folder in FORMS.items():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(made[name])
        sys.stdout.write(f"{folder / name}\n")


if __name__ == "__main__":
    main()
