"""A sheet of 200 releases in; a table of how long their PDFs take, beside two named alternatives, out.

rows    `contracts batch --only pdf` at two jobs beside a plain loop that calls WeasyPrint once for
        each document in one process, on the very pages that the batch lays out (made beforehand, not
        timed), with the same fonts and as PDF/A-3a; and beside docxtpl, which fills a Word template
        of the same agreement, with one LibreOffice that converts all 200 files in one run (word.py).
jobs    the same batch at one job and at two; beside what two processes that only count get done on
        this machine, since two cores of a shared host need not do twice the work of one.

The batch does more: it checks each row twice, drafts, encloses the deal and the lock, and writes each
set with a ledger. Each command runs as a process of its own, start and all.

Usage: python benchmarks/batch.py [--rows N] [--runs N] [--pages DIR]
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import word
from shared import Table, environment, machine, spin, timed

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
BASE = ROOT / "benchmarks" / "release.yaml"
LIBRE = "docxtpl and LibreOffice"

PLAIN = """
import sys
from pathlib import Path
from weasyprint import HTML
for page in sorted(Path(sys.argv[1]).glob("*.html")):
    HTML(string=page.read_text("utf-8"), base_url=sys.argv[2]).write_pdf(
        page.with_suffix(".pdf"), pdf_variant="pdf/a-3a", pdf_forms=True
    )
"""


def main() -> int:
    options = argparse.ArgumentParser(description="Time a batch.")
    options.add_argument("--rows", type=int, default=200, help="agreements (200)")
    options.add_argument("--runs", type=int, default=3, help="runs of each command (3)")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        settings = environment(work)
        sheet(work / "releases.csv", given.rows)
        pages(work, settings)
        commands = {
            "contracts batch, 2 jobs": batch(work, 2),
            "contracts batch, 1 job": batch(work, 1),
            "plain loop, one process": [[sys.executable, "-c", PLAIN, f"{work}/pages", f"{ROOT}/templates/"]],
        }
        if shutil.which("soffice"):
            with (work / "releases.csv").open(newline="") as stream:
                first = next(csv.DictReader(stream))
            page = (work / "pages" / "0000.html").read_text("utf-8")
            commands[LIBRE] = word.dressed(work, page, first)
            commands[f"{LIBRE}, bare words"] = word.bare(work)
        took: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(given.runs):
            for name, steps in commands.items():
                took[name].append(sum(timed(step, settings) for step in steps))
    print(machine(given.runs), f"\n{given.rows} agreements\n")
    best = {name: min(seconds) for name, seconds in took.items()}
    table = Table(("", "seconds", "a second", "beside 2 jobs"))
    for name, seconds in best.items():
        ratio = seconds / best["contracts batch, 2 jobs"]
        table.row(name, f"{seconds:.1f}", f"{given.rows / seconds:.2f}", f"{ratio:.2f} ×")
    print(table)
    alone, together = spin(1), spin(2)
    print(f"\nthis machine: two busy loops side by side do {2 * alone / together:.2f} × the work of one")
    print("aims: plain loop 2.5 ×, LibreOffice 2 ×, 1 job 1.8 ×")
    if LIBRE not in best:
        print("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
    return 0


def sheet(path: Path, rows: int) -> None:
    with path.open("w", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(("reference", "parties.licensor.name", "parties.licensor.signatory.name",
                        "parties.licensor.address", "parties.licensor.email", "parties.licensor.residence",
                        "release.subject", "release.payment"))  # fmt: skip
        for i in range(rows):
            name = f"Person {chr(65 + i % 26)}. Number{i}"
            place = f"{i} Cactus Lane, Joshua Tree"
            cells = (
                f"R-{i:04d}",
                name,
                name,
                place,
                f"p{i}@example.com",
                "US-CA",
                f"studio {i}",
                f"{100 + i}.00",
            )
            table.writerow(cells)


def batch(work: Path, jobs: int) -> list[list[str]]:
    out = work / f"out-{jobs}"
    script = f"import shutil; shutil.rmtree({str(out)!r}, ignore_errors=True)"
    words = [str(BIN / "contracts"), "batch", str(BASE), str(work / "releases.csv")]
    return [[sys.executable, "-c", script], [*words, "-o", str(out), "--jobs", str(jobs), "--only", "pdf"]]


def pages(work: Path, settings: dict[str, str]) -> None:
    """The pages that the batch lays out, and their text, for the alternatives. Not timed."""
    words = [str(BIN / "contracts"), "batch", str(BASE), str(work / "releases.csv"), "-o", str(work / "html")]
    subprocess.run([*words, "--only", "html,text"], env=settings, check=True, capture_output=True)
    (work / "pages").mkdir()
    (work / "texts").mkdir()
    for i, page in enumerate(sorted((work / "html").glob("*/agreement.html"))):
        shutil.copy(page, work / "pages" / f"{i:04d}.html")
        shutil.copy(page.with_suffix(".txt"), work / "texts" / f"{i:04d}.txt")


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
