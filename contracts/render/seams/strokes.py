"""A line of text in; what it draws out.

It is recorded once, without a place: its operators, and for each font its widths and its texts by glyph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from weasyprint.draw import text as drawing
from weasyprint.text.fonts import get_pango_font_key

from contracts.render.seams.lines import Line, setting_of
from contracts.render.seams.memory import Memory

_draw_first_line = drawing.draw_first_line
"""WeasyPrint's own."""

_strokes = Memory()
_keys: dict[object, Any] = {}
_fonts: dict[object, Any] = {}
"""For each Pango font, something that keeps it in being: strokes name fonts by their address."""


@dataclass(frozen=True, slots=True)
class Strokes:
    """What drawing a line comes to: for each font its widths and texts by glyph, and the operators.

    `sure` is false for a line that has to be drawn anew each time. Nothing of the document it was
    recorded in is held: a font there holds its whole file.
    """

    fonts: tuple[tuple[Any, dict[int, int], dict[int, str]], ...]
    operators: tuple[tuple[str, tuple[Any, ...]], ...]
    sure: bool


class Recorder:
    """Stands in for a stream while a line is drawn: its operators and glyphs, without a place."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.ink_rect, self.logical_rect = stream.ink_rect, stream.logical_rect
        self.operators: list[tuple[str, tuple[Any, ...]]] = []
        self.fonts: dict[str, tuple[Any, Any]] = {}
        self.sure = True

    def add_font(self, pango_font: Any) -> tuple[Any, float]:
        font, size = self._stream.add_font(pango_font)
        same = ("hash", "bitmap", "png", "svg", "colr", "hb_face", "hb_font", "upem", "glyph_count")
        own = SimpleNamespace(**{name: getattr(font, name) for name in same}, widths={}, to_unicode={})
        own.get_unused_glyph_id = self._missing(font)
        _, own = self.fonts.setdefault(font.hash, (pango_font, own))
        return own, size

    def _missing(self, font: Any) -> Callable[[int], int]:
        def found(codepoint: int) -> int:
            self.sure = False  # the number of a missing glyph depends on those missing before
            return int(font.get_unused_glyph_id(codepoint))

        return found

    def set_text_matrix(self, *values: float) -> None:
        """The place of a line is given anew each time that it is drawn."""

    def set_font_size(self, *values: Any) -> None:
        self.operators.append(("set_font_size", values))

    def set_text_rise(self, *values: Any) -> None:
        self.operators.append(("set_text_rise", values))

    def show_text(self, *values: Any) -> None:
        self.operators.append(("show_text", values))


def draw_first_line(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> Any:
    line = textbox.pango_layout
    plain = text_overflow != "ellipsis" and block_ellipsis == "none" and textbox.text.strip()
    if plain and isinstance(line, Line):
        question = (line.text, setting_of(textbox.style), line.justification_spacing)
        answer = _strokes.recall(question) or _strokes.keep(question, _recorded(stream, textbox, matrix))
        if answer.sure and used(stream, answer):
            stream.set_text_matrix(*matrix.values)
            for name, values in answer.operators:
                getattr(stream, name)(*values)
            _tell(stream, answer)
            return []
    _tell(stream, None)
    return _draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)


@contextmanager
def listening(stream: Any) -> Iterator[list[Strokes | None]]:
    """All strokes that are drawn meanwhile; None for what is no such strokes."""
    heard: list[Strokes | None] = []
    stream.heard = heard
    try:
        yield heard
    finally:
        del stream.heard


def _tell(stream: Any, strokes: Strokes | None) -> None:
    if (heard := stream.__dict__.get("heard")) is not None:
        heard.append(strokes)


def _recorded(stream: Any, textbox: Any, matrix: Any) -> Strokes:
    recorder = Recorder(stream)
    emojis = _draw_first_line(recorder, textbox, "clip", "none", matrix)  # images, drawn apart
    for pango_font, _ in recorder.fonts.values():
        _fonts.setdefault(pango_font, textbox.pango_layout.layout)
    fonts = tuple((pango_font, own.widths, own.to_unicode) for pango_font, own in recorder.fonts.values())
    return Strokes(fonts, tuple(recorder.operators), recorder.sure and not emojis)


def used(stream: Any, strokes: Strokes) -> bool:
    """Note the glyphs of strokes as used. False where a font of the document has one in another width."""
    fonts = [(_font(stream, font), widths, texts) for font, widths, texts in strokes.fonts]
    for font, widths, _ in fonts:
        new = not widths.items() <= font.widths.items()
        if new and any(font.widths.get(glyph, width) != width for glyph, width in widths.items()):
            return False
    for font, widths, texts in fonts:
        font.widths.update(widths)
        if not texts.keys() <= font.to_unicode.keys():
            for glyph, text in texts.items():
                font.to_unicode.setdefault(glyph, text)
    return True


def _font(stream: Any, pango_font: Any) -> Any:
    """The document's own of a font. Pango's are kept in being, so their addresses stay theirs."""
    key = _keys.get(pango_font)
    if key is None or key not in stream._fonts:
        stream.add_font(pango_font)
        key = _keys[pango_font] = get_pango_font_key(pango_font)[0]
    return stream._fonts[key]


SEAMS: tuple[tuple[Any, str, Any], ...] = ((drawing, "draw_first_line", draw_first_line),)
MEMORIES = (_strokes,)
