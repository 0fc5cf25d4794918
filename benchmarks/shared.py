"""What the benchmarks share: the machine in a line, a table, an environment, and the time of a command."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path


def machine(runs: int) -> str:
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    load = f"load {os.getloadavg()[0]:.1f}"
    return f"Python {platform.python_version()}, {system}, {load}; best of {runs} runs each"


def environment(work: Path) -> dict[str, str]:
    """Compiled modules and the parsed library are kept, as on any user's machine, in `work`."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(work / "compiled"), "CONTRACTS_CACHE": str(work / "library")}


def example(name: str) -> Path:
    """The deal of an example: in English, where it has one in two languages as well."""
    folder = Path(__file__).resolve().parent.parent / "examples" / name
    english = folder / "in-english.yaml"
    return english if english.is_file() else folder / "deal.yaml"


class Table:
    """Rows of text, the first column to the left and the others to the right."""

    def __init__(self, heads: Sequence[str]) -> None:
        self.rows = [tuple(heads)]

    def row(self, *cells: str) -> None:
        self.rows.append(cells)

    def last(self) -> str:
        """The last row, for a table that grows slowly; the first with the heads above it."""
        lines = str(self).splitlines()
        return lines[-1] if len(lines) > 2 else "\n".join(lines)

    def __str__(self) -> str:
        widths = [max(len(row[i]) for row in self.rows) for i in range(len(self.rows[0]))]
        return "\n".join(
            row[0].ljust(widths[0]) + "".join(f"  {c:>{w}}" for c, w in zip(row[1:], widths[1:], strict=True))
            for row in self.rows
        )


def spin(processes: int) -> float:
    """Seconds for so many processes to count, each to the same number, side by side."""
    count = "x = 0\nfor i in range(15_000_000): x += i"
    start = time.perf_counter()
    for running in [subprocess.Popen([sys.executable, "-c", count]) for _ in range(processes)]:
        running.wait()
    return time.perf_counter() - start


def timed(words: list[str], settings: dict[str, str]) -> float:
    """Seconds for a command from start to end. Ends the benchmark where it fails."""
    start = time.perf_counter()
    done = subprocess.run(words, env=settings, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{words[:5]} failed:\n{done.stderr[-2000:]}")
    return time.perf_counter() - start
