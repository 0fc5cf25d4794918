"""Nested mappings and lists, as a deal is written, and a path in; what stands there out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def value_at(values: Any, path: Iterable[str | int]) -> Any:
    """What stands at a path: a name for each mapping, a place for each list. None where nothing does."""
    found = values
    for step in path:
        if isinstance(found, list | tuple) and isinstance(step, int):
            found = found[step] if step < len(found) else None
        else:
            found = found.get(step) if isinstance(found, Mapping) else None
    return found
