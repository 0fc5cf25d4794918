"""The text of a block and its place in; the lines that it made there before out.

Blocks that are kept whole (blocks.py) never ask for their lines. These are for what is not: a paragraph that
two pages share, a cell of a table, what is printed around a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block

from contracts.render.seams.looks import Looks, copied
from contracts.render.seams.memory import Memory

PARAGRAPHS = 1_000
"""Texts whose lines are kept, of some 20 KB each: in an agreement of 36 pages, 300 ask for them."""

_iter_line_boxes = block.iter_line_boxes
"""WeasyPrint's own."""

_paragraphs = Memory(PARAGRAPHS)


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines, each with where the text goes on after it. `holds` is what the question named by address."""

    lines: tuple[tuple[Any, Any], ...]
    holds: tuple[Any, ...]


def iter_line_boxes(
    context: Any,
    box: Any,
    position_y: float,
    bottom_space: float,
    skip_stack: Any,
    containing_block: Any,
    absolute_boxes: Any,
    fixed_boxes: Any,
    first_letter_style: Any,
    first_line_style: Any,
) -> Iterator[tuple[Any, Any]]:
    plain = (
        first_letter_style is None and first_line_style is None and isinstance(containing_block, boxes.Box)
    )
    looks = Looks(box) if plain and not context.excluded_shapes else None
    theirs = _iter_line_boxes(
        context, box, position_y, bottom_space, skip_stack, containing_block, absolute_boxes, fixed_boxes,
        first_letter_style, first_line_style,
    )  # fmt: skip
    if looks is None or not looks.whole:
        yield from theirs
        return
    question = (
        looks.question,
        *(position_y, repr(skip_stack), containing_block.content_box_x(), containing_block.width),
        *(containing_block.height, containing_block.style["direction"], context.in_column),
    )
    found = _paragraphs.recall(question)
    if found is None:
        made = tuple(theirs)
        kept = tuple((looks.keep(line), resume_at) for line, resume_at in made)
        _paragraphs.keep(question, Lines(kept, looks.holds))
        yield from made
        return
    for line, resume_at in found.lines:
        yield copied(line, looks.elements), resume_at


SEAMS: tuple[tuple[Any, str, Any], ...] = ((block, "iter_line_boxes", iter_line_boxes),)
MEMORIES = (_paragraphs,)
