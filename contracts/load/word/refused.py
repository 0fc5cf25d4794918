"""Why a file is not read in; the error that says so out."""

from __future__ import annotations

from contracts.load.limits import Limit
from contracts.model.problem import Problem, Span, Unreadable, visible

SAVE = "open it in Word or LibreOffice and save it anew as .docx"


def damaged(file: str, why: str) -> Unreadable:
    """What to say of a file that is no Word file, or a broken one."""
    why = f"the file is no Word file that can be read: {visible(why)}"
    return Unreadable([Problem("not-a-word-file", why[:300], Span(file, 1), help=SAVE)])


def too_large(limit: Limit, file: str) -> Unreadable:
    help = "docs/limits.md lists the limits"
    return Unreadable([Problem("too-large", f"{limit.what}: {limit} at most", Span(file, 1), help=help)])
