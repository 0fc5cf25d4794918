"""What the benchmarks share: the machine in a line, a table, and an environment fair to both sides."""

from __future__ import annotations

import os
import platform
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
