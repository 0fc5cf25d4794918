"""A row of a batch of 31-page agreements in; what it costs by stage, beside plain paragraphs, out.

Processor time in one process that has made rows before, by turns with another process that lays out as many
pages of plain paragraphs as PDF/A-3a (plain.py): so it can be read on a machine that has other work as well.
A stage counts without the stages that it calls. Each row is checked twice, as in a batch.

Usage: python benchmarks/batch_row.py [--rows N] [--known N]
"""

from __future__ import annotations

import argparse
import gc
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from statistics import mean, median
from typing import Any

import plain
import pypdf
import weasyprint
from shared import Table, machine
from weasyprint import document, layout
from weasyprint import pdf as making

from contracts.pipeline import build, check, open_library
from contracts.render import formats, recall, sealed

DEAL = Path(__file__).resolve().parent.parent / "examples" / "minimal" / "deal.yaml"
STAGES: tuple[tuple[Any, str, str], ...] = (
    (sealed, "lock", "lock"),
    (sealed, "page", "print as HTML"),
    (weasyprint.HTML, "__init__", "read HTML"),
    (document, "get_all_computed_styles", "styles"),
    (document, "build_formatting_structure", "boxes"),
    (layout, "make_all_pages", "lines and pages"),
    (layout, "make_margin_boxes", "heads and feet"),
    (layout, "layout_backgrounds", "backgrounds"),
    (document.Page, "__init__", "anchors and links"),
    (document.Page, "paint", "draw"),
    (making, "build_fonts_dictionary", "fonts"),
    (making, "add_tags", "tags"),
    (document.Document, "write_pdf", "write, compress, seal"),
    (formats, "make_all", "the rest"),
)
PLAIN = """
import sys, time
from weasyprint import HTML
for line in sys.stdin:
    start = time.process_time()
    HTML(filename=sys.argv[1], base_url=sys.argv[2]).write_pdf(pdf_variant="pdf/a-3a", pdf_tags=True)
    print(time.process_time() - start, flush=True)
"""


class Stages:
    """Processor seconds by stage, of the stages that are at work inside each other."""

    def __init__(self) -> None:
        self.took: dict[str, float] = defaultdict(float)
        self._inner = [0.0]

    def timed(self, work: Callable[..., Any], stage: str) -> Callable[..., Any]:
        def done(*given: Any, **named: Any) -> Any:
            self._inner.append(0.0)
            start = time.process_time()
            try:
                found = work(*given, **named)
                return iter(list(found)) if isinstance(found, Iterator) else found
            finally:
                took = time.process_time() - start
                self.took[stage] += took - self._inner.pop()
                self._inner[-1] += took

        return done


def main() -> int:
    options = argparse.ArgumentParser(description="Time a row of a batch by stage.")
    options.add_argument("--rows", type=int, default=12, help="rows that count (12)")
    options.add_argument("--known", type=int, default=10, help="rows made before them (10)")
    given = options.parse_args()
    library, stages = open_library(), Stages()
    made = build(DEAL, only=("pdf", "text"), library=library).files
    text, count = made["agreement.txt"].decode(), len(pypdf.PdfReader(BytesIO(made["agreement.pdf"])).pages)
    page_of_words = plain.pages_of(text, count)
    recall.begin()
    for holder, name, stage in STAGES:
        setattr(holder, name, stages.timed(getattr(holder, name), stage))
    look = stages.timed(check, "check, twice")
    gc.collect()
    gc.freeze()
    gc.disable()  # a worker collects between its rows
    rows, beside = [], []
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "plain.html"
        page.write_text(page_of_words, "utf-8")
        words = [sys.executable, "-c", PLAIN, str(page), plain.TEMPLATES]
        with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
            for i in range(given.known + given.rows):
                if i == given.known:
                    stages.took.clear()
                rows.append(row(i, library, look, stages))
                beside.append(turn(other))
            other.communicate()
    table = Table(("stage", "ms", "%"))
    total = sum(stages.took.values())
    for stage, took in sorted(stages.took.items(), key=lambda found: -found[1]):
        table.row(stage, f"{1000 * took / given.rows:.0f}", f"{100 * took / total:.0f}")
    ours, theirs = mean(rows[given.known :]), median(beside[given.known :])
    print(machine(1), f"\n{table}\n")
    print(
        f"a row {ours:.3f} s, plain {theirs:.3f} s: {theirs / ours:.2f} × as fast; first row {rows[0]:.2f} s"
    )
    return 0


def row(i: int, library: Any, look: Callable[..., Any], stages: Stages) -> float:
    start = time.process_time()
    name = f"Person {chr(65 + i % 26)}. Number{i}"
    deal = DEAL.read_text("utf-8").replace("MIN-001", f"L-{i:04d}").replace("Maya Chen", name)
    look(deal, library=library)
    build(look(deal, library=library), only="pdf")
    stages.timed(gc.collect, "collect memory")()
    gc.freeze()
    return time.process_time() - start


def turn(other: subprocess.Popen[str]) -> float:
    assert other.stdin is not None and other.stdout is not None
    other.stdin.write("\n")
    other.stdin.flush()
    return float(other.stdout.readline())


if __name__ == "__main__":
    sys.exit(main())
