"""The elements of a page in; for each, what is declared for it and which style that comes to, out.

Selectors see tags, attributes and how elements stand, and no word. So two pages of one shape have the same
declarations, whatever they say, and no selector need be tried again. Source: Selectors Level 4; `:empty`
sees whether there is a text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint import css

from contracts.render.seams.memory import Memory
from contracts.render.seams.styles import Computed, Own

SHAPES = 16
"""Shapes that are kept, of about a megabyte each: rows of a sheet mostly have one or a few."""

WORDS = frozenset({("meta", "content"), ("input", "title")})
"""Attributes that hold words. No selector and no `attr()` of a stylesheet asks for them."""

ALONE = ("@import", "@font-face", "@counter-style", "@color-profile", "@layer")
"""Rules that do more than to stand in their sheet."""

_find_stylesheets = css.find_stylesheets
"""WeasyPrint's own."""

_shapes, _sheets = Memory(SHAPES), Memory(SHAPES)


@dataclass(frozen=True, slots=True)
class Declared:
    """A style as it was made: the number of its parent's, and what ComputedStyle was given."""

    parent: int | None
    cascaded: Any
    pseudo: str | None
    known: Any  # values found of it, where it shares them


@dataclass(frozen=True, slots=True)
class Shape:
    """The styles of all elements of a page, by the number of the element and the pseudo-element.

    `holds` is what the question named by address.
    """

    styles: tuple[Declared, ...]
    numbers: dict[tuple[int, str | None], int]
    anchors: tuple[str, ...]
    holds: tuple[Any, ...]


class Styles(dict[Any, Any]):
    """The styles of a page by element and pseudo-element, each made when it is first asked for."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        self._make = make

    def __missing__(self, key: Any) -> Any:
        if (style := self._make(key)) is None:
            raise KeyError(key)
        self[key] = style
        return style

    def get(self, key: Any, default: Any = None) -> Any:
        try:
            return self[key]
        except KeyError:
            return default


class StyleFor(css.StyleFor):  # type: ignore[misc]
    """The styles of a page, as those of the last page of the same shape."""

    def __init__(
        self, html: Any, sheets: Any, presentational_hints: Any, font_config: Any, target_collector: Any
    ) -> None:
        elements = list(html.etree_element.iter())
        holds = (*(sheet for sheet, _, _ in sheets), font_config)
        asked = tuple((id(sheet), origin, specificity) for sheet, origin, specificity in sheets)
        shape = tuple(_outline(elements))
        question = (asked, id(font_config), html.base_url, presentational_hints, shape)
        known = _shapes.recall(question)
        if known is None:
            super().__init__(html, sheets, presentational_hints, font_config, target_collector)
            _shapes.keep(question, self._shape(elements, target_collector, holds))
            return
        self._cascaded_styles: dict[Any, Any] = {}
        self.initial_page_sizes = {"box": None, "area": None}
        self._sheets = sheets
        self.font_config = font_config
        self._computed_styles = Styles(self._maker(known, elements, html.base_url))
        for anchor in known.anchors:
            target_collector.collect_anchor(anchor)

    def _shape(self, elements: list[Any], targets: Any, holds: tuple[Any, ...]) -> Shape:
        places = {element: i for i, element in enumerate(elements)}
        numbers: dict[int, int] = {}
        styles: list[Declared] = []
        for style in self._computed_styles.values():  # a parent stands before its children
            if id(style) not in numbers:
                numbers[id(style)] = len(styles)
                parent = style.parent_style
                above = None if parent is None else numbers[id(parent)]
                styles.append(
                    Declared(above, style.cascaded, style.pseudo_type, getattr(style, "known", None))
                )
        found = {
            (places[of], pseudo): numbers[id(style)] for (of, pseudo), style in self._computed_styles.items()
        }
        return Shape(tuple(styles), found, tuple(targets.target_lookup_items), holds)

    def _maker(self, shape: Shape, elements: list[Any], base_url: Any) -> Callable[[Any], Any]:
        places = {element: i for i, element in enumerate(elements)}
        made: dict[int, Any] = {}

        def of(number: int) -> Any:
            if (style := made.get(number)) is not None:
                return style
            declared = shape.styles[number]
            parent = None if declared.parent is None else of(declared.parent)
            root = css.InitialStyle(self.font_config) if parent is None else of(0)
            rest = (declared.pseudo, root, base_url, self.font_config, self.initial_page_sizes)
            if declared.known is None:
                style = Own(parent, declared.cascaded, *rest)
            else:
                style = Computed(parent, declared.cascaded, *rest)
                style.know(declared.known)
            made[number] = style
            return style

        def make(key: Any) -> Any:
            element, pseudo = key
            number = shape.numbers.get((places.get(element, -1), pseudo))
            return None if number is None else of(number)

        return make


def _outline(elements: list[Any]) -> Iterator[Any]:
    """Tags, attributes and how many children, in the order of the page, which together are its shape."""
    for element in elements:
        tag = element.tag
        yield tag
        yield len(element)
        yield bool(element.text), bool(element.tail)
        if tag == "style":
            yield element.text
        for name, value in element.attrib.items():
            yield name
            yield None if (tag, name) in WORDS else value


def find_stylesheets(
    wrapper_element: Any,
    device_media_type: Any,
    url_fetcher: Any,
    base_url: Any,
    font_config: Any,
    counter_style: Any,
    color_profiles: Any,
    page_rules: Any,
    layers: Any,
) -> Iterator[Any]:
    """The sheet of a page of ours, which has one, and parses it once for all pages that have the same."""
    rest = (url_fetcher, base_url, font_config, counter_style, color_profiles, page_rules, layers)
    found = [each.etree_element for each in wrapper_element.query_all("style", "link")]
    text = css.get_child_text(found[0]) if len(found) == 1 and found[0].tag == "style" else None
    if text is None or found[0].attrib or any(rule in text.lower() for rule in ALONE):
        yield from _find_stylesheets(wrapper_element, device_media_type, *rest)
        return
    question = (text, device_media_type, base_url, id(font_config))
    kept = _sheets.recall(question)
    if kept is None:
        (sheet,) = _find_stylesheets(wrapper_element, device_media_type, *rest)
        _sheets.keep(question, (sheet, font_config))
    else:
        sheet, _ = kept
        page_rules.extend(sheet.page_rules)
    yield sheet


SEAMS: tuple[tuple[Any, str, Any], ...] = (
    (css, "StyleFor", StyleFor),
    (css, "find_stylesheets", find_stylesheets),
)
MEMORIES = (_shapes, _sheets)
