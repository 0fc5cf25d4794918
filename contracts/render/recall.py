"""Keep from one page to the next what WeasyPrint would work out again: begin, end, forget.

The agreements of a batch share nearly all of their words, and all of their styles, and finding the same
answers anew takes more than half of a page's time. So the workers of a batch keep them (seams/); a
single build does not. The bytes of a PDF stay the same, whatever was laid out before it:
tests/render/test_recall.py holds this to a plain WeasyPrint, with every version that we admit.

What is kept hangs on names that WeasyPrint does not promise to keep. Any other version, and one that lacks
such a name, is left as it is: pages then take longer, and nothing else changes.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from types import ModuleType

TRIED = ("70.0",)
"""Versions of WeasyPrint whose seams we know. The others that pyproject.toml admits are left as they are."""


def begin() -> bool:
    """Keep answers from now on; whether this WeasyPrint is one that we know how to ask."""
    found = _seams(_installed())
    if found is not None:
        found.begin()
    return found is not None


def end() -> None:
    """Let WeasyPrint work everything out again. What is known stays known."""
    if (found := _seams(_installed())) is not None:
        found.end()


def forget() -> None:
    """Let go of every answer."""
    if (found := _seams(_installed())) is not None:
        found.forget()


def _installed() -> str:
    try:
        return version("weasyprint")
    except PackageNotFoundError:
        return ""


@cache
def _seams(installed: str) -> ModuleType | None:
    """The seams, or None where anything about them is not as we know it."""
    if installed not in TRIED:
        return None
    try:
        from contracts.render import seams

        return seams if seams.fits() else None
    except (ImportError, AttributeError, TypeError, ValueError):  # a name, a base or a signature is gone
        return None
