"""The footage licence of Bali in; what its paper in two languages costs beside the English one, out.

set   processor time of all documents of a build at default formats, in one process that has made both once.
pdf   the same of the agreement alone; pages of each.

Usage: python benchmarks/two_languages.py [--runs N]
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from io import BytesIO
from pathlib import Path

import pypdf
from shared import Table, machine

from contracts.pipeline import build, check, open_library

ROOT = Path(__file__).resolve().parent.parent
DEALS = {
    "English": ROOT / "examples" / "bali-footage" / "in-english.yaml",
    "Indonesian and English": ROOT / "examples" / "bali-footage" / "deal.yaml",
}
AIM = 2.2


def main() -> int:
    options = argparse.ArgumentParser(description="Time a paper in two languages beside the one in English.")
    options.add_argument("--runs", type=int, default=3, help="runs of each (3)")
    runs = options.parse_args().runs
    library = open_library()
    for path in DEALS.values():
        build(check(path, library=library))
    took: dict[tuple[str, str], list[float]] = {}
    pages: dict[str, int] = {}
    for _ in range(runs):
        for name, path in DEALS.items():
            for what, only in (("set", ()), ("pdf", ("pdf",))):
                start = time.process_time()
                made = build(check(path, library=library), only=only).files
                took.setdefault((name, what), []).append(time.process_time() - start)
                pages[name] = len(pypdf.PdfReader(BytesIO(made["agreement.pdf"])).pages)
    table = Table(("", "pages", "set", "", "pdf", ""))
    first = next(iter(DEALS))
    for name in DEALS:
        best = {what: min(took[name, what]) for what in ("set", "pdf")}
        ratios = {what: best[what] / min(took[first, what]) for what in best}
        cells = [cell for what in best for cell in (f"{best[what]:.2f} s", f"{ratios[what]:.2f} ×")]
        table.row(name, str(pages[name]), *cells)
    print(machine(runs), f"\n\n{table}\naim: at most {AIM} × the English one")
    return 0


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
