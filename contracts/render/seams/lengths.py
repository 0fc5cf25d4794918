"""A style and the size of the box around it in; the margins, paddings, borders and limits of its box out."""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import absolute, block, column, inline, page, percent, table
from weasyprint.layout import float as floating

from contracts.render.seams.styles import known_of

SIZES = 64
"""Sizes of surrounding boxes for which a style's lengths are kept."""

_SIDES = ("left", "right", "top", "bottom")
LENGTHS = (
    *(f"margin_{side}" for side in _SIDES),
    *(f"padding_{side}" for side in _SIDES),
    *(f"border_{side}_width" for side in _SIDES),
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
)
"""What `resolve_percentages` gives a box."""

_resolve_percentages = percent.resolve_percentages
"""WeasyPrint's own."""


def resolve_percentages(box: Any, containing_block: Any) -> None:
    known = known_of(box)
    if known is None or not _steady(known, box):
        _resolve_percentages(box, containing_block)
        return
    if isinstance(containing_block, boxes.Box):
        question = (containing_block.width, containing_block.height, False)
    else:
        question = (*containing_block, isinstance(box, boxes.PageBox))
    found = known.lengths.get(question)
    if found is None:
        _resolve_percentages(box, containing_block)
        if len(known.lengths) < SIZES:
            known.lengths[question] = {name: box.__dict__[name] for name in LENGTHS}
    else:
        box.__dict__.update(found)


def _steady(known: Any, box: Any) -> bool:
    """Whether lengths hang on the style alone. Tables set some of theirs to nothing, and share borders."""
    if known.steady is None:
        style = box.style
        tabular = any("table" in part for part in style["display"])
        known.steady = not tabular and style["border_collapse"] != "collapse"
    return bool(known.steady)


SEAMS: tuple[tuple[Any, str, Any], ...] = tuple(
    (module, "resolve_percentages", resolve_percentages)
    for module in (absolute, block, column, floating, inline, page, table)
)
MEMORIES = ()
