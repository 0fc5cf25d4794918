"""An outline and what a language says in its place in; the outline in that language out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from contracts.load.library.markup import phrase
from contracts.load.library.pack import Pack, Written
from contracts.model.clause import KeyTerm, Named, Outline
from contracts.model.condition import Condition
from contracts.model.language import Term, lacking
from contracts.model.problem import Span
from contracts.model.source import Source

NO_WORDS: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Words:
    """Where the words of an outline come from: a pack, what reads its texts, the terms of its language."""

    pack: Pack
    source: Callable[[str, Span], Source]
    terms: Mapping[str, Term]

    def term(self, term: str) -> str:
        """What a term is called; nobody can use one that has no word."""
        known = self.terms.get(term)
        return known.one if known else lacking(f"{self.pack.home}/glossary.yaml", term)


def in_words(outline: Outline, words: Words) -> Outline:
    """An outline with its words, and those of its short form, in the language of a pack."""
    written = words.pack.outlines.get(outline.id)
    return _Outline(words, written, outline.id).outline(outline)


@dataclass(frozen=True, slots=True)
class _Outline:
    """An agreement type on its way into a language; `written` is its file, where there is one."""

    words: Words
    written: Written | None
    id: str

    @property
    def file(self) -> str:
        return self.written.file if self.written else f"{self.words.pack.home}/agreements/{self.id}.yaml"

    def outline(self, outline: Outline) -> Outline:
        front = self.written.front if self.written else NO_WORDS
        translated = replace(
            self.part(outline, front, ()),
            title=front.get("title") or lacking(self.file, "title"),
            summary_title=front.get("summary_title") or lacking(self.file, "summary_title"),
            parties=tuple(replace(seat, term=self.words.term(seat.term)) for seat in outline.parties),
            terms=self.renamed(outline.terms, front),
            wording=self.wording(outline.wording, front, "wording"),
            images=self.named(outline.images, front.get("images", NO_WORDS)),
        )
        if outline.short is None:
            return translated
        part = self.part(outline.short, front.get("short", NO_WORDS), ("short",))
        return replace(
            translated,
            short=replace(
                part,
                title=translated.title,
                summary_title=translated.summary_title,
                parties=translated.parties,
                terms=translated.terms,
                wording=translated.wording,
                images=translated.images,
            ),
        )

    def part(self, outline: Outline, front: Mapping[str, Any], at: tuple[str, ...]) -> Outline:
        """The recitals, the rows of the cover and the sections, of either form."""
        headings = front.get("sections", NO_WORDS)
        return replace(
            outline,
            recitals=self.recitals(outline.recitals, front.get("recitals", []), (*at, "recitals")),
            key_terms=self.key_terms(outline.key_terms, front.get("key_terms", []), (*at, "key_terms")),
            sections=tuple(
                replace(s, heading=headings.get(s.id) or lacking(self.file, f"sections, {s.id}"))
                for s in outline.sections
            ),
        )

    def recitals(
        self, originals: tuple[tuple[Source, Condition], ...], given: list[str], at: tuple[str, ...]
    ) -> tuple[tuple[Source, Condition], ...]:
        whole = len(given) == len(originals)
        return tuple(
            (self.text(given[i], *at, i) if whole else self.lack("recitals"), when)
            for i, (_, when) in enumerate(originals)
        )

    def key_terms(
        self, originals: tuple[KeyTerm | str, ...], given: list[Mapping[str, str]], at: tuple[str, ...]
    ) -> tuple[KeyTerm | str, ...]:
        """The rows that belong to no clause are in their order; a clause gives its own."""
        whole = len(given) == sum(isinstance(row, KeyTerm) for row in originals)
        found: list[KeyTerm | str] = []
        i = 0
        for row in originals:
            if isinstance(row, str):
                found.append(row)
            elif whole:
                text = self.text(given[i]["text"], *at, i, "text")
                found.append(KeyTerm(given[i]["label"], text, row.when))
                i += 1
            else:
                found.append(replace(row, label=lacking(self.file, "key_terms"), text=self.lack("key_terms")))
        return tuple(found)

    def named(self, named: Named | None, front: Mapping[str, Any]) -> Named | None:
        if named is None:
            return None
        return Named(
            front.get("title") or lacking(self.file, "images, title"),
            front.get("summary_title") or lacking(self.file, "images, summary_title"),
            self.renamed(named.terms, front),
            self.wording(named.wording, front, "images, wording"),
        )

    def renamed(self, terms: Mapping[str, str], front: Mapping[str, Any]) -> dict[str, str]:
        """By which names terms go here: those that the file gives, else those of the glossary."""
        given = front.get("terms", NO_WORDS)
        return {term: given.get(term) or self.words.term(name) for term, name in terms.items()}

    def wording(self, originals: Mapping[str, str], front: Mapping[str, Any], what: str) -> dict[str, str]:
        given = front.get("wording", NO_WORDS)
        return {name: given.get(name) or lacking(self.file, f"{what}, {name}") for name in originals}

    def text(self, text: str, *at: str | int) -> Source:
        assert self.written is not None
        return self.words.source(text, self.written.spans.values[at])

    def lack(self, what: str) -> Source:
        return Source(lacking(self.file, what), Span(self.file, 1), phrase)
