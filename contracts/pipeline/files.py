"""Files for the shells: what is made is written, and lines that problems point at are shown."""

from __future__ import annotations

from contracts.load.files import forget, line
from contracts.load.library.home import home
from contracts.load.write import write_all
from contracts.model.problem import Span
from contracts.render.problems import problems_json

__all__ = ["excerpt", "forget", "problems_json", "write_all"]


def excerpt(span: Span) -> str | None:
    """The line that a problem is on, in a file of the user's or of ours; None where it cannot be shown."""
    if span.trail:  # a cell or a key is found by its name
        return None
    found = line(span.file, span.line)
    return line(str(home() / span.file), span.line) if found is None else found
