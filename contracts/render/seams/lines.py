"""A text, a style and a width in; where the text breaks, and how high its line is, out."""

from __future__ import annotations

from functools import lru_cache
from itertools import count
from typing import Any

from weasyprint.layout import inline, preferred
from weasyprint.text import line_break

from contracts.render.seams.memory import LIMIT, Memory

_split_first_line, _strut = line_break.split_first_line, line_break.strut
"""WeasyPrint's own."""

_lines = Memory()
_numbers = count()

SETTING = (
    "direction",
    "font_family",
    "font_feature_settings",
    "font_kerning",
    "font_language_override",
    "font_size",
    "font_stretch",
    "font_style",
    "font_variant_alternates",
    "font_variant_caps",
    "font_variant_east_asian",
    "font_variant_ligatures",
    "font_variant_numeric",
    "font_variant_position",
    "font_variation_settings",
    "font_weight",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "hyphenate_limit_zone",
    "hyphens",
    "lang",
    "letter_spacing",
    "overflow_wrap",
    "tab_size",
    "text_decoration_line",
    "white_space",
    "word_break",
    "word_spacing",
)
"""Every property that `weasyprint.text.line_break` asks a style for."""


def setting_of(style: Any) -> str:
    """How a style sets text. Asked only while pages are laid out, when styles no longer change."""
    kept = style.__dict__
    if (setting := kept.get("_setting")) is None:
        fonts = style.font_config.__dict__
        if "_number" not in fonts:  # an address could come back with another's fonts
            fonts["_number"] = next(_numbers)
        values = (repr(style[name]) for name in SETTING)
        setting = kept["_setting"] = "\0".join((str(fonts["_number"]), *values))
    return str(setting)


class Line(line_break.Layout):  # type: ignore[misc]
    """A line of text that is shaped again only if someone asks for its shape."""

    def __init__(self, of: Any) -> None:
        self.__dict__.update(of.__dict__)

    def reactivate(self, style: Any) -> None:
        self.__dict__["due"] = style

    def deactivate(self) -> None:
        if self.__dict__.pop("due", None) is None:
            super().deactivate()

    def __getattr__(self, name: str) -> Any:
        if name in ("layout", "language", "style") and "due" in self.__dict__:
            super().reactivate(self.__dict__.pop("due"))
            return self.__dict__[name]
        raise AttributeError(name)


def split_first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> tuple[Any, ...]:
    question = (text, setting_of(style), max_width, justification_spacing, is_line_start, minimum)
    if (answer := _lines.recall(question)) is None:
        answer = _split_first_line(
            text, style, context, max_width, justification_spacing, is_line_start, minimum
        )
        _lines.keep(question, answer)
    return (Line(answer[0]), *answer[1:])


def strut(style: Any) -> Any:
    kept = style.__dict__
    if (answer := kept.get("_strut")) is None:
        answer = kept["_strut"] = _strut(style)
    return answer


_can_break_text = lru_cache(LIMIT)(line_break.can_break_text)

SEAMS: tuple[tuple[Any, str, Any], ...] = (
    (inline, "split_first_line", split_first_line),
    (preferred, "split_first_line", split_first_line),
    (inline, "strut", strut),
    (inline, "can_break_text", _can_break_text),
    (preferred, "can_break_text", _can_break_text),
)
MEMORIES = (_lines,)


def forget() -> None:
    _can_break_text.cache_clear()
