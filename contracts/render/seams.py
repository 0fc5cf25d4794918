"""A text, a style or a line of WeasyPrint's in; the answer that it gave before out.

Each answer depends on nothing but what is asked: where a text breaks within a width and whether it can,
how high its line is, what it draws, the values of a style. It is found by WeasyPrint itself, once a
process. These seams are no public interface, so recall.py alone imports this file, and only with the
versions that were tried.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from inspect import signature
from itertools import count
from types import SimpleNamespace
from typing import Any

from weasyprint import css
from weasyprint.draw import text as drawing
from weasyprint.layout import inline, preferred
from weasyprint.text import line_break

LIMIT = 20_000
"""Answers of one kind that are kept, of a kilobyte or two each; an agreement of 36 pages asks for 6,000."""


class Memory(OrderedDict[Any, Any]):
    """Answers by question. The one asked for longest ago is forgotten first."""

    def recall(self, question: Any) -> Any:
        if (answer := self.get(question)) is not None:
            self.move_to_end(question)
        return answer

    def keep(self, question: Any, answer: Any) -> Any:
        self[question] = answer
        if len(self) > LIMIT:
            self.popitem(last=False)
        return answer


_split_first_line, _strut, _draw_first_line = (
    line_break.split_first_line,
    line_break.strut,
    drawing.draw_first_line,
)
"""WeasyPrint's own."""

_lines, _strokes, _styles = Memory(), Memory(), Memory()
_fonts: dict[object, Any] = {}
"""For each Pango font, something that keeps it in being: strokes name fonts by their address."""
_numbers = count()


def begin() -> None:
    """Put our answers in the place of WeasyPrint's."""
    for module, name, answer in SEAMS:
        setattr(module, name, answer)


def end() -> None:
    """Put WeasyPrint's own back. What is known stays known."""
    for module, name, theirs in _THEIRS:
        setattr(module, name, theirs)


def forget() -> None:
    """Let go of every answer."""
    for memory in (_lines, _strokes, _styles):
        memory.clear()
    _can_break_text.cache_clear()


def fits() -> bool:
    """Whether each of WeasyPrint's own takes the arguments that ours takes."""
    pairs = zip((ours for _, _, ours in SEAMS), (theirs for _, _, theirs in _THEIRS), strict=True)
    return all(tuple(signature(a).parameters) == tuple(signature(b).parameters) for a, b in pairs)


# Lines: where a text breaks.

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


def _setting(style: Any) -> str:
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
    question = (text, _setting(style), max_width, justification_spacing, is_line_start, minimum)
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


# Strokes: what a line of text draws.


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
        question = (line.text, _setting(textbox.style), line.justification_spacing)
        answer = _strokes.recall(question) or _strokes.keep(question, _recorded(stream, textbox, matrix))
        if answer.sure and _replayed(stream, answer, matrix):
            return []
    return _draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)


def _recorded(stream: Any, textbox: Any, matrix: Any) -> Strokes:
    recorder = Recorder(stream)
    emojis = _draw_first_line(recorder, textbox, "clip", "none", matrix)  # images, drawn apart
    for pango_font, _ in recorder.fonts.values():
        _fonts.setdefault(pango_font, textbox.pango_layout.layout)
    fonts = tuple((pango_font, own.widths, own.to_unicode) for pango_font, own in recorder.fonts.values())
    return Strokes(fonts, tuple(recorder.operators), recorder.sure and not emojis)


def _replayed(stream: Any, strokes: Strokes, matrix: Any) -> bool:
    """Draw what was recorded, where the document's fonts have glyphs of the same widths or none yet."""
    fonts = [(stream.add_font(font)[0], widths, texts) for font, widths, texts in strokes.fonts]
    for font, widths, _ in fonts:
        if any(font.widths.get(glyph, width) != width for glyph, width in widths.items()):
            return False
    for font, widths, texts in fonts:
        font.widths.update(widths)
        for glyph, text in texts.items():
            font.to_unicode.setdefault(glyph, text)
    stream.set_text_matrix(*matrix.values)
    for name, values in strokes.operators:
        getattr(stream, name)(*values)
    return True


# Styles: the values of properties.


class Values(dict[str, Any]):
    """The values found of a style, by property, as they were before any page changed them."""

    def __init__(self, holds: tuple[Any, ...], specified: dict[str, Any]) -> None:
        self.holds = holds  # what the question named by address
        self.specified = specified
        self.anonymous: Values | None = None


class Own(css.ComputedStyle):  # type: ignore[misc]
    """A computed style by itself. A copy of one is made to be changed, so it knows of no other."""

    def copy(self) -> Own:
        rest = (self.root_style, self.base_url, self.font_config, self.initial_page_sizes)
        copy = Own(self.parent_style, self.cascaded, self.pseudo_type, *rest)
        copy.update(self)
        copy.specified = self.specified.copy()
        return copy


class Computed(Own):
    """A computed style that begins with the values found for another such."""

    known: Values

    def __missing__(self, key: str) -> Any:
        value = self.known[key] = super().__missing__(key)
        return value

    @cached_property
    def anonymous_style(self) -> Any:
        style = Anonymous(self)
        if self.known.anonymous is None:
            self.known.anonymous = Values((), {})
            self.known.anonymous.update(style)
        style.known = self.known.anonymous
        style.update(style.known)
        return style


class Anonymous(css.AnonymousStyle):  # type: ignore[misc]
    """The same for the style of an anonymous box."""

    known: Values

    def __missing__(self, key: str) -> Any:
        value = self.known[key] = super().__missing__(key)
        return value


def computed_style(
    parent_style: Any,
    cascaded: Any,
    pseudo_type: Any,
    root_style: Any,
    base_url: Any,
    font_config: Any,
    initial_page_sizes: Any,
) -> Any:
    """In the place of ComputedStyle. No page of ours measures in parts of its own size (`vw`)."""
    parent, pseudo = parent_style, pseudo_type
    rest = (pseudo, root_style, base_url, font_config, initial_page_sizes)
    beside = pseudo is not None and not pseudo.startswith("@")  # `::marker`: six an element, hardly one used
    if beside or (parent is not None and not isinstance(parent, Computed)):
        return Own(parent, cascaded, *rest)
    above = None if parent is None else parent.known
    declared = (
        (name, _identity(value), precedence, layer, tuple(specificity))
        for name, (value, (precedence, layer, specificity)) in cascaded.items()
    )
    question = (0 if above is None else id(above), id(font_config), base_url, pseudo, *declared)
    style = Computed(parent, cascaded, *rest)
    if (known := _styles.recall(question)) is None:
        known = _styles.keep(question, Values((above, font_config, cascaded), style.specified))
    else:
        style.specified.update(known.specified)
        style.update(known)
    style.known = known
    return style


def _identity(value: Any) -> Any:
    """What of a declared value is the same on each page: the attributes `lang` and `id` are text, and
    all else is written in a stylesheet, which is parsed once."""
    texts = value if isinstance(value, tuple) else (value,)
    return value if all(type(text) is str for text in texts) else id(value)


_can_break_text = lru_cache(LIMIT)(line_break.can_break_text)

SEAMS: tuple[tuple[Any, str, Any], ...] = (
    (inline, "split_first_line", split_first_line),
    (preferred, "split_first_line", split_first_line),
    (inline, "strut", strut),
    (inline, "can_break_text", _can_break_text),
    (preferred, "can_break_text", _can_break_text),
    (drawing, "draw_first_line", draw_first_line),
    (css, "ComputedStyle", computed_style),
)
"""Where WeasyPrint looks each answer up: a module, a name in it, and ours."""

_THEIRS = tuple((module, name, getattr(module, name)) for module, name, _ in SEAMS)
