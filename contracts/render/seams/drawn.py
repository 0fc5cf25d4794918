"""A line at its place on a page in; the operators that draw it there out.

A line that was laid out before (blocks.py, paragraphs.py) draws what it drew, where it has come to stand at
the same place, and the stream is in the same state: its colours, its font, and how much of it is marked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pydyf
from weasyprint import draw
from weasyprint.formatting_structure import boxes

from contracts.render.seams import strokes

STATES = 4
"""States of a stream, and places, in which a line's operators are kept."""

STATE = (
    "_current_color",
    "_current_color_stroke",
    "_current_alpha",
    "_current_alpha_stroke",
    "_current_font",
    "_current_font_size",
    "_old_font",
    "_old_font_size",
)
"""What a stream remembers so as not to say it twice."""

_draw_inline_level, _to_bytes = draw.draw_inline_level, pydyf._to_bytes
"""WeasyPrint's and pydyf's own."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a line came to: operators, marks for its texts in their order, the state after, its strokes."""

    operators: tuple[Any, ...]
    marks: tuple[str, ...]
    after: tuple[Any, ...]
    states: frozenset[str]
    fonts: tuple[Any, ...]


Drawings = dict[Any, Drawing]
"""The drawings of one line, by its places and the state of the stream."""


def draw_inline_level(
    stream: Any,
    page: Any,
    box: Any,
    offset_x: float = 0,
    text_overflow: str = "clip",
    block_ellipsis: str = "none",
) -> None:
    known: Drawings | None = box.__dict__.get("drawings")
    if known is None or stream._tags is None:
        _draw_inline_level(stream, page, box, offset_x, text_overflow, block_ellipsis)
        return
    places = tuple((each.position_x, each.position_y) for each in box.descendants())
    before = (places, tuple(stream.__dict__[name] for name in STATE), len(stream._tags), _end(stream))
    if (drawing := known.get(before)) is not None and _drawn(stream, box, drawing):
        return
    found = _recorded(stream, page, box)
    if drawing is None and found is not None and len(known) < STATES:
        known[before] = found


def _end(stream: Any) -> Any:
    """The last operator, where the next one may take it back."""
    return stream.stream[-1] if stream.stream and stream.stream[-1] in (b"ET", b"q") else None


def _recorded(stream: Any, page: Any, box: Any) -> Drawing | None:
    """Draw a line, and say what that came to, where it came to operators and marks alone."""
    start, end, marked = len(stream.stream), _end(stream), len(stream._tags)
    resources = {kind: set(stream._resources[kind]) for kind in ("XObject", "Pattern", "Shading")}
    with strokes.listening(stream) as heard:
        _draw_inline_level(stream, page, box)
    texts = [each for each in box.descendants() if isinstance(each, boxes.TextBox)]
    marks = list(stream._tags.items())[marked:]
    if (
        None in heard
        or end is not None
        or _end(stream) is not None
        or not marks
        or len(marks) != len(texts)
        or any(mark is not text for (mark, _), text in zip(marks, texts, strict=True))
        or any(set(stream._resources[kind]) != before for kind, before in resources.items())
    ):
        return None
    operators = stream.stream[start:]
    states = frozenset(
        each[1:-3].decode() for each in operators if type(each) is bytes and each[-3:] == b" gs"
    )
    after = tuple(stream.__dict__[name] for name in STATE)
    tags = tuple(mark["tag"] for _, mark in marks)
    said = tuple(each if isinstance(each, dict) else _to_bytes(each) for each in operators)
    return Drawing(said, tags, after, states, tuple(each for each in heard if each))


def _drawn(stream: Any, box: Any, drawing: Drawing) -> bool:
    """Draw what was recorded, where the document has the states and the widths of glyphs that it needs."""
    if not drawing.states <= stream._resources["ExtGState"].keys():
        return False
    if not all(strokes.used(stream, each) for each in drawing.fonts):
        return False
    tags = stream._tags
    texts = [each for each in box.descendants() if isinstance(each, boxes.TextBox)]
    for text, tag in zip(texts, drawing.marks, strict=True):
        tags[text] = {"tag": tag, "mcid": len(tags)}
    stream.stream.extend(drawing.operators)
    for name, value in zip(STATE, drawing.after, strict=True):
        stream.__dict__[name] = value
    return True


SEAMS: tuple[tuple[Any, str, Any], ...] = ((draw, "draw_inline_level", draw_inline_level),)
MEMORIES = ()
