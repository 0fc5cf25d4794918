"""The bali-footage example in; a table of how long build and check take beside named alternatives out.

Each question is answered in one run, the two sides taking turns:

pages   what WeasyPrint takes for our page, beside the same words as plain paragraphs in the same fonts
        (plain.py), both as PDF/A-3a with tags: processor time in one process, nothing kept from one
        page to the next. Three examples: a long agreement with a long schedule, one without, and a form.
build   `contracts build --only pdf` beside the plain `weasyprint` command on the very page that we
        produce (`contracts build --only html`), tagged as ours is and with the same fonts.
check   `contracts check` beside a Python that only imports click, yaml, jinja2 and cerberus: once as
        it runs from the second time on, with the parsed library kept, and once with nothing kept.

Usage: python benchmarks/build_and_check.py [--runs N] [--pages]
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import plain
from shared import Table, example
from weasyprint import HTML

from contracts.model.lock import FINGERPRINT
from contracts.pipeline import check
from contracts.render import agreement as agreement_pages
from contracts.render import pdf
from contracts.render.cliptable import clip_table
from contracts.render.pdf import Finisher
from contracts.render.text import visible

ROOT = Path(__file__).resolve().parent.parent
DEAL = "examples/bali-footage/in-english.yaml"
TEMPLATES = ROOT / "templates"
BIN = Path(sys.executable).parent
EXAMPLES = ("bali-footage", "character-license", "release-model")
PAGES_AIM = 2.2
IMPORTS = "import click, yaml, jinja2, cerberus"


@dataclass(frozen=True, slots=True)
class Command:
    """A command to time, the name it has in the table, and what it finds in its environment."""

    name: str
    words: tuple[str, ...]
    settings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Timing:
    """How long a command took, in seconds of wall-clock time, one entry a run."""

    command: Command
    seconds: tuple[float, ...]

    @property
    def best(self) -> float:
        return min(self.seconds)

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Our command beside the plain one, and how many times as long ours may take (None: no aim)."""

    ours: Timing
    plain: Timing
    aim: float | None


class Failed(Exception):
    """A command that is to be timed does not work."""


def main() -> int:
    options = argparse.ArgumentParser(description="Time a build and a check.")
    options.add_argument("--runs", type=int, default=15, help="runs of each command (15)")
    options.add_argument("--pages", action="store_true", help="the pages alone")
    given = options.parse_args()
    runs: int = given.runs
    print(_machine(runs), "\n")
    print(_pages(runs), f"\naim: at most {PAGES_AIM} × plain\n")
    if given.pages:
        return 0
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        environment = _environment(work)
        try:
            compared = (_build(work, environment, runs), *_check(environment, runs))
        except Failed as failed:
            print(failed, file=sys.stderr)
            return 1
    print("\n".join(_table(compared)))
    return 0


def _pages(runs: int) -> Table:
    """The least processor time of each example's pages, and of its words alone."""
    table = Table(("", "plain", "pages", "ours", "pages", "ours / plain"))
    for name in EXAMPLES:
        agreement = check(example(name)).agreement
        rows = clip_table(agreement.document, agreement.deal.text("paper"))
        page = agreement_pages.page(agreement, table=rows, fingerprint="0" * FINGERPRINT)
        words = plain.page("\n".join(visible(agreement.document, "fields")))
        took: dict[str, list[float]] = {page: [], words: []}
        counts: dict[str, int] = {}
        for _ in range(runs + 1):
            for source, draw in ((words, None), (page, rows.draw if rows else None)):
                start = time.process_time()
                counts[source] = _laid_out(source, draw)
                took[source].append(time.process_time() - start)
        ours, least = min(took[page][1:]), min(took[words][1:])
        shown = (f"{least:.2f} s", str(counts[words]), f"{ours:.2f} s", str(counts[page]))
        table.row(name, *shown, f"{ours / least:.2f} ×")
    return table


def _laid_out(source: str, draw: Finisher | None) -> int:
    """Lay a page out and write it, as a build does; how many pages it has."""
    page, sheets = pdf._parsed(source)
    document = HTML(string=page, base_url=pdf.BASE, url_fetcher=pdf._fetcher()).render(
        font_config=pdf._fonts(), stylesheets=sheets, pdf_tags=True, pdf_forms=True
    )
    pdf.write(document, draw=draw)
    return len(document.pages)


def _build(work: Path, environment: dict[str, str], runs: int) -> Comparison:
    ours = Command(
        "contracts build --only pdf",
        (str(BIN / "contracts"), "build", DEAL, "--only", "pdf", "-o", str(work / "ours")),
    )
    page = Command(
        "contracts build --only html",
        (str(BIN / "contracts"), "build", DEAL, "--only", "html", "-o", str(work)),
    )
    bare = Command(
        "weasyprint --pdf-tags",
        (
            str(BIN / "weasyprint"),
            "--quiet",
            "--pdf-tags",
            "--base-url",
            TEMPLATES.as_uri() + "/",
            str(work / "agreement.html"),
            str(work / "plain.pdf"),
        ),
    )
    _run(page, environment)
    timings = _alternate((ours, bare), environment, runs)
    return Comparison(*timings, aim=1.25)


def _check(environment: dict[str, str], runs: int) -> tuple[Comparison, Comparison]:
    words = (str(BIN / "contracts"), "check", DEAL)
    ours = Command("contracts check", words)
    anew = Command("contracts check, nothing kept", words, (("CONTRACTS_CACHE", ""),))
    bare = Command(f'python -c "{IMPORTS}"', (sys.executable, "-c", IMPORTS))
    return (
        Comparison(*_alternate((ours, bare), environment, runs), aim=2),
        Comparison(*_alternate((anew, bare), environment, runs), aim=4),
    )


def _alternate(
    commands: tuple[Command, Command], environment: dict[str, str], runs: int
) -> tuple[Timing, Timing]:
    """Time two commands by turns, so that a busy machine slows both; the first turn is not counted."""
    for command in commands:
        _run(command, environment)
    took: list[list[float]] = [[], []]
    for turn in range(runs):
        for which in (0, 1) if turn % 2 else (1, 0):
            took[which].append(_run(commands[which], environment))
    return Timing(commands[0], tuple(took[0])), Timing(commands[1], tuple(took[1]))


def _run(command: Command, environment: dict[str, str]) -> float:
    """Seconds from start to end of one run."""
    environment = environment | dict(command.settings)
    start = time.perf_counter()
    done = subprocess.run(
        command.words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    took = time.perf_counter() - start
    if done.returncode:
        raise Failed(f"{' '.join(command.words)} failed ({done.returncode}):\n{done.stderr}")
    return took


def _environment(work: Path) -> dict[str, str]:
    """The environment of every command: compiled modules are kept, as on any user's machine.

    They go to a folder of the benchmark's own, so that neither side starts with an advantage; so
    does the parsed library.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(work / "compiled"), "CONTRACTS_CACHE": str(work / "library")}


def _machine(runs: int) -> str:
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    load = f"load {os.getloadavg()[0]:.1f}"
    return f"Python {platform.python_version()}, {system}, {load}; {runs} runs each"


def _table(compared: Sequence[Comparison]) -> list[str]:
    heads = ("", "best", "median")
    rows = [f"{heads[0]:62}{heads[1]:>10}{heads[2]:>10}"]
    for c in compared:
        for timing in (c.ours, c.plain):
            rows.append(f"{timing.command.name:62}{timing.best * 1000:7.0f} ms{timing.median * 1000:7.0f} ms")
        ratios = f"{c.ours.best / c.plain.best:8.2f} ×{c.ours.median / c.plain.median:8.2f} ×"
        aim = "" if c.aim is None else f"   aim: {c.aim} × at most"
        rows += [f"{'ratio':62}{ratios}{aim}", ""]
    return rows[:-1]


if __name__ == "__main__":
    sys.exit(main())
