"""An example of each agreement type that has two forms in; the long beside the short one out, as a table.

words        of the terms and their definitions, without cover, schedules and signatures.
pages        of the agreement, schedules and signatures included.
definitions  terms that have a meaning of their own in the agreement.
protections  clauses of the floor that stand, short beside long.
seconds      of processor time for the standard set of documents, in one process that has made one before.

Usage: python benchmarks/forms.py
"""

from __future__ import annotations

import os
import sys
import time
from io import BytesIO
from pathlib import Path

import pypdf
from shared import Table, example, machine

from contracts.draft import draft
from contracts.load.deal.read import load_deal
from contracts.model.agreement import Agreement, Definition
from contracts.model.clause import Library
from contracts.model.inline import plain_text
from contracts.pipeline import build, check, open_library

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = (
    "bali-footage",
    "minimal",
    "commissioned-shoot",
    "release-model",
    "likeness-consent",
    "replica-rider",
    "agency-representation",
    "character-license",
    "aggregator-supply",
    "aggregator-sublicense",
)


def main() -> int:
    library = open_library()
    build(ROOT / "examples" / "release-model" / "deal.yaml", library=library)
    table = Table(("example", "words", "pages", "definitions", "protections", "seconds"))
    for name in EXAMPLES:
        path = example(name)
        long, short = (figures(path, form, library) for form in ("long", "short"))
        both = (f"{a} → {b}" for a, b in zip(long[:3], short[:3], strict=True))
        took = f"{long[4]:.1f} → {short[4]:.1f} ({short[4] / long[4]:.2f})"
        table.row(name, *both, f"{short[3]} of {long[3]}", took)
    print(machine(1), f"\n\n{table}")
    return 0


def figures(path: Path, form: str, library: Library) -> tuple[int, int, int, int, float]:
    agreement = draft(load_deal(path, library, form=form), library)
    protections = sum(p.clause.floor for p in agreement.provisions())
    start = time.process_time()
    made = build(check(path, library=library, form=form)).files
    took = time.process_time() - start
    pages = len(pypdf.PdfReader(BytesIO(made["agreement.pdf"])).pages)
    return words(agreement), pages, definitions(agreement), protections, took


def words(agreement: Agreement) -> int:
    said = [q for p in agreement.printed() for top in p.paragraphs for q in top.walk()]
    said += [q for entry in agreement.definitions for q in entry.paragraph.walk()]
    return sum(len(plain_text(q.inlines).split()) for q in said)


def definitions(agreement: Agreement) -> int:
    said = [n for p in agreement.printed() for top in p.paragraphs for q in top.walk() for n in q.inlines]
    listed = {entry.term for entry in agreement.definitions}
    return len(listed | {node.term for node in said if isinstance(node, Definition)})


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
