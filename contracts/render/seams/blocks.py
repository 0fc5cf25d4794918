"""A block of text at a place on a page in; the same with its lines, as it was laid out there before, out.

A place is exact: the same numbers, so that whatever is worked out from them is the same as well. A block
is kept where it stands on one page whole, and holds lines of text and nothing else: no image, no float, no
footnote. Each use is a copy, since later steps write into boxes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block

from contracts.render.seams.looks import Looks, copied
from contracts.render.seams.memory import Memory

BLOCKS = 2_000
"""Blocks that are kept, of some 50 KB each with what they draw: an agreement of 36 pages has 500."""

_block_level_layout = block.block_level_layout
"""WeasyPrint's own."""

_blocks = Memory(BLOCKS)


@dataclass(frozen=True, slots=True)
class Laid:
    """A block laid out, and what that said to the blocks around it: margins, the next page.

    `before` is what became of the margins that were handed in, `after` those that come back; `same` that
    they come back in the same list. `holds` is what the question named by address.
    """

    box: Any
    next_page: dict[str, Any]
    before: tuple[float, ...]
    after: tuple[float, ...]
    same: bool
    through: bool
    holds: tuple[Any, ...]


def block_level_layout(
    context: Any,
    box: Any,
    bottom_space: float,
    skip_stack: Any,
    containing_block: Any,
    page_is_empty: bool = True,
    absolute_boxes: Any = None,
    fixed_boxes: Any = None,
    adjoining_margins: Any = None,
    first_letter_style: Any = None,
    first_line_style: Any = None,
    discard: bool = False,
    max_lines: Any = None,
) -> Any:
    def theirs() -> Any:
        return _block_level_layout(
            context, box, bottom_space, skip_stack, containing_block, page_is_empty, absolute_boxes,
            fixed_boxes, adjoining_margins, first_letter_style, first_line_style, discard, max_lines,
        )  # fmt: skip

    special = (skip_stack, first_letter_style, first_line_style, max_lines) != (None, None, None, None)
    if special or discard or adjoining_margins is None or not _alone(context, box, containing_block):
        return theirs()
    looks = Looks(box)
    if not looks.whole:
        return theirs()
    question = (
        looks.question,
        *(box.position_x, box.position_y, bottom_space, context.page_bottom, page_is_empty),
        *(context.current_page > 1, bool(context.forced_break), tuple(adjoining_margins)),
        *(containing_block.width, containing_block.height, containing_block.style["direction"]),
        *(containing_block.is_for_root_element, containing_block.style["margin_break"]),
    )
    laid = _blocks.recall(question)
    if laid is not None:
        adjoining_margins[:] = laid.before
        margins = adjoining_margins if laid.same else list(laid.after)
        copy = copied(laid.box, looks.elements)
        return copy, None, dict(laid.next_page), margins, laid.through, None
    answer = theirs()
    new, resume_at, next_page, margins, through, lines = answer
    if new is None or resume_at is not None or lines is not None:
        return answer
    kept = Laid(
        looks.keep(new),
        dict(next_page),
        before=tuple(adjoining_margins),
        after=tuple(margins),
        same=margins is adjoining_margins,
        through=through,
        holds=looks.holds,
    )
    _blocks.keep(question, kept)
    return answer


def _alone(context: Any, box: Any, around: Any) -> bool:
    """Whether a block stands in the flow of a page, with no float beside it and nothing but lines in it."""
    return (
        type(box) is boxes.BlockBox
        and isinstance(around, boxes.Box)
        and len(box.children) <= 1
        and all(type(child) is boxes.LineBox for child in box.children)
        and not box.remove_decoration_sides
        and not context.excluded_shapes
        and not context.in_column
    )


SEAMS: tuple[tuple[Any, str, Any], ...] = ((block, "block_level_layout", block_level_layout),)
MEMORIES = (_blocks,)
