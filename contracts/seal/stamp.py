"""Who signs and when in; what the signature field shows out, in our own font, embedded.

The appearance of the field alone: the signature itself is in the file. A font that is not embedded
would end PDF/A.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from contracts.load.world.fonts import SANS, covered, font

if TYPE_CHECKING:
    from pyhanko.stamp import TextStampStyle

SIZE, LEADING, MARGIN = 9, 12, 6  # points
LINE = 56  # letters that fit in a field of 112 mm


def stamp(name: str, now: datetime, note: str = "") -> TextStampStyle:
    """Three lines: who signed, when, and `note` where there is one. Times are UTC."""
    from pyhanko.pdf_utils.font.api import FontEngineFactory
    from pyhanko.pdf_utils.font.opentype import GlyphAccumulator
    from pyhanko.pdf_utils.layout import AxisAlignment, InnerScaling, Margins, SimpleBoxLayoutRule
    from pyhanko.pdf_utils.text import TextBoxStyle
    from pyhanko.stamp import TextStampStyle

    class Ours(FontEngineFactory):
        """Our font out of memory: pyHanko's own factory leaves its file open."""

        def create_font_engine(self, writer: Any, obj_stream: Any = None) -> GlyphAccumulator:
            held = obj_stream or (writer.prepare_object_stream() if writer.stream_xrefs else None)
            source = BytesIO(_letters())
            return GlyphAccumulator(writer=writer, font_handle=source, font_size=SIZE, obj_stream=held)

    lines = [f"Signed by {name}", f"{now:%Y-%m-%d %H:%M:%S} UTC", note]
    shown = "\n".join(_short(line) for line in lines if line)
    left = SimpleBoxLayoutRule(
        x_align=AxisAlignment.ALIGN_MIN,
        y_align=AxisAlignment.ALIGN_MID,
        margins=Margins(left=MARGIN, right=MARGIN, top=2, bottom=2),
        inner_content_scaling=InnerScaling.SHRINK_TO_FIT,
    )
    return TextStampStyle(
        stamp_text=shown.replace("%", "%%"),
        text_box_style=TextBoxStyle(
            font=Ours(),
            font_size=SIZE,
            leading=LEADING,
        ),
        inner_content_layout=left,
        border_width=0,
        background=None,
    )


@cache
def _letters() -> bytes:
    """Our font without its rules of kerning and ligatures: to take them along costs most of a signing."""
    from fontTools.ttLib import TTFont

    out = BytesIO()
    with TTFont(font(SANS)) as whole:
        for rules in ("BASE", "GDEF", "GPOS", "GSUB", "STAT"):
            del whole[rules]
        whole.save(out)
    return out.getvalue()


def _short(line: str) -> str:
    """A line that fits; a letter that the font lacks shows as a dot, since PDF/A takes no empty glyph."""
    line = "".join(c if ord(c) in covered() else "·" for c in line)
    return line if len(line) <= LINE else line[: LINE - 1] + "…"
