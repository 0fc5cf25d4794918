"""The Word file of an agreement; how long it takes beside docxtpl filling a template of the same paragraphs.

The template holds the agreement's own paragraphs and tables, plain, with a blank for each value of the
deal; docxtpl opens, fills and saves it. Ours has the numbers, references, styles and bookmarks as well.
Both begin with an agreement in memory and end with the bytes of a file, in one process and in turns:
processor time, the least of so many runs.

Usage: python benchmarks/word_file.py [--runs N]
"""

from __future__ import annotations

import argparse
import io
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import docx
from docxtpl import DocxTemplate
from shared import Table, example

from contracts.model.agreement import Agreement, Blank, plain_text, shown
from contracts.model.document import Table as TreeTable
from contracts.model.document import Words, runs
from contracts.pipeline import build, check
from contracts.render.word import agreement as word

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ("bali-footage", "replica-rider", "release-model")
AIM = 2.0


def main() -> None:
    options = argparse.ArgumentParser(description="Time the Word file.")
    options.add_argument("--runs", type=int, default=10, help="runs of each (10)")
    given = options.parse_args()
    table = Table(("", "paragraphs", "docxtpl", "ours", "ours / docxtpl", "from the deal on"))
    for name in EXAMPLES:
        deal = example(name)
        agreement = check(deal).agreement
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "template.docx"
            count, values = template(agreement, path)

            theirs, ours, whole = least(
                given.runs,
                partial(fill, path, values),
                partial(word.render, agreement),
                partial(build, deal, only="docx"),
            )
        shown_times = (f"{theirs * 1000:.0f} ms", f"{ours * 1000:.0f} ms", f"{ours / theirs:.2f} ×")
        table.row(name, str(count), *shown_times, f"{whole * 1000:.0f} ms")
    print(table, f"\naim: at most {AIM:g} × docxtpl")


def fill(path: Path, values: Mapping[str, str]) -> bytes:
    """The template with its blanks filled."""
    filled = DocxTemplate(path)
    filled.render(values, autoescape=True)
    out = io.BytesIO()
    filled.save(out)
    return out.getvalue()


def least(runs: int, *calls: Callable[[], object]) -> tuple[float, ...]:
    """The least processor time of each call, in seconds, taken in turns after one run that is not counted."""
    took: list[list[float]] = [[] for _ in calls]
    for _ in range(runs + 1):
        for times, call in zip(took, calls, strict=True):
            start = time.process_time()
            call()
            times.append(time.process_time() - start)
    return tuple(min(times[1:]) for times in took)


def template(agreement: Agreement, path: Path) -> tuple[int, dict[str, str]]:
    """Write the template of an agreement; how many paragraphs it has, and what goes into its blanks."""
    made, values = docx.Document(), dict[str, str]()
    count = 0

    def blanks(words: Words) -> str:
        found = []
        for node in words:
            if isinstance(node, Blank):
                values[f"b{len(values)}"] = node.shown
                found.append(f"{{{{ b{len(values) - 1} }}}}")
            else:
                found.append(shown(node).replace("{", "(").replace("}", ")"))
        return "".join(found)

    for part in agreement.document.all("fields"):
        for node in part.nodes:
            if not isinstance(node, TreeTable):
                for words in runs(node):
                    if plain_text(words):
                        made.add_paragraph(blanks(words))
                        count += 1
                continue
            rows = [list(node.head)] if node.head else []
            rows += [[cell.words for cell in row.cells] for row in node.rows]
            grid = made.add_table(len(rows), len(rows[0]))
            for line, row in zip(grid.rows, rows, strict=True):
                for cell, words in zip(line.cells, row, strict=True):
                    cell.text = blanks(words)
                    count += 1
    made.save(str(path))
    return count, values


if __name__ == "__main__":
    main()
