"""A short footage licence in; what its documents cost beside the long form's, and a batch of them, out.

set     processor time of `contracts build` at default formats, the short form and the long one by turns.
batch   processor time of `contracts batch` at default formats and one job, a hundred short licences that
        differ in name and reference; beside one process that lays out the pages of every PDF of theirs
        (made beforehand, not timed) with WeasyPrint in a loop, with the same fonts and as PDF/A-3a.

Each command runs as a process of its own, start and all. Processor time is read on a busy machine as well.

Usage: python benchmarks/short_form.py [--rows N] [--runs N]
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import os
import resource
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from batch_long import sheet
from shared import Table, environment, machine, timed

from contracts.pipeline import build, open_library
from contracts.render import fitted, memo, pdf, summary

ROOT = Path(__file__).resolve().parent.parent
BASE = ROOT / "examples" / "minimal" / "deal.yaml"
SET_CHILD_SUBREAPER = 36
"""Of prctl(2)."""

PLAIN = """
import sys
from pathlib import Path
from weasyprint import HTML
for page in sorted(Path(sys.argv[1]).glob("*.html")):
    HTML(string=page.read_text("utf-8"), base_url=sys.argv[2]).write_pdf(
        page.with_suffix(".pdf"), pdf_variant="pdf/a-3a", pdf_forms=True, pdf_tags=True
    )
"""


def main() -> int:
    options = argparse.ArgumentParser(description="Time the short form beside the long one, and a batch.")
    options.add_argument("--rows", type=int, default=100, help="agreements of the batch (100)")
    options.add_argument("--runs", type=int, default=3, help="runs of each command (3)")
    given = options.parse_args()
    adopt()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        settings = environment(work) | {"PYTHONPATH": str(ROOT)}
        sheet(work / "deals.csv", given.rows)
        sets = pages(work / "pages", given.rows)
        python = [sys.executable, "-m", "contracts"]
        form = {name: [*python, "build", str(BASE), "--form", name] for name in ("short", "long")}
        batch = [*python, "batch", str(BASE), str(work / "deals.csv"), "--jobs", "1"]
        plain = [sys.executable, "-c", PLAIN, str(work / "pages"), f"{ROOT}/templates/"]
        commands = {
            "build --form long": [*form["long"], "-o", str(work / "out")],
            "build --form short": [*form["short"], "-o", str(work / "out")],
            f"batch of {given.rows}, short": [*batch, "-o", str(work / "out")],
            "plain loop over its pages": plain,
        }
        took: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(given.runs):
            for name, words in commands.items():
                shutil.rmtree(work / "out", ignore_errors=True)
                took[name].append(processor(words, settings))
    best = {name: min(seconds) for name, seconds in took.items()}
    long, short, ours, theirs = best.values()
    table = Table(("", "seconds", "a row", "ratio"))
    table.row("build --form long", f"{long:.2f}", "", "")
    table.row("build --form short", f"{short:.2f}", "", f"{short / long:.2f} of the long one")
    table.row(f"batch of {given.rows}, short", f"{ours:.1f}", f"{ours / given.rows:.2f}", "")
    last = f"the batch takes {ours / theirs:.2f} of it"
    table.row(f"plain loop, {sets} PDFs", f"{theirs:.1f}", f"{theirs / given.rows:.2f}", last)
    print(machine(given.runs), f"\nprocessor seconds\n\n{table}\n")
    print("aims: 0.3 of the long one, one second a row, 0.6 of the plain loop")
    return 0


def processor(words: list[str], settings: Mapping[str, str]) -> float:
    """Processor seconds of a command and of all that it starts, also where that outlives it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    timed(words, dict(settings))
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()  # the server that a batch forks its workers from, left to us by its parent
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def adopt() -> None:
    """Have what a command leaves behind handed to this process, so that its time can be read.

    A process counts the time of those alone that it waited for. Linux alone can do this: elsewhere the
    workers of a batch would count as nothing, and the benchmark says so and ends.
    """
    if not sys.platform.startswith("linux") or ctypes.CDLL(None).prctl(SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise SystemExit("processor time of a batch can be read on Linux alone")


def pages(folder: Path, rows: int) -> int:
    """The HTML of every PDF of the batch, as it is laid out in the end; how many they are. Not timed."""
    folder.mkdir()
    seen: dict[int, str] = {}
    known = open_library()
    laid_out = pdf.document

    def noted(page: str) -> Any:
        found = laid_out(page)
        seen[id(found)] = page
        return found

    write, count = pdf.write, 0

    def written(found: Any, *given: Any, **named: Any) -> bytes:
        nonlocal count
        (folder / f"{count:05}.html").write_text(seen.pop(id(found)), "utf-8")
        count += 1
        return write(found, *given, **named)

    for module in (pdf, fitted):
        setattr(module, "document", noted)  # noqa: B010
    for module in (pdf, memo, summary):
        setattr(module, "write", written)  # noqa: B010
    for i in range(rows):
        name = f"Person {chr(65 + i % 26)}. Number{i}"
        deal = BASE.read_text("utf-8").replace("MIN-001", f"L-{i:04d}").replace("Maya Chen", name)
        build(f"{deal}\nform: short\n", only=("pdf", "summary", "memo"), library=known)
    return count


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
