"""Did-you-mean: the nearest known name, and the list of names to choose from."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 100
"""No name is longer: of what was written, no more is compared."""


def suggest(wrong: str, known: Iterable[str], *, show: int = 12) -> str:
    """A help line: the nearest name if one is near, then the names there are."""
    from difflib import get_close_matches

    names = list(known)
    near = get_close_matches(wrong[:LONGEST].lower(), [n.lower() for n in names], n=1, cutoff=0.6)
    listed = ", ".join([*names[:show], "…"][: len(names)]) if show else ""
    if near:
        right = next(n for n in names if n.lower() == near[0])
        return f'did you mean "{right}"?' + (f" ({listed})" if listed and len(names) > 1 else "")
    return f"one of: {listed}" if listed else ""
