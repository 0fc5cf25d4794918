"""A library in; its texts beside their translations, and what can be compared of them, out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from contracts.draft.number import forms
from contracts.load.library.beside import Besides
from contracts.load.library.pack import Pack
from contracts.load.library.pairs import Beside, Pair
from contracts.load.library.translations import Translations
from contracts.model.clause import Library
from contracts.model.problem import Severity, Span
from contracts.model.source import Block, Piece, Source

_NO_WORDS = re.compile(r"\{\{.*?\}\}|\]\(#[^)]*\)")
"""What of a text is no word of its language: blanks, and where references lead."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a text beside its translation; where the two have other paragraphs, the whole text."""

    file: Beside
    pair: Pair
    number: str
    was: tuple[Piece, ...]
    said: tuple[Piece, ...]
    span: Span

    @property
    def where(self) -> str:
        """What a message calls it."""
        inner = f", paragraph {self.number}" if self.number else ""
        return f"{called(self.file, self.pair)}{inner}"

    @property
    def weight(self) -> Severity | None:
        return weight(self.file)


def besides(library: Library) -> Besides:
    """The languages of a library, read once."""
    found = library.translations
    return found.beside if isinstance(found, Translations) else Besides(Pack("", ""), (), ())


def called(file: Beside, pair: Pair) -> str:
    return f"{pair.what} of {file.where}"


def weight(file: Beside) -> Severity | None:
    """How much a fault weighs, if not what its rule says: outlines and the frame have no version by which a
    translation could tell that it is stale, so what differs in them may be no more than that."""
    return None if file.version else Severity.WARNING


@dataclass(frozen=True, slots=True)
class Both:
    """A text that is there in both languages, as it was written and as it is said."""

    file: Beside
    pair: Pair
    was: Source
    said: Source


def texts(library: Library) -> Iterator[Both]:
    """Every text that is there in both languages; a term is a word, and no text."""
    for file in besides(library).files:
        for pair in file.pairs():
            assert pair.original is not None and pair.other is not None
            if pair.kind != "term":
                yield Both(file, pair, pair.original, pair.other)


def passages(library: Library) -> Iterator[Passage]:
    """Every text that is there in both languages, paragraph by paragraph."""
    for text in texts(library):
        was, said = paragraphs(text.was), paragraphs(text.said)
        if was.keys() != said.keys():
            both = (tuple(text.was.parsed.pieces()), tuple(text.said.parsed.pieces()))
            yield Passage(text.file, text.pair, "", *both, start(text.said))
            continue
        for number, block in was.items():
            other = said[number].pieces
            span = other[0].span if other else start(text.said)
            yield Passage(text.file, text.pair, number.strip("-"), block.pieces, other, span)


def differing(
    library: Library, of: Callable[[Piece], str | None]
) -> Iterator[tuple[Passage, list[str], list[str]]]:
    """Each passage in whose pieces `of` finds other things than in the original: with what it lacks of
    them, and what it has more, by name and as often."""
    for passage in passages(library):
        was, said = (
            Counter(name for piece in pieces if (name := of(piece)) is not None)
            for pieces in (passage.was, passage.said)
        )
        if was != said:
            yield passage, sorted((was - said).elements()), sorted((said - was).elements())


def start(source: Source) -> Span:
    """Where the first words of a text stand."""
    return next((piece.span for piece in source.parsed.pieces()), source.span)


def paragraphs(source: Source) -> dict[str, Block]:
    """The paragraphs of a text by their numbers: 1, 2, 2.1; one without a number has a dash for it."""
    return dict(_paragraphs(source.blocks, ""))


def _paragraphs(blocks: tuple[Block, ...], within: str) -> Iterator[tuple[str, Block]]:
    count = 0
    for i, block in enumerate(blocks):
        count += block.numbered
        number = f"{within}{count}" if block.numbered else f"{within}{'-' * (i + 1)}"
        yield number, block
        yield from _paragraphs(block.children, f"{number}.")


def canonical(library: Library) -> dict[str, str]:
    """Each form in which a term may be used, and the term."""
    found: dict[str, str] = {}
    whole = dict.fromkeys(term for pack in besides(library).packs for term in pack.terms)
    for term in whole:
        found |= forms(term)
    for meanings in library.definitions.values():
        for definition in meanings:
            found |= forms(definition.term, definition.forms)
            whole[definition.term] = None
    return found | {term: term for term in whole}


def words_of(source: Source) -> str:
    """The words of a text where they stand, with as much blank space for what is of no language."""
    return _NO_WORDS.sub(lambda match: " " * len(match[0]), source.text)


def line_of(source: Source, at: int) -> Span:
    """The line of a text on which a place of it stands."""
    return Span(source.span.file, source.span.line + source.text.count("\n", 0, at))
