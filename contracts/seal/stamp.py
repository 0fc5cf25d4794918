"""Who signs and when in; what the signature field shows out, in a font of ours, embedded.

The appearance of the field alone: the signature itself is in the file. A font that is not embedded
would end PDF/A.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from contracts.load.world.fonts import SANS, file_for, font, holds
from contracts.load.world.named import content
from contracts.load.world.named import holds as has
from contracts.model.namedfont import NamedFont

if TYPE_CHECKING:
    from pyhanko.stamp import TextStampStyle

SIZE, LEADING, MARGIN = 9, 12, 6  # points
LINE = 56  # letters that fit in a field of 112 mm


def stamp(name: str, now: datetime, note: str = "", fonts: tuple[NamedFont, ...] = ()) -> TextStampStyle:
    """Three lines: who signed, when, and `note` where there is one. Times are UTC.

    `fonts` are asked for the letters of a name where no font of ours has all of them.

    A name in another script than the label font has stands on a line of its own, in the font of its script:
    a stamp is set in one font, and a line in one direction.
    """
    from pyhanko.pdf_utils.font.api import FontEngineFactory
    from pyhanko.pdf_utils.font.opentype import GlyphAccumulator
    from pyhanko.pdf_utils.layout import AxisAlignment, InnerScaling, Margins, SimpleBoxLayoutRule
    from pyhanko.pdf_utils.text import TextBoxStyle
    from pyhanko.stamp import TextStampStyle

    class Whole(GlyphAccumulator):
        """Every glyph stands for a letter, as PDF/A has it: pyHanko leaves out what several make together.

        What is read is the text that goes with the line (ActualText), and not these.
        """

        def shape(self, txt: str, with_actual_text: bool = True) -> Any:
            result = super().shape(txt, with_actual_text)
            said = "".join(self._cid_to_unicode.values())
            left = [c for c in txt if c not in said] or list(txt[:1])
            for glyph, (cid, _) in self._glyphs.items():
                if glyph and cid not in self._cid_to_unicode:
                    self._cid_to_unicode[cid] = left.pop(0) if len(left) > 1 else left[0]
            return result

    class Ours(FontEngineFactory):
        """Our font out of memory: pyHanko's own factory leaves its file open."""

        def create_font_engine(self, writer: Any, obj_stream: Any = None) -> GlyphAccumulator:
            held = obj_stream or (writer.prepare_object_stream() if writer.stream_xrefs else None)
            source = BytesIO(_letters(file))
            return Whole(writer=writer, font_handle=source, font_size=SIZE, obj_stream=held)

    file = _font_for(name, fonts)
    signed = [f"Signed by {name}"] if file == SANS else ["Signed by", name]
    lines = [*signed, f"{now:%Y-%m-%d %H:%M:%S} UTC", note]
    shown = "\n".join(_short(line, file) for line in lines if line)
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


def _font_for(name: str, fonts: tuple[NamedFont, ...]) -> str | NamedFont:
    """The font that has a name, and what stands around it: ours, or one that the user names."""
    text = f"Signed by {name}: {datetime.min:%Y-%m-%d} 0123456789 UTC"
    whole = (font for font in fonts if all(has(font, c) for c in text))
    return file_for(text) or next(whole, SANS)


def _holds(file: str | NamedFont, letter: str) -> bool:
    return holds(file, letter) if isinstance(file, str) else has(file, letter)


@cache
def _letters(file: str | NamedFont) -> bytes:
    """A font; that of labels without its rules of kerning and ligatures, which cost most of a signing.

    A script that is shaped needs them.
    """
    from fontTools.ttLib import TTFont

    if isinstance(file, NamedFont):
        return content(file)
    out = BytesIO()
    with TTFont(font(file)) as whole:
        for rules in ("BASE", "GDEF", "GPOS", "GSUB", "STAT") if file == SANS else ():
            del whole[rules]
        whole.save(out)
    return out.getvalue()


def _short(line: str, file: str | NamedFont) -> str:
    """A line that fits; a letter that the font lacks shows as a dot, since PDF/A takes no empty glyph."""
    dot = next((sign for sign in "·." if _holds(file, sign)), "-")
    line = "".join(c if _holds(file, c) else dot for c in line)
    more = "…" if _holds(file, "…") else dot * 3
    return line if len(line) <= LINE else line[: LINE - len(more)] + more
