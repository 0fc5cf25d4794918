"""A box in; that nothing is painted behind it, known by its style, out."""

from __future__ import annotations

from typing import Any

from weasyprint.draw.color import get_color
from weasyprint.layout import background

from contracts.render.seams.styles import known_of

CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")
NOTHING: dict[str, Any] = {f"border_{corner}_radius": (0, 0) for corner in CORNERS} | {"background": None}
"""What `layout_box_backgrounds` gives a box of straight corners with nothing behind it."""

_layout_box_backgrounds = background.layout_box_backgrounds
"""WeasyPrint's own."""


def layout_box_backgrounds(
    page: Any, box: Any, get_image_from_uri: Any, layout_children: bool = True, style: Any = None
) -> None:
    known = known_of(box)
    if (
        known is None
        or style is not None
        or box is page
        or not layout_children
        or not _bare(known, box.style)
    ):
        _layout_box_backgrounds(page, box, get_image_from_uri, layout_children, style)
        return
    box.__dict__.update(NOTHING)
    for child in box.all_children():
        layout_box_backgrounds(page, child, get_image_from_uri)


def _bare(known: Any, style: Any) -> bool:
    if known.bare is None:
        known.bare = (
            all((0, "px") in style[f"border_{corner}_radius"] for corner in CORNERS)
            and style["border_image_source"][0] == "none"
            and style["mask_border_source"][0] == "none"
            and style["visibility"] != "hidden"
            and all(kind == "none" for kind, _ in style["background_image"])
            and get_color(style, "background_color").alpha == 0
            and not style["box_shadow"]
        )
    return bool(known.bare)


SEAMS: tuple[tuple[Any, str, Any], ...] = ((background, "layout_box_backgrounds", layout_box_backgrounds),)
MEMORIES = ()
