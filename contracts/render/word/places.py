"""The tree of a paper in; how each numbered node is numbered in Word, and what each bookmark is, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from contracts.model.document import DocumentNode, Heading, NumberedParagraph, Part, PlainParagraph
from contracts.render.word.content import Numbering
from contracts.render.word.numbering import APART, ARTICLE, LOOSE, TEXT, List, Lists, alone, of_label

NO_BREAK = "\N{NO-BREAK SPACE}"

NONE = Numbering(0)
"""Of a paragraph whose number Word cannot count: it stands there as words."""


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
    ids: dict[str, None] = field(default_factory=dict)  # in the order of the tree
    found: list[tuple[Place, ...]] = field(default_factory=list)  # of each part

    @classmethod
    def of(cls, parts: Sequence[Part], layout: str, language: str = "") -> Places:
        """The places of a paper in `language`, beside which a second one is counted in lists of its own."""
        made = cls()
        for kind in (ARTICLE, APART):
            made.lists.add(kind)
        for part in parts:
            counting = {beside: _Counting(made, part, layout, beside=beside) for beside in (False, True)}
            made.found.append(
                tuple(
                    counting[node.language not in ("", language or node.language)].place(node, first=not i)
                    for i, node in enumerate(part.nodes)
                )
            )
        return made


class _Counting:
    """One part on its way, in one language of it: which lists its paragraphs stand in."""

    def __init__(self, places: Places, part: Part, layout: str, *, beside: bool) -> None:
        self.places, self.part, self.layout, self.beside = places, part, layout, beside
        self.within: list[tuple[int, List, int]] = []  # depth, list and level of the paragraphs above
        self.native = False  # whether the heading above is numbered in the list of articles

    def place(self, node: DocumentNode, *, first: bool) -> Place:
        ids = tuple(filter(None, (self.part.id if first else "", node.id)))
        new = tuple(id for id in dict.fromkeys(ids) if id not in self.places.ids)
        self.places.ids |= dict.fromkeys(new)
        style, numbering = self._place(node)
        if numbering is not None and numbering != NONE:
            for id in new:
                self.places.numbers[id] = _label(node)
        return Place(style, numbering, new)

    def _listed(self, kind: List, level: int, label: str) -> Numbering | None:
        return self.places.lists.place(replace(kind, beside=self.beside), level, label)

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
        style = "Heading1" if top else "Heading2"
        self.native = False
        if not node.number:
            return f"{style}Plain", None
        if self.part.kind == "schedule" and top:
            return self._in(of_label(_label(node), "ScheduleHeading", 0), 0, node, "ScheduleHeading")
        if self.layout != "letter":
            numbering = self._listed(ARTICLE, node.level - 2, node.number)
            self.native = numbering is not None
            if numbering is not None:
                return style, numbering
        return self._in(of_label(node.number, "", TEXT), 0, node, style)

    def _numbered(self, node: NumberedParagraph) -> tuple[str, Numbering | None]:
        self.within = [above for above in self.within if above[0] < node.depth]
        if self.part.kind == "opening":
            return self._in(of_label(node.label, "Party", TEXT), 0, node, "Party")
        for kind, level in self._lists(node.depth):
            numbering = self._listed(kind, level, node.label)
            if numbering is not None:
                self.within.append((node.depth, kind, level))
                return _style(kind, level), numbering
        if self.beside and (numbering := self._listed(alone(node.depth), 0, node.label)) is not None:
            return _style(ARTICLE, 2 + node.depth), numbering  # what it stands in is printed once, over both
        return _UNNUMBERED, NONE

    def _lists(self, depth: int) -> Iterator[tuple[List, int]]:
        """The lists that a paragraph may stand in, and the level: that of the paragraph above it, or else
        the one of its provision, or one of its own."""
        if self.within:
            _, kind, level = self.within[-1]
            yield kind, level + 1
            return
        if self.native:
            yield ARTICLE, 2 + depth
        if depth:
            yield APART, 0
        else:
            yield LOOSE, 0

    def _in(
        self, kind: List | None, level: int, node: DocumentNode, style: str
    ) -> tuple[str, Numbering | None]:
        """A place in a list or, where that cannot show what is printed, in none."""
        numbering = self._listed(kind, level, _label(node)) if kind is not None else None
        if numbering is not None:
            return style, numbering
        return {"Heading2": "Heading2Plain", "Party": _UNNUMBERED}.get(style, "Heading1Plain"), NONE


_UNNUMBERED = "BodyText"


def _style(kind: List, level: int) -> str:
    if kind is APART:
        return f"Apart{min(level + 1, 2)}"
    return f"Paragraph{min((level - 2 if kind is ARTICLE else level) + 1, 3)}"


def _label(node: DocumentNode) -> str:
    """What is printed before a node. The name of a schedule does not break, in whatever place it stands."""
    if isinstance(node, NumberedParagraph):
        return node.label
    return node.number.replace(" ", NO_BREAK) if isinstance(node, Heading) else ""


def _plain(node: PlainParagraph) -> str:
    if node.kind == "entry":
        return "DefinitionEntry"
    return f"BodyText{min(node.depth, 2) + 1}" if node.depth else "BodyText"
