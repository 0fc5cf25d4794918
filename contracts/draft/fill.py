"""Parsed text with slots in; nodes with the deal's values in their place out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from contracts.model.agreement import Blank, Inline, Paragraph, Text, Use
from contracts.model.condition import Condition, evaluate
from contracts.model.deal import Deal
from contracts.model.problem import Span
from contracts.model.source import Block, Piece, Slot, Source
from contracts.speak.en import Filling, fill


@dataclass(slots=True)
class Filler:
    """Fills the blanks of one deal, and remembers which fields it read."""

    deal: Deal
    renamed: Mapping[str, str] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)

    def holds(self, condition: Condition) -> bool:
        outcome = evaluate(condition, self.deal)
        if outcome.holds:
            self.read |= outcome.read
        return outcome.holds

    def inlines(self, pieces: Iterable[Piece | Blank]) -> tuple[Inline, ...]:
        return tuple(_one_stop(self._inline(piece) for piece in pieces))

    def _inline(self, piece: Piece | Blank) -> Inline:
        if isinstance(piece, Slot):
            return self._blank(piece)
        if isinstance(piece, Use) and piece.shown in self.renamed:
            return Use(self.renamed[piece.shown], piece.span)
        return piece

    def line(self, source: Source) -> tuple[Inline, ...]:
        """A source that holds one paragraph, such as a plain line."""
        return self.inlines(p for block in source.blocks for p in block.pieces)

    def paragraphs(self, source: Source) -> tuple[Paragraph, ...]:
        return tuple(self._paragraph(block) for block in source.blocks)

    def _paragraph(self, block: Block) -> Paragraph:
        children = tuple(self._paragraph(child) for child in block.children)
        return Paragraph(self.inlines(block.pieces), children, "#" if block.numbered else "")

    def _blank(self, slot: Slot) -> Blank:
        self.read.add(slot.path)
        return self.fill(slot, slot.path, self.deal.get(slot.path))

    def fill(self, slot: Slot, path: str, value: object, span: Span | None = None) -> Blank:
        """A slot with a value of the field at `path` in it."""
        words = ""
        if value is not None:
            try:
                words = fill(Filling(value, self.deal.fields.find(path), self.deal), slot.filters)
            except (KeyError, TypeError):
                words = ""  # the library's own linter says which filter does not fit
        return Blank(path, words, span or slot.span, value)

    def shown(self, path: str, value: object, shown: str, span: Span | None = None) -> Blank:
        """A value of the field at `path` in words that the caller has found for it."""
        return Blank(path, shown, span or self.deal.span(path) or Span(self.deal.file, 1), value)


def _one_stop(nodes: Iterable[Inline]) -> Iterator[Inline]:
    """A sentence that ends with a value such as "Lumen, Inc." takes no second full stop."""
    before: Inline | None = None
    for node in nodes:
        ended = isinstance(before, Blank) and before.shown.endswith(".")
        if ended and isinstance(node, Text) and node.value.startswith("."):
            node = replace(node, value=node.value[1:])  # noqa: PLW2901
        yield node
        before = node
