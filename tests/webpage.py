"""A page of HTML in; its elements in order, and its words as a reader meets them, out."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "hr", "img", "input", "path", "circle"}
APART = {"aloud", "on-paper"}
"""Classes of what is for the ear alone, or for paper alone."""

UNSEEN = {"style", "title", "script", "template", "noscript"}
BLOCKS = {
    "h1",
    "h2",
    "h3",
    "p",
    "li",
    "tr",
    "caption",
    "section",
    "table",
    "div",
    "dt",
    "dd",
    "summary",
    "header",
}
BLOCKS |= {"footer"}


@dataclass
class Element:
    """An element with all words inside it."""

    tag: str
    attributes: dict[str, str]
    inside: tuple[str, ...]
    words: str = ""


@dataclass
class Page:
    """What a browser makes of a page."""

    elements: list[Element] = field(default_factory=list)
    words: list[str] = field(default_factory=list)  # every run of text, and the text of meta elements
    lines: list[str] = field(default_factory=list)  # what is seen, a line a block
    shape: list[str] = field(default_factory=list)  # the tags, with the names of their attributes

    def all(self, tag: str, css: str = "") -> list[Element]:
        """The elements of a tag, and of a class if one is given."""
        return [e for e in self.elements if e.tag == tag and (not css or css in _classes(e))]


def _classes(element: Element) -> list[str]:
    return element.attributes.get("class", "").split()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.open: list[Element] = []
        self.line = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {k: v or "" for k, v in attrs}, tuple(e.tag for e in self.open))
        self.page.elements.append(element)
        self.page.shape.append(f"<{tag} {' '.join(name for name, _ in attrs)}>")
        if "content" in element.attributes and "http-equiv" not in element.attributes:
            self.page.words.append(element.attributes["content"])
        if tag not in VOID:
            self.open.append(element)
        if tag in BLOCKS:
            self.end_line()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self.page.shape.append(f"</{tag}>")
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()
        if tag in BLOCKS:
            self.end_line()
        elif tag in ("td", "th") and not any(self.unseen(i) for i in range(len(self.open))):
            self.line += " | "

    def handle_data(self, data: str) -> None:
        self.page.words.append(data)
        for element in self.open:
            element.words += data
        if not any(self.unseen(i) for i in range(len(self.open))):
            self.line += data

    def unseen(self, i: int) -> bool:
        """Whether an element shows nothing of itself: hidden, for the ear alone, or not yet opened."""
        element = self.open[i]
        unopened = i > 0 and self.open[i - 1].tag == "details" and element.tag != "summary"
        hidden = {"hidden", "popover"} & element.attributes.keys() or APART & {*_classes(element)}
        return element.tag in UNSEEN or unopened or bool(hidden)

    def end_line(self) -> None:
        shown = " ".join(self.line.split()).removesuffix(" |")
        if shown:
            self.page.lines.append(shown)
        self.line = ""


def read(source: str) -> Page:
    """Reads a page. Fails where a tag is closed that is not the one open."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    reader.end_line()
    assert reader.open == [], f"never closed: {[e.tag for e in reader.open]}"
    return reader.page
