"""Manifests of up to 100,000 clips in; the time and the memory that their schedules take, out.

full     10,000 printed rows, as `contracts build --only pdf` makes them, beside one WeasyPrint table of
         the same rows on the same page. Each is a process of its own; what the agreement around the
         table takes (a build with `summary`, and the page without its table) is taken off both.
summary  1,000, 10,000 and 100,000 clips bound by their digest: time and memory for each clip, less what
         a build with 10 clips takes.

Usage: python benchmarks/schedule.py [--rows N] [--most N]
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from shared import Table, environment, machine

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "bali-footage" / "in-english.yaml"
BUILD = [str(Path(sys.executable).parent / "contracts"), "build", "--only", "pdf"]
TIERS = ("hd", "uhd-4k", "drone-4k", "animation-3d")
TITLES = ("Sunrise over the terraces of Tegallalang", "Mount Agung", "Market at dawn in Ubud before the rain")

PLAIN = """
import re, sys
from pathlib import Path
from weasyprint import HTML
page = Path(sys.argv[1]).read_text("utf-8")
if sys.argv[4] == "without":
    page = re.sub(r'<table class="clips">.*?</table>', "", page, flags=re.S)
HTML(string=page, base_url=sys.argv[2]).write_pdf(sys.argv[3], pdf_variant="pdf/a-3a", pdf_forms=True)
"""

MEASURED = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
if done.returncode:
    sys.exit(done.stderr[-2000:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


def main() -> int:
    options = argparse.ArgumentParser(description="Time long schedules.")
    options.add_argument("--rows", type=int, default=10_000, help="printed rows (10,000)")
    options.add_argument("--most", type=int, default=100_000, help="the largest manifest (100,000)")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        settings = environment(work)
        measured([*BUILD, str(deal(work / "warm", 10, "summary")), "-o", str(work / "o")], settings)
        print(machine(1), "\n")
        full(work, settings, given.rows)
        print()
        summary(work, settings, given.most)
    return 0


def full(work: Path, settings: dict[str, str], rows: int) -> None:
    printed, bound = deal(work / "full", rows, "full"), deal(work / "bound", rows, "summary")
    ours = less(
        measured([*BUILD, str(printed), "-o", str(work / "o")], settings),
        measured([*BUILD, str(bound), "-o", str(work / "o")], settings),
    )
    html = [*BUILD[:-1], "html", str(printed), "-o", str(work / "html")]
    measured(html, settings)
    words = [sys.executable, "-c", PLAIN, str(work / "html" / "agreement.html"), f"{ROOT}/templates/"]
    plain = less(
        measured([*words, str(work / "plain.pdf"), "with"], settings),
        measured([*words, str(work / "plain.pdf"), "without"], settings),
    )
    table = Table((f"{rows:,} printed rows, beside the rest of the agreement", "seconds", "MB"))
    for name, (seconds, megabytes) in (("contracts build", ours), ("one WeasyPrint table", plain)):
        table.row(name, f"{seconds:.1f}", f"{megabytes:.0f}")
    table.row("ratio (aim: 0.4 × at most)", f"{ours[0] / plain[0]:.2f} ×", f"{ours[1] / plain[1]:.2f} ×")
    print(table)


def summary(work: Path, settings: dict[str, str], most: int) -> None:
    base = least(deal(work / "few", 10, "summary"), work, settings)
    table = Table(("clips, bound by their digest", "seconds", "MB", "ms a clip", "KB a clip"))
    for rows in (n for n in (1_000, 10_000, 100_000) if n <= most):
        source = deal(work / f"sum-{rows}", rows, "summary")
        seconds, megabytes = less(least(source, work, settings), base)
        each = (f"{seconds / rows * 1000:.3f}", f"{megabytes / rows * 1000:.2f}")
        table.row(f"{rows:,}", f"{seconds:.2f}", f"{megabytes:.0f}", *each)
    print(table)


def least(source: Path, work: Path, settings: dict[str, str]) -> tuple[float, float]:
    """The least of three builds: what a clip takes is little beside what scatters."""
    build = [*BUILD, str(source), "-o", str(work / "o")]
    return min(measured(build, settings) for _ in range(3))


def deal(folder: Path, rows: int, how: str) -> Path:
    """The example with a manifest of `rows` clips, the same on every run."""
    folder.mkdir()
    with (folder / "footage.csv").open("w", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(("id", "title", "duration", "tier", "resolution", "fps", "captured", "sha256"))
        for i in range(rows):
            digest = hashlib.sha256(str(i).encode())
            n = digest.digest()
            length, day = (
                f"0:{n[0] % 5:02d}:{1 + n[1] % 59:02d}",
                f"2025-{1 + n[2] % 12:02d}-{1 + n[3] % 28:02d}",
            )
            title = f"{TITLES[n[4] % 3]} {i}"
            cells = (f"LB-{i:06d}", title, length, TIERS[n[5] % 4], "3840x2160", 30, day, digest.hexdigest())
            table.writerow(cells)
    source = EXAMPLE.read_text("utf-8") + f"\nschedule: {{print: {how}}}\n"
    (folder / "deal.yaml").write_text(source, "utf-8")
    return folder / "deal.yaml"


def measured(words: list[str], settings: dict[str, str]) -> tuple[float, float]:
    """Seconds of processor time and the largest resident size in MB of one command, which is one process."""
    run = [sys.executable, "-c", MEASURED, *words]
    done = subprocess.run(run, env=settings, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{words[:3]} failed:\n{done.stderr}")
    seconds, size = done.stdout.split()
    return float(seconds), int(size) / (1024 if sys.platform != "darwin" else 1024 * 1024)


def less(whole: tuple[float, float], rest: tuple[float, float]) -> tuple[float, float]:
    return max(whole[0] - rest[0], 0.001), max(whole[1] - rest[1], 0.1)


if __name__ == "__main__":
    os.chdir(ROOT)
    resource.getpagesize()  # fails early where the module does not work: the sizes come from it
    sys.exit(main())
