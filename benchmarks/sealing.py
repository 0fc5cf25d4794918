"""Two examples in; how much longer their sealed PDF takes than the plain one, out.

Sealed is what `contracts build` makes: PDF/A-3a and PDF/UA-1, tagged, with signature fields, the deal,
the manifest and the lock inside. Plain is the same page laid out by WeasyPrint with nothing of that: no
tags, no fields, no files. Both start from the drafted agreement, in one process, by turns.

Usage: python benchmarks/sealing.py [--runs N]
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from shared import Table, example, machine
from weasyprint import HTML

from contracts.load.deal.read import load_deal
from contracts.model.agreement import Agreement
from contracts.pipeline import check, open_library
from contracts.render import agreement as pages
from contracts.render import pdf, sealed

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ("release-model", "bali-footage")


def main() -> int:
    options = argparse.ArgumentParser(description="Time what sealing adds.")
    options.add_argument("--runs", type=int, default=7, help="runs of each (7)")
    runs: int = options.parse_args().runs
    library = open_library()
    table = Table(("", "plain", "tagged", "sealed", "sealed / plain", "sealed / tagged"))
    for name in EXAMPLES:
        deal = load_deal(example(name), library)
        agreement = check(deal, library=library).agreement
        page = pages.page(agreement)

        def plain(page: str = page) -> object:
            return _document(page).write_pdf()

        def tagged(page: str = page) -> object:
            return _document(page, pdf_tags=True).write_pdf(pdf_tags=True)

        def whole(agreement: Agreement = agreement) -> object:
            return sealed.render(agreement)

        best = fastest((plain, tagged, whole), runs)
        shown = [f"{seconds * 1000:.0f} ms" for seconds in best]
        table.row(name, *shown, f"{best[2] / best[0]:.2f} ×", f"{best[2] / best[1]:.2f} ×")
    print(machine(runs), "\n")
    print(table)
    print("\naim: sealed at most 1.30 × plain")
    return 0


def _document(page: str, **options: bool) -> Any:
    bare, sheets = pdf._parsed(page)
    source = HTML(string=bare, base_url=pdf.BASE, url_fetcher=pdf._fetcher())
    return source.render(font_config=pdf._fonts(), stylesheets=sheets, **options)


def fastest(works: tuple[Callable[[], object], ...], runs: int) -> list[float]:
    """The least processor time that each took, by turns; the first turn is not counted.

    Nothing that an earlier page has found is kept, as for a build of one agreement.
    """
    took: list[list[float]] = [[] for _ in works]
    for turn in range(runs + 1):
        for which, work in enumerate(works):
            gc.collect()
            start = time.process_time()
            work()
            if turn:
                took[which].append(time.process_time() - start)
    return [min(seconds) for seconds in took]


if __name__ == "__main__":
    sys.exit(main())
