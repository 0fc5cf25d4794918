"""A library and the words of another language in; the same library in that language out.

What a clause is stays as it is: when it stands, at which positions, on what it hangs, what it is counted
by. Its words are those of the language. A text that the language lacks, or that translates an earlier
version of its original, is a mark in its place (model/language.py), and never the original: `draft` finds
every mark that is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from contracts.load.library.frame import measured
from contracts.load.library.markup import parse, phrase
from contracts.load.library.outlinewords import Words, in_words
from contracts.load.library.pack import Pack, Written, read_pack
from contracts.load.library.stale import stale
from contracts.model.clause import Clause, CoverRow, DefinitionFile, Frame, Library, Position
from contracts.model.deal import Field, Fields
from contracts.model.inline import Definition, Use
from contracts.model.language import Term, lacking, turned_back
from contracts.model.problem import Problems, Span
from contracts.model.source import Block, Parsed, Piece, Source


def translated(library: Library, language: str, roots: tuple[Path, ...]) -> Library:
    """A library that was read from `roots`, in a language. Raises Rejected with each fault of its files."""
    problems = Problems()
    pack = read_pack(language, roots, problems)
    for name, source in pack.phrases.items():
        measured(name, source, library.frame, problems)
    problems.reject_errors()
    return _Translation(library, pack, roots).library()


@dataclass(frozen=True, slots=True)
class Turned:
    """Reads text of a language, with its defined terms turned back into those of the library."""

    back: Mapping[str, str]

    def __call__(self, text: str, span: Span) -> Parsed:
        parsed = parse(text, span)
        return Parsed(tuple(map(self._block, parsed.blocks)), parsed.problems)

    def _block(self, block: Block) -> Block:
        children = tuple(map(self._block, block.children))
        return Block(tuple(map(self._piece, block.pieces)), block.numbered, children)

    def _piece(self, piece: Piece) -> Piece:
        match piece:
            case Use(shown, span):
                return Use(self.back.get(shown, shown), span)
            case Definition(term, span):
                return Definition(self.back.get(term, term), span)
        return piece


class _Translation:
    """A library on its way into a language."""

    def __init__(self, library: Library, pack: Pack, roots: tuple[Path, ...]) -> None:
        self.original, self.pack = library, pack
        self.turned = Turned(turned_back(pack.terms))
        self.roots = roots

    def library(self) -> Library:
        original, pack = self.original, self.pack
        terms = {term: self.term(term) for term in (*pack.terms, *original.definitions)}
        words = Words(pack, self.source, terms)
        amending = original.amending
        return replace(
            original,
            language=pack.language,
            clauses={name: self.clause(c, pack.clauses) for name, c in original.clauses.items()},
            short={name: self.clause(c, pack.short) for name, c in original.short.items()},
            definitions={
                term: tuple(map(self.definition, files)) for term, files in original.definitions.items()
            },
            outlines={name: in_words(outline, words) for name, outline in original.outlines.items()},
            amending=in_words(amending, words) if amending is not None else None,
            frames={**original.frames, pack.language: self.frame(terms)},
            fields=Fields({path: self.field(field) for path, field in original.fields.by_path.items()}),
            translations={original.language: original},
        )

    def term(self, term: str) -> Term:
        return self.pack.terms.get(term) or Term(lacking(f"{self.pack.home}/glossary.yaml", term))

    def source(self, text: str, span: Span) -> Source:
        return Source(text, span, self.turned)

    def lacking(self, file: str, what: str = "") -> Source:
        return Source(lacking(file, what), Span(file, 1), phrase)

    def stale(self, written: Written, version: str, original: Span) -> str:
        return stale(written, version, original, self.roots)

    def clause(self, clause: Clause, written: Mapping[str, Written]) -> Clause:
        """A clause in the words of the language."""
        found = written.get(clause.id)
        folder = "short" if written is self.pack.short else clause.family
        file = found.file if found else f"{self.pack.home}/{folder}/{clause.id}.md"
        why = self.stale(found, clause.version, clause.span) if found else ""
        words = found if not why else None
        heading = words.front["heading"] if words else lacking(file, why)
        positions = {
            name: self.position(position, words, file, why) for name, position in clause.positions.items()
        }
        main = heading if isinstance(heading, str) else next(iter(heading.values()), "")
        cover = tuple(self.cover(clause, words, file, why))
        return replace(clause, heading=main, positions=positions, cover=cover)

    def position(self, position: Position, words: Written | None, file: str, why: str) -> Position:
        own = words.positions.get(position.name) if words else None
        heading = words.front["heading"] if words else ""

        def told(name: str, was: Source, found: Source | None, what: str) -> Source:
            if found is not None and found.text.strip():
                return self.source(found.text, found.span)
            return self.lacking(file, why or what) if was.text.strip() else was

        return replace(
            position,
            plain=told("plain", position.plain, own.plain if own else None, f"{position.name}, plain line"),
            body=told("body", position.body, own.body if own else None, position.name),
            heading=""
            if not position.heading or isinstance(heading, str)
            else heading.get(position.name, lacking(file, f"{position.name}, heading")),
        )

    def cover(self, clause: Clause, words: Written | None, file: str, why: str) -> Iterator[CoverRow]:
        given = words.front.get("cover", []) if words else []
        for i, row in enumerate(clause.cover):
            if words is None or len(given) != len(clause.cover):
                lack = self.lacking(file, why or "cover")
                yield replace(row, label=lack, text=dict.fromkeys(row.text, lack))
                continue
            at, text = ("cover", i), given[i]["text"]
            label = self.source(given[i]["label"], words.spans.values[(*at, "label")])
            if isinstance(text, str):
                whole = self.source(text, words.spans.values[(*at, "text")])
                yield replace(row, label=label, text=dict.fromkeys(row.text, whole))
                continue
            by_position = {
                name: self.source(text[name], words.spans.values[(*at, "text", name)])
                if name in text
                else self.lacking(file, f"{name}, cover")
                for name in row.text
            }
            yield replace(row, label=label, text=by_position)

    def definition(self, definition: DefinitionFile) -> DefinitionFile:
        found = self.pack.definitions.get(definition.id)
        file = found.file if found else f"{self.pack.home}/definitions/{definition.id}.md"
        why = self.stale(found, definition.version, definition.span) if found else ""
        if found is None or why or not found.text.strip():
            return replace(definition, forms=(), body=self.lacking(file, why))
        return replace(definition, forms=(), body=self.source(found.text, Span(found.file, found.line)))

    def frame(self, terms: Mapping[str, Term]) -> Frame:
        file = f"{self.pack.home}/frame.yaml"
        phrases = {
            name: self.pack.phrases.get(name) or self.lacking(file, name)
            for name in self.original.frame.phrases
        }
        return Frame(self.pack.language, phrases, Span(file, 1), terms)

    def field(self, field: Field) -> Field:
        """A field with the words of the language for its choices and for itself."""
        file = f"{self.pack.home}/labels.yaml"
        labels, words = self.pack.labels.get(field.path, {}), self.pack.fields.get(field.path, {})

        def said(name: str, was: str) -> str:
            return was and (words.get(name) or lacking(file, f"{field.path}, {name}"))

        return replace(
            field,
            label=said("label", field.label),
            plain=said("plain", field.plain),
            labels={
                choice: labels.get(choice) or lacking(file, f"{field.path}, {choice}")
                for choice in field.labels
            },
        )
