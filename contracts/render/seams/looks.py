"""A box in; all that decides on how it comes out, and copies of it as it came out, out.

Only lines of text are looked at, and what holds nothing else: no image, no float, no footnote.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes

from contracts.render.seams.lengths import LENGTHS
from contracts.render.seams.lines import Line
from contracts.render.seams.styles import known_of

WRITTEN = frozenset(
    (
        *("element_tag", "style", "element", "remove_decoration_sides", "children"),
        *("first_letter_style", "first_line_style", "text", "leading_collapsible_space"),
        *("trailing_collapsible_space", "bookmark_label", "cached_counter_values", "string_set", "link"),
    )
)
"""What a box knows before it is laid out."""

LAID = frozenset((*LENGTHS, "position_x", "position_y", "clearance", "text_indent", "baseline", "index"))
"""What an earlier layout wrote into it, and this one writes anew. A box that knows more is not kept."""

KNOWN = WRITTEN | LAID
KINDS = frozenset((boxes.BlockBox, boxes.LineBox, boxes.InlineBox, boxes.TextBox))


class Looks:
    """What decides on how a box comes out; `whole` says whether that is all of it.

    `question` is the same for boxes that come out alike, and `elements` are those of the box and of what
    stands in it, in order. `question` names styles by address, and `holds` keeps them in being.
    """

    def __init__(self, box: Any) -> None:
        self._parts: list[Any] = []
        self._boxes: list[Any] = []
        self.whole = self._look(box)

    @property
    def question(self) -> tuple[Any, ...]:
        return tuple(self._parts)

    @property
    def elements(self) -> list[Any]:
        return [box.element for box in self._boxes]

    @property
    def holds(self) -> tuple[Any, ...]:
        return tuple(known_of(box) for box in self._boxes)

    def _look(self, box: Any) -> bool:
        kind, own, known = type(box), box.__dict__, known_of(box)
        if (
            known is None
            or kind not in KINDS
            or not own.keys() <= KNOWN
            or own["first_letter_style"] is not None
            or own["first_line_style"] is not None
            or own.get("string_set")
            or not _calm(known, box.style)
        ):
            return False
        spaces = own.get("leading_collapsible_space"), own.get("trailing_collapsible_space")
        label, children = own.get("bookmark_label"), box.children
        says = own.get("text"), tuple(label) if isinstance(label, list) else label, own.get("link")
        self._parts.append((kind, id(known), own["element_tag"], *says, *spaces, len(children)))
        self._boxes.append(box)
        return all(self._look(child) for child in children)

    def keep(self, box: Any) -> Any:
        """A box that this one has become, in a copy from which others are made."""
        places: dict[int, int] = {}
        for i, each in enumerate(self._boxes):
            places.setdefault(id(each.element), i)
        for each in box.descendants():
            each.origin = places[id(each.element)]
            if isinstance(each, boxes.LineBox):
                each.drawings = {}  # see drawn.py
        return copied(box, self.elements)


def _calm(known: Any, style: Any) -> bool:
    """Whether a style leaves a box in the flow, and draws it together with those around it."""
    if known.calm is None:
        known.calm = (
            (style["position"] == "static" or _at_its_own_place(style))
            and style["float"] == "none"
            and style["overflow"] == "visible"
            and style["opacity"] == 1
            and not style["transform"]
            and "flow-root" not in style["display"]
            and (style["column_width"], style["column_count"]) == ("auto", "auto")
            and style["max_lines"] == "none"
            and style["continue"] != "discard"
            and style["z_index"] == "auto"
        )
    return bool(known.calm)


def _at_its_own_place(style: Any) -> bool:
    sides = (style[side] for side in ("left", "right", "top", "bottom"))
    return bool(style["position"] == "relative") and all(side == "auto" for side in sides)


def copied(box: Any, elements: list[Any]) -> Any:
    """A box with all that stands in it, as those of other elements that look the same."""
    copy = object.__new__(type(box))
    own = copy.__dict__
    own.update(box.__dict__)
    own["element"] = elements[own["origin"]]
    if own["children"]:
        own["children"] = [copied(child, elements) for child in own["children"]]
    if (line := own.get("pango_layout")) is not None:
        own["pango_layout"] = Line(line)
    return copy
