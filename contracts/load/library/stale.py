"""A text of a language and its original in; why it cannot stand for that, out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from contracts.load.library.pack import Written
from contracts.model.problem import Span

SKELETON = "0.0.0"
"""What a file says that it translates which nobody has translated yet: no original has this version."""


def layer_of(file: str, roots: Sequence[Path]) -> int:
    """In which folder of a library a file is, counted from the one that comes with the tool, which is 0."""
    laid = [*enumerate(roots)][1:]
    return next((i for i, root in reversed(laid) if file.startswith(root.as_posix() + "/")), 0)


def stale(written: Written, version: str, original: Span, roots: Sequence[Path]) -> str:
    """Why words cannot stand for their original; empty where they can."""
    said = written.front["translates"]
    if said == SKELETON:
        return "is a skeleton that nobody has translated yet"
    if said != version:
        return f"translates {said}, and the original is {version}"
    if written.layer < layer_of(original.file, roots):
        return f"{original.file} is laid over what this translates"
    return ""
