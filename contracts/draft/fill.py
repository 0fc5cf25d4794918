"""Parsed text with slots in; nodes with the deal's values in their place out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from contracts.draft.markup import Block, Piece, Slot, parse
from contracts.draft.words import Filling, fill
from contracts.model.agreement import Blank, Inline, Paragraph, Use
from contracts.model.clause import Source
from contracts.model.condition import Condition, evaluate
from contracts.model.deal import Deal


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

    def inlines(self, pieces: Iterable[Piece]) -> tuple[Inline, ...]:
        return tuple(self._inline(piece) for piece in pieces)

    def _inline(self, piece: Piece) -> Inline:
        if isinstance(piece, Slot):
            return self._blank(piece)
        if isinstance(piece, Use) and piece.shown in self.renamed:
            return Use(self.renamed[piece.shown], piece.span)
        return piece

    def line(self, source: Source) -> tuple[Inline, ...]:
        """A source that holds one paragraph, such as a plain line."""
        return self.inlines(p for block in parse(source).blocks for p in block.pieces)

    def paragraphs(self, source: Source) -> tuple[Paragraph, ...]:
        return tuple(self._paragraph(block) for block in parse(source).blocks)

    def _paragraph(self, block: Block) -> Paragraph:
        children = tuple(self._paragraph(child) for child in block.children)
        return Paragraph(self.inlines(block.pieces), children, "#" if block.numbered else "")

    def _blank(self, slot: Slot) -> Blank:
        value = self.deal.get(slot.path)
        self.read.add(slot.path)
        words = ""
        if value is not None:
            try:
                words = fill(Filling(value, self.deal.fields.find(slot.path), self.deal), slot.filters)
            except (KeyError, TypeError):
                words = ""  # the library's own linter says which filter does not fit
        return Blank(slot.path, words, slot.span, value)
