"""Sixty agreements of some thirty pages in; how long their PDFs take beside plain paragraphs out.

ours    `contracts batch --only pdf` at two jobs and at one: names and references differ from row to row.
plain   one process that calls WeasyPrint in a loop, for as many documents of as many pages, which hold
        nothing but paragraphs of the same words in the same fonts, as PDF/A-3a (plain.py).
former  with --former DIR, the batch of another checkout of this project, in the same run.

Wall-clock seconds: two jobs are two processes, and the plain loop is one.

Usage: python benchmarks/batch_long.py [--rows N] [--runs N] [--former DIR]
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

import plain
import pypdf
from shared import Table, environment, machine, spin, timed

ROOT = Path(__file__).resolve().parent.parent
BASE = ROOT / "examples" / "minimal" / "deal.yaml"


def main() -> int:
    options = argparse.ArgumentParser(description="Time a batch of long agreements.")
    options.add_argument("--rows", type=int, default=60, help="agreements (60)")
    options.add_argument("--runs", type=int, default=3, help="runs of each command (3)")
    options.add_argument("--former", type=Path, help="another checkout of this project")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        settings = environment(work)
        sheet(work / "deals.csv", given.rows)
        count = plain_pages(work, given.rows, settings)
        commands = {
            "contracts batch, 2 jobs": (batch(ROOT, work, 2), settings | {"PYTHONPATH": str(ROOT)}),
            "contracts batch, 1 job": (batch(ROOT, work, 1), settings | {"PYTHONPATH": str(ROOT)}),
            "plain paragraphs, one process": (
                [sys.executable, "-c", plain.LAY_OUT, str(work / "pages"), plain.TEMPLATES],
                settings,
            ),
        }
        if given.former:
            former = given.former.resolve()
            apart = settings | {"PYTHONPATH": str(former), "CONTRACTS_CACHE": str(work / "former")}
            commands["the former commit, 2 jobs"] = (batch(former, work, 2), apart)
        took: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(given.runs):
            for name, (words, own) in commands.items():
                shutil.rmtree(work / "out", ignore_errors=True)
                took[name].append(timed(words, own))
    print(machine(given.runs), f"\n{given.rows} agreements of {count} pages\n")
    best = {name: min(seconds) for name, seconds in took.items()}
    base = best["plain paragraphs, one process"]
    table = Table(("", "seconds", "pages a second", "as fast as plain"))
    for name, seconds in best.items():
        table.row(name, f"{seconds:.1f}", f"{given.rows * count / seconds:.1f}", f"{base / seconds:.2f} ×")
    print(table)
    print("\naims: 2 jobs 2.5 × plain, and 1.8 × the work of one")
    scaled = best["contracts batch, 1 job"] / best["contracts batch, 2 jobs"]
    alone, together = spin(1), spin(2)
    print(f"two jobs do {scaled:.2f} × the work of one; two busy loops do {2 * alone / together:.2f} × here")
    return 0


def sheet(path: Path, rows: int) -> None:
    with path.open("w", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(("reference", "parties.licensor.name", "parties.licensor.signatory.name",
                        "parties.licensor.residence"))  # fmt: skip
        for i in range(rows):
            name = f"Person {chr(65 + i % 26)}. Number{i}"
            table.writerow((f"L-{i:04d}", name, name, "US-CA"))


def batch(checkout: Path, work: Path, jobs: int) -> list[str]:
    words = [sys.executable, "-m", "contracts", "batch", str(BASE), str(work / "deals.csv")]
    return [*words, "-o", str(work / "out"), "--jobs", str(jobs), "--only", "pdf"]


def plain_pages(work: Path, rows: int, settings: dict[str, str]) -> int:
    """Write the plain pages of as many documents, and say how many pages each has. Not timed."""
    words = [sys.executable, "-m", "contracts", "build", str(BASE), "--only", "pdf,text"]
    own = settings | {"PYTHONPATH": str(ROOT)}
    subprocess.run([*words, "-o", str(work / "one")], env=own, check=True, capture_output=True)
    count = len(pypdf.PdfReader(work / "one" / "agreement.pdf").pages)
    made = plain.pages_of((work / "one" / "agreement.txt").read_text("utf-8"), count)
    (work / "pages").mkdir()
    for i in range(rows):
        same = made.replace("MIN-001", f"L-{i:04d}").replace(
            "Maya Chen", f"Person {chr(65 + i % 26)}. Number{i}"
        )
        (work / "pages" / f"{i:04d}.html").write_text(same, "utf-8")
    return count


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
