"""Parsed text with slots in; nodes with the deal's values in their place out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field, replace

from contracts.draft.watched import Watched, bare
from contracts.model.agreement import Blank, Definition, Inline, Omission, Paragraph, Text, Use
from contracts.model.clause import Frame
from contracts.model.condition import Condition, evaluate, holds
from contracts.model.problem import Span
from contracts.model.record import record
from contracts.model.source import Block, Piece, Slot, Source
from contracts.speak.filling import Filling
from contracts.speak.languages import Speech, fill, speech

NONE: Mapping[str, Condition] = {}


@record(frozen=False)
class Filler:
    """Fills the blanks of one deal, which notes what is read for them, in the language of a frame.

    `renamed` is by which words a form of a term is printed.
    """

    deal: Watched
    frame: Frame
    renamed: Mapping[str, str] = field(default_factory=dict)
    omitted: list[Omission] = field(default_factory=list)

    @property
    def speech(self) -> Speech:
        """How the language of the frame says values."""
        return speech(self.frame.language)

    def holds(self, condition: Condition) -> bool:
        """Whether words stand in the paper; where they do, what they hang on is taken up."""
        found = holds(condition, self.deal)
        if found:
            self.deal.decided(condition)
        return found

    def inlines(self, pieces: Iterable[Piece | Blank]) -> tuple[Inline, ...]:
        return tuple(_one_stop(self._inline(piece) for piece in pieces))

    def _inline(self, piece: Piece | Blank) -> Inline:
        if isinstance(piece, Slot):
            return self._blank(piece)
        match piece:
            case Use(shown, span) if shown in self.renamed:
                return Use(self.renamed[shown], span)
            case Definition(term, span) if term in self.renamed:
                return Definition(self.renamed[term], span)
        return piece

    def line(self, source: Source, when: Mapping[str, Condition] = NONE) -> tuple[Inline, ...]:
        """A source that is read as one line, such as a plain line: the paragraphs of it that are needed."""
        pieces: list[Piece] = []
        for i, block in enumerate(source.blocks, 1):
            if self._needed(f"plain-{i}", when):
                pieces += ([Text(" ", source.span)] if pieces else []) + list(block.pieces)
        return self.inlines(pieces)

    def paragraphs(
        self, source: Source, when: Mapping[str, Condition] = NONE, out: Collection[str] = ()
    ) -> tuple[Paragraph, ...]:
        """The paragraphs of a source that are needed, less those whose numbers are `out`. A numbered one
        keeps its number in the library as its anchor; its label is a mark until number.py counts those
        that are left."""
        return tuple(self._level(source.blocks, when, out, ""))

    def _level(
        self, blocks: Iterable[Block], when: Mapping[str, Condition], out: Collection[str], within: str
    ) -> Iterator[Paragraph]:
        numbers = iter(range(1, 1000))
        listed = [(b, f"{within}{next(numbers)}" if b.numbered else "") for b in blocks]
        kept = [(b, number) for b, number in listed if number not in out and self._needed(number, when)]
        counted = sum(block.numbered for block, _ in kept)
        alone = counted == 1 and counted < sum(block.numbered for block, _ in listed)
        for block, number in kept:
            children = tuple(self._level(block.children, when, out, f"{number}."))
            label = "#" if block.numbered and not alone else ""  # what is left alone needs no number
            yield Paragraph(self.inlines(block.pieces), children, label, number)

    def _needed(self, number: str, when: Mapping[str, Condition]) -> bool:
        """Whether a paragraph stands in this agreement; one without a condition does."""
        condition = when.get(number)
        if condition is None:
            return True
        self.deal.decided(condition)
        if holds(condition, self.deal):
            return True
        self.omitted.append(Omission(number, evaluate(condition, self.deal).because))
        return False

    def _blank(self, slot: Slot) -> Blank:
        return self.fill(slot, slot.path, self.deal.get(slot.path))

    def fill(self, slot: Slot, path: str, value: object, span: Span | None = None) -> Blank:
        """A slot with a value of the field at `path` in it."""
        words = ""
        if value is not None:
            try:
                known = Filling(value, self.deal.fields.find(path), self.deal, self.frame.terms)
                words = fill(self.speech, known, slot.filters)
            except (KeyError, TypeError):
                words = ""  # the library's own linter says which filter does not fit
        last = slot.filters[-1][0] if slot.filters else ""
        return Blank(path, words, span or slot.span, bare(value), last)

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
