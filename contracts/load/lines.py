"""An address as it was written in; the same on one line out."""

from __future__ import annotations

MOST_LINES = 8


def joined(written: str | list[str]) -> str:
    """The lines of a text or of a list with commas between them: a line may end in one already."""
    lines = written.split("\n") if isinstance(written, str) else written
    kept = [line.strip().rstrip(",").rstrip() for line in lines]
    return ", ".join(line for line in kept if line)
