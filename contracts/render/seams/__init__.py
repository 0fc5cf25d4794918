"""What WeasyPrint is asked in; the answer that it gave before out.

Each file of this folder keeps one kind of answer, and says in SEAMS where WeasyPrint looks it up: a module
or a class, a name in it, and ours. Each answer depends on nothing but what is asked, and is found by
WeasyPrint itself, once a process. These seams are no public interface, so recall.py alone imports this
folder, and only with the versions that were tried.
"""

from __future__ import annotations

from inspect import signature
from types import ModuleType
from typing import Any

from contracts.render.seams import (
    backgrounds,
    blocks,
    cascade,
    drawn,
    lengths,
    lines,
    markup,
    paragraphs,
    strokes,
    styles,
    written,
)

KINDS: tuple[ModuleType, ...] = (
    *(markup, styles, cascade, lengths, lines, paragraphs, blocks, backgrounds, strokes, drawn, written),
)

SEAMS: tuple[tuple[Any, str, Any], ...] = tuple(seam for kind in KINDS for seam in kind.SEAMS)
_THEIRS = tuple((holder, name, getattr(holder, name)) for holder, name, _ in SEAMS)


def begin() -> None:
    """Put our answers in the place of WeasyPrint's."""
    for holder, name, answer in SEAMS:
        setattr(holder, name, answer)


def end() -> None:
    """Put WeasyPrint's own back. What is known stays known."""
    for holder, name, theirs in _THEIRS:
        setattr(holder, name, theirs)


def forget() -> None:
    """Let go of every answer."""
    for kind in KINDS:
        for memory in kind.MEMORIES:
            memory.clear()
    lines.forget()


def fits() -> bool:
    """Whether each of WeasyPrint's own takes the arguments that ours takes."""
    pairs = zip((ours for _, _, ours in SEAMS), (theirs for _, _, theirs in _THEIRS), strict=True)
    return all(_asked(ours) == _asked(theirs) for ours, theirs in pairs)


def _asked(seam: Any) -> tuple[str, ...]:
    """The arguments of a function; of a property, or of a module, there are none."""
    return tuple(signature(seam).parameters) if callable(seam) else ()
