"""The redline of the long footage licence; how long it takes beside docx-trackdiff on the same two papers.

Both begin with the old and the new paper, ours in memory and docx-trackdiff's as the Word files that we
make of them, and end with a Word file; in one process and in turns: processor time, the least of so many
runs. Each redline is then read back: whether accepting every change gives the new paper and rejecting
every one the old, paragraph by paragraph with their numbers.

Usage: python benchmarks/redline.py [--runs N]
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from collections.abc import Mapping
from contextlib import redirect_stdout
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from docx_trackdiff import compare as trackdiff
from shared import Table
from word_file import least

from contracts.draft import draft
from contracts.model.agreement import Agreement
from contracts.pipeline import load, open_library, redline
from contracts.render.word import agreement as word
from contracts.render.word import redline as ours

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
DEAL = ROOT / "examples" / "bali-footage" / "in-english.yaml"
AIM = 3.0

CHANGED: Mapping[str, Mapping[str, Any]] = {
    "a few positions": {
        "positions": {"takedown": "balanced", "audit": "licensee", "payment-timing": "balanced"},
    },
    "another house standard": {"playbook": "studio", "positions": {}},
}


def main() -> None:
    options = argparse.ArgumentParser(description="Time the redline.")
    options.add_argument("--runs", type=int, default=5, help="runs of each (5)")
    given = options.parse_args()
    library = open_library()
    deal = load(DEAL, library=library, form="long")
    old = draft(deal, library)
    table = Table(("", "nodes", "docx-trackdiff", "ours", "ours / theirs", "with the list", "theirs holds"))
    for name, changes in CHANGED.items():
        other = replace(deal, values={**deal.values, **changes})
        new = draft(other, library)
        with tempfile.TemporaryDirectory() as folder:
            before, after, out = (Path(folder) / f"{part}.docx" for part in ("old", "new", "out"))
            before.write_bytes(word.render(old))
            after.write_bytes(word.render(new))
            theirs, mine, whole = least(
                given.runs,
                partial(tracked, before, after, out),
                partial(marked, old, new),
                partial(redline, deal, other, library=library),
            )
            holds = read_back(out.read_bytes(), before.read_bytes(), after.read_bytes())
            own = read_back(marked(old, new), before.read_bytes(), after.read_bytes())
            assert own == (True, True), name
        count = sum(len(part.nodes) for part in new.document.all("fields"))
        shown = (f"{theirs * 1000:.0f} ms", f"{mine * 1000:.0f} ms", f"{mine / theirs:.2f} ×")
        said = ", ".join(
            f"{k}: {'yes' if v else 'no'}" for k, v in zip(("accept", "reject"), holds, strict=True)
        )
        table.row(name, str(count), *shown, f"{whole * 1000:.0f} ms", said)
    print(table, f"\naim: at most {AIM:g} × docx-trackdiff")


def marked(old: Agreement, new: Agreement) -> bytes:
    """Our redline."""
    papers = ours.papers(old, new)
    return ours.render(*papers, ours.differences(*papers), author="A", when="2026-12-01T00:00:00Z")


def tracked(before: Path, after: Path, out: Path) -> None:
    """That of docx-trackdiff, which is called as its command is."""
    argv = [
        "docx-trackdiff",
        str(before),
        str(after),
        str(out),
        "--author",
        "A",
        "--date",
        "2026-12-01T00:00:00Z",
    ]
    with patch.object(sys, "argv", argv), redirect_stdout(io.StringIO()):
        trackdiff.main()


def read_back(made: bytes, before: bytes, after: bytes) -> tuple[bool, bool]:
    """Whether accepting gives the new paper and rejecting the old, read by neither of both."""
    from tracked import accepted, rejected
    from wordfile import WordFile

    def same(settle: Any, expected: bytes) -> bool:
        try:
            return bool(settle(made).lines == WordFile(expected).lines)
        except AssertionError:  # it is no file that can be settled
            return False

    return same(accepted, after), same(rejected, before)


if __name__ == "__main__":
    main()
