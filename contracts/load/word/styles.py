"""The styles of a Word file in; what a style says of numbers, headings and hiding, with what it stands on."""

from __future__ import annotations

from contracts.load.word.tags import Tags, off, on, value
from contracts.load.word.xml import Element

_DEEP = 30
"""How many styles may stand on one another before it is a circle."""


class Styles:
    """The styles of one file."""

    def __init__(self, root: Element | None, tags: Tags) -> None:
        self.tags = tags
        self.found: dict[str, Element] = {}
        self.default = ""
        for style in root.iter(tags.w + "style") if root is not None else ():
            id = style.get(tags.w + "styleId", "")
            self.found[id] = style
            if style.get(tags.w + "type") == "paragraph" and on(style.get(tags.w + "default"), absent=False):
                self.default = self.default or id
        self._numbers: dict[str, tuple[str, int]] = {}
        self._levels: dict[str, int] = {}
        self._hidden: dict[str, bool] = {}

    def number(self, style: str) -> tuple[str, int]:
        """The list and level in which a style is numbered; an empty list for none."""
        if style not in self._numbers:
            list_, level = "", -1
            for of in self._chain(style):
                placed = of.find(f"{self.tags.w}pPr/{self.tags.w}numPr")
                if placed is not None:
                    here = value(placed.find(self.tags.w + "numId"), self.tags)
                    at = value(placed.find(self.tags.w + "ilvl"), self.tags)
                    list_ = list_ or here
                    level = int(at) if level < 0 and at.isdecimal() else level
                    if list_:
                        break
            self._numbers[style] = (list_, min(max(level, 0), 8))
        return self._numbers[style]

    def level(self, style: str) -> int:
        """The level of a heading of this style, 1 to 9; 0 where it is none."""
        if style not in self._levels:
            level = 0
            for of in self._chain(style):
                at = value(of.find(f"{self.tags.w}pPr/{self.tags.w}outlineLvl"), self.tags)
                if at.isdecimal():
                    level = int(at) + 1 if int(at) < 9 else 0
                    break
            self._levels[style] = level
        return self._levels[style]

    def hidden(self, style: str) -> bool:
        """Whether a style of characters hides its words."""
        if style not in self._hidden:
            found = False
            for of in self._chain(style):
                vanish = of.find(f"{self.tags.w}rPr/{self.tags.w}vanish")
                if vanish is not None:
                    found = not off(vanish, self.tags)
                    break
            self._hidden[style] = found
        return self._hidden[style]

    def _chain(self, style: str) -> list[Element]:
        chain: list[Element] = []
        while style in self.found and len(chain) < _DEEP:
            chain.append(self.found[style])
            style = value(self.found[style].find(self.tags.w + "basedOn"), self.tags)
        return chain
