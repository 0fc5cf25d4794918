"""The tree of a paper in; how each numbered node is numbered in Word, and what each bookmark is, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from contracts.model.document import DocumentNode, Heading, NumberedParagraph, Part, PlainParagraph
from contracts.render.word.content import Numbering
from contracts.render.word.numbering import APART, ARTICLE, LOOSE, TEXT, List, Lists, of_label

NO_BREAK = "\N{NO-BREAK SPACE}"

NONE = Numbering(0)
"""Of a paragraph that Word does not number."""


@dataclass(frozen=True, slots=True)
class Place:
    """How a node stands on the paper: its style, its list (NONE where its number is words), the ids that
    lead to it."""

    style: str
    numbering: Numbering | None = None
    ids: tuple[str, ...] = ()


@dataclass(slots=True)
class Places:
    """The place of each node, in the order of the tree, and the numbers that Word gives, by id."""

    lists: Lists = field(default_factory=Lists)
    numbers: dict[str, str] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    found: list[tuple[Place, ...]] = field(default_factory=list)  # of each part

    @classmethod
    def of(cls, parts: Sequence[Part], layout: str) -> Places:
        made = cls()
        for kind in (ARTICLE, APART):
            made.lists.add(kind)
        for part in parts:
            made.found.append(tuple(_Counting(made, part, layout).places()))
        return made


class _Counting:
    """One part on its way: which lists its paragraphs stand in."""

    def __init__(self, places: Places, part: Part, layout: str) -> None:
        self.places_, self.part, self.layout = places, part, layout
        self.within: list[tuple[int, List, int]] = []  # depth, list and level of the paragraphs above
        self.native = False  # whether the heading above is numbered in the list of articles

    def places(self) -> Iterator[Place]:
        for i, node in enumerate(self.part.nodes):
            ids = tuple(filter(None, (self.part.id if i == 0 else "", node.id)))
            new = tuple(id for id in dict.fromkeys(ids) if id not in self.places_.ids)
            self.places_.ids += new
            style, numbering = self._place(node)
            if numbering is not None and numbering != NONE:
                for id in new:
                    self.places_.numbers[id] = _label(node)
            yield Place(style, numbering, new)

    def _place(self, node: DocumentNode) -> tuple[str, Numbering | None]:
        match node:
            case Heading():
                self.within = []
                return self._heading(node)
            case NumberedParagraph():
                return self._numbered(node)
            case PlainParagraph():
                self.within = [above for above in self.within if above[0] < node.depth]
                return _plain(node), None
            case _:
                return "", None

    def _heading(self, node: Heading) -> tuple[str, Numbering | None]:
        top = node.level == 2 or self.layout == "letter"
        self.native = False
        if not node.number:
            return ("Heading1Plain" if top else "Heading2Plain"), None
        if self.part.kind == "schedule" and top:
            kind = of_label(_label(node), "ScheduleHeading", 0)
            return "ScheduleHeading", self._in(kind, 0, _label(node))
        if self.layout != "letter" and (
            numbering := self.places_.lists.place(ARTICLE, node.level - 2, node.number)
        ):
            self.native = True
            return ("Heading1" if top else "Heading2"), numbering
        style = "Heading1" if top else "Heading2"
        return style, self._in(of_label(node.number, "", TEXT), 0, node.number)

    def _numbered(self, node: NumberedParagraph) -> tuple[str, Numbering | None]:
        self.within = [above for above in self.within if above[0] < node.depth]
        if self.part.kind == "opening":
            kind: List | None = of_label(node.label, "Party", TEXT)
            return "Party", self._in(kind, 0, node.label)
        if self.within:
            _, kind, above = self.within[-1]
            level = above + 1
        elif node.depth:
            kind, level = APART, 0
        else:
            kind, level = (ARTICLE, 2) if self.native else (LOOSE, 0)
        numbering = self._in(kind, level, node.label)
        if kind is ARTICLE and numbering == NONE:
            kind, level = LOOSE, 0
            numbering = self._in(kind, level, node.label)
        self.within.append((node.depth, kind, level))
        deep = level - 2 if kind is ARTICLE else level
        return (f"Apart{min(deep + 1, 2)}" if kind is APART else f"Paragraph{min(deep + 1, 3)}"), numbering

    def _in(self, kind: List | None, level: int, label: str) -> Numbering:
        if kind is None or level >= len(kind.levels):
            return NONE
        return self.places_.lists.place(kind, level, label) or NONE


def _label(node: DocumentNode) -> str:
    """What is printed before a node. The name of a schedule does not break, in whatever place it stands."""
    if isinstance(node, NumberedParagraph):
        return node.label
    return node.number.replace(" ", NO_BREAK) if isinstance(node, Heading) else ""


def _plain(node: PlainParagraph) -> str:
    if node.kind == "entry":
        return "DefinitionEntry"
    return f"BodyText{min(node.depth, 2) + 1}" if node.depth else "BodyText"
