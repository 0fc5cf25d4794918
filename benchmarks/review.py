"""A Word file that came back; how long reading it and holding it beside its deal takes, by its pages.

The long footage licence is made with schedules of more and more clips, so that only its length grows. Every
tenth provision and row is edited, with marks and without, as the other side would. Times are of the
processor, the least of so many runs; pages are those of the PDF of the same deal, 45 clips to a page of the
schedule. A machine that others use as well doubles them.

Usage: python benchmarks/review.py [--runs N]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from shared import Table, machine

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import negotiation  # noqa: E402

from contracts.load.word.read import read_word  # noqa: E402
from contracts.model.agreement import Agreement  # noqa: E402
from contracts.model.negotiated import Negotiated, Touched  # noqa: E402
from contracts.pipeline import check  # noqa: E402
from contracts.render.word import agreement as word  # noqa: E402
from contracts.review.compare import compare  # noqa: E402

CLIPS = (45, 450, 1_800, 3_600)
BODY, A_PAGE = 33, 45
"""Pages of the licence without its schedule, and clips on a page of that."""

EVERY = 10


def main() -> None:
    options = argparse.ArgumentParser(description="Time the review of a Word file.")
    options.add_argument("--runs", type=int, default=3, help="runs of each (3)")
    given = options.parse_args()
    print(machine(given.runs))
    table = Table(
        ("pages", "paragraphs", "edits", "found", "read", "compared", "both", "a page", "1,000 paragraphs")
    )
    for clips in CLIPS:
        agreement = licence(clips)
        source = word.render(agreement)
        back, edits = edited(agreement, source)
        text = read_word(back, "back.docx")
        found = compare(agreement, text)
        read = least(given.runs, lambda back=back: read_word(back, "back.docx"))  # type: ignore[misc]
        held = least(given.runs, lambda a=agreement, t=text: compare(a, t))  # type: ignore[misc]
        pages = BODY + clips // A_PAGE
        table.row(
            str(pages),
            f"{len(text.paragraphs):,}",
            str(edits),
            str(len(found.touched())),
            f"{read * 1000:.0f} ms",
            f"{held * 1000:.0f} ms",
            f"{(read + held) * 1000:.0f} ms",
            f"{(read + held) * 1000 / pages:.1f} ms",
            f"{(read + held) * 1e6 / len(text.paragraphs):.0f} ms",
        )
    print(table)


def licence(clips: int) -> Agreement:
    """The long footage licence with so many clips."""
    source = (ROOT / "examples" / "bali-footage" / "in-english.yaml").read_text("utf-8")
    source += "schedule: {print: full}\n"
    head, rest = "id,title,duration,tier\n", []
    tiers = ("hd", "uhd-4k", "drone-4k", "animation-3d")
    for i in range(clips):
        rest.append(f"LB-{i:05d},Clip {i} of the coast,0:0{1 + i % 8}:0{i % 10},{tiers[i % 4]}")
    with TemporaryDirectory() as below:
        (Path(below) / "footage.csv").write_text(head + "\n".join(rest) + "\n", "utf-8")
        return check(source.encode(), folder=below, form="long").agreement


def edited(agreement: Agreement, source: bytes) -> tuple[bytes, int]:
    """The file with an edit in every tenth provision and row."""
    before = compare(agreement, read_word(source, "sent.docx"))
    draft = negotiation.Draft.of(source, 1)
    kinds = {"provision": negotiation.replaced_word, "row": negotiation.cell}
    edits = 0
    for i, passage in enumerate(p for p in before.passages if p.kind in kinds and len(p.before) > 1):
        if i % EVERY == 0:
            elements = [draft.before[k] for k in passage.paragraphs]
            kinds[passage.kind](draft, elements, i % (2 * EVERY) == 0)
            edits += 1
    back = draft.bytes()
    missed = edits - len(_touched(compare(agreement, read_word(back, "back.docx"))))
    if missed:
        raise SystemExit(f"{missed} edits were not found")
    return back, edits


def _touched(found: Negotiated) -> tuple[object, ...]:
    return tuple(p for p in found.touched() if p.touched is Touched.EDITED)


def least(runs: int, call: Callable[[], object]) -> float:
    took = []
    for _ in range(runs):
        start = time.process_time()
        call()
        took.append(time.process_time() - start)
    return min(took)


if __name__ == "__main__":
    main()
