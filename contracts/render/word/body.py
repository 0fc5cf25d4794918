"""The parts of a paper in; its paragraphs and tables out, in the order of its pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from contracts.model.document import (
    DocumentNode,
    Heading,
    Note,
    NumberedParagraph,
    Part,
    PlainParagraph,
    SignaturePlace,
    Table,
    Title,
)
from contracts.model.inline import plain_text
from contracts.render.beside import lines
from contracts.render.signing import Places as Signed
from contracts.render.word import columns
from contracts.render.word.content import Block, Numbering, Paragraph, Piece, Run
from contracts.render.word.places import NONE, Place, Places
from contracts.render.word.runs import Speller
from contracts.render.word.signatures import signature
from contracts.render.word.styles import room_above
from contracts.render.word.tables import table

BREAKS = ("opening", "schedule", "execution")
"""Parts that begin a page of their own, where the paper is no form, letter or short agreement."""


_NOTES = {"witness": "BodyText", "stamp": "Stamp", "language": "TableHead"}
"""The styles of notes that do not have that of a note."""


class Body:
    """Makes the blocks of a paper in `language`. `width` is that of its text, `places` says how its nodes
    stand, `apart` whether each signatory has a page of its own."""

    def __init__(
        self,
        speller: Speller,
        places: Places,
        signed: Signed,
        layout: str,
        width: int,
        *,
        apart: bool,
        language: str,
    ) -> None:
        self.speller, self.places, self.signed = speller, places, signed
        self.layout, self.width, self.apart, self.language = layout, width, apart, language
        self._title = ""

    def part(self, part: Part, places: Sequence[Place]) -> Iterator[tuple[Block, ...]]:
        """The blocks of each node of a part; `places` are those of its nodes."""
        breaks = self.breaks(part)
        waiting: tuple[str, ...] = ()
        i = 0
        for line in lines(part, self.language):
            node, place = line.node, places[i]
            following = part.nodes[i + len(line.nodes) :]
            near = _depth(following[0] if following else None) > _depth(node)
            names = (*waiting, *map(self.speller.name, place.ids))
            waiting = names if isinstance(node, Table) else ()  # a table bears no bookmark; what follows does
            blocks = tuple(self._spoken(node, place, names, near=near))
            if line.beside is not None:
                other = tuple(self._spoken(line.beside, places[i + 1], (), near=near))
                blocks = tuple(columns.row(blocks, other, self.width, head=columns.names(node)))
            if blocks and breaks:
                blocks = tuple(_on_a_page(blocks))
                breaks = False
            yield blocks
            if line.beside is not None:
                yield ()  # of the node beside it, which stands in the same row
            i += len(line.nodes)

    def breaks(self, part: Part) -> bool:
        """Whether a part begins a page."""
        if part.kind == "execution" and self.apart:
            return True
        return self.layout == "agreement" and part.kind in BREAKS

    def _spoken(
        self, node: DocumentNode, place: Place, names: tuple[str, ...], *, near: bool
    ) -> Iterator[Block]:
        """The blocks of a node, which say its language where it is not the one of the paper."""
        language = node.language if node.language != self.language else ""
        for block in self.node(node, place, names, near=near):
            yield columns.in_language(block, language)

    def node(
        self, node: DocumentNode, place: Place, names: tuple[str, ...], *, near: bool
    ) -> Iterator[Block]:
        pieces = self.speller.pieces
        match node:
            case Title():
                self._title = plain_text(node.words)
                yield Paragraph("PaperReference", pieces(node.above))
                yield Paragraph("Title", pieces(node.words), names)
            case Heading():
                self._title = plain_text(node.words)
                yield self.numbered(place, node.number, pieces(node.words), names)
            case NumberedParagraph():
                yield self.numbered(place, node.label, pieces(node.words), names, near=near)
            case PlainParagraph():
                yield Paragraph(place.style, pieces(node.words), names, near=near)
            case Table():
                yield table(node, self.speller, self.width, self._title)
            case Note(kind="fingerprint"):
                return  # of a file that can be changed, it would say what is not so
            case Note():
                style = _NOTES.get(node.kind, "Note")
                indent = 0 if node.kind == "witness" else None
                yield Paragraph(style, pieces(node.words), names, indent=indent)
                if node.below:
                    yield Paragraph("Note", pieces(node.below))
            case SignaturePlace():
                yield from signature(node, self.speller, self.signed)

    def numbered(
        self,
        place: Place,
        label: str,
        pieces: tuple[Piece, ...],
        names: tuple[str, ...],
        *,
        near: bool = False,
    ) -> Paragraph:
        """A paragraph whose number Word counts or, where it can not, whose number is words."""
        numbering: Numbering | None = place.numbering
        if numbering == NONE:
            pieces = (Run(f"{label}\t"), *pieces)
        if numbering in (NONE, self.places.lists.tied(place.style)):
            numbering = None
        return Paragraph(place.style, pieces, names, numbering, near)


def _on_a_page(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, the first at the top of a page. A row of two columns begins none itself."""
    first, *rest = blocks
    if isinstance(first, Paragraph):
        first = replace(first, breaks=True)
    elif first.style == columns.STYLE:
        yield Paragraph("Spacer", breaks=True)
    yield from (first, *rest)


def _depth(node: DocumentNode | None) -> int:
    return node.depth if isinstance(node, (NumberedParagraph, PlainParagraph)) else 0


BELOW = 160
"""The least room below a table, in twentieths of a point."""


def apart(groups: Sequence[tuple[Block, ...]]) -> list[tuple[Block, ...]]:
    """The blocks, node by node, with room below each table, and something after each: Word joins two that
    touch, and wants a paragraph at the end."""
    made: list[list[Block]] = []
    before: Block | None = None  # the last table
    below: list[Block] | None = None  # the group of a table, while nothing stands below it
    for group in groups:
        blocks: list[Block] = []
        made.append(blocks)
        for block in group:
            if isinstance(block, Paragraph):
                tight = below is not None and not block.breaks and block.above is None
                tight = tight and room_above(block.style) < BELOW
                blocks.append(replace(block, above=BELOW) if tight else block)
                below = None
                continue
            if below is not None and not (before is not None and columns.one(before, block)):
                below.append(Paragraph("Spacer", above=BELOW))
            before = block
            blocks.append(block)
            below = blocks
    if below is not None:
        below.append(Paragraph("Spacer"))
    return [tuple(blocks) for blocks in made]
