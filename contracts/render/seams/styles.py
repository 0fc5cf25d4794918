"""What is declared for an element in; the values of its style, as far as they were asked for before, out."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from weasyprint import css
from weasyprint.formatting_structure.boxes import Box

from contracts.render.seams.memory import Memory

_styles = Memory()


class Values(dict[str, Any]):
    """The values found of a style, by property, as they were before any page changed them."""

    def __init__(self, holds: tuple[Any, ...], specified: dict[str, Any]) -> None:
        self.holds = holds  # what the question named by address
        self.specified = specified
        self.anonymous: Values | None = None
        self.lengths: dict[Any, dict[str, Any]] = {}  # see lengths.py
        self.steady: bool | None = None
        self.calm: bool | None = None  # see blocks.py
        self.bare: bool | None = None  # see backgrounds.py

    @cached_property
    def placed(self) -> Values:
        """The same for copies that are put at a place relative to their own."""
        return Values((self,), self.specified)


class Own(css.ComputedStyle):  # type: ignore[misc]
    """A computed style by itself. A copy of one is made to be changed, so it knows of no other."""

    def copy(self) -> Own:
        copy = Own(self.parent_style, self.cascaded, self.pseudo_type, *self._rest())
        copy.update(self)
        copy.specified = self.specified.copy()
        return copy

    def _rest(self) -> tuple[Any, ...]:
        return self.root_style, self.base_url, self.font_config, self.initial_page_sizes


class Computed(Own):
    """A computed style that begins with the values found for another such."""

    known: Values

    def know(self, known: Values) -> None:
        """Begin with these values, which go on being found together."""
        self.specified.update(known.specified)
        self.update(known)
        self.known = known

    def __missing__(self, key: str) -> Any:
        value = self.known[key] = super().__missing__(key)
        return value

    def copy(self) -> Placed:
        copy = Placed(self.parent_style, self.cascaded, self.pseudo_type, *self._rest())
        copy.update(self)
        copy.specified = self.specified.copy()
        copy.known = self.known
        return copy

    @cached_property
    def anonymous_style(self) -> Any:
        return _anonymous(self)


class Placed(Own):
    """A copy of a computed style, which goes on sharing its values until it is changed in more than this:
    what is printed around each page is put at a place relative to its own."""

    known: Values | None = None

    def __setitem__(self, key: str, value: Any) -> None:
        super().__setitem__(key, value)
        moved = (key, value) == ("position", "relative")
        self.known = self.known.placed if moved and self.known is not None else None

    def __missing__(self, key: str) -> Any:
        known = self.known
        value = super().__missing__(key)
        self.known = known
        return value

    @cached_property
    def anonymous_style(self) -> Any:
        return css.AnonymousStyle(self) if self.known is None else _anonymous(self)


class Anonymous(css.AnonymousStyle):  # type: ignore[misc]
    """The same for the style of an anonymous box."""

    known: Values

    def __missing__(self, key: str) -> Any:
        value = self.known[key] = super().__missing__(key)
        return value


def _anonymous(style: Any) -> Anonymous:
    """The style of an anonymous box inside a box of this style, with the values found for another such."""
    made = Anonymous(style)
    if style.known.anonymous is None:
        style.known.anonymous = Values((), {})
        style.known.anonymous.update(made)
    made.known = style.known.anonymous
    made.update(made.known)
    return made


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
    drawn = pseudo is None or pseudo == "before" or pseudo.startswith("@")
    beside = not drawn  # `::marker`: six an element, hardly one used
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
    style.know(known)
    return style


def known_of(box: Any) -> Values | None:
    """The values that the style of a box shares with those of other pages.

    None where the style was changed, or stands alone, and for what only stands for a box.
    """
    style = box.style if isinstance(box, Box) else None
    return style.known if isinstance(style, (Computed, Placed, Anonymous)) else None


def _identity(value: Any) -> Any:
    """What of a declared value is the same on each page: the attributes `lang` and `id` are text, and
    all else is written in a stylesheet, which is parsed once."""
    texts = value if isinstance(value, tuple) else (value,)
    return value if all(type(text) is str for text in texts) else id(value)


SEAMS: tuple[tuple[Any, str, Any], ...] = ((css, "ComputedStyle", computed_style),)
MEMORIES = (_styles,)
